"""``supplies fund trace``: follow money down to goods and with whom they are, or goods up to the money."""

from functools import partial
from typing import Any

from sqlalchemy import Connection

from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_verb, whole
from supplies.language import _
from supplies.procurement.trace import DEPTH_MAX, Node, Unfolded, find, unfold

INDENT = "  "


def add_trace(verbs: Groups, shared: Parser) -> None:
    """Declare the verb."""
    words = _("follow money to lots, contracts, goods and with whom they are; or back up from any number or label")
    verb = add_verb(verbs, shared, "trace", _trace, words)
    verb.add_argument(
        "key",
        metavar="KEY",
        help=_("number of an appropriation, contract, voucher or document; a lot as P-1/1; a label or item code"),
    )
    verb.add_argument("--up", action="store_true", help=_("follow what it comes from instead"))
    verb.add_argument(
        "--depth",
        type=whole,
        default=DEPTH_MAX,
        metavar="N",
        help=_("how many levels to unfold; all where it is not said"),
    )


def _trace(call: Call) -> Answer:
    """Follow what a key names."""
    options = call.options
    with call.program() as program:
        lines = program.read(partial(_lines, key=options.key, upward=options.up, depth=options.depth))
    return Answer(_data(lines), _shown(lines))


def _lines(connection: Connection, key: str, *, upward: bool, depth: int) -> list[Unfolded]:
    """Return what a key names, unfolded."""
    return list(unfold(connection, find(connection, key), upward=upward, depth=max(0, min(depth, DEPTH_MAX))))


def _data(lines: list[Unfolded]) -> list[dict[str, Any]]:
    """Return each line with all lines below it."""
    levels: list[list[dict[str, Any]]] = [[]]
    for line in lines:
        below: list[dict[str, Any]] = []
        del levels[line.depth + 1 :]
        levels[line.depth].append({**_facts(line.node), "below": below})
        levels.append(below)
    return levels[0]


def _facts(node: Node) -> dict[str, object]:
    """Return what a line says."""
    return {
        "kind": node.kind.value,
        "key": node.key,
        "words": node.words,
        "amount": node.amount,
        "quantity": node.quantity,
        "unit": node.unit,
        "on": node.on,
        "note": node.note,
        "is_view": node.is_view,
    }


def _shown(lines: list[Unfolded]) -> list[str]:
    """Return lines as people read them: each level further in, what is not added up stands in brackets."""
    heads = (_("What"), _("Number"), _("Amount (yuan)"), _("Quantity"), _("Day"), _("Remarks"))
    rows = (
        (
            INDENT * line.depth + line.node.title,
            line.node.number,
            line.node.amount,
            line.node.quantity_words,
            line.node.on,
            line.node.note,
        )
        for line in lines
    )
    return table(heads, rows, is_number=(False, False, True, True, False, False))
