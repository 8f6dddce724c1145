"""``supplies labels``: QR labels of lots, objects and locations as PDF."""

from pathlib import Path

import pytest

from supplies.printing.labels.stocks import label_stocks
from supplies.scanning.label_code import place_code
from supplies.stock.actions import RetirePlace
from tests.cli.command import Command
from tests.printing.labels.paper import pictures, place_of, scanned
from tests.rooms import A01, A02, B01, COMMAND_TENT, DEPOT, TENT, Desk, act, goods

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)


def read_back(path: Path, key: str, count: int, start: int = 1) -> list[str]:
    """Return what a scanner reads from label to label."""
    stock = label_stocks()[key]
    pages = pictures(path.read_bytes())
    places = [divmod(start - 1 + number, stock.per_page) for number in range(count)]
    return [code for page, number in places for code in scanned(pages[page], place_of(stock, number))]


def test_lots_and_objects_are_printed_by_any_name_of_theirs(command: Command, desk: Desk, tmp_path: Path) -> None:
    desk.receive(goods(TENT, 10, batch_no="P1"), goods(COMMAND_TENT, 1, serial_no="SN-1"))
    labels = [row.label_code for row in desk.stock()]
    path = tmp_path / "out" / "labels.pdf"
    data = command.json("labels", "--lots", "P1", "SN-1", "--start", 5, "-o", path)
    assert data == {"file": str(path), "labels": sorted(labels)}
    assert read_back(path, "a4-3x8", 2, start=5) == sorted(labels)
    said = command("labels", "--serials", "SN-1", "-o", path, "--stock", "single-60x40")
    assert (said.status, said.err) == (0, "") and str(path) in said.out
    assert read_back(path, "single-60x40", 1) == [desk.stock()[1].label_code]


def test_all_locations_of_a_depot_are_printed_or_those_that_are_named(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "labels.pdf"
    every = [place_code(DEPOT, code) for code in (A01, A02, B01)]
    assert command.json("labels", "--locations", "--depot", DEPOT, "-o", path)["labels"] == every
    assert read_back(path, "a4-3x8", 3) == every
    assert command.json("labels", "--locations", "b01", "--depot", DEPOT, "-o", path)["labels"] == every[2:]


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        ([], 1, "request.empty"),
        (["--lots", "none"], 1, "record.unknown"),
        (["--locations", "Z9", "--depot", DEPOT], 1, "record.unknown"),
        (["--locations", "B01", "--depot", DEPOT], 1, "record.unknown"),
        (["--locations", "A01"], 1, "record.unknown"),
        (["--locations", "--depot", "NONE"], 1, "request.empty"),
        (["--locations", "--depot", DEPOT, "--stock", "a4-9x9"], 2, "print.stock_unknown"),
        (["--locations", "--depot", DEPOT, "--start", "0"], 2, "print.start_wrong"),
        (["--locations", "--depot", DEPOT, "--start", "25"], 2, "print.start_wrong"),
        (["--locations", "--depot", DEPOT, "--right", "nan"], 2, "cli.wrong_usage"),
        (["--locations", "--depot", DEPOT, "--down", "1e9"], 2, "cli.wrong_usage"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_what_cannot_be_printed_is_refused_and_writes_nothing(
    command: Command, desk: Desk, tmp_path: Path, arguments: list[str], status: int, code: str
) -> None:
    desk.post(act(RetirePlace, depot=DEPOT, code=B01))
    assert command.failed("labels", *arguments, "-o", tmp_path / "x.pdf", status=status)["code"] == code
    assert list(tmp_path.glob("x.pdf*")) == []


def test_a_character_that_no_typeface_has_is_named(command: Command, desk: Desk, tmp_path: Path) -> None:
    desk.receive(goods(TENT, 10, batch_no="P\U0001f600"))
    error = command.failed("labels", "--lots", desk.stock()[0].label_code, "-o", tmp_path / "x.pdf")
    assert (error["code"], error["facts"]["characters"]) == ("print.unprintable", "\U0001f600")
    assert not (tmp_path / "x.pdf").exists()


def test_a_file_that_cannot_be_written_is_named(command: Command, tmp_path: Path) -> None:
    wrong = ["labels", "--locations", "--depot", DEPOT, "-o", tmp_path]
    assert command.failed(*wrong, status=2)["code"] == "file.unreadable"
