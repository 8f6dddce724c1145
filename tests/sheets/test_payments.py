"""Payments and invoices out of the sheets people get: every fen as written, or the cell named that cannot be read."""

import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from supplies.errors import (
    ColumnTwice,
    HeaderMissing,
    MoneyCellWrong,
    MoneyListEmpty,
    MoneyListUnreadable,
    SheetEmpty,
    SuppliesError,
    UnitUnclear,
)
from supplies.language import Language, use_language
from supplies.procurement.lists import DifferenceKind, ListKind, MoneyList
from supplies.sheets.payments import read_invoices, read_money_list, read_payments
from supplies.values import Money, total_money
from tests.rooms import assert_speaks
from tests.sheets.old_excel import xls
from tests.soak import size

HEAD = ("凭证号", "日期", "收款人", "金额", "合同号", "摘要")
FIRST = ("ZF-1", "2023-07-05", "甲有限公司", 1008.4, "HT-1", "帐篷款")
SECOND = ("ZF-2", "2023-07-06", "乙有限公司", 290.04, "HT-2", "棉被款")
BOTH = Money.parse("1298.44")
INVOICE = ("发票号码", "开票日期", "销售方名称", "数量", "单价", "金额", "税额", "价税合计")

Cells = Sequence[Sequence[Any]]


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("payments")


def sheet_of(folder: Path, rows: Cells, *merged: str, title: str = "支付") -> Path:
    """Write a workbook of one sheet, as Excel does it."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    fill(sheet, rows, title)
    for cells in merged:
        sheet.merge_cells(cells)
    path = folder / "list.xlsx"
    workbook.save(path)
    return path


def fill(sheet: Worksheet, rows: Cells, title: str) -> None:
    sheet.title = title
    for row in rows:
        sheet.append(list(row))


def csv_of(folder: Path, rows: Cells, encoding: str = "gb18030") -> Path:
    path = folder / "list.csv"
    text = "".join(",".join("" if cell is None else f'"{cell}"' for cell in row) + "\n" for row in rows)
    path.write_bytes(text.encode(encoding))
    return path


def payments(folder: Path, *rows: Sequence[Any]) -> MoneyList:
    return read_payments(sheet_of(folder, rows))


def amounts(found: MoneyList) -> list[str]:
    return [str(line.amount) for line in found.lines]


def refused(path: Path, kind: type[SuppliesError]) -> SuppliesError:
    with pytest.raises(SuppliesError) as caught:
        read_payments(path)
    assert type(caught.value) is kind
    assert caught.value.exit_status == 2
    assert_speaks(caught.value)
    return caught.value


# --- the head --------------------------------------------------------------------------------------------------------

FORM = (
    ("某市应急管理局国库集中支付明细表",),
    ("编制单位：某局", None, None, None, None, "单位：万元"),
    ("序号", "支付凭证", None, "收款人", None, "金额", "合同编号", "摘要"),
    (None, "号码", "日期", "名称", "账号", None, None, None),
    ("1", "2", "3", "4", "5", "6", "7", "8"),
    (1, "ZF-1", date(2023, 7, 5), "甲有限公司", "6222", 1008.4, "HT-1", "帐篷款"),
    (2, "ZF-2", "2023年7月6日", "乙有限公司", "6223", "２９０.０４", "HT-2", "棉被款"),
    ("合 计", None, None, None, None, 1298.44),
    ("制表人：", None, None, "审核人："),
)
MERGED = ("A1:H1", "A3:A4", "B3:C3", "D3:E3", "F3:F4", "G3:G4", "H3:H4", "A8:E8")


def test_a_form_with_titles_merged_heads_and_a_total_is_read_whole(folder: Path) -> None:
    found = read_payments(sheet_of(folder, FORM, *MERGED))
    told = [(line.number, line.dated, line.payee, str(line.amount), line.contract_number) for line in found.lines]
    assert told == [
        ("ZF-1", date(2023, 7, 5), "甲有限公司", "10084000.00", "HT-1"),
        ("ZF-2", date(2023, 7, 6), "乙有限公司", "2900400.00", "HT-2"),
    ]
    assert [(line.row, line.text) for line in found.lines] == [(6, "帐篷款"), (7, "棉被款")]
    assert (found.amount, found.totals, found.differences) == (Money.parse("12984400"), 1, ())
    assert found.assumed_yuan == ()
    assert [left.rows for left in found.left_out] == [(5, 9)]


def test_the_same_list_is_known_again_in_another_form_and_file(folder: Path) -> None:
    form = read_payments(sheet_of(folder, FORM, *MERGED))
    head = ("付款单号", "支付日期", "供应商", "金额(元)", "摘要")
    rows = (
        ("ZF-1", "2023/7/5", "甲有限公司", "10,084,000.00", "帐篷"),
        ("ZF-2", "20230706", "乙有限公司", "2,900,400", ""),
    )
    plain = read_payments(csv_of(folder, (head, *rows)))
    assert plain.fingerprint == form.fingerprint
    assert [line.fingerprint for line in plain.lines] == [line.fingerprint for line in form.lines]
    other = read_payments(csv_of(folder, (head, rows[0], ("ZF-2", "20230706", "乙有限公司", "2,900,400.01", ""))))
    assert other.fingerprint != form.fingerprint
    assert other.lines[0].fingerprint == form.lines[0].fingerprint
    assert other.lines[1].fingerprint != form.lines[1].fingerprint


def test_a_workbook_of_before_2007_is_read_too(folder: Path) -> None:
    path = folder / "list.xls"
    path.write_bytes(xls((HEAD, FIRST, SECOND, ("合计", "", "", 1298.44))))
    found = read_payments(path)
    assert (found.amount, found.totals, found.differences) == (BOTH, 1, ())


def test_a_head_on_every_page_is_no_line(folder: Path) -> None:
    found = payments(folder, ("支付明细",), HEAD, FIRST, ("支付明细",), HEAD, SECOND, ("累计", None, None, 1298.44))
    assert (found.amount, found.totals, found.differences) == (BOTH, 1, ())
    assert [left.rows for left in found.left_out] == [(4, 5)]


@pytest.mark.parametrize("lacking", [0, 1, 3])
def test_a_list_without_a_needed_column_is_refused_and_it_is_named(folder: Path, lacking: int) -> None:
    head = [cell for place, cell in enumerate(HEAD) if place != lacking]
    error = refused(sheet_of(folder, (head, ("x", "y", "z", "1", "2"))), HeaderMissing)
    assert error.facts["columns"] == {0: "支付凭证号", 1: "支付日期", 3: "支付金额"}[lacking]


def test_two_columns_that_may_both_be_meant_are_refused_and_named(folder: Path) -> None:
    error = refused(sheet_of(folder, ((*HEAD, "金额"), (*FIRST, 1))), ColumnTwice)
    assert error.facts["columns"] == "金额 (D), 金额 (G)"


def test_of_two_columns_the_one_whose_words_fit_better_is_read(folder: Path) -> None:
    assert amounts(payments(folder, (*HEAD, "实付金额"), (*FIRST, 7))) == ["7.00"]


def test_a_file_without_lines_is_refused(folder: Path) -> None:
    refused(sheet_of(folder, (HEAD,)), MoneyListEmpty)
    refused(sheet_of(folder, (HEAD, ("合计", None, None, 0))), MoneyListEmpty)
    refused(sheet_of(folder, ()), SheetEmpty)


def test_every_sheet_that_people_see_is_read_and_what_is_none_is_told(folder: Path) -> None:
    workbook = openpyxl.Workbook()
    fill(workbook.worksheets[0], (HEAD, FIRST), "七月")
    fill(workbook.create_sheet(), (HEAD, SECOND), "八月")
    fill(workbook.create_sheet(), (("说明",), ("略",)), "说明")
    hidden = workbook.create_sheet()
    fill(hidden, (HEAD, SECOND), "旧")
    hidden.sheet_state = "hidden"
    workbook.create_sheet("空")
    workbook.save(folder / "book.xlsx")
    found = read_payments(folder / "book.xlsx")
    assert [(line.sheet, line.row, line.number) for line in found.lines] == [("七月", 2, "ZF-1"), ("八月", 2, "ZF-2")]
    assert [(left.sheet, left.rows) for left in found.left_out] == [("说明", ())]
    assert found.amount == BOTH
    assert [sheet for sheet in found.assumed_yuan if any(sheet in notice for notice in found.notices())] == [
        "七月",
        "八月",
    ]
    assert "说明" in found.notices()[2]


# --- units -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "heading", "told", "is_assumed"),
    [
        (None, "金额", "1.50", True),
        (None, "金额(万元)", "15000.00", False),
        (None, "金额（元）", "1.50", False),
        (None, "金额/万元", "15000.00", False),
        ("单位:万元", "金额", "15000.00", False),
        ("金额单位：人民币元", "金额", "1.50", False),
        ("单位：千元", "金额", "1500.00", False),
        ("单位：万元", "金额（元）", "1.50", False),
        ("收款单位：元达公司", "金额", "1.50", True),
    ],
)
def test_the_unit_is_the_one_that_is_told_or_yuan_and_then_it_is_said(
    folder: Path, above: str | None, heading: str, told: str, *, is_assumed: bool
) -> None:
    head = [heading if cell == "金额" else cell for cell in HEAD]
    found = payments(folder, ("支付明细", above), head, (*FIRST[:3], 1.5))
    assert amounts(found) == [told]
    assert found.assumed_yuan == (("支付",) if is_assumed else ())
    assert len(found.notices()) == is_assumed


def test_a_cell_may_tell_its_own_unit(folder: Path) -> None:
    texts = ("1.5万元", "￥1,234.50", "1 234.5元", "(12.30)", "－3")
    found = payments(folder, HEAD, *((f"ZF{place}", *FIRST[1:3], text) for place, text in enumerate(texts)))
    assert amounts(found) == ["15000.00", "1234.50", "1234.50", "-12.30", "-3.00"]


def test_two_units_above_a_list_are_refused(folder: Path) -> None:
    error = refused(sheet_of(folder, (("单位：元", "单位：万元"), HEAD, FIRST)), UnitUnclear)
    assert "万元" in error.text() and "支付" in error.text()


# --- exactness -------------------------------------------------------------------------------------------------------

fens = st.integers(-(10**13), 10**13)


def written(fen: int, unit: str, style: str) -> Any:
    """Return an amount as a cell may hold it; a formula leaves dust behind the last digit that Excel shows."""
    exact = Decimal(fen).scaleb(-2 if unit == "元" else -6)
    forms: dict[str, Any] = {
        "number": float(exact),
        "dust": math.nextafter(float(exact), math.inf) if fen else 0.0,
        "text": format(exact, "f"),
        "grouped": format(exact, ",f"),
        "wide": format(exact, "f").translate(str.maketrans("0123456789.", "０１２３４５６７８９．")),
    }
    return forms[style]


@settings(max_examples=size(40, 400), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(
        st.tuples(fens, st.sampled_from(["number", "dust", "text", "grouped", "wide"])), min_size=1, max_size=10
    ),
    unit=st.sampled_from(["元", "万元"]),
)
def test_the_lines_add_up_to_what_was_written_to_the_fen(folder: Path, told: list[tuple[int, str]], unit: str) -> None:
    head = [f"金额（{unit}）" if cell == "金额" else cell for cell in HEAD]
    lines = [(f"ZF{place}", *FIRST[1:3], written(fen, unit, style)) for place, (fen, style) in enumerate(told)]
    whole = Decimal(sum(fen for fen, _style in told)).scaleb(-2 if unit == "元" else -6)
    found = payments(folder, head, *lines, ("合计", None, None, format(whole, "f")))
    assert [line.amount.fen for line in found.lines] == [fen for fen, _style in told]
    assert found.amount == total_money(Money(fen) for fen, _style in told)
    assert found.differences == ()
    assert found.totals == 1


def test_the_largest_amount_is_read_to_the_fen(folder: Path) -> None:
    assert amounts(payments(folder, HEAD, (*FIRST[:3], 999_999_999_999.99))) == ["999999999999.99"]


# --- cells that cannot be read ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "heading", "cell"),
    [
        ("D", "金额", 1.005),
        ("D", "金额", "1.001"),
        ("D", "金额", "1.0000001万元"),
        ("D", "金额", "1,23"),
        ("D", "金额", "一百"),
        ("D", "金额", 1e13),
        ("D", "金额", 1e17),
        ("D", "金额", None),
        ("B", "日期", "2023-02-29"),
        ("B", "日期", "七月"),
        ("B", "日期", 45112),
        ("B", "日期", None),
        ("A", "凭证号", None),
        ("A", "凭证号", 12345678901234567890),
        ("E", "合同号", 1234567890123456789),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_by_sheet_row_and_column(
    folder: Path, column: str, heading: str, cell: Any
) -> None:
    line = list(FIRST)
    line["ABCDEF".index(column)] = cell
    error = refused(sheet_of(folder, (HEAD, SECOND, line)), MoneyListUnreadable)
    (problem,) = error.lines
    assert (problem.line, problem.field, type(problem.error)) == (3, f"{heading} ({column})", MoneyCellWrong)
    assert problem.error.facts["sheet"] == "支付"
    assert problem.error.facts["row"] == 3
    assert error.facts["count"] == 1


def test_a_problem_is_said_in_chinese(folder: Path) -> None:
    error = refused(sheet_of(folder, (HEAD, (*FIRST[:3], 0.005))), MoneyListUnreadable)
    assert error.lines[0].error.text() == "工作表 支付 第 2 行 金额 (D) 列：“0.005”（元）精确到分以下。"


def test_every_cell_that_cannot_be_read_is_named_at_once(folder: Path) -> None:
    error = refused(
        sheet_of(folder, (HEAD, ("", "gestern", "甲", "x"), SECOND, ("3", "y", "乙", 1))), MoneyListUnreadable
    )
    assert [(each.line, each.field[:2]) for each in error.lines] == [(2, "凭证"), (2, "日期"), (2, "金额"), (4, "日期")]


tokens = st.one_of(
    st.sampled_from(
        [*HEAD, *INVOICE, "合计", "小计", "单位：万元", "单位：元", "金额(万元)", "备注：", "", "-", "1", "2"]
    ),
    st.sampled_from(["2023-07-05", "1,000.00", "0.001", "1E+20", "(5)", "%", "万元", "）", "¥"]),
    st.text(max_size=4).filter(lambda text: '"' not in text),
)


@settings(max_examples=size(200, 5000), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(tokens, min_size=1, max_size=7), min_size=1, max_size=7), st.booleans())
def test_whatever_stands_in_a_sheet_it_is_read_or_refused_in_words(
    folder: Path, rows: list[list[str]], with_head: bool
) -> None:
    path = csv_of(folder, [HEAD, *rows] if with_head else rows, "utf-8")
    for read in (read_payments, read_invoices):
        try:
            found = read(path)
        except SuppliesError as error:
            assert error.text() and error.remedy()
        else:
            assert found.lines and all(each.sentence() for each in found.differences)
            assert len({line.fingerprint for line in found.lines}) == len(found.lines)


# --- arithmetic ------------------------------------------------------------------------------------------------------


def test_a_total_that_is_not_the_sum_of_its_lines_is_named(folder: Path) -> None:
    found = payments(folder, HEAD, FIRST, SECOND, ("合计", None, None, 1298.45))
    (difference,) = found.differences
    assert (difference.kind, difference.name) == (DifferenceKind.TOTAL, "支付!D4:total")
    assert (difference.told, difference.computed) == (Money.parse("1298.45"), BOTH)
    for part in ("支付", "4", "金额 (D)", "1,298.45", "1,298.44"):
        assert part in difference.sentence()
    assert found.unaccepted(frozenset()) == (difference,)
    assert found.unaccepted(frozenset({difference.name})) == ()


def test_subtotals_totals_and_running_totals_are_compared_each_with_its_lines(folder: Path) -> None:
    def total(word: str, amount: float) -> tuple[Any, ...]:
        return (word, None, None, amount)

    rows = [HEAD, FIRST, total("小计", 1008.4), SECOND, total("本页小计：", 290.04), total("合计", 1298.44)]
    more = [("ZF-3", *FIRST[1:3], 1), total("本月合计", 1), total("累计", 1299.44), total("总计(元)", 1299.44)]
    found = payments(folder, *rows, *more)
    assert (found.totals, found.differences) == (6, ())
    wrong = payments(folder, *rows[:2], total("小计", 1008), *rows[3:], *more[:2], total("总计", 1298.44))
    assert [each.name for each in wrong.differences] == ["支付!D3:total", "支付!D9:total"]


def test_a_total_in_chinese_capitals_is_compared_too(folder: Path) -> None:
    capitals = "人民币壹仟贰佰玖拾捌元肆角肆分"
    rows = (HEAD, FIRST, SECOND)
    assert payments(folder, *rows, ("合计（大写）", None, None, capitals)).totals == 1
    refused(sheet_of(folder, (*rows, ("合计（大写）", None, None, "人民币玖元整"))), MoneyListUnreadable)


def test_a_line_whose_text_speaks_of_totals_is_a_line(folder: Path) -> None:
    found = payments(folder, HEAD, (*FIRST[:5], "上月合计"), SECOND)
    assert (found.amount, found.totals) == (BOTH, 0)


def test_quantity_times_price_must_be_the_amount_or_it_is_named(folder: Path) -> None:
    head = (*HEAD, "数量", "单价")
    right, wrong = (*FIRST, "20顶", 50.42), (*SECOND, 3, 96.67)
    found = payments(folder, head, right, wrong)
    (difference,) = found.differences
    assert (difference.name, difference.kind) == ("支付!D3:product", DifferenceKind.PRODUCT)
    assert (difference.told, difference.computed) == (Money.parse("290.04"), Money.parse("290.01"))
    assert "290.01" in difference.sentence()


def test_the_same_line_twice_is_named_and_each_has_a_mark_of_its_own(folder: Path) -> None:
    found = payments(folder, HEAD, FIRST, SECOND, FIRST)
    (difference,) = found.differences
    assert (difference.kind, difference.row, difference.repeats) == (DifferenceKind.REPEATED, 4, "支付!D2")
    assert "支付!D2" in difference.sentence()
    assert len({line.fingerprint for line in found.lines}) == 3
    assert found.lines[0].fingerprint == payments(folder, HEAD, FIRST).lines[0].fingerprint


# --- invoices --------------------------------------------------------------------------------------------------------


def test_an_invoice_is_its_gross_amount_and_its_parts_are_compared(folder: Path) -> None:
    rows = [
        INVOICE,
        ("23212000000012345678", "2023-07-05", "甲有限公司", 3, "176.9911504425", 530.97, 69.03, 600),
        ("23212000000012345679", "2023-07-05", "乙有限公司", 1, 100, 100, 13, 114),
        ("合计", None, None, None, None, 630.97, 82.03, 714),
    ]
    found = read_invoices(sheet_of(folder, rows, title="发票"))
    assert amounts(found) == ["600.00", "114.00"]
    assert [(each.name, str(each.computed)) for each in found.differences] == [("发票!H3:tax", "113.00")]


def test_a_head_of_two_rows_that_speaks_of_a_total_may_stand_on_every_page(folder: Path) -> None:
    head = (("发票号码", None, "发票", None, None), (None, "开票日期", "不含税金额", "税额", "价税合计"))
    lines = [("1", "2023-07-05", 100, 13, 113), ("2", "2023-07-06", 200, 26, 226)]
    found = read_invoices(sheet_of(folder, (*head, lines[0], *head, lines[1])))
    assert amounts(found) == ["113.00", "226.00"]
    assert (found.totals, [left.rows for left in found.left_out]) == (0, [(4, 5)])


def test_an_old_invoice_has_its_code_before_its_number(folder: Path) -> None:
    head = ("发票代码", "发票号码", "开票日期", "金额")
    found = read_invoices(sheet_of(folder, (head, ("021002300111", "00012345", "2023-07-05", 7))))
    assert [(line.number, str(line.amount)) for line in found.lines] == [("021002300111-00012345", "7.00")]


def test_new_and_old_invoices_stand_in_the_same_list_of_the_tax_office(folder: Path) -> None:
    head = ("发票代码", "发票号码", "数电发票号码", "销方名称", "开票日期", "金额", "税额", "价税合计", "备注")
    rows = [
        head,
        (None, None, "23212000000012345678", "甲有限公司", "2023-07-05 10:20:30", 100, 13, 113, "HT-1"),
        ("021002300111", "00012345", None, "乙有限公司", "2023-07-06 08:00:00", 200, 26, 226, None),
    ]
    found = read_invoices(sheet_of(folder, rows))
    assert [line.number for line in found.lines] == ["23212000000012345678", "021002300111-00012345"]
    assert [line.dated for line in found.lines] == [date(2023, 7, 5), date(2023, 7, 6)]
    assert (found.amount, found.differences) == (Money.parse(339), ())


def test_invoices_whose_amounts_may_be_without_their_tax_are_refused(folder: Path) -> None:
    path = sheet_of(folder, (("发票号码", "开票日期", "金额", "税额"), ("1", "2023-07-05", 100, 13)))
    with pytest.raises(HeaderMissing) as caught:
        read_invoices(path)
    assert caught.value.facts["columns"] == "价税合计"


# --- how it was read -------------------------------------------------------------------------------------------------


def test_each_sheet_tells_its_head_unit_lines_and_totals(folder: Path) -> None:
    head = ("凭证号", "日期", "收款人", "金额（万元）", "合同号", "摘要")
    path = sheet_of(folder, [("支付明细",), head, FIRST, SECOND, ("合计", "", "", 1298.44, "", "")])
    (sheet,) = read_payments(path).sheets
    assert (sheet.name, sheet.first_head, sheet.last_head, sheet.unit) == ("支付", 2, 2, "万元")
    assert (sheet.lines, sheet.totals, sheet.amount) == (2, 1, Money.parse_wan("1298.44"))
    use_language(Language.CHINESE)
    assert "万元" in sheet.sentence() and "2" in sheet.sentence()


def test_the_head_tells_whether_a_file_holds_payments_or_invoices(folder: Path) -> None:
    payments = sheet_of(folder, [HEAD, FIRST])
    assert read_money_list(payments).kind is ListKind.PAYMENTS
    invoices = sheet_of(folder, [("发票号码", "开票日期", "价税合计"), ("FP-1", "2023-07-05", 100)])
    assert read_money_list(invoices).kind is ListKind.INVOICES
    with pytest.raises(HeaderMissing):
        read_money_list(invoices, ListKind.PAYMENTS)
    neither = sheet_of(folder, [("序号", "名称"), (1, "帐篷")])
    with pytest.raises(HeaderMissing) as error:
        read_money_list(neither)
    assert "支付凭证号" in str(error.value.facts["columns"])
