"""``supplies calendar agenda``: what is due, what is overdue, and who set another day."""

import pytest

from supplies.models.tendering import Event
from supplies.procurement.lot_queries import lot_name
from supplies.procurement.milestones import MilestoneRow, milestones
from supplies.procurement.queries import tender_lots
from tests.cli.command import Command
from tests.deadlines.days import override
from tests.procurement.days import contracted, told
from tests.rooms import SITE, Desk, ago

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""


def test_an_empty_store_has_nothing_due(command: Command) -> None:
    assert command.json("calendar", "agenda")["rows"] == []
    assert "没有" in command("calendar", "agenda").out


def test_what_is_due_is_listed_with_its_basis(command: Command, desk: Desk) -> None:
    deal = contracted(desk, delivery_due=ago(-20))
    desk.post(told(deal.lot, Event.CONTRACT_ANNOUNCED, ago(7), contract_id=deal.contract))
    rows = command.json("calendar", "agenda")["rows"]
    assert {row["rule"] or row["kind"] for row in rows} == {"result_announced", "contract_filed", "delivery"}
    filed = next(row for row in rows if row["rule"] == "contract_filed")
    assert (filed["is_wait"], filed["is_known"], filed["moved"]) == (False, True, None)
    told_text = command("calendar", "agenda").out
    assert "合同备案" in told_text and "第四十七条" in told_text and str(ago(-20)) in told_text
    assert "delivery" not in {row["kind"] for row in command.json("calendar", "agenda", "--days", 19)["rows"]}
    assert "delivery" in {row["kind"] for row in command.json("calendar", "agenda", "--days", 20)["rows"]}
    assert {row["standing"] for row in command.json("calendar", "agenda", "--overdue")["rows"]} == {"overdue"}


def test_a_day_that_somebody_set_is_told_with_the_reason(command: Command, desk: Desk) -> None:
    deal = contracted(desk)
    lot = lot_name(next(row for row in desk.read(tender_lots) if row.tender_lot_id == deal.lot))
    desk.post(override(ago(-3), subject=lot))
    row = next(row for row in command.json("calendar", "agenda")["rows"] if row["rule"] == "contract_filed")
    assert (row["due"], row["moved"]["reason"]) == (str(ago(-3)), "系统停机，经财政部门同意")
    assert "系统停机，经财政部门同意" in command("calendar", "agenda").out


def test_a_day_is_recorded_by_the_names_that_people_use(command: Command, desk: Desk) -> None:
    deal = contracted(desk, number="HT-1")
    lot = lot_name(next(row for row in desk.read(tender_lots) if row.tender_lot_id == deal.lot))
    filed = command.json("calendar", "record", lot, "contract_filed", "--on", ago(5), "--contract", "HT-1")
    assert (filed["event"], filed["happened_on"]) == ("contract_filed", str(ago(5)))
    command("calendar", "record", lot, "result_announced", "--on", ago(9))
    of_challenge = ("calendar", "record", lot, "challenge_received", "--matter", "1号")
    command(*of_challenge, "--on", ago(3), "--note", "对评分")
    assert "已撤销" in command(*of_challenge, "--never", "--reason", "是询问").out
    rows: list[MilestoneRow] = desk.read(milestones, (SITE, deal.lot))
    assert [(row.key.round, row.key.contract_id, row.key.matter, row.note) for row in rows] == [
        (0, deal.contract, "", ""),
        (1, None, "", ""),
        (0, None, "1号", "对评分"),
        (0, None, "1号", ""),
    ]
    assert [row.happened_on for row in rows] == [ago(5), ago(9), ago(3), None]


def test_an_unknown_contract_is_said(command: Command, desk: Desk) -> None:
    deal = contracted(desk)
    lot = lot_name(next(row for row in desk.read(tender_lots) if row.tender_lot_id == deal.lot))
    refused = command.failed("calendar", "record", lot, "contract_filed", "--on", ago(5), "--contract", "HT-没有")
    assert "HT-没有" in refused["message"]
    assert desk.read(milestones, (SITE, deal.lot)) == []
