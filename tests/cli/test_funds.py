"""``supplies fund`` and ``supplies tender``: relief money, its lots, and the statement."""

import pytest

from supplies.funds.actions import PublishFigures
from supplies.procurement.reconciliation import Statement, statement
from supplies.values import Money
from tests.cli.command import Command
from tests.procurement.offered import BEST, DEARER, EMERGENCY, SILENT, TENDERED, THIRD
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
    listed = [(lot["project_number"], lot["number"]) for lot in told.json("tender", "list")]
    assert {(EMERGENCY, 1), ("P-1", 1), ("P-1", 2)} <= set(listed)
    shown = told.json("tender", "show", "P-1", 1)
    assert [(each["number"], each["result"], each["announced_on"]) for each in shown["rounds"]] == [
        (1, "failed", "2026-02-01"),
        (2, "awarded", "2026-02-01"),
    ]
    assert "280.00" in told("tender", "show", "P-1", 1).out
    assert told.failed("tender", "show", "P-1", 3)["code"] == "record.unknown"
    assert told.failed("tender", "show", "none", 1)["code"] == "record.unknown"


def test_an_emergency_is_shown_with_its_record_and_quotes(told: Command) -> None:
    shown = told.json("tender", "show", EMERGENCY, 1)
    assert shown["emergency_purchases"][0]["paper_number"] == "鞍应急批〔2026〕7号"
    assert [(each["supplier"], each["price"], each["outcome"]) for each in shown["offers"]] == [
        (DEARER, "45.00", "not_chosen"),
        (BEST, "40.00", "chosen"),
        (SILENT, None, "no_price"),
    ]
    bids = told.json("tender", "show", TENDERED, 1)
    assert [(each["supplier"], each["rank"], each["outcome"]) for each in bids["offers"]] == [
        (BEST, 1, "did_not_sign"),
        (DEARER, 2, "not_chosen"),
        (THIRD, 3, "not_chosen"),
        (SILENT, None, "rejected"),
    ]
    said = told("tender", "show", EMERGENCY, 1).out
    assert "鞍应急批〔2026〕7号" in said and BEST in said and "40.00" in said


def publish(desk: Desk, off: int = 0) -> Statement:
    """Publish what the store has, tendered money changed by some yuan; return what the store has."""
    found: Statement = desk.read(statement)
    figures = {
        "appropriated": found.appropriated,
        "tendered": found.tendered + yuan(off),
        "in_tender": found.tendering,
    }
    desk.post(act(PublishFigures, title="报告", dated=desk.program.store.created_at.date(), **figures))
    return found


def test_figures_that_agree_reconcile_to_the_fen(told: Command, desk: Desk) -> None:
    found = publish(desk)
    data = told.json("fund", "reconcile")
    assert (data["reconciled"], data["difference"], data["basis"]) == (True, "0.00", "budget")
    buckets = ("available", "planned", "in_tender", "tendered", "allotted", "returned")
    assert sum(Money.parse(data[bucket]).fen for bucket in buckets) == Money.parse(data["appropriated"]).fen
    assert (data["allotted"], data["returned"]) == ("35.00", "3.00")
    assert (data["appropriated"], data["tendered"]) == (str(found.appropriated), str(found.tendered))
    assert all(check["difference"] == "0.00" for check in data["checks"])
    assert told.json("fund", "reconcile", "--basis", "budget") == data
    contracts, paid = (told.json("fund", "reconcile", "--basis", basis) for basis in ("contract", "paid"))
    rest, owed = found.appropriated - found.contracted, found.contracted - found.paid
    sums = str(found.contracted), str(rest)
    assert (contracts["amount"], contracts["rest"], contracts["reconciled"]) == (*sums, True)
    assert (paid["amount"], paid["rest"], paid["reconciled"]) == (str(found.paid), str(owed), True)
    assert found.contracted >= yuan(290) and found.paid >= yuan(60)


def test_figures_that_do_not_agree_are_status_one_and_name_the_lots(told: Command, desk: Desk) -> None:
    publish(desk, 1)
    data = told.json("fund", "reconcile", status=1)
    (wrong,) = [check for check in data["checks"] if check["difference"] != "0.00"]
    assert (data["reconciled"], wrong["difference"]) == (False, "-1.00")
    concerned = {(lot["project_number"], lot["number"]) for lot in wrong["lots"]}
    assert ("P-1", 1) in concerned and ("P-1", 2) not in concerned
    said = told("fund", "reconcile")
    assert said.status == 1 and "-1.00" in said.out


def test_only_the_bases_that_exist_are_taken(told: Command) -> None:
    assert told.failed("fund", "reconcile", "--basis", "committed", status=2)["code"] == "cli.wrong_usage"
