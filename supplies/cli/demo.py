"""``supplies demo``: a sample store, the main job done on it, and what came out of it."""

from functools import partial
from pathlib import Path

from supplies.cli.call import Call, Parser
from supplies.cli.funds import statement_lines
from supplies.cli.labels import label_pdf
from supplies.cli.output import Answer
from supplies.cli.parsing import Groups, add_verb
from supplies.files import write_file
from supplies.language import _
from supplies.procurement.reconciliation import statement
from supplies.program import Program
from supplies.sample import make_sample
from supplies.stock.actions import Issue, LotLine, Origin, ReceiptLine, Receive
from supplies.stock.documents import document
from supplies.stock.labelling import lot_labels, place_labels
from supplies.stock.queries import propose
from supplies.values import ActionId, DepotCode, ItemCode, Login, LotId, Money, PlaceCode, Quantity, new_id

CITY = DepotCode("210300A")
TENT = ItemCode("YJ01002")
KEEPER = Login("keeper")


def add(groups: Groups, shared: Parser) -> None:
    """Declare the command."""
    verb = add_verb(groups, shared, "demo", _demo, _("make a sample store and do the main job on it"))
    verb.add_argument("--out", type=Path, default=Path("demo"), metavar="DIR")


def _demo(call: Call) -> Answer:
    """Make the store anew, receive, issue, print, reconcile and verify."""
    folder: Path = call.options.out
    store = folder / "store.db"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{store}{suffix}").unlink(missing_ok=True)
    program = make_sample(str(store))
    try:
        lots, numbers = _main_job(program)
        labels = folder / "labels-lots.pdf", folder / "labels-locations.pdf"
        rows = (
            program.read(lambda connection: lot_labels(connection, lots)),
            program.read(lambda connection: place_labels(connection, CITY)),
        )
        for path, some in zip(labels, rows, strict=True):
            write_file(path, label_pdf(some, "a4-3x8", 1, (0.0, 0.0), is_sample=True))
        found = program.read(statement)
        checked = program.verify()
        head = program.head
    finally:
        program.close()
    lines = [
        _("Sample store: {store}").format(store=store),
        _("Received and issued: {numbers}").format(numbers=", ".join(numbers)),
        _("Labels: {paths}").format(paths=", ".join(map(str, labels))),
        *statement_lines(found),
        _("Verified: {count} entries, head {hash}").format(count=checked.entries, hash=head.short_hash()),
    ]
    data = {
        "store": str(store),
        "documents": numbers,
        "labels": [str(path) for path in labels],
        "reconciled": found.is_reconciled,
        "sound": checked.is_sound,
        "entries": checked.entries,
    }
    return Answer(data, lines, exit_status=0 if found.is_reconciled and checked.is_sound else 3)


def _main_job(program: Program) -> tuple[list[LotId], list[str]]:
    """Take a batch of tents in and hand some out, first to expire first; return the new lots and the numbers."""
    today = program.clock().astimezone().date()
    lots = [LotId(new_id()) for _number in range(2)]
    lines = tuple(
        ReceiptLine(
            lot_id=lot,
            item=TENT,
            quantity=Quantity.parse(40),
            place=PlaceCode("A01"),
            amount=Money.parse("72000.00"),
            batch_no=f"PC{today:%Y%m%d}-{number}",
            produced_on=today,
            expires_on=today.replace(year=today.year + 8, day=min(today.day, 28)),
        )
        for number, lot in enumerate(lots, 1)
    )
    receipt = Receive(
        action_id=ActionId(new_id()),
        business_date=today,
        depot=CITY,
        origin=Origin.PURCHASE,
        counterparty="示例供应商甲",
        note="示例数据",
        lines=lines,
    )
    picks, _missing = program.read(lambda connection: propose(connection, CITY, TENT, Quantity.parse(5), today))
    issue = Issue(
        action_id=ActionId(new_id()),
        business_date=today,
        depot=CITY,
        counterparty="社区避难场所(示例)",
        note="示例数据",
        lines=tuple(
            LotLine(lot_id=pick.row.lot_id, place=pick.row.place_code, quantity=pick.quantity) for pick in picks
        ),
    )
    entries = [each.entry for each in program.post([receipt, issue], KEEPER)]
    numbers = [program.read(partial(document, site_id=entry.site_id, seq=entry.seq)).number for entry in entries]
    return lots, numbers
