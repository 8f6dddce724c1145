"""``supplies stock``: upkeep and what is due, rotation, disposal, cartons and pallets."""

import argparse
from datetime import date
from functools import partial
from typing import Any

from supplies.cli.approval import submission_answer
from supplies.cli.call import Call, Parser, read_value
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_submit, add_verb, days
from supplies.cli.posting import add_document, head_of, item_of, lot_lines, posted_answer
from supplies.language import _
from supplies.program import Program
from supplies.stock.actions import LotLine, TechnicalAppraisal
from supplies.stock.clocks import WITHIN_DAYS, due
from supplies.stock.disposal import DisposalWay, Ground, RecordDisposal, write_off
from supplies.stock.finding import find_lot
from supplies.stock.rotation import HORIZON_DAYS, Rotate, RotationWay, by_fund, plan
from supplies.stock.units import CloseUnit, MakeUnit, MoveUnit, UnitKind, UnitRow, content, moves_of, unit, units
from supplies.stock.upkeep import (
    ComponentLine,
    RecordUpkeep,
    ReturnToService,
    UpkeepKind,
    UpkeepLine,
    UpkeepResult,
)
from supplies.stock.upkeep_queries import card_of
from supplies.values import (
    NO_MONEY,
    ActionId,
    BadValue,
    DepotCode,
    PlaceCode,
    Quantity,
    new_id,
    parse_date,
    total_money,
)


def add_verbs(verbs: Groups, shared: Parser) -> None:
    """Declare the verbs of the group ``stock`` that look after goods."""
    _add_upkeep(verbs, shared)
    _add_leaving(verbs, shared)
    _add_units(verbs, shared)


def add_ground(verb: argparse.ArgumentParser) -> None:
    """Let a write-off name its ground and its appraisal."""
    verb.add_argument("--ground", choices=[ground.value for ground in Ground], help=_("why the goods are scrapped"))
    verb.add_argument("--institute", default="", help=_("the institute that appraised"))
    verb.add_argument("--expert", action="append", default=[], metavar="NAME", help=_("one of the experts"))
    verb.add_argument("--opinion", default="", help=_("what the appraisal found"))
    verb.add_argument("--appraised", metavar="DATE", help=_("when it was appraised; the business date if not given"))


def ground_of(call: Call, day: date) -> dict[str, Any]:
    """Return the ground of a write-off and its appraisal, as far as they are given."""
    ground, institute, opinion = call.text("ground"), call.text("institute"), call.text("opinion")
    experts = tuple(call.options.expert)
    appraisal = TechnicalAppraisal(
        institute=institute, experts=experts, opinion=opinion, appraised_on=call.day("appraised") or day
    )
    is_given = institute or opinion or experts
    return {"ground": Ground(ground) if ground else None, "appraisal": appraisal if is_given else None}


def _add_upkeep(verbs: Groups, shared: Parser) -> None:
    """Declare upkeep, what is due, and the return to service."""
    verb = add_document(verbs, shared, "upkeep", _upkeep, _("record upkeep, a test or a calibration of a lot"))
    verb.add_argument("--lot", "--serial", dest="lot", required=True, help=_("label, batch or serial number"))
    verb.add_argument("--location", required=True, metavar="CODE")
    verb.add_argument("--quantity", default="1")
    verb.add_argument("--kind", choices=[kind.value for kind in UpkeepKind], required=True)
    verb.add_argument("--result", choices=[result.value for result in UpkeepResult], default=UpkeepResult.USABLE.value)
    verb.add_argument("--done", metavar="DATE", help=_("when it was done; the business date if not given"))
    verb.add_argument("--by", dest="counterparty", default="", help=_("the technician or the institute"))
    verb.add_argument("--hours", help=_("running hours that the meter shows"))
    verb.add_argument("--consumed", default="", help=_("fuel, water, electricity"))
    verb.add_argument("--faults", default="")
    verb.add_argument("--parts", default="", help=_("what was replaced"))
    verb.add_argument("--component", action="append", default=[], metavar="NAME=DATE", help=_("a part and its expiry"))
    verb.add_argument("--certificate", default="")
    verb.add_argument("--cost", metavar="YUAN")
    verb.add_argument("--next", metavar="DATE", help=_("when the same is due again"))
    verb = add_verb(verbs, shared, "due", _due, _("list what is due of upkeep, tests, parts and lives"))
    verb.add_argument("--depot", metavar="CODE")
    verb.add_argument("--within", type=days, default=WITHIN_DAYS, metavar="DAYS")
    verb.add_argument("--as-of", metavar="DATE")
    verb = add_verb(verbs, shared, "upkeep-card", _card, _("show all that was done to a lot or an object"))
    verb.add_argument("code", help=_("label, batch or serial number"))
    verb = add_document(
        verbs, shared, "return-to-service", _return_to_service, _("put goods back that were found usable")
    )
    verb.add_argument("--lot", "--serial", dest="lot", required=True, help=_("label, batch or serial number"))
    verb.add_argument("--location", required=True, metavar="CODE")
    verb.add_argument("--quantity", default="1")
    verb.add_argument("--reason", default="")


def _add_lot(verb: argparse.ArgumentParser) -> None:
    """Take a lot at a location."""
    verb.add_argument("--item", metavar="CODE")
    verb.add_argument("--lot", "--serial", dest="lot", default="", help=_("label, batch or serial number"))
    verb.add_argument("--quantity", required=True)
    verb.add_argument("--location", default="", metavar="CODE")
    verb.add_argument("--reason", default="")


def _add_leaving(verbs: Groups, shared: Parser) -> None:
    """Declare rotation and disposal."""
    verb = add_document(verbs, shared, "rotate", _rotate, _("take goods out before they expire"))
    _add_lot(verb)
    verb.add_argument("--way", choices=[way.value for way in RotationWay], required=True)
    verb.add_argument("--no-replacement", action="store_true", help=_("nothing is to come in for them"))
    verb.add_argument("--proceeds", metavar="YUAN", help=_("what a sale brought"))
    verb.add_argument("--to", dest="counterparty", default="", help=_("supplier, buyer or receiver"))
    verb.add_argument("--due", metavar="DATE", help=_("when the goods that replace them are expected"))
    verb = add_verb(verbs, shared, "rotation-plan", _rotation_plan, _("list what should go before it expires"))
    verb.add_argument("--depot", metavar="CODE")
    verb.add_argument("--within", type=days, default=HORIZON_DAYS, metavar="DAYS")
    verb = add_verb(verbs, shared, "dispose", _dispose, _("record what became of goods that were written off"))
    verb.add_argument("number", help=_("number of the write-off"))
    verb.add_argument("--way", choices=[way.value for way in DisposalWay], required=True)
    verb.add_argument("--done", metavar="DATE", help=_("when it was done; the business date if not given"))
    verb.add_argument("--to", dest="receiver", default="", help=_("the buyer, who destroyed it, or the owner"))
    verb.add_argument("--witness", action="append", default=[], metavar="NAME")
    verb.add_argument("--income", metavar="YUAN")
    verb.add_argument("--voucher", default="", help=_("number of the payment voucher of the income"))
    verb.add_argument("--note", default="")
    verb.add_argument("--date", metavar="DATE", help=_("business date; today if not given"))
    add_submit(verb)


def _add_units(verbs: Groups, shared: Parser) -> None:
    """Declare the group of cartons and pallets."""
    group = add_group(verbs, shared, "unit", _("cartons and pallets"))
    verb = add_verb(group, shared, "make", _make_unit, _("make a carton or pallet at a location"))
    verb.add_argument("--depot", required=True, metavar="CODE")
    verb.add_argument("--location", required=True, metavar="CODE")
    verb.add_argument("--kind", choices=[kind.value for kind in UnitKind], default=UnitKind.CARTON.value)
    verb.add_argument("--name", default="")
    for name, command, text in (
        ("move", _move_unit, _("move a carton or pallet with all that is in it")),
        ("close", _close_unit, _("take an empty carton or pallet out of use")),
        ("show", _show_unit, _("show what is in a carton or pallet, and where it was")),
    ):
        verb = add_verb(group, shared, name, command, text)
        verb.add_argument("code", help=_("number or label"))
        verb.add_argument("--depot", default="", metavar="CODE")
        if name == "move":
            verb.add_argument("--to", dest="to_place", required=True, metavar="CODE")


# --- upkeep ----------------------------------------------------------------------------------------------------------


def _upkeep(call: Call) -> Answer:
    """Record upkeep of one lot."""
    with call.program() as program:
        cost, hours = call.money("cost"), call.text("hours")
        line = UpkeepLine(
            lot_id=program.read(lambda connection: find_lot(connection, call.text("lot"))),
            place=PlaceCode(call.text("location")),
            quantity=call.quantity_of(program, item_of(program, call.text("lot"))),
            result=UpkeepResult(call.options.result),
            hours=read_value("--hours", hours, Quantity.parse) if hours else None,
            consumed=call.text("consumed"),
            faults=call.text("faults"),
            parts=call.text("parts"),
            components=tuple(read_value("--component", text, _component) for text in call.options.component),
            certificate=call.text("certificate"),
            cost=cost,
            next_on=call.day("next"),
        )
        head = head_of(call, program)
        done = call.day("done") or head["business_date"]
        action = RecordUpkeep(**head, kind=UpkeepKind(call.options.kind), done_on=done, lines=(line,))
        posted = call.post(program, [action])
        submitted = submission_answer(program, posted)
        if submitted is not None:
            return submitted
        (row,) = [row for row in program.read(partial(card_of, lot_id=line.lot_id)) if row.seq == posted[0].entry.seq]
    text = _("{number} is recorded: {name} {label}, {result}.")
    said = text.format(number=row.number, name=row.name, label=row.label_code, result=row.result_name)
    return Answer(row, [said])


def _component(text: str) -> ComponentLine:
    """Read a part and its expiry: ``电极片=2028-06-30``."""
    name, sign, day = text.partition("=")
    if not sign or not name.strip():
        raise BadValue(_("{text} is not a part and its date, such as pads=2028-06-30").format(text=text))
    return ComponentLine(name=name.strip(), expires_on=parse_date(day))


def _due(call: Call) -> Answer:
    """List what is due."""
    with call.program() as program:
        day = call.day("as_of") or program.clock().astimezone().date()
        depot = DepotCode(call.text("depot")) or None
        rows = program.read(partial(due, day=day, depot=depot, within=call.options.within))
    heads = (
        _("What is due"),
        _("Falls due on"),
        _("Time left"),
        _("Item"),
        _("Name"),
        _("Label"),
        _("Depot"),
        _("Location"),
    )
    lines = table(
        heads,
        (
            (
                row.clock_name,
                row.due_on,
                row.left_text,
                row.item_code,
                row.name,
                row.label_code,
                row.depot_name,
                row.places,
            )
            for row in rows
        ),
    )
    return Answer(rows, [*lines, _("{count} are due.").format(count=len(rows))])


def _card(call: Call) -> Answer:
    """Show the records of one lot."""
    with call.program() as program:
        lot_id = program.read(lambda connection: find_lot(connection, call.options.code))
        rows = program.read(partial(card_of, lot_id=lot_id))
    heads = (_("Date"), _("Number"), _("Kind"), _("Result"), _("Running hours"), _("Faults"), _("Next on"))
    cells = (
        (row.done_on, row.number, row.kind_name, row.result_name, row.hours, row.faults, row.next_on) for row in rows
    )
    return Answer(rows, table(heads, cells))


def _return_to_service(call: Call) -> Answer:
    """Put goods back into service; the location is where they were, and are again."""
    with call.program() as program:
        line = LotLine(
            lot_id=program.read(lambda connection: find_lot(connection, call.text("lot"))),
            place=PlaceCode(call.text("location").upper()),
            quantity=call.quantity_of(program, item_of(program, call.text("lot"))),
            reason=call.text("reason"),
        )
        return posted_answer(call, program, ReturnToService(**head_of(call, program), lines=(line,)))


# --- rotation and disposal -------------------------------------------------------------------------------------------


def _rotate(call: Call) -> Answer:
    """Post a rotation."""
    with call.program() as program:
        action = Rotate(
            **head_of(call, program),
            due_on=call.day("due"),
            way=RotationWay(call.options.way),
            is_replaced=not call.options.no_replacement,
            proceeds=call.money("proceeds") or NO_MONEY,
            lines=lot_lines(call, program),
        )
        return posted_answer(call, program, action)


def _rotation_plan(call: Call) -> Answer:
    """List what should go before it expires."""
    with call.program() as program:
        today = program.clock().astimezone().date()
        depot = DepotCode(call.text("depot")) or None
        rows = program.read(partial(plan, day=today, depot=depot, horizon=call.options.within))
    heads = (_("Expires"), _("Days left"), _("Item"), _("Name"), _("Label"), _("Quantity"), _("Amount"), _("Fund"))
    lines = table(
        heads,
        (
            (
                row.expires_on,
                row.left,
                row.item_code,
                row.name,
                row.label_code,
                row.quantity,
                row.amount,
                row.fund or _("unknown"),
            )
            for row in rows
        ),
    )
    total = total_money(row.amount for row in rows)
    summary = _("{count} rows, amount {amount} yuan").format(count=len(rows), amount=total.grouped())
    return Answer({"rows": rows, "funds": by_fund(rows)}, [*lines, summary])


def _dispose(call: Call) -> Answer:
    """Record what became of goods that were written off."""
    with call.program() as program:
        row = program.read(partial(write_off, number=call.options.number))
        day = call.business_date(program)
        action = RecordDisposal(
            action_id=ActionId(new_id()),
            business_date=day,
            depot=row.depot_code,
            write_off=row.seq,
            way=DisposalWay(call.options.way),
            handled_on=call.day("done") or day,
            receiver=call.text("receiver"),
            witnesses=tuple(call.options.witness),
            income=call.money("income") or NO_MONEY,
            income_paper=call.text("voucher"),
            note=call.text("note"),
        )
        posted = call.post(program, [action])
        submitted = submission_answer(program, posted)
        if submitted is not None:
            return submitted
        row = program.read(partial(write_off, number=row.number))
    text = _("{number} is recorded for {write_off}: {way}.")
    return Answer(row, [text.format(number=row.handling, write_off=row.number, way=row.way_name)])


# --- cartons and pallets ---------------------------------------------------------------------------------------------


def _make_unit(call: Call) -> Answer:
    """Make a carton or pallet."""
    with call.program() as program:
        depot = DepotCode(call.text("depot"))
        action = MakeUnit(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            depot=depot,
            location=PlaceCode(call.text("location").upper()),
            kind=UnitKind(call.options.kind),
            name=call.text("name"),
        )
        seq = call.post(program, [action])[0].entry.seq
        (row,) = [row for row in program.read(partial(units, depot=depot)) if row.seq == seq]
    text = _("{name} stands in {place}; its label is {label}.")
    return Answer(row, [text.format(name=row.name, place=row.location, label=row.label_code)])


def _found_unit(call: Call, program: Program) -> UnitRow:
    """Return the carton or pallet that is named by its number in a depot, or by its label."""
    depot = DepotCode(call.text("depot"))
    return program.read(partial(unit, depot=depot, text=call.options.code))


def _move_unit(call: Call) -> Answer:
    """Move a carton or pallet with all that is in it."""
    with call.program() as program:
        row = _found_unit(call, program)
        action = MoveUnit(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            depot=row.depot_code,
            unit=row.code,
            to_place=PlaceCode(call.text("to_place").upper()),
        )
        call.post(program, [action])
        row = program.read(partial(unit, depot=row.depot_code, text=row.code))
    return Answer(row, [_("{name} stands in {place} now.").format(name=row.name, place=row.location)])


def _close_unit(call: Call) -> Answer:
    """Take an empty carton or pallet out of use."""
    with call.program() as program:
        row = _found_unit(call, program)
        day = call.business_date(program)
        action = CloseUnit(action_id=ActionId(new_id()), business_date=day, depot=row.depot_code, unit=row.code)
        call.post(program, [action])
    return Answer({"unit": row.code}, [_("{name} is closed.").format(name=row.name)])


def _show_unit(call: Call) -> Answer:
    """Show what is in a carton or pallet, and where it was."""
    with call.program() as program:
        row = _found_unit(call, program)
        rows = program.read(partial(content, depot=row.depot_code, code=row.code))
        ways = program.read(partial(moves_of, depot=row.depot_code, code=row.code))
    title = _("{name} stands in {place}; its label is {label}.")
    heads = (_("Item"), _("Name"), _("Label"), _("Batch / serial"), _("Quantity"), _("Unit"))
    inside = (
        (each.item_code, each.name, each.label_code, each.serial_no or each.batch_no, each.quantity, each.unit)
        for each in rows
    )
    moved = [f"{way.moved_on}  {way.from_place} → {way.to_place}  {way.actor_name}" for way in ways]
    shown = [title.format(name=row.name, place=row.location, label=row.label_code), *table(heads, inside), *moved]
    return Answer({"unit": row, "content": rows, "moves": ways}, shown)
