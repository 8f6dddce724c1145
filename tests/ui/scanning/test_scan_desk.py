"""Behind the scan page: one scan after the other, kept before it is acknowledged, found again, posted once."""

from collections.abc import Callable
from typing import Any, NoReturn

import pytest
from PySide6.QtTest import QTest

from supplies.drafts import Drafts
from supplies.errors import DraftsUnusable, SlipUnreadable, StoreUnreachable
from supplies.models.accounts import Role
from supplies.models.stock import DocumentKind
from supplies.program import Program
from supplies.scanning.commands import Command
from supplies.scanning.label_code import item_code, place_code
from supplies.stock.documents import documents_page
from supplies.stock.slip import Slip, SlipHead, decode_slip
from supplies.stock.slip_said import Tone
from supplies.ui.widgets.status import Status
from supplies.values import Login, LotId
from tests.rooms import A01, A02, ADMIN, DEPOT, TENT, TODAY, WATER, Desk, ago, lot_line, some
from tests.stock.keeper import label_of
from tests.ui.desktop import on_sqlite
from tests.ui.scanning.scan_window import ScanWindow

HERE, THERE = place_code(DEPOT, A01), place_code(DEPOT, A02)
UNKNOWN = "6901234567892"

Open = Callable[..., ScanWindow]


@pytest.fixture
def water(desk: Desk) -> LotId:
    """Return a lot of ten at A01."""
    return desk.lot(WATER, 10, batch_no="NF-1")


def kept(window: ScanWindow, actor: str = ADMIN) -> list[Slip]:
    """Return the slips that are on the disk."""
    found = [decode_slip(draft.content) for draft in window.drafts.drafts(actor, "slip")]
    assert None not in found
    return [slip for slip in found if slip is not None]


# --- kept before it is acknowledged ----------------------------------------------------------------------------------


@on_sqlite
def test_a_scan_is_on_the_disk_before_it_is_acknowledged(desk: Desk, water: LotId, window: ScanWindow) -> None:
    on_disk: list[list[Slip]] = []
    window.page.desk.answered.connect(lambda _said, _raw: on_disk.append(kept(window)))
    shown: list[Slip] = []
    window.page.desk.slip_changed.connect(lambda: shown.append(window.slip))
    window.scan(label_of(desk, water), HERE, "3", UNKNOWN)
    assert [slips[0].lines[0].quantity for slips in on_disk] == [some(1), some(1), some(3), some(3)]
    assert on_disk[-1][0].unknown == (UNKNOWN,)
    assert [[each] for each in shown] == on_disk, "and it is shown as it is on the disk"


@on_sqlite
def test_a_scan_that_cannot_be_kept_is_refused_and_the_next_one_may_succeed(
    desk: Desk, water: LotId, window: ScanWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = label_of(desk, water)
    window.scan(label)

    def full(*_arguments: object) -> NoReturn:
        raise DraftsUnusable(path="drafts.db", problem="磁盘空间已满")

    with monkeypatch.context() as patch:
        patch.setattr(Drafts, "save", full)
        said = window.scan(label, label)
        assert said.tone is Tone.ERROR and "磁盘空间已满" in said.title and said.remedy
        assert window.lines == [(water, A01, some(1))] == [(water, A01, kept(window)[0].lines[0].quantity)]
    window.scan(label)
    assert window.lines == [(water, A01, some(2))]


@on_sqlite
def test_a_store_that_does_not_answer_is_said_and_scanning_goes_on(
    desk: Desk, water: LotId, window: ScanWindow, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_arguments: object) -> NoReturn:
        raise StoreUnreachable(store="server", problem="no answer")

    label = label_of(desk, water)
    with monkeypatch.context() as patch:
        patch.setattr(program, "read", down)
        assert window.scan(label).tone is Tone.ERROR
    window.scan(label)
    assert window.lines == [(water, A01, some(1))]


@on_sqlite
@pytest.mark.parametrize("where", ["supplies.stock.slip_scan.take", "supplies.ui.scanning.scan_desk.encode_slip"])
def test_a_fault_in_the_program_is_said_and_scanning_goes_on(
    desk: Desk,
    water: LotId,
    window: ScanWindow,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    where: str,
) -> None:
    def fail(*_arguments: object) -> NoReturn:
        raise ZeroDivisionError("by zero")

    with monkeypatch.context() as patch:
        patch.setattr(where, fail)
        said = window.scan(label_of(desk, water))
        assert said.tone is Tone.ERROR and "ZeroDivisionError" in said.title and said.remedy
    window.scan(label_of(desk, water))
    assert window.lines == [(water, A01, some(1))]
    assert "unforeseen" in caplog.text


# --- in order --------------------------------------------------------------------------------------------------------


@on_sqlite
def test_scans_that_wait_behind_a_command_act_on_the_kind_it_chose(
    desk: Desk, water: LotId, window: ScanWindow
) -> None:
    label = label_of(desk, water)
    window.wedge(label, Command.MOVE.label_code, THERE, label, Command.RECEIVE.label_code, HERE, label, gap_ms=0)
    window.settle()
    assert window.page.desk.kind is DocumentKind.RECEIPT
    slips = {slip.kind: slip for slip in kept(window)}
    assert [(line.place, line.to_place, line.quantity) for line in slips[DocumentKind.ISSUE].lines] == [
        (A01, "", some(1))
    ]
    assert [(line.place, line.to_place) for line in slips[DocumentKind.MOVE].lines] == [(A01, A02)]
    assert [(line.place, line.batch_no) for line in slips[DocumentKind.RECEIPT].lines] == [(A01, "NF-1")]


@on_sqlite
def test_scans_that_wait_behind_the_posting_begin_the_next_slip(desk: Desk, water: LotId, window: ScanWindow) -> None:
    label = label_of(desk, water)
    window.wedge(label, "4", Command.POST.label_code, label, "2", Command.POST.label_code, label, gap_ms=0)
    window.settle()
    papers = desk.read(documents_page)
    assert [desk.lines(paper)[0].quantity for paper in papers[:2]] == [some(2), some(4)]
    assert window.lines == [(water, A01, some(1))]
    assert window.slip.lines[0].limit == some(4), "what is left was looked up after the postings"


@on_sqlite
def test_answers_come_in_the_order_of_the_scans_read_twice_or_not(desk: Desk, water: LotId, window: ScanWindow) -> None:
    label = label_of(desk, water)
    window.clock.step = 0.1
    window.wedge(label, label, UNKNOWN, UNKNOWN, label, "3", gap_ms=0)
    window.settle()
    assert [(raw, said.tone) for said, raw in window.answers] == [
        (label, Tone.OK),
        (label, Tone.WARNING),
        (UNKNOWN, Tone.ERROR),
        (UNKNOWN, Tone.WARNING),
        (label, Tone.OK),
        ("3", Tone.OK),
    ]
    assert window.lines == [(water, A01, some(3))]


@on_sqlite
def test_a_line_that_was_opened_is_saved_to_its_own_slip_and_no_other(
    desk: Desk, water: LotId, window: ScanWindow
) -> None:
    window.scan(label_of(desk, water))
    line = window.slip.lines[0]
    window.page.panel.edit(window.slip, line, {})
    window.page.panel.quantity.set_text("7")
    window.page.desk.choose_kind(DocumentKind.WRITE_OFF)
    window.page.panel.form.submit()
    window.settle()
    assert window.page.desk.kind is DocumentKind.WRITE_OFF and window.lines == []
    window.choose(DocumentKind.ISSUE)
    assert window.lines == [(water, A01, some(1))]


@on_sqlite
def test_a_head_is_kept_with_the_slip_it_was_entered_for(desk: Desk, water: LotId, window: ScanWindow) -> None:
    window.scan(label_of(desk, water))
    page = window.page
    page.head.counterparty.set_text("铁东区")
    page.desk.scan(UNKNOWN)
    page._choose_kind(DocumentKind.WRITE_OFF)
    page._choose_kind(DocumentKind.MOVE)
    window.settle()
    heads = {slip.kind: slip.head.counterparty for slip in page.desk._slips.values()}
    assert heads == {DocumentKind.ISSUE: "铁东区", DocumentKind.WRITE_OFF: "", DocumentKind.MOVE: ""}


# --- found again -----------------------------------------------------------------------------------------------------


def test_what_was_not_posted_is_found_again_in_a_new_window(desk: Desk, water: LotId, open_window: Open) -> None:
    window = open_window()
    window.scan(label_of(desk, water), "4", Command.MOVE.label_code, THERE, label_of(desk, water), UNKNOWN)
    before = {slip.kind: slip for slip in kept(window)}
    window.close()
    again = open_window()
    assert again.page.desk.kind is DocumentKind.MOVE
    assert again.slip == before[DocumentKind.MOVE]
    assert "2 行" in again.page.message.words
    again.choose(DocumentKind.ISSUE)
    assert again.slip == before[DocumentKind.ISSUE]
    again.scan(label_of(desk, water), Command.POST.label_code)
    assert desk.held(water) == some(5)
    again.page.desk.undo()
    again.settle()
    assert again.slip.lines == ()


@on_sqlite
def test_undo_goes_on_where_it_was_before_the_crash(desk: Desk, water: LotId, open_window: Open) -> None:
    window = open_window()
    window.scan(label_of(desk, water), "4", "6")
    window.close()
    again = open_window()
    for expected in ([(water, A01, some(4))], [(water, A01, some(1))], []):
        again.page.desk.undo()
        again.settle()
        assert again.lines == expected


@on_sqlite
def test_a_scan_that_comes_while_the_window_opens_is_kept_and_overwrites_nothing(
    desk: Desk, water: LotId, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    label = label_of(desk, water)
    window.scan(label, "4")
    window.close()
    monkeypatch.setattr(ScanWindow, "settle", lambda self: None)
    again = open_window()
    again.wedge(label, label, gap_ms=0)
    assert again.answers == []
    monkeypatch.undo()
    again.settle()
    assert again.lines == [(water, A01, some(6))]
    assert kept(again) == [again.slip]
    assert [said.tone for said, _raw in again.answers] == [Tone.OK, Tone.OK]


@on_sqlite
def test_each_person_finds_slips_of_their_own(desk: Desk, water: LotId, open_window: Open) -> None:
    desk.hire("li", Role.KEEPER, name="李库管")
    label = label_of(desk, water)
    for actor, quantity in ((ADMIN, "2"), (Login("li"), "3")):
        window = open_window(actor)
        assert window.lines == []
        window.scan(label, quantity)
        window.close()
    again = open_window(Login("li"))
    assert again.lines == [(water, A01, some(3))]
    again.scan(Command.POST.label_code)
    again.close()
    assert open_window(ADMIN).lines == [(water, A01, some(2))]
    assert desk.held(water) == some(7)
    assert desk.read(documents_page)[0].actor == "li"


# --- posted once -----------------------------------------------------------------------------------------------------


def crash_after_posting(window: ScanWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Post, and crash before the draft is thrown away."""
    with monkeypatch.context() as patch:
        patch.setattr(Drafts, "remove", lambda _self, _draft_id: None)
        window.scan(Command.POST.label_code)
        window.close()


def test_a_slip_that_was_posted_before_the_crash_is_not_found_again(
    desk: Desk, water: LotId, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    window.scan(label_of(desk, water), "4")
    crash_after_posting(window, monkeypatch)
    again = open_window()
    assert kept(again) == [] and again.lines == []
    assert again.page.message.words == ""
    again.scan(label_of(desk, water), Command.POST.label_code)
    assert desk.held(water) == some(5)
    assert [desk.lines(paper)[0].quantity for paper in desk.read(documents_page)[:2]] == [some(1), some(4)]


@on_sqlite
def test_a_slip_posted_twice_is_one_document_though_nobody_could_say_it_was_posted(
    desk: Desk, water: LotId, open_window: Open, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    window.scan(label_of(desk, water), "4")
    crash_after_posting(window, monkeypatch)
    count = len(desk.read(documents_page))

    def nobody_knows(_connection: Any, action_ids: object) -> NoReturn:
        raise StoreUnreachable(store="server", problem="no answer")

    with monkeypatch.context() as patch:
        patch.setattr("supplies.ui.scanning.scan_desk.posted_among", nobody_knows)
        again = open_window()
    assert again.lines == [(water, A01, some(4))] and again.answers[0][0].tone is Tone.ERROR
    said = again.scan(Command.POST.label_code)
    assert said.tone is Tone.OK and desk.read(documents_page)[0].number in said.title
    assert len(desk.read(documents_page)) == count and desk.held(water) == some(6)
    assert again.lines == [] and kept(again) == []


@on_sqlite
def test_the_post_label_read_twice_posts_once(desk: Desk, water: LotId, window: ScanWindow) -> None:
    window.scan(label_of(desk, water), "4")
    window.clock.step = 0.2
    window.wedge(Command.POST.label_code, Command.POST.label_code, gap_ms=0)
    window.settle()
    assert desk.held(water) == some(6) and len(desk.read(documents_page)) == 2
    assert [said.tone for said, _raw in window.answers[-2:]] == [Tone.OK, Tone.WARNING]


# --- what cannot be read ---------------------------------------------------------------------------------------------


@on_sqlite
def test_a_slip_of_another_version_is_told_and_kept_aside(desk: Desk, water: LotId, open_window: Open) -> None:
    window = open_window()
    window.scan(label_of(desk, water))
    (draft,) = window.drafts.drafts(ADMIN, "slip")
    window.drafts.save(draft.draft_id, "slip", ADMIN, draft.title, b'{"version": 99}')
    window.close()
    again = open_window()
    assert again.answers[0][0].title == SlipUnreadable(count=1).text()
    assert again.band.status is Status.ERROR
    again.scan(label_of(desk, water))
    assert again.lines == [(water, A01, some(1))]
    assert [aside.content for aside in again.drafts.drafts(ADMIN, "unreadable slip")] == [b'{"version": 99}']


@on_sqlite
def test_drafts_that_cannot_be_read_are_told_and_scanning_begins(
    desk: Desk, water: LotId, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_arguments: object) -> NoReturn:
        raise DraftsUnusable(path="drafts.db", problem="磁盘写入失败")

    with monkeypatch.context() as patch:
        patch.setattr(Drafts, "drafts", unreadable)
        window = open_window()
    assert window.answers[0][0].tone is Tone.ERROR and "drafts.db" in window.band.words
    window.scan(label_of(desk, water))
    assert window.lines == [(water, A01, some(1))]


# --- the day ---------------------------------------------------------------------------------------------------------


@on_sqlite
def test_what_has_expired_is_judged_by_the_day_of_the_slip(desk: Desk, window: ScanWindow) -> None:
    desk.lot(WATER, 3, day=ago(20), expires_on=ago(2))
    late = desk.lot(WATER, 9, day=ago(20), expires_on=ago(-300))
    assert window.scan(label_of(desk, late)).tone is Tone.OK
    window.page.desk.clear()
    window.page.desk.set_head(SlipHead(business_date=ago(5)))
    window.settle()
    assert window.slip.head.business_date is None, "it was for the slip that was thrown away"
    window.page.desk.set_head(SlipHead(business_date=ago(5)))
    window.settle()
    assert window.scan(label_of(desk, late)).tone is Tone.WARNING
    assert window.page._rows[0].errors.keys() == {"reason"}
    assert window.services.today() == TODAY


@on_sqlite
def test_nothing_is_answered_after_the_window_is_gone(desk: Desk, water: LotId, window: ScanWindow) -> None:
    window.wedge(label_of(desk, water), label_of(desk, desk.lot(TENT, 1)), item_code(WATER), gap_ms=0)
    window.close()
    QTest.qWait(50)
    desk.issue(lot_line(water, 1))
