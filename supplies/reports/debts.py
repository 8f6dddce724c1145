"""What emergency documents still owe (应急补手续清单): overdue first, with age, deadline and owner."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from supplies.language import _
from supplies.reports import columns
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import depot_fact, stamp
from supplies.stock.debts import DebtRow, open_debts
from supplies.tables import Column, Fact, Kind, Report, Row, Table, Tone, local_text

HOUR_SECONDS = 3600


def debt_list(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return what is still owed, wholly or of one depot's documents."""
    rows = open_debts(connection, depot=wanted.depot)
    overdue = [row for row in rows if row.is_overdue(occasion.at)]
    return Report(
        name="debts",
        title=_("Papers owed after emergency issues"),
        facts=(
            depot_fact(connection, wanted.depot),
            Fact(_("As of"), local_text(occasion.at)),
            Fact(_("Papers owed"), f"{len(rows):,}"),
            Fact(_("Overdue"), f"{len(overdue):,}"),
        ),
        tables=(_table(rows, occasion.at),),
        stamp=stamp(connection, occasion),
        footnotes=(_("Goods that went out on a spoken order; every paper is supplied by its deadline."),),
        signatures=(_("Prepared by"), _("Checked by"), _("Person in charge")),
    )


def _table(rows: Sequence[DebtRow], now: datetime) -> Table:
    """Return the debts, the oldest deadline first."""
    some = (
        columns.number(),
        Column("state", _("State"), width=0.8),
        Column("kind", _("Owed"), width=0.9),
        Column("document", _("Document"), width=1.5, wraps=False),
        Column("due", _("To be supplied by"), width=1.2),
        Column("age", _("Age in hours"), Kind.WHOLE),
        Column("owner", _("Who has to"), width=0.8),
        Column("depot", _("Depot"), width=1.3),
        Column("incident", _("Incident"), width=1.5),
        Column("with", _("With"), width=1.2),
    )
    return Table(some, tuple(_lines(rows, now)))


def _lines(rows: Sequence[DebtRow], now: datetime) -> Iterator[Row]:
    """Yield a line for each debt; what is overdue stands out."""
    for number, row in enumerate(rows, 1):
        is_overdue = row.is_overdue(now)
        cells = (
            number,
            _("Overdue") if is_overdue else _("Open"),
            row.kind_name,
            row.number,
            local_text(row.due_at),
            max(0, int((now - row.recorded_at).total_seconds()) // HOUR_SECONDS),
            row.owner_name,
            row.depot_name,
            row.incident,
            row.counterparty,
        )
        yield Row(cells, tone=Tone.RED if is_overdue else Tone.PLAIN)
