"""The papers of a count: the sheet to count by pencil, every line with its result, and what differs for approval."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from supplies.language import _
from supplies.reports import columns
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import in_yuan, stamp
from supplies.stock.count_queries import CountLineRow, CountWhole, whole_count
from supplies.stock.count_sessions import CountSessionRow
from supplies.stock.documents import document_lines, document_numbered
from supplies.stock.lookups import COUNT_DIFFERENCE
from supplies.stock.queries import places
from supplies.tables import Cell, Column, Fact, Kind, Report, Row, RowKind, Table, local_text
from supplies.values import NO_MONEY, NO_QUANTITY, LotId, Money, PlaceCode, Quantity, total_money

BLANK = "_" * 9
"""Where somebody writes by hand."""

Amounts = Mapping[tuple[LotId, PlaceCode], Money]
"""What the adjustment booked for each line, with its sign."""


def count_sheet(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the sheet to count by pencil: blank, without the books where the count is blind.

    Raises:
        UnknownRecord: there is no count of this number.
    """
    whole = whole_count(connection, wanted.number)
    codes = {row.code: row.label_code or "" for row in places(connection, whole.session.depot_code)}
    some = tuple(_sheet_columns(whole.session))
    expected = [line for line in whole.lines if line.is_expected]
    rows = tuple(_sheet_row(some, line, codes.get(line.location, "")) for line in expected)
    return Report(
        name="count_sheet",
        title=_("Count sheet"),
        facts=tuple(_facts(whole.session)),
        tables=(Table(some, rows),),
        stamp=stamp(connection, occasion),
        footnotes=(
            _("Write down what is there before you look at any book. Goods that are not listed go to the end."),
            _("Note the time beside a line whose goods move while you count."),
        ),
        signatures=(_("First count"), _("Second count"), _("Witness"), _("Keeper")),
    )


def _sheet_columns(session: CountSessionRow) -> Iterator[Column]:
    """Yield the columns of the sheet."""
    yield columns.number()
    yield Column("place", _("Location"), width=0.8)
    yield Column("place_code", _("Scan location"), Kind.CODE)
    yield Column("name", _("Name"), width=1.5)
    yield Column("batch", _("Batch / serial"), width=1.1)
    yield Column("label_code", _("Scan goods"), Kind.CODE)
    yield Column("label", _("Label"), width=1.1, wraps=False)
    yield columns.unit()
    if not session.is_blind:
        yield Column("book", _("Books"), Kind.QUANTITY)
    yield Column("first", _("First count"), width=0.8)
    yield Column("second", _("Second count"), width=0.8)
    yield Column("note", _("Remark"), width=0.9)


def _sheet_row(some: Sequence[Column], line: CountLineRow, place_label: str) -> Row:
    """Return a line of the sheet, to be filled in by hand."""
    cells: dict[str, Cell] = {
        "no": line.number,
        "place": line.place_text,
        "place_code": place_label,
        "name": f"{line.name} {line.specification}".strip(),
        "batch": line.serial_no or line.batch_no,
        "label_code": line.label_code,
        "label": line.label_code,
        "unit": line.unit,
        "book": line.book_at_start,
        "first": BLANK,
        "second": BLANK,
        "note": BLANK,
    }
    return Row(tuple(cells.get(column.key) for column in some))


# --- what was counted ------------------------------------------------------------------------------------------------


def count_lines(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return every line of a count with its books, its count and its difference.

    Raises:
        UnknownRecord: there is no count of this number.
    """
    whole = whole_count(connection, wanted.number)
    return Report(
        name="count_lines",
        title=_("Count list"),
        facts=tuple(_facts(whole.session)),
        tables=(_result_table(whole.lines, _amounts(connection, whole), ""), *_unknown_tables(whole)),
        stamp=stamp(connection, occasion),
        footnotes=tuple(_footnotes(whole)),
        signatures=(_("First count"), _("Second count"), _("Witness"), _("Keeper")),
    )


def count_result(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return what differs, with amounts and reasons, for those who approve how surplus and shortage are dealt with.

    Raises:
        UnknownRecord: there is no count of this number.
    """
    whole = whole_count(connection, wanted.number)
    differing = [line for line in whole.lines if line.difference]
    missing = [line for line in whole.lines if line.holding is None]
    amounts = _amounts(connection, whole)
    tables = [_result_table(differing, amounts, _("Surplus and shortage"))]
    if missing:
        tables.append(_missing_table(missing))
    return Report(
        name="count_result",
        title=_("Count differences for approval"),
        facts=(*_facts(whole.session), *_sums(whole, amounts)),
        tables=(*tables, *_unknown_tables(whole)),
        stamp=stamp(connection, occasion),
        footnotes=tuple(_footnotes(whole)),
        signatures=(_("Counted by"), _("Keeper"), _("Section head"), _("Finance"), _("Head of the unit")),
    )


def _facts(session: CountSessionRow) -> Iterator[Fact]:
    """Yield the head of a count."""
    yield Fact(_("Number"), session.number)
    yield Fact(_("Name"), session.name)
    yield Fact(_("Depot"), session.depot_name)
    yield Fact(_("Scope"), session.scope)
    yield Fact(_("Base"), f"{local_text(session.started_at)} · {session.seq}")
    if session.planned_on is not None:
        yield Fact(_("Planned for"), session.planned_on.isoformat())
    yield Fact(_("Second count above"), session.tolerance)
    yield Fact(_("State"), session.state)
    if session.finished_by is not None and session.finished_at is not None:
        yield Fact(_("Finished by"), f"{session.finished_by} {local_text(session.finished_at)}")
    if session.document:
        yield Fact(_("Adjustment"), session.document)


def _sums(whole: CountWhole, amounts: Amounts) -> Iterator[Fact]:
    """Yield how much is missing and found, in lines and in money."""
    worth = [_amount(line, amounts) for line in whole.lines if line.difference]
    counted = sum(line.holding is not None for line in whole.lines)
    differing = sum(bool(line.difference) for line in whole.lines)
    yield Fact(_("Lines counted"), f"{counted:,}")
    yield Fact(_("Lines that differ"), f"{differing:,}")
    yield Fact(_("Surplus, yuan"), total_money(each for each in worth if each > NO_MONEY).grouped())
    yield Fact(_("Shortage, yuan"), total_money(each for each in worth if each < NO_MONEY).grouped())


def _footnotes(whole: CountWhole) -> Iterator[str]:
    """Yield how the figures are to be read."""
    yield _("A difference is what was counted less what the books had when the line was counted.")
    yield _("What moved before and after that is no error of the count and is not adjusted.")
    if whole.session.is_open:
        yield _("This count is not finished; its figures may still change.")
    if not whole.session.document:
        yield _("Values are by the unit prices of the lots; the books decide when it is finished.")


def _amounts(connection: Connection, whole: CountWhole) -> Amounts:
    """Return what the adjustment booked for each line."""
    if not whole.session.document:
        return {}
    head = document_numbered(connection, whole.session.document)
    found: dict[tuple[LotId, PlaceCode], Money] = {}
    for line in document_lines(connection, head.site_id, head.seq):
        is_shortage = line.to_place == COUNT_DIFFERENCE
        place = line.from_place if is_shortage else line.to_place
        found[line.lot_id, place] = Money(-line.amount.fen) if is_shortage else line.amount
    return found


def _amount(line: CountLineRow, amounts: Amounts) -> Money:
    """Return what was booked for a line; before that, what its difference is worth."""
    return amounts.get((line.lot_id, line.place), line.value)


def _result_table(lines: Sequence[CountLineRow], amounts: Amounts, title: str) -> Table:
    """Return lines with what they came to, and the sums of surplus and shortage."""
    some = (
        columns.number(),
        Column("place", _("Location"), width=0.8),
        Column("name", _("Name"), width=1.4),
        Column("batch", _("Batch / serial"), width=1.0),
        columns.unit(),
        Column("start", _("Books at the start"), Kind.QUANTITY),
        Column("before", _("Moved before"), Kind.QUANTITY),
        Column("book", _("Books when counted"), Kind.QUANTITY),
        Column("counted", _("Counted"), Kind.QUANTITY),
        Column("difference", _("Differs by"), Kind.QUANTITY),
        Column("amount", _("Amount"), Kind.MONEY),
        Column("after", _("Moved after"), Kind.QUANTITY),
        Column("first", _("First count"), width=0.8),
        Column("second", _("Second count"), width=0.8),
        Column("reason", _("Reason"), width=1.2),
    )
    rows = [_result_row(line, _amount(line, amounts)) for line in lines]
    worth = [_amount(line, amounts) for line in lines if line.difference]
    for text, part in (
        (_("Surplus"), [each for each in worth if each > NO_MONEY]),
        (_("Shortage"), [each for each in worth if each < NO_MONEY]),
    ):
        rows.append(columns.summed(some, text, RowKind.TOTAL, amount=total_money(part)))
    return Table(some, tuple(rows), title, in_yuan(), key_columns=3)


def _result_row(line: CountLineRow, amount: Money) -> Row:
    """Return a line with what it came to."""
    holding = line.holding
    moved = None if holding is None else line.moved_after
    return Row(
        (
            line.number,
            line.place_text,
            line.name,
            line.serial_no or line.batch_no,
            line.unit,
            line.book_at_start,
            _unless_nothing(line.moved_before),
            None if holding is None else holding.book,
            _("left out") if holding is None else holding.quantity,
            _unless_nothing(line.difference),
            amount if line.difference else None,
            _unless_nothing(moved),
            _by(line.first.quantity, line.first.counter_name) if line.first else "",
            _by(line.second.quantity, line.second.counter_name) if line.second else "",
            line.reason,
        )
    )


def _unless_nothing(quantity: Quantity | None) -> Quantity | None:
    """Return a quantity; nothing for none, so that the eye finds what is there."""
    return quantity if quantity is not None and quantity != NO_QUANTITY else None


def _by(quantity: Quantity, name: str) -> str:
    """Return what somebody counted."""
    return f"{quantity.grouped()} {name}"


def _missing_table(lines: Sequence[CountLineRow]) -> Table:
    """Return what was not counted, and why."""
    some = (
        columns.number(),
        Column("place", _("Location"), width=0.8),
        Column("name", _("Name"), width=1.4),
        Column("batch", _("Batch / serial")),
        columns.unit(),
        Column("start", _("Books at the start"), Kind.QUANTITY),
        Column("reason", _("Why it was left out"), width=1.6),
    )
    rows = [
        Row(
            (
                line.number,
                line.place_text,
                line.name,
                line.serial_no or line.batch_no,
                line.unit,
                line.book_at_start,
                line.reason,
            )
        )
        for line in lines
    ]
    return Table(some, tuple(rows), _("Not counted"))


def _unknown_tables(whole: CountWhole) -> Iterator[Table]:
    """Yield the codes that the books do not know, where there are any: goods outside the books (账外)."""
    if not whole.unknown:
        return
    some = (
        columns.number(),
        Column("code", _("Unknown code"), width=1.6, wraps=False),
        Column("place", _("Location"), width=0.8),
        Column("counter", _("Found by"), width=0.9),
        Column("at", _("Found at"), width=1.2, wraps=False),
        Column("treatment", _("Treatment"), width=1.6),
    )
    rows = [
        Row((number, row.code, row.place, row.counter, local_text(row.counted_at), row.note))
        for number, row in enumerate(whole.unknown, 1)
    ]
    yield Table(some, tuple(rows), _("Unknown codes"))
