"""The start of the desktop, as far as what was scanned and not posted is concerned."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from app import Desktop
from supplies.program import Program
from tests.rooms import program, room_database, room_file

__all__ = ["program", "room_database", "room_file"]

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)


@pytest.fixture
def desktop(qapp: QApplication, tmp_path: Path) -> Iterator[Desktop]:
    """Return a desktop that is not started; its folder is ``tmp_path / "own"``."""
    made = Desktop(qapp, tmp_path / "own")
    yield made
    made.close()
    for window in (made.window, made.welcome):
        if window is not None:
            window.close()
            delete(window)


def drafts_of(program: Program, tmp_path: Path) -> Path:
    """Return where the drafts of a store are kept."""
    return tmp_path / "own" / "drafts" / f"{program.store.store_id}.db"


def test_the_only_person_of_a_store_is_at_the_scan_page_at_once(
    desktop: Desktop, program: Program, tmp_path: Path
) -> None:
    desktop.start(program.database.name)
    assert desktop.window is not None and desktop.window.isVisible()
    assert desktop.window.current_page.objectName() == "scan"
    assert desktop.window.current_page.message.words == ""
    assert drafts_of(program, tmp_path).exists()


def test_drafts_that_were_damaged_are_put_aside_and_this_is_told(
    desktop: Desktop, program: Program, tmp_path: Path
) -> None:
    path = drafts_of(program, tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"spoilt" * 1000)
    desktop.start(program.database.name)
    assert desktop.window is not None
    (aside,) = path.parent.glob("*.damaged-*")
    assert aside.read_bytes() == b"spoilt" * 1000
    assert str(aside) in desktop.window.current_page.message.words
    QTest.qWait(50)


def test_a_computer_that_can_keep_no_scan_opens_no_window_and_says_why(
    desktop: Desktop, program: Program, tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "drafts").write_text("a file where a folder should be")
    desktop.start(program.database.name)
    assert desktop.window is None
    assert desktop.welcome is not None and desktop.welcome.isVisible()
    assert "drafts" in desktop.welcome.message.words and "无法" in desktop.welcome.message.words
