"""Every procedure begins on one page: a task leads where it says, by a click and by its keys, and tells what waits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supplies.models.accounts import Role
from supplies.models.open_items import DebtKind
from supplies.models.stock import DocumentKind
from supplies.program import Program
from supplies.stock.actions import Emergency, Issue
from supplies.stock.counting import StartCount
from supplies.stock.loans import Lend
from supplies.stock.transfers import AcceptTransfer, Dispatch
from supplies.ui.care.care_page import CarePage
from supplies.ui.operations.operations_page import OperationsPage, Task
from supplies.ui.operations.tasks import task_groups
from supplies.ui.page import shortcuts_of
from supplies.ui.scanning.scan_page import ScanPage
from tests.rooms import DEPOT, TENT, WATER, Desk, act, ago, goods, lot_line
from tests.stock.incoming import found, inspect, receipt
from tests.stock.keeper import SECOND, second_depot
from tests.stock.sending import arrived
from tests.stock.wear import GENERATOR, teach
from tests.ui.desktop import Desktop, on_sqlite
from tests.ui.scanning.scan_window import ScanWindow

OWED = tuple(DebtKind)
TASKS = {task.name: task for group in task_groups() for task in group.tasks}
TABS = {"care": "due", "rotation": "plan", "scrap": "scrap", "units": "units"}
SLIPS = {
    "receive": DocumentKind.RECEIPT,
    "return": DocumentKind.RETURN,
    "issue": DocumentKind.ISSUE,
    "dispatch": DocumentKind.DISPATCH,
    "lend": DocumentKind.LOAN,
    "move": DocumentKind.MOVE,
}
PAGES = (
    {
        "inspect": "waiting",
        "held": "held",
        "agreements": "agreements",
        "relief": "relief",
        "transit": "transit",
        "outstanding": "outstanding",
        "counts": "counts",
        "kits": "kits",
        "board": "board",
        "contracts": "contracts",
        "treasury": "treasury",
        "fund_trace": "fund_trace",
        "agenda": "agenda",
        "disaster": "disaster",
        "debts": "debts",
        "forms": "forms",
        "trace": "trace",
        "labels": "labels",
        "journal": "journal",
    }
    | dict.fromkeys(SLIPS, "scan")
    | dict.fromkeys(TABS, "care")
)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path, program: Program) -> Iterator[ScanWindow]:
    """Return the window with every page, the scan page among them."""
    opened = ScanWindow(qapp, tmp_path, program)
    opened.appear()
    yield opened
    opened.close()


def shown(desktop: Desktop) -> OperationsPage:
    """Return the page, open and loaded."""
    return desktop.open(OperationsPage, "operations")


def counted(page: OperationsPage) -> dict[str, str]:
    """Return what stands behind the words of each task; most have nothing."""
    texts = {name: button.text() for name, button in page.buttons.items()}
    return {name: text.partition(" (")[2].rstrip(")") for name, text in texts.items() if " (" in text}


def follow(window: ScanWindow, task: Task, *, by_key: bool) -> None:
    """Begin a procedure from the page."""
    page = shown(window)
    if by_key:
        page.buttons[task.name].setFocus()
        *held, letter = task.keys.split("+")
        modifiers = Qt.KeyboardModifier.ControlModifier
        if "Shift" in held:
            modifiers |= Qt.KeyboardModifier.ShiftModifier
        window.press(getattr(Qt.Key, f"Key_{letter}"), modifiers)
    else:
        window.click(f"operations_{task.name}")


def test_every_procedure_has_a_task() -> None:
    assert set(PAGES) == set(TASKS)


@pytest.mark.parametrize("by_key", [False, True], ids=["click", "keys"])
def test_every_task_leads_to_its_page_with_its_tab_or_its_slip(window: ScanWindow, *, by_key: bool) -> None:
    for name, task in TASKS.items():
        follow(window, task, by_key=by_key)
        page = window.window.current_page
        assert page.objectName() == PAGES[name], name
        if isinstance(page, CarePage):
            assert page.tabs.current == TABS[name]
        if isinstance(page, ScanPage):
            assert window.slip.kind is SLIPS[name]


@on_sqlite
def test_no_two_tasks_share_their_keys_and_the_sheet_of_keys_lists_them(window: ScanWindow) -> None:
    keys = [task.keys for task in TASKS.values()]
    assert len(set(keys)) == len(keys)
    page = shown(window)
    listed = dict(shortcuts_of(page))
    assert {task.keys: page.buttons[name].accessibleName() for name, task in TASKS.items()}.items() <= listed.items()


def test_a_new_store_has_nothing_waiting(window: ScanWindow) -> None:
    assert counted(shown(window)) == {}


def test_what_waits_is_counted_and_counted_again_when_it_changes(window: ScanWindow, desk: Desk) -> None:
    page = shown(window)
    teach(desk)
    second_depot(desk)
    keeper = desk.hire("keeper", Role.KEEPER)
    tents, water = desk.lot(TENT, 20, day=ago(60)), desk.lot(WATER, 10, day=ago(300), expires_on=ago(-60))
    bought = desk.paper(receipt(goods(TENT, 10), contract_number="HT-8", counterparty="某厂"))
    desk.lot(GENERATOR, 1, day=ago(200), serial_no="F-1")
    sent = desk.paper(act(Dispatch, depot=DEPOT, to_depot=SECOND, lines=(lot_line(tents, 4),)))
    lent = {"depot": DEPOT, "counterparty": "某局", "business_date": ago(40)}
    desk.post(*(act(Lend, due_on=day, lines=(lot_line(tents, 2),), **lent) for day in (ago(5), ago(-5))))
    night = {"incident": "内涝", "emergency": Emergency(owes=OWED)}
    desk.post(act(Issue, depot=DEPOT, lines=(lot_line(water, 2),), **night))
    desk.post(act(StartCount, depot=DEPOT, name="季度盘点"), actor=keeper)
    page.reload()
    window.settle()
    waiting = {"inspect": 1, "transit": 1, "outstanding": 1, "counts": 1, "care": 2, "rotation": 1, "debts": len(OWED)}
    assert counted(page) == {name: str(count) for name, count in waiting.items()}
    assert page.buttons["inspect"].accessibleName() == "验收 (1)"
    desk.post(act(AcceptTransfer, depot=SECOND, of_seq=sent.seq, lines=(arrived(1, 4),)))
    desk.post(inspect(bought, found(accepted=10)), actor=keeper)
    page.reload()
    window.settle()
    del waiting["transit"], waiting["inspect"]
    assert counted(page) == {name: str(count) for name, count in waiting.items()}
    assert page.buttons["inspect"].accessibleName() == "验收"


def test_what_is_posted_here_is_counted_without_being_asked(window: ScanWindow, desk: Desk) -> None:
    page = shown(window)
    assert counted(page) == {}
    action = receipt(goods(TENT, 10), contract_number="HT-8", counterparty="某厂")
    window.session.post(page, [action], lambda _posted: None, lambda error: pytest.fail(error.message))
    window.settle()
    assert counted(page) == {"inspect": "1"}
