"""``supplies fund``: allot, use, take-back, adjust, return and carry-over, what is done with money."""

import argparse
from functools import partial

from supplies.accounts.words import Level
from supplies.cli.approval import submission_answer
from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer
from supplies.cli.parsing import Groups, add_submit, add_verb, whole
from supplies.errors import BadField, UnknownRecord
from supplies.funds.adjustments import Adjust, Direction, ReturnMoney
from supplies.funds.allotment_queries import AllotmentRow, allotments
from supplies.funds.allotments import Allot, ReportUse, TakeBack
from supplies.funds.carrying import CarryOver, unspent_at
from supplies.funds.queries import AppropriationRow, appropriations
from supplies.funds.words import Purpose
from supplies.journal.action import Action
from supplies.language import _
from supplies.program import Program
from supplies.values import ActionId, AllotmentId, Money, OrganisationCode, new_id

PURPOSES = [purpose.value for purpose in Purpose]


def add_steps(verbs: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verb = add_verb(verbs, shared, "allot", _allot, _("put money at the disposal of a county or unit"))
    _add_paper(verb)
    verb.add_argument("--receiver", required=True, metavar="CODE", help=_("code of the county or unit"))
    verb.add_argument("--purpose", required=True, choices=PURPOSES, help=_("what the money is used for"))
    verb = add_verb(verbs, shared, "use", _use, _("record what a county or unit spent of its allotment"))
    _add_paper(verb)
    _add_which(verb)
    verb.add_argument("--note", default="")
    verb = add_verb(verbs, shared, "take-back", _take_back, _("take back what is left of an allotment"))
    _add_paper(verb, has_reason=True)
    _add_which(verb)
    verb = add_verb(verbs, shared, "adjust", _adjust, _("make an appropriation more or less by a later document"))
    _add_paper(verb, has_reason=True)
    directions = [direction.value for direction in Direction]
    verb.add_argument("--direction", required=True, choices=directions, help=_("whether it becomes more or less"))
    levels = [level.value for level in Level]
    verb.add_argument("--level", choices=levels, help=_("whose money it is, where the split is known"))
    verb = add_verb(verbs, shared, "return", _return, _("give available money back to whoever gave it"))
    _add_paper(verb, has_reason=True)
    verb = add_verb(verbs, shared, "carry-over", _carry_over, _("carry over what was unspent when a year ended"))
    verb.add_argument("number")
    verb.add_argument("--year", type=whole, required=True, metavar="YYYY", help=_("year that ended"))
    verb.add_argument("--amount", metavar="YUAN", help=_("in yuan; what the ledger says if not given"))
    verb.add_argument("--date", metavar="DATE")
    add_submit(verb)


def _add_paper(verb: argparse.ArgumentParser, *, has_reason: bool = False) -> None:
    """Declare what the document behind a step says."""
    verb.add_argument("number")
    verb.add_argument("--amount", required=True, metavar="YUAN", help=_("in yuan"))
    verb.add_argument("--document", required=True, metavar="NUMBER", help=_("number of the document behind it"))
    if has_reason:
        verb.add_argument("--reason", required=True)
    verb.add_argument("--date", metavar="DATE")
    add_submit(verb)


def _add_which(verb: argparse.ArgumentParser) -> None:
    """Declare what tells allotments of one document apart."""
    verb.add_argument("--receiver", default="", metavar="CODE", help=_("code of the county or unit"))
    verb.add_argument("--purpose", choices=PURPOSES, help=_("what the money is used for"))


def _fund(call: Call, program: Program) -> AppropriationRow:
    """Return the appropriation that is named.

    Raises:
        UnknownRecord: there is none of this number.
    """
    number = call.text("number")
    found = next((row for row in program.read(appropriations) if row.number == number), None)
    if found is None:
        raise UnknownRecord(kind=_("Appropriation"), key=number)
    return found


def _allotment(call: Call, program: Program) -> AllotmentRow:
    """Return the allotment that is named.

    Raises:
        UnknownRecord: there is none of this document.
        BadField: the document allots to several, and it is not said which.
    """
    number, receiver, purpose = call.text("number"), call.text("receiver"), call.text("purpose")
    found = [
        row
        for row in program.read(allotments)
        if row.number == number and receiver in {"", row.receiver} and purpose in {"", row.purpose}
    ]
    if not found:
        raise UnknownRecord(kind=_("Allotment"), key=number)
    if len(found) > 1:
        problem = _("the document {number} allots to several; name --receiver and --purpose").format(number=number)
        raise BadField(field="number", problem=problem)
    return found[0]


def _amount(call: Call) -> Money:
    """Return the amount in yuan."""
    amount = call.money("amount")
    assert amount is not None, "the parser asks for it"
    return amount


def _posted(call: Call, program: Program, action: Action, text: str) -> Answer:
    """Post an action and say what it did."""
    posted = call.post(program, [action])
    submitted = submission_answer(program, posted)
    if submitted is not None:
        return submitted
    return Answer({"number": call.text("number"), "seq": posted[0].entry.seq}, [text])


def _allot(call: Call) -> Answer:
    """Allot money."""
    with call.program() as program:
        fund, amount, day = _fund(call, program), _amount(call), call.business_date(program)
        action = Allot(
            action_id=ActionId(new_id()),
            business_date=day,
            allotment_id=AllotmentId(new_id()),
            appropriation_id=fund.appropriation_id,
            receiver=OrganisationCode(call.text("receiver")),
            purpose=Purpose(call.options.purpose),
            number=call.text("document"),
            dated=day,
            amount=amount,
        )
        words = _("{amount} yuan of {number} are allotted.")
        return _posted(call, program, action, words.format(amount=amount.grouped(), number=fund.number))


def _use(call: Call) -> Answer:
    """Record what is spent of an allotment."""
    with call.program() as program:
        row, amount, day = _allotment(call, program), _amount(call), call.business_date(program)
        action = ReportUse(
            action_id=ActionId(new_id()),
            business_date=day,
            allotment_id=row.allotment_id,
            number=call.text("document"),
            dated=day,
            amount=amount,
            note=call.text("note"),
        )
        words = _("{receiver} spent {amount} yuan.")
        return _posted(call, program, action, words.format(receiver=row.receiver_name, amount=amount.grouped()))


def _take_back(call: Call) -> Answer:
    """Take back what is left of an allotment."""
    with call.program() as program:
        row, amount, day = _allotment(call, program), _amount(call), call.business_date(program)
        action = TakeBack(
            action_id=ActionId(new_id()),
            business_date=day,
            allotment_id=row.allotment_id,
            number=call.text("document"),
            dated=day,
            amount=amount,
            reason=call.text("reason"),
        )
        words = _("{amount} yuan are taken back from {receiver}.")
        return _posted(call, program, action, words.format(receiver=row.receiver_name, amount=amount.grouped()))


def _adjust(call: Call) -> Answer:
    """Make an appropriation more or less."""
    level = call.text("level")
    with call.program() as program:
        fund, amount, day = _fund(call, program), _amount(call), call.business_date(program)
        action = Adjust(
            action_id=ActionId(new_id()),
            business_date=day,
            appropriation_id=fund.appropriation_id,
            number=call.text("document"),
            dated=day,
            direction=Direction(call.options.direction),
            amount=amount,
            level=Level(level) if level else None,
            reason=call.text("reason"),
        )
        return _posted(call, program, action, _("{number} is adjusted.").format(number=fund.number))


def _return(call: Call) -> Answer:
    """Give money back."""
    with call.program() as program:
        fund, amount, day = _fund(call, program), _amount(call), call.business_date(program)
        action = ReturnMoney(
            action_id=ActionId(new_id()),
            business_date=day,
            appropriation_id=fund.appropriation_id,
            number=call.text("document"),
            dated=day,
            amount=amount,
            reason=call.text("reason"),
        )
        words = _("{amount} yuan of {number} are given back.")
        return _posted(call, program, action, words.format(amount=amount.grouped(), number=fund.number))


def _carry_over(call: Call) -> Answer:
    """Carry over what was unspent; without an amount, what the ledger says."""
    with call.program() as program:
        fund, year = _fund(call, program), int(call.options.year)
        unspent = partial(unspent_at, site_id=fund.site_id, appropriation_id=fund.appropriation_id, year=year)
        amount = call.money("amount") or program.read(unspent)
        action = CarryOver(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            appropriation_id=fund.appropriation_id,
            year=year,
            amount=amount,
        )
        words = _("{amount} yuan of {number} are carried over from {year}.")
        text = words.format(amount=amount.grouped(), number=fund.number, year=year)
        return _posted(call, program, action, text)
