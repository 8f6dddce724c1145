"""The table of reserve capacity: goods, agreements and capacity in columns of their own, never added."""

from supplies.models.agreements import AgreementKind
from tests.agreements.promises import call_off, conclude, enterprise, promised, verify
from tests.printing.reports.samples import page_texts
from tests.reports.reading import lines, made, only_table
from tests.rooms import QUILT, TENT, Desk, goods, some
from tests.stock.incoming import receipt


def promise(desk: Desk) -> None:
    """Hold ten tents, of which two await their inspection, beside promises of tents and quilts."""
    enterprise(desk)
    desk.lot(TENT, 8)
    desk.post(receipt(goods(TENT, 2)))
    desk.post(conclude(promised(TENT, 500), promised(QUILT, 1000)), verify(promised(TENT, 400)))
    desk.post(call_off(promised(TENT, 50)))
    desk.post(conclude(promised(QUILT, 9000), number="CN-1", kind=AgreementKind.CAPACITY))


def test_each_kind_of_reserve_stands_in_its_own_column(desk: Desk) -> None:
    promise(desk)
    table = only_table(made(desk, "capacity"))
    keys = ("item", "physical", "agreement", "agreement_verified", "capacity", "capacity_verified")
    assert lines(table, *keys) == [
        (TENT, *map(some, (8, 450, 400, 0, 0))),
        (QUILT, *map(some, (0, 1000, 0, 9000, 0))),
    ]
    assert lines(only_table(made(desk, "stock")), "quantity") != []


def test_the_paper_says_what_the_table_says(desk: Desk) -> None:
    promise(desk)
    words = "".join(page_texts(made(desk, "capacity")))
    assert all(text in words for text in ("储备能力表", "12㎡单帐篷", "9,000", "不是库存"))


def test_a_category_leaves_the_others_out(desk: Desk) -> None:
    promise(desk)
    assert lines(only_table(made(desk, "capacity", category="C02")), "item") == []
