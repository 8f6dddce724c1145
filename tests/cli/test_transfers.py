"""Transfers, loans and returns from the command line."""

from typing import Any

import pytest

from supplies.models.stock import PlaceKind
from supplies.stock.lookups import ON_LOAN, part_of
from tests.cli.command import Command
from tests.rooms import A01, DEPOT, TENT, TODAY, Desk, ago, some
from tests.stock.keeper import SECOND, label_of, second_depot

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""
HERE = ("--depot", DEPOT)


def sent(command: Command, quantity: int = 6, *more: object) -> dict[str, Any]:
    """Send tents to the second depot."""
    flags = ("--item", TENT, "--quantity", quantity, *(more or ("--to-depot", SECOND)))
    made: dict[str, Any] = command.json("stock", "dispatch", *HERE, *flags)
    return made


def test_a_transfer_is_sent_listed_and_accepted_whole(command: Command, desk: Desk) -> None:
    second_depot(desk)
    lot = desk.lot(TENT, 10)
    made = sent(
        command, 6, "--to-depot", SECOND, "--terms", "held", "--vehicle", "辽C·1", "--due", TODAY, "--receiver", "某人"
    )
    assert made["number"] == f"DB-{DEPOT}-2026-000001"
    (row,) = command.json("stock", "transit")["rows"]
    assert (row["number"], row["terms"], row["open_lines"]) == (made["number"], "held", 1)
    assert (row["vehicle"], row["receiver"], row["due_on"]) == ("辽C·1", "某人", str(TODAY))
    (line,) = command.json("stock", "transit", made["number"])["lines"]
    assert (line["sent"], line["left"]) == ("6", "6")
    assert made["number"] in command("stock", "transit").out and "6" in command("stock", "transit", made["number"]).out
    accepted = command.json("stock", "accept", made["number"], "--location", "a01")
    assert accepted["number"].startswith(f"JS-{SECOND}")
    assert desk.held(lot, part_of(A01, PlaceKind.HELD), SECOND) == some(6)
    assert command.json("stock", "transit")["rows"] == []


def test_a_line_is_told_in_parts_with_its_reason(command: Command, desk: Desk) -> None:
    second_depot(desk)
    lot = desk.lot(TENT, 10)
    number = sent(command)["number"]
    usual = ("stock", "accept", number, "--location", "A01", "--line", 1)
    assert command.failed(*usual, "--accepted", 4, "--short", 2)["code"] == "stock.reason_needed"
    command.json(*usual, "--accepted", 3, "--short", 1, "--damaged", 2, "--reason", "途中受潮")
    assert desk.held(lot, A01, SECOND) == some(3)
    assert command.failed(*usual, "--accepted", 1)["code"] == "stock.more_than_sent"


def test_what_makes_no_sense_is_refused(command: Command, desk: Desk) -> None:
    second_depot(desk)
    desk.lot(TENT, 10)
    number = sent(command)["number"]
    assert command.failed("stock", "accept", number, "--accepted", 2, status=2)["code"] == "cli.wrong_usage"
    assert command.failed("stock", "accept", number, "--line", 7, "--accepted", 2)["code"] == "record.unknown"
    assert command.failed("stock", "accept", "DB-0", "--location", "A01")["code"] == "record.unknown"


def test_what_an_organisation_outside_received_is_settled_by_its_receipt(command: Command, desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    number = sent(command, 6, "--to", "营口市应急管理局")["number"]
    made = command.json("stock", "accept", number, "--paper", "营应急回执1号")
    assert (made["document"]["depot_code"], made["document"]["paper_number"]) == (DEPOT, "营应急回执1号")
    assert desk.held(lot) == some(4) and command.json("stock", "transit", "--overdue")["rows"] == []


def test_loans_are_listed_until_they_come_back(command: Command, desk: Desk) -> None:
    lot = desk.lot(TENT, 10, day=ago(60))
    lend = ("stock", "lend", *HERE, "--item", TENT, "--quantity", 4, "--to", "立山区", "--receiver", "张工")
    assert command.failed(*lend)["code"] == "stock.due_needed"
    made = command.json(*lend, "--due", ago(5), "--date", ago(30))
    command.json("stock", "issue", *HERE, "--item", TENT, "--quantity", 1, "--to", "铁东区")
    rows = command.json("stock", "outstanding")["rows"]
    assert [(row["holder"], row["left"]) for row in rows] == [("立山区", "4"), ("铁东区", "1")]
    assert command.json("stock", "outstanding", "--overdue")["rows"] == rows[:1]
    assert command.json("stock", "outstanding", "--holder", "张", "--depot", DEPOT)["rows"] == rows[:1]
    assert "立山区" in command("stock", "outstanding").out
    back = ("stock", "return", *HERE, "--lot", label_of(desk, lot), "--location", "A01", "--quantity", 3)
    broken = ("--condition", "repair", "--days", 12, "--reason", "拉链损坏", "--of", made["number"])
    command.json(*back, *broken)
    assert desk.held(lot, ON_LOAN) == some(1)
    assert desk.held(lot, part_of(A01, PlaceKind.OUT_OF_SERVICE)) == some(3)
    assert command.failed(*back, "--of", made["number"])["code"] == "stock.more_than_issued"
