"""What a count comes to: books, movement, counted, difference, value, second count and reason of each line; its end."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from supplies.language import N_, _
from supplies.stock.count_queries import CountLineRow, CountWhole, whole_count
from supplies.stock.count_sessions import CountSessionRow
from supplies.ui.approvals.submitted import is_submitted, tell_submitted
from supplies.ui.counting.end_panels import CancelPanel, FinishPanel, Key, ReasonPanel
from supplies.ui.page import Page
from supplies.ui.paged_table import Align, Column, number_column
from supplies.ui.services import Services
from supplies.ui.session import Answer, Latest
from supplies.ui.whole_list import WholeList, no_rows
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.facts import FactsCard
from supplies.ui.widgets.listing import Listing
from supplies.ui.widgets.status import Status
from supplies.values import DepotCode, Quantity, Topic, total_money


def signed(quantity: Quantity) -> str:
    """Return a difference with its sign; nothing for none."""
    if not quantity:
        return ""
    return f"+{quantity.grouped()}" if quantity.thousandths > 0 else quantity.grouped()


def _mark(row: CountLineRow) -> str:
    """Return the icon of a line."""
    if row.holding is None:
        return "waiting"
    return "warning" if row.difference else "check"


def _counted(row: CountLineRow) -> str:
    """Return what holds; of a line that was left out, that it was."""
    if row.holding is None:
        return _("left out") if row.is_left_out else ""
    return row.holding.quantity.grouped()


def _second(row: CountLineRow) -> str:
    """Return the second count and who made it."""
    return "" if row.second is None else f"{row.second.quantity.grouped()} {row.second.counter_name}"


COLUMNS: tuple[Column[CountLineRow], ...] = (
    Column("number", N_("No."), lambda row: str(row.number), Align.RIGHT, width_ems=2.2),
    Column("place", N_("Location"), lambda row: row.place_text, width_ems=5, sort="place"),
    Column("name", N_("Name"), lambda row: row.name, mark=_mark, width_ems=7, stretches=True, sort="name"),
    Column("lot", N_("Batch / serial"), lambda row: row.serial_no or row.batch_no, width_ems=5.5),
    number_column("start", N_("At the start"), lambda row: row.book_at_start, width_ems=4),
    Column("before", N_("Moved before"), lambda row: signed(row.moved_before), Align.RIGHT, width_ems=4),
    Column(
        "book", N_("Books"), lambda row: row.holding.book.grouped() if row.holding else "", Align.RIGHT, width_ems=4
    ),
    Column("counted", N_("Counted"), _counted, Align.RIGHT, width_ems=4),
    Column(
        "difference", N_("Differs by"), lambda row: signed(row.difference), Align.RIGHT, width_ems=4, sort="difference"
    ),
    Column(
        "value",
        N_("Value"),
        lambda row: row.value.grouped() if row.difference else "",
        Align.RIGHT,
        plain=lambda row: str(row.value) if row.difference else "",
        total=lambda row: row.value,
        width_ems=5,
        sort="value",
    ),
    Column("after", N_("Moved after"), lambda row: signed(row.moved_after), Align.RIGHT, width_ems=4),
    Column("first", N_("First count"), lambda row: row.first.counter_name if row.first else "", width_ems=4),
    Column("second", N_("Second count"), _second, width_ems=4.5),
    Column("reason", N_("Reason"), lambda row: row.reason, width_ems=5),
)
ORDERS: dict[str, Callable[[CountLineRow], object]] = {
    "place": lambda row: (row.location, row.place),
    "name": lambda row: row.name,
    "difference": lambda row: abs(row.difference.thousandths),
    "value": lambda row: abs(row.value.fen),
}
FILTERS: dict[str, Callable[[CountSessionRow, CountLineRow], bool]] = {
    "differing": lambda _session, row: bool(row.difference),
    "second": lambda session, row: row.needs_second(session),
    "missing": lambda _session, row: row.holding is None,
    "found": lambda _session, row: not row.is_expected,
    "moved": lambda _session, row: bool(row.moved_before or row.moved_after),
}


class ResultPage(Page):
    """Opened with the number of a count."""

    topics = frozenset({Topic.STOCK})

    def __init__(self, services: Services) -> None:
        """Build the page, still without a count."""
        super().__init__(services, "count_result", _("Result of a count"))
        self._number = ""
        self._whole: CountWhole | None = None
        self._reasons: dict[Key, str] = {}
        self._latest = Latest()
        self.finish_panel = FinishPanel(self, services)
        self.cancel_panel = CancelPanel(self, services)
        self.reason_panel = ReasonPanel(self)
        self._build_actions()
        self.facts = FactsCard("count_result_facts", _("Count"))
        self.listing = self._built_listing()
        self.body.addWidget(self.facts)
        self.body.addWidget(self.listing, 1)
        self._connect()

    def open_record(self, key: str) -> None:
        """Show another count."""
        if key != self._number:
            self._number, self._reasons = key, {}
        self.message.dismiss()
        self.reload()

    def reload(self) -> None:
        """Read the count again."""
        if self._number:
            query = partial(whole_count, number=self._number)
            self.services.session.read(self, query, self._show, latest=self._latest)

    def has_unsaved(self) -> bool:
        """Return whether reasons were entered that are not posted."""
        return bool(self._reasons) or self.finish_panel.has_entries or self.cancel_panel.has_entries

    def start_focus(self) -> None:
        """Begin in the lines."""
        self.listing.setFocus()

    # --- building ------------------------------------------------------------------------------------------------

    def _build_actions(self) -> None:
        """Offer what can be done with the count as a whole."""
        self.add_back()
        self.count_button = self.add_action("count", _("Count &on"), self._open_count, icon="scan")
        self.add_action("print", _("&Print"), self._print, icon="print", keys="Ctrl+P")
        self.document_button = self.add_action("document", _("Ad&justment"), self._open_document, icon="documents")
        self.cancel_button = self.add_action("cancel", _("&Cancel the count"), self._ask_cancel, icon="remove")
        self.finish_button = self.add_action(
            "finish", _("&Finish the count"), self._ask_finish, icon="check", keys="Ctrl+Return", kind="primary"
        )
        self._permits = (
            self.permit(self.finish_button, "stock.finish_count", self._depot),
            self.permit(self.cancel_button, "stock.cancel_count", self._depot),
        )

    def _built_listing(self) -> Listing[CountLineRow]:
        """Return the list of the lines, with its filter."""
        whole: WholeList[CountLineRow] = WholeList(no_rows, _row_key, _texts, ORDERS)
        empty = EmptyState("count_lines_empty", "check", _("No lines here"), _("Choose other filters."))
        hint = _("Name, label, batch, serial or location")
        listing = Listing("count_lines", _("Lines of the count"), COLUMNS, whole, self.services, empty, hint)
        words = {
            "differing": _("Differences"),
            "second": _("Second count needed"),
            "missing": _("Not counted"),
            "found": _("Not expected"),
            "moved": _("Moved meanwhile"),
        }
        listing.filters.add_choice("state", _("Lines"), _("All lines"), list(words.items()))
        listing.set_filter(self._chosen)
        listing.add_row_action("reason", _("&Reason"), self._ask_reason, "Ctrl+E", "documents")
        return listing

    def _connect(self) -> None:
        """Let the parts hear of each other."""
        self.listing.row_opened.connect(self._open_reason)
        self.listing.selection_changed.connect(self._allow_reason)
        self.reason_panel.given.connect(self._take_reason)
        self.finish_panel.posted.connect(self._finished)
        self.cancel_panel.done.connect(self._cancelled)

    def _chosen(self) -> Callable[[CountLineRow], bool] | None:
        """Return the filter chosen; it holds no widget."""
        name, whole = self.listing.filters.values()["state"], self._whole
        return partial(FILTERS[name], whole.session) if name and whole is not None else None

    def _depot(self) -> DepotCode | None:
        """Return the depot of the count that is shown."""
        return None if self._whole is None else self._whole.session.depot_code

    # --- what is shown -------------------------------------------------------------------------------------------

    def _show(self, whole: CountWhole) -> None:
        """Show the count."""
        self._whole = whole
        session = whole.session
        self.set_title(f"{session.name}  {session.number}")
        self.facts.show_facts(_facts(whole))
        self.listing.show_rows(self._with_reasons(whole.lines))
        why_not = "" if session.is_open else _("This count has ended.")
        self.count_button.forbid("ended", why_not)
        self.cancel_button.forbid("ended", why_not)
        self.finish_button.forbid("state", why_not or self._why_not_finish(whole))
        self.document_button.forbid("none", "" if session.document else _("There is no adjustment."))
        for permit in self._permits:
            permit.look()
        self._allow_reason()

    def _with_reasons(self, lines: Sequence[CountLineRow]) -> list[CountLineRow]:
        """Return the lines with the reasons entered here."""
        return [
            replace(line, reason=self._reasons[_row_key(line)]) if _row_key(line) in self._reasons else line
            for line in lines
        ]

    def _why_not_finish(self, whole: CountWhole) -> str:
        """Return what has to be done before the count can be finished."""
        again = sum(line.needs_second(whole.session) for line in whole.lines)
        if again:
            return _("{n} lines need a second count by another person.").format(n=again)
        if not whole.counters:
            return _("Nothing has been counted yet.")
        return ""

    def _allow_reason(self) -> None:
        """Let a reason be entered where one may stand."""
        row = self.listing.selected()
        is_fit = row is not None and self._takes_reason(row)
        self.listing.row_actions.allow("reason", "" if is_fit else _("Choose a line that differs or is not counted."))

    def _takes_reason(self, row: CountLineRow) -> bool:
        """Return whether a line needs a reason of its own or may have one."""
        is_open = self._whole is not None and self._whole.session.is_open
        return is_open and (row.holding is None or bool(row.difference))

    # --- what a person does --------------------------------------------------------------------------------------

    def _ask_reason(self) -> None:
        """Ask for the reason of the line selected."""
        row = self.listing.selected()
        if row is not None:
            self._open_reason(row)

    def _open_reason(self, row: CountLineRow) -> None:
        """Ask for the reason of a line."""
        if self._takes_reason(row):
            self.reason_panel.open_for(row)

    def _take_reason(self, key: Key, reason: str) -> None:
        """Keep the reason of a line until the count is finished."""
        self._reasons[key] = reason
        if self._whole is not None:
            self.listing.show_rows(self._with_reasons(self._whole.lines))

    def _ask_finish(self) -> None:
        """Ask for what is still to be said, then finish."""
        if self._whole is not None:
            self.finish_panel.open_for(self._whole, self._reasons)

    def _finished(self, answer: Answer) -> None:
        """Say that the count is finished, or that its result waits for approval."""
        self._reasons = {}
        if is_submitted(answer):
            tell_submitted(self.services.session, self, answer, partial(self.show_message, Status.INFO))
            return
        self.show_message(Status.OK, _("{number} is finished.").format(number=self._number))
        self.reload()

    def _ask_cancel(self) -> None:
        """Ask why the count is given up."""
        if self._whole is not None:
            self.cancel_panel.open_for(self._whole.session)

    def _cancelled(self, words: str, _key: object) -> None:
        """Say that the count is given up."""
        self.show_message(Status.OK, words)
        self.reload()

    def _open_count(self) -> None:
        """Count on."""
        self.asked_for.emit("count", self._number)

    def _open_document(self) -> None:
        """Show the adjustment."""
        if self._whole is not None and self._whole.session.document:
            self.asked_for.emit("document", self._whole.session.document)

    def _print(self) -> None:
        """Print the differences for signature."""
        self.asked_for.emit("reports", f"count_result {self._number}")


def _facts(whole: CountWhole) -> list[tuple[str, str]]:
    """Return the head of a count and its sums."""
    session = whole.session
    surplus = total_money(line.value for line in whole.lines if line.value.fen > 0)
    shortage = total_money(line.value for line in whole.lines if line.value.fen < 0)
    differing = sum(bool(line.difference) for line in whole.lines)
    facts = [
        (_("Number"), session.number),
        (_("State"), session.state),
        (_("Depot"), session.depot_name),
        (_("Scope"), session.scope),
        (_("Began on"), f"{session.started_on} {session.started_by}"),
        (_("Counted"), session.progress),
        (_("Lines that differ"), f"{differing:,}"),
        (_("Surplus, yuan"), surplus.grouped()),
        (_("Shortage, yuan"), shortage.grouped()),
        (_("Second count above"), session.tolerance),
        (_("Unknown codes"), f"{session.unknown_count:,}"),
    ]
    if session.finished_by is not None:
        facts.append((_("Finished by"), session.finished_by))
    if session.cancelled_by is not None:
        facts.append((_("Cancelled"), f"{session.cancelled_by}: {session.cancel_reason}"))
    return facts


def _row_key(row: CountLineRow) -> Key:
    """Return what tells one row from every other."""
    return row.lot_id, row.place


def _texts(row: CountLineRow) -> Sequence[str]:
    """Return what a search looks into."""
    return row.name, row.label_code, row.batch_no, row.serial_no or "", row.place_text, row.item_code
