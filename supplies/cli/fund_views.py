"""``supplies fund matrix``, ``progress`` and ``allotments``: how relief money stands, from three sides."""

from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_verb
from supplies.funds.allotment_queries import allotments
from supplies.funds.matrix import Matrix, MatrixRow, matrix, meaning_name
from supplies.funds.progress import ProgressRow, progress, total_of
from supplies.funds.words import Purpose, purpose_name
from supplies.language import _
from supplies.values import Money, total_money


def add_views(verbs: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    add_verb(verbs, shared, "matrix", _matrix, _("sources by purposes, with totals that add up"))
    add_verb(verbs, shared, "progress", _progress, _("how far each appropriation is carried out"))
    verb = add_verb(verbs, shared, "allotments", _allotments, _("what counties and units were allotted and spent"))
    purposes = [purpose.value for purpose in Purpose]
    verb.add_argument("--purpose", choices=purposes, help=_("what the money is used for"))
    verb.add_argument("--left", action="store_true", help=_("only those of which something is left"))


def _matrix(call: Call) -> Answer:
    """Print the matrix."""
    with call.program() as program:
        found = program.read(matrix)
    data = {
        "columns": [str(column) for column in found.columns],
        "rows": [_row_data(found, row) for row in found.rows],
        "totals": {str(column): found.total_of(column) for column in found.columns},
        "total": found.total,
    }
    return Answer(data, _matrix_lines(found))


def _row_data(found: Matrix, row: MatrixRow) -> dict[str, object]:
    """Return a source as data; its level is null where the split is not known."""
    cells = {str(column): row.of(column) for column in found.columns}
    return {"level": row.level, "cells": cells, "total": row.total}


def _matrix_lines(found: Matrix) -> list[str]:
    """Return the matrix as a table, purposes from top to bottom: they are many, the sources few."""
    heads = (_("Purpose"), *(row.name for row in found.rows), _("Total"))
    lines = [
        (meaning_name(column), *(row.of(column) for row in found.rows), found.total_of(column))
        for column in found.columns
    ]
    return table(heads, [*lines, (_("Total"), *(row.total for row in found.rows), found.total)])


def _progress(call: Call) -> Answer:
    """Print how far each appropriation is."""
    with call.program() as program:
        rows = program.read(progress)
    total = total_of(rows, _("Total"))
    data = {"rows": [_progress_data(row) for row in rows], "total": _progress_data(total)}
    heads = (
        _("Number"),
        _("Amount"),
        _("Allotted"),
        _("Tendered"),
        _("Under contract"),
        _("Paid"),
        _("Rate (%)"),
        _("Given back"),
        _("Carried over"),
    )
    cells = (
        (
            row.number,
            row.amount,
            row.allotted,
            row.tendered,
            row.contracted,
            row.paid,
            row.rate,
            row.returned,
            row.carried_over,
        )
        for row in (*rows, total)
    )
    return Answer(data, table(heads, cells))


def _progress_data(row: ProgressRow) -> dict[str, object]:
    """Return how far an appropriation is as data."""
    return {
        "number": row.number,
        "title": row.title,
        "amount": row.amount,
        "allotted": row.allotted,
        "tendered": row.tendered,
        "contracted": row.contracted,
        "paid": row.paid,
        "rate_percent": row.rate,
        "returned": row.returned,
        "carried_over": row.carried_over,
    }


def _allotments(call: Call) -> Answer:
    """List allotments."""
    purpose, is_left = call.text("purpose"), bool(call.options.left)
    with call.program() as program:
        rows = [
            row
            for row in program.read(allotments)
            if (not purpose or row.purpose == purpose) and (not is_left or row.left)
        ]
    data = [
        {
            "allotment_id": row.allotment_id,
            "appropriation": row.appropriation_number,
            "receiver": row.receiver,
            "receiver_name": row.receiver_name,
            "purpose": row.purpose,
            "number": row.number,
            "dated": row.dated,
            "amount": row.amount,
            "spent": row.spent,
            "taken_back": row.taken_back,
            "left": row.left,
        }
        for row in rows
    ]
    heads = (
        _("County or unit"),
        _("Purpose"),
        _("Number"),
        _("Date"),
        _("Amount"),
        _("Spent"),
        _("Taken back"),
        _("Left of it"),
    )
    cells = [
        (
            row.receiver_name,
            purpose_name(row.purpose),
            row.number,
            row.dated,
            row.amount,
            row.spent,
            row.taken_back,
            row.left,
        )
        for row in rows
    ]
    sums: tuple[Money, ...] = tuple(
        total_money(getattr(row, field) for row in rows) for field in ("amount", "spent", "taken_back", "left")
    )
    return Answer({"rows": data}, table(heads, [*cells, (_("Total"), "", "", "", *sums)]))
