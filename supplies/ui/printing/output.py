"""Saving a paper to a file, and sending it to a printer. Neither stops the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from supplies.language import _
from supplies.printing.pages import PdfPages

PRINT_DPI = 300
POINTS_PER_INCH = 72
MM_PER_POINT = 25.4 / POINTS_PER_INCH


def ask_file(owner: QWidget, title: str, name: str, suffix: str, take: Callable[[Path], object]) -> QFileDialog:
    """Ask where a paper is to be saved, without stopping the window; ``take`` gets the file chosen."""
    dialog = QFileDialog(owner, title)
    dialog.setObjectName("save_file")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.setNameFilter(f"{suffix.upper()} (*.{suffix})")
    dialog.selectFile(f"{name}.{suffix}")
    dialog.fileSelected.connect(lambda file: take(Path(file)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def ask_printer(owner: QWidget, title: str, pdf: bytes) -> QPrintDialog:
    """Ask for a printer, then print the paper's pages exactly as they were previewed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setResolution(PRINT_DPI)
    dialog = QPrintDialog(printer, owner)
    dialog.setWindowTitle(_("Print"))
    dialog.accepted.connect(lambda: print_pages(printer, pdf))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
    return dialog


def print_pages(printer: QPrinter, pdf: bytes) -> None:
    """Draw every page on the printer's paper in its true size."""
    with PdfPages(pdf) as pages:
        _fit_paper(printer, pages.size(0))
        painter = QPainter(printer)
        for page in range(pages.count):
            if page:
                printer.newPage()
            image = pages.image(page, printer.resolution())
            drawn = QImage(image.rgb, image.width, image.height, 3 * image.width, QImage.Format.Format_RGB888)
            width, height = pages.size(page)
            dots = printer.resolution() / POINTS_PER_INCH
            painter.drawImage(QRectF(0, 0, width * dots, height * dots), drawn)
        painter.end()


def _fit_paper(printer: QPrinter, size: tuple[float, float]) -> None:
    """Choose the paper that the pages are made for, and print to its edge: the margins are in the pages."""
    width, height = size
    is_wide = width > height
    narrow, tall = sorted((width * MM_PER_POINT, height * MM_PER_POINT))
    paper = QPageSize(QSizeF(narrow, tall), QPageSize.Unit.Millimeter)
    printer.setPageSize(paper)
    orientation = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(orientation)
    printer.setFullPage(True)
