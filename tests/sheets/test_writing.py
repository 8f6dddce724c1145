"""A report in Excel, read back by two readers: figures to the fen are figures, texts are texts, nothing calculates."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from supplies.sheets.writing import report_xlsx
from supplies.tables import Column, Fact, Kind, Percent, Report, Row, Table
from supplies.values import Money, Quantity
from tests.printing.reports.samples import COLUMNS, STAMP, grouped, line, report

HEAD = 4
"""The row of the headings, as Excel counts."""


@contextmanager
def opened(made: Report) -> Iterator[Workbook]:
    with closing(openpyxl.load_workbook(io.BytesIO(report_xlsx(made)))) as book:
        yield book


def first_sheet(book: Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def values(made: Report) -> list[list[Any]]:
    """Return the rows below the headings."""
    with opened(made) as book:
        return [[cell.value for cell in row] for row in first_sheet(book).iter_rows(min_row=HEAD + 1)]


def about(made: Report) -> dict[str, str]:
    """Return what the last sheet says."""
    with opened(made) as book:
        rows = book.worksheets[-1].iter_rows(values_only=True)
        return {str(label): str(text or "") for label, text, *_more in rows}


def margins(made: Report) -> tuple[str, str]:
    """Return what is printed at the top and at the foot of each page, with its commands."""
    with zipfile.ZipFile(io.BytesIO(report_xlsx(made))) as parts:
        sheet = ET.fromstring(parts.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
    header, footer = (sheet.findtext(f".//{{*}}{name}") for name in ("oddHeader", "oddFooter"))
    return header or "", footer or ""


def test_figures_are_figures_dates_are_dates_and_codes_are_texts() -> None:
    columns = (
        *COLUMNS,
        Column("wan", "万元", Kind.WAN),
        Column("share", "占比", Kind.PERCENT),
        Column("half", "数量", Kind.QUANTITY),
    )
    money = Money.parse("12984400.05")
    row = Row(
        (7, "007", "帐篷", date(2030, 1, 5), Quantity.parse(12), money, money, Percent(7766), Quantity.parse("0.125"))
    )
    with opened(report([row], columns=columns)) as book:
        cells = next(iter(first_sheet(book).iter_rows(min_row=HEAD + 1)))
        assert [cell.value for cell in cells] == [
            7,
            "007",
            "帐篷",
            datetime(2030, 1, 5),  # noqa: DTZ001 - a day, as openpyxl reads it
            12,
            12984400.05,
            1298.440005,
            0.7766,
            0.125,
        ]
        assert [cell.data_type for cell in cells] == ["n", "s", "s", "d", "n", "n", "n", "n", "n"]
        assert [cell.number_format for cell in cells] == [
            "0",
            "@",
            "@",
            "yyyy-mm-dd",
            "#,##0",
            "#,##0.00",
            "#,##0.00####",
            "0.00%",
            "#,##0.###",
        ]


@given(st.integers(-(10**14), 10**14), st.integers(-(10**12), 10**12))
def test_every_sum_and_quantity_survives_to_its_last_digit(fen: int, thousandths: int) -> None:
    row = Row((1, "A", "B", None, Quantity(thousandths), Money(fen)))
    ((*_others, quantity, amount),) = values(report([row]))
    assert round(Decimal(str(amount)), 2) == Decimal(fen) / 100
    assert Decimal(str(quantity)) == Decimal(thousandths) / 1000


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        '=HYPERLINK("http://a")',
        "http://example.com",
        "{=A1}",
        "123",
        "1e5",
        "TRUE",
        "\t=1",
    ],
)
def test_a_text_stays_a_text_whatever_it_looks_like(text: str) -> None:
    made = report([line(1, text)], title=text, facts=(Fact(text, text),), footnotes=(text,))
    pdf = report_xlsx(made)
    with closing(openpyxl.load_workbook(io.BytesIO(pdf))) as book:
        cell = first_sheet(book).cell(HEAD + 1, 3)
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.hyperlink is None
    with zipfile.ZipFile(io.BytesIO(pdf)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
        assert not any("externalLink" in name or "vba" in name for name in parts.namelist())
    found = CalamineWorkbook.from_filelike(io.BytesIO(pdf)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert found[HEAD][2] == text


def test_headings_and_sums_stand_between_the_lines_and_look_different() -> None:
    with opened(report(grouped(3))) as book:
        sheet = first_sheet(book)
        firsts = [sheet.cell(row, 1) for row in range(HEAD, HEAD + 7)]
        assert [cell.value for cell in firsts] == ["序号", "C01 生活救助与安置类", 1, 2, 3, "小计", "合计"]
        assert [bool(cell.font.bold) for cell in firsts] == [True, True, False, False, False, True, True]
        assert [sheet.cell(row, 6).value for row in (HEAD + 5, HEAD + 6)] == [6.06, 6.06]


def test_the_headings_stay_in_sight_and_filter_all_rows_but_the_total() -> None:
    with opened(report(grouped(3), key_columns=5)) as book:
        sheet = first_sheet(book)
        assert sheet.freeze_panes == f"D{HEAD + 1}"
        assert sheet.auto_filter.ref == f"A{HEAD}:F{HEAD + 5}"
        assert all(sheet.column_dimensions[letter].width >= 6 for letter in "ABCDEF")


@pytest.mark.parametrize(("width", "orientation"), [(1, "portrait"), (12, "landscape")])
def test_it_is_printed_on_a4_as_wide_as_the_page_with_headings_on_every_page(width: int, orientation: str) -> None:
    columns = (*COLUMNS, *(Column(f"d{place}", "储备库", Kind.MONEY) for place in range(width)))
    row = Row((*line(1).cells, *(Money(10**9) for _place in range(width))))
    with opened(report([row], columns=columns)) as book:
        sheet = first_sheet(book)
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation or "portrait") == (9, orientation)
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == f"${HEAD}:${HEAD}"
    assert margins(report([row], columns=columns)) == (
        "&L库存报表",
        f"&L{STAMP.printed_text}  校验码：1234-ab12cd34&R第 &P 页 共 &N 页",
    )


def test_the_last_sheet_says_what_was_asked_by_whom_when_and_from_which_state_of_the_store() -> None:
    made = report(grouped(1), facts=(Fact("仓库", "市本级库"),), footnotes=("预警天数由本单位确定。",))
    assert about(made) == {
        "报表": "库存报表",
        "编制单位": "鞍山市应急管理局",
        "仓库": "市本级库",
        "制表人": "管理员",
        "打印时间": STAMP.printed_text,
        "数据时点": STAMP.data_text,
        "校验码": "1234-ab12cd34",
        "附注": "预警天数由本单位确定。",
    }


def test_sample_data_is_marked_on_the_sheet_and_beside_what_is_said_of_it() -> None:
    sample = report(grouped(1), stamp=replace(STAMP, is_sample=True))
    with opened(sample) as book:
        assert first_sheet(book).cell(3, 1).value == "示例数据"
    assert about(sample)["备注"] == "示例数据"
    assert margins(sample)[0] == "&L库存报表&R示例数据"
    with opened(report(grouped(1))) as book:
        assert first_sheet(book).cell(3, 1).value is None


def test_each_table_has_a_sheet_of_its_own_with_a_name_that_excel_takes() -> None:
    titles = ("一、总体情况", "一、总体情况", "a/b:c*[d]?" + "很长" * 30, "'", "")
    made = report(tables=tuple(Table(COLUMNS, (line(1),), title=title) for title in titles))
    with opened(made) as book:
        names = book.sheetnames
    assert len(names) == 6 and len({name.lower() for name in names}) == 6
    assert names[:2] == ["一、总体情况", "一、总体情况 2"] and names[-1] == "说明"
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_a_report_without_lines_can_be_opened_too() -> None:
    assert values(report()) == []


def test_ten_thousand_rows_are_all_there_in_their_order() -> None:
    rows = values(report([line(number) for number in range(10_000)]))
    assert [row[0] for row in rows] == list(range(10_000))
    assert sum(round(row[5] * 100) for row in rows) == sum(number * 101 for number in range(10_000))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert report_xlsx(report(grouped(9))) == report_xlsx(report(grouped(9)))


def test_every_part_of_the_file_is_well_formed() -> None:
    made = report([line(1, "甲<乙>&丙\"丁'\x01\x0b"), line(2, "😀" * 40_000)], title="账&表 <一>")
    with zipfile.ZipFile(io.BytesIO(report_xlsx(made))) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(parts.read(name))  # noqa: S314 - our own file
    (_no, _item, name, *_others), (_no, _item, long, *_others) = values(made)
    assert name.startswith("甲<乙>&丙")
    assert 30_000 < len(long.encode("utf-16-le")) // 2 <= 32_767


def test_an_ampersand_in_a_title_is_printed_and_begins_no_command() -> None:
    assert margins(report(grouped(1), title="账&D表"))[0] == "&L账&&D表"
