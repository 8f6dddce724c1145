"""Pictures of the main pages, drawn without anybody watching: what a demonstration leaves where there is no screen."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from supplies.stock.actions import DocumentKind
from supplies.stock.documents import DocumentRow, documents_page
from supplies.stock.queries import StockFilter, StockRow, stock_page
from supplies.ui.main_window import MainWindow
from supplies.ui.page import Page
from supplies.ui.scanning.scan_page import ScanPage
from supplies.ui.session import Session

SIZE = (1366, 768)
LOOK_MS = 40
QUIET_LOOKS = 15
"""A page is ready when nothing was on its way for so many looks."""
SCANS = 3

Picture = tuple[str, Callable[[], object]]
"""The name of a picture, and what brings the page into sight."""


class Pictures(QObject):
    """Opens one page after the other, waits until it is quiet, and saves what is seen."""

    finished = Signal(list)
    """The files, in the order in which they were made."""

    def __init__(self, window: MainWindow, session: Session, folder: Path) -> None:
        """Draw into ``folder``."""
        super().__init__(window)
        self._window = window
        self._session = session
        self._folder = folder
        self._waiting: list[Picture] = []
        self._files: list[Path] = []
        self._quiet = 0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Read what is worth showing, then draw."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._window.resize(*SIZE)
        self._session.read(self, partial(stock_page, wanted=StockFilter(), limit=200), self._with_stock)

    def _with_stock(self, stock: Sequence[StockRow]) -> None:
        """Choose lots to scan, then look for a document."""
        own = [row for row in stock if row.depot_code == stock[0].depot_code]
        labels = list(dict.fromkeys(row.label_code for row in own))[:SCANS]
        query = partial(documents_page, limit=1, kind=DocumentKind.RECEIPT)
        self._session.read(self, query, partial(self._with_document, stock, labels))

    def _with_document(
        self, stock: Sequence[StockRow], labels: Sequence[str], documents: Sequence[DocumentRow]
    ) -> None:
        """List the pictures and begin with the first."""
        open_page = self._window.open_page
        number, item = documents[0].number, stock[0].item_code
        self._waiting = [
            ("scan", partial(self._scan, labels)),
            ("stock", partial(open_page, "stock")),
            ("card", partial(open_page, "card", item)),
            ("documents", partial(open_page, "documents")),
            ("document", partial(open_page, "document", number)),
            ("catalogue", partial(open_page, "catalogue")),
            ("labels", partial(open_page, "labels", number)),
            ("reports", partial(open_page, "reports")),
            ("funds", partial(open_page, "funds")),
            ("journal", partial(open_page, "journal")),
            ("setup", partial(open_page, "setup")),
        ]
        self._waiting[0][1]()
        self._timer.start()

    def _scan(self, labels: Sequence[str]) -> Page:
        """Scan some goods; nothing is posted."""
        page = self._window.open_page("scan")
        assert isinstance(page, ScanPage), "the first page is for scanning"
        for label in labels:
            page.desk.scan(label)
        return page

    def _look(self) -> None:
        """Save the picture of a page that has come to rest, and open the next one."""
        self._quiet = self._quiet + 1 if self._session.is_idle else 0
        if self._quiet < QUIET_LOOKS:
            return
        self._quiet = 0
        name, _show = self._waiting.pop(0)
        file = self._folder / f"{name}.png"
        self._window.grab().save(str(file))
        self._files.append(file)
        if self._waiting:
            self._waiting[0][1]()
        else:
            self._timer.stop()
            self.finished.emit(self._files)
