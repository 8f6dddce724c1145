"""``supplies depot`` and ``supplies location``: where goods can be."""

import pytest

from tests.cli.command import Command
from tests.rooms import A01, DEPOT, SITE, Desk

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""


def test_a_depot_and_its_locations_are_opened_and_listed(command: Command) -> None:
    assert command.json("depot", "add", "--code", "210302a", "--name", "铁东区库", "--address", "某路") == {
        "depot": "210302A"
    }
    (old, new) = command.json("depot", "list")
    assert (old["code"], new["code"]) == (DEPOT, "210302A")
    assert (new["name"], new["address"], new["site_id"], new["pinyin"]) == ("铁东区库", "某路", SITE, "tdqk")
    assert command.json("location", "list", "--depot", "210302A") == []
    assert command.json("location", "add", "--depot", "210302A", "--code", "b02", "--name", "乙区") == {
        "location": "B02"
    }
    (place,) = command.json("location", "list", "--depot", "210302A")
    assert (place["code"], place["name"], place["is_active"]) == ("B02", "乙区", True)
    assert place["label_code"].startswith("L7210302AB02")
    for arguments, word in (
        (["depot", "list"], "铁东区库"),
        (["location", "list", "--depot", "210302A"], place["label_code"]),
    ):
        assert word in command(*arguments).out


def test_an_empty_location_is_closed_and_a_full_one_is_not(command: Command, desk: Desk) -> None:
    desk.lot(place=A01)
    assert command.failed("location", "retire", "--depot", DEPOT, "--code", "A01")["code"] == "stock.place_not_empty"
    assert command.json("location", "retire", "--depot", DEPOT, "--code", "a02") == {"location": "A02"}
    assert [row["is_active"] for row in command.json("location", "list", "--depot", DEPOT)] == [True, False, True]
    assert command.failed("location", "retire", "--depot", DEPOT, "--code", "A02")["code"] == "stock.place_retired"


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (["depot", "add", "--code", DEPOT, "--name", "另一库"], 1, "record.exists"),
        (["depot", "add", "--code", "X", "--name", "库"], 2, "request.malformed"),
        (["depot", "add", "--code", "X1", "--name", ""], 2, "request.malformed"),
        (["location", "add", "--depot", DEPOT, "--code", "A01", "--name", "甲"], 1, "record.exists"),
        (["location", "add", "--depot", "NONE", "--code", "A01", "--name", "甲"], 1, "record.unknown"),
        (["location", "add", "--depot", DEPOT, "--code", "A-1", "--name", "甲"], 2, "request.malformed"),
        (["location", "retire", "--depot", DEPOT, "--code", "Z9"], 1, "record.unknown"),
        (["location", "list"], 2, "cli.wrong_usage"),
    ],
)
def test_what_cannot_be_is_refused(command: Command, desk: Desk, arguments: list[str], status: int, code: str) -> None:
    before = desk.everything()
    assert command.failed(*arguments, status=status)["code"] == code
    assert desk.everything() == before
