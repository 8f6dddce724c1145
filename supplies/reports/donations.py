"""Gifts: the public table of what came and where it went (捐赠公示表), and the receipt that a donor is given."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Connection

from supplies.capitals import chinese_capitals
from supplies.language import _
from supplies.reports import columns
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import depot_fact, in_yuan, stamp
from supplies.stock.documents import DocumentRow, document_lines, document_numbered
from supplies.stock.donations import DonationRow, GiftLine, donation, gifts
from supplies.tables import Column, Fact, Kind, Report, Row, RowKind, Table
from supplies.values import total_money


def period(wanted: ReportFilter, occasion: Occasion) -> tuple[date, date]:
    """Return the period asked for: without days, this year until today."""
    last = wanted.last or occasion.today
    return wanted.first or last.replace(month=1, day=1), last


def period_fact(first: date, last: date) -> Fact:
    """Return which period a report is about."""
    return Fact(_("Period"), _("{first} to {last}").format(first=first, last=last))


def donations(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return what was given in a period and where it went; who wants to stay unnamed stays it."""
    first, last = period(wanted, occasion)
    found = gifts(connection, first, last, wanted.depot)
    some = (
        columns.number(),
        Column("date", _("Date"), Kind.DATE),
        Column("donor", _("Donor"), width=1.4),
        Column("name", _("Goods"), width=1.4),
        columns.unit(),
        columns.quantity(),
        Column("amount", _("Estimated value"), Kind.MONEY),
        Column("intent", _("Donor's intent"), width=1.4),
        Column("went", _("Where it went"), width=1.8),
        Column("left", _("Left in stock"), Kind.QUANTITY),
    )
    rows = [_line(at, line) for at, line in enumerate(found, 1)]
    total = columns.summed(some, _("Total"), RowKind.TOTAL, amount=total_money(line.amount for line in found))
    return Report(
        name="donations",
        title=_("Donations received and used"),
        facts=(depot_fact(connection, wanted.depot), period_fact(first, last)),
        tables=(Table(some, (*rows, total), unit=in_yuan()),),
        stamp=stamp(connection, occasion),
        footnotes=tuple(_footnotes(found)),
        signatures=(_("Prepared by"), _("Checked by"), _("Person in charge"), _("Unit (seal)")),
        has_seal=True,
    )


def _line(at: int, line: GiftLine) -> Row:
    """Return a gift of one item."""
    went = "；".join(f"{whom} {quantity.grouped()}" for whom, quantity in line.went)
    return Row(
        (
            at,
            line.received_on,
            _donor(line),
            line.name,
            line.unit,
            line.quantity,
            line.amount,
            "" if line.gift is None else line.gift.intent,
            went,
            line.left,
        )
    )


def _donor(line: GiftLine) -> str:
    """Return whom the public reads."""
    return line.counterparty if line.gift is None else line.gift.donor_shown


def _footnotes(found: Sequence[GiftLine]) -> Iterator[str]:
    """Yield what the figures mean, and which gifts were never recorded as the law wants it."""
    yield _("Values rest on invoice, agreement, market price or appraisal, as recorded with each gift.")
    unrecorded = list(dict.fromkeys(line.number for line in found if line.gift is None))
    if unrecorded:
        yield _("Nothing beyond the receipt is recorded of: {numbers}.").format(numbers="、".join(unrecorded))


def donation_receipt(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the receipt of one gift, for the donor.

    Raises:
        UnknownRecord: there is no receipt of a gift of this number.
    """
    head = document_numbered(connection, wanted.number)
    gift = donation(connection, head.site_id, head.seq)
    lines = document_lines(connection, head.site_id, head.seq)
    some = (
        columns.number(),
        *columns.item_columns(),
        Column("batch", _("Batch / serial"), width=1.2),
        Column("expires", _("Expires"), Kind.DATE),
        columns.unit(),
        columns.quantity(),
        Column("amount", _("Estimated value"), Kind.MONEY),
    )
    rows = [
        Row(
            (
                line.line,
                line.item_code,
                line.name,
                line.specification,
                line.serial_no or line.batch_no,
                line.expires_on,
                line.unit,
                line.quantity,
                line.amount,
            )
        )
        for line in lines
    ]
    total = total_money(line.amount for line in lines)
    text = _("Total in capitals: {capitals}").format(capitals=chinese_capitals(total))
    return Report(
        name="donation_receipt",
        title=_("Receipt of a donation"),
        facts=tuple(_gift_facts(head, gift)),
        tables=(Table(some, (*rows, columns.summed(some, text, RowKind.TOTAL, amount=total)), unit=in_yuan()),),
        stamp=stamp(connection, occasion),
        footnotes=tuple(_receipt_footnotes(head)),
        signatures=(_("Donor or representative"), _("Keeper"), _("Checked by"), _("Recipient (seal)")),
        has_seal=True,
    )


def _gift_facts(head: DocumentRow, gift: DonationRow) -> Iterator[Fact]:
    """Yield what the receipt says of the gift; what is not known is left out."""
    for label, text in (
        (_("Number of the donation receipt"), gift.receipt_number),
        (_("Receipt"), head.number),
        (_("Donor"), gift.donor_shown),
        (_("Received on"), head.business_date.isoformat()),
        (_("Depot"), head.depot_name),
        (_("Donor's intent"), gift.intent),
        (_("Basis of the value"), gift.basis_name),
        (_("Proof of quality"), gift.quality_proof),
        (_("Remaining life"), gift.remaining_life),
        (_("Agreement or letter"), head.paper_number),
    ):
        if text:
            yield Fact(label, text)


def _receipt_footnotes(head: DocumentRow) -> Iterator[str]:
    """Yield what must not be overlooked."""
    if head.reversed_by:
        yield _("This document was reversed by {number} and counts no more.").format(number=head.reversed_by)
    yield _("The use of a gift is not changed without the donor's consent; receipt and use are made public.")
