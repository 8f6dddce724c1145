"""What is on hand, by item, depot, location and lot; searched by name, code, pinyin, label, batch or serial."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from supplies.catalogue.queries import CategoryRow, categories
from supplies.language import N_, _
from supplies.stock.actions import DocumentKind
from supplies.stock.availability import ASIDE, Bucket, bucket_name
from supplies.stock.proof import Figure
from supplies.stock.queries import StockFilter, StockRow, StockSum, stock_page, stock_sum
from supplies.ui.list_page import ListPage
from supplies.ui.paged_table import Column, number_column
from supplies.ui.services import Services
from supplies.ui.session import Latest, Query
from supplies.ui.stock.proof_page import figure_key
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.labels import text_label
from supplies.values import Topic

SOON_DAYS = 180
"""What expires within so many days is shown as expiring soon."""

COLUMNS: tuple[Column[StockRow], ...] = (
    Column("code", N_("Code"), lambda row: row.item_code, width_ems=4.2),
    Column("name", N_("Name"), lambda row: row.name, width_ems=7),
    number_column("quantity", N_("Quantity"), lambda row: row.quantity, width_ems=4),
    Column("unit", N_("Unit"), lambda row: row.unit, width_ems=2),
    Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=7),
    Column("place", N_("Location"), lambda row: row.place_name, width_ems=5.8),
    Column("lot", N_("Batch / serial"), lambda row: row.serial_no or row.batch_no, width_ems=6),
    Column("expires", N_("Expires"), lambda row: "" if row.expires_on is None else str(row.expires_on), width_ems=5.2),
    Column("specification", N_("Specification"), lambda row: row.specification, width_ems=5, stretches=True),
    number_column("amount", N_("Amount"), lambda row: row.amount, width_ems=6),
    Column("label", N_("Label"), lambda row: row.label_code, width_ems=10.4),
)


class StockPage(ListPage[StockRow]):
    """A search, filters, the stock, and the totals of what is selected."""

    topics = frozenset({Topic.STOCK, Topic.CATALOGUE, Topic.PLACES})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        empty = EmptyState(
            "stock_empty", "stock", _("No stock here"), _("Goods stand here by item, location and lot once received.")
        )
        hint = _("Name, pinyin, code, label, batch or serial number")
        super().__init__(services, "stock", _("Stock"), COLUMNS, _row_key, empty, hint)
        empty.offer(_("Receive &goods"), self._receive)
        self.prove_button = self.add_action("prove", _("Prove (&Y)"), self._prove, icon="check")
        self.trace_button = self.add_action("trace", _("Trace (&Z)"), self._trace, icon="documents")
        self.add_action("transit", _("In trans&it"), self._show_transit, icon="transfer")
        self.add_action("outstanding", _("To come bac&k"), self._show_outstanding, icon="loan")
        self.add_action("labels", _("La&bels"), self._print_labels, icon="labels")
        self.add_action("report", _("&Report"), self._print, icon="reports", keys="Ctrl+P")
        self.add_action("receive", _("Receive &new goods"), self._receive, icon="add", keys="Ctrl+N", kind="primary")
        self.add_depot_filter()
        self.filters.add_choice("category", _("Category"), _("All categories"))
        self.filters.add_choice("bucket", _("State"), bucket_name(Bucket.ON_HAND))
        self.filters.set_options("bucket", [(bucket.value, bucket_name(bucket)) for bucket in ASIDE])
        self.filters.add_tick("expiring", _("Expired or expiring soon (&E)"))
        self.table.row_opened.connect(self._open_card)
        self.table.selectionModel().selectionChanged.connect(self._look)
        self._look()
        self._latest = Latest()
        self.whole = text_label("", "quiet", wraps=True)
        self.listing.addWidget(self.whole)
        self.body.addLayout(self.listing)

    def reload(self) -> None:
        """Read depots, categories and stock again."""
        self.services.session.read(self, categories, self._show_categories)
        super().reload()
        self._read_sum()

    def open_record(self, key: str) -> None:
        """Look for something found elsewhere."""
        self.search.setText(key)
        self.list_anew()

    def _open_card(self, row: StockRow) -> None:
        """Show the card of a row's item."""
        self.asked_for.emit("card", row.item_code)

    def _look(self) -> None:
        """Let one row be proved or traced."""
        is_one = len(self.table.selected_rows()) == 1
        for button in (self.prove_button, self.trace_button):
            button.forbid("row", "" if is_one else _("Select one row first."))

    def _prove(self) -> None:
        """Show the movements that add up to a row's lot."""
        (row,) = self.table.selected_rows()
        bucket = self._wanted().bucket
        figure = Figure(row.item_code, bucket, row.depot_code, row.label_code)
        self.asked_for.emit("proof", figure_key(figure))

    def _trace(self) -> None:
        """Show the life of a row's lot."""
        (row,) = self.table.selected_rows()
        self.asked_for.emit("trace", row.label_code)

    def _receive(self) -> None:
        """Begin a receipt."""
        self.asked_for.emit("scan", DocumentKind.RECEIPT.value)

    def _show_transit(self) -> None:
        """Show what is on its way between depots."""
        self.asked_for.emit("transit", "")

    def _show_outstanding(self) -> None:
        """Show what is issued or lent and to come back."""
        self.asked_for.emit("outstanding", "")

    def _print(self) -> None:
        """Print a stock report."""
        self.asked_for.emit("reports", "stock")

    def _print_labels(self) -> None:
        """Print labels."""
        self.asked_for.emit("labels", "")

    def list_anew(self) -> None:
        """Show what the search and the filters want now, and what all of it is worth."""
        super().list_anew()
        self._read_sum()

    def _read_sum(self) -> None:
        """Ask what all that is wanted is worth, also the rows that are not loaded."""
        query = partial(stock_sum, wanted=self._wanted())
        self.services.session.read(self, query, self._show_sum, latest=self._latest)

    def _show_sum(self, found: StockSum) -> None:
        """Say what all that is wanted is worth."""
        words = _("{rows} rows in all, amount {amount} yuan")
        self.whole.setText(words.format(rows=f"{found.rows:,}", amount=found.amount.grouped()))

    def reader(self, after: StockRow | None, limit: int) -> Query[Sequence[StockRow]]:
        """Return the query for the next rows."""
        return partial(stock_page, wanted=self._wanted(), after=after, limit=limit)

    def _wanted(self) -> StockFilter:
        """Return what the search and the filters want now."""
        chosen = self.filters.values()
        soon = self.services.today() + timedelta(days=SOON_DAYS)
        return StockFilter(
            search=self.search.text(),
            category=chosen["category"],
            depot=self.wanted_depot,
            expires_by=soon if chosen["expiring"] else None,
            bucket=Bucket(chosen["bucket"] or Bucket.ON_HAND),
        )

    def _show_categories(self, rows: Sequence[CategoryRow]) -> None:
        """Offer the categories."""
        self.filters.set_options("category", [(row.code, row.name) for row in rows])


def _row_key(row: StockRow) -> tuple[object, ...]:
    """Return what tells one row from every other."""
    return row.item_code, row.depot_code, row.place_code, row.lot_id
