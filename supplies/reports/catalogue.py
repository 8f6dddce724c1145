"""The reports there are: their names, what each may be limited by, and how it is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from sqlalchemy import Connection

from supplies.catalogue.queries import item as item_row
from supplies.errors import DateInFuture, FilterNeeded, FilterNotTaken, PeriodBackward, ReportUnknown
from supplies.language import N_, _
from supplies.reports.acceptance import acceptance
from supplies.reports.award_notice import award_notice
from supplies.reports.bin_card import bin_card
from supplies.reports.contract_acceptance import contract_acceptance
from supplies.reports.contract_ledger import contract_ledger
from supplies.reports.counts import count_lines, count_result, count_sheet
from supplies.reports.debts import debt_list
from supplies.reports.donations import donation_receipt, donations
from supplies.reports.emergency_purchase import emergency_purchase
from supplies.reports.expiry_alert import expiry_alert
from supplies.reports.fund_matrix import fund_matrix
from supplies.reports.fund_progress import fund_progress
from supplies.reports.fund_statement import fund_statement
from supplies.reports.fund_trace import fund_trace
from supplies.reports.hand_over import hand_over
from supplies.reports.held import held_month
from supplies.reports.procurement_execution import procurement_execution
from supplies.reports.proof import quantity_proof
from supplies.reports.request import FilterField, Occasion, ReportFilter, field_name
from supplies.reports.reserve_capacity import reserve_capacity
from supplies.reports.returns_register import returns_register
from supplies.reports.rotation import rotation_plan
from supplies.reports.scrapping import disposal_record, scrap_approval
from supplies.reports.stock_document import stock_document
from supplies.reports.stock_ledger import stock_ledger
from supplies.reports.stock_on_hand import stock_on_hand
from supplies.reports.subject import category_row, depot_row
from supplies.reports.upkeep import upkeep_card, upkeep_due
from supplies.tables import Report

Make: TypeAlias = Callable[[Connection, ReportFilter, Occasion], Report]


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report that can be asked for."""

    name: str
    """As it is named on the command line; never changes."""
    title: str
    """English, marked by N_; so is ``summary``."""
    summary: str
    takes: tuple[FilterField, ...]
    """What it may be limited by, in the order of a form."""
    needs: tuple[FilterField, ...]
    """What must be filled in."""
    make: Make

    @property
    def title_text(self) -> str:
        """Return the title in the reader's language."""
        return _(self.title)

    @property
    def summary_text(self) -> str:
        """Return what it says, in the reader's language."""
        return _(self.summary)


_KINDS = (
    ReportKind(
        "stock",
        N_("Stock report"),
        N_("what is on hand, by category, item type, depot or lot, now or at the end of a past day"),
        (FilterField.BY, FilterField.DEPOT, FilterField.CATEGORY, FilterField.ITEM, FilterField.AS_OF),
        (),
        stock_on_hand,
    ),
    ReportKind(
        "ledger",
        N_("Ledger of the emergency reserve"),
        N_("every item type with a column for each depot"),
        (FilterField.CATEGORY, FilterField.AS_OF),
        (),
        stock_ledger,
    ),
    ReportKind(
        "expiry",
        N_("Expiry warnings"),
        N_("lots that have expired or will soon, with a red, orange or yellow warning"),
        (FilterField.DEPOT, FilterField.CATEGORY, FilterField.ITEM, FilterField.DAYS, FilterField.AS_OF),
        (),
        expiry_alert,
    ),
    ReportKind(
        "card",
        N_("Stock card"),
        N_("an item type's movements with what was left after each"),
        (FilterField.ITEM, FilterField.DEPOT, FilterField.FIRST, FilterField.LAST),
        (FilterField.ITEM,),
        bin_card,
    ),
    ReportKind(
        "proof",
        N_("Proof of a quantity"),
        N_("every movement that adds up to a quantity, its sum, and where they stand in the journal"),
        (FilterField.ITEM, FilterField.DEPOT, FilterField.BUCKET, FilterField.LABEL),
        (FilterField.ITEM,),
        quantity_proof,
    ),
    ReportKind(
        "hand-over",
        N_("Orders and hand-overs"),
        N_("what was ordered for requests, what of it left which depot and when, and what papers are still owed"),
        (FilterField.FIRST, FilterField.LAST, FilterField.DEPOT),
        (),
        hand_over,
    ),
    ReportKind(
        "upkeep",
        N_("Upkeep and calibration due"),
        N_("maintenance, tests, parts, service life, use and storage life that are overdue or due within a month"),
        (FilterField.DEPOT, FilterField.AS_OF),
        (),
        upkeep_due,
    ),
    ReportKind(
        "upkeep_card",
        N_("Upkeep card"),
        N_("all that was done to one lot or object, by its label, batch or serial number"),
        (FilterField.NUMBER,),
        (FilterField.NUMBER,),
        upkeep_card,
    ),
    ReportKind(
        "rotation_plan",
        N_("Plan of rotation"),
        N_("what should go before it expires, and what of it which fund paid"),
        (FilterField.DEPOT, FilterField.DAYS),
        (),
        rotation_plan,
    ),
    ReportKind(
        "scrap",
        N_("Form of approval for scrapping"),
        N_("one write-off with its ground, its appraisal and places to sign"),
        (FilterField.NUMBER,),
        (FilterField.NUMBER,),
        scrap_approval,
    ),
    ReportKind(
        "disposal",
        N_("Record of disposal"),
        N_("what became of the goods of one write-off: who took them, who saw it, what it brought"),
        (FilterField.NUMBER,),
        (FilterField.NUMBER,),
        disposal_record,
    ),
    ReportKind(
        "funds",
        N_("Statement of relief funds"),
        N_("appropriations, lots and published figures held together at budget basis"),
        (),
        (),
        fund_statement,
    ),
    ReportKind(
        "fund_trace",
        N_("Trace of money and goods"),
        N_("one appropriation, lot, contract, document or label: where the money and the goods went, and where from"),
        (FilterField.NUMBER,),
        (FilterField.NUMBER,),
        fund_trace,
    ),
    ReportKind(
        "fund_progress",
        N_("Table of fund progress"),
        N_("how far each appropriation is allotted, tendered, contracted and paid, with its rate of execution"),
        (FilterField.YEAR, FilterField.UNIT),
        (),
        fund_progress,
    ),
    ReportKind(
        "fund_matrix",
        N_("Table of sources by purposes"),
        N_("who gave the money and what it is meant for, with totals that add up to the fen"),
        (FilterField.UNIT,),
        (),
        fund_matrix,
    ),
    ReportKind(
        "procurement_execution",
        N_("Table of procurement execution"),
        N_("every lot with its amounts from budget to payment, its days, and what is late"),
        (FilterField.PROJECT, FilterField.YEAR, FilterField.STAGE, FilterField.UNIT),
        (),
        procurement_execution,
    ),
    ReportKind(
        "contract_ledger",
        N_("Ledger of contracts"),
        N_("every contract with its supplier, its amounts, and what is accepted, invoiced, paid and late"),
        (FilterField.PROJECT, FilterField.YEAR, FilterField.UNIT),
        (),
        contract_ledger,
    ),
    ReportKind(
        "award_notice",
        N_("Notice of award or of a deal"),
        N_("who won a lot, for how much, also in capitals, and until when the contract is to be signed"),
        (FilterField.NUMBER,),
        (FilterField.NUMBER,),
        award_notice,
    ),
    ReportKind(
        "emergency_purchase",
        N_("Record of an emergency purchase"),
        N_("why a lot was bought without tender, by whose approval, who was asked, and who got it and why"),
        (FilterField.NUMBER,),
        (FilterField.NUMBER,),
        emergency_purchase,
    ),
    ReportKind(
        "contract_acceptance",
        N_("Certificate of acceptance of government procurement"),
        N_("what of a contract was accepted, by which documents of the warehouse, with places for the group to sign"),
        (FilterField.NUMBER,),
        (FilterField.NUMBER,),
        contract_acceptance,
    ),
    ReportKind(
        "returns",
        N_("Register of loans and returns"),
        N_("what is issued or lent and still out, and what came back in what condition"),
        (FilterField.DEPOT, FilterField.FIRST, FilterField.LAST),
        (),
        returns_register,
    ),
    ReportKind(
        "count_sheet",
        N_("Count sheet"),
        N_("a blank sheet to count by pencil, with codes to scan for every location and lot"),
        (FilterField.NUMBER,),
        (FilterField.NUMBER,),
        count_sheet,
    ),
    ReportKind(
        "count_lines",
        N_("Count list"),
        N_("every line of a count with its books, its count and its difference"),
        (FilterField.NUMBER,),
        (FilterField.NUMBER,),
        count_lines,
    ),
    ReportKind(
        "count_result",
        N_("Count differences for approval"),
        N_("what differs in a count, with amounts, reasons and places to sign"),
        (FilterField.NUMBER,),
        (FilterField.NUMBER,),
        count_result,
    ),
    ReportKind(
        "document",
        N_("Stock document"),
        N_("one stock document with its lines, the amount in capitals and places to sign"),
        (FilterField.NUMBER,),
        (FilterField.NUMBER,),
        stock_document,
    ),
    ReportKind(
        "debts",
        N_("Papers owed after emergency issues"),
        N_("what emergency documents still lack, overdue first, with deadline and who has to supply it"),
        (FilterField.DEPOT,),
        (),
        debt_list,
    ),
    ReportKind(
        "acceptance",
        N_("Certificate of acceptance"),
        N_("one inspection with its inspectors, indicators, problems, opinions and the amount in capitals"),
        (FilterField.NUMBER,),
        (FilterField.NUMBER,),
        acceptance,
    ),
    ReportKind(
        "donations",
        N_("Donations received and used"),
        N_("what was given, for what, where it went and what is left; unnamed donors stay unnamed"),
        (FilterField.DEPOT, FilterField.FIRST, FilterField.LAST),
        (),
        donations,
    ),
    ReportKind(
        "donation_receipt",
        N_("Receipt of a donation"),
        N_("the receipt of one gift, for the donor"),
        (FilterField.NUMBER,),
        (FilterField.NUMBER,),
        donation_receipt,
    ),
    ReportKind(
        "held",
        N_("Monthly report on goods held for others"),
        N_("what came, what left on the owner's order and what became ours, by owner"),
        (FilterField.DEPOT, FilterField.FIRST, FilterField.LAST),
        (),
        held_month,
    ),
    ReportKind(
        "capacity",
        N_("Reserve capacity"),
        N_("goods in the depots, agreement and capacity reserves, in columns of their own"),
        (FilterField.CATEGORY,),
        (),
        reserve_capacity,
    ),
)

REPORTS: Mapping[str, ReportKind] = MappingProxyType({kind.name: kind for kind in _KINDS})
"""Every report by its name, in the order in which they are listed."""


def report_kind(name: str) -> ReportKind:
    """Return one report.

    Raises:
        ReportUnknown: there is none of this name; those there are are named.
    """
    if name not in REPORTS:
        raise ReportUnknown(name=name, known=", ".join(REPORTS))
    return REPORTS[name]


def build_report(connection: Connection, name: str, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return a report in the reader's language, its figures and its stamp out of one view of the store.

    Raises:
        ReportUnknown: there is none of this name.
        FilterNotTaken: a field is filled in that this report does not have.
        FilterNeeded: a field is empty that it cannot do without.
        PeriodBackward: the period ends before it begins.
        DateInFuture: a day after today is asked for.
        PersonUnknown: nobody here has the login of whoever makes it.
        UnknownRecord: a depot, category, item type or document is not in this store.
        DaysNotRising: the days of warning are in the wrong order.
    """
    kind = report_kind(name)
    _check_fields(kind, wanted)
    _check_days(wanted, occasion)
    if wanted.depot is not None:
        depot_row(connection, wanted.depot)
    if wanted.category:
        category_row(connection, wanted.category)
    if wanted.item is not None:
        item_row(connection, wanted.item)
    return kind.make(connection, wanted, occasion)


def _check_fields(kind: ReportKind, wanted: ReportFilter) -> None:
    """Refuse a filter that the report would overlook, or cannot do without."""
    for field in FilterField:
        if wanted.has(field) and field not in kind.takes:
            taken = ", ".join(map(field_name, kind.takes)) or _("nothing")
            raise FilterNotTaken(report=kind.title_text, filter=field_name(field), taken=taken)
    for field in kind.needs:
        if not wanted.has(field):
            raise FilterNeeded(report=kind.title_text, filter=field_name(field))


def _check_days(wanted: ReportFilter, occasion: Occasion) -> None:
    """Refuse a day that has not been, and a period that runs backward."""
    for day in (wanted.as_of, wanted.first):
        if day is not None and day > occasion.today:
            raise DateInFuture(date=day, today=occasion.today)
    if wanted.first is not None and wanted.last is not None and wanted.first > wanted.last:
        raise PeriodBackward(first=wanted.first, last=wanted.last)
