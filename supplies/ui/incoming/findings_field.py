"""What was found of each line of a receipt: how much is good, accepted by concession, or rejected; and the reasons."""

from collections.abc import Sequence
from typing import ClassVar

from supplies.errors import ConcessionUnfounded, ReasonNeeded, SuppliesError
from supplies.language import N_, _
from supplies.stock.actions import TEXT_MAX
from supplies.stock.incoming import StandingLine
from supplies.stock.inspection import InspectLine
from supplies.ui.widgets.parts_field import PartsField


class FindingsField(PartsField[StandingLine, tuple[InspectLine, ...]]):
    """The lines that wait, each with all of it filled in as accepted."""

    parts: ClassVar = {"accepted": N_("Accepted"), "conceded": N_("Conceded"), "rejected": N_("Rejected")}
    words: ClassVar = {
        "concession": N_("Why it is accepted by concession"),
        "allowed_by": N_("Who allowed the concession"),
        "reason": N_("Why it is rejected"),
    }
    asked_by: ClassVar = {"concession": ("conceded",), "allowed_by": ("conceded",), "reason": ("rejected",)}
    word_length_max = TEXT_MAX

    def show_lines(self, lines: Sequence[StandingLine]) -> None:
        """Show lines of a receipt that wait."""
        self.begin_anew(tuple(self.parts))
        for line in lines:
            self._show_line(line)
        self.show_problem(None)

    def value(self) -> tuple[InspectLine, ...] | None:
        """Return what was found of each line of which something is said."""
        found = []
        for row in self.rows:
            parts = row.quantities()
            if any(parts.values()):
                said = {
                    word: edit.text().strip() if self.is_asked(row, word) else "" for word, edit in row.words.items()
                }
                found.append(
                    InspectLine(
                        of_line=row.line.line,
                        accepted=parts["accepted"],
                        conceded=parts["conceded"],
                        rejected=parts["rejected"],
                        concession=said["concession"],
                        allowed_by=said["allowed_by"],
                        reason=said["reason"],
                    )
                )
        return tuple(found) or None

    def missing(self, word: str) -> SuppliesError:
        """Return that a rejection or a concession is not explained."""
        return ReasonNeeded() if word == "reason" else ConcessionUnfounded()

    def _show_line(self, line: StandingLine) -> None:
        """Show a line and its entries."""
        at = 1 + 3 * len(self.rows)
        title = _("{line}. {name} {label}: {waiting} {unit} waiting").format(
            line=line.line, name=line.name, label=line.label_code, waiting=line.waiting.grouped(), unit=line.unit
        )
        if line.ordered is not None:
            title += _(" (due {ordered}, delivered {delivered})").format(
                ordered=line.ordered.grouped(), delivered=line.delivered.grouped()
            )
        row = self.add_row(at, title, line, line.waiting, tuple(self.parts))
        self.place_word(row.words["concession"], at + 1, 0, 1)
        self.place_word(row.words["allowed_by"], at + 1, 1, len(self.parts))
        self.place_word(row.words["reason"], at + 2, 0, len(self.parts) + 1)
