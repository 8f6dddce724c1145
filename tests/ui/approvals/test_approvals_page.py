"""The page of approvals: what waits for me, deciding it with the widgets alone, and why I may not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import pages_of
from supplies.approvals.queries import ProposalRow
from supplies.models.approvals import ProposalState
from supplies.program import Program
from supplies.ui.approvals.approvals_page import EVERYTHING, MINE, ApprovalsPage
from supplies.ui.icons import Button
from supplies.ui.rail import RailButton
from supplies.ui.stock.document_page import DocumentPage
from supplies.ui.widgets.choice_box import ChoiceBox
from supplies.values import Login
from tests.approvals.office import (
    HEAD,
    KEEPER,
    REVIEWER,
    approve,
    open_office,
    proposal,
    send_back,
    submitted,
    write_off,
)
from tests.rooms import TENT, Desk, lot_line, some
from tests.ui.desktop import Desktop, fill


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Return a store with the usual routes and people."""
    return open_office(desk)


class Seats:
    """Windows of several people over one store, one after the other."""

    def __init__(self, bot: QtBot, application: QApplication, folder: Path, program: Program) -> None:
        self._bot = bot
        self._application, self._folder, self._program = application, folder, program
        self._open: list[Desktop] = []

    def sit(self, login: Login) -> Desktop:
        """Open the window of somebody."""
        opened = Desktop(self._application, self._folder, self._program, pages_of(self._program)[1:], login)
        opened.window.show()
        opened.window.activateWindow()
        self._bot.waitUntil(opened.window.isActiveWindow)
        opened.settle()
        self._open.append(opened)
        return opened

    def close(self) -> None:
        """Close every window."""
        for each in self._open:
            each.close()


@pytest.fixture
def seats(qtbot: QtBot, qapp: QApplication, tmp_path: Path, program: Program) -> Iterator[Seats]:
    """Return what opens windows."""
    opened = Seats(qtbot, qapp, tmp_path, program)
    yield opened
    opened.close()


def page_of(desktop: Desktop) -> ApprovalsPage:
    """Return the page of approvals, open."""
    return desktop.open(ApprovalsPage, "approvals")


def numbers(page: ApprovalsPage, name: str) -> list[str]:
    """Return the numbers in one of the lists."""
    model = {"waiting": page.waiting, "mine": page.mine, "all": page.everything}[name].model
    return [model.row_at(at).number for at in range(model.rowCount())]


def open_first(desktop: Desktop, page: ApprovalsPage) -> None:
    """Open the first row of the list in sight."""
    view = page.tabs.current_view
    assert isinstance(view, type(page.waiting))
    view.table.selectRow(0)
    view.table.setFocus()
    desktop.press(Qt.Key.Key_Return)
    assert page.panel.isVisible(), page.message.words


def state(office: Desk, row: ProposalRow) -> ProposalState:
    """Return where a proposal stands."""
    return proposal(office, row.seq).state


def test_two_people_approve_with_the_widgets_alone_and_the_goods_leave_the_books(office: Desk, seats: Seats) -> None:
    lot = office.lot(TENT, 10)
    row = submitted(office, write_off(lot), note="梅雨后受潮")
    for login in (REVIEWER, HEAD):
        desktop = seats.sit(login)
        page = page_of(desktop)
        assert numbers(page, "waiting") == [row.number]
        open_first(desktop, page)
        desktop.click("approvals_proposal_actions_approve")
        assert page.approve_panel.isVisible()
        desktop.click("approvals_approve_form_submit")
        assert row.number in page.message.words and page.panel.isHidden()
        assert numbers(page, "waiting") == []
    assert state(office, row) is ProposalState.APPROVED
    assert office.held(lot) == some(7)


def test_the_panel_shows_what_would_be_done_and_each_step(office: Desk, seats: Seats) -> None:
    row = submitted(office, write_off(office.lot(TENT, 10)), note="梅雨后受潮")
    office.post(approve(row, "属实"), actor=REVIEWER)
    desktop = seats.sit(HEAD)
    page = page_of(desktop)
    open_first(desktop, page)
    facts = dict(page.panel.facts.facts)
    assert facts["制单人"] == f"{KEEPER}的姓名" and facts["制单说明"] == "梅雨后受潮"
    assert facts["第 1 步：复核员"].startswith("同意") and "属实" in facts["第 1 步：复核员"]
    assert "尚未审批" in facts[next(title for title in facts if title.startswith("第 2 步"))]
    model = page.panel.model
    (shown,) = [[model.index(0, at).data() for at in range(model.columnCount())]]
    assert "12㎡单帐篷" in shown[1] and shown[2] == "3 顶" and shown[3].startswith("A01") and "霉变" in shown[4]


def test_the_drafter_sees_why_not_to_decide_and_withdraws(office: Desk, seats: Seats) -> None:
    row = submitted(office, write_off(office.lot()))
    desktop = seats.sit(KEEPER)
    page = page_of(desktop)
    assert numbers(page, "waiting") == []
    page.tabs.open(MINE)
    assert numbers(page, "mine") == [row.number]
    open_first(desktop, page)
    for button in (page.panel.approve_button, page.panel.return_button):
        assert not button.isEnabled()
        assert "第二人" in button.toolTip()
    desktop.click("approvals_proposal_actions_withdraw")
    desktop.click("approvals_withdraw_form_submit")
    assert state(office, row) is ProposalState.WITHDRAWN


def test_a_return_without_a_note_is_refused_beside_its_field(office: Desk, seats: Seats) -> None:
    row = submitted(office, write_off(office.lot()))
    desktop = seats.sit(REVIEWER)
    page = page_of(desktop)
    open_first(desktop, page)
    assert not page.panel.withdraw_button.isEnabled()
    desktop.click("approvals_proposal_actions_return")
    desktop.click("approvals_return_form_submit")
    assert page.return_panel.isVisible() and state(office, row) is ProposalState.OPEN
    fill(page.return_panel.form, note="请补充照片")
    desktop.click("approvals_return_form_submit")
    assert page.return_panel.isHidden()
    assert state(office, row) is ProposalState.RETURNED


def test_what_can_no_longer_be_done_stays_open_and_the_form_says_why(office: Desk, seats: Seats) -> None:
    lot = office.lot(quantity=5)
    row = submitted(office, write_off(lot, 3))
    office.post(approve(row), actor=REVIEWER)
    office.issue(lot_line(lot, 4))
    desktop = seats.sit(HEAD)
    page = page_of(desktop)
    open_first(desktop, page)
    desktop.click("approvals_proposal_actions_approve")
    desktop.click("approvals_approve_form_submit")
    assert page.approve_panel.isVisible()
    assert row.number in page.approve_panel.form.message.words
    assert state(office, row) is ProposalState.OPEN


def test_all_are_filtered_by_their_state(office: Desk, seats: Seats) -> None:
    returned, opened = (submitted(office, write_off(office.lot())) for _time in range(2))
    office.post(send_back(returned), actor=REVIEWER)
    desktop = seats.sit(KEEPER)
    page = page_of(desktop)
    page.tabs.open(EVERYTHING)
    assert numbers(page, "all") == [opened.number, returned.number]
    desktop.find(ChoiceBox, "approvals_all_filters_state").choose("returned")
    desktop.settle()
    assert numbers(page, "all") == [returned.number]


def test_the_rail_and_the_tab_say_how_much_waits(office: Desk, seats: Seats) -> None:
    rows = [submitted(office, write_off(office.lot())) for _time in range(2)]
    desktop = seats.sit(REVIEWER)
    page_of(desktop)
    rail = desktop.find(RailButton, "rail_approvals")
    tab = desktop.find(Button, "approvals_tabs_waiting")
    assert "2" in rail.accessibleName() and "2" in tab.text()
    for row in rows:
        office.post(approve(row), actor=REVIEWER)
    desktop.press(Qt.Key.Key_F5)
    desktop.session._poll()
    desktop.settle()
    assert rail.accessibleName() == "审批" and "2" not in tab.text()


def test_a_reversal_that_needs_approval_is_submitted_from_the_page_of_its_document(office: Desk, seats: Seats) -> None:
    issue = office.issue(lot_line(office.lot(), 1))
    desktop = seats.sit(KEEPER)
    page = desktop.window.open_page("document", issue.number)
    assert isinstance(page, DocumentPage)
    desktop.settle()
    desktop.click("document_reverse")
    fill(page.panel.form, reason="录入有误")
    desktop.click("document_reversal_form_submit")
    assert "已提交审批：SP-210300A-2026-000001" in page.message.words
