"""``supplies scan``: what a scanned string means here."""

from functools import partial

from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer
from supplies.cli.parsing import Groups, add_verb
from supplies.language import N_, _
from supplies.scanning.commands import Command
from supplies.scanning.entry import read_entry
from supplies.scanning.label_code import LabelKind, parse
from supplies.stock.scanned import (
    Found,
    FoundForm,
    FoundItem,
    FoundLot,
    FoundNothing,
    FoundPaper,
    FoundPlace,
    FoundUnit,
    what_is,
)
from supplies.stock.slip_said import describe
from supplies.values import DepotCode

_NAMES = {
    LabelKind.LOT: N_("Lot"),
    LabelKind.OBJECT: N_("Object with a serial number"),
    LabelKind.PLACE: N_("Location"),
    LabelKind.ITEM: N_("Item type"),
    LabelKind.DOCUMENT: N_("Document"),
    LabelKind.COMMAND: N_("Command"),
    LabelKind.PERSON: N_("Person"),
    LabelKind.UNIT: N_("Carton or pallet"),
}


def add(groups: Groups, shared: Parser) -> None:
    """Declare the command."""
    verb = add_verb(groups, shared, "scan", _scan, _("say what a scanned string means here"))
    verb.add_argument("code")
    verb.add_argument("--depot", metavar="CODE", default="", help=_("whose stock is told apart from that elsewhere"))


def _scan(call: Call) -> Answer:
    """Look a code up: our own labels, batch and serial numbers of suppliers, item codes, numbers of papers."""
    entry = read_entry(call.options.code)
    if isinstance(entry, Command):
        command: dict[str, object] = {
            "kind": LabelKind.COMMAND.value,
            "body": entry.value,
            "known": True,
            "command": entry.value,
        }
        return Answer(command, [f"{_(_NAMES[LabelKind.COMMAND])}: {entry.words}"])
    with call.program() as program:
        today = program.clock().astimezone().date()
        query = partial(what_is, depot=DepotCode(call.text("depot")), text=call.options.code, day=today)
        found = program.read(query)
    if isinstance(found, FoundNothing):
        return _unknown(found)
    kind, data = _known(found)
    said = describe(found)
    lines = [f"{_(_NAMES[kind])}: {said.title}", *said.detail.splitlines()]
    return Answer({"kind": kind.value, "known": True, **data}, lines)


def _known(found: Found) -> tuple[LabelKind, dict[str, object]]:
    """Return what kind of thing was found, and its facts."""
    match found:
        case FoundLot(lot=lot):
            kind = LabelKind(lot.label_code[0])
            return kind, {"body": lot.label_code[1:-1], "lot": lot, "on_hand": [*found.here, *found.elsewhere]}
        case FoundItem(item=item):
            return LabelKind.ITEM, {"body": item.code, "item": item}
        case FoundPlace():
            return LabelKind.PLACE, {"body": found.code, "place": found}
        case FoundUnit(place=place):
            return LabelKind.UNIT, {"body": place.code, "place": place, "goods": found.rows}
        case FoundPaper(document):
            return LabelKind.DOCUMENT, {"body": document.number, "document": document}
        case FoundForm(form):
            return LabelKind.DOCUMENT, {"body": form.number, "form": form}
        case FoundNothing():
            raise found.error


def _unknown(found: FoundNothing) -> Answer:
    """Return a label of ours that stands on nothing in this store.

    Raises:
        LabelNotOurs, LabelCheckWrong, LotAmbiguous: the code is no label, was misread, or means several lots.
    """
    code = parse(found.text)
    data = {"kind": code.kind.value, "body": code.body, "known": False}
    return Answer(data, [f"{_(_NAMES[code.kind])}: {code.body}", found.error.text()])
