"""What every verb that posts a stock document shares: its flags, its lines, and what is said once it is posted."""

import argparse
from typing import Any

from supplies.cli.approval import submission_answer
from supplies.cli.call import Call, Command, Parser
from supplies.cli.output import Answer
from supplies.cli.parsing import Groups, add_submit, add_verb
from supplies.errors import WrongUsage
from supplies.language import _
from supplies.program import Program
from supplies.stock import documents
from supplies.stock.actions import LotLine, Reverse, StockAction
from supplies.stock.finding import find_lot, lines_for
from supplies.stock.tracing import lot as lot_row
from supplies.values import ActionId, DepotCode, ItemCode, PlaceCode, new_id


def add_document(verbs: Groups, shared: Parser, name: str, command: Command, help_text: str) -> argparse.ArgumentParser:
    """Declare a verb that posts a document."""
    verb = add_verb(verbs, shared, name, command, help_text)
    verb.add_argument("--depot", required=True, metavar="CODE")
    verb.add_argument("--paper", default="", help=_("number of the order, contract or approval"))
    verb.add_argument("--incident", default="")
    verb.add_argument(
        "--paper-date", metavar="DATE", help=_("the day on a paper that came after its period was closed")
    )
    verb.add_argument("--note", default="")
    verb.add_argument("--date", metavar="DATE", help=_("business date; today if not given"))
    add_submit(verb)
    return verb


def head_of(call: Call, program: Program) -> dict[str, Any]:
    """Return what every stock document takes from the flags."""
    return {
        "action_id": ActionId(new_id()),
        "business_date": call.business_date(program),
        "depot": DepotCode(call.text("depot")),
        "counterparty": call.text("counterparty"),
        "paper_number": call.text("paper"),
        "incident": call.text("incident"),
        "paper_date": call.day("paper_date"),
        "note": call.text("note"),
    }


def posted_answer(call: Call, program: Program, action: StockAction | Reverse) -> Answer:
    """Post a document and say its number."""
    posted = call.post(program, [action])
    submitted = submission_answer(program, posted)
    if submitted is not None:
        return submitted
    entry = posted[0].entry
    made = program.read(lambda connection: documents.document(connection, entry.site_id, entry.seq))
    lines = program.read(lambda connection: documents.document_lines(connection, entry.site_id, entry.seq))
    text = _("{kind} {number} is posted, entry {seq}.")
    shown = [text.format(kind=made.kind_name, number=made.number, seq=made.seq)]
    shown += [
        _("{label} {name}: {quantity} {unit}").format(
            label=line.label_code, name=line.name, quantity=line.quantity.grouped(), unit=line.unit
        )
        for line in lines
    ]
    return Answer({"number": made.number, "seq": made.seq, "document": made, "lines": lines}, shown)


def lot_lines(call: Call, program: Program) -> tuple[LotLine, ...]:
    """Return the lines that the flags ask for: a lot's, or an item's first to expire first."""
    depot, place = DepotCode(call.text("depot")), PlaceCode(call.text("location").upper()) or None
    day = call.business_date(program)
    text, code = call.text("lot"), call.text("item").upper()
    if bool(text) == bool(code):
        raise WrongUsage(problem=_("name either --lot or --item"), usage="supplies stock --help")
    quantity = call.quantity_of(program, code or item_of(program, text))
    lines = program.read(
        lambda connection: lines_for(
            connection, depot, quantity, day, lot=text, item=ItemCode(code) or None, place=place
        )
    )
    reason = call.text("reason")
    return tuple(LotLine(lot_id=lot, place=where, quantity=much, reason=reason) for lot, where, much in lines)


def item_of(program: Program, text: str) -> ItemCode:
    """Return the item type of the lot that a label, batch or serial number names."""
    return program.read(lambda connection: lot_row(connection, find_lot(connection, text))).item_code
