"""``supplies request``: what is asked for, what it could get, and the orders that reserve it."""

import argparse
from functools import partial

from supplies.catalogue.packs import in_base_unit, read_said
from supplies.catalogue.queries import item
from supplies.cli.call import Call, Parser, read_value
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_verb, pairs
from supplies.errors import NothingOffered, WrongUsage
from supplies.language import _
from supplies.program import Program
from supplies.relief.actions import PRIORITY_USUAL, CancelRequest, Order, ReleaseOrder, Request, RequestLine
from supplies.relief.explaining import sentences, way_words
from supplies.relief.proposing import LineProposal, Proposal, propose
from supplies.relief.queries import order, order_items, orders, request, request_items, requests
from supplies.relief.words import PRIORITIES
from supplies.values import ActionId, DepotCode, ItemCode, Quantity, new_id


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "request", _("requests for goods, and the orders that reserve them"))
    verb = add_verb(verbs, shared, "add", _add, _("record a request"))
    verb.add_argument("--by", required=True, help=_("who asks"))
    verb.add_argument("--contact", default="", help=_("whom to call"))
    verb.add_argument("--place", default="")
    verb.add_argument("--needed", required=True, metavar="DATE", help=_("by when"))
    verb.add_argument("--priority", type=int, choices=sorted(PRIORITIES), default=PRIORITY_USUAL)
    verb.add_argument("--incident", default="")
    verb.add_argument("--note", default="")
    verb.add_argument(
        "--line",
        action="append",
        required=True,
        metavar="CODE=QUANTITY",
        help=_("goods, such as YJ01001=20; a unit or a pack may follow the number"),
    )
    verb.add_argument("--date", metavar="DATE", help=_("business date; today if not given"))
    verb = add_verb(verbs, shared, "cancel", _cancel, _("give a request up"))
    _add_reason(verb)
    verb = add_verb(verbs, shared, "list", _list, _("list requests, the most urgent first"))
    verb.add_argument("--incident", default="")
    verb.add_argument("--open", action="store_true", help=_("only those that still lack something"))
    verb = add_verb(verbs, shared, "show", _show, _("show a request with its lines and orders"))
    verb.add_argument("number")
    verb = add_verb(verbs, shared, "allocate", _allocate, _("say what a request could get, or order it"))
    verb.add_argument("number")
    verb.add_argument("--depot", default="", metavar="CODE", help=_("only from this depot"))
    verb.add_argument("--line", action="append", default=[], metavar="N=QUANTITY", help=_("at most so much of a line"))
    verb.add_argument("--order", action="store_true", help=_("order what is proposed"))
    verb.add_argument("--receiver", default="", help=_("who takes the goods"))
    verb.add_argument("--vehicle", default="")
    verb.add_argument("--driver", default="")
    verb.add_argument("--expected", metavar="DATE", help=_("when the goods should arrive"))
    verb.add_argument("--note", default="")
    verb.add_argument("--date", metavar="DATE", help=_("business date; today if not given"))
    verb = add_verb(verbs, shared, "release", _release, _("let go of what an order still reserves"))
    _add_reason(verb)


def _add_reason(verb: argparse.ArgumentParser) -> None:
    """Declare what giving something up takes."""
    verb.add_argument("number")
    verb.add_argument("--reason", required=True)
    verb.add_argument("--date", metavar="DATE", help=_("business date; today if not given"))


def _quantity(program: Program, code: str, text: str) -> Quantity:
    """Return a quantity of an item, from packs where it is said in them."""
    said = read_value("--line", text, read_said)
    row = program.read(partial(item, code=code))
    return in_base_unit(said, row.unit, row.decimals, row.packs)


def _add(call: Call) -> Answer:
    """Record a request."""
    with call.program() as program:
        asked = [(code.upper(), text) for code, text in pairs("--line", call.options.line)]
        day = call.business_date(program)
        action = Request(
            action_id=ActionId(new_id()),
            business_date=day,
            requester=call.text("by"),
            contact=call.text("contact"),
            place=call.text("place"),
            needed_by=call.day("needed") or day,
            priority=call.options.priority,
            incident=call.text("incident").upper(),
            note=call.text("note"),
            lines=tuple(
                RequestLine(item=ItemCode(code), quantity=_quantity(program, code, text)) for code, text in asked
            ),
        )
        entry = call.post(program, [action])[0].entry
        row = next(each for each in program.read(requests) if (each.site_id, each.seq) == (entry.site_id, entry.seq))
    return Answer(row, [_("{number} is recorded: {items}").format(number=row.number, items=row.items)])


def _cancel(call: Call) -> Answer:
    """Give a request up."""
    with call.program() as program:
        number, day = call.text("number").upper(), call.business_date(program)
        reason = call.text("reason")
        action = CancelRequest(action_id=ActionId(new_id()), business_date=day, request=number, reason=reason)
        call.post(program, [action])
        row = program.read(partial(request, number=number))
    return Answer(row, [_("{number} is cancelled.").format(number=number)])


def _list(call: Call) -> Answer:
    """List requests."""
    with call.program() as program:
        incident = call.text("incident").upper()
        rows = program.read(partial(requests, incident=incident, only_open=call.options.open))
    heads = (_("Number"), _("Urgency"), _("Requested by"), _("Goods asked for"), _("Needed by"), _("State"))
    cells = ((row.number, row.priority_name, row.requester, row.items, row.needed_by, row.state_name) for row in rows)
    return Answer({"rows": rows}, [*table(heads, cells), _("{n} requests").format(n=len(rows))])


def _show(call: Call) -> Answer:
    """Show a request with its lines and orders."""
    with call.program() as program:
        row = program.read(partial(request, number=call.text("number")))
        lines = program.read(partial(request_items, row=row))
        made = program.read(partial(orders, request=row.number))
        goods = {each.number: program.read(partial(order_items, row=each)) for each in made}
    heads = (_("Line"), _("Item"), _("Name"), _("Asked"), _("Ordered"), _("Handed over"), _("Unit"))
    progress = ((line.progress, line.item) for line in lines)
    told = [f"{row.number} {row.requester} {row.priority_name} {row.needed_by} {row.state_name}"]
    told += table(
        heads,
        (
            (each.line, each.item_code, named.name, each.asked, each.ordered, each.handed, named.unit)
            for each, named in progress
        ),
    )
    heads = (_("Order"), _("Depot"), _("Label"), _("Name"), _("Ordered"), _("Handed over"), _("Still reserved"))
    told += table(
        heads,
        (
            (number, each.depot_name, each.label_code, each.name, each.ordered, each.handed, each.left)
            for number, items in goods.items()
            for each in items
        ),
    )
    return Answer({"request": row, "lines": lines, "orders": made, "goods": goods}, told)


def _allocate(call: Call) -> Answer:
    """Say what a request could get; order it where that is asked."""
    with call.program() as program:
        found = _proposal(call, program)
        if not call.options.order:
            return Answer(_data(found), [line for each in found.lines for line in _told(each)])
        if not found.order_lines():
            raise NothingOffered
        action = Order(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            request=found.request.number,
            receiver=call.text("receiver") or found.request.requester,
            vehicle=call.text("vehicle"),
            driver=call.text("driver"),
            expected_on=call.day("expected"),
            note=call.text("note"),
            lines=found.order_lines(),
        )
        entry = call.post(program, [action])[0].entry
        row = next(each for each in program.read(orders) if (each.site_id, each.seq) == (entry.site_id, entry.seq))
    said = _("{number} reserves the goods for {request}.").format(number=row.number, request=row.request)
    return Answer({**_data(found), "order": row}, [said, *(line for each in found.lines for line in _told(each))])


def _proposal(call: Call, program: Program) -> Proposal:
    """Return what the request could get."""
    number = call.text("number")
    row = program.read(partial(request, number=number))
    codes = {each.progress.line: each.progress.item_code for each in program.read(partial(request_items, row=row))}
    at_most: dict[int, Quantity] = {}
    for line, text in pairs("--line", call.options.line):
        if not (line.isascii() and line.isdigit() and int(line) in codes):
            problem = _("{number} has no line {line}").format(number=row.number, line=line)
            raise WrongUsage(problem=problem, usage="supplies request --help")
        at_most[int(line)] = _quantity(program, codes[int(line)], text)
    day, depot = call.business_date(program), DepotCode(call.text("depot").upper()) or None
    return program.read(partial(propose, number=number, day=day, depot=depot, at_most=at_most))


def _data(found: Proposal) -> dict[str, object]:
    """Return a proposal as data, each line with its reasons in words."""
    lines = [{"line": each, "sentences": sentences(each.why), "ways_out": way_words(each.why)} for each in found.lines]
    return {"request": found.request, "lines": lines}


def _told(line: LineProposal) -> list[str]:
    """Return a line of a proposal as people read it."""
    text = _("{line}. {name}: {offered} of {asked} {unit}")
    offered, asked = line.allotment.offered.grouped(), line.why.asked.grouped()
    told = [text.format(line=line.wish.line, name=line.item.name, offered=offered, asked=asked, unit=line.item.unit)]
    told += [
        f"    {share.offer.depot_name} {share.offer.label_code} {share.quantity.grouped()} {line.item.unit}"
        for share in line.allotment.shares
    ]
    told += [f"    {sentence}" for sentence in sentences(line.why)]
    ways = way_words(line.why)
    return [*told, "    " + _("Ways out: {ways}.").format(ways=_(", ").join(ways))] if ways else told


def _release(call: Call) -> Answer:
    """Let go of what an order still reserves."""
    with call.program() as program:
        number, day = call.text("number").upper(), call.business_date(program)
        reason = call.text("reason")
        action = ReleaseOrder(action_id=ActionId(new_id()), business_date=day, order=number, reason=reason)
        call.post(program, [action])
        row = program.read(partial(order, number=number))
    return Answer(row, [_("{number} is released.").format(number=number)])
