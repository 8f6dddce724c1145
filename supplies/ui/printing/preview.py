"""The preview of a paper: the pages of the very PDF that is saved or printed."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from supplies.language import _
from supplies.printing.pages import PageImage, PdfPages
from supplies.ui.background import Job
from supplies.ui.icons import Button
from supplies.ui.session import Latest, Session
from supplies.ui.widgets.labels import text_label

POINTS_PER_INCH = 72
MARGIN_PX = 24
LEAST_PX = 260


class Preview(QFrame):
    """One page at a time, as wide as there is room for; drawn off the UI thread."""

    def __init__(self, name: str, session: Session, empty_text: str, parent: QWidget | None = None) -> None:
        """Show ``empty_text`` until there is a paper."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "card")
        self._session = session
        self._empty_text = empty_text
        self._pdf = b""
        self._widths: tuple[float, ...] = ()
        self._page = 0
        self._latest = Latest()
        self._picture = QLabel(empty_text)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setWordWrap(True)
        self._picture.setProperty("role", "quiet")
        self._scroll = QScrollArea()
        self._scroll.setObjectName(f"{name}_scroll")
        self._scroll.setAccessibleName(_("Preview"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._picture)
        self._back = Button(f"{name}_back", _("Page before (&<)"), "left", "quiet")
        self._on = Button(f"{name}_on", _("Next page (&>)"), "right", "quiet")
        self._where = text_label("", "figure")
        self._back.clicked.connect(lambda: self._turn(-1))
        self._on.clicked.connect(lambda: self._turn(1))
        foot = QHBoxLayout()
        foot.addStretch(1)
        for part in (self._back, self._where, self._on):
            foot.addWidget(part)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot)
        self._scroll.setMinimumHeight(LEAST_PX)
        self._show_place()

    @property
    def page_count(self) -> int:
        """Return how many pages the paper has; 0 while there is none."""
        return len(self._widths)

    def show_pdf(self, pdf: bytes) -> None:
        """Show the first page of a paper, or the page seen before where it still has that many."""
        with PdfPages(pdf) as pages:
            self._widths = tuple(pages.size(page)[0] for page in range(pages.count))
        self._pdf = pdf
        self._page = min(self._page, self.page_count - 1)
        self._draw()

    def clear(self) -> None:
        """Show no paper."""
        self._latest.cancel()
        self._pdf, self._widths, self._page = b"", (), 0
        self._picture.setPixmap(QPixmap())
        self._picture.setText(self._empty_text)
        self._show_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the page as wide as there is room now."""
        super().resizeEvent(event)
        self._draw()

    def _turn(self, step: int) -> None:
        """Show another page."""
        self._page = max(0, min(self.page_count - 1, self._page + step))
        self._draw()

    def _draw(self) -> None:
        """Ask for the picture of the page."""
        if not self._pdf:
            return
        self._show_place()
        width = max(1, self._scroll.viewport().width() - MARGIN_PX)
        dpi = width * self.devicePixelRatioF() * POINTS_PER_INCH / self._widths[self._page]
        task = self._session.run(self, partial(_picture, self._pdf, self._page, dpi), self._show_picture)
        self._latest.take(task)

    def _show_picture(self, image: PageImage) -> None:
        """Show the picture of a page."""
        stride = 3 * image.width
        drawn = QImage(image.rgb, image.width, image.height, stride, QImage.Format.Format_RGB888).copy()
        drawn.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture.setPixmap(QPixmap.fromImage(drawn))

    def _show_place(self) -> None:
        """Say which page is shown, and allow turning where there is another."""
        count = self.page_count
        self._where.setText(_("Page {n} of {count}").format(n=self._page + 1, count=count) if count else "")
        self._back.setEnabled(self._page > 0)
        self._on.setEnabled(self._page + 1 < count)

    def sizeHint(self) -> QSize:
        """Return room to read a page."""
        return QSize(560, 420)


def _picture(pdf: bytes, page: int, dpi: float, _job: Job) -> PageImage:
    """Return the picture of a page. Runs on a worker thread."""
    with PdfPages(pdf) as pages:
        return pages.image(page, dpi)
