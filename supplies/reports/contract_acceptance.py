"""The certificate of acceptance (政府采购验收书) of what a contract delivered, with room for everybody who signs."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from supplies.capitals import chinese_capitals
from supplies.language import _
from supplies.procurement.certificate_queries import AcceptanceRow, CertificateLine, acceptance_certificate
from supplies.reports import columns
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import in_yuan, stamp
from supplies.tables import Column, Fact, Kind, Report, Row, RowKind, Table, Tone

GROUP_LINES = 3
"""An acceptance group has at least three members; so many lines wait for their pens where no names are known."""


def contract_acceptance(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return one certificate.

    Raises:
        UnknownRecord: there is none of this number.
        CertificateAmbiguous: several contracts have one of this number.
    """
    row = acceptance_certificate(connection, wanted.number)
    return Report(
        name="contract_acceptance",
        title=_("Certificate of acceptance of government procurement"),
        facts=tuple(_facts(row)),
        tables=(_accepted(row), _delivery(row), _group(row.group)),
        stamp=stamp(connection, occasion),
        footnotes=(_("Everybody who signs answers for the result (Government Procurement Law, article 41)."),),
        signatures=(_("Acceptance group"), _("Supplier (seal)"), _("Buyer (seal)")),
        has_seal=True,
    )


def _facts(row: AcceptanceRow) -> Iterator[Fact]:
    """Yield what is accepted, from whom; what is not known is left out."""
    contract = row.contract
    for label, text in (
        (_("Certificate number"), row.number),
        (_("Contract number"), contract.number),
        (_("Project number"), contract.project_number),
        (_("Tender lot"), f"{contract.lot_number} {contract.lot_name}"),
        (_("Supplier"), contract.supplier),
        (_("Unified social credit code"), contract.supplier_code),
        (_("Contract signed on"), contract.signed_on.isoformat()),
        (_("Accepted on"), row.accepted_on.isoformat()),
    ):
        if text:
            yield Fact(label, text)


def _accepted(row: AcceptanceRow) -> Table:
    """Return what was accepted, line by line, with the sum in capitals."""
    some = (
        columns.number(),
        Column("item", _("Code"), width=0.7, wraps=False),
        Column("name", _("Name"), width=1.5),
        columns.unit(),
        Column("contracted", _("Contracted"), Kind.QUANTITY),
        Column("before", _("Accepted before"), Kind.QUANTITY),
        Column("accepted", _("Accepted now"), Kind.QUANTITY),
        Column("price", _("Unit price"), Kind.MONEY),
        columns.amount(),
        Column("documents", _("Documents of the warehouse"), width=1.4),
    )
    lines = [_line(line) for line in row.lines]
    text = _("Accepted in capitals: {capitals}").format(capitals=chinese_capitals(row.amount))
    total = columns.summed(some, text, RowKind.TOTAL, amount=row.amount)
    return Table(some, (*lines, total), title=_("1. What was accepted"), unit=in_yuan())


def _line(line: CertificateLine) -> Row:
    """Return a line of the contract with what was accepted of it."""
    item = line.item
    return Row(
        (
            item.line,
            item.item_code,
            item.name,
            item.unit,
            item.quantity,
            line.accepted_before,
            line.accepted,
            item.price,
            line.amount,
            _(", ").join(line.documents),
        )
    )


def _delivery(row: AcceptanceRow) -> Table:
    """Return whether the delivery was in time, and what a late one costs by the contract."""
    some = (
        Column("delivered", _("Delivered on"), Kind.DATE),
        Column("due", _("Delivery due"), Kind.DATE),
        Column("late", _("Days late"), Kind.WHOLE),
        Column("penalty", _("Penalty by the contract"), Kind.MONEY),
        Column("result", _("Result"), width=2),
    )
    due = row.contract.delivery_due
    result = _("No day of delivery was agreed") if due is None else _("Delivered in time")
    if row.late_days:
        result = _("Delivered late; the penalty is settled with the payment")
    cells = (row.delivered_on, due, row.late_days, row.penalty, result)
    tone = Tone.RED if row.late_days else Tone.PLAIN
    return Table(some, (Row(cells, tone=tone),), title=_("2. Delivery"), unit=in_yuan())


def _group(members: Sequence[str] = ()) -> Table:
    """Return who accepted, with room to sign."""
    some = (
        columns.number(),
        Column("name", _("Member"), width=1),
        Column("unit", _("Unit of the member"), width=1.6),
        Column("opinion", _("Finding of the member"), width=1.6),
        Column("signature", _("Signature and date"), width=1.6),
    )
    names = members or ("",) * GROUP_LINES
    rows = [Row((at, name, "", "", "")) for at, name in enumerate(names, 1)]
    return Table(some, tuple(rows), title=_("3. Acceptance group"))
