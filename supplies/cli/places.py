"""``supplies depot`` and ``supplies location``: where goods can be."""

from supplies import pinyin
from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_verb
from supplies.language import _
from supplies.stock.actions import AddDepot, AddPlace, RetirePlace
from supplies.stock.queries import depots, places
from supplies.values import ActionId, DepotCode, PlaceCode, new_id


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "depot", _("depots"))
    add_verb(verbs, shared, "list", _depots, _("list depots"))
    verb = add_verb(verbs, shared, "add", _add_depot, _("open a depot of this site"))
    verb.add_argument("--code", required=True)
    verb.add_argument("--name", required=True)
    verb.add_argument("--address", default="")
    verbs = add_group(groups, shared, "location", _("storage locations of a depot"))
    verb = add_verb(verbs, shared, "list", _places, _("list locations"))
    verb.add_argument("--depot", required=True, metavar="CODE")
    for name, command, text in (
        ("add", _add_place, _("open a location")),
        ("retire", _retire_place, _("close an empty location")),
    ):
        verb = add_verb(verbs, shared, name, command, text)
        verb.add_argument("--depot", required=True, metavar="CODE")
        verb.add_argument("--code", required=True)
        if name == "add":
            verb.add_argument("--name", required=True)


def _depots(call: Call) -> Answer:
    """List depots."""
    with call.program() as program:
        rows = program.read(depots)
    heads = (_("Code"), _("Name"), _("Site"), _("Address"))
    return Answer(rows, table(heads, ((row.code, row.name, row.site_id, row.address) for row in rows)))


def _add_depot(call: Call) -> Answer:
    """Open a depot."""
    with call.program() as program:
        action = AddDepot(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            code=DepotCode(call.text("code").upper()),
            name=call.text("name"),
            address=call.text("address"),
            pinyin=pinyin.initials(call.text("name")),
        )
        call.post(program, [action])
    return Answer({"depot": action.code}, [_("Depot {depot} is open.").format(depot=action.code)])


def _places(call: Call) -> Answer:
    """List a depot's locations."""
    with call.program() as program:
        rows = program.read(lambda connection: places(connection, DepotCode(call.text("depot"))))
    heads = (_("Code"), _("Name"), _("Label"), _("In use"))
    lines = table(heads, ((row.code, row.name, row.label_code, _("yes") if row.is_active else _("no")) for row in rows))
    return Answer(rows, lines)


def _add_place(call: Call) -> Answer:
    """Open a location."""
    with call.program() as program:
        action = AddPlace(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            depot=DepotCode(call.text("depot")),
            code=PlaceCode(call.text("code").upper()),
            name=call.text("name"),
        )
        call.post(program, [action])
    return Answer({"location": action.code}, [_("Location {place} is open.").format(place=action.code)])


def _retire_place(call: Call) -> Answer:
    """Close a location."""
    with call.program() as program:
        action = RetirePlace(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            depot=DepotCode(call.text("depot")),
            code=PlaceCode(call.text("code").upper()),
        )
        call.post(program, [action])
    return Answer({"location": action.code}, [_("Location {place} is closed.").format(place=action.code)])
