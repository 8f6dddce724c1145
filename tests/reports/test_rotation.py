"""The plan of rotation: what should go first, within how many days, and who paid for it."""

from supplies.tables import RowKind
from tests.printing.reports.samples import page_texts
from tests.reports.reading import facts, lines, made, rows
from tests.rooms import DEPOT, QUILT, WATER, Desk, ago, some, yuan


def test_the_plan_lists_what_expires_within_the_days_and_its_worth_by_fund(desk: Desk) -> None:
    desk.lot(WATER, 10, yuan("240"), ago(300), expires_on=ago(-60), batch_no="W1")
    desk.lot(QUILT, 5, yuan("500"), ago(10), expires_on=ago(-170), batch_no="Q1")
    desk.lot(QUILT, 5, yuan("500"), ago(10), expires_on=ago(-181), batch_no="Q2")
    report = made(desk, "rotation_plan", depot=DEPOT)
    goods, funds = report.tables
    assert lines(goods, "batch", "expires", "days", "quantity", "amount") == [
        ("W1", ago(-60), 60, some(10), yuan("240")),
        ("Q1", ago(-170), 170, some(5), yuan("500")),
    ]
    assert lines(funds, "fund", "amount") == [("不详", yuan("740"))]
    (total,) = rows(goods, RowKind.TOTAL)
    assert total["amount"] == yuan("740")
    assert facts(report)["提前天数"] == "180"
    short = made(desk, "rotation_plan", days=(10, 20, 90))
    assert lines(short.tables[0], "batch") == [("W1",)]
    words = "".join(page_texts(report))
    for text in ("轮换计划", "W1", "Q1", "740.00"):
        assert text in words
    assert "Q2" not in words
