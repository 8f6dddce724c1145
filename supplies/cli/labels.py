"""``supplies labels``: QR labels as PDF."""

from functools import partial
from pathlib import Path

from supplies.catalogue.queries import ItemFilter
from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer
from supplies.cli.parsing import Groups, add_verb, millimetres, whole
from supplies.files import write_file
from supplies.language import _
from supplies.printing.fonts import find_faces
from supplies.printing.labels.sheet import LabelContent, labels_pdf
from supplies.printing.labels.stocks import label_stock, label_stocks
from supplies.stock.finding import find_lot
from supplies.stock.labelling import LabelRow, command_labels, item_labels, lot_labels, place_labels
from supplies.values import DepotCode, PlaceCode


def add(groups: Groups, shared: Parser) -> None:
    """Declare the command."""
    verb = add_verb(groups, shared, "labels", _labels, _("QR labels as PDF"))
    verb.add_argument(
        "--lots", "--serials", dest="lots", nargs="+", default=[], help=_("label, batch or serial numbers")
    )
    verb.add_argument("--locations", nargs="*", metavar="CODE", help=_("locations of --depot; all if none is named"))
    verb.add_argument("--items", nargs="*", metavar="CODE", help=_("item types; all if none is named"))
    verb.add_argument("--commands", action="store_true", help=_("what is scanned instead of touching keys"))
    verb.add_argument("--depot", metavar="CODE")
    verb.add_argument("--stock", default="a4-3x8", help=", ".join(sorted(label_stocks())))
    verb.add_argument("--start", type=whole, default=1, help=_("first label to use on the first page"))
    verb.add_argument("--right", type=millimetres, default=0.0, metavar="MM", help=_("shift to the right"))
    verb.add_argument("--down", type=millimetres, default=0.0, metavar="MM", help=_("shift down"))
    verb.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")


def label_pdf(
    call_rows: list[LabelRow], stock: str, start: int, offset: tuple[float, float], *, is_sample: bool
) -> bytes:
    """Return the PDF of some labels."""
    contents = [LabelContent(row.code, row.name, row.specification, row.lines, is_sample) for row in call_rows]
    return labels_pdf(contents, label_stock(stock), find_faces(), start=start, offset=offset)


def _labels(call: Call) -> Answer:
    """Print the labels asked for."""
    options = call.options
    with call.program() as program:
        lots = [program.read(partial(find_lot, text=text)) for text in options.lots]
        rows = program.read(lambda connection: lot_labels(connection, lots))
        if options.locations is not None:
            depot, codes = DepotCode(call.text("depot")), [PlaceCode(code.upper()) for code in options.locations]
            rows += program.read(lambda connection: place_labels(connection, depot, codes))
        if options.items is not None:
            wanted = {code.upper() for code in options.items}
            every = program.read(partial(item_labels, wanted=ItemFilter()))
            rows += [row for row in every if not wanted or wanted & set(row.lines)]
        if options.commands:
            rows += command_labels()
        is_sample = program.store.is_sample
    offset = (options.right, options.down)
    write_file(options.output, label_pdf(rows, options.stock, options.start, offset, is_sample=is_sample))
    data = {"file": str(options.output), "labels": [row.code for row in rows]}
    return Answer(data, [_("{count} labels: {path}").format(count=len(rows), path=options.output)])
