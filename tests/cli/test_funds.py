"""``supplies fund`` and ``supplies tender``: relief money, its lots, and the statement."""

import pytest

from supplies.funds.actions import PublishFigures
from tests.cli.command import Command
from tests.rooms import Desk, act, yuan

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""
NUMBER = "财〔2026〕2号"


def test_appropriations_are_listed_with_where_their_money_stands(told: Command) -> None:
    rows = {row["number"]: row for row in told.json("fund", "list")}
    assert {key: rows[NUMBER][key] for key in ("amount", "available", "planned", "tendering", "tendered")} == {
        "amount": "1000.00",
        "available": "700.00",
        "planned": "0.00",
        "tendering": "0.00",
        "tendered": "300.00",
    }
    assert rows["财〔2026〕3号"]["is_withdrawn"] is True
    assert "1,000.00" in told("fund", "list").out


def test_one_appropriation_is_shown_with_its_sources_and_lots(told: Command) -> None:
    shown = told.json("fund", "show", NUMBER)
    assert shown["appropriation"]["shares"] == [["central", "600.00"], ["province", "400.00"]]
    assert [(lot["number"], lot["stage"], lot["award"]) for lot in shown["lots"]] == [
        (1, "contracted", "280.00"),
        (2, "cancelled", None),
    ]
    assert NUMBER in told("fund", "show", NUMBER).out
    assert told.failed("fund", "show", "none")["code"] == "record.unknown"


def test_lots_are_listed_and_shown_with_their_rounds(told: Command) -> None:
    assert [lot["number"] for lot in told.json("tender", "list")] == [1, 2]
    shown = told.json("tender", "show", "P-1", 1)
    assert [(each["number"], each["result"], each["announced_on"]) for each in shown["rounds"]] == [
        (1, "failed", "2026-02-01"),
        (2, "awarded", "2026-02-01"),
    ]
    assert "280.00" in told("tender", "show", "P-1", 1).out
    assert told.failed("tender", "show", "P-1", 3)["code"] == "record.unknown"
    assert told.failed("tender", "show", "none", 1)["code"] == "record.unknown"


def test_figures_that_agree_reconcile_to_the_fen(told: Command, desk: Desk) -> None:
    figures = {"appropriated": yuan(2000), "tendered": yuan(300), "in_tender": yuan(0)}
    desk.post(act(PublishFigures, title="报告", dated=desk.program.store.created_at.date(), **figures))
    data = told.json("fund", "reconcile")
    assert (data["reconciled"], data["difference"], data["basis"]) == (True, "0.00", "budget")
    assert (data["appropriated"], data["tendered"], data["available"]) == ("2000.00", "300.00", "1700.00")
    assert all(check["difference"] == "0.00" for check in data["checks"])
    assert told.json("fund", "reconcile", "--basis", "budget") == data
    contracts, paid = (told.json("fund", "reconcile", "--basis", basis) for basis in ("contract", "paid"))
    assert (contracts["amount"], contracts["rest"], contracts["reconciled"]) == ("290.00", "1710.00", True)
    assert (paid["amount"], paid["rest"], paid["reconciled"]) == ("60.00", "230.00", True)


def test_figures_that_do_not_agree_are_status_one_and_name_the_lots(told: Command, desk: Desk) -> None:
    figures = {"appropriated": yuan(2000), "tendered": yuan(301), "in_tender": yuan(0)}
    desk.post(act(PublishFigures, title="报告", dated=desk.program.store.created_at.date(), **figures))
    data = told.json("fund", "reconcile", status=1)
    (wrong,) = [check for check in data["checks"] if check["difference"] != "0.00"]
    assert (data["reconciled"], wrong["difference"]) == (False, "-1.00")
    assert [lot["number"] for lot in wrong["lots"]] == [1]
    said = told("fund", "reconcile")
    assert said.status == 1 and "-1.00" in said.out


def test_only_the_bases_that_exist_are_taken(told: Command) -> None:
    assert told.failed("fund", "reconcile", "--basis", "committed", status=2)["code"] == "cli.wrong_usage"
