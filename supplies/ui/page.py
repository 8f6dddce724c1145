"""What every page is: a title with its actions, a bar for messages, and a body that scrolls where it must."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.ui.background import Task
from supplies.ui.icons import Button, without_mnemonic
from supplies.ui.permits import Permit, no_depot
from supplies.ui.services import Services
from supplies.ui.widgets.flow import FlowLayout
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.message import MessageBar
from supplies.ui.widgets.progress import ProgressStrip
from supplies.ui.widgets.status import Status
from supplies.values import DepotCode, Topic

MARGIN_PX = 20


class Page(QWidget):
    """A screen. A subclass fills ``body`` and says in ``topics`` what it shows; ``reload`` reads that again."""

    topics: ClassVar[frozenset[Topic]] = frozenset()

    asked_for = Signal(str, str)
    """Another page, by name, and what it should show."""
    left = Signal()
    """Back to the page before."""

    def __init__(self, services: Services, name: str, title: str) -> None:
        """Build the frame of a page.

        Args:
            services: what it works with.
            name: its object name, the same as in its PageSpec.
            title: as people read it.
        """
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.services = services
        self.title = title
        self.message = MessageBar(f"{name}_message")
        self.progress = ProgressStrip(f"{name}_progress")
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self._actions = FlowLayout()
        self._actions.setContentsMargins(0, 0, 0, 0)
        self._build()

    def reload(self) -> None:
        """Read again what is shown. Called when the page is first seen, and after changes to its topics."""

    def open_record(self, key: str) -> None:
        """Show one record, found elsewhere; pages without records do nothing."""

    def has_unsaved(self) -> bool:
        """Return whether something entered here would be lost with the page."""
        return False

    def start_focus(self) -> None:
        """Put the cursor where work begins."""

    def add_action(
        self,
        name: str,
        text: str,
        slot: Callable[[], object],
        *,
        icon: str = "",
        keys: str = "",
        kind: str = "plain",
        needs: str = "",
    ) -> Button:
        """Add a button beside the title.

        Args:
            name: its object name after that of the page.
            text: with a mnemonic.
            slot: what it does.
            icon: the name of an icon.
            keys: another way to it from the keyboard, such as "Ctrl+N".
            kind: "primary" for the one thing to do next.
            needs: the action that it leads to; who may not post that cannot use the button.
        """
        button = Button(f"{self.objectName()}_{name}", text, icon, kind)
        button.clicked.connect(slot)
        if keys:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setObjectName(f"{button.objectName()}_keys")
            shortcut.setWhatsThis(button.accessibleName())
            shortcut.activated.connect(button.click)
            button.setToolTip(f"{button.accessibleName()} ({key_text(shortcut.key())})")
        if needs:
            self.permit(button, needs)
        self._actions.addWidget(button)
        return button

    def permit(self, button: Button, action: str, depot: Callable[[], DepotCode | None] = no_depot) -> Permit:
        """Let a button be used by those only who may post an action; the others read on it why not."""
        return Permit(self.services.session, button, action, depot)

    def set_title(self, title: str) -> None:
        """Say which record the page shows."""
        self.title = title
        self._title.setText(title)
        self.setAccessibleName(title)
        self.setWindowTitle(title)

    def add_back(self) -> Button:
        """Add the button that leads back to the page before."""
        button = self.add_action("back", _("&Back"), self.left.emit, icon="left", kind="quiet")
        button.setToolTip(f"{button.accessibleName()} ({key_text(QKeySequence('Alt+Left'))})")
        return button

    def show_error(self, error: SuppliesError) -> None:
        """Say what went wrong and what to do."""
        self.message.show_error(error)

    def show_message(self, status: Status, text: str, remedy: str = "") -> None:
        """Say something above the body."""
        self.message.show_message(status, text, remedy)

    def follow(self, task: Task, text: str) -> None:
        """Show how far long work is, and a button to stop it."""
        self.progress.follow(task, text)

    def _build(self) -> None:
        """Lay out title, actions, messages and body."""
        self._title = text_label(self.title, "title")
        self._title.setObjectName(f"{self.objectName()}_title")
        head = QHBoxLayout()
        head.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        head.addStretch(1)
        head.addLayout(self._actions)
        inner = QWidget()
        inner.setObjectName("page_body")
        inner.setProperty("role", "scrolled")
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(MARGIN_PX, MARGIN_PX - 4, MARGIN_PX, MARGIN_PX)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.message)
        layout.addWidget(self.progress)
        layout.addLayout(self.body, 1)
        scroll = QScrollArea()
        scroll.setObjectName(f"{self.objectName()}_scroll")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)


def key_text(keys: QKeySequence) -> str:
    """Return keys as they are written for people."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def shortcuts_of(root: QObject) -> list[tuple[str, str]]:
    """Return what a page can do and by which keys, in the order in which its parts were made."""
    found: dict[str, list[str]] = {}
    for part in root.findChildren(QObject):
        keys, words = _keys_and_words(part)
        if keys and words:
            found.setdefault(words, []).append(keys)
    return [("  ".join(dict.fromkeys(keys)), words) for words, keys in found.items()]


def _keys_and_words(part: QObject) -> tuple[str, str]:
    """Return the keys of one part and what they do; nothing for parts without."""
    if isinstance(part, QShortcut):
        return key_text(part.key()), part.whatsThis()
    if isinstance(part, QPushButton):
        keys = key_text(part.shortcut()) or str(part.property("keys") or "")
        return (keys, part.accessibleName()) if part.isVisible() else ("", "")
    if isinstance(part, QAction):
        return key_text(part.shortcut()), without_mnemonic(part.text())
    return "", ""
