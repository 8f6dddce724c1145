"""The card of an item type: opening, what came, what went, closing; each line carries what was left."""

import pytest

from supplies.language import _
from supplies.reports import bin_card
from supplies.stock.actions import AddDepot, AddPlace
from supplies.tables import RowKind
from supplies.values import NO_QUANTITY, DepotCode, Quantity
from tests.reports.reading import facts, lines, made, only_table, rows
from tests.rooms import A01, A02, QUILT, TENT, TODAY, Desk, act, ago, goods, lot_line, move_line, some, yuan

SECOND = DepotCode("210302A")


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Return a store whose tents came, moved, went and were taken back, in two depots."""
    desk.post(act(AddDepot, code=SECOND, name="铁东区库"), act(AddPlace, depot=SECOND, code=A01, name="甲区"))
    first = goods(TENT, 10, yuan("1000.01"))
    desk.receive(first, goods(QUILT, 7, yuan(70)), day=ago(30))
    desk.receive(goods(TENT, 2, yuan("10.10")), depot=SECOND, day=ago(20))
    desk.move(move_line(first.lot_id, 4, A01, A02), day=ago(15))
    wrong = desk.issue(lot_line(first.lot_id, 3), day=ago(10))
    desk.reverse(wrong, day=ago(9))
    desk.issue(lot_line(first.lot_id, 5), day=ago(5))
    return desk


def test_every_movement_stands_with_what_came_what_went_and_what_was_left(busy: Desk) -> None:
    table = only_table(made(busy, "card", item=TENT))
    assert rows(table, RowKind.SUBTOTAL) == [{"date": "期初结存", "balance": NO_QUANTITY, "worth": yuan(0)}]
    assert lines(table, "date", "kind", "depot", "in", "out", "balance", "worth") == [
        (ago(30), "入库", "市本级库", some(10), None, some(10), yuan("1000.01")),
        (ago(20), "入库", "铁东区库", some(2), None, some(12), yuan("1010.11")),
        (ago(15), "移库", "市本级库", None, None, some(12), yuan("1010.11")),
        (ago(10), "出库", "市本级库", None, some(3), some(9), yuan("710.11")),
        (ago(9), "冲销", "市本级库", some(3), None, some(12), yuan("1010.11")),
        (ago(5), "出库", "市本级库", None, some(5), some(7), yuan("510.11")),
    ]
    assert rows(table, RowKind.TOTAL) == [
        {"date": "期末结存", "in": some(15), "out": some(8), "balance": some(7), "worth": yuan("510.11")}
    ]


def test_the_vouchers_and_counterparties_are_named_and_a_move_says_from_where_to_where(busy: Desk) -> None:
    found = lines(only_table(made(busy, "card", item=TENT)), "number", "with")
    assert found[2] == ("YK-210300A-2026-000001", "A01区 → A02区")
    assert found[3] == ("CK-210300A-2026-000001", "铁东区")


@pytest.mark.parametrize(("first", "last"), [(None, None), (16, 6), (20, 20), (4, None), (None, 31), (9, 9)])
@pytest.mark.parametrize("depot", [None, SECOND])
def test_opening_plus_what_came_less_what_went_is_closing(
    busy: Desk, first: int | None, last: int | None, depot: DepotCode | None
) -> None:
    span = {"first": None if first is None else ago(first), "last": None if last is None else ago(last)}
    table = only_table(made(busy, "card", item=TENT, depot=depot, **span))
    (opening,), (closing,) = rows(table, RowKind.SUBTOTAL), rows(table, RowKind.TOTAL)
    quantities = (opening["balance"], closing["in"], closing["out"], closing["balance"])
    before, came, went, after = (quantity for quantity in quantities if isinstance(quantity, Quantity))
    assert before + came - went == after


def test_a_span_of_days_opens_with_what_was_there_before(busy: Desk) -> None:
    report = made(busy, "card", item=TENT, first=ago(16), last=ago(10))
    table = only_table(report)
    assert rows(table, RowKind.SUBTOTAL)[0]["balance"] == some(12)
    assert lines(table, "kind") == [("移库",), ("出库",)]
    assert rows(table, RowKind.TOTAL)[0]["balance"] == some(9)
    assert facts(report) == {
        _("Code"): TENT,
        _("Name"): "12㎡单帐篷",
        _("Specification"): "3.7m×3.2m,三组人字架,MZ/T 011.2-2010",
        "计量单位": "顶",
        "期间": f"{ago(16)} 至 {ago(10)}",
        "储备库": "全部储备库",
    }


def test_the_card_of_one_depot_has_no_column_for_it(busy: Desk) -> None:
    report = made(busy, "card", item=TENT, depot=SECOND)
    assert "depot" not in {column.key for column in only_table(report).columns}
    assert lines(only_table(report), "in", "balance") == [(some(2), some(2))]
    assert facts(report)["储备库"] == "铁东区库"


def test_a_card_that_was_cut_says_so(busy: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert made(busy, "card", item=TENT).footnotes == ()
    monkeypatch.setattr(bin_card, "MOVEMENTS_MAX", 2)
    report = made(busy, "card", item=TENT)
    assert lines(only_table(report), "date") == [(ago(9),), (ago(5),)]
    assert rows(only_table(report), RowKind.SUBTOTAL)[0]["balance"] == some(9)
    assert report.footnotes == ("较早的收发记录未列出，期初结存为所列第一笔之前的数量。",)


def test_an_item_type_that_never_moved_opens_and_closes_with_nothing(desk: Desk) -> None:
    table = only_table(made(desk, "card", item=TENT, last=TODAY))
    assert [row.kind for row in table.rows] == [RowKind.SUBTOTAL, RowKind.TOTAL]
    assert rows(table, RowKind.TOTAL)[0]["balance"] == NO_QUANTITY
