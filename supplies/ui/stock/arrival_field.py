"""What became of each line of a transfer: how much arrived, how much of it is damaged, how much is missing, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from supplies.errors import ReasonNeeded, SuppliesError
from supplies.language import N_, _
from supplies.stock.actions import TEXT_MAX
from supplies.stock.transit import Shipment, TransitLine
from supplies.ui.widgets.parts_field import PartsField
from supplies.values import Quantity


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one line."""

    line: int
    parts: Mapping[str, Quantity]
    reason: str


class ArrivalField(PartsField[TransitLine, tuple[Told, ...]]):
    """The lines that are on their way, each with what was sent filled in as arrived well."""

    parts: ClassVar = {"accepted": N_("Arrived well"), "damaged": N_("Damaged"), "short": N_("Not arrived")}
    words: ClassVar = {"reason": N_("Why it is damaged or missing, and who confirmed it")}
    asked_by: ClassVar = {"reason": ("damaged", "short")}
    word_length_max = TEXT_MAX

    def show_shipment(self, shipment: Shipment, *, with_short: bool) -> None:
        """Show the open lines of a transfer; only its addressee is asked what is missing."""
        shown = [part for part in self.parts if with_short or part != "short"]
        self.begin_anew(shown)
        for line in shipment.lines:
            if line.left:
                self._show_line(line, shown)
        self.show_problem(None)

    def go_to(self, code: str) -> bool:
        """Go to the line of a label, batch or serial number that was scanned; False where no line has it."""
        wanted = code.strip().upper()
        for row in self.rows:
            if wanted in {row.line.label_code, row.line.batch_no, row.line.serial_no} - {"", None}:
                self.focus_row(row)
                return True
        return False

    def value(self) -> tuple[Told, ...] | None:
        """Return what is told of each line of which something is told."""
        told = []
        for row in self.rows:
            parts = row.quantities()
            if any(parts.values()):
                told.append(Told(row.line.line, parts, row.words["reason"].text().strip()))
        return tuple(told) or None

    def missing(self, _word: str) -> SuppliesError:
        """Return that a harm is not explained."""
        return ReasonNeeded()

    def _show_line(self, line: TransitLine, shown: Sequence[str]) -> None:
        """Show a line and its entries."""
        at = 1 + 2 * len(self.rows)
        title = _("{line}. {name} {number}: {left} {unit} on its way").format(
            line=line.line,
            name=line.name,
            number=line.serial_no or line.batch_no or line.label_code,
            left=line.left.grouped(),
            unit=line.unit,
        )
        row = self.add_row(at, title, line, line.left, shown)
        reason = row.words["reason"]
        reason.setAccessibleName(_("{name}, why").format(name=line.name))
        self.place_word(reason, at + 1, 0, len(shown) + 1)
