"""A tour of the whole desktop over a real store: every page, every panel, every step of the first window.

``python -m tests.screens.tour FOLDER STORE [EMPTY_STORE]`` draws what it passes, in every look.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app import Desktop
from supplies.language import Language
from supplies.models.stock import DocumentKind
from supplies.reports.catalogue import REPORTS
from supplies.stock.documents import documents_page
from supplies.stock.queries import StockFilter, stock_page
from supplies.ui.funds.funds_page import FundsPage
from supplies.ui.journal.journal_page import JournalPage
from supplies.ui.labels.labels_page import LabelsPage
from supplies.ui.main_window import MainWindow
from supplies.ui.page import Page
from supplies.ui.reports.reports_page import ReportsPage
from supplies.ui.scanning.scan_page import ScanPage
from supplies.ui.setup.setup_page import SetupPage
from supplies.ui.stock.document_page import DocumentPage
from supplies.ui.stock.stock_page import StockPage
from supplies.ui.theme import Look, Scheme
from supplies.ui.widgets.overlay import Overlay
from supplies.ui.widgets.tabs import Tabs

SIZE = (1366, 768)
LOOKS = {
    "light": Look(),
    "dark125": Look(Scheme.DARK, 125),
    "contrast150": Look(Scheme.CONTRAST, 150),
    "light200": Look(scale=200),
    "contrast200": Look(Scheme.CONTRAST, 200),
    "large": Look(is_large_print=True),
}
Stop = tuple[str, QWidget]
"""What a place is called, and the widget to look at there."""


class Tour:
    """Walks through the window of a desktop; whoever is led looks at each stop before the next one."""

    def __init__(self, desktop: Desktop) -> None:
        assert desktop.window is not None and desktop._session is not None, "a store is open"
        self.desktop = desktop
        self.window: MainWindow = desktop.window
        self.session = desktop._session
        self.seen: set[Overlay] = set()

    def stops(self) -> Iterator[Stop]:
        """Yield every place, in the order of the rail."""
        for part in (self._scanning, self._stock, self._labels, self._reports, self._funds, self._setup, self._window):
            yield from part()

    def open(self, name: str, key: str = "") -> Page:
        """Open a page and wait until it is quiet."""
        page = self.window.open_page(name, key)
        self.settle()
        return page

    def settle(self) -> None:
        """Wait until nothing is on its way any more."""
        settle(self.desktop)

    @contextmanager
    def _panel(self, panel: Overlay) -> Iterator[Overlay]:
        """Put a panel away after it was looked at."""
        self.settle()
        assert panel.isVisible(), panel.objectName()
        self.seen.add(panel)
        yield panel
        panel.close_panel()

    def _panels(self, page: Page, openers: Callable[[], object]) -> Iterator[Stop]:
        openers()
        for panel in page.findChildren(Overlay):
            if panel.isVisible():
                with self._panel(panel):
                    yield panel.objectName(), self.window

    def _scanning(self) -> Iterator[Stop]:
        page = self.open("scan")
        assert isinstance(page, ScanPage)
        yield "scan", self.window
        rows = self.desktop._program.read(lambda connection: stock_page(connection, StockFilter(), limit=200))
        own = [row.label_code for row in rows if row.depot_code == page.desk.depot]
        for kind in (*DocumentKind, None):
            if kind is not DocumentKind.REVERSAL:
                page._choose_kind(kind)
                for code in own[:2]:
                    page.desk.scan(code)
                self.settle()
                yield f"scan-{kind.value if kind else 'look_up'}", self.window
                if kind and page.desk.slip and page.desk.slip.lines:
                    yield from self._panels(page, page._open_current)
                    yield from self._panels(page, page._ask_clear)
                    page.desk.clear()
        page._choose_kind(DocumentKind.ISSUE)
        page.desk.scan("nonsense-1")
        self.settle()
        yield "scan-error", self.window
        page.finder.setFocus()
        QTest.keyClicks(page.finder, "zp")
        QTest.qWait(150)
        self.settle()
        yield "scan-finder", self.window
        QTest.keyClick(page.finder, Qt.Key.Key_Escape)
        page.finder.clear()

    def _stock(self) -> Iterator[Stop]:
        page = self.open("stock")
        assert isinstance(page, StockPage)
        page.filters.set_values({"expiring": "yes"})
        page.table.selectAll()
        self.settle()
        yield "stock", self.window
        page.search.setText("qqqq")
        page.filters.clear()
        QTest.qWait(200)
        self.settle()
        yield "stock-nothing", self.window
        page.search.clear()
        item = self.desktop._program.read(lambda connection: stock_page(connection, StockFilter(), limit=1))
        self.open("card", item[0].item_code if item else "YJ01001")
        yield "card", self.window
        self.open("documents")
        yield "documents", self.window
        for kind in (DocumentKind.RECEIPT, DocumentKind.ISSUE, DocumentKind.REVERSAL):
            papers = self.desktop._program.read(lambda c, kind=kind: documents_page(c, limit=1, kind=kind))
            if papers:
                paper = self.open("document", papers[0].number)
                assert isinstance(paper, DocumentPage)
                yield f"document-{kind.value}", self.window
                yield from self._panels(paper, paper._ask_reverse)
        self.open("catalogue")
        yield "catalogue", self.window
        journal = self.open("journal")
        assert isinstance(journal, JournalPage)
        yield "journal", self.window
        yield from self._panels(journal, lambda: journal.panel.show_entry(journal.model.row_at(0)))

    def _labels(self) -> Iterator[Stop]:
        papers = self.desktop._program.read(lambda c: documents_page(c, limit=1, kind=DocumentKind.RECEIPT))
        page = self.open("labels", papers[0].number if papers else "")
        assert isinstance(page, LabelsPage)
        QTest.qWait(300)
        self.settle()
        yield "labels", self.window
        for source in ("places", "items", "commands"):
            page.filters.set_values({"source": source})
            self.settle()
            yield f"labels-{source}", self.window

    def _reports(self) -> Iterator[Stop]:
        page = self.open("reports")
        assert isinstance(page, ReportsPage)
        for name in REPORTS:
            page.kind_box.choose(name)
            self.settle()
            yield f"reports-{name}", self.window
        page.form.submit()
        self.settle()
        yield "reports-bad", self.window

    def _tabs(self, tabs: Tabs) -> Iterator[Stop]:
        for name in tabs._names:
            tabs.open(name)
            self.settle()
            yield f"{tabs.objectName()}-{name}", self.window

    def _funds(self) -> Iterator[Stop]:
        page = self.open("funds")
        assert isinstance(page, FundsPage)
        for listing, (name, place) in zip((page.lots, page.appropriations, page.checks), self._tabs(page.tabs), strict=True):
            if listing.model.rowCount():
                listing.table.selectRow(0)
            self.settle()
            yield name, place
        for panel in page.findChildren(Overlay):
            yield from self._any_panel(page, panel)

    def _setup(self) -> Iterator[Stop]:
        page = self.open("setup")
        assert isinstance(page, SetupPage)
        lists = (page.depots, page.places, page.people, page.organisations)
        for listing, (name, place) in zip(lists, self._tabs(page.tabs), strict=True):
            if listing.model.rowCount():
                listing.table.selectRow(0)
            self.settle()
            yield name, place
        for panel in page.findChildren(Overlay):
            yield from self._any_panel(page, panel)

    def _any_panel(self, page: Page, panel: Overlay) -> Iterator[Stop]:
        panel.open_panel()
        with self._panel(panel):
            yield panel.objectName(), self.window

    def _window(self) -> Iterator[Stop]:
        self.open("stock")
        self.window.show_shortcuts()
        with self._panel(self.window._sheet):
            yield "shortcuts", self.window
        self.window._open_jump()
        with self._panel(self.window._jump):
            yield "jump", self.window
        self.window._open_look_menu()
        menu: QMenu = self.window._look_menu
        yield "look_menu", menu
        menu.close()


def settle(desktop: Desktop) -> None:
    """Wait until nothing is on its way any more."""
    quiet = 0
    while quiet < 3:
        QTest.qWait(10)
        session, window = desktop._session, desktop.window
        is_quiet = session is None or window is None or (session.is_idle and not window._services.notifier._timer.isActive())
        quiet = quiet + 1 if is_quiet else 0


def draw_all(folder: Path, store: str, looks: list[str], language: Language) -> None:
    """Draw every stop in every look."""
    application = QApplication.instance() or QApplication([])
    desktop = Desktop(application, folder / "data", "admin")
    desktop.start(store)
    assert desktop.window is not None
    desktop.window.set_language(language)
    desktop.window.resize(*SIZE)
    for look in looks:
        desktop._appearance.set_look(LOOKS[look])
        for name, widget in Tour(desktop).stops():
            widget.grab().save(str(folder / f"{look}-{name}.png"))
            print(look, name, flush=True)
    desktop.window.close()
    desktop.close()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    draw_all(target, sys.argv[2], sys.argv[3].split(","), Language(sys.argv[4]))
