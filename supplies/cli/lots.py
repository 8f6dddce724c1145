"""Tender lots as commands print them: in yuan as data, and as a table for people."""

from collections.abc import Sequence

from supplies.cli.output import table
from supplies.language import _
from supplies.procurement.queries import TenderLotRow
from supplies.procurement.words import stage_name


def lot_data(row: TenderLotRow) -> dict[str, object]:
    """Return a lot as data, its amounts in yuan; the row itself holds them in fen."""
    return {
        "site_id": row.site_id,
        "tender_lot_id": row.tender_lot_id,
        "project_number": row.project_number,
        "project_name": row.project_name,
        "method": row.method,
        "funding": row.funding,
        "number": row.number,
        "name": row.name,
        "budget": row.budget,
        "ceiling": row.ceiling,
        "award": row.award,
        "winner": row.winner,
        "stage": row.stage,
        "contracted": row.contracted,
        "accepted": row.accepted,
        "paid": row.paid,
        "buckets": row.buckets,
        "is_right": row.is_right,
    }


def lot_lines(rows: Sequence[TenderLotRow]) -> list[str]:
    """Return lots as a table."""
    heads = (_("Project"), _("Tender lot"), _("Name"), _("Stage"), _("Budget"), _("Award"), _("Winner"))
    return table(
        heads,
        (
            (row.project_number, row.number, row.name, stage_name(row.stage), row.budget, row.award, row.winner)
            for row in rows
        ),
    )
