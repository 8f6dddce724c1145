from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from supplies.models.accounts import Role
from supplies.models.open_items import DebtKind
from supplies.models.relief import Disaster, IncidentKind
from supplies.models.stock import DocumentKind
from supplies.program import Program
from supplies.relief.actions import OpenIncident
from supplies.relief.incidents import incidents
from supplies.scanning.commands import Command
from supplies.scanning.label_code import item_code
from supplies.stock.debts import debts_of, open_debts
from supplies.stock.documents import DocumentRow, documents_page
from supplies.stock.forms import IssueBlankForms, form_numbered, forms
from supplies.stock.slip_said import Tone
from supplies.ui.disaster.disaster_page import REVERSAL_MINUTES
from supplies.ui.disaster.dress import TARGET_PX
from supplies.ui.theme import Look
from supplies.values import LotId
from tests.rooms import DEPOT, QUILT, SITE, TENT, TODAY, WATER, Desk, act, ago, some
from tests.stock.keeper import label_of
from tests.ui import walks
from tests.ui.desktop import on_sqlite, type_in
from tests.ui.disaster.night import Night, Open
from tests.ui.scanning.scan_window import ScanWindow

ALL = set(DebtKind)


@pytest.fixture
def water(desk: Desk) -> LotId:
    """Return a lot of a hundred; asked for before the window, so that it is there when it opens."""
    return desk.lot(WATER, 100, day=ago(5))


@pytest.fixture
def incident(desk: Desk) -> str:
    """Return the number of an open incident."""
    opening = {"kind": IncidentKind.INCIDENT, "title": "铁东区内涝", "disaster": Disaster.FLOOD, "started_on": TODAY}
    desk.post(act(OpenIncident, **opening))
    number: str = desk.read(incidents)[0].number
    return number


def newest(desk: Desk) -> DocumentRow:
    """Return the document that was posted last."""
    found: DocumentRow = desk.read(documents_page)[0]
    return found


def test_switch_incident_three_scans_and_go_post_at_once_and_say_what_is_owed(
    desk: Desk, water: LotId, window: ScanWindow
) -> None:
    night = Night(window)
    title = window.find(QLineEdit, "disaster_title")
    title.setFocus()
    type_in(title, "铁东区内涝")
    night.click("disaster_open")
    label = label_of(desk, water)
    night.scan(label, "20")
    night.scan(label, label)
    assert night.lines == [(water, some(22))]
    night.click("disaster_go")
    paper = newest(desk)
    assert (paper.kind, paper.is_emergency, paper.incident) == (
        DocumentKind.ISSUE,
        True,
        desk.read(incidents)[0].number,
    )
    assert [(line.lot_id, line.quantity) for line in desk.lines(paper)] == [(water, some(22))]
    assert {row.kind for row in desk.read(open_debts)} == ALL
    said = night.page.board.bar.text.text()
    assert paper.number in said
    assert all(row.kind_name in said for row in desk.read(open_debts))
    assert night.slip.lines == ()
    assert night.slip.head.incident == paper.incident


@on_sqlite
def test_the_only_open_incident_is_chosen_by_itself_and_a_scanner_alone_does_it_all(
    desk: Desk, water: LotId, incident: str, window: ScanWindow
) -> None:
    window.scan(Command.EMERGENCY.label_code)
    assert window.window.current_page.objectName() == "disaster"
    night = Night(window)
    night.scan(label_of(desk, water), Command.ADD_10.label_code, Command.POST.label_code)
    paper = newest(desk)
    assert (paper.incident, paper.is_emergency) == (incident, True)
    assert [line.quantity for line in desk.lines(paper)] == [some(11)]
    night.scan(Command.EMERGENCY.label_code)
    assert window.window.current_page.objectName() == "scan"
    assert window.find(QWidget, "rail").isVisible()


@on_sqlite
def test_whoever_takes_the_goods_is_named_in_one_line_and_then_not_owed(
    desk: Desk, water: LotId, incident: str, window: ScanWindow
) -> None:
    night = Night(window)
    night.scan(label_of(desk, water))
    receiver = night.page.board.receiver
    receiver.setFocus()
    type_in(receiver, "张三 铁东区")
    window.press(Qt.Key.Key_Return)
    assert night.page.board.edit.hasFocus()
    window.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    night.settle()
    paper = newest(desk)
    assert paper.receiver == "张三 铁东区"
    owed = {row.kind for row in desk.read(debts_of, SITE, paper.seq)}
    assert owed == ALL - {DebtKind.RECEIVER}
    assert receiver.text() == ""


@on_sqlite
def test_a_lot_out_of_its_turn_goes_with_a_second_go_and_the_document_says_why(
    desk: Desk, incident: str, open_window: Open
) -> None:
    desk.lot(WATER, 10, expires_on=ago(-100), day=ago(5))
    later = desk.lot(WATER, 10, expires_on=ago(-900), day=ago(5))
    night = Night(open_window())
    night.scan(label_of(desk, later))
    before = len(desk.read(documents_page))
    night.click("disaster_go")
    assert len(desk.read(documents_page)) == before
    assert night.page.board.band.status == "warning"
    night.click("disaster_go")
    paper = newest(desk)
    assert [bool(line.reason) for line in desk.lines(paper)] == [True]


@on_sqlite
def test_one_press_takes_the_last_issue_back(desk: Desk, water: LotId, incident: str, window: ScanWindow) -> None:
    night = Night(window)
    night.scan(label_of(desk, water))
    night.click("disaster_go")
    night.click("disaster_reverse")
    assert newest(desk).kind is DocumentKind.REVERSAL
    assert desk.read(open_debts) == []
    assert not night.page.board.bar.isVisible()


@on_sqlite
def test_after_ten_minutes_the_quick_way_back_is_gone(
    desk: Desk, water: LotId, incident: str, window: ScanWindow
) -> None:
    night = Night(window)
    night.scan(label_of(desk, water))
    night.click("disaster_go")
    timer = night.page._undo_time
    assert timer.isActive()
    assert timer.interval() == REVERSAL_MINUTES * 60_000
    timer.timeout.emit()
    assert not night.page.board.bar.reverse_button.isVisible()
    assert night.page.board.bar.text.isVisible()


@on_sqlite
def test_scans_of_the_mode_and_of_the_usual_slip_stay_apart(
    desk: Desk, water: LotId, incident: str, window: ScanWindow
) -> None:
    label = label_of(desk, water)
    window.scan(label)
    night = Night(window)
    assert night.lines == []
    night.scan(label, "7")
    window.press(Qt.Key.Key_F12)
    assert [quantity for _lot, _place, quantity in window.lines] == [some(1)]
    assert night.lines == [(water, some(7))]


@on_sqlite
def test_after_a_restart_the_scans_are_there_again(desk: Desk, water: LotId, incident: str, open_window: Open) -> None:
    first = Night(open_window())
    first.scan(label_of(desk, water), "33")
    first.window.close()
    window = open_window()
    assert window.window.current_page.objectName() == "disaster", "the night goes on"
    again = Night(window)
    assert again.lines == [(water, some(33))]
    assert again.slip.head.incident == incident


@on_sqlite
def test_only_issues_are_made_here(desk: Desk, water: LotId, incident: str, window: ScanWindow) -> None:
    night = Night(window)
    assert night.scan(Command.WRITE_OFF.label_code).tone is Tone.WARNING
    assert night.slip.kind is DocumentKind.ISSUE


@on_sqlite
def test_whoever_may_not_issue_cannot_press_go_and_reads_why(
    desk: Desk, incident: str, water: LotId, open_window: Open
) -> None:
    head = desk.hire("head", Role.SECTION_HEAD)
    night = Night(open_window(head))
    assert not night.page.board.go_button.isEnabled()
    assert night.page.board.go_button.reason


def test_a_form_that_is_scanned_is_entered_line_by_line_and_only_once(
    desk: Desk, incident: str, open_window: Open
) -> None:
    desk.lot(TENT, 50, day=ago(5))
    desk.lot(QUILT, 50, day=ago(5))
    seq = desk.post(act(IssueBlankForms, depot=DEPOT, count=1, items=(TENT, QUILT)))[0].entry.seq
    form = desk.read(forms, made_seq=seq)[0].number
    window = open_window()
    window.scan(form)
    assert window.window.current_page.objectName() == "disaster"
    night = Night(window)
    assert night.slip.head.paper_number == form
    night.scan(item_code(TENT), "10", item_code(QUILT), "50")
    night.click("disaster_go")
    paper = newest(desk)
    assert paper.paper_number == form
    assert sorted(str(line.quantity) for line in desk.lines(paper)) == ["10", "50"]
    assert desk.read(form_numbered, form).document == paper.number
    said = night.scan(form)
    assert said.tone is Tone.ERROR
    assert paper.number in said.title


@on_sqlite
@pytest.mark.parametrize("look", [Look(), Look(is_large_print=True), Look(scale=200)], ids=["usual", "large", "200"])
def test_everything_is_large_and_nothing_is_cut_off_on_a_small_screen(
    desk: Desk, water: LotId, window: ScanWindow, look: Look
) -> None:
    window.appearance.set_look(look)
    night = Night(window)
    night.on_small_screen()
    complaints = partial(_complaints, night.page)
    assert complaints() == []
    title = window.find(QLineEdit, "disaster_title")
    title.setFocus()
    type_in(title, "铁东区内涝")
    night.click("disaster_open")
    assert complaints() == []
    night.scan(label_of(desk, water))
    assert complaints() == []
    night.click("disaster_go")
    night.scan(label_of(desk, water))
    assert complaints() == []


def _complaints(page: QWidget) -> list[str]:
    """Return what is too small, cut off, or has no name or key."""
    return [
        *walks.cut_off(page),
        *walks.lower_than(page, TARGET_PX),
        *walks.nameless(page),
        *walks.keyless(page),
        *walks.clashing(page),
    ]


def test_the_store_knows_nothing_of_an_unposted_issue(
    desk: Desk, program: Program, water: LotId, incident: str, window: ScanWindow
) -> None:
    before = program.head.seq
    night = Night(window)
    night.scan(label_of(desk, water), "5")
    assert program.head.seq == before
