"""Whatever is sent, accepted, missed, damaged, taken back and reversed, nothing gets lost between the depots."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from supplies.errors import SuppliesError
from supplies.journal.action import Action
from supplies.models.open_items import OpenLine
from supplies.models.stock import Balance, Bucket, Depot
from supplies.stock.actions import Reverse
from supplies.stock.transfers import AcceptTransfer, Dispatch
from supplies.values import DepotCode, LotId, Money, Quantity
from tests.rooms import DEPOT, TENT, Desk, act, goods, lot_line, many, some
from tests.soak import size
from tests.stock.keeper import SECOND, second_depot
from tests.stock.sending import THIRD, arrived, third_depot

DEPOTS = (DEPOT, SECOND, THIRD)
TOTAL = 12
LOT_FEN = 10_007
"""A prime number of fen: no share of it is even."""
KEPT = (*(bucket for bucket in Bucket if bucket not in {Bucket.GONE, Bucket.OUTSIDE}),)


@dataclass(frozen=True)
class Step:
    """What somebody tries; most of it makes sense, some is refused."""

    kind: str
    which: int
    sender: int
    goal: int
    accepted: int
    damaged: int
    short: int


STEPS = st.builds(
    Step,
    kind=st.sampled_from(["send", "send", "accept", "accept", "accept", "home", "reverse"]),
    which=st.integers(0, 30),
    sender=st.integers(0, 2),
    goal=st.integers(1, 2),
    accepted=st.integers(0, 4),
    damaged=st.integers(0, 2),
    short=st.integers(0, 1),
)


@dataclass
class Carrier:
    """Does what is tried, and remembers the papers."""

    desk: Desk
    lot: LotId
    sent: list[tuple[int, DepotCode, DepotCode]] = field(default_factory=list)
    papers: list[int] = field(default_factory=list)

    def do(self, step: Step) -> None:
        """Do a step; a refusal changes nothing and has words."""
        action = self._action(step)
        if action is None:
            return
        try:
            seq = self.desk.post(action)[0].entry.seq
        except SuppliesError as error:
            assert error.text() and error.remedy()
            return
        self.papers.append(seq)
        if isinstance(action, Dispatch) and action.to_depot is not None:
            self.sent.append((seq, action.depot, action.to_depot))

    def _action(self, step: Step) -> Action | None:
        """Return the action of a step; None where there is nothing that it could be about."""
        if step.kind == "send":
            sender, goal = DEPOTS[step.sender], DEPOTS[(step.sender + step.goal) % 3]
            return act(Dispatch, depot=sender, to_depot=goal, lines=(lot_line(self.lot, step.accepted or 1),))
        if step.kind == "reverse":
            seq = self.papers[step.which % len(self.papers)] if self.papers else None
            return None if seq is None else act(Reverse, reverses_seq=seq, reason="录入有误")
        if not self.sent:
            return None
        seq, sender, goal = self.sent[step.which % len(self.sent)]
        parts: dict[str, Any] = {"damaged": step.damaged, "short": 0 if step.kind == "home" else step.short}
        line = arrived(1, step.accepted, reason="途中", **parts)
        return act(AcceptTransfer, depot=sender if step.kind == "home" else goal, of_seq=seq, lines=(line,))


def _by_bucket(connection: Connection, lot: LotId) -> dict[Bucket, tuple[int, int]]:
    """Return quantity and worth of a lot in each bucket, over all depots."""
    statement = (
        select(Balance.bucket, func.sum(Balance.quantity), func.sum(Balance.amount_fen))
        .where(Balance.lot_id == lot)
        .group_by(Balance.bucket)
    )
    return {bucket: (int(quantity), int(fen)) for bucket, quantity, fen in connection.execute(statement)}


def _lost(connection: Connection, lot: LotId) -> tuple[int, int]:
    """Return how much of a lot was lost on the way, and what that was worth."""
    statement = select(func.sum(Balance.quantity), func.sum(Balance.amount_fen)).where(
        Balance.lot_id == lot, Balance.place_code == "~lost"
    )
    quantity, fen = connection.execute(statement).one()
    return int(quantity or 0), int(fen or 0)


def _on_way(connection: Connection, lot: LotId) -> tuple[int, int]:
    """Return what the open lines say is on its way, and what the balances say."""
    open_lines = select(func.sum(OpenLine.left_quantity)).where(
        OpenLine.lot_id == lot, OpenLine.bucket == Bucket.IN_TRANSIT
    )
    balances = select(func.sum(Balance.quantity)).where(Balance.lot_id == lot, Balance.bucket == Bucket.IN_TRANSIT)
    return int(connection.scalar(open_lines) or 0), int(connection.scalar(balances) or 0)


@many(max_examples=size(25, 500), deadline=None)
@given(steps=st.lists(STEPS, min_size=4, max_size=25))
def test_what_all_depots_have_with_what_is_on_its_way_and_lost_stays_the_same(
    desk: Desk, steps: Sequence[Step]
) -> None:
    if desk.read(_depots) < len(DEPOTS):
        second_depot(desk)
        third_depot(desk)
    line = goods(TENT, TOTAL, Money(LOT_FEN))
    desk.receive(line)
    carrier = Carrier(desk, line.lot_id)
    for step in steps:
        carrier.do(step)
        buckets = desk.read(_by_bucket, line.lot_id)
        lost = desk.read(_lost, line.lot_id)
        kept = [buckets.get(bucket, (0, 0)) for bucket in KEPT]
        assert sum(quantity for quantity, _fen in kept) + lost[0] == some(TOTAL).thousandths
        assert sum(fen for _quantity, fen in kept) + lost[1] == LOT_FEN
        on_way, balance = desk.read(_on_way, line.lot_id)
        assert on_way == balance, Quantity(on_way - balance)


def _depots(connection: Connection) -> int:
    """Return how many depots there are."""
    return int(connection.scalar(select(func.count()).select_from(Depot)) or 0)
