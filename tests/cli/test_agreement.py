"""``supplies agreement``: concluded, verified, called upon, ended; listed and shown, and never stock."""

import pytest

from tests.agreements.promises import MAKER, enterprise
from tests.cli.command import Command
from tests.rooms import TENT, Desk

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""

TERMS = ("--enterprise", MAKER, "--hours", "12", "--starts", "2026-01-01", "--ends", "2026-12-31")


def test_an_agreement_is_concluded_verified_called_upon_and_ended(command: Command, desk: Desk) -> None:
    enterprise(desk)
    command.json("agreement", "conclude", "XY-1", *TERMS, "--item", f"{TENT}=500")
    command.json("agreement", "verify", "XY-1", "--item", f"{TENT}=400")
    command.json("agreement", "call-off", "XY-1", "--item", f"{TENT}=100", "--needed-by", "2026-07-01", "--to", "岫岩")
    shown = command.json("agreement", "show", "XY-1")
    (line,) = shown["lines"]
    assert [line[key] for key in ("quantity", "available", "called")] == ["500", "400", "100"]
    assert shown["calls"][0]["deliver_to"] == "岫岩"
    assert "生效" in command("agreement", "list").out
    assert "XY-1" in command("agreement", "show", "XY-1").out
    assert "450" not in command("stock", "list").out
    assert "储备能力表" in command("report", "capacity").out
    command.json("agreement", "end", "XY-1", "--reason", "企业停产")
    assert command.failed("agreement", "end", "XY-1", "--reason", "企业停产")["code"] == "agreements.ended"


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (["conclude", "XY-1", *TERMS, "--item", TENT], 2, "request.bad_field"),
        (["conclude", "XY-1", *TERMS, "--item", f"{TENT}=x"], 2, "request.bad_field"),
        (["conclude", "XY-1", *TERMS], 2, "cli.wrong_usage"),
        (["conclude", "XY-1", *TERMS, "--item", f"{TENT}=0"], 1, "stock.quantity_not_positive"),
        (["show", "XY-9"], 1, "record.unknown"),
        (["verify", "XY-9", "--item", f"{TENT}=1"], 1, "record.unknown"),
    ],
)
def test_what_cannot_be_is_refused(command: Command, desk: Desk, arguments: list[str], status: int, code: str) -> None:
    enterprise(desk)
    before = desk.everything()
    assert command.failed("agreement", *arguments, status=status)["code"] == code
    assert desk.everything() == before
