"""Scrapping on paper: the form with its appraisal, and the record of what became of the goods."""

import pytest

from supplies.errors import NotHandled, UnknownRecord
from supplies.models.disposal import DisposalWay, Ground
from supplies.stock.actions import TechnicalAppraisal, WriteOff
from supplies.stock.disposal import RecordDisposal
from supplies.stock.documents import DocumentRow
from tests.printing.reports.samples import page_texts
from tests.reports.reading import facts, lines, made, only_table
from tests.rooms import DEPOT, TODAY, Desk, act, ago, lot_line, some, yuan

EXPERTS = ("甲", "乙", "丙", "丁", "戊")


def scrapped(desk: Desk) -> DocumentRow:
    lot = desk.lot(quantity=10, amount=yuan("1000"), day=ago(30))
    appraisal = TechnicalAppraisal(experts=EXPERTS, opinion="无修复价值", appraised_on=ago(1))
    line = lot_line(lot, 2, reason="篷布撕裂")
    return desk.paper(act(WriteOff, depot=DEPOT, ground=Ground.OVER_AGE, appraisal=appraisal, lines=(line,)))


def test_the_form_of_approval_has_ground_appraisal_and_places_to_sign(desk: Desk) -> None:
    paper = scrapped(desk)
    report = made(desk, "scrap", number=paper.number)
    found = facts(report)
    assert found["报废事由"] == "超年限且不能使用"
    assert found["鉴定专家"] == "甲、乙、丙、丁、戊"
    assert found["鉴定意见"] == "无修复价值"
    assert lines(only_table(report), "quantity", "amount", "reason") == [(some(2), yuan("200"), "篷布撕裂")]
    assert len(report.signatures) == 5
    words = "".join(page_texts(report))
    for text in ("报废审批表", "超年限且不能使用", "贰佰元整", "技术鉴定"):
        assert text in words


def test_the_record_says_what_became_of_the_goods_by_either_number(desk: Desk) -> None:
    paper = scrapped(desk)
    with pytest.raises(NotHandled):
        made(desk, "disposal", number=paper.number)
    way = {"way": DisposalWay.DESTRUCTION, "handled_on": TODAY, "witnesses": ("甲", "乙"), "receiver": "环卫中心"}
    desk.post(act(RecordDisposal, depot=DEPOT, write_off=paper.seq, **way))
    report = made(desk, "disposal", number=paper.number)
    assert facts(report)["监督人"] == "甲、乙"
    assert made(desk, "disposal", number=facts(report)["单号"]).facts == report.facts
    words = "".join(page_texts(report))
    for text in ("报废物资处置记录", "监督销毁", "环卫中心", paper.number):
        assert text in words


def test_there_is_no_form_of_what_is_no_write_off(desk: Desk) -> None:
    issue = desk.issue(lot_line(desk.lot(), 1))
    with pytest.raises(UnknownRecord):
        made(desk, "scrap", number=issue.number)
