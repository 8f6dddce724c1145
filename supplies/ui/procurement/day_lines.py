"""What is told of a lot's days: each time limit with how it stands, and what was recorded, in one list by the day."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from supplies.deadlines.catalogue import Standing
from supplies.deadlines.words import event_name, standing_name
from supplies.language import N_, _
from supplies.procurement.agenda import LotAgenda
from supplies.ui.paged_table import Column

_MARKS = {
    Standing.OVERDUE: "error",
    Standing.BROKEN: "error",
    Standing.DUE_SOON: "warning",
    Standing.RUNNING: "waiting",
    Standing.KEPT: "ok",
}


@dataclass(frozen=True, slots=True)
class DayLine:
    """A time limit, or a day that was recorded; ``place`` tells it from every other."""

    place: int
    on: date
    words: str
    standing: str
    mark: str
    done: str
    subject: str
    basis: str


DAY_COLUMNS: tuple[Column[DayLine], ...] = (
    Column("on", N_("Due or happened"), lambda row: str(row.on), width_ems=5.5),
    Column("words", N_("What"), lambda row: row.words, width_ems=8, stretches=True),
    Column("standing", N_("Standing"), lambda row: row.standing, mark=lambda row: row.mark, width_ems=5.5),
    Column("done", N_("Done on"), lambda row: row.done, width_ems=5.5),
    Column("subject", N_("Of"), lambda row: row.subject, width_ems=7),
    Column("basis", N_("Legal basis"), lambda row: row.basis, width_ems=9),
)


def day_lines(found: LotAgenda) -> list[DayLine]:
    """Return the lines in the order of their days."""
    lines = [
        DayLine(
            0,
            row.due,
            row.title,
            standing_name(row.standing),
            _MARKS.get(row.standing, ""),
            "" if row.ended_on is None else str(row.ended_on),
            row.subject,
            row.basis if row.moved is None else f"{row.basis} · {row.moved.reason}",
        )
        for row in found.rows
    ]
    lines += [
        DayLine(0, row.happened_on, event_name(row.event), _("On record"), "check", "", row.key.matter, row.note)
        for row in found.milestones
        if row.happened_on is not None
    ]
    lines.sort(key=lambda line: (line.on, line.words))
    return [
        DayLine(at, each.on, each.words, each.standing, each.mark, each.done, each.subject, each.basis)
        for at, each in enumerate(lines, 1)
    ]


def line_place(line: DayLine) -> Hashable:
    """Return what tells one line from every other."""
    return line.place
