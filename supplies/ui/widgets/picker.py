"""Choosing one of many by typing a part of its name, its pinyin initials or its code."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import Property, QPoint, QRectF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from supplies import pinyin
from supplies.ui.icons import renderer
from supplies.ui.session import Latest, Query, Session

PAUSE_MS = 90
OPTIONS_MAX = 40
VISIBLE_OPTIONS = 8
ARROW_SHARE = 0.8
"""The arrow's part of the height of a line."""
ARROW_MARGIN_PX = 10


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen: its key, what is shown, and a quieter word beside it."""

    value: str
    label: str
    detail: str = ""

    @property
    def words(self) -> str:
        """Return what the list shows."""
        return f"{self.label}    {self.detail}" if self.detail else self.label


OptionProvider: TypeAlias = Callable[[str, int], Query[Sequence[Option]]]
"""Takes what was typed and how many options are wanted at most; returns the query for them, best first."""


def fixed_options(options: Sequence[Option]) -> OptionProvider:
    """Return a provider of a short list that is known beforehand; matches words, pinyin, initials and codes."""
    kept = tuple(options)

    def provide(text: str, limit: int) -> Query[Sequence[Option]]:
        wanted = text.strip().lower()
        return lambda _connection: [option for option in kept if matches(option, wanted)][:limit]

    return provide


def matches(option: Option, wanted: str) -> bool:
    """Return whether an option is meant by a text in lower case; the empty text means all."""
    texts = (option.label.lower(), option.detail.lower(), option.value.lower())
    if not wanted or any(wanted in text for text in texts):
        return True
    return wanted.isascii() and any(wanted in read(option.label) for read in (pinyin.initials, pinyin.full))


class Picker(QLineEdit):
    """A field with a list that follows what is typed. What is chosen has a value; what is merely typed has none.

    A click or the arrow down lists everything, as in any box to choose from.
    """

    chosen = Signal(object)
    """The Option chosen, or None when the text was changed afterwards."""

    def __init__(self, name: str, session: Session, provider: OptionProvider, parent: QWidget | None = None) -> None:
        """Make the field; ``provider`` is asked off the UI thread."""
        super().__init__(parent)
        self.setObjectName(name)
        self.option: Option | None = None
        self._session = session
        self._provider = provider
        self._latest = Latest()
        self._options: list[Option] = []
        self._list: QListWidget | None = None
        self._is_choice_wanted = False
        self._is_looking = False
        self._colour = QColor(Qt.GlobalColor.black)
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self.textEdited.connect(self._edited)

    def choose(self, option: Option | None) -> None:
        """Take an option, or none."""
        self._timer.stop()
        self._latest.cancel()
        with QSignalBlocker(self):
            self.setText(option.label if option else "")
        self.setCursorPosition(0)
        self._hide_list()
        self.option = option
        self.chosen.emit(option)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list with the arrows, choose with Enter, close it with Esc."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._is_open():
            self._choose_current()
            event.ignore()  # so that the form moves on
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._timer.isActive():
            self._is_choice_wanted = True
            self._ask()
            event.ignore()
        elif key == Qt.Key.Key_Escape and self._is_open():
            self._hide_list()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """List what there is on a click, none of it marked yet; a second click puts the list away."""
        super().mousePressEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._is_open():
            self._hide_list()
        else:
            self._ask("" if self.option else self.text())
            self._is_looking = True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow of a box to choose from, while nothing typed needs its room."""
        super().paintEvent(event)
        size = self.fontMetrics().height() * ARROW_SHARE
        left = self.width() - size - ARROW_MARGIN_PX
        if self.fontMetrics().horizontalAdvance(self.text() or self.placeholderText()) > left - ARROW_MARGIN_PX:
            return
        painter = QPainter(self)
        renderer("down", self._colour).render(painter, QRectF(left, (self.height() - size) / 2, size, size))
        painter.end()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field takes the option that is marked, if something was typed, and closes the list."""
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason) and self._is_open():
            self._choose_current()
        self._hide_list()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the list along when the page goes away."""
        self._hide_list()
        super().hideEvent(event)

    def _edited(self) -> None:
        """Forget the choice and ask for what fits the text now."""
        if self.option is not None:
            self.option = None
            self.chosen.emit(None)
        self._is_choice_wanted = False
        self._timer.start()

    def _ask(self, text: str | None = None) -> None:
        """Ask for the options of a text; usually of the one that stands in the field."""
        self._timer.stop()
        self._is_looking = False
        query = self._provider(self.text() if text is None else text, OPTIONS_MAX)
        self._session.read(self, query, self._show_options, latest=self._latest)

    def _show_options(self, options: Sequence[Option]) -> None:
        """Show the options below the field, the best one marked."""
        self._options = list(options)
        if self._is_choice_wanted:
            self._choose_unseen()
            return
        if not options or not self.hasFocus():
            self._hide_list()
            return
        shown = self._shown_list()
        shown.clear()
        for option in options:
            item = QListWidgetItem(option.words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, option.words)
            shown.addItem(item)
        shown.setCurrentRow(-1 if self._is_looking else 0)
        self._place(shown)
        shown.show()
        shown.raise_()

    def _choose_unseen(self) -> None:
        """Choose after an Enter that came before the list, where there is no doubt what was meant."""
        self._is_choice_wanted = False
        text = self.text().strip().lower()
        meant = [option for option in self._options if text in (option.value.lower(), option.label.lower())]
        sure = meant or self._options
        if len(sure) == 1:
            self.choose(sure[0])

    def _shown_list(self) -> QListWidget:
        """Return the list, made when first needed; it lies on the window and never takes the focus."""
        if self._list is None:
            self._list = QListWidget(self.window())
            self._list.setObjectName("picker_list")
            self._list.setAccessibleName(self.accessibleName())
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._list.itemClicked.connect(self._choose_current)
            self.destroyed.connect(self._list.deleteLater)
        return self._list

    def _place(self, shown: QListWidget) -> None:
        """Lay the list below the field, or above it where there is more room."""
        window = self.window()
        rows = min(len(self._options), VISIBLE_OPTIONS)
        shown.ensurePolished()
        wanted = rows * max(shown.sizeHintForRow(0), self.height() // 2) + 2 * shown.frameWidth() + 4
        top = self.mapTo(window, QPoint(0, self.height()))
        room_below = window.height() - top.y()
        if wanted > room_below > window.height() // 2:
            wanted = room_below
        y = top.y() if wanted <= room_below else max(0, top.y() - self.height() - wanted)
        width = max(self.width(), min(shown.sizeHintForColumn(0) + 48, window.width() - top.x()))
        shown.setGeometry(top.x(), y, width, wanted)

    def _is_open(self) -> bool:
        """Return whether the list is in sight."""
        return self._list is not None and not self._list.isHidden()

    def _hide_list(self) -> None:
        """Put the list away."""
        if self._list is not None:
            self._list.hide()

    def _move(self, step: int) -> None:
        """Mark the next option; a closed list opens first."""
        if not self._is_open():
            self._ask()
            return
        shown = self._shown_list()
        shown.setCurrentRow(max(0, min(shown.count() - 1, shown.currentRow() + step)))

    def _choose_current(self) -> None:
        """Take the option that is marked."""
        row = self._shown_list().currentRow()
        if 0 <= row < len(self._options):
            self.choose(self._options[row])

    def _get_colour(self) -> QColor:
        return self._colour

    def _set_colour(self, colour: QColor) -> None:
        self._colour = QColor(colour)
        self.update()

    icon_colour = Property(QColor, _get_colour, _set_colour)
