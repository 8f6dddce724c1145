"""The record of an emergency purchase (紧急采购记录): why, by whose approval, who was asked, and who got it and why."""

from collections.abc import Iterator

from sqlalchemy import Connection

from supplies.capitals import chinese_capitals
from supplies.errors import UnknownRecord
from supplies.language import _
from supplies.procurement.lot_queries import LotView, lot_view
from supplies.procurement.offers import EmergencyRow, OfferRow
from supplies.reports import columns
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import stamp
from supplies.tables import Column, Fact, Kind, Report, Row, Table
from supplies.values import NO_MONEY


def emergency_purchase(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the record of the newest emergency purchase of one lot.

    Raises:
        UnknownRecord: there is no such lot, or it was not bought in an emergency.
    """
    view = lot_view(connection, wanted.number)
    record = view.emergency
    if record is None:
        raise UnknownRecord(kind=_("Emergency procurement"), key=wanted.number)
    return Report(
        name="emergency_purchase",
        title=_("Record of an emergency purchase"),
        facts=tuple(_facts(view, record)),
        tables=(_quotes(row for row in view.offers if row.round == record.round), _reasons(view, record)),
        stamp=stamp(connection, occasion),
        footnotes=(
            _(
                "By article 85 of the Government Procurement Law the law does not apply to emergencies of severe"
                " natural disasters; this record and its vouchers are kept for inspection."
            ),
        ),
        signatures=(_("Buyer"), _("Checked by"), _("Approved by")),
        has_seal=True,
    )


def _facts(view: LotView, record: EmergencyRow) -> Iterator[Fact]:
    """Yield what was bought, why, and by whose approval; what is not known is left out."""
    lot = view.lot
    for label, text in (
        (_("Project"), f"{lot.project_number} {lot.project_name}"),
        (_("Tender lot"), f"{lot.number} {lot.name}"),
        (_("Paid from"), lot.appropriation_number),
        (_("Budget (yuan)"), lot.budget.grouped()),
        (_("Grounds of the emergency"), record.grounds),
        (_("Incident"), record.incident),
        (_("Approved by"), f"{record.approved_by} {record.approved_on}"),
        (_("Number of the approval"), record.paper_number),
        (_("First supplier asked on"), record.asked_on.isoformat()),
        (_("Decided on"), record.decided_on.isoformat()),
    ):
        if text:
            yield Fact(label, text)


def _quotes(rows: Iterator[OfferRow]) -> Table:
    """Return who was asked, and what they quoted."""
    some = (
        columns.number(),
        Column("supplier", _("Supplier"), width=2),
        Column("code", _("Unified social credit code"), width=1.4, wraps=False),
        Column("price", _("Price (yuan)"), Kind.MONEY),
        Column("outcome", _("Outcome"), width=0.8),
        Column("note", _("Remark"), width=1.4),
    )
    told = (
        Row((at, row.supplier, row.supplier_code, row.price, row.outcome_name, row.note))
        for at, row in enumerate(rows, 1)
    )
    return Table(some, tuple(told), title=_("Quotes of the suppliers asked"))


def _reasons(view: LotView, record: EmergencyRow) -> Table:
    """Return who got it, for how much, and why."""
    some = (Column("point", _("Point"), width=1, wraps=False), Column("said", _("What is said"), width=4))
    award = view.lot.award or NO_MONEY
    points = (
        (_("Supplier of the deal"), view.lot.winner),
        (_("Amount of the deal (yuan)"), award.grouped() if award else ""),
        (_("Amount in capitals"), chinese_capitals(award) if award else ""),
        (_("Why this one at this price"), record.reason),
        (_("Why the buyer approved it too"), record.exception),
    )
    return Table(some, tuple(Row(point) for point in points if point[1]), title=_("Result"))
