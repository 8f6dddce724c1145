"""Lists out of Excel and CSV: every value exact, and whatever cannot be read refused in one clear sentence."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from supplies.errors import (
    DigitsLost,
    FileUnreadable,
    HeaderMissing,
    SheetEmpty,
    SheetTooLarge,
    SheetUnreadable,
    SuppliesError,
)
from supplies.sheets import packages, reading
from supplies.sheets.reading import COLUMNS_MAX, ROWS_MAX, SheetTable, WantedColumn, read_table
from tests.rooms import assert_speaks
from tests.sheets.old_excel import xls
from tests.soak import size

Cells = Sequence[Sequence[Any]]

CODE = WantedColumn("code", ("编码", "物资编码"), is_required=True)
NAME = WantedColumn("name", ("名称",), is_required=True)
QUANTITY = WantedColumn("quantity", ("数量",), is_required=False)
DAY = WantedColumn("day", ("日期",), is_required=False)
COLUMNS = (CODE, NAME, QUANTITY, DAY)
HEADS = ("编码", "名称", "数量", "日期")


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sheets")


def at(*parts: int) -> datetime:
    """Return a moment as Excel has it: of no zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def xlsx(rows: Cells) -> bytes:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    for row in rows:
        workbook.active.append(list(row))
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def csv_text(rows: Cells) -> str:
    return "".join(",".join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows)


def read(folder: Path, content: bytes, name: str = "list.xlsx") -> SheetTable:
    path = folder / name
    path.write_bytes(content)
    return read_table(path, COLUMNS)


def cells(table: SheetTable) -> list[dict[str, str]]:
    return [row.cells for row in table.rows]


def refused(folder: Path, content: bytes, kind: type[SuppliesError], name: str = "list.xlsx") -> SuppliesError:
    """Read what must be refused; return the error once it is proved that it speaks and means wrong input."""
    with pytest.raises(SuppliesError) as caught:
        read(folder, content, name)
    assert type(caught.value) is kind
    assert caught.value.exit_status == 2
    assert_speaks(caught.value)
    assert caught.value.facts["path"] == name
    return caught.value


# --- text files ------------------------------------------------------------------------------------------------------

TEXT = csv_text([HEADS, ("YJ01", "12㎡帐篷，镕", "12.50", "2026-01-05")])
WHOLE = [{"code": "YJ01", "name": "12㎡帐篷，镕", "quantity": "12.50", "day": "2026-01-05"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_text_file_is_read_in_the_encodings_and_line_ends_in_use(folder: Path, encoding: str, ends: str) -> None:
    assert cells(read(folder, TEXT.replace("\n", ends).encode(encoding), "list.csv")) == WHOLE


@pytest.mark.parametrize("name", ["list.csv", "LIST.CSV", "list.txt"])
def test_a_text_file_is_known_by_its_name(folder: Path, name: str) -> None:
    assert cells(read(folder, TEXT.encode(), name)) == WHOLE


def test_cells_in_quotes_may_hold_commas_and_line_ends(folder: Path) -> None:
    content = '编码,名称\nYJ01,"帐篷,\n""大"""\n'.encode()
    (row,) = read(folder, content, "list.csv").rows
    assert row.cells["name"] == '帐篷,\n"大"'


def test_blanks_around_a_cell_do_not_count(folder: Path) -> None:
    assert cells(read(folder, " 编码 ,名 称\n YJ01 ,\t帐篷 \n".encode(), "list.csv")) == [
        {"code": "YJ01", "name": "帐篷"}
    ]


@pytest.mark.parametrize("content", [b"\x81", "编码,名称\nYJ01,帐".encode() + b"\xff\xff", b"\xff\xfe\x00\x00"])
def test_bytes_that_are_no_text_are_refused_and_never_replaced(folder: Path, content: bytes) -> None:
    refused(folder, content, SheetUnreadable, "list.csv")


def test_a_cell_without_end_is_refused(folder: Path) -> None:
    content = "编码,名称\nYJ01,".encode() + b"x" * 200_000
    refused(folder, content, SheetUnreadable, "list.csv")


# --- workbooks -------------------------------------------------------------------------------------------------------

MAKERS: dict[str, Callable[[Cells], bytes]] = {"list.xlsx": xlsx, "list.xls": xls}

every_workbook = pytest.mark.parametrize("name", MAKERS)


@every_workbook
def test_a_workbook_is_read_exactly(folder: Path, name: str) -> None:
    rows = (HEADS, ("YJ01", "帐篷", 12.5, date(2026, 1, 5)), (210381, "棉被", 1200, date(1999, 12, 31)))
    assert cells(read(folder, MAKERS[name](rows), name)) == [
        {"code": "YJ01", "name": "帐篷", "quantity": "12.5", "day": "2026-01-05"},
        {"code": "210381", "name": "棉被", "quantity": "1200", "day": "1999-12-31"},
    ]


@every_workbook
@settings(max_examples=size(15, 300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1, max_size=8))
def test_every_number_that_was_typed_is_read_as_it_was(folder: Path, name: str, numbers: list[Any]) -> None:
    content = MAKERS[name]([HEADS, *(("C", "N", float(number)) for number in numbers)])
    for row, number in zip(read(folder, content, name).rows, numbers, strict=True):
        text = row.cells["quantity"]
        assert "e" not in text.lower()
        assert type(number)(text) == number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (123456789012345, "123456789012345"),
        (-0.5, "-0.5"),
        (100, "100"),
        (at(2026, 1, 5, 8, 30), "2026-01-05 08:30:00"),
        (at(2026, 1, 5), "2026-01-05"),
        (True, "True"),
        (None, ""),
        ("007", "007"),
        ("=1+1", ""),
    ],
)
def test_a_cell_is_read_as_what_it_holds(folder: Path, value: Any, text: str) -> None:
    (row,) = read(folder, xlsx([HEADS, ("C", "N", value, "x")])).rows
    assert row.cells["quantity"] == text


def test_only_the_first_sheet_is_read(folder: Path) -> None:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active.append(HEADS)
    workbook.active.append(("A", "甲"))
    workbook.create_sheet("二").append(("编码", "名称"))
    assert [row.cells["code"] for row in read(folder, saved(workbook)).rows] == ["A"]


def test_macros_are_left_alone_and_the_cells_read_as_data(folder: Path) -> None:
    content = io.BytesIO(xlsx([HEADS, ("YJ01", "帐篷")]))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    assert [row.cells["code"] for row in read(folder, content.getvalue(), "list.xlsm").rows] == ["YJ01"]


# --- where the list begins and ends ----------------------------------------------------------------------------------


@every_workbook
def test_the_header_may_stand_below_titles_and_notes(folder: Path, name: str) -> None:
    rows = (("应急物资目录",), (None,), ("单位：应急管理局", None, "2026"), ("", *HEADS), ("", "YJ01", "帐篷", 3))
    (row,) = read(folder, MAKERS[name](rows), name).rows
    assert (row.number, row.cells["code"], row.cells["quantity"]) == (5, "YJ01", "3")


def test_a_row_keeps_its_number_in_the_file(folder: Path) -> None:
    rows = [(None,), HEADS, (None,), ("A", "甲"), ("合计", None, 3), ("B", "乙")]
    table = read(folder, xlsx(rows))
    assert [(row.number, row.cells["code"]) for row in table.rows] == [(4, "A"), (6, "B")]
    assert table.skipped == (3, 5)


@pytest.mark.parametrize(
    "text", ["合计", "小计", "总计", "合 计", "合计：", "合计（元）", "Total", "SUBTOTAL:", "合计金额", "总计数量"]
)
def test_rows_of_sums_are_left_out_and_said_so(folder: Path, text: str) -> None:
    table = read(folder, csv_text([HEADS, ("A", "甲", 1), (text, "", 1), ("", text, 1)]).encode(), "list.csv")
    assert [row.cells["code"] for row in table.rows] == ["A"]
    assert table.skipped == (3, 4)


@pytest.mark.parametrize("text", ["小计算器", "总计时器", "Total station", "合计器", "TOTAL2000"])
def test_goods_whose_name_only_begins_like_a_sum_are_kept(folder: Path, text: str) -> None:
    content = csv_text([("名称", "编码"), (text, "A")]).encode()
    assert [row.cells["name"] for row in read(folder, content, "list.csv").rows] == [text]


def test_columns_are_found_by_any_of_their_names_in_any_order(folder: Path) -> None:
    content = csv_text([("备注", "名 称", "物资编码"), ("x", "帐篷", "YJ01")]).encode()
    assert cells(read(folder, content, "list.csv")) == [{"code": "YJ01", "name": "帐篷"}]


def test_a_short_row_has_only_the_cells_that_it_has(folder: Path) -> None:
    content = "编码,名称,数量\nYJ01\n".encode()
    assert cells(read(folder, content, "list.csv")) == [{"code": "YJ01"}]


# --- what is refused -------------------------------------------------------------------------------------------------


def test_a_missing_column_is_named(folder: Path) -> None:
    error = refused(folder, xlsx([("编码", "数量"), ("A", 1)]), HeaderMissing)
    assert error.facts["columns"] == "名称"


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_file_without_anything_in_it_is_refused(folder: Path, name: str) -> None:
    refused(folder, b"" if name.endswith("csv") else xlsx([]), SheetEmpty, name)


def test_a_file_that_is_not_there_is_refused(folder: Path) -> None:
    for path in (folder / "none.xlsx", folder, folder / ("x" * 300)):
        with pytest.raises(FileUnreadable) as caught:
            read_table(path, COLUMNS)
        assert_speaks(caught.value)


@pytest.mark.parametrize("code", [210381000000012345, 1e15, 123456789012345678, 1e300])
@every_workbook
def test_a_long_code_that_excel_has_rounded_is_refused_with_its_row(folder: Path, name: str, code: float) -> None:
    error = refused(folder, MAKERS[name]([HEADS, ("A", "甲"), (float(code), "乙")]), DigitsLost, name)
    assert error.facts["row"] == 3


@pytest.mark.parametrize("text", ["2.10381E+17", "2.1E+17", "2E+17", "-2.10381e+17"])
def test_a_long_code_that_excel_has_rounded_into_a_text_file_is_refused(folder: Path, text: str) -> None:
    error = refused(folder, csv_text([HEADS, (text, "甲")]).encode(), DigitsLost, "list.csv")
    assert (error.facts["row"], error.facts["number"]) == (2, text)


def test_a_long_code_as_text_is_read_and_a_rounded_one_elsewhere_does_not_matter(folder: Path) -> None:
    rows = [("编码", "名称", "别的"), ("210381000000012345", "甲", 1e17)]
    assert cells(read(folder, xlsx(rows))) == [{"code": "210381000000012345", "name": "甲"}]


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_as_many_rows_and_columns_as_are_promised_are_read(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "ROWS_MAX", 60)
    make = xlsx if name.endswith("xlsx") else lambda rows: csv_text(rows).encode()
    wide = [("编码", "名称", *[""] * (COLUMNS_MAX - 3), "x"), *((f"C{number}", "N") for number in range(59))]
    assert len(read(folder, make(wide), name).rows) == 59
    refused(folder, make([*wide, ("C", "N")]), SheetTooLarge, name)
    refused(folder, make([(*wide[0], "y"), *wide[1:]]), SheetTooLarge, name)


def test_the_promised_limits_are_those_that_are_told() -> None:
    assert (reading.BYTES_MAX, ROWS_MAX, COLUMNS_MAX) == (20 * 1024 * 1024, 50_000, 200)
    assert "20 MB" in SheetTooLarge.message and "50,000" in SheetTooLarge.message and "200" in SheetTooLarge.message


@pytest.mark.parametrize("filling", [b"\n", b",", b"x", b"\n,"])
def test_a_file_beyond_its_size_is_refused_whatever_fills_it(folder: Path, filling: bytes) -> None:
    content = filling * (reading.BYTES_MAX // len(filling) + 1)
    refused(folder, content, SheetTooLarge, "list.csv")
    within = "编码,名称\n".encode() + filling * (2_000_000 // len(filling))
    with pytest.raises((SheetTooLarge, SheetUnreadable)):
        read(folder, within, "list.csv")


@pytest.mark.parametrize(("row", "column"), [(1_048_576, 16_384), (1_048_576, 200), (9_000, 16_384), (1_048_576, 1)])
def test_a_stray_cell_in_the_far_corner_is_refused_and_asks_for_no_memory(folder: Path, row: int, column: int) -> None:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active.append(HEADS)
    workbook.active.cell(row, column, "x")
    refused(folder, saved(workbook), SheetTooLarge)


@pytest.mark.parametrize(
    ("row", "column", "kind"), [(60_000, 0, SheetTooLarge), (5, 250, SheetTooLarge), (5, 300, SheetUnreadable)]
)
def test_a_stray_cell_of_an_old_workbook_is_refused(
    folder: Path, row: int, column: int, kind: type[SuppliesError]
) -> None:
    far = [HEADS, *([()] * row), (*([None] * column), "x")]
    refused(folder, xls(far), kind, "list.xls")


@pytest.mark.parametrize("width", [1, 40, 400])
def test_an_old_workbook_of_any_length_is_read_whole(folder: Path, width: int) -> None:
    rows = [HEADS, *((f"C{number}", "帐" * width, number) for number in range(10_000))]
    found = read(folder, xls(rows), "list.xls").rows
    assert [row.cells["quantity"] for row in found] == [str(number) for number in range(10_000)]
    assert {len(row.cells["name"]) for row in found} == {width}


def test_cells_that_are_only_coloured_do_not_count(folder: Path) -> None:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active.append(HEADS)
    workbook.active.append(("A", "甲"))
    workbook.active.cell(1_000_000, 500).font = Font(bold=True)
    assert [row.cells["code"] for row in read(folder, saved(workbook)).rows] == ["A"]


def repacked(content: bytes, change: Callable[[bytes], bytes], *, bytes_said: int | None = None) -> bytes:
    """Return a workbook whose first sheet was changed; ``bytes_said`` lies about how large it unpacks."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in source.namelist():
            data = source.read(member)
            archive.writestr(member, change(data) if member == "xl/worksheets/sheet1.xml" else data)
        if bytes_said is not None:
            archive.getinfo("xl/worksheets/sheet1.xml").file_size = bytes_said
    return target.getvalue()


@pytest.mark.parametrize("bytes_said", [None, 1000])
def test_a_file_that_unpacks_to_far_too_much_is_refused(folder: Path, bytes_said: int | None) -> None:
    blanks = b" " * (30 * 1024 * 1024)
    content = repacked(
        xlsx([HEADS]), lambda data: data.replace(b"<sheetData>", b"<sheetData>" + blanks), bytes_said=bytes_said
    )
    assert len(content) < 100_000
    with pytest.raises((SheetTooLarge, SheetUnreadable)) as caught:
        read(folder, content)
    assert_speaks(caught.value)


def test_an_archive_of_very_many_bytes_is_refused_whatever_its_ratio(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "UNPACKED_MAX", 1000)
    refused(folder, xlsx([HEADS]), SheetTooLarge)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>',
        "<c t='n' r='XFD1048576'><v>1</v></c>",
        '<c  s="1"  r = "XFD1048576" ><v>1</v></c>',
    ],
)
def test_a_stray_cell_is_found_however_it_is_written(folder: Path, cell: str) -> None:
    row = f'<row r="1048576">{cell}</row></sheetData>'.encode()
    content = repacked(xlsx([HEADS]), lambda data: data.replace(b"</sheetData>", row))
    refused(folder, content, SheetTooLarge)


def test_another_kind_of_archive_is_no_workbook(folder: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    refused(folder, buffer.getvalue(), SheetUnreadable)


@pytest.mark.parametrize(
    "content", [b"", b"x", b"PK\5\6" + bytes(18), b"PK\3\4" + bytes(40), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 400]
)
def test_what_is_no_workbook_is_refused(folder: Path, content: bytes) -> None:
    for name in ("list.xlsx", "list.xls", "list"):
        with pytest.raises((SheetUnreadable, SheetEmpty)) as caught:
            read(folder, content, name)
        assert_speaks(caught.value)


GOOD = {
    "list.xlsx": xlsx([HEADS, ("YJ01", "帐篷", 1, date(2026, 1, 5))]),
    "list.xls": xls([HEADS, ("YJ01", "帐篷", 1)]),
}


@settings(max_examples=size(120, 5000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(GOOD)), st.integers(0, 10**6), st.binary(min_size=1, max_size=6), st.booleans())
def test_a_damaged_workbook_is_read_or_refused_in_words(
    folder: Path, name: str, place: int, bytes_: bytes, is_cut: bool
) -> None:
    content = bytearray(GOOD[name])
    at = place % len(content)
    content[at : at + len(bytes_)] = bytes_
    if is_cut:
        del content[at + 1 :]
    try:
        read(folder, bytes(content), name)
    except SuppliesError as error:
        assert_speaks(error)
        assert error.exit_status == 2


@settings(max_examples=size(60, 2000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from(["list.csv", "list.xlsx", "list.xls"]))
def test_whatever_bytes_a_file_holds_it_is_read_or_refused_in_words(folder: Path, content: bytes, name: str) -> None:
    try:
        read(folder, content, name)
    except SuppliesError as error:
        assert_speaks(error)
