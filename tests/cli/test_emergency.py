"""``supplies stock issue --emergency``, ``supplies debt`` and ``supplies form``."""

from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from supplies.models.accounts import Role
from supplies.models.open_items import DebtKind
from supplies.printing.pages import PdfPages
from supplies.scanning.label_code import item_code
from tests.cli.command import Command
from tests.rooms import DEPOT, QUILT, TENT, Desk

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""
ISSUE = ("stock", "issue", "--depot", DEPOT, "--item", TENT, "--quantity", 2)
ORDERED = ("--ordered-by", "王局长", "--phone", "13800000000", "--basis", "电话", "--incident", "铁东区内涝")


def handed_out(command: Command, *more: object) -> str:
    """Hand two tents out before their papers; return the document's number."""
    number: str = command.json(*ISSUE, "--emergency", *ORDERED, *more)["number"]
    return number


def owed(command: Command, *more: object) -> set[str]:
    """Return what kinds of papers are owed."""
    rows: list[dict[str, Any]] = command.json("debt", "list", *more)["debts"]
    return {row["kind"] for row in rows if row["settled_at"] is None}


def test_goods_go_out_by_flags_and_their_papers_are_supplied_one_by_one(command: Command, desk: Desk) -> None:
    desk.lot()
    number = handed_out(command, "--receiver", "张三")
    assert owed(command) == set(DebtKind) - {DebtKind.RECEIVER}
    for kind, answer in (("order", "12号"), ("vehicle", "辽C1"), ("signature", "应急卷3页")):
        command.json("debt", "settle", number, "--kind", kind, "--answer", answer)
    refused = command("debt", "settle", number, "--kind", "second_person", "--answer", "已核对", "--json")
    assert refused.error["code"] == "stock.second_person_needed"
    desk.hire("head", Role.SECTION_HEAD)
    command.json("--actor", "head", "debt", "settle", number, "--kind", "second_person", "--answer", "已核对")
    assert owed(command) == set()
    assert len(command.json("debt", "list", "--number", number)["debts"]) == len(DebtKind) - 1


def test_an_emergency_without_an_incident_is_refused_in_words(command: Command, desk: Desk) -> None:
    desk.lot()
    assert command(*ISSUE, "--emergency", "--json").error["code"] == "stock.emergency_incident_needed"


def test_the_deadline_is_a_policy_that_may_be_changed(command: Command, desk: Desk) -> None:
    desk.lot()
    assert command.json("debt", "policy")["hours"] == 48
    assert command.json("debt", "policy", "--hours", 24, "--source", "本局规定")["hours"] == 24
    refused = command(*ISSUE, "--emergency", *ORDERED, "--hours", 48, "--json")
    assert refused.error["code"] == "stock.emergency_too_long"


def test_forms_are_printed_listed_entered_and_marked_void(command: Command, desk: Desk, tmp_path: Path) -> None:
    desk.lot(TENT)
    desk.lot(QUILT)
    pdf = tmp_path / "forms.pdf"
    made = command.json("form", "print", "--depot", DEPOT, "--count", 3, "--items", TENT, QUILT, "-o", pdf)["forms"]
    assert len(made) == 3
    with PdfPages(pdf.read_bytes()) as pages:
        assert pages.count == 3
        drawn = pages.image(0, 203)
    image = Image.frombytes("RGB", (drawn.width, drawn.height), bytes(drawn.rgb))
    assert {found.text for found in zxingcpp.read_barcodes(image)} == {made[0], item_code(TENT), item_code(QUILT)}
    number = handed_out(command, "--paper", made[0])
    command.json("form", "void", made[1], "--reason", "雨水浸坏")
    assert [row["number"] for row in command.json("form", "list", "--outstanding")] == [made[2]]
    assert [row["document"] for row in command.json("form", "list")] == [number, "", ""]
    again = command(*ISSUE, "--emergency", *ORDERED, "--paper", made[0], "--json")
    assert again.error["code"] == "stock.form_entered"
    assert number in again.error["message"]


def test_forms_are_printed_again_without_new_numbers(command: Command, desk: Desk, tmp_path: Path) -> None:
    desk.lot(TENT)
    first, again = tmp_path / "first.pdf", tmp_path / "again.pdf"
    made = command.json("form", "print", "--depot", DEPOT, "--count", 2, "-o", first)["forms"]
    assert command.json("form", "print", "--depot", DEPOT, "--again", made[1], "-o", again)["forms"] == [made[1]]
    assert len(command.json("form", "list")) == 2


def test_the_list_is_read_by_people_too(command: Command, desk: Desk) -> None:
    desk.lot()
    number = handed_out(command)
    said = command("debt", "list")
    assert number in said.out
    assert said.status == 0
