"""The lists of the treasury screen, with their filters."""

from collections.abc import Callable

from supplies.language import _
from supplies.procurement.lists import ListKind
from supplies.procurement.take_over import PlannedLine
from supplies.procurement.taken_lists import LineState, TakenLineRow, TakenListRow, kind_name, state_name
from supplies.ui.procurement.treasury_columns import (
    LIST_COLUMNS,
    PLANNED_COLUMNS,
    STATES,
    TAKEN_COLUMNS,
    contract_words,
    state_of_planned,
)
from supplies.ui.services import Services
from supplies.ui.whole_list import WholeList, no_rows
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.listing import Listing

_STATE_ORDER = list(STATES)


class PlannedList(Listing[PlannedLine]):
    """The lines of the file that is being taken over, each with what is proposed and what becomes of it."""

    def __init__(self, services: Services) -> None:
        text = _(
            "Choose a file of treasury payments or invoices, or drop it here. Nothing is posted before you say so."
        )
        self.empty = EmptyState("treasury_lines_empty", "import", _("No file yet"), text)
        orders: dict[str, Callable[[PlannedLine], object]] = {
            "number": lambda row: row.line.number,
            "dated": lambda row: row.line.dated,
            "payee": lambda row: row.line.payee,
            "amount": lambda row: row.line.amount,
            "state": lambda row: _STATE_ORDER.index(state_of_planned(row)),
        }
        whole = WholeList(no_rows, planned_key, _planned_texts, orders)
        hint = _("Number, payee, contract or purpose")
        title = _("Lines of the file")
        super().__init__("treasury_lines", title, PLANNED_COLUMNS, whole, services, self.empty, hint)
        states = [(state, _(words)) for state, words in STATES.items()]
        self.filters.add_choice("state", _("State"), _("All states"), states)
        self.set_filter(self._wanted)

    def _wanted(self) -> Callable[[PlannedLine], bool] | None:
        """Return the filter by state."""
        state = self.filters.values()["state"]
        return (lambda row: state_of_planned(row) == state) if state else None


def planned_key(row: PlannedLine) -> str:
    """Return what tells one line of a file from every other."""
    return row.line.fingerprint


def _planned_texts(row: PlannedLine) -> tuple[str, ...]:
    """Return what a search looks into."""
    line = row.line
    return line.number, line.payee, contract_words(row.contract, row.proposal), line.contract_number, line.text


class TakenLineList(Listing[TakenLineRow]):
    """Every line that was taken over, those that are still open first in sight."""

    def __init__(self, services: Services) -> None:
        text = _(
            "What is taken over of a file is kept here, line by line, with its contract or the reason why it has none."
        )
        empty = EmptyState("treasury_taken_empty", "documents", _("No lines here"), text)
        orders: dict[str, Callable[[TakenLineRow], object]] = {
            "number": lambda row: row.taken.listed.number,
            "dated": lambda row: row.taken.listed.dated,
            "payee": lambda row: row.taken.listed.payee,
            "amount": lambda row: row.taken.listed.amount,
            "state": lambda row: list(LineState).index(row.state),
        }
        whole = WholeList(no_rows, taken_key, _taken_texts, orders)
        hint = _("Number, payee, contract, file or purpose")
        title = _("Lines taken over")
        super().__init__("treasury_taken", title, TAKEN_COLUMNS, whole, services, empty, hint)
        self.filters.add_choice(
            "state", _("State"), _("All states"), [(state.value, state_name(state)) for state in LineState]
        )
        self.filters.add_choice("kind", _("Kind"), _("All kinds"), [(kind.value, kind_name(kind)) for kind in ListKind])
        self.filters.add_choice("list", _("List"), _("All lists"))
        self.set_filter(self._wanted)

    def show_lists(self, rows: list[TakenListRow]) -> None:
        """Offer these lists to the filter."""
        words = _("{seq}  {file}")
        self.filters.set_options("list", [(str(row.seq), words.format(seq=row.seq, file=row.file)) for row in rows])

    def show_list(self, row: TakenListRow) -> None:
        """Show the lines of one list only."""
        self.search.clear()
        self.filters.set_values({"state": "", "kind": "", "list": str(row.seq)})

    def show_open(self) -> None:
        """Show what nobody has decided about yet."""
        self.search.clear()
        self.filters.set_values({"state": LineState.OPEN.value, "kind": "", "list": ""})

    def _wanted(self) -> Callable[[TakenLineRow], bool] | None:
        """Return the filter by state, kind and list."""
        values = self.filters.values()
        state, kind, of_list = values["state"], values["kind"], values["list"]
        if not (state or kind or of_list):
            return None
        return lambda row: (
            state in {"", row.state} and kind in {"", row.taken.kind} and of_list in {"", str(row.taken.list_seq)}
        )


def taken_key(row: TakenLineRow) -> object:
    """Return what tells one line taken over from every other."""
    return row.key


def _taken_texts(row: TakenLineRow) -> tuple[str, ...]:
    """Return what a search looks into."""
    line = row.taken.listed
    contract = contract_words(row.contract, row.proposal)
    return line.number, line.payee, contract, line.contract_number, line.text, row.taken.file, row.reason


class TakenListList(Listing[TakenListRow]):
    """Every list that was taken over."""

    def __init__(self, services: Services) -> None:
        text = _("A list is here once it was taken over; its lines are opened with Enter.")
        empty = EmptyState("treasury_history_empty", "documents", _("No lists yet"), text)
        orders: dict[str, Callable[[TakenListRow], object]] = {
            "seq": lambda row: row.seq,
            "file": lambda row: row.file,
            "open": lambda row: row.open,
        }
        whole = WholeList(no_rows, _list_key, _list_texts, orders)
        title = _("Lists taken over")
        super().__init__(
            "treasury_history", title, LIST_COLUMNS, whole, services, empty, _("File, or who took it over")
        )


def _list_key(row: TakenListRow) -> object:
    """Return what tells one list from every other."""
    return row.site_id, row.seq


def _list_texts(row: TakenListRow) -> tuple[str, ...]:
    """Return what a search looks into."""
    return row.file, row.actor, str(row.seq)
