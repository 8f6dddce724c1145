"""The report on stock, to the fen, on hand-made stores: nothing missing, nothing twice, no tents added to quilts."""

from datetime import date

import pytest

from supplies.catalogue.actions import ItemLine, ReviseCatalogue
from supplies.language import _
from supplies.models.catalogue import Tracking
from supplies.reports.request import Grouping
from supplies.stock.actions import AddDepot, AddPlace, Issue
from supplies.stock.queries import StockFilter, stock_sum
from supplies.tables import Kind, RowKind
from supplies.values import NO_MONEY, DepotCode, ItemCode, Money, Quantity, total_money
from tests.reports.reading import cells, facts, lines, made, only_table, rows
from tests.rooms import A01, CLOTH, COMMAND_TENT, DEPOT, QUILT, TENT, TODAY, Desk, act, ago, goods, lot_line, some, yuan

SECOND = DepotCode("210300B")


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    """Return a store with four item types of two categories in two depots; some tents are gone since ten days."""
    desk.post(act(AddDepot, code=SECOND, name="二号库"), act(AddPlace, depot=SECOND, code=A01, name="甲区"))
    tents = goods(TENT, 10, yuan("1000.01"), batch_no="P1", expires_on=date(2030, 1, 1))
    desk.receive(tents, goods(TENT, 5, yuan("333.33"), batch_no="P2"), goods(QUILT, 7, yuan("70.07")), day=ago(30))
    desk.receive(goods(TENT, 2, yuan("10.10")), goods(CLOTH, "12.345", yuan("0.99")), depot=SECOND, day=ago(20))
    desk.receive(goods(COMMAND_TENT, 1, yuan("88000"), serial_no="SN-1"), day=ago(20))
    desk.issue(lot_line(tents.lot_id, 3), day=ago(10))
    return desk


def test_by_item_type_each_stands_once_with_all_that_is_held(stocked: Desk) -> None:
    table = only_table(made(stocked, "stock"))
    assert lines(table, "no", "item", "unit", "quantity", "amount") == [
        (1, TENT, "顶", some(14), yuan("1043.44")),
        (2, COMMAND_TENT, "顶", some(1), yuan("88000")),
        (3, QUILT, "床", some(7), yuan("70.07")),
        (4, CLOTH, "平方米", some("12.345"), yuan("0.99")),
    ]
    assert rows(table, RowKind.HEADING) == [{"no": "C01 生活救助与安置类"}, {"no": "C02 防汛抢险与水域救援类"}]
    assert rows(table, RowKind.SUBTOTAL) == [
        {"no": "小计（3 个品种）", "amount": yuan("89113.51")},
        {"no": "小计（1 个品种）", "amount": yuan("0.99")},
    ]
    assert rows(table, RowKind.TOTAL) == [{"no": "合计（4 个品种）", "amount": yuan("89114.50")}]


def test_by_category_there_are_amounts_and_counts_only(stocked: Desk) -> None:
    table = only_table(made(stocked, "stock", by=Grouping.CATEGORY))
    assert lines(table, "category", "types", "amount") == [("C01", 3, yuan("89113.51")), ("C02", 1, yuan("0.99"))]
    assert rows(table, RowKind.TOTAL) == [{"no": "合计", "types": 4, "amount": yuan("89114.50")}]
    assert Kind.QUANTITY not in {column.kind for column in table.columns}


def test_by_depot_an_item_type_in_two_depots_stands_twice_and_counts_once(stocked: Desk) -> None:
    table = only_table(made(stocked, "stock", by=Grouping.DEPOT))
    assert [row["no"] for row in rows(table, RowKind.HEADING)] == ["210300A 市本级库", "210300B 二号库"]
    assert lines(table, "no", "item", "quantity", "amount") == [
        (1, TENT, some(12), yuan("1033.34")),
        (2, COMMAND_TENT, some(1), yuan("88000")),
        (3, QUILT, some(7), yuan("70.07")),
        (4, TENT, some(2), yuan("10.10")),
        (5, CLOTH, some("12.345"), yuan("0.99")),
    ]
    assert [row["amount"] for row in rows(table, RowKind.SUBTOTAL)] == [yuan("89103.41"), yuan("11.09")]
    assert rows(table, RowKind.TOTAL) == [{"no": "合计（4 个品种）", "amount": yuan("89114.50")}]


def test_by_lot_every_lot_stands_with_sums_of_its_item_type_and_category(stocked: Desk) -> None:
    table = only_table(made(stocked, "stock", by=Grouping.LOT))
    assert lines(table, "no", "item", "depot", "batch", "expires", "quantity", "amount") == [
        (1, TENT, "市本级库", "P1", date(2030, 1, 1), some(7), yuan("700.01")),
        (2, TENT, "市本级库", "P2", None, some(5), yuan("333.33")),
        (3, TENT, "二号库", "", None, some(2), yuan("10.10")),
        (4, COMMAND_TENT, "市本级库", "SN-1", None, some(1), yuan("88000")),
        (5, QUILT, "市本级库", "", None, some(7), yuan("70.07")),
        (6, CLOTH, "二号库", "", None, some("12.345"), yuan("0.99")),
    ]
    sums = [(row["no"], row.get("quantity"), row["amount"]) for row in rows(table, RowKind.SUBTOTAL)]
    assert sums == [
        (f"小计 {TENT} 12㎡单帐篷", some(14), yuan("1043.44")),
        (f"小计 {COMMAND_TENT} 60㎡指挥帐篷", some(1), yuan("88000")),
        (f"小计 {QUILT} 棉被", some(7), yuan("70.07")),
        ("小计（3 个品种）", None, yuan("89113.51")),
        (f"小计 {CLOTH} 土工布", some("12.345"), yuan("0.99")),
        ("小计（1 个品种）", None, yuan("0.99")),
    ]
    assert rows(table, RowKind.TOTAL) == [{"no": "合计（4 个品种）", "amount": yuan("89114.50")}]


@pytest.mark.parametrize("by", Grouping)
@pytest.mark.parametrize("wanted", [{}, {"depot": SECOND}, {"category": "C01"}, {"item": TENT}])
def test_however_it_is_summed_the_total_is_that_of_the_store(stocked: Desk, by: Grouping, wanted: object) -> None:
    assert isinstance(wanted, dict)
    table = only_table(made(stocked, "stock", by=by, **wanted))
    (total,) = rows(table, RowKind.TOTAL)
    assert total["amount"] == stocked.read(stock_sum, StockFilter(**wanted)).amount != NO_MONEY
    amounts = [line["amount"] for line in rows(table, RowKind.LINE)]
    assert total["amount"] == total_money(amount for amount in amounts if isinstance(amount, Money))


@pytest.mark.parametrize("by", Grouping)
def test_the_end_of_today_is_now_and_an_earlier_day_is_as_it_was(stocked: Desk, by: Grouping) -> None:
    assert made(stocked, "stock", by=by, as_of=TODAY).tables == made(stocked, "stock", by=by).tables
    earlier = only_table(made(stocked, "stock", by=by, as_of=ago(25)))
    assert [row["amount"] for row in rows(earlier, RowKind.TOTAL)] == [yuan("1403.41")]
    before = only_table(made(stocked, "stock", by=by, as_of=ago(31)))
    assert rows(before, RowKind.LINE) == []
    assert [row["amount"] for row in rows(before, RowKind.TOTAL)] == [NO_MONEY]


def test_what_was_issued_since_still_stands_in_an_earlier_day(stocked: Desk) -> None:
    table = only_table(made(stocked, "stock", as_of=ago(11)))
    assert lines(table, "item", "quantity")[0] == (TENT, some(17))


def test_an_item_type_that_is_retired_is_not_forgotten_while_some_is_left(stocked: Desk) -> None:
    stocked.post(act(ReviseCatalogue, retired=(QUILT,)))
    table = only_table(made(stocked, "stock"))
    assert (QUILT, some(7)) in lines(table, "item", "quantity")


@pytest.mark.parametrize("by", Grouping)
def test_an_item_type_that_stands_in_no_category_is_not_forgotten(stocked: Desk, by: Grouping) -> None:
    item = ItemLine(code=ItemCode("LS001"), name_zh="临时品种", unit="件", tracking=Tracking.BATCH, is_consumable=True)
    stocked.post(act(ReviseCatalogue, items=(item,)))
    stocked.receive(goods(item.code, 4, yuan("1.50")))
    table = only_table(made(stocked, "stock", by=by))
    assert [row["amount"] for row in rows(table, RowKind.TOTAL)] == [yuan("89116.00")]
    if by is Grouping.ITEM:
        assert rows(table, RowKind.HEADING)[-1] == {"no": "未分类"}
        assert lines(table, "item", "quantity")[-1] == (item.code, some(4))


@pytest.mark.parametrize("by", Grouping)
def test_a_store_with_nothing_on_hand_has_a_total_of_nothing(desk: Desk, by: Grouping) -> None:
    table = only_table(made(desk, "stock", by=by))
    assert [row.kind for row in table.rows] == [RowKind.TOTAL]
    assert cells(table, table.rows[0])["amount"] == NO_MONEY


def test_what_was_asked_for_is_said(stocked: Desk) -> None:
    report = made(stocked, "stock", by=Grouping.LOT, depot=DEPOT, category="C01", item=TENT, as_of=ago(1))
    assert facts(report) == {
        "储备库": "市本级库",
        _("Category"): "生活救助与安置类",
        _("Item type"): "YJ01001 12㎡单帐篷",
        "截至日期": ago(1).isoformat(),
        "汇总方式": "按批次",
    }
    assert facts(made(stocked, "stock")) == {
        "储备库": "全部储备库",
        _("Category"): _("All categories"),
        "截至日期": TODAY.isoformat(),
        "汇总方式": "按品种",
    }


def test_the_stamp_names_the_head_behind_the_figures(stocked: Desk) -> None:
    report = made(stocked, "stock")
    head = stocked.program.head
    assert (report.stamp.head_seq, report.stamp.head_hash) == (head.seq, head.hash.hex()[:8])
    assert (report.stamp.organisation, report.stamp.person, report.stamp.is_sample) == (
        "鞍山市应急管理局",
        "管理员",
        False,
    )
    stocked.post(act(Issue, depot=DEPOT, lines=(lot_line(stocked.stock(item=QUILT)[0].lot_id, 1),)))
    assert made(stocked, "stock").stamp.head_seq == head.seq + 1


def test_quantities_are_added_up_within_one_item_type_only(stocked: Desk) -> None:
    for by in Grouping:
        table = only_table(made(stocked, "stock", by=by))
        for row in rows(table, RowKind.SUBTOTAL) + rows(table, RowKind.TOTAL):
            has_quantity = any(isinstance(cell, Quantity) for cell in row.values())
            assert not has_quantity or str(row["no"]).startswith("小计 YJ")
