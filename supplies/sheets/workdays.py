"""The working days of a year in an Excel or CSV file: one row for each holiday and each weekend day that is worked."""

from dataclasses import dataclass
from pathlib import Path

from supplies.deadlines.actions import WorkDayLine
from supplies.errors import LineProblem, SuppliesError, WorkDaysUnreadable, WorkDayWrong
from supplies.language import _
from supplies.sheets.reading import SheetRow, WantedColumn, read_table
from supplies.values import BadValue, parse_date

_COLUMNS = {
    "day": ("day", "日期"),
    "is_working": ("is_working", "是否上班", "上班"),
    "name": ("name", "名称", "节日"),
    "source": ("source", "来源", "依据"),
}
_NEEDED = ("day", "is_working")
_WORKING = {"1", "是", "上班", "yes", "true"}
_OFF = {"0", "否", "放假", "休", "no", "false"}


@dataclass(frozen=True, slots=True)
class WorkDaySheet:
    """The days of a file, and the row in which each stands."""

    lines: tuple[WorkDayLine, ...]
    rows: tuple[int, ...]


def read_workdays(path: Path) -> WorkDaySheet:
    """Return the days of a file.

    Raises:
        Unreadable: the file cannot be read, has not the columns, or some rows of it cannot be; each is named.
    """
    wanted = [WantedColumn(key, headings, key in _NEEDED) for key, headings in _COLUMNS.items()]
    lines: list[WorkDayLine] = []
    rows: list[int] = []
    problems: list[LineProblem] = []
    for row in read_table(path, wanted).rows:
        try:
            lines.append(_line(row))
            rows.append(row.number)
        except SuppliesError as error:
            problems.append(LineProblem(row.number, "", error))
    if problems:
        raise WorkDaysUnreadable(count=len(problems), lines=problems)
    return WorkDaySheet(tuple(lines), tuple(rows))


def _line(row: SheetRow) -> WorkDayLine:
    """Return the day of a row."""
    try:
        day = parse_date(row.cells.get("day", "").strip())
    except BadValue as error:
        raise WorkDayWrong(problem=str(error)) from error
    word = row.cells.get("is_working", "").strip().lower().removesuffix(".0")
    if word not in _WORKING | _OFF:
        raise WorkDayWrong(problem=_("{text} is neither yes nor no").format(text=word or "–"))
    name, source = (row.cells.get(key, "").strip() for key in ("name", "source"))
    return WorkDayLine(day=day, is_working=word in _WORKING, name=name, source=source)
