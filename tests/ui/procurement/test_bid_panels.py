"""Bids on the page of a lot: recorded, corrected, awarded from, and passed on to the next candidate."""

from typing import Any

import pytest

from supplies.models.procurement import LotStage, Method
from supplies.procurement.actions import StartTender
from supplies.procurement.bids import newest_bids
from supplies.procurement.queries import TenderLotRow, tender_lots
from supplies.ui.procurement.bid_panels import Ranking
from supplies.ui.procurement.offers_field import OfferLine
from supplies.ui.theme import Look
from supplies.values import TenderLotId
from tests.funds.allotted import money
from tests.procurement.offered import BEST, DEARER, SILENT, THIRD, awarded, bid, opened, planned, recorded
from tests.rooms import Desk, act, ago, yuan
from tests.ui import walks
from tests.ui.desktop import Desktop, fill, on_sqlite
from tests.ui.procurement.test_lot_page import show, submit, texts

DAY = str(ago(9))


def made(desk: Desk) -> TenderLotId:
    """Return a lot in open tender with a budget of fifty yuan."""
    fund, project = money(50), opened(Method.OPEN_TENDER, number="ASCG-1")
    plan = planned(project, fund)
    desk.post(fund, project, plan, act(StartTender, tender_lot_id=plan.tender_lot_id, announced_on=ago(30)))
    return plan.tender_lot_id


def the_lot(desk: Desk) -> TenderLotRow:
    """Return the lot."""
    (row,) = desk.read(tender_lots)
    assert isinstance(row, TenderLotRow)
    return row


def listed(panel: Any, *lines: tuple[str, int, str]) -> None:
    """Put bids on the list."""
    panel.bids.set_lines(tuple(OfferLine(supplier, "", yuan(price), note) for supplier, price, note in lines))


def ranking(desk: Desk) -> list[tuple[str, int | None]]:
    """Return the bidders with their ranks."""
    lot = the_lot(desk)
    return [(row.supplier, row.rank) for row in desk.read(newest_bids, (lot.site_id, lot.tender_lot_id))]


def test_bids_are_ranked_by_price_corrected_and_awarded_from(desktop: Desktop, desk: Desk) -> None:
    made(desk)
    page = show(desktop)
    desktop.click("lot_steps_bids")
    listed(page.bids_panel, (DEARER, 45, ""), (BEST, 40, ""), (SILENT, 39, "未按要求密封"), (THIRD, 46, ""))
    fill(page.bids_panel.form, day=DAY)
    submit(desktop)
    assert ranking(desk) == [(BEST, 1), (DEARER, 2), (THIRD, 3), (SILENT, None)]
    assert [(row[1], row[3], row[4]) for row in texts(page.offers)] == [
        (BEST, "1", "候选"),
        (DEARER, "2", "候选"),
        (THIRD, "3", "候选"),
        (SILENT, "", "无效"),
    ]
    desktop.click("lot_steps_bids")
    desktop.settle()
    lines = page.bids_panel.bids.value()
    assert lines is not None and [line.supplier for line in lines] == [BEST, DEARER, THIRD, SILENT]
    assert page.bids_panel.ranking.value() == Ranking.AS_LISTED
    listed(page.bids_panel, (DEARER, 45, ""), (BEST, 40, ""), (THIRD, 46, ""))
    submit(desktop)
    assert ranking(desk) == [(DEARER, 1), (BEST, 2), (THIRD, 3)]
    desktop.click("lot_steps_award")
    desktop.settle()
    assert page.award_panel.winner.text() == DEARER and page.award_panel.award.value() == yuan(45)
    fill(page.award_panel.form, ended=DAY)
    submit(desktop)
    assert (the_lot(desk).stage, the_lot(desk).winner) == (LotStage.AWARDED, DEARER)


@on_sqlite
@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"winner": SILENT}, "winner", "没有有效投标"),
        ({"award": "0.0039"}, "award", "报价"),
        ({}, "reason", "须有三家"),
    ],
)
def test_an_award_that_bids_do_not_bear_out_is_refused_beside_its_field(
    desktop: Desktop, desk: Desk, wrong: dict[str, str], field: str, words: str
) -> None:
    desk.post(recorded(made(desk), bid(BEST), bid(DEARER, 45, 2), bid(SILENT, 39, None)))
    page = show(desktop)
    desktop.click("lot_steps_award")
    desktop.settle()
    fill(page.award_panel.form, **{"ended": DAY} | wrong)
    submit(desktop)
    assert words in page.award_panel.form.field(field).shown_problem
    assert the_lot(desk).stage is LotStage.TENDERING
    fill(page.award_panel.form, winner=BEST, award="0.004", reason="经市财政局批准")
    submit(desktop)
    assert the_lot(desk).winner == BEST


@on_sqlite
@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (((BEST, 51, ""),), "最高限价"),
        (((BEST, 40, ""), (BEST, 41, "")), "重复"),
    ],
)
def test_a_bid_that_is_wrong_is_said_beside_the_bids(
    desktop: Desktop, desk: Desk, lines: tuple[tuple[str, int, str], ...], words: str
) -> None:
    made(desk)
    page = show(desktop)
    desktop.click("lot_steps_bids")
    listed(page.bids_panel, *lines)
    fill(page.bids_panel.form, day=DAY)
    submit(desktop)
    assert words in page.bids_panel.bids.shown_problem
    assert ranking(desk) == []


def test_an_award_is_passed_on_to_whoever_is_next(desktop: Desktop, desk: Desk) -> None:
    lot = made(desk)
    desk.post(recorded(lot), awarded(lot))
    page = show(desktop)
    desktop.click("lot_steps_pass")
    desktop.settle()
    assert page.pass_panel.candidate.value() == DEARER
    fill(page.pass_panel.form, day=str(ago(11)), reason="中标人放弃中标")
    submit(desktop)
    assert "早于" in page.pass_panel.day.shown_problem
    fill(page.pass_panel.form, day=DAY)
    submit(desktop)
    assert (the_lot(desk).winner, the_lot(desk).award) == (DEARER, yuan(45))
    assert DEARER in page.message.words
    assert texts(page.offers)[0][4] == "拒签"
    assert texts(page.timeline)[-1][1] == "顺延候选人"


@on_sqlite
def test_where_nobody_is_next_the_panel_says_to_annul(desktop: Desktop, desk: Desk) -> None:
    lot = made(desk)
    desk.post(awarded(lot))
    page = show(desktop)
    desktop.click("lot_steps_pass")
    desktop.settle()
    fill(page.pass_panel.form, day=DAY, reason="放弃")
    submit(desktop)
    assert page.pass_panel.candidate.shown_problem and the_lot(desk).winner == BEST


@on_sqlite
@pytest.mark.parametrize("look", [Look(), Look(is_large_print=True)], ids=str)
def test_the_panels_keep_what_every_screen_must_keep(desktop: Desktop, desk: Desk, look: Look) -> None:
    lot = made(desk)
    desk.post(recorded(lot))
    page = show(desktop)
    desktop.appearance.set_look(look)
    assert page.view is not None
    for panel in (page.bids_panel, page.award_panel, page.pass_panel):
        panel.open_for(page.view.lot)
        panel.form.check()
        desktop.settle()
        for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
            assert walk(desktop.window) == [], panel.objectName()
        if look.is_large_print:
            assert walks.lower_than(desktop.window, 44) == []
        panel.close_panel()
    for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
        assert walk(desktop.window) == []
