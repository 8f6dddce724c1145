"""The window over a real store, with real threads, for tests of whole screens."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from sqlalchemy import Connection

from supplies.drafts import Drafts
from supplies.program import Program
from supplies.ui.appearance import Appearance
from supplies.ui.changes import ChangeNotifier
from supplies.ui.form_drafts import FormDrafts
from supplies.ui.icons import Button
from supplies.ui.main_window import MainWindow
from supplies.ui.page import Page
from supplies.ui.preferences import FilePreferences
from supplies.ui.services import PageSpec, Services
from supplies.ui.session import Session
from supplies.ui.status_strip import StatusFacts
from supplies.ui.widgets.forms import Form
from supplies.ui.widgets.sound import Silence
from supplies.values import Login
from tests.rooms import ADMIN, TODAY
from tests.ui.waiting import pause

P = TypeVar("P", bound=Page)
W = TypeVar("W", bound=QObject)

SMALL_SCREEN = (1366, 768)

on_sqlite = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""For what the database has no part in: looks, keys, and refusals that the rooms' own tests try on both."""
FACTS = StatusFacts("市级应急物资储备库", "管理员", is_shared=False, is_sample=False, head_seq=1, head_hash="3fa94c17")


def status(_connection: Connection) -> StatusFacts:
    return FACTS


def today() -> date:
    return TODAY


class Desktop:
    """The window and everything behind it; ``close`` ends it."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        program: Program,
        specs: Sequence[PageSpec],
        actor: Login = ADMIN,
        clock: Callable[[], date] = today,
        drafts: Drafts | None = None,
    ) -> None:
        self.program = program
        self.preferences = FilePreferences(folder / "look.ini")
        self.appearance = Appearance(application, self.preferences)
        self.session = Session(program, actor, drafts)
        self.notifier = ChangeNotifier()
        self.services = Services(
            self.session, self.notifier, self.preferences, Silence(), clock, FormDrafts(self.session)
        )
        self.window = MainWindow(self.services, specs, [], status, self.appearance)
        self.window.resize(*SMALL_SCREEN)

    def open(self, kind: type[P], name: str) -> P:
        """Return a page of a kind, open and loaded."""
        page = self.window.open_page(name)
        assert isinstance(page, kind)
        self.settle()
        return page

    def shown(self, kind: type[P]) -> P:
        """Return the page that is shown."""
        found = self.window.current_page
        assert isinstance(found, kind), type(found).__name__
        return found

    def settle(self) -> None:
        """Wait until everything asked for is answered and shown."""
        pause(10)
        while self._is_busy():
            pause(5)
        pause(45)
        while self._is_busy():
            pause(5)
        pause(10)

    def _is_busy(self) -> bool:
        """Return whether something is asked, posted, or about to be reloaded."""
        session = self.session
        runners = (session._readers, session._writer, session._worker)
        return any(runner.pending for runner in runners) or self.notifier._timer.isActive()

    def find(self, kind: type[W], name: str) -> W:
        """Return a part of the window by its name."""
        found = self.window.findChild(kind, name)
        assert isinstance(found, kind), name
        return found

    def click(self, name: str) -> None:
        """Click a button as a person does: it has to be in sight and usable."""
        button = self.find(Button, name)
        assert button.isVisible(), f"{name} is not in sight"
        assert button.isEnabled(), f"{name}: {button.toolTip()}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, keys)
        self.settle()

    def close(self) -> None:
        self.session.close()
        self.window.close()
        self.window.deleteLater()
        self.notifier.deleteLater()
        self.appearance.deleteLater()


def type_in(edit: QWidget, text: str) -> None:
    """Type a text: plain letters key by key, Chinese as an input method brings it."""
    if text.isascii():
        QTest.keyClicks(edit, text)
    else:
        commit = QInputMethodEvent()
        commit.setCommitString(text)
        QApplication.sendEvent(edit, commit)


def fill(form: Form, **texts: str) -> None:
    """Type into the fields of a form, in place of what stands there."""
    for name, text in texts.items():
        edit = form.field(name).edit
        assert isinstance(edit, QLineEdit), name
        edit.setFocus()
        edit.selectAll()
        type_in(edit, text)
