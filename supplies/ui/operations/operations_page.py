"""Every procedure of the warehouse in one place, with what waits in each: nobody has to remember where one begins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supplies.language import _
from supplies.ui.icons import Button, without_mnemonic
from supplies.ui.page import Page
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.widgets.flow import FlowLayout
from supplies.ui.widgets.labels import text_label
from supplies.values import Topic

CELL_EMS = 12.5
"""The width of a task with its hint, in widths of a Chinese character: six stand side by side on a small screen."""


@dataclass(frozen=True, slots=True)
class Task:
    """Where a procedure begins."""

    name: str
    title: str
    """English, marked by N_; so is ``hint``."""
    hint: str
    icon: str
    keys: str
    """What leads there from the keyboard."""
    page: str
    record: str = ""
    """What the page should show."""
    waiting: Callable[[date], Query[int]] | None = None
    """Counts what waits there on a day."""


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Procedures that belong together."""

    title: str
    """English, marked by N_."""
    tasks: tuple[Task, ...]


class TaskCell(QWidget):
    """A task's button with its hint below, as wide as every other in the present size of print."""

    def __init__(self, button: Button, hint: str) -> None:
        """Lay the two out."""
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(button)
        layout.addWidget(text_label(hint, "hint", wraps=True))

    def sizeHint(self) -> QSize:
        """Return the width that all have; the height follows from it."""
        return QSize(round(CELL_EMS * self.fontMetrics().horizontalAdvance("中")), super().sizeHint().height())


class OperationsPage(Page):
    """A group of buttons for what comes in, what goes out, what is kept, and what is done in an emergency."""

    topics = frozenset(Topic)

    def __init__(self, services: Services, *, groups: Sequence[TaskGroup]) -> None:
        """Build the page.

        Args:
            services: what it works with.
            groups: what can be begun, from top to bottom.
        """
        super().__init__(services, "operations", _("Operations"))
        self.buttons: dict[str, Button] = {}
        self._tasks = {task.name: task for group in groups for task in group.tasks}
        for group in groups:
            self.body.addWidget(text_label(_(group.title), "heading"))
            row = FlowLayout(aligns_tops=True)
            row.setContentsMargins(0, 0, 0, 0)
            for task in group.tasks:
                row.addWidget(self._cell(task))
            self.body.addLayout(row)
        self.body.addStretch(1)

    def reload(self) -> None:
        """Count again what waits."""
        session, today = self.services.session, self.services.today()
        for task in self._tasks.values():
            if task.waiting is not None:
                session.read(self, task.waiting(today), partial(self._show_waiting, task))

    def start_focus(self) -> None:
        """Begin with the first task."""
        next(iter(self.buttons.values())).setFocus()

    def _cell(self, task: Task) -> QWidget:
        """Return a task's button with its hint below, and let its keys press it."""
        button = Button(f"operations_{task.name}", _(task.title), task.icon)
        button.setProperty("keys", task.keys)
        button.setToolTip(f"{button.accessibleName()} ({task.keys})")
        button.clicked.connect(partial(self._open, task))
        shortcut = QShortcut(QKeySequence(task.keys), self)
        shortcut.setObjectName(f"operations_{task.name}_keys")
        shortcut.setWhatsThis(_(task.title))
        shortcut.activated.connect(partial(self._open, task))
        self.buttons[task.name] = button
        return TaskCell(button, _(task.hint))

    def _open(self, task: Task, *_is_checked: bool) -> None:
        """Go to where a procedure begins."""
        self.asked_for.emit(task.page, task.record)

    def _show_waiting(self, task: Task, count: int) -> None:
        """Say behind a task's words how much waits there."""
        button = self.buttons[task.name]
        words = _(task.title)
        text = f"{words} ({count})" if count else words
        button.setText(text)
        button.setAccessibleName(without_mnemonic(text))
