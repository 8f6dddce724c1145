"""The table of fund progress: each appropriation on three bases, its rate of execution, and sums to the fen."""

import pytest

from supplies.language import Language, use_language
from supplies.reports.request import AmountUnit
from supplies.tables import Percent, RowKind
from tests.funds.allotted import adjust, allot, carry, counties, give_back, money, of_last_year, use
from tests.reports.paper import printed, sheet
from tests.reports.purchases import FIRST_MONEY, SECOND_MONEY, purchases
from tests.reports.reading import facts, lines, made, only_table, rows
from tests.rooms import Desk, yuan


@pytest.fixture
def spent(desk: Desk) -> Desk:
    """Return a store with money of two years, of which some is allotted and spent."""
    old, new = of_last_year(100, number="旧1号", is_direct=True), money(50, number="新1号")
    allotted = allot(old, 40)
    desk.post(*counties(), old, carry(old, 100), adjust(old, 20), allotted, use(allotted, 10), give_back(old, 3), new)
    return desk


def test_each_appropriation_is_a_line_and_the_shares_add_up_to_a_hundred(spent: Desk) -> None:
    table = only_table(made(spent, "fund_progress"))
    found = lines(table, "number", "level", "amount", "allotted", "paid", "returned", "carried_over", "note")
    assert found == [
        ("旧1号", "中央", yuan(120), yuan(40), yuan(10), yuan(3), yuan(100), "直达资金、原下达 100.00 元"),
        ("新1号", "中央", yuan(50), yuan(0), yuan(0), yuan(0), None, ""),
    ]
    assert [str(rate) for (rate,) in lines(table, "rate")] == ["8.33", "0.00"]
    shares = [share for (share,) in lines(table, "share") if isinstance(share, Percent)]
    assert sum(share.hundredths for share in shares) == 10_000
    (total,) = rows(table, RowKind.TOTAL)
    assert (total["amount"], total["paid"], str(total["rate"])) == (yuan(170), yuan(10), "5.88")


def test_lots_count_on_the_basis_of_budget_contract_and_payment(desk: Desk) -> None:
    purchases(desk)
    table = only_table(made(desk, "fund_progress"))
    assert lines(table, "number", "tendered", "note") == [
        (FIRST_MONEY, yuan(200_000), "来源未拆分"),
        (SECOND_MONEY, yuan(190_000), ""),
    ]
    (total,) = rows(table, RowKind.TOTAL)
    assert (total["tendered"], total["contracted"], total["paid"]) == (yuan(390_000), yuan(210_000), yuan(60_000))


def test_one_budget_year_is_told_by_itself(spent: Desk) -> None:
    report = made(spent, "fund_progress", year=2025)
    assert [number for (number,) in lines(only_table(report), "number")] == ["旧1号"]
    assert facts(report)["预算年度"] == "2025"
    assert lines(only_table(made(spent, "fund_progress", year=1999)), "number") == []


def test_the_paper_and_the_workbook_say_the_same_in_both_languages(spent: Desk) -> None:
    report = made(spent, "fund_progress")
    words = printed(report)
    for text in ("资金执行进度表", "旧1号", "120.00", "8.33%", "人民币壹佰柒拾元整", "执行率为已支付"):
        assert text in words
    assert sheet(report)[0]["文号"] == "旧1号"
    use_language(Language.ENGLISH)
    report = made(spent, "fund_progress", unit=AmountUnit.WAN)
    words = printed(report)
    for text in ("Tableoffundprogress", "0.012", "8.33%", "人民币壹佰柒拾元整", "Unit:10,000yuan"):
        assert text in words
