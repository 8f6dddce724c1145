"""The head of the slip: kept while it is typed, kept with its slip, and never posted as something else."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supplies.accounts.actions import AddOrganisation
from supplies.errors import DateInFuture
from supplies.models.accounts import OrganisationKind
from supplies.models.stock import DocumentKind, Origin
from supplies.scanning.commands import Command
from supplies.scanning.label_code import item_code, place_code
from supplies.stock.documents import documents_page
from supplies.stock.slip import SlipHead
from supplies.stock.slip_said import Tone
from supplies.ui.scanning.head_form import SHOWN, rare
from supplies.ui.widgets.status import Status
from supplies.values import LotId, OrganisationCode
from tests.rooms import A01, DEPOT, TODAY, WATER, Desk, act, ago, some
from tests.stock.keeper import label_of
from tests.ui.desktop import fill, on_sqlite
from tests.ui.scanning.scan_window import CONTROL, ScanWindow

HERE = place_code(DEPOT, A01)
OWNER = OrganisationCode("210300")

pytestmark = on_sqlite

Open = Callable[..., ScanWindow]


@pytest.fixture
def water(desk: Desk) -> LotId:
    """Return a lot of ten at A01."""
    return desk.lot(WATER, 10, day=ago(20))


def shown(window: ScanWindow) -> set[str]:
    head = window.page.head
    return {name for name in head.content() if head.field(name).isVisible()}


@pytest.mark.parametrize("kind", SHOWN)
def test_each_kind_of_slip_has_its_fields_the_rare_ones_when_asked_for(window: ScanWindow, kind: DocumentKind) -> None:
    window.choose(kind)
    assert shown(window) == SHOWN[kind] - rare(kind)
    window.click("slip_head_more")
    assert shown(window) == SHOWN[kind]


def test_what_was_entered_is_posted_and_the_next_slip_begins_empty(
    desk: Desk, water: LotId, window: ScanWindow
) -> None:
    window.scan(label_of(desk, water))
    window.click("slip_head_more")
    fill(
        window.page.head,
        counterparty="铁东区应急局",
        incident="防汛演练",
        paper_number="调〔2026〕7号",
        note="夜间",
        business_date=ago(3).isoformat(),
    )
    QTest.keyClick(window.page.head.note.edit, Qt.Key.Key_Return, CONTROL)
    window.settle()
    paper = desk.read(documents_page)[0]
    assert (paper.counterparty, paper.incident, paper.paper_number) == ("铁东区应急局", "防汛演练", "调〔2026〕7号")
    assert (paper.note, paper.business_date) == ("夜间", ago(3))
    assert window.page.head.head() == SlipHead()


def test_what_is_being_typed_is_not_touched_by_a_scan(desk: Desk, water: LotId, window: ScanWindow) -> None:
    counterparty = window.page.head.counterparty.edit
    counterparty.setFocus()
    QTest.keyClicks(counterparty, "Tie")
    window.page.desk.scan(label_of(desk, water))
    QTest.qWait(30)
    QTest.keyClicks(counterparty, "dong")
    window.settle()
    assert window.lines == [(water, A01, some(1))]
    assert counterparty.text() == "Tiedong" and counterparty.hasFocus()


def test_the_head_is_kept_a_moment_after_the_last_key_and_found_again(
    qtbot: QtBot, desk: Desk, water: LotId, open_window: Open
) -> None:
    window = open_window()
    window.scan(label_of(desk, water))
    fill(window.page.head, counterparty="铁东区")
    qtbot.waitUntil(lambda: window.slip.head.counterparty == "铁东区", timeout=2000)
    window.close()
    again = open_window()
    assert again.page.head.counterparty.text() == "铁东区"
    again.scan(Command.POST.label_code)
    assert desk.read(documents_page)[0].counterparty == "铁东区"


@pytest.mark.parametrize("way", ["label", "key"])
def test_what_was_typed_just_before_posting_is_posted_too(
    desk: Desk, water: LotId, window: ScanWindow, way: str
) -> None:
    window.scan(label_of(desk, water))
    fill(window.page.head, counterparty="铁东区")
    if way == "label":
        window.page.desk.scan(Command.POST.label_code)
        window.settle()
    else:
        window.press(Qt.Key.Key_P, CONTROL)
    assert desk.read(documents_page)[0].counterparty == "铁东区"


def test_each_kind_keeps_its_own_head(desk: Desk, water: LotId, window: ScanWindow) -> None:
    fill(window.page.head, counterparty="铁东区")
    window.press(Qt.Key.Key_F9)
    window.scan(Command.RETURN.label_code)
    assert window.page.head.counterparty.text() == ""
    fill(window.page.head, counterparty="铁西区")
    window.choose(DocumentKind.ISSUE)
    assert window.page.head.counterparty.text() == "铁东区"
    window.choose(DocumentKind.RETURN)
    assert window.page.head.counterparty.text() == "铁西区"


WAYS: dict[str, Callable[[ScanWindow], object]] = {
    "label": lambda window: window.scan(Command.POST.label_code),
    "key": lambda window: window.press(Qt.Key.Key_P, CONTROL),
    "button": lambda window: window.click("slip_head_submit"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("typed", "day"), [("2026-13-45", None), ("明天", None), (ago(-1).isoformat(), ago(-1))])
def test_a_date_that_cannot_be_is_never_posted_as_today(
    desk: Desk, water: LotId, window: ScanWindow, way: str, typed: str, day: date | None
) -> None:
    count = len(desk.read(documents_page))
    window.scan(label_of(desk, water))
    window.click("slip_head_more")
    window.page.head.day.set_text(typed)
    window.click("slip_head_more")
    assert not window.page.head.day.isVisible()
    WAYS[way](window)
    assert len(desk.read(documents_page)) == count
    assert window.lines == [(water, A01, some(1))]
    assert window.page.head.day.isVisible() and window.page.head.day.shown_problem
    assert window.page.head.day.edit.hasFocus()
    assert window.band.status is Status.ERROR
    assert day is None or DateInFuture(date=day, today=TODAY).text() in window.band.words


def test_what_was_chosen_before_is_shown_by_its_name(qtbot: QtBot, desk: Desk, open_window: Open) -> None:
    desk.post(act(AddOrganisation, code=OWNER, name="鞍山市应急管理局", kind=OrganisationKind.AUTHORITY))
    window = open_window()
    window.choose(DocumentKind.RECEIPT)
    window.scan(HERE, item_code(WATER))
    window.page.desk.set_head(SlipHead(owner=OWNER, origin=Origin.DONATION))
    window.settle()
    window.close()
    again = open_window()
    assert again.page.desk.kind is DocumentKind.RECEIPT
    head = again.page.head
    qtbot.waitUntil(lambda: head.owner.text() == "鞍山市应急管理局")
    assert head.owner.isVisible() and head.origin.text() == "捐赠"
    assert again.scan(Command.POST.label_code).tone is Tone.OK
