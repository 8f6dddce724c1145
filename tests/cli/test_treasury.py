"""``supplies treasury``: from the treasury's own workbook to what is paid, and twice is once."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from supplies.procurement.contract_queries import ContractRow, contracts
from supplies.values import Money
from tests.cli.command import Command
from tests.procurement.deals import payment
from tests.procurement.money_lists import delivered, ordered
from tests.rooms import TODAY, Desk, yuan

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""


def paid(desk: Desk) -> Money:
    """Return what the one contract is paid."""
    rows: list[ContractRow] = desk.read(contracts)
    return rows[0].paid


@pytest.fixture
def workbook(tmp_path: Path) -> str:
    """Return a list as the treasury sends it: 万元, a head of two merged rows, and a total that is wrong."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = "支付"
    rows: list[tuple[Any, ...]] = [
        ("凭证号", "日期", "收款人", "支付", "合同"),
        ("", "", "", "金额(万元)", "编号"),
        ("ZF-1", TODAY.isoformat(), "辽宁某公司", "0.0040", "HT-2026-01"),
        ("ZF-2", TODAY.isoformat(), "某水务公司", "0.0012", ""),
        ("ZF-3", TODAY.isoformat(), "辽宁某公司", "0.0040", ""),
        ("合计", "", "", "0.0093", ""),
    ]
    for row in rows:
        sheet.append(row)
    for cells in ("A1:A2", "B1:B2", "C1:C2"):
        sheet.merge_cells(cells)
    path = tmp_path / "国库支付.xlsx"
    made.save(path)
    return str(path)


def test_a_preview_shows_the_differences_and_a_proposal_for_each_line(
    command: Command, desk: Desk, workbook: str
) -> None:
    delivered(desk, "HT-2026-01")
    head = desk.program.head
    shown = command.json("treasury", "preview", workbook)
    (sheet,) = shown["sheets"]
    assert (sheet["head"], sheet["unit"], sheet["lines"], sheet["totals"]) == ([1, 2], "万元", 3, 1)
    (difference,) = shown["differences"]
    assert "93.00" in difference["words"] and "92.00" in difference["words"]
    assert [(each["number"], each["fate"], each["contract"]) for each in shown["lines"]] == [
        ("ZF-1", "record", "HT-2026-01"),
        ("ZF-2", "open", ""),
        ("ZF-3", "open", "HT-2026-01"),
    ]
    assert shown["lines"][2]["problem"] and shown["lines"][1]["candidates"][0]["reasons"]
    assert "HT-2026-01" in command("treasury", "preview", workbook).out
    assert desk.program.head == head


def test_a_list_is_taken_over_with_its_difference_accepted_by_name_and_only_once(
    command: Command, desk: Desk, workbook: str
) -> None:
    delivered(desk, "HT-2026-01")
    (difference,) = command.json("treasury", "preview", workbook)["differences"]
    refused = command.failed("treasury", "take", workbook, "--confirm-proposals")
    assert refused["code"] == "treasury.differences_not_accepted"
    accept = ("--accept", difference["name"])
    done = command.json("treasury", "take", workbook, *accept, "--confirm-proposals")
    assert (done["posted"], done["recorded"]) == (True, 1)
    head = desk.program.head
    again = command.json("treasury", "take", workbook, *accept, "--confirm-proposals")
    assert (again["posted"], again["already_taken"]) == (False, True)
    assert "已导入" in command("treasury", "take", workbook, *accept).out
    assert desk.program.head == head


def test_open_lines_are_listed_and_decided(command: Command, desk: Desk, workbook: str) -> None:
    delivered(desk, "HT-2026-01")
    delivered(desk, "HT-2026-02")
    (difference,) = command.json("treasury", "preview", workbook)["differences"]
    match = ("--match", "支付!5=HT-2026-02")
    command.json("treasury", "take", workbook, "--accept", difference["name"], "--confirm-proposals", *match)
    (row,) = command.json("treasury", "open")["rows"]
    assert (row["number"], row["amount"]) == ("ZF-2", "12.00") and row["candidates"]
    assert "ZF-2" in command("treasury", "open").out
    key = (str(row["list"]), str(row["line"]))
    assert command.failed("treasury", "decide", *key, "--contract", "HT-9")["code"] == "record.unknown"
    command.json("treasury", "decide", *key, "--reason", "机关水费")
    assert command.json("treasury", "open")["rows"] == []
    assert command.failed("treasury", "decide", *key, "--reason", "机关水费")["code"] == "record.unknown"


def test_a_row_that_is_not_there_is_named(command: Command, desk: Desk, workbook: str) -> None:
    ordered(desk, "HT-2026-01")
    for wrong in ("99=HT-2026-01", "5", "支付!5="):
        assert command.failed("treasury", "take", workbook, "--match", wrong, status=2)["code"] == "request.bad_field"


def test_a_payment_recorded_by_hand_is_found_by_its_voucher(command: Command, desk: Desk, workbook: str) -> None:
    desk.post(payment(delivered(desk, "HT-2026-01"), 40, voucher="ZF-3"))
    lines = command.json("treasury", "preview", workbook)["lines"]
    assert lines[2]["fate"] == "known"


def test_a_wrong_match_is_undone_for_a_reason(command: Command, desk: Desk, workbook: str) -> None:
    delivered(desk, "HT-2026-01")
    (difference,) = command.json("treasury", "preview", workbook)["differences"]
    command.json("treasury", "take", workbook, "--accept", difference["name"], "--confirm-proposals")
    assert paid(desk) == yuan(40)
    of_list = str(command.json("treasury", "open")["rows"][0]["list"])
    undone = command.json("treasury", "undo", of_list, "1", "--reason", "认错合同")
    assert len(undone["entries"]) == 2 and paid(desk) == yuan(0)
    assert len(command.json("treasury", "open")["rows"]) == 3
    assert command.failed("treasury", "undo", of_list, "1", "--reason", "又一次")["code"] == "treasury.match_stands"


def test_an_undone_match_may_keep_what_is_recorded(command: Command, desk: Desk, workbook: str) -> None:
    desk.post(payment(delivered(desk, "HT-2026-01"), 40, voucher="ZF-1"))
    (difference,) = command.json("treasury", "preview", workbook)["differences"]
    command.json("treasury", "take", workbook, "--accept", difference["name"], "--match", "3=HT-2026-01")
    of_list = str(command.json("treasury", "open")["rows"][0]["list"])
    command.json("treasury", "undo", of_list, "1", "--reason", "重新核对", "--keep-record")
    assert paid(desk) == yuan(40)
