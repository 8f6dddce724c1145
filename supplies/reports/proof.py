"""The proof of a quantity (数量证明): every movement that adds up to it, the sum, and the entries of the journal."""

from collections.abc import Iterator

from sqlalchemy import Connection

from supplies.language import _
from supplies.reports import columns
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import depot_fact, in_yuan, stamp
from supplies.stock.availability import bucket_name
from supplies.stock.documents import KIND_NAMES, PAGE_ROWS_MAX
from supplies.stock.places import shown_route
from supplies.stock.proof import Bucket, Figure, Proof, ProofLine, proof_page, prove, running
from supplies.tables import Column, Fact, Kind, Report, Row, RowKind, Table

MOVEMENTS_MAX = 20_000
"""A figure of more movements than this is proved by its sum alone; the paper says so."""


def quantity_proof(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the proof of one item's quantity: in a depot or all, in a bucket, of one lot or all."""
    assert wanted.item is not None, "the catalogue of reports asks for an item type"
    figure = Figure(wanted.item, Bucket(wanted.bucket or Bucket.ON_HAND), wanted.depot, wanted.label)
    found = prove(connection, figure)
    some = _columns()
    lines = _lines(connection, figure) if found.movements <= MOVEMENTS_MAX else []
    rows = [_row(line, quantity.grouped()) for line, quantity in zip(lines, running(lines), strict=True)]
    total = columns.summed(some, _("Sum"), RowKind.TOTAL, change=found.summed, amount=found.summed_amount)
    return Report(
        name="proof",
        title=_("Proof of a quantity"),
        facts=(*_facts(figure, found), depot_fact(connection, wanted.depot)),
        tables=(Table(some, (*rows, total), unit=in_yuan()),),
        stamp=stamp(connection, occasion),
        footnotes=() if lines or not found.movements else (_("Too many movements to list: only the sum is shown."),),
        signatures=(_("Keeper"), _("Checked by"), _("Finance")),
    )


def _facts(figure: Figure, found: Proof) -> Iterator[Fact]:
    """Yield what is proved, and where in the journal its movements stand."""
    yield Fact(_("Code"), figure.item)
    yield Fact(_("Name"), found.item.name)
    if figure.label:
        yield Fact(_("Label"), figure.label)
    yield Fact(_("State"), bucket_name(figure.bucket))
    yield Fact(_("Quantity"), f"{found.summed.grouped()} {found.item.unit}")
    if found.stored is not None:
        yield Fact(_("Quantity that the store keeps"), f"{found.stored.grouped()} {found.item.unit}")
    yield Fact(_("Number of movements"), f"{found.movements:,}")
    for title, anchor in ((_("First entry"), found.first), (_("Last entry"), found.last)):
        if anchor is not None:
            yield Fact(title, f"{anchor.seq} ({anchor.hash})")


def _columns() -> tuple[Column, ...]:
    """Return the columns."""
    return (
        Column("date", _("Date"), Kind.DATE),
        Column("number", _("Voucher"), width=1.5, wraps=False),
        Column("kind", _("Kind"), width=0.7),
        Column("with", _("With"), width=1.6),
        Column("label", _("Label"), width=1.2, wraps=False),
        Column("route", _("Location"), width=1.6),
        Column("change", _("Change"), Kind.QUANTITY),
        Column("standing", _("Stood after it"), width=0.9),
        Column("amount", _("Amount"), Kind.MONEY),
    )


def _lines(connection: Connection, figure: Figure) -> list[ProofLine]:
    """Return every movement of a figure, oldest first."""
    lines: list[ProofLine] = []
    while page := proof_page(connection, figure, after=lines[-1] if lines else None, limit=PAGE_ROWS_MAX):
        lines.extend(page)
    return lines


def _row(line: ProofLine, standing: str) -> Row:
    """Return one movement."""
    return Row(
        (
            line.business_date,
            line.number,
            _(KIND_NAMES[line.kind]),
            line.counterparty,
            line.label_code,
            shown_route(line.from_place, line.to_place),
            line.change,
            standing,
            line.change_amount,
        )
    )
