"""``supplies incident``: opened, listed, shown whole and closed."""

import pytest

from supplies.relief.queries import orders
from tests.cli.command import Command
from tests.relief.needs import asked, done, flood, gives, hand_over, orders_to, wants
from tests.rooms import SITE, TENT, Desk, lot_line

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""


def test_an_incident_is_opened_listed_and_closed(command: Command) -> None:
    row = command.json("incident", "open", "岫岩暴雨", "--disaster", "flood", "--level", "2", "--place", "岫岩县")
    assert (row["title"], row["level"], row["place"], row["closed_on"]) == ("岫岩暴雨", 2, "岫岩县", None)
    command("incident", "open", "年度演练", "--disaster", "earthquake", "--kind", "drill")
    assert [each["kind"] for each in command.json("incident", "list")["rows"]] == ["drill", "incident"]
    assert "Ⅱ级" in command("incident", "list").out
    assert command.json("incident", "close", row["number"].lower())["closed_on"] is not None
    assert [each["title"] for each in command.json("incident", "list", "--open")["rows"]] == ["年度演练"]
    assert command.failed("incident", "close", row["number"])["code"] == "relief.incident_closed"


def test_an_incident_is_shown_with_all_that_was_recorded_for_it(command: Command, desk: Desk) -> None:
    number = done(desk, flood())
    lot = desk.lot(TENT, 30)
    ordered = done(desk, orders_to(done(desk, wants(asked(TENT, 10), incident=number)), gives(lot, 10)))
    paper = hand_over(desk, ordered, lot_line(lot, 4), incident=number)
    found = command.json("incident", "show", number)
    assert [(each["item_code"], each["issued"], each["returned"]) for each in found["goods"]] == [(TENT, "4", "0")]
    assert [each["number"] for each in found["orders"]] == [ordered]
    assert [each["number"] for each in found["papers"]] == [paper.number]
    out = command("incident", "show", number).out
    assert all(word in out for word in (ordered, paper.number, "岫岩县应急管理局", "部分交付", "管理员 (4)"))
    assert command.failed("incident", "close", number)["code"] == "relief.incident_has_orders"
    assert desk.read(orders)[0].is_open


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (["incident", "open", "名称", "--disaster", "dragon"], 2, "cli.wrong_usage"),
        (["incident", "open", "名称", "--disaster", "flood", "--level", "5"], 2, "cli.wrong_usage"),
        (["incident", "open", "", "--disaster", "flood"], 2, "request.malformed"),
        (["incident", "open", "名称", "--disaster", "flood", "--started", "tomorrow"], 2, "request.bad_field"),
        (["incident", "show", "SJ-0"], 1, "record.unknown"),
        (["incident", "close", "SJ-0"], 1, "record.unknown"),
    ],
)
def test_what_cannot_be_is_refused(command: Command, desk: Desk, arguments: list[str], status: int, code: str) -> None:
    before = desk.everything()
    assert command.failed(*arguments, status=status)["code"] == code
    assert desk.everything() == before


def test_numbers_carry_the_site_and_the_year(command: Command) -> None:
    row = command.json("incident", "open", "地震", "--disaster", "earthquake")
    assert row["number"] == f"SJ-{SITE}-{row['started_on'][:4]}-001"
