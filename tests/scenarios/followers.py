"""Buyers and clerks whose every deed is followed: whatever they did, each trace adds up to the fen and to the piece."""

import hypothesis.strategies as st
from hypothesis.stateful import invariant, rule
from sqlalchemy import Connection, select

from supplies.errors import SuppliesError
from supplies.models.funds import EVERYWHERE, Appropriation
from supplies.models.stock import Lot
from supplies.procurement.trace import NodeKind, find
from supplies.stock.actions import Issue, Return
from supplies.values import total_money
from tests.procurement.followed import check_sums, ways_up
from tests.rooms import ADMIN, DEPOT, act, coming_back, lot_line
from tests.scenarios.buyers import ANY, TENTS, Buyers
from tests.scenarios.clerks import Clerks


class FollowedBuyers(Buyers):
    """Buyers; the goods that they bought are handed out, and come back in part."""

    @rule(number=ANY, tents=TENTS, is_back=st.booleans())
    def hand_out(self, number: int, tents: int, is_back: bool) -> None:
        """Hand tents out; perhaps they come back."""
        labels = sorted(row.label_code for row in self.desk.stock())
        if not labels:
            return
        row = next(row for row in self.desk.stock() if row.label_code == labels[number % len(labels)])
        line = lot_line(row.lot_id, tents)
        try:
            self.program.post([act(Issue, depot=DEPOT, counterparty="铁东区", lines=(line,))], ADMIN)
        except SuppliesError:
            return
        if is_back:
            self.program.post([act(Return, depot=DEPOT, lines=coming_back(line))], ADMIN)

    @invariant()
    def every_trace_adds_up(self) -> None:
        """Every appropriation, unfolded to the shelf, adds up; and every batch leads to no money but that of a lot."""
        self.program.read(_check_money)
        self.program.read(_check_batches)


class FollowedClerks(Clerks):
    """Clerks; every batch is followed to where it is."""

    @invariant()
    def every_batch_is_somewhere(self) -> None:
        """What was received of a batch is what lies, is out and is gone of it."""
        self.program.read(_check_batches)


def _check_money(connection: Connection) -> None:
    """Unfold all money, and each appropriation by its number."""
    (everything,) = find(connection, "+".join(EVERYWHERE))
    check_sums(connection, everything)
    nodes = [
        node for number in connection.scalars(select(Appropriation.number)).all() for node in find(connection, number)
    ]
    assert everything.amount == total_money(node.amount for node in nodes if node.amount is not None)
    for node in nodes:
        check_sums(connection, node)


def _check_batches(connection: Connection) -> None:
    """Unfold every batch, and follow each up."""
    for label in connection.scalars(select(Lot.label_code)).all():
        for node in find(connection, label):
            check_sums(connection, node)
            for way in ways_up(connection, node):
                assert way[-1].kind in {NodeKind.APPROPRIATION, NodeKind.BATCH, NodeKind.DOCUMENT}
