"""The tables of lots and contracts. Amounts are in yuan."""

from datetime import date

from supplies.language import N_, _
from supplies.procurement.contract_queries import ContractPaper, ContractRow
from supplies.procurement.contract_view import MatchRow
from supplies.procurement.goods_queries import DocumentBehind
from supplies.procurement.lot_queries import EventKind, LotEvent
from supplies.procurement.offers import OfferRow, Outcome
from supplies.ui.funds.columns import known_money_column, money_column
from supplies.ui.paged_table import Align, Column, number_column

EVENT_MARKS = {
    EventKind.STARTED: "info",
    EventKind.ANNOUNCED: "right",
    EventKind.ASKED: "right",
    EventKind.AWARDED: "check",
    EventKind.PASSED: "undo",
    EventKind.FAILED: "warning",
    EventKind.SIGNED: "check",
    EventKind.CHANGED: "undo",
    EventKind.ACCEPTED: "check",
    EventKind.WITHDRAWN: "undo",
    EventKind.INVOICED: "info",
    EventKind.PAID: "ok",
    EventKind.RETURNED: "undo",
    EventKind.CLOSED: "ok",
}

EVENT_COLUMNS: tuple[Column[LotEvent], ...] = (
    Column("on", N_("Date"), lambda row: str(row.on), width_ems=5.5),
    Column("name", N_("What happened"), lambda row: row.name, mark=lambda row: EVENT_MARKS[row.kind], width_ems=5),
    Column("words", N_("Details"), lambda row: row.words, width_ems=8, stretches=True),
    known_money_column("amount", N_("Amount (yuan)"), lambda row: row.amount, width_ems=7),
)


def _offer_mark(row: OfferRow) -> str:
    """Return the mark of how it ended for a supplier."""
    return {Outcome.CHOSEN: "check", Outcome.REJECTED: "warning", Outcome.DID_NOT_SIGN: "undo"}.get(row.outcome, "")


OFFER_COLUMNS: tuple[Column[OfferRow], ...] = (
    Column("round", N_("Round"), lambda row: str(row.round), Align.RIGHT, width_ems=3),
    Column("supplier", N_("Supplier"), lambda row: row.supplier, width_ems=8, stretches=True),
    known_money_column("price", N_("Price (yuan)"), lambda row: row.price, width_ems=7),
    Column("rank", N_("Rank"), lambda row: str(row.rank or ""), Align.RIGHT, width_ems=3),
    Column("outcome", N_("Outcome"), lambda row: row.outcome_name, mark=_offer_mark, width_ems=6),
    Column("note", N_("Remark"), lambda row: row.note, width_ems=8),
)
DOCUMENT_COLUMNS: tuple[Column[DocumentBehind], ...] = (
    Column("dated", N_("Date"), lambda row: str(row.dated), width_ems=5.5),
    Column("number", N_("Document"), lambda row: f"{row.kind_name} {row.number}", width_ems=12, stretches=True),
    Column("certificate", N_("Certificate"), lambda row: row.certificate, width_ems=7),
    number_column("quantity", N_("Quantity"), lambda row: row.quantity, width_ems=4),
    money_column("amount", N_("Amount (yuan)"), lambda row: row.amount),
)


def late_words(row: ContractRow, today: date) -> str:
    """Return how late a contract is; nothing where it is not."""
    days = row.late_days(today)
    return _("{n} days").format(n=days) if days else ""


LOT_CONTRACT_COLUMNS: tuple[Column[ContractRow], ...] = (
    Column("number", N_("Contract"), lambda row: row.number, width_ems=10),
    Column("supplier", N_("Supplier"), lambda row: row.supplier, width_ems=8, stretches=True),
    Column("signed", N_("Signed on"), lambda row: str(row.signed_on), width_ems=5.5),
    money_column("amount", N_("Amount (yuan)"), lambda row: row.amount),
    money_column("accepted", N_("Accepted (yuan)"), lambda row: row.accepted),
    money_column("paid", N_("Paid (yuan)"), lambda row: row.paid),
)

MATCH_COLUMNS: tuple[Column[MatchRow], ...] = (
    Column("line", N_("Line"), lambda row: str(row.item.line), Align.RIGHT, width_ems=1.5),
    Column("name", N_("Goods"), lambda row: row.item.name, width_ems=6, stretches=True),
    number_column("quantity", N_("Contract: quantity"), lambda row: row.item.quantity, width_ems=4),
    number_column("price", N_("Price"), lambda row: row.item.price, width_ems=5.5),
    number_column("amount", N_("Contract: amount"), lambda row: row.item.amount, width_ems=6),
    number_column("accepted", N_("Warehouse: quantity"), lambda row: row.item.accepted, width_ems=4),
    number_column("accepted_amount", N_("Warehouse: amount"), lambda row: row.item.accepted_amount, width_ems=6),
    Column("documents", N_("Documents behind"), lambda row: row.documents, width_ems=7),
    number_column("invoiced", N_("Invoice: quantity"), lambda row: row.item.invoiced, width_ems=4),
    number_column("invoiced_amount", N_("Invoice: amount"), lambda row: row.item.invoiced_amount, width_ems=6),
    Column(
        "outcome",
        N_("Match"),
        lambda row: row.outcome,
        mark=lambda row: "ok" if row.item.is_matched else "waiting",
        width_ems=9,
    ),
)
PAPER_COLUMNS: tuple[Column[ContractPaper], ...] = (
    Column("dated", N_("Date"), lambda row: str(row.dated), width_ems=5.5),
    Column("kind", N_("Kind"), lambda row: row.kind_name, width_ems=6),
    Column("number", N_("Number"), lambda row: row.number, width_ems=10, stretches=True),
    money_column("amount", N_("Amount (yuan)"), lambda row: row.amount),
    Column("late", N_("Days late"), lambda row: str(row.late_days or ""), Align.RIGHT, width_ems=4),
    known_money_column("penalty", N_("Penalty (yuan)"), lambda row: row.penalty or None),
    Column("entry", N_("Entry"), lambda row: str(row.seq), Align.RIGHT, width_ems=4),
)
