"""``supplies tender``: the lots of procurement, their rounds, and who offered what."""

from collections.abc import Sequence
from functools import partial

from supplies.cli.call import Call, Parser
from supplies.cli.lots import lot_data, lot_lines
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_verb, whole
from supplies.errors import UnknownRecord
from supplies.language import _
from supplies.procurement.bonds import bonds
from supplies.procurement.offers import EmergencyRow, OfferRow, emergency_purchases, offers
from supplies.procurement.queries import LotKey, rounds, tender_lots
from supplies.procurement.thresholds import splitting_words, splittings, thresholds
from supplies.procurement.words import bond_kind_name, bond_outcome_name, result_name


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "tender", _("procurement lots"))
    add_verb(verbs, shared, "list", _tenders, _("list lots with stage and amounts"))
    verb = add_verb(verbs, shared, "show", _show_tender, _("show one lot with its rounds and what was offered"))
    verb.add_argument("project", help=_("number of the project"))
    verb.add_argument("lot", type=whole, help=_("number of the lot"))
    add_verb(verbs, shared, "splitting", _splitting, _("list what was bought in parts above the threshold"))
    verb = add_verb(verbs, shared, "bonds", _bonds, _("list bonds, and until when they are to be returned"))
    verb.add_argument("--held", action="store_true", help=_("only those that are still held"))


def _tenders(call: Call) -> Answer:
    """List lots."""
    with call.program() as program:
        rows = program.read(tender_lots)
    return Answer([*map(lot_data, rows)], lot_lines(rows))


def _show_tender(call: Call) -> Answer:
    """Show one lot with its rounds, the offers in each, and the record of an emergency."""
    project, number = call.options.project, call.options.lot
    with call.program() as program:
        rows = [row for row in program.read(tender_lots) if row.project_number == project and row.number == number]
        if not rows:
            raise UnknownRecord(kind=_("Tender lot"), key=f"{project} {number}")
        key: LotKey = rows[0].site_id, rows[0].tender_lot_id
        held = program.read(partial(rounds, site_id=key[0], lot_id=key[1]))
        offered = program.read(partial(offers, lot=key))
        records = program.read(partial(emergency_purchases, lot=key))
    heads = (_("Round"), _("Announced"), _("Ended"), _("Result"), _("Reason"))
    lines = table(
        heads,
        ((row.number, row.announced_on, row.ended_on, result_name(row.result), row.reason) for row in held),
    )
    data = {"lot": lot_data(rows[0]), "rounds": held, "offers": offered, "emergency_purchases": records}
    told = [*lot_lines(rows), "", *lines, *_offer_lines(offered), *(line for row in records for line in _record(row))]
    return Answer(data, told)


def _bonds(call: Call) -> Answer:
    """List bonds."""
    with call.program() as program:
        rows = program.read(partial(bonds, only_held=call.options.held))
    heads = (
        _("Entry"),
        _("Tender lot"),
        _("Kind"),
        _("Supplier"),
        _("Amount"),
        _("Bond received on"),
        _("To be returned by"),
        _("Outcome"),
    )
    cells = (
        (
            row.seq,
            row.lot,
            bond_kind_name(row.kind),
            row.supplier,
            row.amount,
            row.received_on,
            row.return_by or "",
            bond_outcome_name(row.outcome),
        )
        for row in rows
    )
    return Answer(rows, table(heads, cells))


def _splitting(call: Call) -> Answer:
    """List the thresholds, and what together exceeds them; that is bad news, so the exit status says so."""
    with call.program() as program:
        known, found = program.read(thresholds), program.read(splittings)
    heads = (_("In force from"), _("Quota"), _("Open tender from"), _("Source"))
    lines = table(heads, ((row.valid_from, row.quota, row.open_tender, row.source) for row in known))
    lots = [line for row in found for line in (splitting_words(row), *(f"  {lot.key} {lot.name}" for lot in row.lots))]
    data = {"thresholds": known, "splittings": [{"total": row.total, "found": row} for row in found]}
    return Answer(data, [*lines, "", *lots], exit_status=1 if found else 0)


def _offer_lines(rows: Sequence[OfferRow]) -> list[str]:
    """Return who offered what; nothing where nobody did."""
    if not rows:
        return []
    heads = (_("Round"), _("Supplier"), _("Price"), _("Rank"), _("Outcome"), _("Remark"))
    cells = ((row.round, row.supplier, row.price, row.rank or "", row.outcome_name, row.note) for row in rows)
    return ["", *table(heads, cells)]


def _record(row: EmergencyRow) -> list[str]:
    """Return the record of an emergency purchase, point by point."""
    points = (
        (_("Grounds of the emergency"), row.grounds),
        (_("Incident"), row.incident),
        (_("Approved by"), f"{row.approved_by} {row.approved_on} {row.paper_number}"),
        (_("Why this one at this price"), row.reason),
        (_("Why the buyer approved it too"), row.exception),
    )
    return ["", *(_("{point}: {said}").format(point=point, said=said) for point, said in points if said)]
