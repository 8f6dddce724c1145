"""The life of a lot or an object: where it came from, with what money, where it went, and what is left."""

from collections.abc import Sequence
from functools import partial

from supplies.errors import SuppliesError
from supplies.language import N_, _
from supplies.stock.tracing import Trace, TraceLine, trace
from supplies.ui.page import Page
from supplies.ui.paged_table import Align, Column, PagedTableModel
from supplies.ui.services import Services
from supplies.ui.session import Latest, Query
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.facts import FactsCard
from supplies.ui.widgets.filter_bar import FilterBar
from supplies.ui.widgets.search_field import SearchField
from supplies.ui.widgets.table import TableView
from supplies.values import Topic

Row = tuple[int, TraceLine]
"""A movement and its place in the list."""

COLUMNS: tuple[Column[Row], ...] = (
    Column("date", N_("Date"), lambda row: str(row[1].business_date), width_ems=5.2),
    Column("number", N_("Number"), lambda row: row[1].number, width_ems=11.5),
    Column("kind", N_("Kind"), lambda row: row[1].kind_name, width_ems=4),
    Column("from", N_("From"), lambda row: row[1].origin, width_ems=7),
    Column("to", N_("To"), lambda row: row[1].goal, width_ems=7),
    Column("quantity", N_("Quantity"), lambda row: row[1].quantity.grouped(), Align.RIGHT, width_ems=4.5),
    Column("counterparty", N_("With"), lambda row: row[1].counterparty, width_ems=7, stretches=True),
    Column("incident", N_("Incident"), lambda row: row[1].incident, width_ems=7),
    Column("actor", N_("Who"), lambda row: row[1].actor, width_ems=4.5),
)


class TracePage(Page):
    """Opened with a label, batch or serial number; another can be scanned or typed."""

    topics = frozenset({Topic.STOCK})

    def __init__(self, services: Services) -> None:
        """Build the page, still without a lot."""
        super().__init__(services, "trace", _("Trace"))
        self._code = ""
        self._found: tuple[Trace, ...] = ()
        self._latest = Latest()
        self.add_back()
        self.prove_button = self.add_action("prove", _("Prove the quantity (&Y)"), self._prove, icon="check")
        self.follow_button = self.add_action(
            "follow", _("Its money (&Z)"), self._follow_money, icon="funds", keys="Ctrl+Shift+Y"
        )
        self.search = SearchField("trace_search", _("Label, batch or serial number"))
        self.search.searched.connect(self._search)
        self.filters = FilterBar("trace_filters")
        self.filters.add_widget(self.search)
        self.facts = FactsCard("trace_facts", _("Lot"))
        self.rest = FactsCard("trace_left", _("What is left"))
        empty = EmptyState("trace_empty", "stock", _("No lot is shown"), _("Scan a label, or type a batch number."))
        self.table = TableView("trace_table", _("Movements"), services.preferences, empty)
        self.model = PagedTableModel(COLUMNS, self._reader, lambda row: row[0], services.session, self)
        self.table.show_model(self.model)
        self.table.setMinimumHeight(220)
        self.table.row_opened.connect(self._open_document)
        for part in (self.filters, self.facts, self.rest):
            self.body.addWidget(part)
        self.body.addWidget(self.table, 1)

    def open_record(self, key: str) -> None:
        """Show the life of another lot."""
        self.search.setText(key)
        self._search()

    def reload(self) -> None:
        """Read the life again; without a lot, the list says what it is for."""
        if self._code:
            self._read()
        else:
            self._show(())

    def start_focus(self) -> None:
        """Begin with the search."""
        self.search.setFocus()

    def _search(self) -> None:
        """Show what the search names."""
        self._code = self.search.text().strip()
        self.message.dismiss()
        if self._code:
            self._read()
        else:
            self._show(())

    def _read(self) -> None:
        """Ask for the life of what is named."""
        query = partial(trace, code=self._code)
        self.services.session.read(self, query, self._show, self._failed, latest=self._latest)

    def _failed(self, error: SuppliesError) -> None:
        """Say that nothing has this number."""
        self._show(())
        self.show_error(error)

    def _show(self, found: Sequence[Trace]) -> None:
        """Show the lives of all lots that have the number; of several, each has its movements below the other's."""
        self._found = tuple(found)
        self.facts.setVisible(bool(found))
        self.rest.setVisible(bool(found))
        for button in (self.prove_button, self.follow_button):
            button.forbid("none", "" if len(found) == 1 else _("Choose one lot by its label."))
        if found:
            lot = found[0].lot
            self.set_title(f"{_('Trace')}  {lot.name}  {lot.label_code}")
            self.facts.show_facts(_facts(found[0]))
            rows = [row for each in found for row in each.on_hand]
            left = [(f"{row.depot_name} {row.place_name}", f"{row.quantity.grouped()} {row.unit}") for row in rows]
            self.rest.show_facts(left or [(_("What is left"), _("nothing"))])
        self.model.set_reader(self._reader)

    def _reader(self, after: Row | None, limit: int) -> Query[Sequence[Row]]:
        """Return the movements after one, which have been read with the lot."""
        lines = tuple(enumerate(line for each in self._found for line in each.movements))
        start = 0 if after is None else after[0] + 1
        return lambda _connection: lines[start : start + limit]

    def _open_document(self, row: Row) -> None:
        """Open the paper of a movement."""
        self.asked_for.emit("document", row[1].number)

    def _prove(self) -> None:
        """Prove what is on hand of the lot."""
        lot = self._found[0].lot
        self.asked_for.emit("proof", f"item={lot.item_code} label={lot.label_code}")

    def _follow_money(self) -> None:
        """Follow the lot up to the money that paid it."""
        self.asked_for.emit("fund_trace", f"up={self._found[0].lot.label_code}")


def _facts(found: Trace) -> list[tuple[str, str]]:
    """Return what is known of a lot; what is not known says so."""
    lot = found.lot
    unknown = _("unknown")
    facts = [
        (_("Item type"), f"{lot.item_code} {lot.name} {lot.specification}".strip()),
        (_("Batch / serial"), lot.serial_no or lot.batch_no),
        (_("Origin"), lot.origin_name),
        (_("Received"), str(lot.received_on)),
        (_("Produced"), "" if lot.produced_on is None else str(lot.produced_on)),
        (_("Expires"), unknown if lot.expires_on is None else str(lot.expires_on)),
        (_("Supplier"), lot.supplier or unknown),
        (_("Owner"), lot.owner or unknown),
        (_("Paid from"), lot.appropriation or unknown),
    ]
    return [(title, text) for title, text in facts if text]
