"""One stock document as a voucher (单据): its lines, the amount in Chinese capitals, and the places to sign."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from supplies.capitals import chinese_capitals
from supplies.language import _
from supplies.reports import columns
from supplies.reports.papers import FORMS, PaperForm
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import in_yuan, stamp
from supplies.stock.debts import owing_facts
from supplies.stock.documents import DocumentLine, DocumentRow, document_lines, document_numbered
from supplies.stock.lookups import LOST, OUTSIDE
from supplies.stock.queries import place_names
from supplies.stock.transit import transfer_facts
from supplies.tables import Cell, Column, Fact, Kind, Report, Row, RowKind, Table, local_text
from supplies.values import DepotCode, PlaceCode, total_money

_OUTSIDE_CODES = frozenset(OUTSIDE.values())

Places = Mapping[tuple[DepotCode, PlaceCode], str]


def stock_document(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the voucher of one stock document.

    Raises:
        UnknownRecord: there is no document of this number.
    """
    head = document_numbered(connection, wanted.number)
    form = FORMS[head.kind]
    lines = [line for line in document_lines(connection, head.site_id, head.seq) if _is_shown(head, line)]
    some = tuple(_columns(form, with_reasons=any(line.reason for line in lines)))
    places = place_names(connection)
    rows = [_line(some, line, places) for line in lines]
    return Report(
        name="document",
        title=_(form.title),
        facts=(*_facts(head), *_of_transfer(connection, head), *_owing(connection, head)),
        tables=(Table(some, (*rows, *_sums(some, lines)), unit=in_yuan()),),
        stamp=stamp(connection, occasion),
        footnotes=tuple(_footnotes(head)),
        signatures=tuple(map(_, form.signatures)),
    )


def _of_transfer(connection: Connection, head: DocumentRow) -> Iterator[Fact]:
    """Yield what only the papers of a transfer say."""
    for label, text in transfer_facts(connection, head):
        yield Fact(label, text)


def _is_shown(head: DocumentRow, line: DocumentLine) -> bool:
    """Return whether a line stands on the paper: of what another depot books, only what got lost on the way."""
    return line.depot_code == head.depot_code or line.to_place == LOST


def _facts(head: DocumentRow) -> Iterator[Fact]:
    """Yield the head of the document; what is not known is left out."""
    yield Fact(_("Number"), head.number)
    yield Fact(_("Depot"), head.depot_name)
    yield Fact(_("Business date"), head.business_date.isoformat())
    for label, text in (
        (_("With"), head.counterparty),
        (_("Order number"), head.paper_number),
        (_("Other depot"), head.peer_name),
        (_("Receiver"), head.receiver),
        (_("Vehicle"), head.vehicle),
        (_("Due on"), "" if head.due_on is None else head.due_on.isoformat()),
        (_("Incident"), head.incident),
        (_("Date on the paper"), "" if head.paper_date is None else head.paper_date.isoformat()),
        (_("Reverses"), head.reverses),
        (_("Made out by"), head.prepared_by),
    ):
        if text:
            yield Fact(label, text)
    yield Fact(_("Approved by") if head.prepared_by else _("Entered by"), head.actor_name)
    yield Fact(_("Entered at"), local_text(head.recorded_at))
    if head.note:
        yield Fact(_("Remark"), head.note)


def _owing(connection: Connection, head: DocumentRow) -> Iterator[Fact]:
    """Yield who ordered goods out before their papers, and what of the papers was supplied since."""
    if head.is_emergency:
        yield Fact(_("Emergency"), _("posted before its papers; they are supplied later"))
        for label, text in owing_facts(connection, head.site_id, head.seq):
            yield Fact(label, text)


def _footnotes(head: DocumentRow) -> Iterator[str]:
    """Yield what must not be overlooked: a document that was taken back counts no more."""
    if head.reversed_by:
        yield _("This document was reversed by {number} and counts no more.").format(number=head.reversed_by)
    if head.paper_date is not None:
        yield _("Entered late: the period of the date on the paper was closed.")


def _columns(form: PaperForm, *, with_reasons: bool) -> Iterator[Column]:
    """Yield the columns that this kind of document needs."""
    yield columns.number()
    yield from columns.item_columns()
    yield Column("batch", _("Batch / serial"), width=1.2)
    yield Column("label", _("Label"), width=1.2, wraps=False)
    yield Column("expires", _("Expires"), Kind.DATE)
    if form.with_origin:
        yield Column("from", _("From location"), width=0.9)
    if form.with_goal:
        yield Column("to", _("To location"), width=0.9)
    yield columns.unit()
    yield columns.quantity()
    yield columns.amount()
    if with_reasons:
        yield Column("reason", _("Reason"), width=1.2)


def _line(some: Sequence[Column], line: DocumentLine, places: Places) -> Row:
    """Return a line of the document, in the columns that it has."""
    cells: dict[str, Cell] = {
        "no": line.line,
        "item": line.item_code,
        "name": line.name,
        "specification": line.specification,
        "batch": line.serial_no or line.batch_no,
        "label": line.label_code,
        "expires": line.expires_on,
        "from": places[line.depot_code, line.from_place],
        "to": places[line.depot_code, line.to_place],
        "unit": line.unit,
        "quantity": line.quantity,
        "amount": line.amount,
        "reason": line.reason,
    }
    return Row(tuple(cells[column.key] for column in some))


def _sums(some: tuple[Column, ...], lines: Sequence[DocumentLine]) -> Iterator[Row]:
    """Yield the sum and its capitals; of a count that found more here and less there, each sum by itself."""
    more = [line for line in lines if line.from_place in _OUTSIDE_CODES]
    less = [line for line in lines if line.to_place in _OUTSIDE_CODES]
    if more and less:
        for text, some_lines in ((_("Total in"), more), (_("Total out"), less)):
            yield columns.summed(some, text, RowKind.TOTAL, amount=total_money(line.amount for line in some_lines))
        return
    total = total_money(line.amount for line in lines)
    text = _("Total in capitals: {capitals}").format(capitals=chinese_capitals(total))
    yield columns.summed(some, text, RowKind.TOTAL, amount=total)
