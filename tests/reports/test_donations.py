"""Gifts: where they went and what is left, unnamed donors unnamed, and the receipt that a donor is given."""

import pytest

from supplies.errors import UnknownRecord
from supplies.models.incoming import ValueBasis
from supplies.models.stock import Origin
from supplies.stock.actions import Into, Return
from supplies.tables import RowKind
from tests.printing.reports.samples import page_texts
from tests.reports.reading import facts, lines, made, only_table, rows
from tests.rooms import DEPOT, QUILT, TENT, TODAY, Desk, act, ago, goods, lot_line, return_line, some, yuan
from tests.stock.incoming import gift, receipt

STRAIGHT = {"origin": Origin.DONATION, "into": Into.ON_HAND}


def test_each_gift_says_where_it_went_and_what_is_left(desk: Desk) -> None:
    line = goods(QUILT, 100, yuan(5000), is_consumable=True)
    directed = gift(is_directed=True, purpose="冬春救助", beneficiary="岫岩县")
    desk.post(receipt(line, donation=directed, business_date=ago(20), **STRAIGHT))
    desk.issue(lot_line(line.lot_id, 30))
    undone = desk.issue(lot_line(line.lot_id, 5))
    desk.reverse(undone)
    tents = goods(TENT, 4, yuan(8000))
    desk.post(receipt(tents, donation=gift(donor="", is_anonymous=True), **STRAIGHT))
    desk.issue(lot_line(tents.lot_id, 3))
    desk.post(act(Return, depot=DEPOT, counterparty="铁东区", lines=(return_line(tents.lot_id, 1),)))
    table = only_table(made(desk, "donations"))
    assert lines(table, "date", "donor", "name", "quantity", "amount", "intent", "went", "left") == [
        (ago(20), "某公司", "棉被", some(100), yuan(5000), "定向；冬春救助；岫岩县", "铁东区 30", some(70)),
        (TODAY, "匿名", "12㎡单帐篷", some(4), yuan(8000), "非定向", "铁东区 2", some(2)),
    ]
    assert [total["amount"] for total in rows(table, RowKind.TOTAL)] == [yuan(13000)]


def test_period_and_depot_leave_others_out_and_reversed_gifts_are_none(desk: Desk) -> None:
    desk.post(receipt(goods(QUILT, 1), donation=gift(), business_date=ago(20), **STRAIGHT))
    desk.reverse(desk.paper(receipt(goods(QUILT, 2), donation=gift(), **STRAIGHT)))
    assert len(lines(only_table(made(desk, "donations", depot=DEPOT)), "no")) == 1
    assert lines(only_table(made(desk, "donations", first=ago(5))), "no") == []


def test_a_gift_of_which_nothing_was_recorded_is_named_below(desk: Desk) -> None:
    paper = desk.paper(receipt(goods(QUILT, 1), counterparty="某厂", **STRAIGHT))
    report = made(desk, "donations")
    assert lines(only_table(report), "donor", "intent") == [("某厂", "")]
    assert report.footnotes[-1] == f"以下入库单未登记捐赠信息：{paper.number}。"


def test_the_paper_for_the_public_says_what_the_table_says(desk: Desk) -> None:
    desk.post(receipt(goods(TENT, 2, yuan(99)), donation=gift(donor="", is_anonymous=True), **STRAIGHT))
    words = "".join(page_texts(made(desk, "donations")))
    assert all(text in words for text in ("捐赠接收与使用公示表", "匿名", "12㎡单帐篷", "99.00"))


def test_a_donor_is_given_a_receipt_with_the_amount_in_capitals(desk: Desk) -> None:
    facts_given = gift(
        basis=ValueBasis.APPRAISAL, receipt_number="JZ-7", quality_proof="合格证", remaining_life="18个月"
    )
    paper = desk.paper(receipt(goods(TENT, 2, yuan("325.04")), donation=facts_given, **STRAIGHT))
    report = made(desk, "donation_receipt", number=paper.number)
    head = facts(report)
    assert (head["捐赠票据号"], head["捐赠方"], head["估值依据"]) == ("JZ-7", "某公司", "评估")
    words = "".join(page_texts(report))
    assert all(text in words for text in ("捐赠接收单", "叁佰贰拾伍元零肆分", "18个月", paper.number))


def test_only_a_gift_has_such_a_receipt(desk: Desk) -> None:
    paper = desk.receive(goods(TENT, 1))
    with pytest.raises(UnknownRecord):
        made(desk, "donation_receipt", number=paper.number)
