"""The value of the reserve and what households were given agree with the stock ledger; what has no value is told."""

import pytest

from supplies.procurement.checks import CauseKind, Check
from supplies.procurement.reconciliation import Statement, statement
from supplies.relief.distributions import DistributionRow
from tests.journal.tampering import tamper
from tests.relief.households import handed_on
from tests.rooms import QUILT, TENT, Desk, goods, yuan

on_sqlite = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""PostgreSQL's CHECKs cannot be put aside."""


def check(desk: Desk, title: str) -> Check:
    """Return a check by a part of its title."""
    found: Statement = desk.read(statement)
    return next(each for each in found.checks if title in each.title)


def test_the_reserve_is_what_is_in_stock_and_what_is_to_come_back(desk: Desk) -> None:
    desk.receive(goods(TENT, 4, yuan(40)))
    found = check(desk, "政府储备物资余额")
    assert found.holds and found.expected == found.found == yuan(40) and found.notices == ()


def test_items_without_value_are_named_and_break_nothing(desk: Desk) -> None:
    desk.receive(goods(TENT, 4, yuan(40)), goods(QUILT, 2))
    found = check(desk, "政府储备物资余额")
    (notice,) = found.notices
    assert found.holds and (notice.kind, notice.key) == (CauseKind.ITEM, QUILT)
    assert "棉被" in notice.words and "1" in notice.words


@on_sqlite
def test_a_value_that_was_changed_behind_names_its_item(desk: Desk) -> None:
    desk.receive(goods(TENT, 4, yuan(40)))
    tamper(desk.program, "UPDATE balance SET amount_fen = amount_fen - 1 WHERE bucket = 'on_hand'")
    found = check(desk, "政府储备物资余额")
    assert found.difference.fen == 1 and [cause.key for cause in found.causes] == [TENT]


def test_a_roster_hands_on_what_its_issues_brought(desk: Desk) -> None:
    handed_on(desk)
    assert check(desk, "发放花名册").holds and desk.read(statement).is_reconciled


@on_sqlite
def test_a_roster_of_more_than_was_issued_is_named_though_it_has_no_value(desk: Desk) -> None:
    row: DistributionRow = handed_on(desk)
    tamper(desk.program, "UPDATE distribution_line SET quantity = quantity + 1000 WHERE item_code = '" + QUILT + "'")
    found = check(desk, "发放花名册")
    (cause,) = found.causes
    assert not found.holds and (cause.kind, cause.key) == (CauseKind.DISTRIBUTION, row.number)
    assert QUILT in cause.words
