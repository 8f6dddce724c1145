"""Agreement and capacity reserves: who promises what, within which hours, and when it was verified last."""

from collections.abc import Callable, Sequence
from functools import partial

from supplies.agreements.queries import AgreementRow, PromisedLine, agreements, promised_lines
from supplies.language import N_, _
from supplies.ui.agreements.panels import CallOffPanel, ConcludePanel, EndPanel, VerifyPanel
from supplies.ui.list_page import ListPage
from supplies.ui.paged_table import Align, Column
from supplies.ui.services import Services
from supplies.ui.session import Latest, Query
from supplies.ui.whole_list import Wanted, WholeList
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.status import Status
from supplies.values import Topic


def _columns(services: Services) -> tuple[Column[AgreementRow], ...]:
    """Return the columns; how an agreement stands depends on the day."""
    return (
        Column("number", N_("Number of the agreement"), lambda row: row.number, width_ems=9),
        Column("kind", N_("Kind"), lambda row: row.kind_name, width_ems=4.5),
        Column("enterprise", N_("Enterprise"), lambda row: row.enterprise_name, width_ems=10, stretches=True),
        Column("hours", N_("Response (h)"), lambda row: str(row.hours), Align.RIGHT, width_ems=5),
        Column("starts", N_("From day"), lambda row: str(row.starts_on), width_ems=5.2),
        Column("ends", N_("To day"), lambda row: str(row.ends_on), width_ems=5.2),
        Column("state", N_("State"), lambda row: row.state(services.today()), width_ems=4),
        Column("verified", N_("Verified on"), lambda row: str(row.verified_on or _("never")), width_ems=5.2),
        Column("lines", N_("Lines"), lambda row: str(row.lines), Align.RIGHT, width_ems=3),
        Column("price", N_("Price formula"), lambda row: row.price_formula, width_ems=8),
    )


def _key(row: AgreementRow) -> tuple[object, ...]:
    """Return what tells one row from every other."""
    return row.site_id, row.seq


def _texts(row: AgreementRow) -> Sequence[str]:
    """Return what a search looks into."""
    return row.number, row.enterprise_name, row.note


class AgreementsPage(ListPage[AgreementRow]):
    """A search, the agreements, what the selected one promises, and the forms."""

    topics = frozenset({Topic.RELIEF, Topic.ACCOUNTS})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        empty = EmptyState(
            "agreements_empty",
            "relief",
            _("No agreement yet"),
            _("What enterprises promise to supply stands here; it is never counted as stock."),
        )
        hint = _("Number or enterprise")
        columns = _columns(services)
        super().__init__(services, "agreements", _("Agreement reserves"), columns, _key, empty, hint)
        self._latest = Latest()
        self.add_action("report", _("&Capacity table"), self._report, icon="reports")
        self.panels = {
            "end": EndPanel(self, services),
            "verify": VerifyPanel(self, services),
            "call_off": CallOffPanel(self, services),
        }
        self.conclude_panel = ConcludePanel(self, services)
        self.buttons = {
            name: self.add_action(name, text, self._asking(name), icon=icon, needs=f"agreements.{name}")
            for name, text, icon in (
                ("end", _("&End"), "close"),
                ("verify", _("Verify (&H)"), "check"),
                ("call_off", _("Ca&ll"), "right"),
            )
        }
        self.add_action(
            "conclude",
            _("&New agreement"),
            self.conclude_panel.open_panel,
            icon="add",
            kind="primary",
            needs="agreements.conclude",
        )
        for panel in (*self.panels.values(), self.conclude_panel):
            panel.done.connect(self._done)
        self.detail = text_label("", "quiet", wraps=True)
        self.detail.setObjectName("agreements_detail")
        self.table.selectionModel().selectionChanged.connect(self._look)
        self._look()
        self.body.addLayout(self.listing)
        self.body.addWidget(self.detail)

    def reader(self, after: AgreementRow | None, limit: int) -> Query[Sequence[AgreementRow]]:
        """Return the query for the next rows."""
        rows = WholeList(agreements, _key, _texts, {})
        return rows.page(Wanted(self.search.text()), after, limit)

    def _look(self) -> None:
        """Let the buttons be used where the selected agreement binds, and say what it promises."""
        row = self.selected_row()
        why = "" if row is not None else _("Select one line first.")
        if row is not None and not row.binds(self.services.today()):
            why = _("The agreement does not bind today.")
        for name, button in self.buttons.items():
            is_open = name == "end" and row is not None and row.ended_on is None
            button.forbid("row", "" if is_open else why)
        self.detail.setText("")
        if row is not None:
            query = partial(promised_lines, site_id=row.site_id, seq=row.seq)
            self.services.session.read(self, query, self._show_lines, latest=self._latest)

    def _show_lines(self, lines: Sequence[PromisedLine]) -> None:
        """Say what an agreement promises."""
        words = _("{name}: promised {quantity} {unit}, verified {available}, called {called}")
        self.detail.setText(
            "\n".join(
                words.format(
                    name=line.name,
                    quantity=line.quantity.grouped(),
                    unit=line.unit,
                    available="—" if line.available is None else line.available.grouped(),
                    called=line.called.grouped(),
                )
                for line in lines
            )
        )

    def _asking(self, name: str) -> Callable[[], None]:
        """Return what a button does: open its form about the selected agreement."""
        return partial(self._ask, name)

    def _ask(self, name: str) -> None:
        """Open a form about the selected agreement."""
        row = self.selected_row()
        if row is not None:
            self.panels[name].open_for(row)

    def _report(self) -> None:
        """Show the table of reserve capacity."""
        self.asked_for.emit("reports", "capacity")

    def _done(self, words: str, _record: object) -> None:
        """Say that it is done."""
        self.show_message(Status.OK, words)
        self.reload()
