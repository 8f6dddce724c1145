"""The monthly report on goods held for others: opening, in, out, ours, closing; the paper says the same."""

from datetime import date

from supplies.models.stock import Origin
from supplies.stock.actions import Into
from supplies.tables import RowKind
from tests.printing.reports.samples import page_texts
from tests.reports.reading import lines, made, only_table, rows
from tests.rooms import DEPOT, TENT, TODAY, Desk, ago, goods, lot_line, some, yuan
from tests.stock.incoming import PROVINCE, organisations, receipt
from tests.stock.test_held import hand_back


def held(desk: Desk) -> None:
    """Hold ten tents of the province since before the month, and hand two out in it."""
    organisations(desk)
    line = goods(TENT, 10, yuan(5000), owner=PROVINCE)
    into = {"origin": Origin.ALLOTMENT, "into": Into.HELD, "keeps_owner": True}
    desk.post(receipt(line, business_date=ago(40), **into))
    desk.post(hand_back(lot_line(line.lot_id, 2)))


def test_a_month_is_told_by_owner(desk: Desk) -> None:
    held(desk)
    table = only_table(made(desk, "held", depot=DEPOT))
    assert [row["no"] for row in rows(table, RowKind.HEADING)] == ["货主：省应急厅"]
    assert lines(table, "item", "opening", "received", "handed_out", "taken_over", "closing", "amount") == [
        (TENT, *map(some, (10, 0, 2, 0, 8)), yuan(4000))
    ]
    (before,) = lines(
        only_table(made(desk, "held", first=date(2026, 5, 1), last=date(2026, 5, 31))), "opening", "closing"
    )
    assert before == (some(0), some(10))


def test_the_paper_says_what_the_table_says(desk: Desk) -> None:
    held(desk)
    words = "".join(page_texts(made(desk, "held")))
    assert all(text in words for text in ("代储月报", "省应急厅", "12㎡单帐篷", "4,000.00", TODAY.isoformat()))


def test_without_goods_of_others_the_report_is_empty(desk: Desk) -> None:
    desk.lot(TENT, 5)
    assert lines(only_table(made(desk, "held")), "no") == []
