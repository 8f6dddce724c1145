"""The certificate of acceptance (履约验收书) of one inspection, with what the law wants on it."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from supplies.capitals import chinese_capitals
from supplies.errors import UnknownRecord
from supplies.language import _
from supplies.models.incoming import Outcome
from supplies.models.stock import DocumentKind
from supplies.reports import columns
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import in_yuan, stamp
from supplies.stock.documents import DocumentLine, DocumentRow, document, document_lines, document_numbered
from supplies.stock.incoming import OUTCOME_NAMES, DetailRow, StandingLine, receipt_detail, receipt_standing
from supplies.stock.inspection import CertificateRow, certificate
from supplies.tables import Column, Fact, Kind, Report, Row, RowKind, Table, Tone
from supplies.values import total_money


def acceptance(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the certificate of one inspection.

    Raises:
        UnknownRecord: there is no inspection of this number.
    """
    head = document_numbered(connection, wanted.number)
    if head.kind is not DocumentKind.INSPECTION:
        raise UnknownRecord(kind=_("Inspection"), key=wanted.number)
    written = certificate(connection, head.site_id, head.seq)
    receipt = document(connection, head.site_id, written.of_seq)
    detail = receipt_detail(connection, head.site_id, written.of_seq)
    lines = document_lines(connection, head.site_id, head.seq)
    standing = receipt_standing(connection, head.site_id, written.of_seq)
    return Report(
        name="acceptance",
        title=_("Certificate of acceptance"),
        facts=tuple(_facts(head, receipt, detail, written)),
        tables=(_found(lines, written), _delivered(standing), _said(written), _signed(written)),
        stamp=stamp(connection, occasion),
        footnotes=tuple(_footnotes(head)),
        signatures=(
            _("Inspection group"),
            _("Buyer (seal)"),
            _("User"),
            _("Supplier"),
            _("Keeper"),
        ),
        has_seal=True,
    )


def _facts(head: DocumentRow, receipt: DocumentRow, detail: DetailRow, written: CertificateRow) -> Iterator[Fact]:
    """Yield what is inspected and by which papers; what is not known is left out."""
    for label, text in (
        (_("Number"), head.number),
        (_("Receipt"), receipt.number),
        (_("Supplier"), receipt.counterparty),
        (_("Contract number"), detail.contract_number),
        (_("Tender lot"), detail.tender_lot),
        (_("Invoice number"), detail.invoice_number),
        (_("Depot"), head.depot_name),
        (_("Received on"), receipt.business_date.isoformat()),
        (_("Inspected on"), head.business_date.isoformat()),
        (_("Sample number"), written.sample_number),
        (_("Entered by"), head.actor_name),
        (_("Remark"), head.note),
    ):
        if text:
            yield Fact(label, text)


def _footnotes(head: DocumentRow) -> Iterator[str]:
    """Yield what must not be overlooked."""
    if head.reversed_by:
        yield _("This document was reversed by {number} and counts no more.").format(number=head.reversed_by)
    yield _("Everybody who signs answers for the result (Government Procurement Law, article 41).")


def _found(lines: Sequence[DocumentLine], written: CertificateRow) -> Table:
    """Return what this inspection found, with the amount that was accepted in capitals."""
    some = (
        columns.number(),
        *columns.item_columns(),
        Column("batch", _("Batch / serial"), width=1.2),
        columns.unit(),
        columns.quantity(),
        columns.amount(),
        Column("outcome", _("Result"), width=0.9),
        Column("reason", _("Reason"), width=1.2),
        Column("allowed", _("Allowed by"), width=0.8),
    )
    rows = [_line(line, *written.outcomes[line.line]) for line in lines]
    accepted = [line for line in lines if written.outcomes[line.line][0] is not Outcome.REJECTED]
    total = total_money(line.amount for line in accepted)
    text = _("Accepted in capitals: {capitals}").format(capitals=chinese_capitals(total))
    total_row = columns.summed(some, text, RowKind.TOTAL, amount=total)
    return Table(some, (*rows, total_row), title=_("1. What was found"), unit=in_yuan())


def _line(line: DocumentLine, outcome: Outcome, allowed_by: str) -> Row:
    """Return a line of what was found."""
    return Row(
        (
            line.line,
            line.item_code,
            line.name,
            line.specification,
            line.serial_no or line.batch_no,
            line.unit,
            line.quantity,
            line.amount,
            _(OUTCOME_NAMES[outcome]),
            line.reason,
            allowed_by,
        ),
        tone=Tone.RED if outcome is Outcome.REJECTED else Tone.PLAIN,
    )


def _delivered(standing: Sequence[StandingLine]) -> Table:
    """Return how the whole receipt stands now: due, delivered, accepted, conceded, rejected, waiting, sent back."""
    some = (
        columns.number(),
        Column("name", _("Name"), width=1.5),
        columns.unit(),
        Column("ordered", _("Due"), Kind.QUANTITY),
        Column("delivered", _("Delivered"), Kind.QUANTITY),
        Column("accepted", _("Accepted"), Kind.QUANTITY),
        Column("conceded", _("Conceded"), Kind.QUANTITY),
        Column("rejected", _("Rejected"), Kind.QUANTITY),
        Column("waiting", _("Waiting"), Kind.QUANTITY),
        Column("back", _("Sent back"), Kind.QUANTITY),
    )
    rows = [
        Row(
            (
                line.line,
                line.name,
                line.unit,
                line.ordered,
                line.delivered,
                line.accepted,
                line.conceded,
                line.rejected,
                line.waiting,
                line.sent_back,
            )
        )
        for line in standing
    ]
    return Table(some, tuple(rows), title=_("2. How the receipt stands now"))


def _said(written: CertificateRow) -> Table:
    """Return method, indicators, problems and opinions; what was not said stays open for the pen."""
    some = (Column("point", _("Point"), width=1), Column("said", _("What is said"), width=4))
    rows = (
        (_("Method of inspection"), written.method),
        (_("Technical, service and safety indicators"), written.indicators),
        (_("Problems found"), written.problems),
        (_("Correction"), written.correction),
        (_("Opinion of the inspection group"), written.group_opinion),
        (_("Opinion of the buyer"), written.buyer_opinion),
        (_("Confirmation of the supplier"), written.supplier_confirmation),
    )
    return Table(some, tuple(Row(row) for row in rows), title=_("3. Method, indicators and opinions"))


def _signed(written: CertificateRow) -> Table:
    """Return who inspected, with room to sign."""
    some = (
        columns.number(),
        Column("name", _("Inspector"), width=1),
        Column("unit", _("Unit of the inspector"), width=2),
        Column("signature", _("Signature"), width=1.5),
    )
    rows = [Row((at, each.name, each.unit, "")) for at, each in enumerate(written.inspectors, 1)]
    return Table(some, tuple(rows), title=_("4. Inspection group"))
