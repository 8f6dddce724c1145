"""What became of each line of a transfer: how much arrived, how much of it is damaged, how much is missing, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from supplies.errors import NotAQuantity, NothingToDo, ReasonNeeded, SuppliesError
from supplies.language import N_, _
from supplies.stock.actions import TEXT_MAX
from supplies.stock.transit import Shipment, TransitLine
from supplies.ui.widgets.fields import DecimalValidator, Field, plain_number
from supplies.ui.widgets.labels import text_label
from supplies.values import NO_QUANTITY, BadValue, Quantity

PARTS = {"accepted": N_("Arrived well"), "damaged": N_("Damaged"), "short": N_("Not arrived")}
"""What can become of goods, in the order of the columns."""
EDIT_EMS = 6


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one line."""

    line: int
    parts: Mapping[str, Quantity]
    reason: str


@dataclass(frozen=True, slots=True)
class _Row:
    """The entries of one line."""

    line: TransitLine
    parts: Mapping[str, QLineEdit]
    reason: QLineEdit

    def quantity(self, part: str) -> Quantity | None:
        """Return how much is entered; nothing entered is none of it."""
        text = plain_number(self.parts[part].text())
        try:
            found = Quantity.parse(text) if text else NO_QUANTITY
        except BadValue:
            return None
        return found if found.fits(self.line.decimals) else None

    @property
    def is_harmed(self) -> bool:
        """Return whether something is damaged or missing, which needs a reason."""
        return any(self.quantity(part) not in {None, NO_QUANTITY} for part in ("damaged", "short"))


class ArrivalField(Field[tuple[Told, ...]]):
    """The lines that are on their way, each with what was sent filled in as arrived well."""

    is_wide = True

    def __init__(self, name: str, label: str) -> None:
        """Make the field without lines yet."""
        self._box = QWidget()
        self._grid = QGridLayout(self._box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        self._parts: list[QWidget] = []
        self._rows: list[_Row] = []
        super().__init__(name, label, self._box, is_required=True)

    def show_shipment(self, shipment: Shipment, *, with_short: bool) -> None:
        """Show the open lines of a transfer; only its addressee is asked what is missing."""
        self._clear()
        shown = [part for part in PARTS if with_short or part != "short"]
        for column, part in enumerate(shown, 1):
            self._place(text_label(_(PARTS[part]), "label"), 0, column)
        for line in shipment.lines:
            if line.left:
                self._add_row(line, shown)
        self.show_problem(None)

    def go_to(self, code: str) -> bool:
        """Go to the line of a label, batch or serial number that was scanned; False where no line has it."""
        wanted = code.strip().upper()
        for row in self._rows:
            if wanted in {row.line.label_code, row.line.batch_no, row.line.serial_no} - {"", None}:
                row.parts["accepted"].setFocus()
                row.parts["accepted"].selectAll()
                return True
        return False

    def value(self) -> tuple[Told, ...] | None:
        """Return what is told of each line of which something is told."""
        told = []
        for row in self._rows:
            parts = {part: row.quantity(part) or NO_QUANTITY for part in PARTS}
            if any(parts.values()):
                told.append(Told(row.line.line, parts, row.reason.text().strip()))
        return tuple(told) or None

    def text(self) -> str:
        """Return what was entered, as a draft keeps it."""
        return ";".join(
            f"{row.line.line}={','.join(edit.text() for edit in row.parts.values())},{row.reason.text()}"
            for row in self._rows
        )

    def set_text(self, text: str) -> None:
        """Do nothing: the lines are those of a transfer."""

    def problem(self) -> SuppliesError | None:
        """Return that an entry is no quantity, that nothing is told, or that a harm is not explained."""
        for row in self._rows:
            for part, edit in row.parts.items():
                if row.quantity(part) is None:
                    return NotAQuantity(text=edit.text(), example="12.5" if row.line.decimals else "12")
            if row.is_harmed and not row.reason.text().strip():
                row.reason.setFocus()
                return ReasonNeeded()
        return NothingToDo() if self.value() is None else None

    def problem_of_text(self) -> SuppliesError:
        """Return never: see ``problem``."""
        raise AssertionError("the lines are looked at one by one")

    def focus(self) -> None:
        """Go to the first quantity."""
        for row in self._rows[:1]:
            row.parts["accepted"].setFocus()
            row.parts["accepted"].selectAll()

    def _add_row(self, line: TransitLine, shown: list[str]) -> None:
        """Show a line and its entries."""
        at = 1 + 2 * len(self._rows)
        words = _("{line}. {name} {number}: {left} {unit} on its way").format(
            line=line.line,
            name=line.name,
            number=line.serial_no or line.batch_no or line.label_code,
            left=line.left.grouped(),
            unit=line.unit,
        )
        self._place(text_label(words, wraps=True), at, 0)
        edits = {part: self._edit(line, part) for part in PARTS}
        for column, part in enumerate(shown, 1):
            self._place(edits[part], at, column)
        reason = QLineEdit()
        reason.setObjectName(f"{self.name}_{line.line}_reason")
        reason.setAccessibleName(_("{name}, why").format(name=line.name))
        reason.setPlaceholderText(_("Why it is damaged or missing, and who confirmed it"))
        reason.setMaxLength(TEXT_MAX)
        reason.textEdited.connect(self._edited)
        self._place(reason, at + 1, 0, len(shown) + 1)
        reason.hide()
        row = _Row(line, edits, reason)
        self._rows.append(row)
        for part in ("damaged", "short"):
            edits[part].textChanged.connect(partial(self._rest, row))

    def _edit(self, line: TransitLine, part: str) -> QLineEdit:
        """Return an entry; what was sent stands there as arrived well."""
        edit = QLineEdit(str(line.left) if part == "accepted" else "", self._box)
        edit.setObjectName(f"{self.name}_{line.line}_{part}")
        edit.setAccessibleName(f"{line.name}, {_(PARTS[part])}")
        edit.setValidator(DecimalValidator(line.decimals, edit))
        edit.setFixedWidth(EDIT_EMS * edit.fontMetrics().horizontalAdvance("中"))
        edit.textEdited.connect(self._edited)
        edit.hide()
        return edit

    def _rest(self, row: _Row, _text: str) -> None:
        """Let what is damaged or missing not be among what arrived well, and ask why."""
        harmed = [row.quantity(part) for part in ("damaged", "short")]
        if None not in harmed:
            rest = row.line.left.thousandths - sum(each.thousandths for each in harmed if each is not None)
            row.parts["accepted"].setText(str(Quantity(max(0, rest))))
        row.reason.setVisible(row.is_harmed)

    def _place(self, part: QWidget, row: int, column: int, span: int = 1) -> None:
        """Put a part into the grid."""
        self._grid.addWidget(part, row, column, 1, span)
        part.show()
        self._parts.append(part)

    def _clear(self) -> None:
        """Take every part away."""
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self._rows = [], []
