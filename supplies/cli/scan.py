"""``supplies scan``: what a scanned string means here."""

from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer
from supplies.cli.parsing import Groups, add_verb
from supplies.errors import UnknownRecord
from supplies.language import N_, _
from supplies.scanning.label_code import LabelKind, parse
from supplies.stock.finding import find_lot
from supplies.stock.tracing import lot

_NAMES = {
    LabelKind.LOT: N_("Lot"),
    LabelKind.OBJECT: N_("Object with a serial number"),
    LabelKind.PLACE: N_("Location"),
    LabelKind.ITEM: N_("Item type"),
    LabelKind.DOCUMENT: N_("Document"),
    LabelKind.COMMAND: N_("Command"),
    LabelKind.PERSON: N_("Person"),
}


def add(groups: Groups, shared: Parser) -> None:
    """Declare the command."""
    verb = add_verb(groups, shared, "scan", _scan, _("say what a scanned string means here"))
    verb.add_argument("code")


def _scan(call: Call) -> Answer:
    """Look a label up; batch and serial numbers of suppliers are found too."""
    with call.program() as program:
        try:
            lot_id = program.read(lambda connection: find_lot(connection, call.options.code))
        except UnknownRecord:
            code = parse(call.options.code)
            unknown = {"kind": code.kind.value, "body": code.body, "known": False}
            return Answer(unknown, [f"{_(_NAMES[code.kind])}: {code.body}"])
        row = program.read(lambda connection: lot(connection, lot_id))
    data: dict[str, object] = {"kind": row.label_code[0], "body": row.label_code[1:-1], "known": True, "lot": row}
    detail = " ".join(filter(None, (row.name, row.specification, row.serial_no or row.batch_no)))
    return Answer(data, [f"{_(_NAMES[LabelKind(row.label_code[0])])}: {row.label_code} {detail}"])
