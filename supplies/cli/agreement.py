"""``supplies agreement``: promises of enterprises, and calls upon them."""

import argparse
from functools import partial

from supplies.agreements.actions import LEGAL_BASE, AgreementKind, CallOff, Conclude, End, PromiseLine, Verify
from supplies.agreements.queries import agreement, agreements, calls, promised_lines
from supplies.cli.call import Call, Parser, read_value
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_submit, add_verb, whole
from supplies.errors import BadField
from supplies.journal.action import Action
from supplies.language import _
from supplies.program import Program
from supplies.values import ActionId, ItemCode, OrganisationCode, Quantity, new_id


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "agreement", _("agreement and capacity reserves: promised, never stock"))
    verb = add_verb(verbs, shared, "conclude", _conclude, _("record what an enterprise promises"))
    verb.add_argument("number")
    kinds = [kind.value for kind in AgreementKind]
    verb.add_argument("--kind", choices=kinds, default=kinds[0], help=_("it has the goods, or can make them"))
    verb.add_argument("--enterprise", required=True, metavar="CODE", help=_("code of the enterprise"))
    verb.add_argument("--hours", type=whole, required=True, help=_("hours within which it supplies"))
    verb.add_argument("--price", default="", help=_("how the price is worked out"))
    verb.add_argument("--basis", default=LEGAL_BASE, help=_("legal basis"))
    verb.add_argument("--starts", required=True, metavar="DATE", help=_("first day"))
    verb.add_argument("--ends", required=True, metavar="DATE", help=_("last day"))
    verb.add_argument("--note", default="")
    _add_goods(verb)
    verb = add_verb(verbs, shared, "verify", _verify, _("record what it was found able to supply"))
    verb.add_argument("number")
    _add_goods(verb)
    verb = add_verb(verbs, shared, "call-off", _call_off, _("call for some of what was promised"))
    verb.add_argument("number")
    verb.add_argument("--needed-by", required=True, metavar="DATE", help=_("when the goods are needed"))
    verb.add_argument("--to", default="", help=_("where the goods are to be delivered"))
    verb.add_argument("--incident", default="")
    _add_goods(verb)
    verb = add_verb(verbs, shared, "end", _end, _("end an agreement before its time"))
    verb.add_argument("number")
    verb.add_argument("--reason", required=True)
    verb.add_argument("--date", metavar="DATE")
    add_submit(verb)
    add_verb(verbs, shared, "list", _list, _("list agreements, those that end first come first"))
    verb = add_verb(verbs, shared, "show", _show, _("show one agreement with its lines and calls"))
    verb.add_argument("number")


def _add_goods(verb: argparse.ArgumentParser) -> None:
    """Declare lines of goods and the day."""
    verb.add_argument("--item", action="append", required=True, metavar="CODE=QUANTITY", help=_("goods; repeatable"))
    verb.add_argument("--date", metavar="DATE")
    add_submit(verb)


def _lines(call: Call) -> tuple[PromiseLine, ...]:
    """Return the lines that ``--item`` names.

    Raises:
        BadField: one of them is not CODE=QUANTITY.
    """
    lines = []
    for text in call.options.item:
        code, equals, quantity = text.partition("=")
        if not equals:
            raise BadField(field="--item", problem=_("{text} is not CODE=QUANTITY").format(text=text))
        much = read_value("--item", quantity, Quantity.parse)
        lines.append(PromiseLine(item=ItemCode(code.strip().upper()), quantity=much))
    return tuple(lines)


def _posted(call: Call, program: Program, action: Action, text: str) -> Answer:
    """Post an action and say what it did to which agreement."""
    entry = call.post(program, [action])[0].entry
    number = call.text("number")
    return Answer({"number": number, "seq": entry.seq}, [text.format(number=number)])


def _conclude(call: Call) -> Answer:
    """Record an agreement."""
    with call.program() as program:
        day = call.business_date(program)
        action = Conclude(
            action_id=ActionId(new_id()),
            business_date=day,
            number=call.text("number"),
            kind=AgreementKind(call.options.kind),
            enterprise=OrganisationCode(call.text("enterprise")),
            hours=call.options.hours,
            price_formula=call.text("price"),
            legal_base=call.text("basis"),
            starts_on=call.day("starts") or day,
            ends_on=call.day("ends") or day,
            note=call.text("note"),
            lines=_lines(call),
        )
        return _posted(call, program, action, _("The agreement {number} is recorded."))


def _verify(call: Call) -> Answer:
    """Record what was found available."""
    with call.program() as program:
        action = Verify(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            agreement=call.text("number"),
            lines=_lines(call),
        )
        return _posted(call, program, action, _("The agreement {number} is verified."))


def _call_off(call: Call) -> Answer:
    """Call upon an agreement."""
    with call.program() as program:
        day = call.business_date(program)
        action = CallOff(
            action_id=ActionId(new_id()),
            business_date=day,
            agreement=call.text("number"),
            needed_by=call.day("needed_by") or day,
            deliver_to=call.text("to"),
            incident=call.text("incident"),
            lines=_lines(call),
        )
        return _posted(call, program, action, _("The agreement {number} is called upon."))


def _end(call: Call) -> Answer:
    """End an agreement."""
    with call.program() as program:
        action = End(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            agreement=call.text("number"),
            reason=call.text("reason"),
        )
        return _posted(call, program, action, _("The agreement {number} is ended."))


def _list(call: Call) -> Answer:
    """List the agreements."""
    with call.program() as program:
        rows = program.read(agreements)
        today = program.clock().astimezone().date()
    heads = (
        _("Number"),
        _("Kind"),
        _("Enterprise"),
        _("Response (h)"),
        _("From day"),
        _("To day"),
        _("Verified"),
        _("State"),
    )
    cells = (
        (
            row.number,
            row.kind_name,
            row.enterprise_name,
            row.hours,
            row.starts_on,
            row.ends_on,
            row.verified_on or _("never"),
            row.state(today),
        )
        for row in rows
    )
    return Answer({"rows": rows}, table(heads, cells))


def _show(call: Call) -> Answer:
    """Show one agreement."""
    with call.program() as program:
        row = program.read(partial(agreement, number=call.text("number")))
        lines = program.read(partial(promised_lines, site_id=row.site_id, seq=row.seq))
        made = program.read(partial(calls, number=row.number))
    heads = (_("Item"), _("Name"), _("Promised"), _("Verified"), _("Called"), _("Left"), _("Unit"))
    cells = (
        (
            line.item_code,
            line.name,
            line.quantity,
            _("never") if line.available is None else line.available,
            line.called,
            line.left,
            line.unit,
        )
        for line in lines
    )
    shown = [f"{row.number}  {row.kind_name}  {row.enterprise_name}", *table(heads, cells)]
    shown += [f"{call_row.number}  {call_row.called_on}  {call_row.goods}" for call_row in made]
    return Answer({"agreement": row, "lines": lines, "calls": made}, shown)
