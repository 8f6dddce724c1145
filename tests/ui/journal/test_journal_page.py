"""The journal: every entry as posted, the proof that the store is what they say, and a backup of it."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from supplies.accounts.actions import AddOrganisation, OrganisationKind
from supplies.models.accounts import Role
from supplies.program import Program
from supplies.ui.journal.journal_page import JournalPage
from supplies.ui.paged_table import PAGE_ROWS
from supplies.ui.widgets.choice_box import ChoiceBox
from supplies.ui.widgets.totals_bar import TotalsBar
from tests.journal.tampering import tamper
from tests.rooms import TENT, Desk, act, goods
from tests.ui.desktop import Desktop
from tests.ui.pages import take_file


@pytest.fixture
def page(desktop: Desktop, desk: Desk) -> JournalPage:
    desk.receive(goods(TENT, 10, batch_no="PC-A"))
    return desktop.open(JournalPage, "journal")


def column(page: JournalPage, key: str) -> list[str]:
    """Return one column of the entries."""
    at = [each.key for each in page.model.columns].index(key)
    return [str(page.model.index(row, at).data()) for row in range(page.model.rowCount())]


def test_entries_stand_newest_first_and_say_what_they_do(page: JournalPage, desk: Desk) -> None:
    head = desk.program.head
    assert column(page, "seq") == [f"{seq:,}" for seq in range(head.seq, 0, -1)]
    assert column(page, "what")[0] == "物资入库"
    assert all(column(page, "what"))
    assert column(page, "hash")[0] == head.hash.hex()


def test_entries_of_one_part_are_listed_alone(desktop: Desktop, page: JournalPage) -> None:
    desktop.find(ChoiceBox, "journal_filters_room").choose("catalogue.")
    desktop.settle()
    assert {page.model.row_at(at).action_type.partition(".")[0] for at in range(page.model.rowCount())} == {"catalogue"}


def test_everything_that_one_person_did_is_listed_alone(desktop: Desktop, page: JournalPage, desk: Desk) -> None:
    li = desk.hire("li", Role.KEEPER, name="李四")
    for code in ("GYS1", "GYS2"):
        desk.post(act(AddOrganisation, code=code, name=code, kind=OrganisationKind.SUPPLIER), actor=li)
    desktop.find(ChoiceBox, "journal_filters_room").choose("stock.")
    desktop.window.open_page("journal", "li")
    desktop.settle()
    assert column(page, "actor") == ["li", "li"]
    assert desktop.find(ChoiceBox, "journal_filters_actor").currentText() == "李四 li"
    page.filters.clear()
    desktop.settle()
    assert page.model.rowCount() == desk.program.head.seq


def test_more_entries_come_by_scrolling(desktop: Desktop, page: JournalPage, desk: Desk) -> None:
    for _number in range(PAGE_ROWS // 50):
        desk.receive(goods(TENT, 1))
    desktop.press(Qt.Key.Key_F5)
    assert page.model.rowCount() == desk.program.head.seq
    assert desktop.find(TotalsBar, "journal_totals").words == f"共 {desk.program.head.seq} 行"


def test_an_entry_is_shown_whole_exactly_as_it_was_posted(desktop: Desktop, page: JournalPage, desk: Desk) -> None:
    page.table.selectRow(0)
    page.table.setFocus()
    desktop.press(Qt.Key.Key_Return)
    assert page.panel.isVisible()
    payload = json.loads(page.panel.text.toPlainText())
    assert payload["type"] == "stock.receive"
    assert payload["lines"][0]["batch_no"] == "PC-A"
    assert desk.program.head.hash.hex()[:32] in page.panel.facts.words
    assert page.panel.text.isReadOnly()
    desktop.press(Qt.Key.Key_Escape)
    assert page.panel.isHidden()
    assert page.table.hasFocus()


def test_a_sound_store_is_proved_sound(desktop: Desktop, page: JournalPage, desk: Desk) -> None:
    seq = desk.program.head.seq
    desktop.click("journal_verify")
    assert page.message.words.startswith(f"成功: 共 {seq} 笔流水")
    desktop.click("journal_deep")
    assert f"{seq} 笔流水" in page.message.words
    assert page.message.property("state") == "ok"


def test_a_store_that_was_changed_behind_its_back_is_found_out(desktop: Desktop, page: JournalPage, desk: Desk) -> None:
    seq = desk.program.head.seq
    tamper(desk.program, "UPDATE journal_entry SET actor = 'nobody' WHERE seq = :seq", seq=seq)
    desktop.click("journal_verify")
    assert page.message.property("state") == "error"
    assert f"{seq}" in page.message.words
    assert "备份" in page.message.words


def test_figures_that_no_entry_explains_are_found_by_replaying(desktop: Desktop, page: JournalPage, desk: Desk) -> None:
    tamper(desk.program, "UPDATE lot SET batch_no = 'PC-Z' WHERE batch_no = 'PC-A'")
    desktop.click("journal_verify")
    assert page.message.property("state") == "ok"
    desktop.click("journal_deep")
    assert page.message.property("state") == "error"


def test_a_backup_is_a_store_with_the_same_head(
    desktop: Desktop, page: JournalPage, desk: Desk, tmp_path: Path
) -> None:
    target = tmp_path / "备份.db"
    desktop.click("journal_back_up")
    assert take_file(desktop, target) == "backup-20260630.db"
    assert f"{target}" in page.message.words
    assert page.message.property("state") == "ok"
    with closing(Program.open(str(target))) as copy:
        assert copy.head == desk.program.head
        assert copy.verify(deep=True).first is None


def test_a_backup_never_writes_over_a_file(desktop: Desktop, page: JournalPage, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    target.write_bytes(b"precious")
    desktop.click("journal_back_up")
    take_file(desktop, target)
    assert page.message.property("state") == "error"
    assert "backup.db" in page.message.words
    assert target.read_bytes() == b"precious"
