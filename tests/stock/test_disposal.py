"""Scrapping: the ground and its appraisal, and what became of the goods."""

from typing import Any

import pytest

from supplies.errors import (
    AmountNotPositive,
    AppraisalLater,
    AppraisersNeeded,
    DateInFuture,
    DocumentReversed,
    HandledAlready,
    HandledBefore,
    IncomePaperNeeded,
    NoIncomeThere,
    NotWrittenOff,
    ReasonNeeded,
    SuppliesError,
    UnknownRecord,
    WitnessesNeeded,
)
from supplies.models.disposal import DisposalWay, Ground
from supplies.stock.actions import Reverse, TechnicalAppraisal, WriteOff
from supplies.stock.disposal import RecordDisposal, ScrapRow, write_off, write_offs
from supplies.stock.documents import DocumentRow
from supplies.values import NO_MONEY
from tests.rooms import DEPOT, TODAY, Desk, act, ago, lot_line, yuan

EXPERTS = ("甲", "乙", "丙", "丁", "戊")


def appraisal(**fields: Any) -> TechnicalAppraisal:
    values = {"experts": EXPERTS, "opinion": "无修复价值", "appraised_on": ago(1), **fields}
    return TechnicalAppraisal(**values)


def scrapping(desk: Desk, quantity: int = 2, **fields: Any) -> WriteOff:
    lot = desk.lot(quantity=10, amount=yuan("1000"), day=ago(30))
    values = {"ground": Ground.OVER_AGE, "appraisal": appraisal(), **fields}
    return act(WriteOff, depot=DEPOT, **values, lines=(lot_line(lot, quantity, reason="超年限"),))


def scrapped(desk: Desk) -> DocumentRow:
    return desk.paper(scrapping(desk))


def handling(paper: DocumentRow, **fields: Any) -> RecordDisposal:
    values = {"way": DisposalWay.DESTRUCTION, "witnesses": ("甲", "乙"), "handled_on": TODAY, **fields}
    return act(RecordDisposal, depot=DEPOT, write_off=paper.seq, **values)


def row(desk: Desk, number: str) -> ScrapRow:
    found: ScrapRow = desk.read(write_off, number)
    return found


def test_scrapping_keeps_its_ground_and_who_appraised(desk: Desk) -> None:
    paper = scrapped(desk)
    found = row(desk, paper.number)
    assert (found.ground, found.experts, found.opinion) == (Ground.OVER_AGE, "\n".join(EXPERTS), "无修复价值")
    assert (found.appraised_on, found.way, found.handling) == (ago(1), None, "")


def test_an_institute_appraises_in_place_of_the_experts(desk: Desk) -> None:
    action = scrapping(desk, appraisal=appraisal(experts=(), institute="省应急装备检测中心"))
    assert row(desk, desk.paper(action).number).institute == "省应急装备检测中心"


@pytest.mark.parametrize("ground", [None, Ground.LOSS, Ground.FORCE_MAJEURE])
def test_a_loss_needs_no_appraisal(desk: Desk, ground: Ground | None) -> None:
    paper = desk.paper(scrapping(desk, ground=ground, appraisal=None))
    assert row(desk, paper.number).ground is ground


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"appraisal": None}, AppraisersNeeded),
        ({"appraisal": appraisal(experts=EXPERTS[:4])}, AppraisersNeeded),
        ({"appraisal": appraisal(experts=(*EXPERTS[:4], "甲"))}, AppraisersNeeded),
        ({"appraisal": appraisal(opinion=" ")}, ReasonNeeded),
        ({"ground": None}, ReasonNeeded),
        ({"appraisal": appraisal(appraised_on=ago(-1))}, AppraisalLater),
    ],
)
def test_scrapping_without_a_sound_appraisal_is_refused(
    desk: Desk, fields: dict[str, Any], error: type[SuppliesError]
) -> None:
    assert type(desk.refused(scrapping(desk, **fields))) is error


def test_what_became_of_the_goods_is_recorded_once_under_its_own_number(desk: Desk) -> None:
    paper = scrapped(desk)
    desk.post(
        handling(
            paper,
            way=DisposalWay.AUCTION,
            witnesses=(),
            receiver="再生资源公司",
            income=yuan("35.50"),
            income_paper="FS-2026-018",
        )
    )
    found = row(desk, paper.number)
    assert found.handling == f"CZ-{DEPOT}-{TODAY.year}-000001"
    assert (found.way, found.receiver, found.income, found.income_paper) == (
        DisposalWay.AUCTION,
        "再生资源公司",
        yuan("35.50"),
        "FS-2026-018",
    )
    assert row(desk, found.handling) == found
    assert desk.read(write_offs, DEPOT) == [found]
    assert type(desk.refused(handling(paper))) is HandledAlready


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"handled_on": ago(-1)}, DateInFuture),
        ({"handled_on": ago(1)}, HandledBefore),
        ({"witnesses": ("甲",)}, WitnessesNeeded),
        ({"witnesses": ("甲", "甲")}, WitnessesNeeded),
        ({"income": yuan("1"), "income_paper": "FS-1"}, NoIncomeThere),
        ({"way": DisposalWay.OWNER, "income": yuan("1"), "income_paper": "FS-1"}, NoIncomeThere),
        ({"way": DisposalWay.AUCTION, "income": yuan("1")}, IncomePaperNeeded),
        ({"way": DisposalWay.AUCTION, "income_paper": "FS-1"}, IncomePaperNeeded),
        ({"way": DisposalWay.AUCTION}, IncomePaperNeeded),
        ({"income": NO_MONEY - yuan("1")}, AmountNotPositive),
    ],
)
def test_a_handling_that_cannot_be_is_refused(desk: Desk, fields: dict[str, Any], error: type[SuppliesError]) -> None:
    paper = scrapped(desk)
    assert type(desk.refused(handling(paper, **fields))) is error


def test_only_a_write_off_that_holds_is_dealt_with(desk: Desk) -> None:
    lot = desk.lot()
    issue = desk.issue(lot_line(lot, 1))
    assert type(desk.refused(handling(issue))) is NotWrittenOff
    paper = scrapped(desk)
    unknown = act(
        RecordDisposal, depot=DEPOT, write_off=999, way=DisposalWay.OWNER, handled_on=TODAY, receiver="省粮储局"
    )
    assert type(desk.refused(unknown)) is UnknownRecord
    desk.reverse(paper)
    assert type(desk.refused(handling(paper))) is DocumentReversed
    assert desk.read(write_offs) == []


def test_a_write_off_whose_goods_are_gone_is_not_taken_back(desk: Desk) -> None:
    paper = scrapped(desk)
    desk.post(handling(paper))
    assert type(desk.refused(act(Reverse, reverses_seq=paper.seq, reason="录入有误"))) is HandledAlready
