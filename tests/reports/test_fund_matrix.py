"""Sources by purposes on paper: every row, column and total adds up, shares to 100.00 %, in both languages."""

import pytest

from supplies.language import Language, use_language
from supplies.models.accounts import Level
from supplies.models.funds import Purpose
from supplies.reports.request import AmountUnit
from supplies.tables import Kind, Percent, RowKind
from supplies.values import Money
from tests.funds.allotted import allot, counties, give_back, money
from tests.reports.paper import printed, sheet
from tests.reports.reading import lines, made, rows
from tests.rooms import Desk, yuan


@pytest.fixture
def given(desk: Desk) -> Desk:
    """Return a store with money whose split is known and money whose split is not."""
    known = money(100, (Level.CENTRAL, 70), (Level.CITY, 30))
    unknown = money(50, (Level.CENTRAL, None), (Level.PROVINCE, None))
    aid, response = allot(known, 40), allot(unknown, 20, purpose=Purpose.RESPONSE)
    desk.post(*counties(), known, unknown, aid, response, give_back(unknown, 5))
    return desk


def test_rows_columns_and_totals_add_up_and_the_unknown_split_is_a_row(given: Desk) -> None:
    table, shares = made(given, "fund_matrix").tables
    keys = ("source", "response", "living", "available", "returned", "total")
    assert lines(table, *keys) == [
        ("中央", yuan(0), yuan(28), yuan(42), yuan(0), yuan(70)),
        ("市级", yuan(0), yuan(12), yuan(18), yuan(0), yuan(30)),
        ("来源未拆分", yuan(20), yuan(0), yuan(25), yuan(5), yuan(50)),
    ]
    (total,) = rows(table, RowKind.TOTAL)
    assert [total[key] for key in keys[1:]] == [yuan(20), yuan(40), yuan(85), yuan(5), yuan(150)]
    for table_ in (table, shares):
        parts = [share for (share,) in lines(table_, "share") if isinstance(share, Percent)]
        assert sum(part.hundredths for part in parts) == 10_000
    assert [str(share) for (share,) in lines(table, "share")] == ["46.67", "20.00", "33.33"]


def test_amounts_in_ten_thousand_yuan_say_so_and_stay_exact(given: Desk) -> None:
    report = made(given, "fund_matrix", unit=AmountUnit.WAN)
    table = report.tables[0]
    assert table.unit == "单位：万元"
    assert {column.kind for column in table.columns if column.key == "total"} == {Kind.WAN}
    assert "0.015" in printed(report)


def test_the_paper_and_the_workbook_say_the_same_in_both_languages(given: Desk) -> None:
    report = made(given, "fund_matrix")
    words = printed(report)
    for text in ("资金来源×用途表", "来源未拆分", "150.00", "人民币壹佰伍拾元整", "100.00%", "受灾群众救助"):
        assert text in words
    assert sheet(report)[2]["来源"] == "来源未拆分" and str(sheet(report)[2]["合计"]) == "50"
    use_language(Language.ENGLISH)
    report = made(given, "fund_matrix")
    words = printed(report)
    for text in ("Tableofsourcesbypurposes", "Notsplit", "150.00", "人民币壹佰伍拾元整"):
        assert text in words
    assert sheet(report)[2]["Source"] == "Not split"


def test_no_money_at_all_has_no_shares(desk: Desk) -> None:
    table, _shares = made(desk, "fund_matrix").tables
    (total,) = rows(table, RowKind.TOTAL)
    assert (total["total"], str(total["share"])) == (Money(0), "0.00")
