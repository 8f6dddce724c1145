"""Every contract: with whom, for how much, what is payable, and what is late."""

from collections.abc import Callable, Sequence

from supplies.language import N_, _
from supplies.procurement.contract_queries import ContractRow, contracts
from supplies.ui.funds.columns import money_column
from supplies.ui.page import Page
from supplies.ui.paged_table import Align, Column
from supplies.ui.services import Services
from supplies.ui.session import Latest, StoreView
from supplies.ui.whole_list import WholeList, no_rows
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.listing import Listing
from supplies.values import NO_MONEY, Topic


def _columns(services: Services) -> tuple[Column[ContractRow], ...]:
    """Return the columns; how late a contract is depends on the day."""

    def late(row: ContractRow) -> int:
        return row.late_days(services.today())

    return (
        Column("number", N_("Contract"), lambda row: row.number, width_ems=10, sort="number"),
        Column("supplier", N_("Supplier"), lambda row: row.supplier, width_ems=7, sort="supplier"),
        Column("lot", N_("Tender lot"), lambda row: row.lot_words, width_ems=13, stretches=True, sort="lot"),
        Column("signed", N_("Signed on"), lambda row: str(row.signed_on), width_ems=5.5, sort="signed"),
        money_column("amount", N_("Amount (yuan)"), lambda row: row.amount, sort="amount"),
        money_column("accepted", N_("Accepted (yuan)"), lambda row: row.accepted, sort="accepted"),
        money_column("paid", N_("Paid (yuan)"), lambda row: row.paid, sort="paid"),
        money_column("payable", N_("Payable (yuan)"), lambda row: row.payable, sort="payable"),
        Column(
            "late",
            N_("Days late"),
            lambda row: str(late(row) or ""),
            Align.RIGHT,
            mark=lambda row: "warning" if late(row) else "",
            width_ems=4,
            sort="late",
        ),
    )


class ContractList(Listing[ContractRow]):
    """The contracts, the newest first."""

    def __init__(self, services: Services) -> None:
        text = _("A contract is recorded on the page of its lot, once the lot is awarded.")
        empty = EmptyState("contracts_list_empty", "documents", _("No contracts here"), text)
        self._today = services.today
        orders: dict[str, Callable[[ContractRow], object]] = {
            "number": lambda row: row.number,
            "supplier": lambda row: row.supplier,
            "lot": lambda row: (row.project_number, row.lot_number),
            "signed": lambda row: row.signed_on,
            "amount": lambda row: row.amount,
            "accepted": lambda row: row.accepted,
            "paid": lambda row: row.paid,
            "payable": lambda row: row.payable,
            "late": lambda row: row.late_days(services.today()),
        }
        whole = WholeList(no_rows, _key, _texts, orders)
        hint = _("Number, supplier, project or lot")
        super().__init__("contracts_list", _("Contracts"), _columns(services), whole, services, empty, hint)
        self.filters.add_tick("payable", _("With something payable (&P)"))
        self.filters.add_tick("late", _("Only late ones (&E)"))
        self.set_filter(self._wanted)
        self.selection_changed.connect(self._show_allowed)

    def _wanted(self) -> Callable[[ContractRow], bool] | None:
        """Return the filter by what is payable and by what is late."""
        values, today = self.filters.values(), self._today()
        is_payable, is_late = bool(values["payable"]), bool(values["late"])
        if not (is_payable or is_late):
            return None
        return lambda row: (not is_payable or row.payable > NO_MONEY) and (not is_late or row.late_days(today) > 0)

    def _show_allowed(self) -> None:
        """Allow opening the contract selected, and its lot."""
        reason = "" if self.selected() is not None else _("Select one contract first.")
        self.row_actions.allow("open", reason)
        self.row_actions.allow("lot", reason)


class ContractsPage(Page):
    """The list, and the way to one contract."""

    topics = frozenset({Topic.TENDERS})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        super().__init__(services, "contracts", _("Contracts"))
        self._latest = Latest()
        self.add_back()
        self.contracts = ContractList(services)
        add = self.contracts.add_row_action
        add("open", _("Open the contract (&O)"), self._open, "Ctrl+Return", "right", "primary")
        add("lot", _("Open its lot (&L)"), self._open_lot, "Ctrl+L", "documents")
        self.contracts.row_opened.connect(self._open_row)
        self.body.addWidget(self.contracts, 1)

    def reload(self) -> None:
        """Read the contracts again."""
        self.services.session.read(self, _read, self._show, latest=self._latest)

    def open_record(self, key: str) -> None:
        """Look for the contracts of a supplier, a project or a number."""
        self.contracts.look_for(key)

    def start_focus(self) -> None:
        """Begin in the search."""
        self.contracts.search.setFocus()

    def _show(self, rows: Sequence[ContractRow]) -> None:
        """Show the contracts."""
        self.contracts.show_rows(rows)

    def _open(self) -> None:
        """Open the contract selected."""
        row = self.contracts.selected()
        if row is not None:
            self._open_row(row)

    def _open_row(self, row: ContractRow) -> None:
        """Open a contract."""
        self.asked_for.emit("contract", row.number)

    def _open_lot(self) -> None:
        """Open the lot of the contract selected."""
        row = self.contracts.selected()
        if row is not None:
            self.asked_for.emit("lot", f"{row.project_number}/{row.lot_number}")


def _read(connection: StoreView) -> list[ContractRow]:
    """Return every contract."""
    return contracts(connection)


def _key(row: ContractRow) -> str:
    """Return what tells one contract from every other."""
    return row.number


def _texts(row: ContractRow) -> tuple[str, ...]:
    """Return what a search looks into."""
    return row.number, row.supplier, row.supplier_code, row.lot_words
