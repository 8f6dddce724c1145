"""The ledger of the reserve: what each depot holds of every item type, side by side."""

import pytest

from supplies.language import _
from supplies.stock.actions import AddDepot, AddPlace
from supplies.stock.queries import StockFilter, stock_sum
from supplies.tables import Kind, RowKind
from supplies.values import DepotCode
from tests.reports.reading import facts, lines, made, only_table, rows
from tests.rooms import A01, CLOTH, DEPOT, QUILT, TENT, TODAY, Desk, act, ago, goods, some, yuan

SECOND, EMPTY = DepotCode("210302A"), DepotCode("210303A")


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    """Return a store with three depots, of which the last holds nothing."""
    for code, name in ((EMPTY, "铁西区库"), (SECOND, "铁东区库")):
        desk.post(act(AddDepot, code=code, name=name), act(AddPlace, depot=code, code=A01, name="甲区"))
    desk.receive(goods(TENT, 10, yuan("1000.01")), goods(QUILT, 7, yuan("70.07")), day=ago(30))
    desk.receive(goods(TENT, 2, yuan("10.10")), goods(CLOTH, "12.345", yuan("0.99")), depot=SECOND, day=ago(20))
    return desk


def test_each_item_type_has_one_line_and_each_depot_one_column_the_city_first(stocked: Desk) -> None:
    table = only_table(made(stocked, "ledger"))
    depots = [column for column in table.columns if column.key.startswith("depot_")]
    assert [column.title for column in depots] == ["市本级库", "铁东区库", "铁西区库"]
    assert {column.kind for column in depots} == {Kind.QUANTITY}
    keys = ("no", "item", "unit", *(column.key for column in depots), "quantity", "amount")
    assert lines(table, *keys) == [
        (1, TENT, "顶", some(10), some(2), None, some(12), yuan("1010.11")),
        (2, QUILT, "床", some(7), None, None, some(7), yuan("70.07")),
        (3, CLOTH, "平方米", None, some("12.345"), None, some("12.345"), yuan("0.99")),
    ]


def test_sums_are_of_amounts_only_and_meet_the_store(stocked: Desk) -> None:
    table = only_table(made(stocked, "ledger"))
    assert rows(table, RowKind.SUBTOTAL) == [
        {"no": "小计（2 个品种）", "amount": yuan("1080.18")},
        {"no": "小计（1 个品种）", "amount": yuan("0.99")},
    ]
    assert rows(table, RowKind.TOTAL) == [{"no": "合计（3 个品种）", "amount": yuan("1081.17")}]
    assert stocked.read(stock_sum, StockFilter()).amount == yuan("1081.17")


def test_a_past_day_shows_what_was_there_then(stocked: Desk) -> None:
    report = made(stocked, "ledger", as_of=ago(25), category="C01")
    key = f"depot_{DEPOT}"
    assert lines(only_table(report), "item", key, "quantity") == [(TENT, some(10), some(10)), (QUILT, some(7), some(7))]
    assert facts(report) == {_("Category"): "生活救助与安置类", "截至日期": ago(25).isoformat()}
    assert made(stocked, "ledger", as_of=TODAY).tables == made(stocked, "ledger").tables


def test_the_columns_that_say_what_a_line_is_stand_again_beside_more_depots(stocked: Desk) -> None:
    table = only_table(made(stocked, "ledger"))
    keys = [column.key for column in table.columns[: table.key_columns]]
    assert keys == ["no", "item", "name", "specification", "unit"]


def test_it_is_signed_and_sealed(stocked: Desk) -> None:
    report = made(stocked, "ledger")
    assert report.has_seal
    assert report.signatures == ("制表人", "审核人", "负责人", "单位（盖章）")
