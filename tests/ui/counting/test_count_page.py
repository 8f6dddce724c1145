"""Counting as it is done: place first, every scan on the disk before it is answered, posted in batches."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from supplies.errors import StoreBusy
from supplies.program import Program
from supplies.scanning.commands import Command
from supplies.scanning.label_code import place_code
from supplies.stock.count_sheet import NoteKind, decode_sheet
from supplies.stock.slip_said import Tone
from supplies.ui.counting.count_desk import BATCH_LINES, DRAFT_KIND
from supplies.values import LotId
from tests.rooms import A01, A02, CLOTH, COMMAND_TENT, DEPOT, QUILT, TENT, Desk, goods, lot_line, some
from tests.stock.counts import TEAM, Counting
from tests.stock.keeper import label_of
from tests.ui.counting.count_window import CountWindow
from tests.ui.desktop import on_sqlite
from tests.ui.scanning.scan_window import CONTROL

HERE, THERE = (place_code(DEPOT, place) for place in (A01, A02))
UNKNOWN = "6901234567892"
COUNTER, OTHER, _HEAD = TEAM

Open = Callable[..., CountWindow]

pytestmark = on_sqlite


@pytest.fixture
def lot(desk: Desk) -> LotId:
    """Return ten tents at A01."""
    return desk.lot(TENT, 10, batch_no="P1")


@pytest.fixture
def count(desk: Desk, lot: LotId) -> Counting:
    """Return a count of the whole depot."""
    return Counting(desk)


@pytest.fixture
def window(open_window: Open, count: Counting) -> CountWindow:
    """Return a window on the count, of the one who counts first."""
    opened = open_window(COUNTER)
    opened.open_count(count.number)
    return opened


def test_the_place_comes_first_then_goods_then_the_quantity(
    desk: Desk, lot: LotId, count: Counting, window: CountWindow
) -> None:
    assert window.scan(label_of(desk, lot)).tone is Tone.ERROR
    assert window.said().title == "尚未指定货位。"
    assert window.scan(HERE).tone is Tone.OK
    assert window.said().detail == "此处还有 1 行待盘。"
    assert window.scan(label_of(desk, lot)).title == "12㎡单帐篷  1 顶"
    assert window.scan("9").title == "12㎡单帐篷  9 顶"
    window.click("count_send")
    assert count.line(lot).difference == some(-1)


def test_the_books_are_hidden_until_the_line_is_counted_and_posted(desk: Desk, lot: LotId, window: CountWindow) -> None:
    page = window.count
    assert page is not None
    assert window.rows(page.model, "book", "counted", "state") == [("", "", "待盘")]
    window.scan(HERE, label_of(desk, lot), "9")
    assert window.rows(page.model, "book", "counted", "state") == [("", "9", "已盘，未登记")]
    window.click("count_send")
    assert window.rows(page.model, "book", "counted", "difference", "state") == [("10", "9", "-1", "须复盘")]


def test_an_open_count_shows_the_books_from_the_start(desk: Desk, lot: LotId, open_window: Open) -> None:
    count = Counting(desk, is_blind=False)
    window = open_window(COUNTER)
    page = window.open_count(count.number)
    assert window.rows(page.model, "book") == [("10",)]
    assert lot is not None


def test_each_scan_is_on_the_disk_before_it_is_answered(
    desk: Desk, lot: LotId, count: Counting, window: CountWindow
) -> None:
    window.scan(HERE, label_of(desk, lot), label_of(desk, lot))
    (draft,) = window.drafts.drafts(COUNTER, DRAFT_KIND)
    sheet = decode_sheet(draft.content)
    assert sheet is not None and sheet.number == count.number
    assert [(line.lot_id, line.place, line.quantity) for line in sheet.lines] == [(lot, A01, some(2))]
    assert count.session.counted_count == 0, "nothing was posted yet"


def test_what_was_not_posted_is_here_again_after_a_crash(
    desk: Desk, lot: LotId, count: Counting, window: CountWindow, open_window: Open
) -> None:
    window.scan(HERE, label_of(desk, lot), "7")
    window.close()
    again = open_window(COUNTER)
    page = again.open_count(count.number)
    assert again.rows(page.model, "counted", "state") == [("7", "已盘，未登记")]
    assert "1 行已恢复" in page.message.words
    again.scan(label_of(desk, lot))
    again.click("count_send")
    holding = count.line(lot).holding
    assert holding is not None and holding.quantity == some(8)


def test_lines_are_posted_in_batches_while_one_counts(desk: Desk, open_window: Open) -> None:
    lines = [goods(QUILT, 5, batch_no=f"Q{number}") for number in range(BATCH_LINES + 3)]
    desk.receive(*lines)
    count = Counting(desk)
    window = open_window(COUNTER)
    window.open_count(count.number)
    window.scan(HERE)
    for line in lines:
        window.scan(label_of(desk, line.lot_id), "5")
    sheet = window.count and window.count.desk.sheet
    assert count.session.counted_count == BATCH_LINES
    assert sheet and len(sheet.lines) == 3
    assert not any(line.difference for line in count.whole.lines if line.holding)


def test_scans_count_up_over_what_is_posted_already(
    desk: Desk, lot: LotId, count: Counting, window: CountWindow
) -> None:
    window.scan(HERE, label_of(desk, lot), "4")
    window.click("count_send")
    assert window.scan(label_of(desk, lot)).title.endswith("5 顶")
    assert window.scan(Command.ADD_5.label_code).title.endswith("10 顶")
    window.click("count_send")
    assert count.line(lot).difference == some(0)


def test_goods_of_another_place_are_told_in_colour_and_words_and_counted_as_found(
    desk: Desk, lot: LotId, count: Counting, window: CountWindow
) -> None:
    said = window.scan(THERE, label_of(desk, lot))
    assert said.tone is Tone.WARNING and "账面在 A01" in said.detail
    page = window.count
    assert page is not None
    assert window.rows(page.model, "place", "counted") == [("A02", "1")]
    window.click("count_send")
    found = count.line(lot, A02)
    assert not found.is_expected and found.difference == some(1)
    assert window.rows(page.model, "number", "state")[0] == ("2", "须复盘")


def test_goods_that_are_not_in_the_count_at_all_are_found_by_their_label(desk: Desk, open_window: Open) -> None:
    tents, cloth = desk.lot(TENT, 1), desk.lot(CLOTH, "2.5", place=A02)
    count = Counting(desk, items=(TENT,))
    window = open_window(COUNTER)
    window.open_count(count.number)
    said = window.scan(THERE, label_of(desk, cloth))
    assert said.tone is Tone.WARNING and "盘外物资" in said.detail
    assert window.scan("2.125").title == "土工布  2.125 平方米"
    assert window.scan("2.1254").tone is not Tone.OK
    window.click("count_send")
    assert count.line(cloth, A02).difference == some("-0.375")
    assert count.line(tents).holding is None


def test_unknown_codes_and_double_scans_of_an_object_are_kept_in_a_list(
    desk: Desk, count: Counting, window: CountWindow
) -> None:
    one = desk.lot(COMMAND_TENT, 1, serial_no="S-1")
    window.settle()
    assert window.scan(HERE, UNKNOWN).tone is Tone.WARNING
    assert window.scan(label_of(desk, one)).title.endswith("1 顶")
    window.scan(THERE)
    twice = window.scan(label_of(desk, one))
    assert twice.tone is Tone.WARNING and "已在 A01 盘过" in twice.detail
    page = window.count
    assert page is not None and page.desk.sheet is not None
    assert [note.kind for note in page.desk.sheet.notes] == [NoteKind.UNKNOWN, NoteKind.TWICE]
    assert window.rows(page.notes_model, "kind", "text")[1] == ("未知条码", UNKNOWN)
    window.click("count_send")
    (unknown,) = count.whole.unknown
    assert (unknown.code, unknown.place) == (UNKNOWN, A01)
    assert len(page.desk.sheet.notes) == 2 and not page.desk.sheet.waits


def test_a_row_is_chosen_and_its_quantity_typed_and_the_rest_of_a_place_is_nothing(
    desk: Desk, lot: LotId, open_window: Open
) -> None:
    other = desk.lot(QUILT, 5, batch_no="Q1")
    count = Counting(desk)
    window = open_window(COUNTER)
    page = window.open_count(count.number)
    row = next(row for row in page._rows if row.key[0] == lot)
    page.table.row_opened.emit(row)
    window.settle()
    window.scan("10")
    window.click("count_rest")
    window.click("count_confirm_yes")
    window.click("count_send")
    assert count.line(lot).difference == some(0) and count.line(other).difference == some(-5)
    assert page.rest_button.reason and page.send_button.reason


def test_a_step_is_undone_as_long_as_it_is_not_posted(desk: Desk, lot: LotId, window: CountWindow) -> None:
    page = window.count
    assert page is not None and page.desk.sheet is not None
    window.scan(HERE, label_of(desk, lot), "9")
    window.press(Qt.Key.Key_Z, CONTROL)
    assert page.desk.sheet.lines[0].quantity == some(1)
    window.scan(Command.UNDO.label_code)
    assert page.desk.sheet.lines == ()
    window.scan(label_of(desk, lot), Command.POST.label_code, Command.UNDO.label_code)
    assert window.said().tone is Tone.INFO and "没有可撤销的" in window.said().title


def test_a_second_count_is_another_persons(
    desk: Desk, lot: LotId, count: Counting, window: CountWindow, open_window: Open
) -> None:
    window.scan(HERE, label_of(desk, lot), "8", Command.POST.label_code)
    page = window.count
    assert page is not None
    page.round.choose("2")
    window.settle()
    assert "不得再由其复盘" in window.scan(label_of(desk, lot)).title
    other = open_window(OTHER)
    theirs = other.open_count(count.number)
    assert "已由 初盘人 盘点" in other.scan(HERE, label_of(desk, lot)).title
    theirs.round.choose("2")
    other.settle()
    other.scan(label_of(desk, lot), "9", Command.POST.label_code)
    line = count.line(lot)
    assert line.second is not None and line.difference == some(-1)


def test_a_line_that_another_person_took_meanwhile_is_noted_and_the_others_are_posted(
    desk: Desk, lot: LotId, open_window: Open
) -> None:
    quilts = desk.lot(QUILT, 5)
    count = Counting(desk)
    window = open_window(COUNTER)
    page = window.open_count(count.number)
    window.scan(HERE, label_of(desk, lot), "9", label_of(desk, quilts), "5")
    count.record(count.counted(lot, 10), actor=OTHER)
    window.click("count_send")
    assert page.desk.sheet is not None
    (note,) = page.desk.sheet.notes
    assert note.kind is NoteKind.REFUSED and "已由 other 盘点" in note.words
    window.click("count_send")
    assert count.line(quilts).difference == some(0)
    first = count.line(lot).first
    assert first is not None and first.counter == OTHER


def test_a_batch_without_an_answer_is_posted_again_as_the_same_action(
    desk: Desk, lot: LotId, count: Counting, window: CountWindow, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, sent = program.post, []

    def lost_answer(actions: object, actor: object, **more: object) -> object:
        sent.append(actions)
        answer = post(actions, actor, **more)  # type: ignore[arg-type]
        if len(sent) == 1:
            raise StoreBusy(path="store")
        return answer

    monkeypatch.setattr(program, "post", lost_answer)
    window.scan(HERE, label_of(desk, lot), "9")
    window.click("count_send")
    page = window.count
    assert page is not None and page.desk.sheet is not None and page.desk.sheet.action is not None
    window.click("count_send")
    assert sent[0] == sent[1]
    assert page.desk.sheet is not None and not page.desk.sheet.waits
    assert count.session.counted_count == 1


def test_a_count_that_was_finished_meanwhile_takes_no_more_and_says_so(
    desk: Desk, lot: LotId, open_window: Open
) -> None:
    quilts = desk.lot(QUILT, 5)
    count = Counting(desk)
    window = open_window(COUNTER)
    page = window.open_count(count.number)
    window.scan(HERE, label_of(desk, lot), "9")
    count.record(count.counted(quilts, 5), actor=OTHER)
    count.finish(left_out="不盘")
    window.click("count_send")
    assert "已由 head" in window.said().title
    assert page.desk.sheet is not None and len(page.desk.sheet.lines) == 1, "what was counted is not thrown away"
    assert not page.edit.isEnabled()


def test_movements_of_others_reach_the_counter(desk: Desk, lot: LotId, count: Counting, window: CountWindow) -> None:
    desk.issue(lot_line(lot, 2))
    window.session._poll()
    window.settle()
    window.scan(HERE, label_of(desk, lot), "8", Command.POST.label_code)
    line = count.line(lot)
    assert (line.difference, line.moved_before) == (some(0), some(-2))
