"""The table of fund progress (资金执行进度表): what of each appropriation is allotted, tendered, contracted, paid."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from supplies.accounts.words import level_name
from supplies.funds.progress import ProgressRow, progress_of, total_of
from supplies.funds.queries import AppropriationRow, appropriations
from supplies.language import _
from supplies.reports import columns
from supplies.reports.amounts import in_capitals, money_column, unit_note, unit_of
from supplies.reports.request import AmountUnit, Occasion, ReportFilter
from supplies.reports.subject import as_of_fact, stamp
from supplies.tables import HUNDREDTHS, Cell, Column, Fact, Kind, Percent, Report, Row, RowKind, Table, percentages
from supplies.values import Money

AMOUNTS = ("amount", "allotted", "tendered", "contracted", "paid", "returned", "carried_over")


def fund_progress(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the appropriations of a budget year, or all that stand."""
    funds = [row for row in appropriations(connection) if _is_wanted(row, wanted.year)]
    unit = unit_of(wanted)
    return Report(
        name="fund_progress",
        title=_("Table of fund progress"),
        facts=tuple(_facts(wanted, occasion)),
        tables=(_table(funds, unit),),
        stamp=stamp(connection, occasion),
        footnotes=tuple(_footnotes(funds)),
        signatures=(_("Prepared by"), _("Checked by"), _("Head of finance"), _("Unit (seal)")),
        has_seal=True,
    )


def _is_wanted(row: AppropriationRow, year: int | None) -> bool:
    """Return whether an appropriation is asked for; withdrawn ones never are."""
    return not row.is_withdrawn and year in {None, row.year}


def _facts(wanted: ReportFilter, occasion: Occasion) -> Iterator[Fact]:
    """Yield what was asked for."""
    yield as_of_fact(occasion.today)
    if wanted.year is not None:
        yield Fact(_("Budget year"), str(wanted.year))


def _columns(unit: AmountUnit) -> tuple[Column, ...]:
    """Return the columns."""
    titles = {
        "amount": _("Appropriated sum"),
        "allotted": _("Allotted"),
        "tendered": _("Tendered (budget basis)"),
        "contracted": _("Under contract (contract basis)"),
        "paid": _("Paid (paid basis)"),
        "returned": _("Given back"),
        "carried_over": _("Carried over"),
    }
    amounts = [money_column(key, titles[key], unit) for key in AMOUNTS]
    return (
        columns.number(),
        Column("number", _("Number of the document"), width=1.5),
        Column("title", _("Title of the document"), width=1.6),
        Column("level", _("Level"), width=1.1),
        amounts[0],
        Column("share", _("Share of all"), Kind.PERCENT),
        *amounts[1:5],
        Column("rate", _("Rate of execution"), Kind.PERCENT),
        *amounts[5:],
        Column("note", _("Remarks"), width=1.3),
    )


def _table(funds: Sequence[AppropriationRow], unit: AmountUnit) -> Table:
    """Return a line for each appropriation, and the sums; the shares add up to 100.00 %."""
    some = _columns(unit)
    rows = [progress_of(row) for row in funds]
    shares = percentages([row.amount.fen for row in rows])
    lines = [
        Row(_cells(place, fund, row, share))
        for place, (fund, row, share) in enumerate(zip(funds, rows, shares, strict=True), 1)
    ]
    total = total_of(rows, _("Total"))
    whole: dict[str, Cell] = {key: getattr(total, key) for key in AMOUNTS}
    whole |= {"share": Percent(HUNDREDTHS if total.amount else 0), "rate": _rate(total)}
    return Table(some, (*lines, columns.summed(some, _("Total"), RowKind.TOTAL, **whole)), unit=unit_note(unit))


def _cells(place: int, fund: AppropriationRow, row: ProgressRow, share: Percent) -> tuple[Cell, ...]:
    """Return the cells of an appropriation."""
    return (
        place,
        row.number,
        row.title,
        _(", ").join(level_name(level) for level, _amount in fund.shares),
        row.amount,
        share,
        row.allotted,
        row.tendered,
        row.contracted,
        row.paid,
        _rate(row),
        row.returned,
        row.carried_over,
        _remarks(fund),
    )


def _rate(row: ProgressRow) -> Percent | None:
    """Return what is paid in percent of the amount; None where there is no amount."""
    whole, _dot, rest = row.rate.partition(".")
    return Percent(int(whole) * 100 + int(rest)) if row.rate else None


def _remarks(fund: AppropriationRow) -> str:
    """Return what else must be known of an appropriation."""
    said = [] if fund.is_split_known else [_("sources not split")]
    if fund.is_direct:
        said.append(_("direct funds"))
    if fund.amount != fund.original:
        said.append(_("first {amount}").format(amount=fund.original.grouped()))
    return _(", ").join(said)


def _footnotes(funds: Sequence[AppropriationRow]) -> Iterator[str]:
    """Yield the sum in capitals, and how the columns are worked out."""
    yield in_capitals(_("Appropriated in all"), Money(sum(fund.amount.fen for fund in funds)))
    yield _("Rate of execution: what was paid and what receivers report as spent, in percent of the appropriated sum.")
