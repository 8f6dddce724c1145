"""A month, Monday first, with what is due on each day; the keys go by day, week and month."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from supplies.deadlines.workdays import WorkCalendar
from supplies.language import N_, _
from supplies.ui.icons import Button
from supplies.ui.widgets.labels import text_label

WEEKS, WEEKDAYS = 6, 7
DAY_NAMES = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
LINES = 3
"""Entries of a day that are shown at least, before they are counted."""
PAD_PX = 4

Index = QModelIndex | QPersistentModelIndex
_DAY_ROLE, _LINES_ROLE, _FREE_ROLE = (Qt.ItemDataRole.UserRole + at for at in range(3))


class MonthTable(QTableWidget):
    """Six weeks; the arrow keys never stop at its edges."""

    stepped = Signal(int)
    """So many days on from the day that is chosen."""
    month_stepped = Signal(int)
    day_opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(WEEKS, WEEKDAYS)
        self.setObjectName(name)
        self.setAccessibleName(_("Month"))
        self.setHorizontalHeaderLabels([_(each) for each in DAY_NAMES])
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_DayDelegate(self))
        self.setMinimumHeight((WEEKS * (LINES + 1) + 2) * self.fontMetrics().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by day, week or month; open the day with Enter."""
        keys = Qt.Key
        steps = {keys.Key_Left: -1, keys.Key_Right: 1, keys.Key_Up: -WEEKDAYS, keys.Key_Down: WEEKDAYS}
        months = {keys.Key_PageUp: -1, keys.Key_PageDown: 1}
        key = keys(event.key())
        if key in steps:
            self.stepped.emit(steps[key])
        elif key in months:
            self.month_stepped.emit(months[key])
        elif key in {keys.Key_Return, keys.Key_Enter}:
            self.day_opened.emit()
        else:
            super().keyPressEvent(event)


class _DayDelegate(QStyledItemDelegate):
    """Paints the number of the day with what is special about it, and under it as many entries as fit."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a day."""
        lines: Sequence[str] = index.data(_LINES_ROLE) or ()
        head, is_free = str(index.data(Qt.ItemDataRole.DisplayRole) or ""), bool(index.data(_FREE_ROLE))
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        palette: QPalette = option.palette
        ground = QPalette.ColorRole.Highlight if is_chosen else QPalette.ColorRole.Base
        if is_free and not is_chosen:
            ground = QPalette.ColorRole.AlternateBase
        ink = QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text
        painter.save()
        painter.fillRect(rect, palette.brush(ground))
        painter.setPen(palette.color(ink))
        font = option.font
        font.setBold(bool(lines))
        painter.setFont(font)
        height = QFontMetrics(font).height()
        inner = rect.adjusted(PAD_PX, PAD_PX // 2, -PAD_PX, 0)
        for at, text in enumerate((head, *shown_lines(lines, inner.height() // height - 1))):
            if at == 1:
                font.setBold(False)
                painter.setFont(font)
            words = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner.left(), inner.top() + at * height, inner.width(), height, 0, words)
        painter.restore()


def shown_lines(lines: Sequence[str], room: int) -> list[str]:
    """Return the entries that fit; where some do not, the last line says how many more there are."""
    if len(lines) <= room:
        return list(lines)
    kept = max(0, room - 1)
    return [*lines[:kept], _("{n} more").format(n=len(lines) - kept)]


class MonthView(QWidget):
    """Shows one month at a time."""

    day_chosen = Signal(object)
    """The day that is gone to."""
    day_opened = Signal(object)
    """A day, by Enter or double click."""

    def __init__(self, name: str, today: date) -> None:
        super().__init__()
        self.setObjectName(name)
        self.day = today
        self._today = today
        self._entries: Mapping[date, Sequence[str]] = {}
        self._calendar: WorkCalendar = WorkCalendar.of(())
        self._title = text_label("", "heading")
        before = Button(f"{name}_before", _("Month before (&J)"), "left", "quiet")
        after = Button(f"{name}_after", _("Month after (&K)"), "right", "quiet")
        now = Button(f"{name}_today", _("Today (&D)"), "", "quiet")
        self.table = MonthTable(f"{name}_table")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        for button in (before, now, after):
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        before.clicked.connect(self._go_before)
        after.clicked.connect(self._go_after)
        now.clicked.connect(self._go_to_today)
        self.table.stepped.connect(self._step)
        self.table.month_stepped.connect(self._step_month)
        self.table.day_opened.connect(self._open)
        self.table.cellClicked.connect(self._clicked)
        self.table.cellDoubleClicked.connect(self._open)
        self._draw()

    def show_entries(self, entries: Mapping[date, Sequence[str]], calendar: WorkCalendar, today: date) -> None:
        """Show what is due on which day."""
        self._entries, self._calendar, self._today = entries, calendar, today
        self._draw()

    def go_to(self, day: date) -> None:
        """Choose a day and show its month."""
        self.day = day
        self._draw()

    def words_of(self, day: date) -> str:
        """Return all that is said of a day, as it is read aloud."""
        return "\n".join((f"{day} {self._head(day)}".strip(), *self._entries.get(day, ())))

    def _first(self) -> date:
        """Return the Monday with which the weeks shown begin."""
        first = self.day.replace(day=1)
        return first - timedelta(days=first.weekday())

    def _head(self, day: date) -> str:
        """Return the number of a day with what is special about it."""
        special = self._calendar.special.get(day)
        words = [str(day.day)]
        if day == self._today:
            words.append(_("today"))
        if special is not None:
            words += [_("worked") if special.is_working else _("off"), special.name]
        return " ".join(words)

    def _draw(self) -> None:
        """Fill the weeks in."""
        self._title.setText(_("{year}-{month:02}").format(year=self.day.year, month=self.day.month))
        first = self._first()
        for at in range(WEEKS * WEEKDAYS):
            day = first + timedelta(days=at)
            is_here = day.month == self.day.month
            item = QTableWidgetItem(self._head(day) if is_here else f"{day.month}-{day.day}")
            item.setData(_DAY_ROLE, day)
            item.setData(_LINES_ROLE, tuple(self._entries.get(day, ())))
            item.setData(_FREE_ROLE, not self._calendar.is_working(day))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self.words_of(day))
            item.setToolTip(self.words_of(day))
            self.table.setItem(at // WEEKDAYS, at % WEEKDAYS, item)
        chosen = (self.day - first).days
        self.table.setCurrentCell(chosen // WEEKDAYS, chosen % WEEKDAYS)

    def _go(self, day: date) -> None:
        """Go to a day and say so."""
        self.go_to(day)
        self.day_chosen.emit(day)

    def _step(self, days: int) -> None:
        """Go on by some days."""
        self._go(self.day + timedelta(days=days))

    def _step_month(self, months: int) -> None:
        """Go on by a month, to the same day or the last one."""
        at = self.day.year * 12 + self.day.month - 1 + months
        first = date(at // 12, at % 12 + 1, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        self._go(first.replace(day=min(self.day.day, last.day)))

    def _go_before(self) -> None:
        """Show the month before."""
        self._step_month(-1)

    def _go_after(self) -> None:
        """Show the month after."""
        self._step_month(1)

    def _go_to_today(self) -> None:
        """Go to today."""
        self._go(self._today)

    def _clicked(self, row: int, column: int) -> None:
        """Go to the day clicked."""
        self._go(self._first() + timedelta(days=row * WEEKDAYS + column))

    def _open(self, *_cell: int) -> None:
        """Open the day that is chosen."""
        self.day_opened.emit(self.day)
