"""Where money went and where goods come from (资金流向表): a number or label followed as far as it leads, both ways."""

from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection

from supplies.language import _
from supplies.procurement.trace import DEPTH_MAX, Node, NodeKind, Unfolded, find, sources, unfold
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import as_of_fact, in_yuan, stamp
from supplies.tables import Column, Fact, Kind, Report, Row, RowKind, Table

LINES_MAX = 20_000
"""A trace of more lines than this is cut there, and the paper says so."""
LEVEL = "· "


def fund_trace(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return what a number or label leads to, line by line, and what it comes from."""
    roots = find(connection, wanted.number)
    down = _followed(connection, roots, upward=False)
    has_sources = any(sources(connection, root) for root in roots)
    up = _followed(connection, roots, upward=True) if has_sources else []
    tables = [_table(down, _("1. Where it went"))]
    if up:
        tables.append(_table(up, _("2. Where it comes from")))
    return Report(
        name="fund_trace",
        title=_("Trace of money and goods"),
        facts=(*_facts(roots), as_of_fact(occasion.today)),
        tables=tuple(tables),
        stamp=stamp(connection, occasion),
        footnotes=tuple(_footnotes(down, up)),
        signatures=(_("Prepared by"), _("Checked by"), _("Head of finance")),
    )


def _followed(connection: Connection, roots: Sequence[Node], *, upward: bool) -> list[Unfolded]:
    """Return what lines lead to, as far as a paper goes."""
    return list(islice(unfold(connection, roots, upward=upward, depth=DEPTH_MAX), LINES_MAX + 1))


def _facts(roots: Sequence[Node]) -> Iterator[Fact]:
    """Yield what is followed."""
    for root in roots[:1]:
        yield Fact(root.kind_name, _("{number} {name}").format(number=root.number, name=root.words).strip())
        if root.kind is NodeKind.BATCH and root.note:
            yield Fact(_("Batch / serial"), root.note)
    if len(roots) > 1:
        yield Fact(_("Records of this number"), str(len(roots)))


def _table(lines: Sequence[Unfolded], title: str) -> Table:
    """Return lines, each level marked; where the trace begins stands out."""
    some = (
        Column("what", _("What"), width=2.4),
        Column("number", _("Number"), width=1.6),
        Column("amount", _("Amount"), Kind.MONEY),
        Column("quantity", _("Quantity"), Kind.QUANTITY),
        Column("unit", _("Unit"), width=0.5),
        Column("on", _("Day"), Kind.DATE),
        Column("note", _("Remarks"), width=2),
    )
    return Table(some, tuple(map(_row, lines[:LINES_MAX])), title=title, unit=in_yuan())


def _row(line: Unfolded) -> Row:
    """Return one line, its level marked."""
    node = line.node
    cells = (
        LEVEL * line.depth + node.title,
        node.number,
        node.amount,
        node.quantity,
        node.unit if node.quantity is not None else "",
        node.on,
        node.note,
    )
    return Row(cells, RowKind.LINE if line.depth else RowKind.SUBTOTAL)


def _footnotes(down: Sequence[Unfolded], up: Sequence[Unfolded]) -> Iterator[str]:
    """Yield how the lines are to be read."""
    yield _(
        "The lines one level below a line add up to it; those in brackets show the same again and are not added up."
    )
    if max(len(down), len(up)) > LINES_MAX:
        yield _("Too many lines for one paper: only the first {n} are shown.").format(n=f"{LINES_MAX:,}")
