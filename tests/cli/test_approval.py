"""``supplies approval``: what waits for approval, deciding about it, and who approves what."""

from pathlib import Path

import pytest

from supplies.journal import codec
from supplies.models.accounts import Role
from tests.approvals.office import HEAD, KEEPER, REVIEWER, open_office, write_off
from tests.cli.command import Command
from tests.rooms import A01, DEPOT, TENT, Desk, lot_line, some
from tests.stock.keeper import label_of

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Return a store with the usual routes and people."""
    return open_office(desk)


def writing_off(label: str) -> list[str]:
    """Return the command that writes three of a lot off."""
    given = {"--depot": DEPOT, "--lot": label, "--quantity": "3", "--location": A01, "--reason": "霉变"}
    return ["stock", "write-off", *(part for pair in given.items() for part in pair), "--actor", KEEPER]


def test_a_write_off_goes_from_submission_over_two_approvals_to_the_books(command: Command, office: Desk) -> None:
    lot = office.lot(TENT, 10)
    refused = command.failed(*writing_off(label_of(office, lot)))
    assert refused["code"] == "approvals.needed" and "--submit" in refused["hint"]
    (number,) = command.json(*writing_off(label_of(office, lot)), "--submit")["submitted"]
    (waiting,) = command.json("approval", "list", "--waiting", "--actor", REVIEWER)
    assert waiting["number"] == number
    assert command.json("approval", "list", "--waiting", "--actor", HEAD) == []
    shown = command("approval", "show", number, "--actor", REVIEWER).out
    for word in (number, "12㎡单帐篷", "3 顶", "霉变", "尚未审批", f"{KEEPER}的姓名"):
        assert word in shown
    assert command.json("approval", "approve", number, "--note", "属实", "--actor", REVIEWER)["state"] == "open"
    assert office.held(lot) == some(10)
    assert command.json("approval", "approve", number, "--actor", HEAD)["state"] == "approved"
    assert office.held(lot) == some(7)
    assert "属实" in command("approval", "show", number).out


def test_a_proposal_is_returned_with_a_reason_or_withdrawn_by_its_drafter(command: Command, office: Desk) -> None:
    label = label_of(office, office.lot(TENT, 10))
    first, second = (command.json(*writing_off(label), "--submit")["submitted"][0] for _time in range(2))
    assert command.failed("approval", "return", first, "--actor", REVIEWER)["code"] == "approvals.note_needed"
    returned = command.json("approval", "return", first, "--note", "请附照片", "--actor", REVIEWER)
    assert returned["state"] == "returned"
    assert command.failed("approval", "withdraw", second, "--actor", HEAD)["code"] == "approvals.not_the_drafter"
    assert command.json("approval", "withdraw", second, "--actor", KEEPER)["state"] == "withdrawn"
    assert [row["number"] for row in command.json("approval", "list", "--mine", "--actor", KEEPER)] == [second, first]
    assert [row["number"] for row in command.json("approval", "list", "--state", "returned")] == [first]
    assert command.failed("approval", "list", "--mine", status=2)["code"] == "cli.actor_needed"


def test_a_reversal_is_submitted_where_it_needs_approval(command: Command, office: Desk) -> None:
    paper = office.issue(lot_line(office.lot(), 1))
    reverse = ["stock", "reverse", paper.number, "--reason", "录入有误", "--actor", KEEPER]
    assert command.failed(*reverse)["code"] == "approvals.needed"
    (number,) = command.json(*reverse, "--submit")["submitted"]
    assert command.json("approval", "approve", number, "--actor", REVIEWER)["state"] == "approved"


def test_actions_in_a_file_are_submitted_where_they_need_approval(
    command: Command, office: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "action.json"
    file.write_bytes(codec.encode(write_off(office.lot())))
    assert command.failed("post", file, "--actor", KEEPER)["code"] == "approvals.needed"
    (entry,) = command.json("post", file, "--submit", "--actor", KEEPER)
    assert entry["type"] == "approvals.submit"
    (again,) = command.json("post", file, "--submit", "--actor", KEEPER)
    assert (again["seq"], again["is_new"]) == (entry["seq"], False)


def test_the_routes_are_listed_and_set(command: Command, office: Desk) -> None:
    names = [row["action_type"] for row in command.json("approval", "routes")]
    assert {"stock.adjust", "stock.reverse", "stock.write_off"} <= set(names)
    step = ["--step", Role.REVIEWER, "--step", Role.FINANCE, "--source", "本局规定"]
    rows = command.json("approval", "routes", "stock.issue", *step, "--actor", "admin")
    issue = next(row for row in rows if row["action_type"] == "stock.issue")
    assert issue["steps"] == ["reviewer", "finance"] and issue["source"] == "本局规定"
    rows = command.json("approval", "routes", "stock.issue", "--none", "--actor", "admin")
    assert "stock.issue" not in [row["action_type"] for row in rows]
    assert command.failed("approval", "routes", "stock.issue", status=2)["code"]
    assert "报损" in command("approval", "routes").out


def test_a_number_that_nothing_has_is_refused(command: Command, office: Desk) -> None:
    for verb in ("show", "approve", "withdraw"):
        assert command.failed("approval", verb, "SP-0", "--actor", REVIEWER)["code"] == "record.unknown"
