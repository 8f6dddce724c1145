"""Whatever happens to money, each yuan of it stands in exactly one bucket, and no float reaches a column."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import StatementError

from supplies.errors import FundsInsufficient, SuppliesError
from supplies.funds.actions import Appropriate
from supplies.funds.allotments import Allot
from supplies.funds.matrix import matrix
from supplies.funds.queries import appropriations
from supplies.journal.action import Action
from supplies.models.accounts import Level
from supplies.models.allotments import Allotment, AllotmentChange, FundReturn
from supplies.models.base import Base, Whole
from supplies.models.funds import EVERYWHERE, Bucket, FundMovement
from supplies.procurement.actions import AddLot, CancelLot, OpenProject, StartTender
from supplies.procurement.reconciliation import statement
from supplies.values import NO_MONEY, total_money
from tests.funds.allotted import adjust, allot, counties, give_back, lot, money, project, row_of, take_back, use
from tests.rooms import Desk, act, ago, many
from tests.soak import size

Steps = Sequence[tuple[str, int]]


class History:
    """An appropriation to which anything may happen; what is refused changes nothing."""

    def __init__(self, desk: Desk, fund: Appropriate, of: OpenProject) -> None:
        self._desk, self._fund, self._project = desk, fund, of
        self._lots: list[AddLot] = []
        self._allotments: list[Allot] = []

    def step(self, kind: str, amount: int) -> None:
        """Try a step."""
        makers: dict[str, Callable[[int], Action | None]] = {
            "more": lambda amount: adjust(self._fund, amount),
            "less": lambda amount: adjust(self._fund, -amount),
            "return": lambda amount: give_back(self._fund, amount),
            "allot": self._allot,
            "use": lambda amount: use(self._allotments[-1], amount) if self._allotments else None,
            "take back": lambda amount: take_back(self._allotments[-1], amount) if self._allotments else None,
            "plan": self._plan,
            "start": self._start,
            "cancel": self._cancel,
        }
        action = makers[kind](amount)
        if action is None:
            return
        try:
            self._desk.post(action)
        except SuppliesError:
            return
        if isinstance(action, AddLot):
            self._lots.append(action)
        elif isinstance(action, Allot):
            self._allotments.append(action)

    def _allot(self, amount: int) -> Action:
        return allot(self._fund, amount)

    def _plan(self, amount: int) -> Action:
        return lot(self._fund, self._project, amount, len(self._lots) + 1)

    def _start(self, _amount: int) -> Action | None:
        return act(StartTender, tender_lot_id=self._lots[-1].tender_lot_id, announced_on=ago(5)) if self._lots else None

    def _cancel(self, _amount: int) -> Action | None:
        return act(CancelLot, tender_lot_id=self._lots[-1].tender_lot_id, reason="取消") if self._lots else None


KINDS = ["more", "less", "return", "allot", "use", "take back", "plan", "start", "cancel"]


@pytest.fixture
def with_counties(desk: Desk) -> Desk:
    """Return a desk that knows two counties."""
    desk.post(*counties())
    return desk


@many(max_examples=size(12, 150))
@given(
    steps=st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 120)), max_size=14),
    parts=st.tuples(st.integers(1, 60), st.integers(1, 60), st.booleans()),
)
def test_each_yuan_stands_in_exactly_one_bucket(
    with_counties: Desk, steps: Steps, parts: tuple[int, int, bool]
) -> None:
    desk = with_counties
    central, city, is_known = parts
    shares = ((Level.CENTRAL, central), (Level.CITY, city if is_known else None))
    fund, of = money(central + city, *shares), project()
    desk.post(fund, of)
    history = History(desk, fund, of)
    for kind, amount in steps:
        history.step(kind, amount)
    row = row_of(desk, fund)
    assert row.of(*EVERYWHERE) == row.amount
    assert row.of(Bucket.SOURCE) + row.amount == NO_MONEY
    assert all(amount >= NO_MONEY for bucket, amount in row.buckets.items() if bucket is not Bucket.SOURCE)
    rows = [each for each in desk.read(appropriations) if not each.is_withdrawn]
    table, found = desk.read(matrix), desk.read(statement)
    assert table.total == found.appropriated == total_money(each.amount for each in rows)
    assert total_money(map(table.total_of, table.columns)) == table.total
    for level in Level:
        given_by = [amount for each in rows if each.is_split_known for name, amount in each.shares if name is level]
        line = total_money(each.total for each in table.rows if each.level is level)
        assert line == total_money(amount for amount in given_by if amount is not None)
    assert found.is_reconciled, [check for check in found.checks if not check.holds]


def test_a_store_to_which_much_happened_verifies(with_counties: Desk) -> None:
    desk = with_counties
    fund, of = money(100), project()
    desk.post(fund, of)
    history = History(desk, fund, of)
    for kind in (*KINDS, *reversed(KINDS)):
        history.step(kind, 7)
    assert desk.program.verify(deep=True).is_sound
    assert type(desk.refused(allot(fund, 1000))) is FundsInsufficient


def test_no_float_reaches_a_column_of_money(desk: Desk) -> None:
    desk.post(*counties())
    fund = money(40)
    of = allot(fund, 20)
    desk.post(fund, of, use(of, 5), give_back(fund, 3))
    for table in (Allotment, AllotmentChange, FundReturn, FundMovement):
        row = desk.read(partial(_first_row, table))
        before = desk.everything()
        with pytest.raises((StatementError, TypeError)):
            desk.program.database.write(partial(_write_row, table, row | {"seq": row["seq"] + 1, "amount_fen": 1.5}))
        assert desk.everything() == before


def test_every_amount_and_quantity_of_every_table_is_a_whole_number() -> None:
    exact = [
        column
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name.endswith("_fen") or "quantity" in column.name
    ]
    assert len(exact) > len(Base.metadata.tables) / 2, "amounts and quantities are called so"
    for column in exact:
        assert isinstance(column.type, Whole), column
        for inexact in (1.0, 1.5, True, Decimal(1)):
            with pytest.raises(TypeError):
                column.type.process_bind_param(inexact, sqlite.dialect())  # type: ignore[arg-type]


def _first_row(table: type[Base], connection: Connection) -> dict[str, Any]:
    """Return a row of a table."""
    return dict(connection.execute(select(table.__table__).limit(1)).mappings().one())


def _write_row(table: type[Base], row: dict[str, Any], connection: Connection) -> None:
    """Write a row."""
    connection.execute(insert(table), row)
