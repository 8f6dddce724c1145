"""Proving a quantity: the movements that add up to it, oldest first, with the sum beside what the store keeps."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from supplies.language import N_, _
from supplies.stock.availability import bucket_name
from supplies.stock.documents import KIND_NAMES
from supplies.stock.places import shown_route
from supplies.stock.proof import Bucket, Figure, Proof, ProofLine, proof_page, prove
from supplies.ui.page import Page
from supplies.ui.paged_table import Column, PagedTableModel, number_column
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.facts import FactsCard
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.table import TableView
from supplies.ui.widgets.totals_bar import TotalsBar
from supplies.values import DepotCode, ItemCode, Topic

COLUMNS: tuple[Column[ProofLine], ...] = (
    Column("date", N_("Date"), lambda row: str(row.business_date), width_ems=5.2),
    Column("number", N_("Number"), lambda row: row.number, width_ems=11.5),
    Column("kind", N_("Kind"), lambda row: _(KIND_NAMES[row.kind]), width_ems=4),
    Column("counterparty", N_("With"), lambda row: row.counterparty, width_ems=7, stretches=True),
    Column("label", N_("Label"), lambda row: row.label_code, width_ems=10.4),
    Column("route", N_("Location"), lambda row: shown_route(row.from_place, row.to_place), width_ems=9),
    number_column("change", N_("Change"), lambda row: row.change, width_ems=5),
    number_column("amount", N_("Amount"), lambda row: row.change_amount, width_ems=7),
    Column("entry", N_("Entry"), lambda row: str(row.seq), width_ems=4),
)


class ProofPage(Page):
    """Opened with what is to be proved, as ``figure_key`` writes it."""

    topics = frozenset({Topic.STOCK})

    def __init__(self, services: Services) -> None:
        """Build the page, still with nothing to prove."""
        super().__init__(services, "proof", _("Proof of a quantity"))
        self._figure = Figure(ItemCode(""))
        self.add_back()
        self.add_action("print", _("&Print"), self._print, icon="print", keys="Ctrl+P")
        self.facts = FactsCard("proof_facts", _("Proof of a quantity"))
        empty = EmptyState(
            "proof_empty", "stock", _("Nothing has moved yet"), _("A quantity of nothing needs no movement.")
        )
        self.table = TableView("proof_table", _("Movements"), services.preferences, empty)
        self.model = PagedTableModel(COLUMNS, self._reader, _row_key, services.session, self)
        self.table.show_model(self.model)
        self.table.setMinimumHeight(220)
        self.table.row_opened.connect(self._open_document)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(TotalsBar("proof_totals", self.table))

    def open_record(self, key: str) -> None:
        """Prove another quantity."""
        self._figure = figure_of(key)
        self.message.dismiss()
        self.reload()

    def reload(self) -> None:
        """Read the movements again."""
        if self._figure.item:
            self.services.session.read(self, partial(prove, figure=self._figure), self._show)
            self.model.set_reader(self._reader)

    def start_focus(self) -> None:
        """Begin in the movements."""
        self.table.setFocus()

    def _show(self, found: Proof) -> None:
        """Say what was proved; a total that is not the sum of its movements is an alarm."""
        figure, unit = self._figure, found.item.unit
        self.set_title(f"{_('Proof of a quantity')}  {figure.item}  {found.item.name}")
        stored = "" if found.stored is None else f"{found.stored.grouped()} {unit}"
        anchors = [
            (title, f"{anchor.seq:,}  {anchor.hash}")
            for title, anchor in ((_("First entry"), found.first), (_("Last entry"), found.last))
            if anchor is not None
        ]
        facts = [
            (_("State"), bucket_name(figure.bucket)),
            (_("Depot"), figure.depot or _("All depots")),
            (_("Label"), figure.label),
            (_("Number of movements"), f"{found.movements:,}"),
            (_("Sum"), f"{found.summed.grouped()} {unit}"),
            (_("Quantity that the store keeps"), stored),
            *anchors,
        ]
        self.facts.show_facts([(title, text) for title, text in facts if text])
        if not found.holds:
            self.show_message(
                Status.ERROR,
                _("The store keeps another quantity than the movements add up to."),
                _("Check the whole store on the page “Journal”."),
            )

    def _reader(self, after: ProofLine | None, limit: int) -> Query[Sequence[ProofLine]]:
        """Return the query for the next movements."""
        return partial(proof_page, figure=self._figure, after=after, limit=limit)

    def _open_document(self, row: ProofLine) -> None:
        """Open the paper of a movement."""
        self.asked_for.emit("document", row.number)

    def _print(self) -> None:
        """Print the proof."""
        self.asked_for.emit("reports", f"proof {figure_key(self._figure)}")


def figure_key(figure: Figure) -> str:
    """Return what is to be proved as pages hand it on."""
    named = {"item": figure.item, "bucket": figure.bucket.value, "depot": figure.depot or "", "label": figure.label}
    return " ".join(f"{name}={value}" for name, value in named.items() if value)


def figure_of(key: str) -> Figure:
    """Return what is to be proved, from its key."""
    named = dict(part.split("=", 1) for part in key.split(" "))
    figure = Figure(ItemCode(named["item"]), Bucket(named.get("bucket", Bucket.ON_HAND)))
    return replace(figure, depot=DepotCode(named.get("depot", "")) or None, label=named.get("label", ""))


def _row_key(row: ProofLine) -> tuple[object, ...]:
    """Return what tells one movement from every other."""
    return row.site_id, row.seq, row.line
