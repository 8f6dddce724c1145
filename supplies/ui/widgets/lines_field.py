"""Several items, each with a quantity: in the unit of the item or in packs, gathered in a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from supplies.catalogue.packs import in_base_unit, read_said
from supplies.catalogue.queries import ItemRow
from supplies.catalogue.queries import item as item_row
from supplies.errors import FieldEmpty, NotAQuantity, NothingChosen, QuantityNotPositive, SuppliesError, TooManyDecimals
from supplies.language import _
from supplies.ui.icons import Button
from supplies.ui.options import item_options
from supplies.ui.session import Latest, Session
from supplies.ui.widgets.fields import Field
from supplies.ui.widgets.picker import Option, Picker
from supplies.values import NO_QUANTITY, BadValue, ItemCode, Quantity

LIST_LINES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """So much of an item."""

    code: ItemCode
    name: str
    unit: str
    quantity: Quantity

    @property
    def words(self) -> str:
        """Return the line as people read it."""
        return f"{self.name} {self.code}    {self.quantity.grouped()} {self.unit}"


class Spoken(Protocol):
    """A line that can say itself."""

    @property
    def words(self) -> str:
        """Return it as people read it."""


L = TypeVar("L", bound=Spoken)


class ListedField(Field[tuple[L, ...]], Generic[L]):
    """Several lines: each is typed into entries, and gathered in a list below them."""

    is_wide = True

    def _make_list(self, name: str, title: str, shown: int, add_words: str, remove_words: str) -> None:
        """Make the list and its buttons, which whoever lays the field out asks for before the field is built.

        Args:
            name: of the field.
            title: what the list is called.
            shown: how many lines are seen at once.
            add_words: the button that puts on the list what is typed.
            remove_words: the button that takes off the list what is selected.
        """
        self._lines: list[L] = []
        self.add_button = Button(f"{name}_add", add_words, "add")
        self.remove_button = Button(f"{name}_remove", remove_words, "remove")
        self.list = QListWidget()
        self.list.setObjectName(f"{name}_list")
        self.list.setAccessibleName(title)
        self.list.setMaximumHeight(shown * self.list.fontMetrics().height() * 2)

    def _connect(self, first: QWidget, *entries: QLineEdit) -> None:
        """Let Enter and the buttons do what they say; ``first`` is where a line begins."""
        self.edit.setFocusProxy(first)
        for entry in entries:
            entry.returnPressed.connect(self.add_line)
        self.add_button.clicked.connect(self.add_line)
        self.remove_button.clicked.connect(self.remove_line)
        self.list.currentRowChanged.connect(self._show_allowed)
        self._show_lines()

    def value(self) -> tuple[L, ...] | None:
        """Return the lines; None where there is none."""
        return tuple(self._lines) or None

    def problem_of_text(self) -> SuppliesError:
        """Return never: a line is looked at when it is added."""
        raise AssertionError("a line is never wrong")

    def add_line(self) -> None:
        """Put what is typed on the list, or say beside the field what is wrong with it."""
        problem = self._add_typed()
        self.show_problem(problem)
        if problem is None:
            self._edited()
            self.focus()

    def remove_line(self) -> None:
        """Take the line selected off the list."""
        if self._is_selected:
            del self._lines[self.list.currentRow()]
            self._show_lines()
            self._edited()
            self.focus()

    @property
    def _is_selected(self) -> bool:
        """Return whether a line is selected."""
        return 0 <= self.list.currentRow() < len(self._lines)

    def _add_typed(self) -> SuppliesError | None:
        """Put what is typed on the list; return what is wrong with it."""
        raise NotImplementedError

    def _show_lines(self) -> None:
        """Show the lines."""
        self.list.clear()
        for line in self._lines:
            self.list.addItem(QListWidgetItem(line.words))
        self._show_allowed()

    def _show_allowed(self) -> None:
        """Allow removing a line that is selected."""
        self.remove_button.forbid("row", "" if self._is_selected else _("Select one line first."))


class ItemLinesField(ListedField[L]):
    """Several lines of goods: each begins with an item type, of which is read in what it is counted."""

    def _make_item(self, name: str, session: Session, box: QWidget) -> None:
        """Make the entry of the item type."""
        self._session = session
        self._latest = Latest()
        self._row: ItemRow | None = None
        self.item = Picker(f"{name}_item", session, item_options, box)
        self.item.setAccessibleName(_("Item type"))
        self.item.setPlaceholderText(_("Name, pinyin initials or code"))
        self.item.chosen.connect(self._chosen)

    def _typed_item(self) -> ItemRow | NothingChosen:
        """Return the item type that is chosen and read, or that none is."""
        option, row = self.item.option, self._row
        if option is None or row is None or row.code != option.value:
            return NothingChosen(text=self.item.text() or _("Item type"))
        return row

    def _chosen(self, option: Option | None) -> None:
        """Read in what the item is counted."""
        self._row = None
        self.set_note("")
        if option is not None:
            query = partial(item_row, code=option.value)
            self._session.read(self, query, self._take_item, latest=self._latest)

    def _take_item(self, row: ItemRow) -> None:
        """Say in which units a quantity may be typed."""
        self._row = row
        self.set_note(_("Counted in {units}").format(units=self._units_of(row)))

    def _units_of(self, row: ItemRow) -> str:
        """Return the units in which a quantity of an item may be typed."""
        return row.unit


class LinesField(ItemLinesField[Line]):
    """Several items, each with its quantity."""

    def __init__(self, name: str, label: str, session: Session, *, is_required: bool = True) -> None:
        """Make the field without any line yet."""
        box = QWidget()
        self._make_list(name, _("Lines"), LIST_LINES, _("Add line (&L)"), _("Remove line (&X)"))
        self.quantity = figure_edit(f"{name}_quantity", _("Quantity"))
        super().__init__(name, label, box, is_required=is_required)
        self._make_item(name, session, box)
        _lay_out(box, self)
        self._connect(self.item, self.quantity)

    def text(self) -> str:
        """Return the lines as a draft keeps them."""
        return "\n".join(f"{line.code}\t{line.quantity}\t{line.unit}\t{line.name}" for line in self._lines)

    def set_text(self, text: str) -> None:
        """Fill in the lines of a draft."""
        rows = (row.split("\t") for row in filter(None, text.split("\n")))
        self.item.choose(None)
        self.quantity.clear()
        self.set_lines(Line(ItemCode(code), name, unit, Quantity.parse(said)) for code, said, unit, name in rows)

    def set_lines(self, lines: Iterable[Line]) -> None:
        """Fill in lines that are known."""
        self._lines = list({line.code: line for line in lines}.values())
        self._show_lines()
        self.show_problem(None)

    def problem(self) -> SuppliesError | None:
        """Return that there are no lines, or that something typed is not among them yet."""
        if self.quantity.text().strip():
            return self._add_typed()
        return FieldEmpty() if self.is_required and not self._lines else None

    def focus(self) -> None:
        """Put the cursor where the next item is typed."""
        self.item.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_typed(self) -> SuppliesError | None:
        """Put what is typed on the list, in place of what it had of the item; return what is wrong with it."""
        row = self._typed_item()
        if isinstance(row, SuppliesError):
            return row
        try:
            quantity = in_base_unit(read_said(self.quantity.text()), row.unit, row.decimals, row.packs)
        except BadValue:
            return NotAQuantity(text=self.quantity.text(), example="12.5" if row.decimals else "12")
        except SuppliesError as error:
            return error
        if quantity <= NO_QUANTITY:
            return QuantityNotPositive(quantity=quantity)
        if not quantity.fits(row.decimals):
            return TooManyDecimals(item=row.name, decimals=row.decimals, quantity=quantity)
        line = Line(row.code, row.name, row.unit, quantity)
        self._lines = list({**{each.code: each for each in self._lines}, line.code: line}.values())
        self.item.choose(None)
        self.quantity.clear()
        self._show_lines()
        return None

    def _units_of(self, row: ItemRow) -> str:
        """Return the unit of an item, and the packs in which it comes."""
        packs = (f"1 {pack.unit} = {pack.factor.grouped()} {row.unit}" for pack in row.packs)
        return "，".join([row.unit, *packs])


class QuantityEdit(QLineEdit):
    """Enter in here adds the line instead of moving on."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep an Enter that adds a line from the form."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


def figure_edit(name: str, words: str) -> QuantityEdit:
    """Return an entry of a figure; Enter in it goes on within the line."""
    edit = QuantityEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(words)
    edit.setPlaceholderText(words)
    return edit


def _lay_out(box: QWidget, field: LinesField) -> None:
    """Lay out the entry above the list."""
    entry = QHBoxLayout()
    entry.addWidget(field.item, 3)
    entry.addWidget(field.quantity, 1)
    entry.addWidget(field.add_button)
    entry.addWidget(field.remove_button)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    layout.addLayout(entry)
    layout.addWidget(field.list)
