"""``supplies incident``: incidents and drills, and all that was recorded for each."""

from functools import partial

from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_verb
from supplies.language import _
from supplies.relief.actions import CloseIncident, OpenIncident
from supplies.relief.incidents import IncidentRow, IncidentView, incident, incident_view, incidents
from supplies.relief.words import Disaster, IncidentKind
from supplies.values import ActionId, new_id


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "incident", _("incidents and drills"))
    verb = add_verb(verbs, shared, "open", _open, _("open an incident or a drill"))
    verb.add_argument("title", help=_("what happened"))
    kinds = [kind.value for kind in IncidentKind]
    verb.add_argument("--kind", choices=kinds, default=IncidentKind.INCIDENT.value, help=_("in earnest, or a drill"))
    disasters = [disaster.value for disaster in Disaster]
    verb.add_argument("--disaster", choices=disasters, required=True, help=_("what kind of disaster"))
    verb.add_argument("--level", type=int, choices=(1, 2, 3, 4), help=_("of the response; left out: none declared"))
    verb.add_argument("--place", default="")
    verb.add_argument("--started", metavar="DATE", help=_("when it began; today if not given"))
    verb.add_argument("--note", default="")
    verb.add_argument("--date", metavar="DATE", help=_("business date; today if not given"))
    verb = add_verb(verbs, shared, "close", _close, _("close an incident without open orders"))
    verb.add_argument("number")
    verb.add_argument("--date", metavar="DATE", help=_("business date; today if not given"))
    verb = add_verb(verbs, shared, "list", _list, _("list incidents, those under way first"))
    verb.add_argument("--open", action="store_true", help=_("only those under way"))
    verb = add_verb(verbs, shared, "show", _show, _("show one with its goods, requests, orders, documents and people"))
    verb.add_argument("number")


def _open(call: Call) -> Answer:
    """Open an incident."""
    with call.program() as program:
        day = call.business_date(program)
        action = OpenIncident(
            action_id=ActionId(new_id()),
            business_date=day,
            kind=IncidentKind(call.options.kind),
            title=call.text("title"),
            disaster=Disaster(call.options.disaster),
            level=call.options.level,
            place=call.text("place"),
            started_on=call.day("started") or day,
            note=call.text("note"),
        )
        entry = call.post(program, [action])[0].entry
        row = next(each for each in program.read(incidents) if (each.site_id, each.seq) == (entry.site_id, entry.seq))
    return Answer(row, [_("{number} is open: {title}").format(number=row.number, title=row.title)])


def _close(call: Call) -> Answer:
    """Close an incident."""
    with call.program() as program:
        number = call.text("number").upper()
        day = call.business_date(program)
        call.post(program, [CloseIncident(action_id=ActionId(new_id()), business_date=day, incident=number)])
        row = program.read(partial(incident, number=number))
    return Answer(row, [_("{title} is closed.").format(title=f"{row.number} {row.title}")])


def _list(call: Call) -> Answer:
    """List incidents."""
    with call.program() as program:
        rows = program.read(partial(incidents, only_open=call.options.open))
    return Answer({"rows": rows}, [*table(_heads(), map(_cells, rows)), _("{n} incidents").format(n=len(rows))])


def _heads() -> tuple[str, ...]:
    """Return the headings of a list of incidents."""
    return (_("Number"), _("Incident"), _("Kind"), _("Disaster"), _("Response"), _("Place"), _("Began on"), _("State"))


def _cells(row: IncidentRow) -> tuple[object, ...]:
    """Return an incident as a line of a list."""
    facts = (row.number, row.title, row.kind_name, row.disaster_name, row.level_name, row.place)
    return (*facts, row.started_on, row.state_name)


def _show(call: Call) -> Answer:
    """Show one incident whole."""
    with call.program() as program:
        found = program.read(partial(incident_view, number=call.text("number")))
    return Answer(found, _told(found))


def _told(found: IncidentView) -> list[str]:
    """Return an incident as people read it."""
    goods = table(
        (_("Item"), _("Name"), _("Issued"), _("Returned"), _("Unit")),
        ((each.item_code, each.name, each.issued, each.returned, each.unit) for each in found.goods),
    )
    requests = table(
        (_("Request"), _("Urgency"), _("Requested by"), _("Goods asked for"), _("State")),
        ((each.number, each.priority_name, each.requester, each.items, each.state_name) for each in found.requests),
    )
    orders = table(
        (_("Order"), _("Request"), _("Receiver"), _("State")),
        ((each.number, each.request, each.receiver, each.state_name) for each in found.orders),
    )
    papers = table(
        (_("Document"), _("Kind"), _("Depot"), _("Date"), _("With")),
        (
            (each.number, each.kind_name, each.depot_name, each.business_date, each.counterparty)
            for each in found.papers
        ),
    )
    people = _("People: {names}").format(names=_(", ").join(f"{each.name} ({each.papers})" for each in found.people))
    return [*table(_heads(), [_cells(found.row)]), *goods, *requests, *orders, *papers, people]
