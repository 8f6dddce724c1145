"""The fields of a form: a label, an entry, and beside it in a sentence what is wrong and what to do."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Generic, TypeVar

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QValidator
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from supplies.errors import FieldEmpty, NotADate, NotAnAmount, NotAQuantity, NothingChosen, SuppliesError
from supplies.language import _
from supplies.ui.icons import Button, Icon, icon, restyle, without_mnemonic
from supplies.ui.session import Session
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.picker import Option, OptionProvider, Picker
from supplies.values import NO_QUANTITY, BadValue, Money, Quantity, parse_date

T = TypeVar("T")

TEXT_MAX = 500
QUANTITY_DECIMALS_MAX = 3
MONEY_DECIMALS = 2


class Field(QWidget, Generic[T]):
    """One question of a form. ``value`` is what was answered, ``problem`` what is wrong with it."""

    edited = Signal()
    """The answer was changed by a person."""
    is_wide = False
    """Whether the field takes a whole line of its form."""
    is_kept = True
    """Whether a draft may keep the answer."""

    def __init__(self, name: str, label: str, edit: QWidget, *, is_required: bool) -> None:
        """Build the field around its entry.

        Args:
            name: its name in the form.
            label: what is asked, with a mnemonic where one is free.
            edit: where it is answered.
            is_required: whether an empty answer is a problem.
        """
        super().__init__()
        self.name = name
        self.edit = edit
        self.setObjectName(f"{name}_field")
        edit.setObjectName(name)
        edit.setAccessibleName(without_mnemonic(label))
        self._words = label
        self._label = text_label("", "label")
        self._label.setBuddy(edit)
        self.set_required(is_required=is_required)
        self._note = text_label("", "hint", wraps=True)
        self._icon = Icon("error")
        self._icon.setProperty("status", "error")
        self._problem = text_label("", "problem", wraps=True)
        self._entry = QHBoxLayout()
        self._entry.setSpacing(4)
        self._entry.addWidget(edit, 1)
        self._build()

    def set_required(self, *, is_required: bool) -> None:
        """Mark the question as one that must be answered, or not."""
        self.is_required = is_required
        self._label.setText(f"{self._words} *" if is_required else self._words)

    def value(self) -> T | None:
        """Return the answer; None where it is empty or wrong."""
        raise NotImplementedError

    def problem(self) -> SuppliesError | None:
        """Return what is wrong with the answer."""
        if not self.text():
            return FieldEmpty() if self.is_required else None
        return self.problem_of_text() if self.value() is None else None

    def problem_of_text(self) -> SuppliesError:
        """Return what is wrong with an entry that holds something."""
        raise NotImplementedError

    def text(self) -> str:
        """Return the answer as a text, as a draft keeps it."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Fill the entry, as from a draft."""
        raise NotImplementedError

    def set_note(self, text: str) -> None:
        """Say something quietly below the entry; nothing takes no room."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    @property
    def note(self) -> str:
        """Return what is said quietly below the entry."""
        return self._note.text()

    def show_problem(self, error: SuppliesError | None) -> None:
        """Say beside the entry what is wrong and what to do, or that all is well."""
        words = sentences(error) if error else ""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self._icon.setVisible(bool(words))
        self.edit.setAccessibleDescription(words)
        restyle(self.edit, "state", "bad" if words else "good")

    @property
    def shown_problem(self) -> str:
        """Return the sentence beside the entry; empty where all is well."""
        return self._problem.text()

    def focus(self) -> None:
        """Put the cursor into the entry, and the field into sight."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self)

    def has_cursor(self) -> bool:
        """Return whether the cursor is in here."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _build(self) -> None:
        """Lay out label, entry, note and problem from top to bottom."""
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._problem, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._label)
        layout.addLayout(self._entry)
        layout.addWidget(self._note)
        layout.addLayout(below)
        layout.addStretch(1)
        self._note.hide()
        self._problem.hide()
        self._icon.hide()

    def _edited(self) -> None:
        """Withdraw the complaint while it is being answered."""
        if self.shown_problem:
            self.show_problem(None)
        self.edited.emit()


class LineField(Field[T]):
    """A question that is answered by typing a line."""

    edit: QLineEdit

    def __init__(self, name: str, label: str, edit: QLineEdit, *, is_required: bool, hint: str = "") -> None:
        """Build the field; ``hint`` is shown in the empty entry."""
        super().__init__(name, label, edit, is_required=is_required)
        edit.setPlaceholderText(hint)
        edit.textEdited.connect(self._edited)

    def text(self) -> str:
        """Return what stands in the entry."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        """Fill the entry, as from a draft."""
        self.edit.setText(text)
        self.show_problem(None)

    def focus(self) -> None:
        """Put the cursor into the entry; the next key replaces what stands there."""
        super().focus()
        self.edit.selectAll()


def sentences(error: SuppliesError) -> str:
    """Return what is wrong and what to do, one after the other; Chinese needs no blank between sentences."""
    text, remedy = error.text(), error.remedy()
    return f"{text}{remedy}" if text.endswith("。") else f"{text} {remedy}".strip()


class TextField(LineField[str]):
    """A line of text, without blanks around it."""

    def __init__(
        self, name: str, label: str, *, is_required: bool = False, hint: str = "", longest: int = TEXT_MAX
    ) -> None:
        edit = QLineEdit()
        edit.setMaxLength(longest)
        super().__init__(name, label, edit, is_required=is_required, hint=hint)

    def value(self) -> str | None:
        """Return the text; None where it is empty."""
        return self.text() or None

    def problem_of_text(self) -> SuppliesError:
        """Return never: every text is one."""
        raise AssertionError("a text is never wrong")


class DecimalValidator(QValidator):
    """Lets exact decimal numbers in, whatever the locale; full-width digits and grouping commas become plain ones."""

    def __init__(self, decimals: int, parent: QWidget) -> None:
        """Allow up to ``decimals`` decimal places, and twelve places before the point."""
        super().__init__(parent)
        fraction = rf"(\.\d{{0,{decimals}}})?" if decimals else ""
        self._partial = re.compile(rf"\d{{0,12}}{fraction}")

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Return whether a text may stand in the field, and how it is written plainly."""
        plain = plain_number(text)
        if not self._partial.fullmatch(plain):
            return QValidator.State.Invalid, text, position
        is_whole = bool(plain) and plain != "." and not plain.endswith(".")
        state = QValidator.State.Acceptable if is_whole else QValidator.State.Intermediate
        return state, plain, position - (len(text) - len(plain))


def plain_number(text: str) -> str:
    """Return a number as typed or pasted, in plain digits with a point: ``１，２３４。５`` is 1234.5."""
    plain = unicodedata.normalize("NFKC", text.replace("。", "."))
    return "".join(plain.replace(",", "").split())


class QuantityField(LineField[Quantity]):
    """An exact quantity, as many decimals as the item allows."""

    def __init__(self, name: str, label: str, *, decimals: int = 0, unit: str = "", is_required: bool = True) -> None:
        edit = QLineEdit()
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        super().__init__(name, label, edit, is_required=is_required)
        self._unit = text_label(unit, "quiet")
        self._entry.addWidget(self._unit)
        self.set_decimals(decimals, unit)

    def set_decimals(self, decimals: int, unit: str) -> None:
        """Take quantities of another item: how fine they are (0 to 3 decimals), and its unit."""
        assert 0 <= decimals <= QUANTITY_DECIMALS_MAX
        self._decimals = decimals
        self._unit.setText(unit)
        self.edit.setValidator(DecimalValidator(decimals, self.edit))

    def value(self) -> Quantity | None:
        """Return the quantity; None where there is none, or less than nothing."""
        try:
            quantity = Quantity.parse(plain_number(self.text()))
        except BadValue:
            return None
        return quantity if quantity >= NO_QUANTITY and quantity.fits(self._decimals) else None

    def problem_of_text(self) -> SuppliesError:
        """Return how a quantity is written."""
        return NotAQuantity(text=self.text(), example="12.5" if self._decimals else "12")


class MoneyField(LineField[Money]):
    """A sum in yuan, exact to the fen."""

    def __init__(self, name: str, label: str, *, is_required: bool = False) -> None:
        edit = QLineEdit()
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.setValidator(DecimalValidator(MONEY_DECIMALS, edit))
        super().__init__(name, label, edit, is_required=is_required, hint="0.00")
        self._entry.addWidget(text_label(_("yuan"), "quiet"))

    def value(self) -> Money | None:
        """Return the sum; None where there is none."""
        try:
            return Money.parse(plain_number(self.text()))
        except BadValue:
            return None

    def problem_of_text(self) -> SuppliesError:
        """Return how a sum is written."""
        return NotAnAmount(text=self.text())


def parse_day(text: str, today: date) -> date:
    """Read a day as people type it: 2026-11-23, 20261123, 2026/11/23, 2026年11月23日, and 11-23 in this year.

    Raises:
        BadValue: none of these, or a day that does not exist.
    """
    numbers = re.findall(r"\d+", unicodedata.normalize("NFKC", text))
    if len(numbers) == 1 and len(numbers[0]) == len("20261123"):
        numbers = [numbers[0][:4], numbers[0][4:6], numbers[0][6:]]
    if len(numbers) == len(("month", "day")):
        numbers = [str(today.year), *numbers]
    if len(numbers) != len(("year", "month", "day")):
        raise BadValue(f"{text!r} is not a date")
    year, month, day = numbers
    return parse_date(f"{year}-{month.zfill(2)}-{day.zfill(2)}")


class DayEdit(QLineEdit):
    """A date as text: the arrows move it by a day, leaving the field writes it out."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.editingFinished.connect(self._write_out)

    def day(self) -> date | None:
        """Return the day; None where there is none."""
        try:
            return parse_day(self.text(), self._today())
        except BadValue:
            return None

    def set_day(self, day: date) -> None:
        """Write a day, as if typed."""
        self.setText(day.isoformat())
        self.textEdited.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a day with the arrows."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.set_day((self.day() or self._today()) + timedelta(days=step if self.day() else 0))
        else:
            super().keyPressEvent(event)

    def _write_out(self) -> None:
        """Write the day in full."""
        day = self.day()
        if day is not None and self.text() != day.isoformat():
            self.setText(day.isoformat())


class DateField(LineField[date]):
    """A day, typed in any usual form or taken from a calendar."""

    def __init__(self, name: str, label: str, today: Callable[[], date], *, is_required: bool = False) -> None:
        self._day_edit = DayEdit(today)
        super().__init__(name, label, self._day_edit, is_required=is_required, hint=_("such as 2026-11-23"))
        self._today = today
        self._calendar: QCalendarWidget | None = None
        self._button = Button(f"{name}_calendar", "", "calendar")
        self._button.setAccessibleName(_("Open the calendar"))
        self._button.setToolTip(_("Open the calendar (F4)"))
        self._button.setProperty("keys", "F4")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._open_calendar)
        self._entry.addWidget(self._button)

    def value(self) -> date | None:
        """Return the day; None where there is none."""
        return self._day_edit.day()

    def problem_of_text(self) -> SuppliesError:
        """Return how a date is written."""
        return NotADate(text=self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with F4, as in the boxes of other programs."""
        if event.key() == Qt.Key.Key_F4:
            self._open_calendar()
        else:
            super().keyPressEvent(event)

    def _open_calendar(self) -> None:
        """Show the calendar below the entry; a click or Enter takes a day, Esc none."""
        if self._calendar is None:
            self._calendar = self._made_calendar()
        _draw_arrows(self._calendar)
        day = self.value() or self._today()
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.move(self.edit.mapToGlobal(QPoint(0, self.edit.height())))
        self._calendar.show()
        self._calendar.setFocus()

    def _made_calendar(self) -> QCalendarWidget:
        """Return a calendar that lies over the window and closes by itself."""
        calendar = QCalendarWidget(self)
        calendar.setObjectName(f"{self.name}_days")
        calendar.setAccessibleName(self.edit.accessibleName())
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, QTextCharFormat())
        calendar.activated.connect(self._take_day)
        calendar.clicked.connect(self._take_day)
        return calendar

    def _take_day(self, day: QDate) -> None:
        """Write the day that was picked."""
        if self._calendar is not None:
            self._calendar.hide()
        self._day_edit.set_day(date(day.year(), day.month(), day.day()))
        self.focus()


def _draw_arrows(calendar: QCalendarWidget) -> None:
    """Draw the arrows to the months before and after in the colour of the text."""
    for part, name in (("qt_calendar_prevmonth", "left"), ("qt_calendar_nextmonth", "right")):
        button = calendar.findChild(QToolButton, part)
        if isinstance(button, QToolButton):
            button.setIcon(icon(name, calendar.palette().text().color()))


class ChoiceField(LineField[str]):
    """One of many, found by a part of its name, pinyin initials or code."""

    chosen = Signal(object)
    """The Option chosen, or None."""

    def __init__(
        self, name: str, label: str, session: Session, provider: OptionProvider, *, is_required: bool = True
    ) -> None:
        self._picker = Picker(name, session, provider)
        hint = _("Name, pinyin initials or code")
        super().__init__(name, label, self._picker, is_required=is_required, hint=hint)
        self._picker.chosen.connect(self._chosen)

    @property
    def option(self) -> Option | None:
        """Return what was chosen."""
        return self._picker.option

    def choose(self, option: Option | None) -> None:
        """Take an option, as from a draft or a scan."""
        self._picker.choose(option)

    def value(self) -> str | None:
        """Return the key of what was chosen."""
        return self._picker.option.value if self._picker.option else None

    def problem_of_text(self) -> SuppliesError:
        """Return that something has to be chosen."""
        return NothingChosen(text=self.text())

    def _chosen(self, option: Option | None) -> None:
        """Withdraw the complaint and pass the choice on."""
        self._edited()
        self.chosen.emit(option)
