"""``supplies demo``: a sample store, the main job done on it, and what came out of it."""

import os
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from supplies.cli.call import Call, Parser
from supplies.cli.funds import statement_lines
from supplies.cli.labels import label_pdf
from supplies.cli.output import Answer, write
from supplies.cli.parsing import Groups, add_verb
from supplies.database import Database, remove_file
from supplies.errors import FileThere, PagesNotDrawn, SuppliesError
from supplies.files import write_file
from supplies.journal import queries
from supplies.language import _
from supplies.printing.fonts import find_faces
from supplies.printing.reports.pdf import report_pdf
from supplies.procurement.reconciliation import statement
from supplies.program import Program
from supplies.reports.catalogue import build_report
from supplies.reports.request import Occasion, ReportFilter
from supplies.sample import make_sample
from supplies.sheets.writing import report_xlsx
from supplies.stock.actions import Issue, LotLine, Origin, ReceiptLine, Receive
from supplies.stock.documents import DocumentRow, document
from supplies.stock.labelling import command_labels, place_labels, receipt_labels
from supplies.stock.queries import propose
from supplies.values import ActionId, DepotCode, ItemCode, Login, LotId, Money, PlaceCode, Quantity, new_id, utc_now

CITY = DepotCode("210300A")
TENT = ItemCode("YJ01002")
KEEPER = Login("keeper")
REPORTS = ("stock", "ledger", "expiry", "funds")
PICTURE_SECONDS_MAX = 120


def add(groups: Groups, shared: Parser) -> None:
    """Declare the command."""
    verb = add_verb(groups, shared, "demo", _demo, _("make a sample store and do the main job on it"))
    verb.add_argument("--out", type=Path, default=Path("demo"), metavar="DIR")
    verb.add_argument("--no-pictures", action="store_true", help=_("draw no pictures of the pages"))


@dataclass(frozen=True, slots=True)
class _Job:
    """What the main job made."""

    papers: tuple[DocumentRow, ...]
    files: tuple[Path, ...]


def _clear(store: Path) -> None:
    """Remove the sample of an earlier run; whatever else has its name is left alone.

    Raises:
        FileThere: it is no sample.
    """
    if store.exists() and not _is_sample(store):
        raise FileThere(path=str(store))
    remove_file(store)


def _is_sample(path: Path) -> bool:
    """Return whether a file is a store of invented data, of whatever version."""
    try:
        with closing(Database.open(str(path))) as database:
            known = database.read(queries.store)
    except (SuppliesError, DBAPIError):
        return False
    return known is not None and known.is_sample


def _demo(call: Call) -> Answer:
    """Make the store anew, receive, issue, print, reconcile and verify; then draw the pages."""
    folder: Path = call.options.out
    store = folder / "store.db"
    _clear(store)
    write(_("Making three years of sample data …"), to_errors=True)
    program = make_sample(str(store))
    try:
        papers = _move_goods(program)
        files = [*_print_labels(program, folder, papers[0]), *_print_reports(program, folder)]
        found = program.read(statement)
        checked = program.verify()
        head = program.head
    finally:
        program.close()
    files += [] if call.options.no_pictures else _draw_pages(store, folder / "screens")
    numbers = [paper.number for paper in papers]
    lines = [
        _("Sample store: {store}").format(store=store),
        _("Received and issued: {numbers}").format(numbers=", ".join(numbers)),
        *statement_lines(found),
        _("Verified: {count} entries, head {hash}").format(count=checked.entries, hash=head.short_hash()),
        _("Written:"),
        *(f"  {path}" for path in files),
    ]
    data = {
        "store": str(store),
        "documents": numbers,
        "files": [str(path) for path in files],
        "reconciled": found.is_reconciled,
        "sound": checked.is_sound,
        "entries": checked.entries,
    }
    return Answer(data, lines, exit_status=0 if found.is_reconciled and checked.is_sound else 3)


def _move_goods(program: Program) -> list[DocumentRow]:
    """Take two batches of tents in and hand some out, first to expire first."""
    today = program.clock().astimezone().date()
    lines = tuple(
        ReceiptLine(
            lot_id=LotId(new_id()),
            item=TENT,
            quantity=Quantity.parse(40),
            place=PlaceCode("A01"),
            amount=Money.parse("72000.00"),
            batch_no=f"PC{today:%Y%m%d}-{number}",
            produced_on=today,
            expires_on=today.replace(year=today.year + 8, day=min(today.day, 28)),
        )
        for number in (1, 2)
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
    return [program.read(partial(document, site_id=entry.site_id, seq=entry.seq)) for entry in entries]


def _print_labels(program: Program, folder: Path, receipt: DocumentRow) -> list[Path]:
    """Print the labels of what came in, of the locations, and of the commands."""
    rows = {
        "labels-goods.pdf": program.read(partial(receipt_labels, number=receipt.number)),
        "labels-locations.pdf": program.read(partial(place_labels, depot=CITY)),
        "labels-commands.pdf": command_labels(),
    }
    for name, some in rows.items():
        write_file(folder / name, label_pdf(some, "a4-3x8", 1, (0.0, 0.0), is_sample=True))
    return [folder / name for name in rows]


def _print_reports(program: Program, folder: Path) -> list[Path]:
    """Print the reports, and save the stock report for Excel too."""
    occasion = Occasion(KEEPER, utc_now())
    files: list[Path] = []
    for name in REPORTS:
        report = program.read(partial(build_report, name=name, wanted=ReportFilter(), occasion=occasion))
        files.append(folder / f"report-{name}.pdf")
        write_file(files[-1], report_pdf(report, find_faces()))
        if name == "stock":
            files.append(folder / "report-stock.xlsx")
            write_file(files[-1], report_xlsx(report))
    return files


def _draw_pages(store: Path, folder: Path) -> list[Path]:
    """Let the desktop draw its main pages without a screen, in a process and a data folder of its own."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "SUPPLIES_DATA": str(folder.parent / "data"),
        "SUPPLIES_STORE": "",
    }
    command = [sys.executable, "-m", "app", "--store", str(store), "--actor", KEEPER, "--pictures", str(folder)]
    try:
        subprocess.run(command, env=environment, check=True, timeout=PICTURE_SECONDS_MAX, capture_output=True)  # noqa: S603
    except (subprocess.SubprocessError, OSError) as error:
        said = getattr(error, "stderr", None) or str(error).encode()
        raise PagesNotDrawn(problem=said.decode(errors="replace").strip().splitlines()[-1]) from error
    return sorted(folder.glob("*.png"))
