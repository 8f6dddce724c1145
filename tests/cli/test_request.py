"""``supplies request``: asked, allocated with reasons, released and cancelled."""

import pytest

from supplies.catalogue.actions import ItemLine, PackLine, ReviseCatalogue
from supplies.catalogue.queries import item
from tests.cli.command import Command
from tests.rooms import DEPOT, QUILT, TENT, WATER, Desk, act, some

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""


def asks(command: Command, *lines: str, priority: str = "3") -> str:
    """Record a request and return its number."""
    more = [word for line in lines for word in ("--line", line)]
    row = command.json(
        "request", "add", "--by", "岫岩县应急管理局", "--needed", "2099-01-01", "--priority", priority, *more
    )
    return str(row["number"])


def pack(desk: Desk, code: str, unit: str, factor: str) -> None:
    """Let an item come in packs."""
    row = desk.read(item, code)
    names = [name for name in ItemLine.__struct_fields__ if name not in {"classes", "packs"}]
    line = ItemLine(**{name: getattr(row, name) for name in names}, packs=(PackLine(unit, some(factor)),))
    desk.post(act(ReviseCatalogue, items=(line,)))


def test_a_request_is_recorded_in_packs_listed_and_shown(command: Command, desk: Desk) -> None:
    pack(desk, QUILT, "包", "10")
    number = asks(command, f"{TENT}=20", f"{QUILT.lower()}=3包", priority="1")
    (row,) = command.json("request", "list", "--open")["rows"]
    assert (row["number"], row["priority"], row["state"]) == (number, 1, "waiting")
    found = command.json("request", "show", number)
    assert [line["progress"]["asked"] for line in found["lines"]] == ["20", "30"]
    out = command("request", "list").out
    assert "特急" in out and "12㎡单帐篷 20、棉被 30" in out


def test_a_proposal_says_why_no_more_and_is_ordered(command: Command, desk: Desk) -> None:
    desk.lot(TENT, 8)
    desk.lot(QUILT, 50)
    number = asks(command, f"{TENT}=20", f"{QUILT}=40")
    found = command.json("request", "allocate", number)
    assert found["lines"][0]["sentences"] == ["需求 20 顶，可用 8，可配 8。"]
    assert found["lines"][0]["ways_out"] == ["先配一部分"]
    out = command("request", "allocate", number, "--depot", DEPOT).out
    assert "1. 12㎡单帐篷：可配 8 / 需 20 顶" in out and "可选办法：先配一部分。" in out
    made = command.json("request", "allocate", number, "--order", "--receiver", "李队长", "--line", "2=15")["order"]
    assert (made["receiver"], made["state"]) == ("李队长", "open")
    shown = command.json("request", "show", number)
    assert [line["progress"]["ordered"] for line in shown["lines"]] == ["8", "15"]
    assert made["number"] in command("request", "show", number).out
    command("request", "release", made["number"], "--reason", "道路中断")
    assert command.json("request", "cancel", number, "--reason", "已由邻县支援")["state"] == "cancelled"


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (["add", "--by", "县", "--needed", "2099-01-01"], 2, "cli.wrong_usage"),
        (["add", "--by", "县", "--needed", "2099-01-01", "--line", TENT], 2, "cli.wrong_usage"),
        (["add", "--by", "县", "--needed", "2099-01-01", "--line", f"{TENT}=x"], 2, "request.bad_field"),
        (["add", "--by", "县", "--needed", "2099-01-01", "--line", f"{TENT}=2箱"], 1, "catalogue.pack_unknown"),
        (["add", "--by", "县", "--needed", "2099-01-01", "--line", "NONE=2"], 1, "record.unknown"),
        (["add", "--by", "县", "--needed", "1999-01-01", "--line", f"{TENT}=2"], 1, "relief.needed_too_early"),
        (
            ["add", "--by", "县", "--needed", "2099-01-01", "--line", f"{TENT}=2", "--priority", "6"],
            2,
            "cli.wrong_usage",
        ),
        (["show", "XQ-0"], 1, "record.unknown"),
        (["allocate", "XQ-0"], 1, "record.unknown"),
        (["cancel", "XQ-0", "--reason", "取消"], 1, "record.unknown"),
        (["release", "DL-0", "--reason", "取消"], 1, "record.unknown"),
    ],
)
def test_what_cannot_be_is_refused(command: Command, desk: Desk, arguments: list[str], status: int, code: str) -> None:
    before = desk.everything()
    assert command.failed("request", *arguments, status=status)["code"] == code
    assert desk.everything() == before


def test_nothing_is_ordered_where_there_is_nothing(command: Command, desk: Desk) -> None:
    number = asks(command, f"{WATER}=5")
    assert command.failed("request", "allocate", number, "--order")["code"] == "relief.nothing_offered"
    assert command.failed("request", "allocate", number, "--line", "7=1", status=2)["code"] == "cli.wrong_usage"
