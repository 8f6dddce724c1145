"""``supplies household``: a roster is counted, recorded, printed, signed and destroyed."""

from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.relief.households import CSV, FIRST, issued, roster_file
from tests.relief.needs import done, flood
from tests.rooms import QUILT, Desk

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""


def test_a_roster_goes_its_whole_way(command: Command, desk: Desk, tmp_path: Path) -> None:
    incident = done(desk, flood())
    issue, file = issued(desk, incident), str(roster_file(tmp_path))
    head = ("household", "distribute", file, "--incident", incident, "--village", "偏岭村", "--issue", issue)
    assert command.json(*head, "--dry-run") == {"households": 2, "persons": 6, "totals": {"YJ01001": "1", QUILT: "6"}}
    assert command.json("household", "list")["rows"] == []
    row = command.json(*head)
    assert (row["households"], row["persons"], row["issues"]) == (2, 6, [issue])
    out = tmp_path / "花名册.pdf"
    command("household", "print", row["number"], "-o", str(out))
    assert out.read_bytes().startswith(b"%PDF")
    assert "待收签收册" in command("household", "list").out
    assert command.failed("household", "purge", row["number"], "--reason", "结束")["code"] == "relief.work_not_ended"
    done_ = command.json("household", "confirm", row["number"], "--signed", "1", "--short", f"{QUILT}=2")
    assert (done_["signed_households"], done_["goods"][1]["short"]) == (1, "2")
    command("incident", "close", incident)
    assert command.json("household", "purge", row["number"], "--reason", "结束")["is_purged"]
    assert command.failed("household", "print", row["number"], "-o", str(out))["code"] == "relief.roster_purged"
    assert FIRST not in command("household", "list").out


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        (CSV.replace("张三", "").replace("李四", ""), 2, "relief.roster_unreadable"),
        ("户主,人口\n张三,3\n", 2, "relief.roster_empty"),
        (CSV, 1, "relief.more_than_was_issued"),
    ],
)
def test_a_roster_that_cannot_be_is_refused(
    command: Command, desk: Desk, tmp_path: Path, text: str, status: int, code: str
) -> None:
    incident = done(desk, flood())
    issue = issued(desk, incident, quilts=5)
    before = desk.everything()
    head = ("household", "distribute", str(roster_file(tmp_path, text)), "--incident", incident, "--village", "村")
    assert command.failed(*head, "--issue", issue, status=status)["code"] == code
    assert desk.everything() == before
