"""The verbs of incoming goods: received to be inspected, inspected, sent back, given, held and taken over."""

import pytest

from supplies.models.accounts import Role
from supplies.stock.donations import donation
from supplies.stock.incoming import receipt_detail
from tests.cli.command import Command
from tests.rooms import A01, DEPOT, SITE, TENT, Desk
from tests.stock.incoming import CITY, PROVINCE, organisations
from tests.stock.test_held import owner_of, stored

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""

RECEIVE = ("stock", "receive", "--depot", DEPOT, "--item", TENT, "--location", A01, "--quantity", "10")


def received(command: Command, desk: Desk) -> str:
    """Take tents in to be inspected, by somebody else; return the receipt's number."""
    keeper = desk.hire("keeper", Role.KEEPER)
    more = ("--into", "inspecting", "--contract", "HT-8", "--tender-lot", "2包", "--ordered", "12", "--from", "某厂")
    number: str = command.json(*RECEIVE, *more, "--actor", keeper)["number"]
    return number


def test_goods_are_received_inspected_and_sent_back(command: Command, desk: Desk) -> None:
    number = received(command, desk)
    (waiting,) = command.json("stock", "waiting", "--actor", "admin")["rows"]
    assert (waiting["number"], waiting["contract_number"]) == (number, "HT-8")
    found = ("--line", "1", "--accepted", "7", "--rejected", "2", "--reason", "开线", "--inspector", "王一/质检所")
    inspect = ("stock", "inspect", number, "--depot", DEPOT, "--actor", "admin", "--method", "抽检")
    assert command.json(*inspect, *found)["document"]["kind"] == "inspection"
    (line,) = command.json("stock", "waiting", number)["lines"]
    assert [line[key] for key in ("ordered", "delivered", "accepted", "rejected", "waiting")] == [
        "12",
        "10",
        "7",
        "2",
        "1",
    ]
    back = ("stock", "send-back", number, "--depot", DEPOT, "--line", "1", "--quantity", "2", "--reason", "不合格")
    sent = command.json(*back, "--exchange", "--actor", "admin")
    assert sent["document"]["counterparty"] == "某厂"
    again = command.json(*RECEIVE, "--replaces", sent["number"], "--actor", "admin")
    assert desk.read(receipt_detail, SITE, again["seq"]).replaces_seq == sent["seq"]
    rest = command.json(*inspect, "--inspector", "王一")
    assert [each["quantity"] for each in rest["lines"]] == ["1"]
    assert command.failed("stock", "send-back", number, *back[3:5], "--line", "9", *back[7:], "--actor", "admin")


def test_the_receiver_is_refused_and_in_an_emergency_owes_the_second_person(command: Command, desk: Desk) -> None:
    number = command.json(*RECEIVE, "--into", "inspecting")["number"]
    inspect = ("stock", "inspect", number, "--depot", DEPOT, "--inspector", "王一")
    assert command.failed(*inspect)["code"] == "incoming.receiver_inspects"
    command.json(*inspect, "--alone", "--incident", "洪水")
    assert desk.stock()


def test_a_gift_is_recorded_and_its_papers_are_made(command: Command, desk: Desk) -> None:
    facts = ("--origin", "donation", "--donor", "某公司", "--purpose", "冬春救助", "--basis", "market")
    made = command.json(*RECEIVE, *facts, "--donation-receipt", "JZ-1")
    row = desk.read(donation, SITE, made["seq"])
    assert (row.donor, row.is_directed, row.receipt_number) == ("某公司", True, "JZ-1")
    report = command("report", "donation_receipt", "--number", made["number"])
    assert "某公司" in report.out and "定向；冬春救助" in report.out
    command.json(*RECEIVE, "--origin", "donation", "--anonymous")
    assert "匿名" in command("report", "donations").out
    assert command.failed(*RECEIVE, "--donor", "某公司")["code"] == "incoming.origin_elsewhere"


def test_goods_of_others_are_listed_handed_out_and_taken_over(command: Command, desk: Desk) -> None:
    lot = stored(desk)
    (row,) = command.json("stock", "held")["rows"]
    label = row["label_code"]
    assert row["owner"] == PROVINCE
    out = ("stock", "hand-back", "--depot", DEPOT, "--lot", label, "--location", A01, "--quantity", "4")
    assert command.failed(*out)["code"] == "incoming.owners_order_needed"
    command.json(*out, "--paper", "省令1号", "--to", "省库")
    command.json("stock", "take-over", "--depot", DEPOT, "--lot", label, "--owner", CITY, "--paper", "划转1号")
    assert owner_of(desk, lot) == CITY
    assert command.json("stock", "held")["rows"] == []


def test_goods_are_received_as_held_for_their_owner(command: Command, desk: Desk) -> None:
    organisations(desk)
    facts = ("--origin", "allotment", "--allotment", "省令9号", "--into", "held", "--owner", PROVINCE)
    assert command.failed(*RECEIVE, *facts)["code"] == "incoming.held_is_not_ours"
    command.json(*RECEIVE, *facts, "--keeps-owner")
    assert [row["quantity"] for row in command.json("stock", "held")["rows"]] == ["10"]
