"""``supplies fund allot`` and the other steps of money: posted by flags, refused with a reason."""

import pytest

from tests.cli.command import Command
from tests.funds.allotted import COUNTY, DISTRICT, tell_allotments
from tests.rooms import Desk

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""
FUND = "财〔2025〕9号"
NEW = ("--receiver", DISTRICT, "--purpose", "materials", "--amount", "20", "--document", "下达-2")


@pytest.fixture
def told(command: Command, desk: Desk) -> Command:
    """Return the command on a store with money that was allotted, adjusted, returned and carried over."""
    tell_allotments(desk)
    return command


def standing(told: Command) -> dict[str, str]:
    """Return how the appropriation stands."""
    (row,) = [row for row in told.json("fund", "list") if row["number"] == FUND]
    found: dict[str, str] = row["buckets"]
    return found


def test_money_is_allotted_spent_and_taken_back(told: Command) -> None:
    told.json("fund", "allot", FUND, *NEW)
    told.json("fund", "use", "下达-2", "--amount", "7.5", "--document", "报-2", "--note", "棉被")
    told.json("fund", "take-back", "下达-2", "--amount", "2.5", "--document", "收-2", "--reason", "任务取消")
    row = told.json("fund", "allotments", "--purpose", "materials")["rows"][0]
    assert (row["amount"], row["spent"], row["taken_back"], row["left"]) == ("20.00", "7.50", "2.50", "10.00")
    assert standing(told)["available"] == "64.50"
    assert "已下达" in told("fund", "allot", FUND, *NEW[:-1], "下达-3").out


def test_an_appropriation_is_adjusted_returned_and_carried_over(told: Command) -> None:
    paper = ("--document", "调-2", "--reason", "追加")
    told.json("fund", "adjust", FUND, "--direction", "more", "--amount", "30", "--level", "central", *paper)
    told.json("fund", "return", FUND, "--amount", "12", "--document", "交-2", "--reason", "结余上缴")
    (row,) = [row for row in told.json("fund", "list") if row["number"] == FUND]
    assert (row["amount"], row["available"], row["buckets"]["returned"]) == ("150.00", "100.00", "15.00")
    refused = told.failed("fund", "carry-over", FUND, "--year", "2025")
    assert refused["code"] == "record.exists"


def test_refusals_are_status_one_and_change_nothing(told: Command) -> None:
    before = standing(told)
    too_much = ("--receiver", COUNTY, "--purpose", "living", "--amount", "1000", "--document", "下达-9")
    assert told.failed("fund", "allot", FUND, *too_much)["code"] == "funds.insufficient"
    none = ("--amount", "1", "--document", "报-9")
    assert told.failed("fund", "use", "无", *none)["code"] == "record.unknown"
    assert told.failed("fund", "return", "无", *none, "--reason", "无")["code"] == "record.unknown"
    assert standing(told) == before


def test_a_document_that_allots_to_several_must_be_told_apart(told: Command) -> None:
    for receiver in (COUNTY, DISTRICT):
        where = ("--receiver", receiver, "--purpose", "living", "--amount", "5", "--document", "下达-4")
        told.json("fund", "allot", FUND, *where)
    use = ("fund", "use", "下达-4", "--amount", "5", "--document", "报-4")
    assert "--receiver" in told.failed(*use, status=2)["message"]
    told.json(*use, "--receiver", DISTRICT)
    (row,) = [row for row in told.json("fund", "allotments")["rows"] if row["spent"] == "5.00"]
    assert row["receiver"] == DISTRICT
