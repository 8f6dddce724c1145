"""Relief money held against tenders at budget basis (资金对账表): every yuan in one bucket, to the fen."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from supplies.accounts.words import level_name
from supplies.funds.queries import AppropriationRow, FiguresRow
from supplies.language import _
from supplies.procurement.queries import TenderLotRow
from supplies.procurement.reconciliation import Check, Statement, statement
from supplies.procurement.words import stage_name
from supplies.reports import columns
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import as_of_fact, in_yuan, stamp
from supplies.tables import HUNDREDTHS, Column, Fact, Kind, Percent, Report, Row, RowKind, Table, Tone, percentages
from supplies.values import NO_MONEY, Money, total_money


def fund_statement(connection: Connection, _wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the statement of all money that was appropriated and not withdrawn."""
    found = statement(connection)
    return Report(
        name="funds",
        title=_("Statement of relief funds"),
        facts=(
            Fact(_("Basis"), _("Budget basis")),
            as_of_fact(occasion.today),
            Fact(_("Result"), _("Reconciled to the fen") if found.is_reconciled else _("Not reconciled")),
        ),
        tables=(_buckets(found), _appropriations(found), _lots(found.lots), _checks(found.checks)),
        stamp=stamp(connection, occasion),
        footnotes=tuple(_footnotes(found)),
        signatures=(_("Prepared by"), _("Checked by"), _("Head of finance"), _("Unit (seal)")),
        has_seal=True,
    )


def _footnotes(found: Statement) -> Iterator[str]:
    """Yield what the figures are held against, and what is not known."""
    yield _("Budget basis: money counts where its lot stands, its whole budget until the lot is closed.")
    if found.figures is not None:
        yield _published(found.figures)
    if not all(row.is_split_known for row in found.appropriations):
        yield _("Where the sources are not split, the papers behind the money say only its sum.")


def _published(figures: FiguresRow) -> str:
    """Return which published figures the store's are held against."""
    return _("Published figures: {title}, {dated}.").format(title=figures.title, dated=figures.dated)


def _buckets(found: Statement) -> Table:
    """Return where all the money stands, and each bucket's share; the shares add up to 100.00 %."""
    some = (
        Column("bucket", _("Where the money stands"), width=2),
        Column("wan", _("Amount (10,000 yuan)"), Kind.WAN),
        Column("yuan", _("Amount (yuan)"), Kind.MONEY),
        Column("share", _("Share"), Kind.PERCENT),
    )
    buckets = (
        (_("Tenders completed"), found.tendered),
        (_("Tenders under way"), found.tendering),
        (_("Planned, not yet in tender"), found.planned),
        (_("Not yet planned"), found.available),
        *((name, amount) for name, amount in _elsewhere(found) if amount),
    )
    shares = percentages([amount.fen for _name, amount in buckets])
    total = total_money(amount for _name, amount in buckets)
    whole = Percent(HUNDREDTHS) if total else Percent(0)
    difference = found.appropriated - total
    rows = (
        Row((_("Appropriated in all"), found.appropriated, found.appropriated, None), RowKind.SUBTOTAL),
        *(Row((name, amount, amount, share)) for (name, amount), share in zip(buckets, shares, strict=True)),
        Row((_("Sum of the above"), total, total, whole), RowKind.SUBTOTAL),
        Row((_("Difference"), difference, difference, None), RowKind.TOTAL, Tone.RED if difference else Tone.PLAIN),
    )
    return Table(some, rows, title=_("1. Where the money stands"))


def _appropriations(found: Statement) -> Table:
    """Return each appropriation with its sources and buckets."""
    some = (
        columns.number(),
        Column("number", _("Number of the document"), width=1.5),
        Column("title", _("Title of the document"), width=2),
        Column("dated", _("Dated"), Kind.DATE),
        Column("sources", _("Sources"), width=1.6),
        Column("amount", _("Appropriated sum"), Kind.MONEY),
        Column("tendered", _("Tenders completed"), Kind.MONEY),
        Column("tendering", _("Tenders under way"), Kind.MONEY),
        Column("planned", _("Planned"), Kind.MONEY),
        Column("available", _("Not yet planned"), Kind.MONEY),
    )
    lines = [
        Row(
            (
                place,
                row.number,
                row.title,
                row.dated,
                _sources(row),
                row.amount,
                row.tendered,
                row.tendering,
                row.planned,
                row.available,
            )
        )
        for place, row in enumerate(found.appropriations, 1)
    ]
    sums = (found.appropriated, found.tendered, found.tendering, found.planned, found.available)
    total = Row((_("Total"), None, None, None, None, *sums), RowKind.TOTAL)
    return Table(some, (*lines, total), title=_("2. Appropriations"), unit=in_yuan())


def _elsewhere(found: Statement) -> tuple[tuple[str, Money], ...]:
    """Return what stands neither with a lot nor available."""
    return (_("Allotted to counties and units"), found.allotted), (_("Returned to whoever gave it"), found.returned)


def _sources(row: AppropriationRow) -> str:
    """Return who gave the money, and how much each; that the sources are not split where it is unknown."""
    if not row.is_split_known:
        levels = _(", ").join(level_name(level) for level, _amount in row.shares)
        return _("{levels} (sources not split)").format(levels=levels)
    shares = [f"{level_name(level)} {amount.grouped()}" for level, amount in row.shares if amount is not None]
    return _(", ").join(shares)


def _lots(lots: Sequence[TenderLotRow]) -> Table:
    """Return each lot with its amounts, and what the ledger holds for it."""
    some = (
        columns.number(),
        Column("project", _("Project number"), width=1.4),
        Column("lot", _("Lot number"), Kind.WHOLE),
        Column("name", _("Name of the lot"), width=1.6),
        Column("appropriation", _("Paid from"), width=1.4),
        Column("stage", _("Stage"), width=0.7),
        Column("budget", _("Budget"), Kind.MONEY),
        Column("ceiling", _("Ceiling price"), Kind.MONEY),
        Column("award", _("Award"), Kind.MONEY),
        Column("standing", _("On the books"), Kind.MONEY),
        Column("winner", _("Winner"), width=1.2),
    )
    lines = [
        Row(
            (
                place,
                lot.project_number,
                lot.number,
                lot.name,
                lot.appropriation_number,
                stage_name(lot.stage),
                lot.budget,
                lot.ceiling,
                lot.award,
                lot.standing,
                lot.winner,
            )
        )
        for place, lot in enumerate(lots, 1)
    ]
    awards = total_money(lot.award for lot in lots if lot.award is not None)
    standing = total_money(lot.standing for lot in lots)
    total = columns.summed(some, _("Total"), RowKind.TOTAL, award=awards, standing=standing)
    return Table(some, (*lines, total), title=_("3. Lots"), unit=in_yuan())


def _checks(checks: Sequence[Check]) -> Table:
    """Return each identity with both sides; one that does not hold names its lots."""
    some = (
        columns.number(),
        Column("check", _("Identity"), width=4),
        Column("expected", _("Should be"), Kind.MONEY),
        Column("found", _("Is"), Kind.MONEY),
        Column("difference", _("Difference"), Kind.MONEY),
        Column("result", _("Result"), width=1.4),
    )
    lines = [
        Row(
            (place, check.title, check.expected, check.found, check.difference, _result(check)),
            tone=Tone.PLAIN if check.holds else Tone.RED,
        )
        for place, check in enumerate(checks, 1)
    ]
    differences = Money(sum(abs(check.difference.fen) for check in checks))
    text = _("All identities hold") if differences == NO_MONEY else _("Sum of all differences")
    total = columns.summed(some, text, RowKind.TOTAL, difference=differences)
    return Table(some, (*lines, total), title=_("4. Identities"), unit=in_yuan())


def _result(check: Check) -> str:
    """Return whether an identity holds, and which lots are behind it where it does not."""
    if check.holds:
        return _("Holds")
    named = [f"{lot.project_number}/{lot.number}" for lot in check.lots]
    lots = _(", ").join([*named, *(cause.words for cause in check.causes)])
    return _("Differs: {lots}").format(lots=lots) if lots else _("Differs")
