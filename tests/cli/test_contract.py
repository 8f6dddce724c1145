"""``supplies contract``: what the story's contract is for, and its papers."""

import pytest

from tests.cli.command import Command

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""


def test_contracts_are_listed_with_how_far_they_are(told: Command) -> None:
    row = next(row for row in told.json("contract", "list")["rows"] if row["original"] == "280.00")
    amounts = {name: row[name] for name in ("original", "amount", "accepted", "invoiced", "paid")}
    assert amounts == {
        "original": "280.00",
        "amount": "290.00",
        "accepted": "100.00",
        "invoiced": "100.00",
        "paid": "60.00",
    }
    said = told("contract", "list").out
    assert "290.00" in said and "40.00" in said and row["number"] in said


def test_a_contract_is_shown_with_its_lines_and_papers(told: Command) -> None:
    rows = told.json("contract", "list")["rows"]
    number = next(row["number"] for row in rows if row["original"] == "280.00")
    shown = told.json("contract", "show", number)
    (item,) = shown["lines"]
    assert (item["quantity"], item["accepted"], item["invoiced"]) == ("28", "10", "10")
    assert [(paper["kind"], paper["amount"]) for paper in shown["papers"]] == [
        ("change", "10.00"),
        ("acceptance", "100.00"),
        ("invoice", "100.00"),
        ("payment", "60.00"),
        ("acceptance", "20.00"),
        ("withdrawal", "-20.00"),
        ("payment", "40.00"),
        ("return", "40.00"),
        ("invoice", "10.00"),
        ("invoice", "-10.00"),
        ("invoice", "10.00"),
        ("invoice", "-10.00"),
    ]
    assert "否" in told("contract", "show", number).out
    for unknown in ("none", " "):
        assert told.failed("contract", "show", unknown)["code"] == "record.unknown"
