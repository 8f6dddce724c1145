"""The real window on the count pages, over a real store and real drafts, and a scanner that types."""

from typing import Any

from shiboken6 import isValid

from supplies.stock.slip_said import Said
from supplies.ui.counting.count_page import CountPage
from supplies.ui.counting.counts_page import CountsPage
from supplies.ui.counting.result_page import ResultPage
from supplies.ui.page import Page
from supplies.ui.paged_table import PagedTableModel
from tests.ui.scanning.scan_window import ScanWindow
from tests.ui.waiting import pause


class CountWindow(ScanWindow):
    """Somebody who counts."""

    count: CountPage | None = None

    @property
    def counts(self) -> CountsPage:
        """Return the list of counts, open."""
        return self.open(CountsPage, "counts")

    def open_count(self, number: str) -> CountPage:
        """Open a count to count."""
        page = self.window.open_page("count", number)
        assert isinstance(page, CountPage)
        self.count = page
        self.answers = []
        page.desk._clock = self.clock
        page.desk._now = self.program.clock
        page.desk.answered.connect(lambda said, raw: self.answers.append((said, raw)))
        self.settle()
        page.edit.fetch_focus()
        self.settle()
        return page

    def open_result(self, number: str) -> ResultPage:
        """Open the result of a count."""
        page = self.window.open_page("count_result", number)
        assert isinstance(page, ResultPage)
        self.settle()
        return page

    def scan(self, *codes: str) -> Said:
        """Scan codes in this window, whichever was in front."""
        assert self.count is not None, "a count is open"
        self.window.activateWindow()
        self.window.open_page("count", self.count._number)
        self.count.edit.setFocus()
        while not self.window.isActiveWindow():
            pause(5)
        return super().scan(*codes)

    def page_is(self, kind: type[Page]) -> None:
        """Make sure which page is shown."""
        self.settle()
        assert isinstance(self.window.current_page, kind), type(self.window.current_page).__name__

    def said(self) -> Said:
        """Return the last answer."""
        return self.answers[-1][0]

    def rows(self, model: PagedTableModel[Any], *keys: str) -> list[tuple[str, ...]]:
        """Return some columns of a table, row by row."""
        places = [next(at for at, column in enumerate(model.columns) if column.key == key) for key in keys]
        return [tuple(str(model.index(row, at).data()) for at in places) for row in range(model.rowCount())]

    def _is_busy(self) -> bool:
        if super()._is_busy():
            return True
        page = self.count
        if page is None or not isValid(page):
            return False
        is_begun = page.desk.board is not None
        return page.edit._refocus.isActive() or (is_begun and page.desk.is_busy)
