"""A count at work: what tests of counts share."""

from functools import partial
from typing import Any

from supplies.accounts.queries import people
from supplies.models.accounts import Role
from supplies.stock.count_queries import CountLineRow, CountWhole, whole_count
from supplies.stock.count_sessions import CountSessionRow, count_sessions
from supplies.stock.counting import CountedLine, FinishCount, RecordCount, StartCount
from supplies.stock.documents import DocumentRow, document
from supplies.values import Login, LotId, PlaceCode
from tests.rooms import A01, DEPOT, NOW, SITE, Desk, act, some

TEAM = {
    Login("counter"): ("初盘人", Role.KEEPER),
    Login("other"): ("复盘人", Role.KEEPER),
    Login("head"): ("科长", Role.SECTION_HEAD),
}


class Counting:
    """One count: ``counter`` counts, ``other`` counts a second time, ``head`` finishes."""

    def __init__(self, desk: Desk, **fields: Any) -> None:
        self.desk = desk
        self.counter, self.other, self.head = team(desk)
        values: dict[str, Any] = {"depot": DEPOT, "name": "季度盘点", **fields}
        self.seq = desk.post(act(StartCount, **values))[0].entry.seq
        newest: CountSessionRow = desk.read(count_sessions, limit=1)[0]
        self.number = newest.number

    @property
    def whole(self) -> CountWhole:
        """Return the count as a screen shows it."""
        found: CountWhole = self.desk.read(whole_count, self.number)
        return found

    @property
    def session(self) -> CountSessionRow:
        """Return its head."""
        return self.whole.session

    @property
    def now(self) -> int:
        """Return the newest entry."""
        return self.desk.program.head.seq

    def line(self, lot: LotId, place: PlaceCode = A01) -> CountLineRow:
        """Return one line of it."""
        return next(line for line in self.whole.lines if (line.lot_id, line.place) == (lot, place))

    def counted(self, lot: LotId, quantity: str | int, place: PlaceCode = A01, **more: Any) -> CountedLine:
        """Return a counted line, counted just now unless it is said otherwise."""
        values: dict[str, Any] = {"at_seq": self.now, "counted_at": NOW, **more}
        return CountedLine(lot_id=lot, place=place, counted=some(quantity), **values)

    def recording(self, *lines: CountedLine, **more: Any) -> RecordCount:
        """Return the action that records lines."""
        return act(RecordCount, of_seq=self.seq, lines=lines, **more)

    def record(self, *lines: CountedLine, actor: Login | None = None, **more: Any) -> int:
        """Record lines; return the entry."""
        return self.desk.post(self.recording(*lines, **more), actor=actor or self.counter)[0].entry.seq

    def finishing(self, **fields: Any) -> FinishCount:
        """Return the action that finishes it as it stands now."""
        values: dict[str, Any] = {"last_record": self.session.last_record, "reason": "盘点差异", **fields}
        return act(FinishCount, of_seq=self.seq, **values)

    def finish(self, **fields: Any) -> DocumentRow | None:
        """Finish it; return the adjustment, if one was posted."""
        seq = self.desk.post(self.finishing(**fields), actor=self.head)[0].entry.seq
        if not self.session.has_document:
            return None
        found: DocumentRow = self.desk.read(document, SITE, seq)
        return found


def team(desk: Desk) -> tuple[Login, Login, Login]:
    """Return who counts, who counts again and who finishes; hired once for each store."""
    known = {row.login for row in desk.program.read(partial(people))}
    for login, (name, role) in TEAM.items():
        if login not in known:
            desk.hire(login, role, name=name)
    counter, other, head = TEAM
    return counter, other, head
