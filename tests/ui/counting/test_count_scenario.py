"""A count from the first click to the posted adjustment and the printed forms, with real widgets."""

import io
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from supplies.scanning.label_code import place_code
from supplies.stock.documents import document_numbered
from supplies.ui.counting.counts_page import CountsPage
from supplies.ui.counting.result_page import ResultPage
from supplies.ui.reports.reports_page import ReportsPage
from supplies.ui.stock.document_page import DocumentPage
from supplies.values import LotId
from tests.rooms import A01, A02, ADMIN, DEPOT, QUILT, TENT, Desk, lot_line, some, yuan
from tests.stock.counts import TEAM, team
from tests.stock.keeper import label_of
from tests.ui.counting.count_window import CountWindow
from tests.ui.desktop import fill, on_sqlite
from tests.ui.pages import take_file

HERE, THERE = (place_code(DEPOT, place) for place in (A01, A02))
COUNTER, OTHER, HEAD = TEAM

Open = Callable[..., CountWindow]


def text_of(pdf: bytes) -> str:
    """Return all that stands on the pages, without blanks."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "".join("".join((page.extract_text() or "").split()) for page in document.pages)


def printed(window: CountWindow, folder: Path, name: str) -> str:
    """Save the report that is shown as a PDF; return what stands on it."""
    path = folder / f"{name}.pdf"
    window.page_is(ReportsPage)
    window.click("reports_save")
    take_file(window, path)
    return text_of(path.read_bytes())


def started(window: CountWindow, **texts: str) -> str:
    """Start a count by its form; return its number."""
    page = window.counts
    window.click("counts_start")
    fill(page.panel.form, **texts)
    window.click("start_count_form_submit")
    window.page_is(CountsPage)
    return window.rows(page.model, "number")[0][0]


def test_a_count_from_the_first_click_to_the_adjustment_and_its_papers(
    desk: Desk, open_window: Open, tmp_path: Path
) -> None:
    tents = desk.lot(TENT, 10, yuan("18000.00"), batch_no="P1")
    quilts = desk.lot(QUILT, 5, yuan("500.00"), batch_no="Q1", place=A02)
    team(desk)
    admin = open_window(ADMIN)
    number = started(admin, name="季度盘点")
    assert number == f"PD-{DEPOT}-2026-000001"
    admin.open_count(number)
    admin.click("count_sheet")
    sheet = printed(admin, tmp_path, "sheet")
    assert "盘点表" in sheet and label_of(desk, tents) in sheet and "监盘人" in sheet
    _count(desk, open_window, number, tents, quilts)
    head = open_window(HEAD)
    page = head.open_result(number)
    assert head.rows(page.listing.model, "place", "difference", "value", "before", "after") == [
        ("A01", "-2", "-3,600.00", "-1", "-1"),
        ("A02", "", "", "", ""),
    ]
    head.click("count_result_finish")
    fill(page.finish_panel.form, reason="出库漏记", note="追查经办人")
    head.click("finish_count_form_submit")
    assert f"{number} 已完成" in page.message.words
    assert not page.finish_button.isEnabled() and page.finish_button.reason == "此盘点已结束。"
    adjustment = "TZ-210300A-2026-000001"
    made = desk.read(document_numbered, adjustment)
    (line,) = desk.lines(made)
    assert (line.quantity, line.reason, made.paper_number, made.actor) == (some(2), "出库漏记", number, HEAD)
    assert desk.held(tents) == some(6)
    head.click("count_result_print")
    paper = printed(head, tmp_path, "result")
    for words in ("盘盈盘亏处理审批表", number, adjustment, "出库漏记", "-3,600.00", "初盘人", "复盘人", "单位负责人"):
        assert words in paper, words
    head.open_result(number)
    head.click("count_result_document")
    head.page_is(DocumentPage)
    assert desk.program.verify(deep=True).is_sound


def _count(desk: Desk, open_window: Open, number: str, tents: LotId, quilts: LotId) -> None:
    """Count twice while goods move: eight were there, the books said ten and nine by then."""
    first = open_window(COUNTER)
    first.open_count(number)
    desk.issue(lot_line(tents, 1))
    first.session._poll()
    first.settle()
    first.scan(HERE, label_of(desk, tents), "8", THERE, label_of(desk, quilts), "5")
    first.click("count_send")
    result = first.open_result(number)
    assert result.finish_button.reason
    second = open_window(OTHER)
    page = second.open_count(number)
    page.round.choose("2")
    second.settle()
    second.scan(HERE, label_of(desk, tents), "7")
    second.click("count_send")
    desk.issue(lot_line(tents, 1))


@on_sqlite
def test_what_keeps_a_count_from_being_finished_stands_on_its_button(desk: Desk, open_window: Open) -> None:
    tents = desk.lot(TENT, 10)
    team(desk)
    number = started(open_window(ADMIN), name="月度盘点", places="a01")
    counter, head = open_window(COUNTER), open_window(HEAD)
    page = head.open_result(number)
    assert page.finish_button.reason == "尚未盘点任何一行。"
    counter.open_count(number)
    counter.scan(HERE, label_of(desk, tents), "9")
    counter.click("count_send")
    head.open_result(number)
    assert page.finish_button.reason == "有 1 行须由另一人复盘。"
    theirs = counter.open_result(number)
    assert "counter" in theirs.finish_button.reason and "科室负责人" in theirs.finish_button.reason


@on_sqlite
def test_a_count_is_given_up_with_its_reason_and_single_lines_get_reasons_of_their_own(
    desk: Desk, open_window: Open
) -> None:
    tents, quilts = desk.lot(TENT, 10, batch_no="P1"), desk.lot(QUILT, 5, batch_no="Q1")
    team(desk)
    admin = open_window(ADMIN)
    number = started(admin, name="抽盘", tolerance="100", mille="1000")
    counter, head = open_window(COUNTER), open_window(HEAD)
    counter.open_count(number)
    counter.scan(HERE, label_of(desk, tents), "9")
    counter.click("count_send")
    page = head.open_result(number)
    for row, reason in ((0, "短少"), (1, "门锁打不开")):
        page.listing.table.selectRow(row)
        head.settle()
        head.click("count_lines_actions_reason")
        fill(page.reason_panel.form, reason=reason)
        head.click("count_reason_form_submit")
    assert page.has_unsaved()
    head.click("count_result_finish")
    head.click("finish_count_form_submit")
    assert f"{number} 已完成" in page.message.words, page.message.words
    assert desk.held(tents) == some(9) and desk.held(quilts) == some(5)
    assert {row[0] for row in head.rows(page.listing.model, "reason")} == {"短少", "门锁打不开"}
    other = started(admin, name="又一次")
    result = admin.open_result(other)
    admin.click("count_result_cancel")
    fill(result.cancel_panel.form, reason="下雨改期")
    admin.click("cancel_count_form_submit")
    assert "已取消" in result.facts.words and "下雨改期" in result.facts.words


@on_sqlite
def test_filters_show_what_differs_what_moved_and_what_is_missing(desk: Desk, open_window: Open) -> None:
    tents = desk.lot(TENT, 10, batch_no="P1")
    desk.lot(QUILT, 5, batch_no="Q1")
    team(desk)
    number = started(open_window(ADMIN), name="盘点")
    counter = open_window(COUNTER)
    counter.open_count(number)
    counter.scan(HERE, label_of(desk, tents), "9")
    counter.click("count_send")
    page = counter.open_result(number)
    assert isinstance(page, ResultPage)
    for name, names in (
        ("differing", ["12㎡单帐篷"]),
        ("missing", ["棉被"]),
        ("second", ["12㎡单帐篷"]),
        ("found", []),
        ("moved", []),
    ):
        page.listing.filters.set_values({"state": name})
        counter.settle()
        assert [row[0] for row in counter.rows(page.listing.model, "name")] == names, name
