"""Orders and hand-overs: each line of an order with what left, when, and what is still owed; the PDF says the same."""

from datetime import timedelta

from supplies.stock.actions import DebtKind, Emergency
from supplies.values import LotId, new_id
from tests.printing.reports.samples import page_texts
from tests.relief.needs import SECOND, asked, done, flood, gives, hand_over, open_second, orders_to, wants
from tests.reports.reading import facts, lines, made, only_table
from tests.rooms import DEPOT, QUILT, TENT, TODAY, Desk, ago, goods, lot_line, some


def test_every_line_of_an_order_stands_with_its_days(desk: Desk) -> None:
    open_second(desk)
    number = done(desk, flood())
    tent, quilt = desk.lot(TENT, 20, day=ago(20)), LotId(new_id())
    desk.receive(goods(QUILT, 50, lot_id=quilt), depot=SECOND)
    request = done(desk, wants(asked(TENT, 10), asked(QUILT, 40), incident=number))
    order = done(desk, orders_to(request, gives(tent, 10), gives(quilt, 40, line=2, depot=SECOND), expected_on=ago(-1)))
    owes = Emergency(owes=tuple(DebtKind))
    hand_over(desk, order, lot_line(tent, 6), emergency=owes, incident=number)
    table = only_table(made(desk, "hand-over"))
    assert lines(table, "incident", "order", "name", "ordered", "handed", "handed_on", "expected_on", "debts") == [
        (number, order, "12㎡单帐篷", some(10), some(6), TODAY, ago(-1), len(DebtKind)),
        (number, order, "棉被", some(40), some(0), None, ago(-1), 0),
    ]


def test_the_period_and_the_depot_leave_the_others_out(desk: Desk) -> None:
    open_second(desk)
    lot = desk.lot(TENT, 20, day=ago(30))
    old = done(desk, wants(business_date=ago(20), needed_by=ago(10)))
    first = done(desk, orders_to(old, gives(lot, 4), business_date=ago(20)))
    second = done(desk, orders_to(old, gives(lot, 2)))

    def orders(**wanted: object) -> list[object]:
        return [line[0] for line in lines(only_table(made(desk, "hand-over", **wanted)), "order")]

    assert orders() == [first, second]
    assert orders(first=ago(5)) == [second]
    assert orders(last=TODAY - timedelta(days=5)) == [first]
    assert orders(depot=DEPOT) == [first, second] and orders(depot=SECOND) == []
    assert facts(made(desk, "hand-over", first=ago(5)))["起始日期"] == ago(5).isoformat()


def test_the_paper_says_what_the_table_says(desk: Desk) -> None:
    lot = desk.lot(TENT, 20)
    order = done(desk, orders_to(done(desk, wants()), gives(lot, 10), expected_on=ago(-1)))
    hand_over(desk, order, lot_line(lot, 6))
    words = "".join(page_texts(made(desk, "hand-over")))
    for text in (
        "调拨／发放情况表",
        "12㎡单帐篷",
        "李队长",
        TODAY.isoformat(),
        ago(-1).isoformat(),
        "岫岩县应急管理局",
    ):
        assert text in words
