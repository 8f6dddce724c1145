"""QR labels: choose what, see the very sheet, save or print it; the next sheet begins where this one ended."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supplies.files import write_file
from supplies.language import N_, _
from supplies.printing.fonts import find_faces
from supplies.printing.labels.calibration import calibration_pdf
from supplies.printing.labels.sheet import LabelContent, labels_pdf
from supplies.scanning.label_code import grouped
from supplies.stock.queries import DepotRow, depots
from supplies.ui.depot_filter import DepotFilter
from supplies.ui.labels.paper_card import PaperCard
from supplies.ui.labels.sources import LOTS, RECEIPT, SOURCES, Line, Wanted, lines_of
from supplies.ui.page import Page
from supplies.ui.paged_table import Column, PagedTableModel
from supplies.ui.printing.output import ask_file, ask_printer
from supplies.ui.printing.preview import Preview
from supplies.ui.services import Services
from supplies.ui.session import Latest, Query
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.filter_bar import FilterBar
from supplies.ui.widgets.halves import Halves
from supplies.ui.widgets.search_field import SearchField
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.table import TableView
from supplies.ui.widgets.totals_bar import TotalsBar
from supplies.values import DepotCode, Topic

REDRAW_MS = 250
SHARES = (3, 2)
"""How the list and the sheet divide the width."""
TABLE_LEAST_PX = 220

COLUMNS: tuple[Column[Line], ...] = (
    Column("name", N_("Name"), lambda row: row.label.name, width_ems=8),
    Column("lines", N_("On the label"), lambda row: " · ".join(row.label.lines), width_ems=10, stretches=True),
    Column("code", N_("Label"), lambda row: grouped(row.label.code), width_ems=12.5),
)


class LabelsPage(Page):
    """A list of what can be labelled, the paper, and the preview."""

    topics = frozenset({Topic.STOCK, Topic.PLACES, Topic.CATALOGUE})

    def __init__(self, services: Services, *, is_sample: bool) -> None:
        """Build the page; labels of a sample store say so."""
        super().__init__(services, "labels", _("Labels"))
        self._is_sample = is_sample
        self._receipt = ""
        self._pdf = b""
        self._count = 0
        self._depots: tuple[DepotCode, ...] = ()
        self._latest = Latest()
        self.add_action("calibrate", _("&Calibration page"), self._calibrate, icon="settings")
        self.save_button = self.add_action("save", _("&Save as PDF …"), self._ask_file, icon="export", keys="Ctrl+S")
        self.print_button = self.add_action(
            "print", _("&Print …"), self._ask_printer, icon="print", keys="Ctrl+P", kind="primary"
        )
        self._build_list()
        self.paper = PaperCard(services.preferences)
        self.preview = Preview("labels_preview", services.session, _("Select what to label; the sheet is shown here."))
        sheet = _column(self.paper, self.preview)
        self.body.addWidget(Halves("labels_halves", self._list, sheet, shares=SHARES), 1)
        self._timer = QTimer(self, interval=REDRAW_MS, singleShot=True)
        self._timer.timeout.connect(self._draw)
        self.paper.changed.connect(self._timer.start)
        self.table.totals_changed.connect(self._timer.start)
        self._show_ready(is_ready=False)

    def reload(self) -> None:
        """Read depots and labels again."""
        self.services.session.read(self, depots, self._show_depots)
        self.model.reload()

    def open_record(self, key: str) -> None:
        """List the goods that a receipt brought in, all of them selected."""
        self.filters.clear()
        self.search.forget()
        self._receipt = key
        self._list_anew()

    def start_focus(self) -> None:
        """Begin with the search."""
        self.search.setFocus()

    def _build_list(self) -> None:
        """Lay out the list of what can be labelled."""
        self.search = SearchField("labels_search", _("Name, pinyin, code, batch or serial number"))
        self.filters = FilterBar("labels_filters")
        sources = [(name, _(words)) for name, words in SOURCES[1:]]
        self.filters.add_choice("source", _("What to label"), _(SOURCES[0][1]), sources)
        self.depot = DepotFilter(self, self.filters)
        self.filters.add_widget(self.search)
        empty = EmptyState(
            "labels_empty", "labels", _("Nothing to label here"), _("Receive goods or open locations first.")
        )
        self.table = TableView("labels_table", _("Labels"), self.services.preferences, empty)
        self.model = PagedTableModel(COLUMNS, self._reader, _row_key, self.services.session, self)
        self.table.show_model(self.model)
        self.search.left_downward.connect(self.table.setFocus)
        self.search.searched.connect(self._search)
        self.filters.changed.connect(self._search)
        self.model.replaced.connect(self._select_receipt)
        self.table.setMinimumHeight(TABLE_LEAST_PX)
        self._list = _column(self.filters, self.table, TotalsBar("labels_totals", self.table))

    def _search(self) -> None:
        """List something else than the receipt asked for before."""
        self._receipt = ""
        self._list_anew()

    def _list_anew(self) -> None:
        """List what is wanted now."""
        self.model.set_reader(self._reader)

    def _reader(self, after: Line | None, limit: int) -> Query[Sequence[Line]]:
        """Return the query for the next labels."""
        chosen = self.filters.values()
        depot = self.depot.wanted
        source = RECEIPT if self._receipt else chosen["source"] or LOTS
        if source == "places" and depot is None:
            depot = next(iter(self._depots), None)
        return lines_of(Wanted(source, self.search.text(), depot, self._receipt), after, limit)

    def _show_depots(self, rows: Sequence[DepotRow]) -> None:
        """Offer the depots."""
        self._depots = tuple(row.code for row in rows)
        self.depot.show(rows)

    def _select_receipt(self) -> None:
        """Select all that a receipt brought in."""
        if self._receipt:
            self.table.selectAll()

    # --- the sheet -----------------------------------------------------------------------------------------------

    def _contents(self) -> list[LabelContent]:
        """Return the labels to print: those selected, each once, in as many copies as wanted."""
        rows = {line.label.code: line.label for line in self.table.selected_rows()}
        return [
            LabelContent(row.code, row.name, row.specification, row.lines, self._is_sample)
            for row in rows.values()
            for _copy in range(int(self.paper.copies.value()))
        ]

    def _draw(self) -> None:
        """Make the sheet anew."""
        contents = self._contents()
        if not contents:
            self._latest.cancel()
            self.preview.clear()
            self._show_ready(is_ready=False)
            return
        stock, start, offset = self.paper.stock, self.paper.grid.start, self.paper.offset
        task = self.services.session.run(
            self,
            lambda _job: labels_pdf(contents, stock, find_faces(), start=start, offset=offset),
            partial(self._drawn, len(contents)),
        )
        self._latest.take(task)
        self.follow(task, _("Drawing {n} labels …").format(n=f"{len(contents):,}"))

    def _drawn(self, count: int, pdf: bytes) -> None:
        """Show the sheet, and remember how many labels stand on it."""
        self._count, self._pdf = count, pdf
        self.preview.show_pdf(pdf)
        self._show_ready(is_ready=True)

    def _show_ready(self, *, is_ready: bool) -> None:
        """Allow printing where there is a sheet; else say what is missing."""
        for button in (self.save_button, self.print_button):
            button.setEnabled(is_ready)
            button.setToolTip("" if is_ready else _("Select what to label first."))

    def _calibrate(self) -> None:
        """Show the calibration page of the paper; it is saved and printed like labels."""
        self._drawn(0, calibration_pdf(self.paper.stock, find_faces(), self.paper.offset))

    def _ask_file(self) -> None:
        """Ask where the sheet is saved."""
        name = f"{_('Labels')}-{self.services.today():%Y%m%d}"
        ask_file(self, _("Save the labels"), name, "pdf", self.save)

    def save(self, path: Path) -> None:
        """Save the sheet, and begin the next one behind its last label."""
        task = self.services.session.run(
            self, partial(_write, path=path, content=self._pdf), partial(self._saved, path)
        )
        self.follow(task, _("Saving …"))

    def _saved(self, path: Path, _done: None) -> None:
        """Say where the sheet lies."""
        words = _("{count} labels: {path}") if self._count else _("Written: {path}")
        self.show_message(Status.OK, words.format(count=self._count, path=path))
        self.paper.use_up(self._count)

    def _ask_printer(self) -> None:
        """Ask for a printer, and begin the next sheet behind the last label."""
        count = self._count
        dialog = ask_printer(self, _("Labels"), self._pdf)
        dialog.accepted.connect(lambda: self.paper.use_up(count))  # not partial: the signal brings the printer along


def _column(*parts: QWidget) -> QWidget:
    """Return parts one below the other; the second takes what room is left."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    for at, part in enumerate(parts):
        layout.addWidget(part, 1 if at == 1 else 0)
    return column


def _row_key(row: Line) -> tuple[object, ...]:
    """Return what tells one label from every other; goods in two places stand twice."""
    return row.label.code, row.stock.place_code if row.stock else ""


def _write(_job: object, path: Path, content: bytes) -> None:
    """Write a file. Runs on a worker thread."""
    write_file(path, content)
