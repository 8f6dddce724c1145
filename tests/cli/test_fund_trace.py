"""``supplies fund trace``: the same trace as on the screen, as lines and as data."""

from typing import Any

import pytest
from sqlalchemy import select

from supplies.models.stock import Lot
from supplies.values import Money
from tests.cli.command import Command
from tests.procurement.money_lists import delivered
from tests.rooms import Desk, lot_line

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""
NUMBER = "财〔2026〕2号"


def kinds(line: dict[str, Any]) -> list[str]:
    """Return the kinds of a line and of the first line below each."""
    return [line["kind"], *(kinds(line["below"][0]) if line["below"] else [])]


def test_money_is_followed_to_the_goods_and_adds_up(told: Command) -> None:
    (root,) = told.json("fund", "trace", NUMBER)
    assert (root["kind"], root["key"], root["amount"], root["is_view"]) == ("appropriation", NUMBER, "1000.00", False)
    parts = [Money.parse(line["amount"]) for line in root["below"] if not line["is_view"]]
    assert sum(part.fen for part in parts) == Money.parse(root["amount"]).fen
    lines = told("fund", "trace", NUMBER).out.splitlines()
    assert "1,000.00" in lines[2] and lines[3].startswith("  ") and not lines[3].startswith("   ")


def test_a_label_is_followed_up_to_its_money(command: Command, desk: Desk) -> None:
    delivered(desk, "HT-1")
    label = desk.read(lambda connection: connection.scalar(select(Lot.label_code)))
    (root,) = command.json("fund", "trace", label, "--up")
    assert kinds(root) == ["batch", "document", "accepted", "acceptance", "contract", "lot", "appropriation"]
    assert "HT-1" in command("fund", "trace", label, "--up").out


def test_goods_are_followed_to_whoever_has_them(command: Command, desk: Desk) -> None:
    delivered(desk, "HT-1")
    paper = desk.issue(lot_line(desk.stock()[0].lot_id, 3))
    shown = command("fund", "trace", "HT-1").out
    assert paper.number in shown and "3 顶" in shown and "铁东区" in shown


def test_it_is_unfolded_as_deep_as_is_asked(command: Command, desk: Desk) -> None:
    delivered(desk, "HT-1")
    (alone,) = command.json("fund", "trace", "HT-1", "--depth", 0)
    assert alone["below"] == []
    (root,) = command.json("fund", "trace", "HT-1", "--depth", 1)
    assert [line["kind"] for line in root["below"]] == ["acceptance", "payments"]
    assert all(line["below"] == [] for line in root["below"])


def test_what_is_not_there_is_refused(command: Command) -> None:
    assert command.failed("fund", "trace", "none")["code"] == "record.unknown"
    assert command.failed("fund", "trace", "--depth", "x", "HT-1", status=2)["code"]
