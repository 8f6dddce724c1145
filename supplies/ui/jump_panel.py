"""Ctrl+K: to any page, item or document by its name, pinyin initials or code."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Property, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.ui.icons import icon
from supplies.ui.services import Finder
from supplies.ui.session import Latest, Session
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.overlay import Overlay
from supplies.ui.widgets.picker import Option

WIDEST_EMS = 36
PAUSE_MS = 60
OPTIONS_OF_EACH_KIND = 12
LIST_ROWS = 9


class JumpPanel(Overlay):
    """Asks every finder at once and lists what they find, kind by kind."""

    jumped = Signal(str, str)
    """The page to open, and what it should show."""

    def __init__(self, window: QWidget, session: Session, finders: Sequence[Finder]) -> None:
        """Make a hidden panel; the first finder's kind stands first in the list."""
        super().__init__("jump_panel", _("Go to"), window, WIDEST_EMS)
        self._session = session
        self._finders = tuple(finders)
        self._latest = tuple(Latest() for _finder in finders)
        self._found: list[Sequence[Option]] = [() for _finder in finders]
        self._awaited: set[int] = set()
        self._is_jump_wanted = False
        self._was_moved = False
        self._colour = QColor(Qt.GlobalColor.black)
        self._edit = QLineEdit()
        self._edit.setObjectName("jump_edit")
        self._edit.setAccessibleName(_("Go to"))
        self._edit.setPlaceholderText(_("Page, item or document: name, pinyin initials or code"))
        self._edit.installEventFilter(self)
        self._list = QListWidget()
        self._list.setObjectName("jump_list")
        self._list.setAccessibleName(_("What was found"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # long words are shortened
        self._list.itemClicked.connect(self._jump)
        self._note = text_label(_("Enter opens, the arrows choose, Esc closes"), "hint", wraps=True)
        layout = QVBoxLayout(self.card)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.addWidget(self._edit)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._note)
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self._edit.textChanged.connect(self._timer.start)

    def open_panel(self) -> None:
        """Show the panel, empty, with every page listed."""
        self._edit.clear()
        self._list.clear()
        self._found = [() for _finder in self._finders]
        self._is_jump_wanted = False
        super().open_panel()
        self._list.setMinimumHeight(min(LIST_ROWS * self._edit.height(), self.height() // 2))
        self._ask()

    def first_focus(self) -> QWidget:
        """Return the field that is typed into."""
        return self._edit

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows and Enter act on the list while the cursor stays in the field."""
        if watched is self._edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self._move(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._jump()
                return True
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        """Ask every finder for the text."""
        self._timer.stop()
        self._was_moved = False
        text = self._edit.text()
        self._awaited = set(range(len(self._finders)))
        for at, finder in enumerate(self._finders):
            query = finder.provider(text, OPTIONS_OF_EACH_KIND)
            found, failed = partial(self._receive, at), partial(self._receive_error, at)
            self._session.read(self, query, found, failed, latest=self._latest[at])

    def _receive(self, at: int, options: Sequence[Option]) -> None:
        """Show what one finder found among the rest; the first is marked, unless a person moved the mark."""
        self._found[at] = options
        marked = self._list.currentItem()
        before = marked.data(Qt.ItemDataRole.UserRole) if marked and self._was_moved else None
        self._list.clear()
        for finder, found in zip(self._finders, self._found, strict=True):
            for option in found:
                item = QListWidgetItem(icon(finder.icon, self._colour), f"{option.words}    {_(finder.title)}")
                item.setData(Qt.ItemDataRole.UserRole, (finder.page or option.value, option.value))
                self._list.addItem(item)
                if item.data(Qt.ItemDataRole.UserRole) == before:
                    self._list.setCurrentItem(item)
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        self._answered(at)

    def _receive_error(self, at: int, error: SuppliesError) -> None:
        """Show what went wrong with one finder; the others go on."""
        self._receive(at, ())
        self._session.failed.emit(error)

    def _answered(self, at: int) -> None:
        """Jump after the last answer, if Enter came before it."""
        self._awaited.discard(at)
        if self._is_jump_wanted and not self._awaited:
            self._jump()

    def _move(self, step: int) -> None:
        """Mark the next one."""
        self._was_moved = True
        self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))

    def _jump(self) -> None:
        """Go where the mark is; while answers are on their way, once they are here."""
        if self._timer.isActive():
            self._ask()
        self._is_jump_wanted = bool(self._awaited)
        item = self._list.currentItem()
        if item is None or self._is_jump_wanted:
            return
        page, key = item.data(Qt.ItemDataRole.UserRole)
        self.close_panel()
        self.jumped.emit(page, "" if page == key else key)

    def _get_colour(self) -> QColor:
        return self._colour

    def _set_colour(self, colour: QColor) -> None:
        self._colour = QColor(colour)

    icon_colour = Property(QColor, _get_colour, _set_colour)
