"""``supplies fund matrix``, ``progress`` and ``allotments``: figures that add up, as data and for people."""

import pytest

from supplies.values import Money
from tests.cli.command import Command
from tests.funds.allotted import money, tell_allotments
from tests.rooms import Desk

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""


@pytest.fixture
def told(command: Command, desk: Desk) -> Command:
    """Return the command on a store with money that was allotted, adjusted, returned and carried over."""
    tell_allotments(desk)
    desk.post(money(2000))
    return command


def fen(text: str) -> int:
    return Money.parse(text).fen


def test_the_matrix_adds_up_along_rows_and_columns(told: Command) -> None:
    data = told.json("fund", "matrix")
    assert data["total"] == "2120.00"
    for row in data["rows"]:
        assert sum(map(fen, row["cells"].values())) == fen(row["total"])
    for column in data["columns"]:
        assert sum(fen(row["cells"][column]) for row in data["rows"]) == fen(data["totals"][column])
    assert data["totals"]["living"] == "35.00" and data["totals"]["returned"] == "3.00"
    said = told("fund", "matrix").out
    assert "受灾群众救助" in said and "2,120.00" in said


def test_progress_tells_the_rate_of_each_and_of_all(told: Command) -> None:
    data = told.json("fund", "progress")
    rows = {row["number"]: row for row in data["rows"]}
    assert rows["财〔2025〕9号"] == {
        "number": "财〔2025〕9号",
        "title": "救灾",
        "amount": "120.00",
        "allotted": "35.00",
        "tendered": "0.00",
        "contracted": "0.00",
        "paid": "10.00",
        "rate_percent": "8.33",
        "returned": "3.00",
        "carried_over": "100.00",
    }
    assert (data["total"]["amount"], data["total"]["paid"]) == ("2120.00", "10.00")
    assert "8.33" in told("fund", "progress").out


def test_allotments_are_listed_and_limited(told: Command) -> None:
    (row,) = told.json("fund", "allotments")["rows"]
    assert (row["receiver_name"], row["amount"], row["spent"]) == ("台安县", "40.00", "10.00")
    assert (row["taken_back"], row["left"], row["purpose"]) == ("5.00", "25.00", "living")
    assert told.json("fund", "allotments", "--purpose", "storage")["rows"] == []
    assert len(told.json("fund", "allotments", "--left")["rows"]) == 1
    assert "25.00" in told("fund", "allotments").out
