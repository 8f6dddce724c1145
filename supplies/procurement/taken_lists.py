"""Lists that were taken over, and all of their lines, decided and open; these with the contracts nearest to them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from supplies.language import N_, _
from supplies.models.journal import JournalEntry
from supplies.models.procurement import Contract
from supplies.models.treasury import AcceptedDifference, LineState, ListKind, TakenLine, TakenList
from supplies.procurement.lists import ListedLine
from supplies.procurement.matching import Proposal
from supplies.procurement.treasury_queries import TakenRow, proposals, standings
from supplies.values import Login, Money, SiteId

__all__ = ["LineState", "TakenLineRow", "TakenListRow", "kind_name", "state_name", "taken_lines", "taken_lists"]

_KINDS = {ListKind.PAYMENTS: N_("Treasury payments"), ListKind.INVOICES: N_("Invoices")}
_STATES = {
    LineState.OPEN: N_("Not decided yet"),
    LineState.MATCHED: N_("Matched to a contract"),
    LineState.DISMISSED: N_("Belongs to no contract"),
}


def kind_name(kind: ListKind) -> str:
    """Return what the lines of a list are, in the reader's language."""
    return _(_KINDS[kind])


def state_name(state: LineState) -> str:
    """Return what was decided about a line, in the reader's language."""
    return _(_STATES[state])


@dataclass(frozen=True, slots=True)
class TakenListRow:
    """A list that was taken over, and how far its lines are decided."""

    site_id: SiteId
    seq: int
    kind: ListKind
    file: str
    taken_on: date
    actor: Login
    lines: int
    amount: Money
    matched: int
    dismissed: int
    differences: int
    """How many places in which it contradicts itself were accepted."""

    @property
    def open(self) -> int:
        """Return how many lines nobody has decided about yet."""
        return self.lines - self.matched - self.dismissed


@dataclass(frozen=True, slots=True)
class TakenLineRow:
    """A line that was taken over, and what was decided about it; an open one has the contracts nearest to it."""

    site_id: SiteId
    taken: TakenRow
    state: LineState
    contract: str
    reason: str
    seq: int
    """The entry that decided it last."""
    proposal: Proposal | None

    @property
    def key(self) -> tuple[SiteId, int, int]:
        """Return what tells one line from every other."""
        return self.site_id, self.taken.list_seq, self.taken.line


def taken_lists(connection: Connection) -> list[TakenListRow]:
    """Return every list that was taken over, the newest first."""
    key = (TakenLine.site_id, TakenLine.list_seq)

    def count(state: LineState) -> ColumnElement[int]:
        return func.sum(case((TakenLine.state == state, 1), else_=0))

    amount, matched, dismissed = func.sum(TakenLine.amount_fen), count(LineState.MATCHED), count(LineState.DISMISSED)
    counted = select(*key, func.count(), amount, matched, dismissed).group_by(*key)
    lines = {(row[0], row[1]): tuple(map(int, row[2:])) for row in connection.execute(counted)}
    of_list = (AcceptedDifference.site_id, AcceptedDifference.list_seq)
    accepted = select(*of_list, func.count()).group_by(*of_list)
    differences = {(site_id, seq): count for site_id, seq, count in connection.execute(accepted)}
    same = and_(JournalEntry.site_id == TakenList.site_id, JournalEntry.seq == TakenList.seq)
    columns = (
        TakenList.site_id,
        TakenList.seq,
        TakenList.kind,
        TakenList.file_name,
        JournalEntry.business_date,
        JournalEntry.actor,
    )
    statement = (
        select(*columns).join(JournalEntry, same).order_by(JournalEntry.recorded_at.desc(), TakenList.seq.desc())
    )
    found = []
    for row in connection.execute(statement):
        number, fen, of_contracts, of_none = lines[row.site_id, row.seq]
        wrong = differences.get((row.site_id, row.seq), 0)
        found.append(TakenListRow(*row, number, Money(fen), of_contracts, of_none, wrong))
    return found


def taken_lines(connection: Connection) -> list[TakenLineRow]:
    """Return every line that was taken over: of the newest list first, in the order in which they were listed."""
    same = and_(TakenList.site_id == TakenLine.site_id, TakenList.seq == TakenLine.list_seq)
    of_contract = and_(Contract.site_id == TakenLine.site_id, Contract.contract_id == TakenLine.contract_id)
    statement = (
        select(TakenLine.__table__, TakenList.file_name, Contract.number.label("matched_to"))
        .join(TakenList, same)
        .outerjoin(Contract, of_contract)
        .order_by(TakenLine.list_seq.desc(), TakenLine.site_id, TakenLine.line)
    )
    found = []
    for row in connection.execute(statement):
        listed = ListedLine(
            row.sheet,
            row.row,
            row.number,
            row.dated,
            row.payee,
            Money(row.amount_fen),
            row.contract_number,
            row.text,
            row.fingerprint,
        )
        taken = TakenRow(row.list_seq, row.line, row.kind, row.file_name, listed)
        found.append(TakenLineRow(row.site_id, taken, row.state, row.matched_to or "", row.reason, row.seq, None))
    return _with_proposals(connection, found)


def _with_proposals(connection: Connection, rows: list[TakenLineRow]) -> list[TakenLineRow]:
    """Return lines, each open one with what is proposed for it."""
    waiting = [row.taken for row in rows if row.state is LineState.OPEN]
    if not waiting:
        return rows
    near = {taken.listed.fingerprint: proposal for taken, proposal in proposals(waiting, standings(connection))}
    return [
        TakenLineRow(row.site_id, row.taken, row.state, row.contract, row.reason, row.seq, near[mark])
        if (mark := row.taken.listed.fingerprint) in near
        else row
        for row in rows
    ]
