"""``supplies stock dispatch``, ``accept``, ``transit``, ``lend`` and ``outstanding``: goods on their way and lent."""

import argparse
from datetime import datetime
from functools import partial

from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_submit, add_verb, whole
from supplies.cli.posting import add_document, head_of, lot_lines, posted_answer
from supplies.errors import UnknownRecord, WrongUsage
from supplies.language import _
from supplies.program import Program
from supplies.stock.loans import PAGE_ROWS_MAX, Lend, OutFilter, OutRow, outstanding
from supplies.stock.transfers import AcceptLine, AcceptTransfer, Dispatch, Terms
from supplies.stock.transit import Shipment, TransitLine, TransitRow, in_transit, shipment
from supplies.values import ActionId, DepotCode, PlaceCode, new_id

USAGE = "supplies stock accept --help"


def add_verbs(verbs: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verb = add_document(verbs, shared, "dispatch", _dispatch, _("send goods to another depot, or outside"))
    verb.add_argument("--to-depot", metavar="CODE")
    _add_goods(verb)
    verb.add_argument("--to", dest="counterparty", default="", help=_("the organisation outside that receives them"))
    verb.add_argument("--terms", choices=[each.value for each in Terms], default=Terms.PASSES.value)
    verb.add_argument("--vehicle", default="", help=_("plate and driver"))
    verb = add_document(verbs, shared, "lend", _lend, _("lend goods until a day"))
    _add_goods(verb)
    verb.add_argument("--to", dest="counterparty", default="", help=_("who borrows them"))
    verb = add_verb(
        verbs, shared, "accept", _accept, _("say what arrived of a transfer; all of it if no line is named")
    )
    verb.add_argument("number")
    verb.add_argument("--depot", default="", metavar="CODE", help=_("who accepts; the addressee if not given"))
    verb.add_argument("--location", default="", metavar="CODE", help=_("where the goods are put"))
    verb.add_argument("--line", type=whole, metavar="N")
    for name in ("accepted", "damaged", "short"):
        verb.add_argument(f"--{name}", default="0", metavar="QUANTITY")
    for name in ("reason", "paper", "note"):
        verb.add_argument(f"--{name}", default="")
    verb.add_argument("--date", metavar="DATE")
    add_submit(verb)
    verb = add_verb(verbs, shared, "transit", _transit, _("what is on its way, or the lines of one transfer"))
    verb.add_argument("number", nargs="?")
    verb.add_argument("--depot", metavar="CODE")
    verb.add_argument("--overdue", action="store_true", help=_("only what nobody confirmed in time"))
    verb = add_verb(verbs, shared, "outstanding", _outstanding, _("what was issued or lent and is to come back"))
    verb.add_argument("--depot", metavar="CODE")
    verb.add_argument("--holder", default="", help=_("a part of the name of whoever has it"))
    verb.add_argument("--overdue", action="store_true", help=_("only what should be back by now"))


def _add_goods(verb: argparse.ArgumentParser) -> None:
    """Declare which goods leave, who takes them and until when."""
    verb.add_argument("--item", metavar="CODE")
    verb.add_argument("--lot", "--serial", dest="lot", default="", help=_("label, batch or serial number"))
    verb.add_argument("--quantity", required=True)
    verb.add_argument("--location", default="", metavar="CODE")
    verb.add_argument("--reason", default="")
    verb.add_argument("--receiver", default="", help=_("who takes the goods, and how they are reached"))
    verb.add_argument("--due", metavar="DATE", help=_("when the goods are to arrive, or to be back"))


def _dispatch(call: Call) -> Answer:
    """Post a transfer."""
    with call.program() as program:
        action = Dispatch(
            **head_of(call, program),
            to_depot=DepotCode(call.text("to_depot")) or None,
            terms=Terms(call.text("terms")),
            vehicle=call.text("vehicle"),
            receiver=call.text("receiver"),
            due_on=call.day("due"),
            lines=lot_lines(call, program),
        )
        return posted_answer(call, program, action)


def _lend(call: Call) -> Answer:
    """Post a loan."""
    with call.program() as program:
        action = Lend(
            **head_of(call, program),
            receiver=call.text("receiver"),
            due_on=call.day("due"),
            lines=lot_lines(call, program),
        )
        return posted_answer(call, program, action)


def _accept(call: Call) -> Answer:
    """Post what arrived of a transfer."""
    with call.program() as program:
        found = program.read(partial(shipment, number=call.options.number, now=program.clock()))
        depot = DepotCode(call.text("depot")) or found.head.to_depot or found.head.depot_code
        action = AcceptTransfer(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            depot=depot,
            of_seq=found.head.seq,
            paper_number=call.text("paper"),
            note=call.text("note"),
            lines=_told(call, program, found),
        )
        return posted_answer(call, program, action)


def _told(call: Call, program: Program, found: Shipment) -> tuple[AcceptLine, ...]:
    """Return what the flags say of one line; without a line, that everything arrived."""
    place, number = PlaceCode(call.text("location").upper()), call.options.line
    parts = {name: call.text(name) for name in ("accepted", "damaged", "short")}
    if number is None:
        if any(text != "0" for text in parts.values()):
            raise WrongUsage(problem=_("name the line with --line"), usage=USAGE)
        lines = (line for line in found.lines if line.left)
        return tuple(AcceptLine(of_line=line.line, place=place, accepted=line.left) for line in lines)
    line = _line(found, number)
    told = {name: call.quantity_of(program, line.item_code, name) for name in parts}
    return (AcceptLine(of_line=number, place=place, reason=call.text("reason"), **told),)


def _line(found: Shipment, number: int) -> TransitLine:
    """Return a line of a transfer."""
    for line in found.lines:
        if line.line == number:
            return line
    raise UnknownRecord(kind=_("Line"), key=str(number))


# --- reading ---------------------------------------------------------------------------------------------------------


def _transit(call: Call) -> Answer:
    """List what is on its way, or the lines of one transfer."""
    with call.program() as program:
        now = program.clock()
        if call.text("number"):
            return _shipment_answer(program.read(partial(shipment, number=call.text("number"), now=now)))
        rows = _all_in_transit(program, now, DepotCode(call.text("depot")) or None)
    if call.options.overdue:
        rows = [row for row in rows if row.is_overdue]
    heads = (_("Number"), _("Sent"), _("From"), _("To"), _("Expected on"), _("Hours"), _("Open lines"), _("Terms"), "")
    cells = (
        (
            row.number,
            row.sent_on,
            row.depot_name,
            row.addressee,
            row.due_on,
            row.hours,
            f"{row.open_lines}/{row.lines}",
            row.terms_name,
            _("overdue") if row.is_overdue else "",
        )
        for row in rows
    )
    return Answer({"rows": rows}, [*table(heads, cells), _("{n} transfers on their way").format(n=len(rows))])


def _all_in_transit(program: Program, now: datetime, depot: DepotCode | None) -> list[TransitRow]:
    """Return everything on its way; a terminal or a script takes it all."""
    rows: list[TransitRow] = []
    while page := program.read(
        partial(in_transit, now=now, depot=depot, after=rows[-1] if rows else None, limit=PAGE_ROWS_MAX)
    ):
        rows.extend(page)
    return rows


def _shipment_answer(found: Shipment) -> Answer:
    """Show one transfer."""
    heads = (_("Line"), _("Item"), _("Name"), _("Label"), _("Batch / serial"), _("Sent"), _("On its way"), _("Unit"))
    cells = (
        (
            line.line,
            line.item_code,
            line.name,
            line.label_code,
            line.serial_no or line.batch_no,
            line.sent,
            line.left,
            line.unit,
        )
        for line in found.lines
    )
    head = found.head
    return Answer(found, [f"{head.number}  {head.depot_name} → {head.addressee}", *table(heads, cells)])


def _outstanding(call: Call) -> Answer:
    """List what is out and to come back."""
    wanted = OutFilter(DepotCode(call.text("depot")) or None, call.text("holder"), call.options.overdue)
    rows: list[OutRow] = []
    with call.program() as program:
        today = program.clock().astimezone().date()
        while page := program.read(
            partial(outstanding, today=today, wanted=wanted, after=rows[-1] if rows else None, limit=PAGE_ROWS_MAX)
        ):
            rows.extend(page)
    heads = (
        _("Number"),
        _("Kind"),
        _("Holder"),
        _("Receiver"),
        _("Taken on"),
        _("Due on"),
        _("Days overdue"),
        _("Name"),
        _("Label"),
        _("Still out"),
        _("Unit"),
        _("Depot"),
    )
    cells = (
        (
            row.number,
            row.bucket_name,
            row.holder,
            row.receiver,
            row.taken_on,
            row.due_on,
            row.overdue_days or "",
            row.name,
            row.label_code,
            row.left,
            row.unit,
            row.depot_name,
        )
        for row in rows
    )
    return Answer({"rows": rows}, [*table(heads, cells), _("{count} lines are still out").format(count=len(rows))])
