"""What was entered into a form and not posted survives the end of the program, and is posted once at most."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from supplies.drafts import Drafts
from supplies.errors import StoreUnusable
from supplies.program import Program
from supplies.relief.incidents import incidents
from supplies.relief.queries import requests
from supplies.ui.relief.relief_page import INCIDENTS, REQUESTS, ReliefPage
from supplies.ui.services import PageSpec
from tests.relief.needs import done, wants
from tests.rooms import Desk
from tests.ui.desktop import Desktop, fill

SPECS = (PageSpec("relief", "救灾", "relief", ReliefPage),)
Start = Callable[[], Desktop]


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path, program: Program) -> Iterator[Start]:
    """Return what starts the program again on the same computer, after whatever was the end of it before."""
    opened: list[tuple[Desktop, Drafts]] = []

    def started() -> Desktop:
        put_away()
        drafts = Drafts(tmp_path / "drafts.db")
        desktop = Desktop(qapp, tmp_path, program, SPECS, drafts=drafts)
        opened.append((desktop, drafts))
        desktop.window.show()
        desktop.open(ReliefPage, "relief")
        return desktop

    def put_away() -> None:
        while opened:
            desktop, drafts = opened.pop()
            desktop.close()
            drafts.close()

    yield started
    put_away()


def opened_panel(desktop: Desktop) -> ReliefPage:
    """Begin to open an incident."""
    page = desktop.shown(ReliefPage)
    page.tabs.open(INCIDENTS)
    desktop.click("relief_incidents_actions_add")
    assert page.incident_panel.isVisible()
    return page


def entered(desktop: Desktop, page: ReliefPage) -> None:
    """Enter an incident, and pause as long as people do."""
    fill(page.incident_panel.form, title="岫岩暴雨", place="岫岩县")
    page.incident_panel.level.set_text("3")
    page.incident_panel.form.settle()
    desktop.settle()


def submit(desktop: Desktop) -> None:
    desktop.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_what_was_entered_stands_there_again_after_a_restart_until_it_is_posted(start: Start, desk: Desk) -> None:
    desktop = start()
    entered(desktop, opened_panel(desktop))
    desktop = start()
    page = opened_panel(desktop)
    panel = page.incident_panel
    assert (panel.title.text(), panel.level.text()) == ("岫岩暴雨", "3")
    assert "已恢复" in panel.form.message.words
    submit(desktop)
    assert [row.title for row in desk.read(incidents)] == ["岫岩暴雨"]
    panel = opened_panel(desktop).incident_panel
    assert panel.title.text() == "" and not panel.anew_button.isVisible()
    panel = opened_panel(start()).incident_panel
    assert panel.title.text() == "" and not panel.anew_button.isVisible()


def test_a_form_filled_in_anew_is_as_it_was_first_and_stays_so(start: Start) -> None:
    desktop = start()
    entered(desktop, opened_panel(desktop))
    desktop = start()
    panel = opened_panel(desktop).incident_panel
    desktop.click(panel.anew_button.objectName())
    assert panel.title.text() == "" and panel.title.edit.hasFocus()
    assert not panel.has_entries and panel.form.message.words == ""
    panel = opened_panel(start()).incident_panel
    assert panel.title.text() == ""


def test_esc_keeps_what_was_just_typed_and_emptied_fields_are_not_brought_back(start: Start) -> None:
    desktop = start()
    page = opened_panel(desktop)
    fill(page.incident_panel.form, title="台风")
    desktop.press(Qt.Key.Key_Escape)
    desktop = start()
    page = opened_panel(desktop)
    assert page.incident_panel.title.text() == "台风"
    page.incident_panel.title.edit.selectAll()
    QTest.keyClick(page.incident_panel.title.edit, Qt.Key.Key_Backspace)
    desktop.press(Qt.Key.Key_Escape)
    assert opened_panel(start()).incident_panel.title.text() == ""


def test_each_record_has_its_own_entries(start: Start, desk: Desk) -> None:
    first, second = (done(desk, wants(requester=name)) for name in ("甲县", "乙县"))
    desktop = start()
    page = desktop.shown(ReliefPage)
    page.tabs.open(REQUESTS)
    desktop.settle()
    rows = {row.number: row for row in desk.read(requests)}
    for number, reason in ((first, "灾情解除"), (second, "重复上报")):
        page.cancel_panel.open_for(rows[number])
        assert page.cancel_panel.form.field("reason").text() == ""
        fill(page.cancel_panel.form, reason=reason)
        desktop.press(Qt.Key.Key_Escape)
    page = start().shown(ReliefPage)
    for number, reason in ((second, "重复上报"), (first, "灾情解除")):
        page.cancel_panel.open_for(rows[number])
        assert page.cancel_panel.form.field("reason").text() == reason


def test_what_was_posted_but_never_answered_is_not_posted_twice_after_a_crash(
    start: Start, desk: Desk, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*given: object, **named: object) -> None:
        with suppress(StopIteration):
            Program.post(program, *given, **named)  # type: ignore[arg-type]
        raise StoreUnusable

    desktop = start()
    page = opened_panel(desktop)
    entered(desktop, page)
    with monkeypatch.context() as patch:
        patch.setattr(program, "post", lost)
        submit(desktop)
    assert page.incident_panel.isVisible() and len(desk.read(incidents)) == 1
    desktop = start()
    assert opened_panel(desktop).incident_panel.title.text() == "岫岩暴雨"
    submit(desktop)
    assert len(desk.read(incidents)) == 1, "the same action again changes nothing"


def test_another_person_on_the_same_computer_sees_nothing_of_it(start: Start, tmp_path: Path) -> None:
    desktop = start()
    entered(desktop, opened_panel(desktop))
    with_name = Drafts(tmp_path / "drafts.db")
    assert [draft.title for draft in with_name.drafts("admin", "form")] == ["启动事件"]
    assert with_name.drafts("somebody.else", "form") == []
    with_name.close()
