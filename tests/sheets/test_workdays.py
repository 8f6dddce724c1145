"""Working days in a file: read by their headings, and each wrong row named."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from supplies.deadlines.workdays import SHIPPED, shipped_calendar
from supplies.errors import HeaderMissing, WorkDaysUnreadable
from supplies.sheets.workdays import read_workdays


def test_the_shipped_list_is_a_list_of_this_form() -> None:
    sheet = read_workdays(SHIPPED)
    days = shipped_calendar().special
    assert {line.day: (line.is_working, line.name, line.source) for line in sheet.lines} == {
        day: (each.is_working, each.name, each.source) for day, each in days.items()
    }
    assert sheet.rows == tuple(range(2, len(days) + 2))


def test_a_workbook_with_chinese_headings_is_read(tmp_path: Path) -> None:
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    for row in (
        ["2027年节假日安排"],
        ["日期", "是否上班", "名称"],
        [date(2027, 1, 1), "放假", "元旦"],
        ["2027-01-03", "上班", "元旦调休"],
        ["2027-01-02", 0, ""],
    ):
        book.active.append(row)
    book.save(tmp_path / "days.xlsx")
    sheet = read_workdays(tmp_path / "days.xlsx")
    assert [(line.day.isoformat(), line.is_working, line.name, line.source) for line in sheet.lines] == [
        ("2027-01-01", False, "元旦", ""),
        ("2027-01-03", True, "元旦调休", ""),
        ("2027-01-02", False, "", ""),
    ]
    assert sheet.rows == (3, 4, 5)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("2027-02-30,0", "2027-02-30"),
        ("27/1/1,0", "27/1/1"),
        (",1", "不是有效的日期"),
        ("2027-01-01,", "既不是"),
        ("2027-01-01,也许", "也许"),
    ],
)
def test_a_row_that_cannot_be_is_named_and_nothing_is_read(tmp_path: Path, row: str, says: str) -> None:
    path = tmp_path / "days.csv"
    path.write_text(f"day,is_working\n2027-05-01,0\n{row}\n", encoding="utf-8")
    with pytest.raises(WorkDaysUnreadable) as caught:
        read_workdays(path)
    (problem,) = caught.value.lines
    assert problem.line == 3 and says in str(problem)


def test_a_list_without_its_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_text("day,name\n2027-01-01,元旦\n", encoding="utf-8")
    with pytest.raises(HeaderMissing):
        read_workdays(path)
