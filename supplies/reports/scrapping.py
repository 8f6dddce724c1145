"""Scrapping on paper: the form of approval with the appraisal (报废审批表、鉴定意见), and what became of the goods."""

from collections.abc import Iterator

from sqlalchemy import Connection

from supplies.capitals import chinese_capitals
from supplies.errors import NotHandled
from supplies.language import _
from supplies.reports import columns
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import in_yuan, stamp
from supplies.stock.disposal import ScrapRow, write_off
from supplies.stock.documents import DocumentLine, document_lines
from supplies.tables import Column, Fact, Report, Row, RowKind, Table
from supplies.values import total_money

LISTED = "、"


def scrap_approval(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the form by which scrapping is approved, with the appraisal behind it.

    Raises:
        UnknownRecord: there is no write-off of this number that holds.
    """
    row = write_off(connection, wanted.number)
    return Report(
        name="scrap",
        title=_("Form of approval for scrapping"),
        facts=tuple(_scrap_facts(row)),
        tables=(_goods(connection, row),),
        stamp=stamp(connection, occasion),
        footnotes=(_("Goods without value are destroyed; those with value are sold by public auction."),),
        signatures=(
            _("Keeper"),
            _("Technical appraisal"),
            _("Owner's approval"),
            _("Finance"),
            _("Person in charge"),
        ),
    )


def _scrap_facts(row: ScrapRow) -> Iterator[Fact]:
    """Yield the head of the form; what is not known is left out."""
    yield Fact(_("Number"), row.number)
    yield Fact(_("Depot"), row.depot_name)
    yield Fact(_("Business date"), row.business_date.isoformat())
    for label, text in (
        (_("Ground"), row.ground_name),
        (_("Institute of the appraisal"), row.institute),
        (_("Experts"), LISTED.join(filter(None, row.experts.split("\n")))),
        (_("Appraised on"), "" if row.appraised_on is None else row.appraised_on.isoformat()),
        (_("Opinion of the appraisal"), row.opinion),
    ):
        if text:
            yield Fact(label, text)


def disposal_record(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the record of what became of goods that were written off.

    Raises:
        UnknownRecord: there is no write-off of this number that holds.
        NotHandled: nothing has become of its goods yet.
    """
    row = write_off(connection, wanted.number)
    if not row.handling:
        raise NotHandled(number=row.number)
    return Report(
        name="disposal",
        title=_("Record of disposal"),
        facts=tuple(_disposal_facts(row)),
        tables=(_goods(connection, row),),
        stamp=stamp(connection, occasion),
        footnotes=(_("Income goes to the treasury as non-tax revenue."),),
        signatures=(_("Made out by"), _("Witnesses"), _("Receiver"), _("Finance"), _("Person in charge")),
    )


def _disposal_facts(row: ScrapRow) -> Iterator[Fact]:
    """Yield the head of the record; what is not known is left out."""
    assert row.handled_on is not None, "what was dealt with has its day"
    yield Fact(_("Number"), row.handling)
    yield Fact(_("Write-off"), row.number)
    yield Fact(_("Depot"), row.depot_name)
    yield Fact(_("Way of disposal"), row.way_name)
    yield Fact(_("Done on"), row.handled_on.isoformat())
    for label, text in (
        (_("Receiver"), row.receiver),
        (_("Witnesses"), LISTED.join(filter(None, row.witnesses.split("\n")))),
        (_("Income"), f"{row.income.grouped()}  {chinese_capitals(row.income)}" if row.income else ""),
        (_("Payment voucher"), row.income_paper),
        (_("Remark"), row.handling_note),
    ):
        if text:
            yield Fact(label, text)
    yield Fact(_("Entered by"), row.handler_name)


def _goods(connection: Connection, row: ScrapRow) -> Table:
    """Return what was written off."""
    some = (
        columns.number(),
        *columns.item_columns(),
        Column("batch", _("Batch / serial"), width=1.2),
        columns.unit(),
        columns.quantity(),
        columns.amount(),
        Column("reason", _("Reason"), width=1.5),
    )
    lines = document_lines(connection, row.site_id, row.seq)
    total = total_money(line.amount for line in lines)
    text = _("Total in capitals: {capitals}").format(capitals=chinese_capitals(total))
    return Table(some, (*map(_line, lines), columns.summed(some, text, RowKind.TOTAL, amount=total)), unit=in_yuan())


def _line(line: DocumentLine) -> Row:
    """Return a line of the goods."""
    cells = (
        line.line,
        line.item_code,
        line.name,
        line.specification,
        line.serial_no or line.batch_no,
        line.unit,
        line.quantity,
        line.amount,
        line.reason,
    )
    return Row(cells)
