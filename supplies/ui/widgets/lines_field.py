"""Several items, each with a quantity: in the unit of the item or in packs, gathered in a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

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


class LinesField(Field[tuple[Line, ...]]):
    """Several items, each with its quantity."""

    is_wide = True

    def __init__(self, name: str, label: str, session: Session, *, is_required: bool = True) -> None:
        """Make the field without any line yet."""
        self._session = session
        self._latest = Latest()
        self._row: ItemRow | None = None
        self._lines: dict[ItemCode, Line] = {}
        box = QWidget()
        self.item = Picker(f"{name}_item", session, item_options, box)
        self.item.setAccessibleName(_("Item type"))
        self.item.setPlaceholderText(_("Name, pinyin initials or code"))
        self.quantity = QuantityEdit()
        self.quantity.setObjectName(f"{name}_quantity")
        self.quantity.setAccessibleName(_("Quantity"))
        self.quantity.setPlaceholderText(_("Quantity"))
        self.add_button = Button(f"{name}_add", _("Add line (&L)"), "add")
        self.remove_button = Button(f"{name}_remove", _("Remove line (&X)"), "remove")
        self.list = QListWidget()
        self.list.setObjectName(f"{name}_list")
        self.list.setAccessibleName(_("Lines"))
        self.list.setMaximumHeight(LIST_LINES * self.list.fontMetrics().height() * 2)
        _lay_out(box, self)
        super().__init__(name, label, box, is_required=is_required)
        box.setFocusProxy(self.item)
        self.item.chosen.connect(self._chosen)
        self.quantity.returnPressed.connect(self.add_line)
        self.add_button.clicked.connect(self.add_line)
        self.remove_button.clicked.connect(self.remove_line)
        self.list.currentRowChanged.connect(self._show_allowed)
        self._show_allowed()

    def value(self) -> tuple[Line, ...] | None:
        """Return the lines; None where there is none."""
        return tuple(self._lines.values()) or None

    def text(self) -> str:
        """Return the lines as a draft keeps them."""
        return "\n".join(f"{line.code}\t{line.quantity}\t{line.unit}\t{line.name}" for line in self._lines.values())

    def set_text(self, text: str) -> None:
        """Fill in the lines of a draft."""
        self._lines = {}
        for row in filter(None, text.split("\n")):
            code, quantity, unit, name = row.split("\t")
            self._lines[ItemCode(code)] = Line(ItemCode(code), name, unit, Quantity.parse(quantity))
        self.item.choose(None)
        self.quantity.clear()
        self._show_lines()
        self.show_problem(None)

    def set_lines(self, lines: Iterable[Line]) -> None:
        """Fill in lines that are known."""
        self._lines = {line.code: line for line in lines}
        self._show_lines()
        self.show_problem(None)

    def problem(self) -> SuppliesError | None:
        """Return that there are no lines, or that something typed is not among them yet."""
        if self.quantity.text().strip():
            return self._add_typed()
        return FieldEmpty() if self.is_required and not self._lines else None

    def problem_of_text(self) -> SuppliesError:
        """Return never: a line is looked at when it is added."""
        raise AssertionError("a line is never wrong")

    def focus(self) -> None:
        """Put the cursor where the next item is typed."""
        self.item.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_line(self) -> None:
        """Put what is typed on the list, or say beside the field what is wrong with it."""
        problem = self._add_typed()
        self.show_problem(problem)
        if problem is None:
            self._edited()
            self.focus()

    def remove_line(self) -> None:
        """Take the line selected off the list."""
        at = self.list.currentRow()
        if 0 <= at < len(self._lines):
            del self._lines[list(self._lines)[at]]
            self._show_lines()
            self._edited()
            self.focus()

    def _add_typed(self) -> SuppliesError | None:
        """Put what is typed on the list; return what is wrong with it."""
        option, row = self.item.option, self._row
        if option is None or row is None or row.code != option.value:
            return NothingChosen(text=self.item.text() or _("Item type"))
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
        self._lines[row.code] = Line(row.code, row.name, row.unit, quantity)
        self.item.choose(None)
        self.quantity.clear()
        self._show_lines()
        return None

    def _chosen(self, option: Option | None) -> None:
        """Read in what the item is counted, and in which packs it comes."""
        self._row = None
        self.set_note("")
        if option is not None:
            query = partial(item_row, code=option.value)
            self._session.read(self, query, self._show_item, latest=self._latest)

    def _show_item(self, row: ItemRow) -> None:
        """Say in which units a quantity may be typed."""
        self._row = row
        units = [row.unit, *(f"1 {pack.unit} = {pack.factor.grouped()} {row.unit}" for pack in row.packs)]
        self.set_note(_("Counted in {units}").format(units="，".join(units)))

    def _show_lines(self) -> None:
        """Show the lines."""
        self.list.clear()
        for line in self._lines.values():
            self.list.addItem(QListWidgetItem(line.words))
        self._show_allowed()

    def _show_allowed(self) -> None:
        """Allow removing a line that is selected."""
        is_selected = 0 <= self.list.currentRow() < len(self._lines)
        self.remove_button.forbid("row", "" if is_selected else _("Select one line first."))


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
