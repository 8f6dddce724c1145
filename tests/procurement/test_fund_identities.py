"""Sources, allotments and projects agree with the fund ledger, and what was changed behind them is named."""

import pytest

from supplies.models.accounts import Level
from supplies.procurement.checks import CauseKind, Check
from supplies.procurement.reconciliation import Statement, statement
from tests.funds.allotted import COUNTY, allot, counties, money, take_back, use
from tests.journal.tampering import tamper
from tests.rooms import Desk, yuan

NUMBER = "下达-1"


@pytest.fixture
def allotted(desk: Desk) -> Desk:
    """Return a store with money of two levels, of which a county was allotted some, spent some and gave some back."""
    fund = money(100, (Level.CENTRAL, 70), (Level.PROVINCE, 30), number="财-1")
    given = allot(fund, 40, number=NUMBER)
    desk.post(*counties(), fund, given, use(given, 10), take_back(given, 5))
    return desk


def check(desk: Desk, title: str) -> Check:
    """Return a check by a part of its title."""
    found: Statement = desk.read(statement)
    return next(each for each in found.checks if title in each.title)


def test_they_hold_for_honest_documents(allotted: Desk) -> None:
    assert allotted.read(statement).is_reconciled
    assert check(allotted, "来源合计").found == yuan(100)
    assert check(allotted, "下达 = 文件").found == yuan(35)
    assert check(allotted, "已使用 = 上报").found == yuan(10)
    assert check(allotted, "项目合计 + 未立项").found == yuan(100)


def test_money_whose_split_is_not_known_has_no_sources_to_compare(desk: Desk) -> None:
    desk.post(money(100, (Level.CENTRAL, None), (Level.PROVINCE, None)))
    assert check(desk, "来源合计").found == yuan(0) and desk.read(statement).is_reconciled


BROKEN = {
    "来源合计": ("UPDATE appropriation_share SET amount_fen = amount_fen + 1 WHERE level = 'central'", 1),
    "下达 = 文件": ("UPDATE allotment SET amount_fen = amount_fen - 1", 1),
    "已使用 = 上报": ("UPDATE allotment_change SET amount_fen = amount_fen + 1 WHERE step = 'use'", -1),
}


@pytest.mark.parametrize("title", BROKEN)
@pytest.mark.parametrize("program", ["sqlite"], indirect=True)  # PostgreSQL's CHECKs cannot be put aside.
def test_what_was_changed_behind_them_is_named(allotted: Desk, title: str) -> None:
    statement_text, fen = BROKEN[title]
    tamper(allotted.program, statement_text)
    found = check(allotted, title)
    assert not found.holds and found.difference.fen == fen
    (cause,) = found.causes
    if cause.kind is CauseKind.APPROPRIATION:
        assert cause.key == "财-1"
    else:
        assert (cause.kind, cause.key) == (CauseKind.ALLOTMENT, NUMBER) and COUNTY in cause.words
