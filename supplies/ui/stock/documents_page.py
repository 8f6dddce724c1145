"""Every stock document, newest first."""

from collections.abc import Sequence
from functools import partial

from supplies.language import N_, _
from supplies.stock.documents import KIND_NAMES, DocumentRow, document_kind, documents_page
from supplies.ui.list_page import ListPage
from supplies.ui.paged_table import Align, Column
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.widgets.empty_state import EmptyState
from supplies.values import Topic

COLUMNS: tuple[Column[DocumentRow], ...] = (
    Column("number", N_("Number"), lambda row: row.number, width_ems=11.6),
    Column("kind", N_("Kind"), lambda row: row.kind_name, width_ems=4),
    Column("date", N_("Date"), lambda row: str(row.business_date), width_ems=5.2),
    Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=10),
    Column("counterparty", N_("With"), lambda row: row.counterparty, width_ems=8, stretches=True),
    Column("incident", N_("Incident"), lambda row: row.incident, width_ems=9),
    Column("lines", N_("Lines"), lambda row: str(row.line_count), Align.RIGHT, width_ems=2),
    Column("actor", N_("Who"), lambda row: row.actor_name, width_ems=8),
    Column("reversed", N_("Reversed by"), lambda row: row.reversed_by, width_ems=7),
)


class DocumentsPage(ListPage[DocumentRow]):
    """A search, filters, and the documents."""

    topics = frozenset({Topic.STOCK})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        empty = EmptyState(
            "documents_empty", "documents", _("No documents here"), _("Every receipt, issue and move stands here.")
        )
        hint = _("Number, counterparty, order number or incident")
        super().__init__(services, "documents", _("Documents"), COLUMNS, _row_key, empty, hint)
        self.add_depot_filter()
        kinds = [(kind.value, _(name)) for kind, name in KIND_NAMES.items()]
        self.filters.add_choice("kind", _("Kind"), _("All kinds"), kinds)
        self.table.row_opened.connect(self._open)
        self.body.addLayout(self.listing)

    def _open(self, row: DocumentRow) -> None:
        """Show a document whole."""
        self.asked_for.emit("document", row.number)

    def reader(self, after: DocumentRow | None, limit: int) -> Query[Sequence[DocumentRow]]:
        """Return the query for the next rows."""
        chosen = self.filters.values()
        kind = document_kind(chosen["kind"])
        return partial(
            documents_page, before=after, limit=limit, depot=self.wanted_depot, kind=kind, search=self.search.text()
        )


def _row_key(row: DocumentRow) -> tuple[object, ...]:
    """Return what tells one row from every other."""
    return row.site_id, row.seq
