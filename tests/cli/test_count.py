"""``supplies count``: a count from its start to the adjustment, by the command line alone."""

from pathlib import Path

import openpyxl
import pytest

from tests.cli.command import Command
from tests.rooms import A01, A02, ADMIN, DEPOT, QUILT, TENT, Desk, lot_line, some, yuan
from tests.stock.counts import TEAM, Counting, team
from tests.stock.keeper import label_of

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""

COUNTER, OTHER, HEAD = TEAM


@pytest.fixture(autouse=True)
def admin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the administrator act where nobody else is named."""
    monkeypatch.setenv("SUPPLIES_ACTOR", ADMIN)


def started(command: Command, *more: str) -> str:
    """Start a count; return its number."""
    made = command.json("count", "start", "--depot", DEPOT, "--name", "季度盘点", *more)
    return str(made["number"])


def test_a_count_goes_from_its_start_to_the_adjustment(command: Command, desk: Desk, tmp_path: Path) -> None:
    tents, quilts = desk.lot(TENT, 10, yuan("18000.00")), desk.lot(QUILT, 5, place=A02)
    team(desk)
    number = started(command, "--mille", "1000", "--tolerance", "100")
    shown = command.json("count", "show", number)
    assert [line["book_at_start"] for line in shown["lines"]] == ["10", "5"]
    assert "10" not in command("count", "show", number).out.splitlines()[2].split(), "the count is blind"
    one = ("--lot", label_of(desk, tents), "--location", "a01", "--counted", "8")
    said = command("count", "record", number, *one, "--actor", COUNTER)
    assert "已盘 1 / 2" in said.out
    listed = tmp_path / "counted.csv"
    listed.write_text(f"标签,货位,实盘数\n{label_of(desk, quilts)},A02,5\n", encoding="utf-8")
    command.json("count", "record", number, "--file", str(listed), "--actor", COUNTER)
    command.json("count", "record", number, "--unknown", "6901234567892", "--location", "A01", "--actor", OTHER)
    differing = command.json("count", "show", number, "--differing")
    assert [line["label_code"] for line in differing["lines"]] == [label_of(desk, tents)]
    assert [code["code"] for code in differing["unknown"]] == ["6901234567892"]
    assert [row["number"] for row in command.json("count", "list", "--open", "--depot", DEPOT)] == [number]
    done = command.json("count", "finish", number, "--reason", "出库漏记", "--actor", HEAD)
    assert done["document"] == "TZ-210300A-2026-000001"
    assert desk.held(tents) == some(8)
    assert command.json("count", "list", "--open") == []
    paper = tmp_path / "result.xlsx"
    command.json("count", "sheet", number, str(paper), "--paper", "count_result")
    book = openpyxl.load_workbook(paper)
    values = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    book.close()
    assert "出库漏记" in values and -3600 in values


def test_a_paper_count_says_when_a_line_was_counted(command: Command, desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    team(desk)
    number = started(command)
    desk.issue(lot_line(lot, 4))
    line = ("--lot", label_of(desk, lot), "--location", A01, "--counted", "10")
    assert (
        command.failed("count", "record", number, *line, "--at", "yesterday", status=2)["code"] == "request.bad_field"
    )
    early = "2026-06-29T23:59:00+00:00"
    command.json("count", "record", number, *line, "--at", early, "--actor", COUNTER)
    shown = command.json("count", "show", number)["lines"][0]
    assert shown["first"]["book"] == "10", "the books of the start: nothing was recorded before that moment"


def test_samples_and_states_are_said_by_flags(command: Command, desk: Desk) -> None:
    desk.lot(TENT, 10)
    desk.lot(QUILT, 5, place=A02)
    made = command.json(
        "count", "start", "--depot", DEPOT, "--name", "抽盘", "--sample", "1", "--seed", "7", "--open", "--item", TENT
    )
    assert (made["sample_seed"], made["line_count"], made["is_blind"]) == ("7", 1, False)
    count = Counting(desk, places=(A02,))
    assert "货位A02" in command("count", "list").out
    assert command.json("count", "cancel", count.number, "--reason", "改期") == {"number": count.number}


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (["show", "PD-1"], 1, "record.unknown"),
        (["start", "--depot", DEPOT, "--name", "盘点", "--location", "Z9"], 1, "record.unknown"),
        (["start", "--depot", DEPOT, "--name", "盘点", "--sample", "0"], 2, "request.bad_field"),
        (["cancel", "PD-1", "--reason", "x"], 1, "record.unknown"),
        (["sheet", "PD-1", "a.txt"], 2, "report.file_unknown"),
        (["sheet", "PD-1", "a.pdf"], 1, "record.unknown"),
        (["record", "PD-1"], 1, "record.unknown"),
        (["finish", "PD-1"], 1, "record.unknown"),
    ],
)
def test_what_cannot_be_is_refused(command: Command, desk: Desk, arguments: list[str], status: int, code: str) -> None:
    desk.lot(TENT, 10)
    before = desk.everything()
    assert command.failed("count", *arguments, status=status)["code"] == code
    assert desk.everything() == before
