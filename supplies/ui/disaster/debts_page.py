"""Papers owed (待补手续): what emergency documents still lack, overdue first, and the panel that supplies it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from supplies.errors import SecondPersonNeeded
from supplies.language import N_, _
from supplies.stock.actions import TEXT_MAX, DebtKind
from supplies.stock.debts import DebtRow, SettleDebt, debts_of, open_debts
from supplies.ui.list_page import ListPage
from supplies.ui.page import Page
from supplies.ui.paged_table import Align, Column
from supplies.ui.permits import refusal
from supplies.ui.services import Services
from supplies.ui.session import Actions, Query
from supplies.ui.widgets.action_panel import ActionPanel, Places
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.fields import TextField
from supplies.ui.widgets.status import Status
from supplies.values import ActionId, SiteId, Topic, new_id, utc_now

HOUR_SECONDS = 3600

FIELDS = {
    DebtKind.RECEIVER: N_("Receiver: name and unit"),
    DebtKind.SIGNATURE: N_("Signature: where the signed paper is kept"),
    DebtKind.ORDER: N_("Number of the written order"),
    DebtKind.VEHICLE: N_("Vehicle: plate and driver"),
    DebtKind.SECOND_PERSON: N_("Second person: what was checked"),
}
"""What is asked for each kind of debt, in the order of the panel."""


def state_of(row: DebtRow, now: datetime) -> str:
    """Return how long a debt is overdue, or how much time is left."""
    hours = round(abs((row.due_at - now).total_seconds()) / HOUR_SECONDS)
    text = _("overdue for {hours} h") if row.is_overdue(now) else _("{hours} h left")
    return text.format(hours=f"{hours:,}")


def age_of(row: DebtRow, now: datetime) -> str:
    """Return how old a debt is."""
    hours = max(0, round((now - row.recorded_at).total_seconds() / HOUR_SECONDS))
    return _("{hours} h").format(hours=f"{hours:,}")


def _local(moment: datetime) -> str:
    """Return a moment as it is read in a list."""
    return moment.astimezone().strftime("%m-%d %H:%M")


COLUMNS: tuple[Column[DebtRow], ...] = (
    Column("state", N_("State"), lambda row: state_of(row, utc_now()), width_ems=7),
    Column("kind", N_("Owed"), lambda row: row.kind_name, width_ems=5),
    Column("number", N_("Number"), lambda row: row.number, width_ems=11.6),
    Column("due", N_("To be supplied by"), lambda row: _local(row.due_at), width_ems=6.5),
    Column("age", N_("Age"), lambda row: age_of(row, utc_now()), Align.RIGHT, width_ems=5),
    Column("owner", N_("Who has to"), lambda row: row.owner_name, width_ems=5),
    Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=8),
    Column("incident", N_("Incident"), lambda row: row.incident, width_ems=9, stretches=True),
    Column("counterparty", N_("With"), lambda row: row.counterparty, width_ems=7),
)


class DebtsPage(ListPage[DebtRow]):
    """Opened with nothing, or with the number of the document whose papers are supplied."""

    topics = frozenset({Topic.STOCK})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        words = _("Everything that went out before its papers has them now.")
        empty = EmptyState("debts_empty", "ok", _("No papers are owed"), words)
        super().__init__(services, "debts", _("Papers owed"), COLUMNS, _row_key, empty)
        self.add_back()
        self.add_action("forms", _("Blank &forms"), partial(self.asked_for.emit, "forms", ""), icon="print")
        self.add_action("report", _("&Print the list"), partial(self.asked_for.emit, "reports", "debts"), icon="print")
        self.add_depot_filter()
        self.filters.add_tick("mine", _("Only what I have to supply"))
        self.panel = SettlePanel(self, services)
        self.panel.done.connect(self._tell)
        self.table.row_opened.connect(self.panel.show_debts_of)
        self.body.addLayout(self.listing)

    def open_record(self, key: str) -> None:
        """Show the papers of one document, as soon as they are read."""
        self.services.session.read(self, open_debts, partial(self._open_numbered, key))

    def has_unsaved(self) -> bool:
        """Return whether the panel holds something that is not posted."""
        return self.panel.has_entries

    def reader(self, after: DebtRow | None, limit: int) -> Query[Sequence[DebtRow]]:
        """Return the query for the next rows."""
        chosen = self.filters.values()
        owner = self.services.session.actor if chosen["mine"] else None
        return partial(open_debts, owner=owner, depot=self.wanted_depot, after=after, limit=limit)

    def _open_numbered(self, number: str, rows: Sequence[DebtRow]) -> None:
        """Open the panel for the document of a number, if it owes anything."""
        row = next((row for row in rows if row.number == number), None)
        if row is None:
            self.show_message(Status.OK, _("{number} owes nothing.").format(number=number))
        else:
            self.panel.show_debts_of(row)

    def _tell(self, words: str, _key: object) -> None:
        """Say what was supplied."""
        self.show_message(Status.OK, words)
        self.reload()


class SettlePanel(ActionPanel):
    """Asks for everything that a document still owes; what is not known yet stays owed."""

    def __init__(self, page: Page, services: Services) -> None:
        places: Places = {SecondPersonNeeded: DebtKind.SECOND_PERSON.value}
        super().__init__("settle_debts", _("Supply the papers"), page, services, places, _("&Supply"))
        self._row: DebtRow | None = None
        self._owed: Mapping[DebtKind, DebtRow] = {}
        self._fields = {
            kind: self.form.add(TextField(kind.value, _(label), longest=TEXT_MAX)) for kind, label in FIELDS.items()
        }

    def show_debts_of(self, row: DebtRow) -> None:
        """Ask for the papers of the document that a debt is of."""
        query = partial(debts_of, site_id=SiteId(row.site_id), of_seq=row.of_seq)
        self.services.session.read(self, query, partial(self._show, row))

    def _show(self, row: DebtRow, rows: Sequence[DebtRow]) -> None:
        """Show a field for each paper that is still owed."""
        self.about(row.number)
        self._row = row
        self._owed = {each.kind: each for each in rows if each.settled_at is None}
        self.set_title(_("{number}: supply the papers").format(number=row.number))
        done = [f"{each.kind_name}: {each.words}" for each in rows if each.settled_at is not None]
        self.say("\n".join([_("Leave empty what is not there yet; it stays owed."), *done]))
        for kind, field in self._fields.items():
            self.form.set_shown(kind.value, is_shown=kind in self._owed)
            field.edit.setEnabled(True)
            field.set_note("")
        self._forbid_own_confirmation(row)
        self.open_panel()

    def _forbid_own_confirmation(self, row: DebtRow) -> None:
        """Let nobody confirm what they did alone, and say why."""
        field = self._fields[DebtKind.SECOND_PERSON]
        actor = self.services.session.actor
        if row.actor == actor:
            why = refusal(SecondPersonNeeded(login=actor))
            field.set_note(why)
            field.edit.setEnabled(False)
            field.edit.setToolTip(why)
            field.edit.setAccessibleDescription(why)

    def make_actions(self) -> Actions:
        """Return one settlement for each paper that was supplied."""
        assert self._row is not None, "a document is shown"
        answers = {kind: field.text().strip() for kind, field in self._fields.items() if kind in self._owed}
        given = {kind: text for kind, text in answers.items() if text}
        names = "、".join(self._owed[kind].kind_name for kind in given)
        left = len(self._owed) - len(given)
        text = _("{number}: supplied {names}; {n} papers are still owed.")
        self.tell(text.format(number=self._row.number, names=names or _("nothing"), n=left))
        return [
            SettleDebt(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                of_seq=self._row.of_seq,
                kind=kind,
                answer=text,
            )
            for kind, text in given.items()
        ]


def _row_key(row: DebtRow) -> tuple[object, ...]:
    """Return what tells one row from every other."""
    return row.site_id, row.of_seq, row.kind
