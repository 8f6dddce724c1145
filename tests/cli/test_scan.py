"""``supplies scan``: what a scanned string means here."""

import pytest

from supplies.scanning.label_code import item_code, place_code
from tests.cli.command import Command
from tests.rooms import A01, COMMAND_TENT, DEPOT, TENT, Desk, goods

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""


def test_a_label_a_batch_and_a_serial_number_are_the_lot(command: Command, desk: Desk) -> None:
    desk.receive(goods(TENT, 10, batch_no="P1"), goods(COMMAND_TENT, 1, serial_no="SN-1"))
    tent, single = (row.label_code for row in desk.stock())
    for code in (tent, tent.lower(), f" {tent[:4]} {tent[4:]} ", "P1"):
        found = command.json("scan", code)
        assert (found["kind"], found["known"], found["lot"]["label_code"]) == ("B", True, tent)
    assert command.json("scan", "SN-1")["lot"]["label_code"] == single
    assert command.json("scan", single)["kind"] == "S"
    said = command("scan", tent)
    assert said.status == 0 and "12㎡单帐篷" in said.out


def test_a_place_and_an_item_are_known_too(command: Command) -> None:
    assert command.json("scan", place_code(DEPOT, A01))["kind"] == "L"
    assert command.json("scan", item_code(TENT))["kind"] == "I"


@pytest.mark.parametrize(
    "code", ["", "hello", "B210300A000009001X", "以及abc", "%", "'; DROP TABLE lot; --", "A" * 500]
)
def test_an_unknown_code_is_said_to_be_unknown(command: Command, code: str) -> None:
    said = command("scan", code, "--json")
    assert said.status in {0, 1, 2}
    if said.status:
        assert said.error["code"]
    else:
        assert said.data["known"] is False
    told = command("scan", code)
    assert told.out + told.err
