"""``supplies household``: goods handed on to households by an encrypted roster, its signed list, and its end."""

from functools import partial
from pathlib import Path

from supplies.catalogue.queries import items
from supplies.cli.call import Call, Parser, read_value
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_verb, pairs, whole
from supplies.files import write_file
from supplies.language import _
from supplies.printing.fonts import find_faces
from supplies.printing.reports.pdf import report_pdf
from supplies.program import Program
from supplies.relief.actions import ConfirmDistribution, Distribute, GoodsLine, PurgeRoster
from supplies.relief.attachments import store_id
from supplies.relief.distributions import DistributionRow, distribution, distributions
from supplies.relief.roster import Roster, encode_roster
from supplies.relief.vault import name_of, seal
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.roster import roster_report
from supplies.sheets.roster import read_roster
from supplies.values import ActionId, ItemCode, Quantity, new_id


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "household", _("goods handed on to affected households"))
    verb = add_verb(verbs, shared, "distribute", _distribute, _("read a roster and record what its households receive"))
    verb.add_argument("file", type=Path, help=_("Excel or CSV: head, identity number, people, a column for each item"))
    verb.add_argument("--incident", required=True)
    verb.add_argument("--village", required=True)
    verb.add_argument("--issue", action="append", required=True, metavar="NUMBER", help=_("issue that is handed on"))
    verb.add_argument("--note", default="")
    verb.add_argument("--dry-run", action="store_true", help=_("count the roster, and record nothing"))
    verb.add_argument("--date", metavar="DATE", help=_("business date; today if not given"))
    verb = add_verb(verbs, shared, "list", _list, _("list distributions; names stand in none"))
    verb.add_argument("--incident", default="")
    verb = add_verb(verbs, shared, "print", _print, _("write the roster to be signed, identity numbers masked"))
    verb.add_argument("number")
    verb.add_argument("-o", "--out", type=Path, required=True, metavar="FILE.pdf")
    verb = add_verb(verbs, shared, "confirm", _confirm, _("record the signed list"))
    verb.add_argument("number")
    verb.add_argument("--signed", type=whole, required=True, metavar="N", help=_("how many households signed"))
    verb.add_argument("--paper", default="", help=_("where the signed list is kept"))
    verb.add_argument("--short", action="append", default=[], metavar="CODE=QUANTITY", help=_("what was short"))
    verb.add_argument("--date", metavar="DATE", help=_("business date; today if not given"))
    verb = add_verb(verbs, shared, "purge", _purge, _("destroy a roster once the work has ended; the counts stay"))
    verb.add_argument("number")
    verb.add_argument("--reason", required=True)
    verb.add_argument("--date", metavar="DATE", help=_("business date; today if not given"))


def _distribute(call: Call) -> Answer:
    """Record what the households of a roster receive."""
    with call.program() as program:
        roster = read_roster(call.options.file, program.read(items))
        if call.options.dry_run:
            return Answer(_counts(roster), _counted(roster))
        sealed = seal(program.read(store_id), encode_roster(roster))
        action = Distribute(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            incident=call.text("incident").upper(),
            village=call.text("village"),
            roster_hash=name_of(sealed),
            roster_size=len(sealed),
            households=len(roster.households),
            persons=roster.persons,
            issues=tuple(number.strip().upper() for number in call.options.issue),
            lines=tuple(GoodsLine(item=item, quantity=quantity) for item, quantity in roster.totals.items()),
            note=call.text("note"),
        )
        entry = program.post_with([action], call.actor(program), sealed)[0].entry
        rows = program.read(distributions)
        row = next(each for each in rows if (each.site_id, each.seq) == (entry.site_id, entry.seq))
    return Answer(row, [_said(row), *_counted(roster)])


def _counts(roster: Roster) -> dict[str, object]:
    """Return what a roster adds up to."""
    return {"households": len(roster.households), "persons": roster.persons, "totals": roster.totals}


def _counted(roster: Roster) -> list[str]:
    """Return what a roster adds up to, as people read it."""
    text = _("{households} households, {persons} people")
    counted = text.format(households=len(roster.households), persons=roster.persons)
    return [counted, *(f"{item} {quantity.grouped()}" for item, quantity in roster.totals.items())]


def _said(row: DistributionRow) -> str:
    """Return a distribution in one line."""
    return f"{row.number} {row.village} {row.state_name}: {row.items}"


def _list(call: Call) -> Answer:
    """List distributions."""
    with call.program() as program:
        rows = program.read(partial(distributions, incident=call.text("incident").upper()))
    heads = (_("Number"), _("Incident"), _("Village"), _("Households"), _("Number of people"), _("Goods"), _("State"))
    cells = (
        (row.number, row.incident, row.village, row.households, row.persons, row.items, row.state_name) for row in rows
    )
    return Answer({"rows": rows}, [*table(heads, cells), _("{n} distributions").format(n=len(rows))])


def _print(call: Call) -> Answer:
    """Write the roster to be signed."""
    with call.program() as program:
        occasion = Occasion(call.actor_if_known(program), program.clock())
        wanted = ReportFilter(number=call.text("number").upper())
        report = program.read(partial(roster_report, wanted=wanted, occasion=occasion))
    write_file(call.options.out, report_pdf(report, find_faces()))
    return Answer({"file": str(call.options.out)}, [_("Written: {path}").format(path=call.options.out)])


def _confirm(call: Call) -> Answer:
    """Record the signed list."""
    short = tuple(
        GoodsLine(item=ItemCode(code.upper()), quantity=read_value("--short", text, Quantity.parse))
        for code, text in pairs("--short", call.options.short)
    )
    with call.program() as program:
        number = call.text("number").upper()
        action = ConfirmDistribution(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            distribution=number,
            signed_households=call.options.signed,
            paper=call.text("paper"),
            short=short,
        )
        return _changed(call, program, action, number)


def _purge(call: Call) -> Answer:
    """Destroy a roster."""
    with call.program() as program:
        number, day = call.text("number").upper(), call.business_date(program)
        reason = call.text("reason")
        action = PurgeRoster(action_id=ActionId(new_id()), business_date=day, distribution=number, reason=reason)
        return _changed(call, program, action, number)


def _changed(call: Call, program: Program, action: ConfirmDistribution | PurgeRoster, number: str) -> Answer:
    """Post what changes a distribution and say how it stands."""
    call.post(program, [action])
    row = program.read(partial(distribution, number=number))
    return Answer(row, [_said(row)])
