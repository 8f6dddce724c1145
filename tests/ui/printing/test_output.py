"""What goes to a file or a printer: every page, in its true size."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from supplies.ui.printing.output import ask_file, ask_printer, print_pages

A4 = (595.3, 841.9)
MARK = 100.0


def paper(*, size: tuple[float, float] = A4, pages: int = 3) -> bytes:
    """Return pages with a black square in their lower left corner, larger from page to page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for number in range(1, pages + 1):
        canvas.rect(0, 0, number * MARK, number * MARK, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def printed(path: Path) -> list[tuple[tuple[float, float], float]]:
    """Return of each page its size in points, and how much of it is black in square points."""
    document = pypdfium2.PdfDocument(path)
    found = []
    for page in document:
        ink = (page.render(scale=1, grayscale=True).to_numpy() < 128).sum()
        found.append((page.get_size(), float(ink)))
    document.close()
    return found


def pdf_printer(path: Path) -> QPrinter:
    """Return a printer that prints into a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(150)
    return printer


@pytest.mark.parametrize("size", [A4, (A4[1], A4[0]), (170.1, 113.4)], ids=["portrait", "landscape", "label"])
def test_every_page_is_printed_in_its_true_size(qtbot: QtBot, tmp_path: Path, size: tuple[float, float]) -> None:
    target = tmp_path / "printed.pdf"
    scale = min(1.0, size[1] / (4 * MARK))
    pages = 3 if scale == 1 else 1
    print_pages(pdf_printer(target), paper(size=size, pages=pages))
    found = printed(target)
    assert len(found) == pages
    for number, (got, ink) in enumerate(found, start=1):
        assert got == pytest.approx(size, abs=1.5)
        assert ink == pytest.approx((number * MARK) ** 2, rel=0.03)


def test_the_dialog_prints_once_it_is_accepted(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog: QPrintDialog = ask_printer(owner, "库存报表", paper())
    target = tmp_path / "printed.pdf"
    printer = dialog.printer()
    assert printer.docName() == "库存报表"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    assert not target.exists()
    dialog.done(QPrintDialog.DialogCode.Accepted)
    assert len(printed(target)) == 3


def test_a_file_is_asked_for_with_a_name_and_its_ending(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    taken: list[Path] = []
    dialog: QFileDialog = ask_file(owner, "保存报表", "库存报表-20260630", "pdf", taken.append)
    assert dialog.isVisible()
    assert dialog.windowModality() is Qt.WindowModality.WindowModal  # it stops its own window only
    assert dialog.selectedFiles()[0].endswith("库存报表-20260630.pdf")
    assert dialog.defaultSuffix() == "pdf"
    dialog.fileSelected.emit(str(tmp_path / "mine.pdf"))
    dialog.reject()
    assert taken == [tmp_path / "mine.pdf"]
