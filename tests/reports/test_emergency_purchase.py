"""The printed record of an emergency purchase: why, by whose approval, who was asked, and who got it."""

import pytest

from supplies.errors import UnknownRecord
from supplies.language import Language, use_language
from supplies.procurement.actions import AnnulAward
from supplies.values import TenderLotId
from tests.procurement.offered import BEST, DEARER, EMERGENCY, GOOD_CODE, SILENT, bought, planned_lot, quote
from tests.reports.paper import printed
from tests.reports.reading import facts, lines, made
from tests.rooms import Desk, act, ago, assert_speaks, yuan

LOT = f"{EMERGENCY}/1"


@pytest.fixture
def lot(desk: Desk) -> TenderLotId:
    """Return a lot that was bought in an emergency."""
    planned = planned_lot(desk, project_number=EMERGENCY)
    desk.post(bought(planned))
    return planned


def test_the_record_says_all_that_an_inspection_asks(desk: Desk, lot: TenderLotId) -> None:
    report = made(desk, "emergency_purchase", number=LOT)
    assert report.title == "紧急采购记录"
    head = facts(report)
    assert head["紧急采购事由"] == "7·28内涝，帐篷告急"
    assert head["批准文号"] == "鞍应急批〔2026〕7号"
    assert f"某局长 {ago(10)}" in head.values()
    assert lines(report.tables[0], "supplier", "code", "price", "outcome", "note") == [
        (DEARER, "", yuan(45), "未选定", ""),
        (BEST, GOOD_CODE, yuan(40), "选定", ""),
        (SILENT, "", None, "未报价", "无货"),
    ]
    said = [row[1] for row in lines(report.tables[1], "point", "said")]
    assert said == [BEST, "40.00", "人民币肆拾元整", "价格最低，当日到货"]
    words = printed(report)
    for text in (BEST, DEARER, SILENT, "人民币肆拾元整", "第八十五条", "45.00"):
        assert text in words


def test_after_an_annulment_the_newest_record_is_printed(desk: Desk, lot: TenderLotId) -> None:
    void = act(AnnulAward, tender_lot_id=lot, annulled_on=ago(8), reason="无法到货")
    desk.post(void, bought(lot, quote(DEARER, 46), day=ago(7), chosen=1))
    report = made(desk, "emergency_purchase", number=LOT)
    assert lines(report.tables[0], "supplier", "price") == [(DEARER, yuan(46))]


def test_it_is_printed_in_english_too(desk: Desk, lot: TenderLotId) -> None:
    use_language(Language.ENGLISH)
    assert "Recordofanemergencypurchase" in printed(made(desk, "emergency_purchase", number=LOT))


def test_a_lot_that_was_not_bought_so_has_no_record(desk: Desk) -> None:
    planned_lot(desk, project_number=EMERGENCY)
    for number in (LOT, "CG-0/9"):
        with pytest.raises(UnknownRecord) as caught:
            made(desk, "emergency_purchase", number=number)
        assert_speaks(caught.value)
