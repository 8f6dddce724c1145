"""The proof of a quantity on paper: every movement, their sum, and where they stand in the journal."""

from supplies.tables import RowKind
from tests.reports.reading import facts, lines, made, only_table, rows
from tests.rooms import DEPOT, QUILT, TENT, Desk, lot_line, some, yuan


def test_the_paper_lists_every_movement_and_what_stood_after_it(desk: Desk) -> None:
    lot = desk.lot(TENT, 10, yuan(1000))
    desk.issue(lot_line(lot, 4))
    report = made(desk, "proof", item=TENT, depot=DEPOT)
    assert report.title == "数量证明"
    shown = facts(report)
    assert shown["数量"] == "6 顶" and shown["系统结存"] == "6 顶" and shown["流水笔数"] == "2"
    head = desk.program.head
    assert shown["末笔"] == f"{head.seq} ({head.hash.hex()[:16]})"
    table = only_table(report)
    assert lines(table, "kind", "change", "standing", "amount") == [
        ("入库", some(10), "10", yuan(1000)),
        ("出库", some(0) - some(4), "6", yuan(0) - yuan(400)),
    ]
    (total,) = rows(table, RowKind.TOTAL)
    assert (total["change"], total["amount"]) == (some(6), yuan(600))
    assert report.footnotes == ()


def test_a_quantity_of_nothing_is_proved_by_an_empty_list(desk: Desk) -> None:
    report = made(desk, "proof", item=QUILT)
    assert facts(report)["流水笔数"] == "0" and "首笔" not in facts(report)
