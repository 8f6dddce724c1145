"""The window over a real store, with real threads: for tests of whole screens, and for looking at them.

``python -m tests.ui.desktop FOLDER [STORE]`` draws the screens of funds and set-up in every look.
"""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import Connection

from supplies.program import Program
from supplies.ui.appearance import Appearance
from supplies.ui.changes import ChangeNotifier
from supplies.ui.funds.funds_page import FundsPage
from supplies.ui.icons import Button
from supplies.ui.main_window import MainWindow
from supplies.ui.page import Page
from supplies.ui.preferences import FilePreferences
from supplies.ui.services import PageSpec, Services
from supplies.ui.session import Session
from supplies.ui.status_strip import StatusFacts
from supplies.ui.theme import Look, Scheme
from supplies.ui.widgets.sound import Silence
from supplies.values import Login

P = TypeVar("P", bound=Page)

FACTS = StatusFacts("市级应急物资储备库", "管理员", is_shared=False, is_sample=True, head_seq=1, head_hash="3fa94c17")
FUNDS = PageSpec("funds", "资金", "funds", FundsPage)


def status(_connection: Connection) -> StatusFacts:
    return FACTS


class Desktop:
    """The window and everything behind it; ``close`` ends it."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        program: Program,
        specs: Sequence[PageSpec],
        *,
        actor: Login = Login("admin"),
        today: Callable[[], date] = date.today,
    ) -> None:
        self.program = program
        self.preferences = FilePreferences(folder / "look.ini")
        self.appearance = Appearance(application, self.preferences)
        self.session = Session(program, actor)
        self.notifier = ChangeNotifier()
        self.services = Services(self.session, self.notifier, self.preferences, Silence(), today)
        self.window = MainWindow(self.services, specs, [], status, self.appearance)
        self.window.resize(1366, 768)

    def open(self, kind: type[P], name: str) -> P:
        """Return a page of a kind, open and loaded."""
        page = self.window.open_page(name)
        assert isinstance(page, kind)
        self.settle()
        return page

    def settle(self) -> None:
        """Wait until everything asked for is answered and shown."""
        QTest.qWait(20)
        session = self.session
        while any(each.pending for each in (session._readers, session._writer, session._worker)) or (
            self.notifier._timer.isActive()
        ):
            QTest.qWait(10)
        QTest.qWait(60)

    def button(self, name: str) -> Button:
        """Return a button by its name."""
        found = self.window.findChild(Button, name)
        assert isinstance(found, Button), name
        return found

    def click(self, name: str) -> None:
        """Click a button as a person does: it has to be in sight and usable."""
        button = self.button(name)
        assert button.isVisible(), f"{name} is not in sight"
        assert button.isEnabled(), f"{name}: {button.toolTip()}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def close(self) -> None:
        self.session.close()
        self.window.close()
        self.window.deleteLater()
        self.notifier.deleteLater()
        self.appearance.deleteLater()


def fill(form: Any, **texts: str) -> None:
    """Type into fields of a form by their names, key by key."""
    for name, text in texts.items():
        field = form.field(name)
        field.focus()
        QTest.keyClicks(field.edit, text)
