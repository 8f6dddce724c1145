"""The pages of the window, in the order of the rail; those that it does not list are reached from another page."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Any

from supplies.approvals.queries import waiting_count
from supplies.language import N_
from supplies.ui.operations.tasks import task_groups
from supplies.ui.page import Page
from supplies.ui.scanning.scan_page import ScanPage
from supplies.ui.services import PageSpec, Services
from supplies.ui.session import Query
from supplies.values import Login

DISASTER = "disaster"


def pages_of(procedures: Mapping[str, Any], *, is_sample: bool) -> tuple[PageSpec, ...]:
    """Return every page.

    Args:
        procedures: every kind of action by its name.
        is_sample: whether the store holds sample data, which labels have to say.
    """
    return (*_listed(procedures), *_others(procedures, is_sample=is_sample))


def _listed(procedures: Mapping[str, Any]) -> tuple[PageSpec, ...]:
    """Return the pages of the rail: at most ten, one for each digit."""
    operations = _later("operations.operations_page", "OperationsPage", groups=task_groups())
    approvals = _later("approvals.approvals_page", "ApprovalsPage", procedures=procedures)
    return (
        PageSpec("scan", N_("Scan"), "scan", ScanPage),
        PageSpec("operations", N_("Operations"), "transfer", operations),
        PageSpec("stock", N_("Stock"), "stock", _later("stock.stock_page", "StockPage")),
        PageSpec("catalogue", N_("Catalogue"), "catalogue", _later("catalogue.catalogue_page", "CataloguePage")),
        PageSpec("documents", N_("Documents"), "documents", _later("stock.documents_page", "DocumentsPage")),
        PageSpec("relief", N_("Relief"), "relief", _later("relief.relief_page", "ReliefPage")),
        PageSpec("approvals", N_("Approvals"), "check", approvals, waiting=_to_approve),
        PageSpec("reports", N_("Reports"), "reports", _later("reports.reports_page", "ReportsPage")),
        PageSpec("funds", N_("Funds"), "funds", _later("funds.funds_page", "FundsPage")),
        PageSpec("setup", N_("Set-up"), "settings", _later("setup.setup_page", "SetupPage")),
    )


def _others(procedures: Mapping[str, Any], *, is_sample: bool) -> tuple[PageSpec, ...]:
    """Return the pages that are reached from others, from the page of all operations, or by the jump panel."""
    titles = {name: procedure.title for name, procedure in procedures.items()}
    journal = _later("journal.journal_page", "JournalPage", titles=titles)
    labels = _later("labels.labels_page", "LabelsPage", is_sample=is_sample)
    disaster = _later("disaster.disaster_page", "DisasterPage")
    agreements = _later("agreements.agreements_page", "AgreementsPage")
    hidden = partial(PageSpec, in_rail=False)
    return (
        PageSpec(DISASTER, N_("Disaster mode"), "warning", disaster, "F12", in_rail=False, fills_window=True),
        hidden("waiting", N_("Goods to inspect"), "check", _later("incoming.waiting_page", "WaitingPage")),
        hidden("held", N_("Goods of others"), "depot", _later("incoming.held_page", "HeldPage")),
        hidden("transit", N_("In transit"), "transfer", _later("stock.transit_page", "TransitPage")),
        hidden("outstanding", N_("To come back"), "loan", _later("stock.outstanding_page", "OutstandingPage")),
        hidden("counts", N_("Counts"), "check", _later("counting.counts_page", "CountsPage")),
        hidden("count", N_("Count"), "scan", _later("counting.count_page", "CountPage")),
        hidden("count_result", N_("Result of a count"), "check", _later("counting.result_page", "ResultPage")),
        hidden("care", N_("Care of goods"), "check", _later("care.care_page", "CarePage")),
        hidden("kits", N_("Kits"), "catalogue", _later("catalogue.kits_page", "KitsPage")),
        hidden("debts", N_("Papers owed"), "waiting", _later("disaster.debts_page", "DebtsPage")),
        hidden("forms", N_("Blank forms"), "print", _later("disaster.forms_page", "FormsPage")),
        hidden("appropriation", N_("Appropriation"), "funds", _later("funds.appropriation_page", "AppropriationPage")),
        hidden("lot", N_("Tender lot"), "funds", _later("procurement.lot_page", "LotPage")),
        hidden("board", N_("Procurement board"), "funds", _later("procurement.board_page", "BoardPage")),
        hidden("agenda", N_("Time limits of procurement"), "calendar", _later("procurement.agenda_page", "AgendaPage")),
        hidden("contracts", N_("Contracts"), "funds", _later("procurement.contracts_page", "ContractsPage")),
        hidden("contract", N_("Contract"), "funds", _later("procurement.contract_page", "ContractPage")),
        hidden("fund_trace", N_("Follow the money"), "funds", _later("procurement.trace_page", "FundTracePage")),
        hidden("treasury", N_("Treasury lists"), "import", _later("procurement.treasury_page", "TreasuryPage")),
        hidden("agreements", N_("Agreement reserves"), "relief", agreements),
        hidden("labels", N_("Labels"), "labels", labels),
        hidden("journal", N_("Journal"), "journal", journal),
        hidden("card", N_("Item card"), "stock", _later("stock.card_page", "CardPage")),
        hidden("document", N_("Document"), "documents", _later("stock.document_page", "DocumentPage")),
        hidden("proof", N_("Proof of a quantity"), "check", _later("stock.proof_page", "ProofPage")),
        hidden("trace", N_("Trace"), "documents", _later("stock.trace_page", "TracePage")),
    )


def _to_approve(login: Login) -> Query[int]:
    """Return the query that counts what somebody has to approve."""
    return partial(waiting_count, login=login)


def _later(module: str, name: str, **known: object) -> Callable[[Services], Page]:
    """Return what builds a page of ``supplies.ui``; its module is loaded when it is first opened.

    The window is there the sooner: what draws labels and reports alone takes a third of a second to load.
    """

    def build(services: Services) -> Page:
        page: Page = getattr(import_module(f"supplies.ui.{module}"), name)(services, **known)
        return page

    return build
