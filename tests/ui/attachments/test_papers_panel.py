"""Scanned papers on the pages of their records: attached, counted, looked at, saved and taken off without a stop."""

import gc
import os
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from supplies.attachments.actions import PaperKind, SubjectKind
from supplies.attachments.queries import paper_bytes
from supplies.models.accounts import Role
from supplies.ui.attachments import opening
from supplies.ui.attachments.papers_panel import PapersPanel
from supplies.ui.icons import Button
from supplies.ui.page import Page
from supplies.ui.procurement.contract_page import ContractPage
from tests.attachments.papers import Records, attached, papers, pdf, png
from tests.journal.tampering import tamper
from tests.rooms import Desk
from tests.ui.attachments.conftest import SPECS
from tests.ui.desktop import Desktop, fill, on_sqlite

CONTROL = Qt.KeyboardModifier.ControlModifier


def show(desktop: Desktop, name: str, key: str) -> PapersPanel:
    """Open the page of a record and return its papers."""
    page = desktop.open(Page, name)
    page.open_record(key)
    desktop.settle()
    found: PapersPanel = page.scans  # type: ignore[attr-defined]
    return found


def file(folder: Path, name: str, content: bytes) -> str:
    """Return a file of a clerk's own."""
    path = folder / name
    path.write_bytes(content)
    return str(path)


def submit(desktop: Desktop) -> None:
    desktop.press(Qt.Key.Key_Return, CONTROL)


def drop(desktop: Desktop, panel: PapersPanel, *files: str) -> bool:
    """Drag files onto the page and let them go; return whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(each) for each in files])
    rest = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, *rest)
    entering.ignore()
    QApplication.sendEvent(panel.covered, entering)
    if entering.isAccepted():
        QApplication.sendEvent(panel.covered, QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, *rest))
        desktop.settle()
    return entering.isAccepted()


def select(desktop: Desktop, panel: PapersPanel, row: int = 0) -> None:
    panel.table.selectRow(row)
    desktop.settle()


def test_a_paper_is_attached_by_the_button_and_counted_on_it(
    desktop: Desktop, desk: Desk, of: Records, tmp_path: Path
) -> None:
    panel = show(desktop, "contract", "HT-1")
    assert panel.button.accessibleName() == "扫描件"
    desktop.click("contract_scans")
    desktop.click("contract_scans_steps_attach")
    form = panel.attach_panel
    submit(desktop)
    assert form.file.shown_problem, "a file has to be chosen"
    form.file.read_file(file(tmp_path, "合同正本.pdf", pdf()))
    desktop.settle()
    assert form.file.said == "合同正本.pdf  PDF 1 KB"
    assert form.kind.value() == PaperKind.CONTRACT
    fill(form.form, note="一式四份")
    submit(desktop)
    (row,) = papers(desk, of.contract)
    assert (row.file_name, row.kind, row.note) == ("合同正本.pdf", PaperKind.CONTRACT, "一式四份")
    assert form.isHidden() and panel.isVisible()
    assert panel.button.accessibleName() == "扫描件 1 份"
    assert panel.table.row_total == 1 and "合同正本.pdf已添加到合同 HT-1" in panel.message.words


def test_on_a_contract_a_paper_may_belong_to_its_certificate_invoice_or_payment(
    desktop: Desktop, desk: Desk, of: Records, tmp_path: Path
) -> None:
    panel = show(desktop, "contract", "HT-1")
    panel.open_panel()
    wanted = [of.contract, of.certificate, of.invoice, of.payment]
    assert set(panel.subjects) == set(wanted)
    for at, (subject, kind) in enumerate(
        (
            (of.certificate, PaperKind.ACCEPTANCE),
            (of.invoice, PaperKind.INVOICE),
            (of.payment, PaperKind.OTHER),
        )
    ):
        desktop.click("contract_scans_steps_attach")
        form = panel.attach_panel
        form.of._box.setCurrentIndex(panel.subjects.index(subject))
        assert form.kind.value() == kind, "what such papers mostly are is proposed"
        form.file.read_file(file(tmp_path, f"{at}.png", png() if at == 0 else pdf(str(at))))
        desktop.settle()
        submit(desktop)
        assert len(papers(desk, subject)) == 1
    assert {row.subject_kind for row in panel.rows} == {
        SubjectKind.ACCEPTANCE,
        SubjectKind.INVOICE,
        SubjectKind.PAYMENT,
    }


def test_files_dragged_onto_the_page_are_asked_about_one_after_the_other(
    desktop: Desktop, desk: Desk, of: Records, tmp_path: Path
) -> None:
    panel = show(desktop, "lot", of.lot.key)
    files = [file(tmp_path, f"{number}.pdf", pdf(str(number))) for number in range(3)]
    assert drop(desktop, panel, *files)
    for left in (2, 1, 0):
        assert panel.attach_panel.isVisible()
        assert panel.attach_panel.kind.value() == PaperKind.AWARD_NOTICE
        submit(desktop)
        assert len(papers(desk, of.lot)) == 3 - left
    assert panel.attach_panel.isHidden()


@on_sqlite
def test_dragging_ends_when_the_form_is_put_away(desktop: Desktop, desk: Desk, of: Records, tmp_path: Path) -> None:
    panel = show(desktop, "document", of.document.key)
    files = [file(tmp_path, f"{number}.pdf", pdf(str(number))) for number in range(3)]
    assert drop(desktop, panel, *files[:2])
    desktop.press(Qt.Key.Key_Escape)
    assert panel.attach_panel.isHidden() and papers(desk, of.document) == []
    assert drop(desktop, panel, files[2])
    submit(desktop)
    assert panel.attach_panel.isHidden()
    assert [row.file_name for row in papers(desk, of.document)] == ["2.pdf"]


@on_sqlite
def test_every_page_of_a_record_shows_its_own_papers(desktop: Desktop, desk: Desk, of: Records) -> None:
    for number, subject in enumerate((of.contract, of.lot, of.document, of.appropriation)):
        attached(desk, subject, pdf(str(number)), f"{subject.kind}.pdf")
    for name, subject in (
        ("contract", of.contract),
        ("lot", of.lot),
        ("document", of.document),
        ("appropriation", of.appropriation),
    ):
        panel = show(desktop, name, subject.key)
        assert [row.file_name for row in panel.rows] == [f"{subject.kind}.pdf"]
        assert panel.button.accessibleName() == "扫描件 1 份"


@on_sqlite
def test_what_another_computer_attaches_is_counted_at_once(desktop: Desktop, desk: Desk, of: Records) -> None:
    panel = show(desktop, "contract", "HT-1")
    attached(desk, of.contract, pdf())
    desktop.session._poll()
    desktop.settle()
    assert panel.button.accessibleName() == "扫描件 1 份"


@on_sqlite
def test_a_file_that_cannot_be_kept_is_told_beside_the_field(
    desktop: Desktop, desk: Desk, of: Records, tmp_path: Path
) -> None:
    attached(desk, of.contract, pdf())
    before = desk.everything()
    panel = show(desktop, "contract", "HT-1")
    assert drop(desktop, panel, file(tmp_path, "合同.pdf", b"<html><script>alert(1)</script></html>"))
    assert "不是 PDF、OFD、JPEG 或 PNG 文件" in panel.attach_panel.file.shown_problem
    submit(desktop)
    assert panel.attach_panel.isVisible()
    panel.attach_panel.file.read_file(file(tmp_path, "断.pdf", pdf(size=9000)[:4500]))
    desktop.settle()
    assert "不完整" in panel.attach_panel.file.shown_problem
    panel.attach_panel.file.read_file(file(tmp_path, "再来.pdf", pdf()))
    desktop.settle()
    submit(desktop)
    assert "此前已添加" in panel.attach_panel.file.shown_problem
    assert desk.everything() == before


def test_a_paper_is_looked_at_in_a_private_copy_that_nobody_can_change(
    desktop: Desktop, desk: Desk, of: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []

    def look(path: Path) -> bool:
        seen.append(path)
        return True

    monkeypatch.setattr(opening, "show_file", look)
    attached(desk, of.contract, pdf(), "../../etc/passwd.exe".replace("/", "∕"))
    panel = show(desktop, "contract", "HT-1")
    panel.open_panel()
    desktop.click("contract_scans_steps_open")
    desktop.click("contract_scans_steps_open")
    first, second = seen
    assert first != second and first.read_bytes() == second.read_bytes() == pdf()
    assert first.suffix == ".pdf" and first.name.isascii() and "passwd" not in first.name
    if os.name == "posix":
        assert stat.S_IMODE(first.stat().st_mode) == 0o400
        assert stat.S_IMODE(first.parent.stat().st_mode) == 0o700
    panel._place = opening.LookingPlace()
    gc.collect()
    assert not first.parent.exists(), "the copies go with the window"


@on_sqlite
def test_a_computer_without_a_viewer_and_damaged_bytes_are_told(
    desktop: Desktop, desk: Desk, of: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "show_file", lambda _path: False)
    attached(desk, of.contract, pdf())
    panel = show(desktop, "contract", "HT-1")
    panel.open_panel()
    desktop.click("contract_scans_steps_open")
    assert "没有能打开" in panel.message.words
    tamper(desk.program, "UPDATE paper_content SET content = :content", content=pdf("other"))
    desktop.click("contract_scans_steps_open")
    assert "与添加时不一致" in panel.message.words


def test_a_paper_is_saved_under_its_own_name_and_taken_off_for_a_reason(
    desktop: Desktop, desk: Desk, of: Records, tmp_path: Path
) -> None:
    attached(desk, of.contract, pdf("one"), "一.pdf")
    attached(desk, of.contract, pdf("two"), "二.jpg")
    panel = show(desktop, "contract", "HT-1")
    panel.open_panel()
    desktop.settle()
    for name in ("open", "save", "detach"):
        button = desktop.find(Button, f"contract_scans_steps_{name}")
        assert not button.isEnabled() and "请先选择" in button.toolTip()
    select(desktop, panel)
    row = panel._selected()
    assert row is not None and (row.file_name, row.saved_name) == ("二.jpg", "二.jpg.pdf")
    target = tmp_path / row.saved_name
    panel.save_to(row, target)
    desktop.settle()
    assert target.read_bytes() == pdf("two") and "二.jpg.pdf" in panel.message.words
    desktop.click("contract_scans_steps_detach")
    submit(desktop)
    assert panel.detach_panel.reason.shown_problem
    fill(panel.detach_panel.form, reason="扫描错页")
    submit(desktop)
    assert [each.file_name for each in papers(desk, of.contract)] == ["一.pdf"]
    assert panel.button.accessibleName() == "扫描件 1 份" and "二.jpg已移除" in panel.message.words


@on_sqlite
def test_a_paper_that_has_not_arrived_says_so_and_is_neither_opened_nor_saved(
    desktop: Desktop, desk: Desk, of: Records
) -> None:
    attached(desk, of.contract, pdf())
    tamper(desk.program, "UPDATE attached_paper SET site_id = '210381A'", "UPDATE paper_content SET content = NULL")
    panel = show(desktop, "contract", "HT-1")
    panel.open_panel()
    desktop.settle()
    for name in ("open", "save"):
        button = desktop.find(Button, f"contract_scans_steps_{name}")
        assert not button.isEnabled() and "尚未传到" in button.toolTip()


@on_sqlite
def test_an_auditor_reads_papers_and_attaches_none(
    desktop: Desktop, desk: Desk, of: Records, qapp: QApplication, tmp_path: Path
) -> None:
    attached(desk, of.contract, pdf())
    other = Desktop(qapp, tmp_path, desk.program, SPECS, desk.hire("auditor", Role.AUDITOR))
    try:
        other.window.show()
        panel = show(other, "contract", "HT-1")
        panel.open_panel()
        other.settle()
        names = {name: other.find(Button, f"contract_scans_steps_{name}").isEnabled() for name in ("attach", "detach")}
        assert names == {"attach": False, "detach": False}
        assert other.find(Button, "contract_scans_steps_open").isEnabled()
        assert not drop(other, panel, file(tmp_path, "合同.pdf", pdf("new")))
    finally:
        other.close()


@on_sqlite
def test_a_form_half_filled_keeps_the_page_from_being_lost(desktop: Desktop, of: Records, tmp_path: Path) -> None:
    panel = show(desktop, "contract", "HT-1")
    panel.open_panel()
    desktop.click("contract_scans_steps_attach")
    fill(panel.attach_panel.form, note="一式四份")
    desktop.press(Qt.Key.Key_Escape)
    assert panel.covered.has_unsaved()  # type: ignore[attr-defined]


@on_sqlite
def test_nothing_is_asked_in_front_of_another_form(desktop: Desktop, desk: Desk, of: Records, tmp_path: Path) -> None:
    panel = show(desktop, "contract", "HT-1")
    page = panel.covered
    assert isinstance(page, ContractPage)
    page.change_panel.open_panel()
    assert not drop(desktop, panel, file(tmp_path, "合同.pdf", pdf()))
    page.change_panel.close_panel()
    assert drop(desktop, panel, file(tmp_path, "合同.pdf", pdf()))


@on_sqlite
def test_another_file_of_the_same_name_is_another_paper(
    desktop: Desktop, desk: Desk, of: Records, tmp_path: Path
) -> None:
    attached(desk, of.contract, pdf("old"))
    panel = show(desktop, "contract", "HT-1")
    assert drop(desktop, panel, file(tmp_path, "合同.pdf", pdf("old")))
    submit(desktop)
    assert "此前已添加" in panel.attach_panel.file.shown_problem
    panel.attach_panel.file.read_file(file(tmp_path, "合同.pdf", pdf("new")))
    desktop.settle()
    submit(desktop)
    assert panel.attach_panel.isHidden()
    assert desk.read(paper_bytes, papers(desk, of.contract)[0]) == pdf("new")


@on_sqlite
def test_a_draft_still_belongs_to_its_record_when_others_have_come_before_it(
    desktop: Desktop, desk: Desk, of: Records
) -> None:
    panel = show(desktop, "contract", "HT-1")
    form = panel.attach_panel
    form.open_for([of.contract, of.payment])
    form.of._box.setCurrentIndex(1)
    desktop.settle()
    form.open_for([of.contract, of.invoice, of.payment])
    desktop.settle()
    assert form.of.text() == f"payment:{of.payment.key}"
