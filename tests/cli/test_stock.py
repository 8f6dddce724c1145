"""``supplies stock``: what is on hand, its card and life, and the common actions by flags."""

from typing import Any

import pytest

from supplies.stock.actions import AddDepot, AddPlace
from supplies.values import DepotCode
from tests.cli.command import Command
from tests.rooms import (
    A01,
    A02,
    CLOTH,
    COMMAND_TENT,
    DEPOT,
    QUILT,
    TENT,
    TODAY,
    WATER,
    Desk,
    act,
    ago,
    goods,
    lot_line,
    yuan,
)

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""
HERE = ("--depot", DEPOT)


def received(command: Command, *more: object, item: str = TENT) -> dict[str, Any]:
    """Receive ten at A01 unless it is said otherwise; return what the command printed."""
    usual = ["--item", item, "--quantity", 10, "--location", "A01", *more]
    data: dict[str, Any] = command.json("stock", "receive", *HERE, *usual)
    return data


def quantities(command: Command, *arguments: object) -> list[tuple[str, str]]:
    """Return label and quantity of every row on hand."""
    rows = command.json("stock", "list", *arguments)["rows"]
    return [(row["label_code"], row["quantity"]) for row in rows]


# --- the common actions ----------------------------------------------------------------------------------------------


def test_goods_go_through_their_whole_life_by_flags(command: Command) -> None:
    made = received(
        command, "--batch", "P1", "--expires", "2030-01-01", "--amount", "1800.05", "--from", "甲厂", "--paper", "HT-1"
    )
    label = made["lines"][0]["label_code"]
    assert made["number"] == f"RK-{DEPOT}-2026-000001"
    assert (made["document"]["counterparty"], made["document"]["paper_number"]) == ("甲厂", "HT-1")
    assert (made["lines"][0]["quantity"], made["lines"][0]["amount"]) == ("10", "1800.05")

    issued = command.json(
        "stock", "issue", *HERE, "--lot", "P1", "--quantity", 4, "--to", "铁东区", "--incident", "演练"
    )
    assert issued["number"].startswith("CK-") and issued["document"]["incident"] == "演练"
    moved = command.json("stock", "move", *HERE, "--lot", label, "--quantity", "2", "--to", "a02")
    assert moved["number"].startswith("YK-")
    back = command.json("stock", "return", *HERE, "--lot", label, "--quantity", 1, "--location", "A02")
    assert back["number"].startswith("TK-")
    counted = command.json(
        "stock", "count", *HERE, "--lot", label, "--location", "A02", "--quantity", 2, "--reason", "短少"
    )
    assert counted["number"].startswith("TZ-")
    written_off = command.json(
        "stock", "write-off", *HERE, "--lot", label, "--quantity", 1, "--location", "A01", "--reason", "霉变"
    )
    assert written_off["number"].startswith("BS-")
    taken_back = command.json("stock", "reverse", written_off["number"], "--reason", "录入有误")
    assert taken_back["number"].startswith("CX-")

    assert quantities(command) == [(label, "4"), (label, "2")]
    numbers = [row["number"] for row in command.json("stock", "card", TENT)["card"]["rows"]]
    assert numbers == [each["number"] for each in (made, issued, moved, back, counted, written_off, taken_back)]
    assert command.json("store", "verify", "--deep")["sound"] is True


def test_people_read_the_number_of_the_paper_and_its_lines(command: Command) -> None:
    said = command("stock", "receive", *HERE, "--item", TENT.lower(), "--quantity", "1200", "--location", "a01")
    assert (said.status, said.err) == (0, "")
    assert f"RK-{DEPOT}-2026-000001" in said.out.splitlines()[0]
    assert "1,200" in said.out.splitlines()[1] and "12㎡单帐篷" in said.out.splitlines()[1]


def test_an_object_is_received_by_its_serial_number(command: Command) -> None:
    made = command.json("stock", "receive", *HERE, "--item", COMMAND_TENT, "--location", "A01", "--serial", "SN-1")
    assert made["lines"][0]["label_code"].startswith("S")
    assert made["lines"][0]["quantity"] == "1"
    issued = command.json("stock", "issue", *HERE, "--serial", "SN-1", "--quantity", 1)
    assert issued["lines"][0]["serial_no"] == "SN-1"


def test_an_item_is_issued_first_to_expire_first_over_several_lots(command: Command) -> None:
    late = received(command, "--expires", "2031-01-01")["lines"][0]["label_code"]
    early = received(command, "--expires", "2030-01-01")["lines"][0]["label_code"]
    issued = command.json("stock", "issue", *HERE, "--item", TENT, "--quantity", "12")
    assert [(line["label_code"], line["quantity"]) for line in issued["lines"]] == [(early, "10"), (late, "2")]


def test_an_item_is_taken_from_the_location_that_is_named_and_from_no_other(command: Command, desk: Desk) -> None:
    desk.receive(goods(TENT, 5, place=A01), goods(TENT, 3, place=A02))
    issued = command.json("stock", "issue", *HERE, "--item", TENT, "--quantity", 2, "--location", "A02")
    assert [line["quantity"] for line in issued["lines"]] == ["2"]
    assert [(row.place_code, str(row.quantity)) for row in desk.stock()] == [("A01", "5"), ("A02", "1")]
    error = command.failed("stock", "issue", *HERE, "--item", TENT, "--quantity", 2, "--location", "A02")
    assert error["facts"]["available"] == "1"


def test_a_later_lot_needs_a_reason(command: Command) -> None:
    received(command, "--expires", "2030-01-01", "--batch", "P1")
    received(command, "--expires", "2031-01-01", "--batch", "P2")
    error = command.failed("stock", "issue", *HERE, "--lot", "P2", "--quantity", 1)
    assert error["code"] == "stock.earlier_lot_first"
    assert command.json("stock", "issue", *HERE, "--lot", "P2", "--quantity", 1, "--reason", "近处取用")["seq"]


def test_too_much_is_refused_with_who_holds_more(command: Command, desk: Desk) -> None:
    second = DepotCode("210302A")
    desk.post(act(AddDepot, code=second, name="铁东区库"), act(AddPlace, depot=second, code=A01, name="甲区"))
    desk.receive(goods(TENT, 70), depot=second)
    received(command)
    error = command.failed("stock", "issue", *HERE, "--item", TENT, "--quantity", 11)
    assert error["code"] == "stock.item_short"
    assert (error["facts"]["wanted"], error["facts"]["available"]) == ("11", "10")
    assert "铁东区库" in error["message"] and "70" in error["message"]


REFUSED: tuple[tuple[list[str], int, str], ...] = (
    (["receive", *HERE, "--item", TENT, "--quantity", "1.5", "--location", "A01"], 1, "stock.too_many_decimals"),
    (["receive", *HERE, "--item", TENT, "--quantity", "0", "--location", "A01"], 1, "stock.quantity_not_positive"),
    (["receive", *HERE, "--item", TENT, "--quantity", "ten", "--location", "A01"], 2, "request.bad_field"),
    (["receive", *HERE, "--item", TENT, "--location", "A01", "--amount", "1.005"], 2, "request.bad_field"),
    (["receive", *HERE, "--item", TENT, "--location", "A01", "--date", "2026-02-30"], 2, "request.bad_field"),
    (["receive", *HERE, "--item", TENT, "--location", "A01", "--date", "2026-07-01"], 1, "journal.date_in_future"),
    (["receive", *HERE, "--item", TENT, "--location", "A01", "--fund", "x"], 2, "request.bad_field"),
    (["receive", *HERE, "--item", TENT, "--location", "A01", "--owner", "X9"], 1, "record.unknown"),
    (["receive", *HERE, "--item", TENT, "--location", "Z9"], 1, "record.unknown"),
    (["receive", "--depot", "NONE", "--item", TENT, "--location", "A01"], 1, "record.unknown"),
    (["receive", *HERE, "--item", COMMAND_TENT, "--location", "A01"], 1, "stock.serial_needed"),
    (["receive", *HERE, "--item", TENT, "--location", "A01", "--serial", "S1"], 1, "stock.serial_not_wanted"),
    (["receive", *HERE, "--item", TENT, "--location", "A01", "--origin", "theft"], 2, "cli.wrong_usage"),
    (["issue", *HERE, "--lot", "none", "--quantity", "1"], 1, "record.unknown"),
    (["issue", *HERE, "--quantity", "1"], 2, "cli.wrong_usage"),
    (["issue", *HERE, "--lot", "P1", "--item", TENT, "--quantity", "1"], 2, "cli.wrong_usage"),
    (["issue", *HERE, "--item", WATER, "--quantity", "1"], 1, "stock.item_short"),
    (["issue", *HERE, "--lot", "P1", "--quantity", "11"], 1, "stock.insufficient"),
    (["issue", *HERE, "--lot", "P1", "--quantity", "-1"], 1, "request.empty"),
    (["issue", *HERE, "--lot", "twice", "--quantity", "1"], 1, "stock.lot_ambiguous"),
    (["move", *HERE, "--lot", "P1", "--quantity", "1", "--to", "A01"], 1, "stock.same_place"),
    (["move", *HERE, "--lot", "P1", "--quantity", "1", "--to", "Z9"], 1, "record.unknown"),
    (["return", *HERE, "--lot", "P1", "--quantity", "1", "--location", "A01"], 1, "stock.more_than_issued"),
    (
        ["count", *HERE, "--lot", "P1", "--location", "A01", "--quantity", "10", "--reason", "x"],
        1,
        "stock.reason_needed",
    ),
    (["write-off", *HERE, "--lot", "P1", "--quantity", "1"], 1, "stock.reason_needed"),
    (["reverse", "RK-0", "--reason", "录入有误"], 1, "record.unknown"),
    (["reverse", "RK-210300A-2026-000001", "--reason", "x"], 2, "request.malformed"),
    (["list", "--as-of", "yesterday"], 2, "request.bad_field"),
    (["list", "--as-of", "2026-07-01"], 1, "journal.date_in_future"),
    (["list", "--item", "YJ0"], 1, "record.unknown"),
    (["card", "YJ0"], 1, "record.unknown"),
    (["card", TENT, "--from", "x"], 2, "request.bad_field"),
    (["trace", "none"], 1, "record.unknown"),
)


def test_what_cannot_be_is_refused_and_changes_nothing(command: Command, desk: Desk) -> None:
    desk.receive(goods(TENT, 10, batch_no="P1"), goods(TENT, 1, batch_no="twice"), goods(QUILT, 1, batch_no="twice"))
    before = desk.everything()
    for arguments, status, code in REFUSED:
        error = command.failed("stock", *arguments, status=status)
        assert error["code"] == code, (arguments, error)
        assert desk.everything() == before, arguments


def test_a_wrong_option_is_named_as_it_was_typed(command: Command) -> None:
    assert "--as-of" in command.failed("stock", "list", "--as-of", "x", status=2)["message"]
    wrong = ["stock", "receive", *HERE, "--item", TENT, "--location", "A01", "--produced", "x"]
    assert "--produced" in command.failed(*wrong, status=2)["message"]


# --- what is on hand -------------------------------------------------------------------------------------------------


@pytest.fixture
def full(command: Command, desk: Desk) -> Command:
    """Return the command on a store with a few goods, some of them gone again."""
    tents = goods(TENT, 10, yuan("1000.10"), batch_no="P1", expires_on=ago(-20))
    cloth = goods(CLOTH, "2.125", yuan("3.3"), place=A02)
    desk.receive(tents, cloth, goods(QUILT, 5, expires_on=ago(3)), day=ago(10))
    desk.issue(lot_line(tents.lot_id, 4), day=ago(2))
    return command


def test_stock_is_one_row_for_each_item_depot_and_lot(full: Command) -> None:
    data = full.json("stock", "list")
    assert [(row["item_code"], row["quantity"], row["amount"]) for row in data["rows"]] == [
        (TENT, "6", "600.06"),
        (QUILT, "5", "0.00"),
        (CLOTH, "2.125", "3.30"),
    ]
    assert data["amount"] == "603.36"
    assert data["rows"][0]["expires_on"] == ago(-20).isoformat() and data["rows"][2]["expires_on"] is None
    lines = full("stock", "list").out.splitlines()
    assert len(lines) == 3 + 3 and "603.36" in lines[-1]


def test_stock_is_filtered_by_any_of_its_facts(full: Command) -> None:
    def items(*arguments: object) -> list[str]:
        return [row["item_code"] for row in full.json("stock", "list", *arguments)["rows"]]

    assert items("--item", TENT.lower()) == items("--lot", "P1") == items("--search", "12dzp") == [TENT]
    assert items("--category", "C02") == [CLOTH]
    assert items("--depot", "NONE") == []
    assert items("--expiring", 0) == [QUILT] and items("--expiring", 30) == [QUILT, TENT]


def test_stock_of_a_past_day_is_what_it_was(full: Command) -> None:
    assert [quantity for _label, quantity in quantities(full, "--as-of", ago(5), "--item", TENT)] == ["10"]
    assert [quantity for _label, quantity in quantities(full, "--as-of", TODAY, "--item", TENT)] == ["6"]
    assert quantities(full, "--as-of", ago(11)) == []


def test_a_card_runs_from_opening_to_closing(full: Command) -> None:
    card = full.json("stock", "card", TENT, "--from", ago(5), "--to", TODAY)["card"]
    assert (card["opening"], card["closing"]) == ("10", "6")
    assert [(row["change"], row["balance"]) for row in card["rows"]] == [("-4", "6")]
    said = full("stock", "card", TENT).out
    assert "12㎡单帐篷" in said and "-4" in said


def test_the_life_of_a_lot_is_told(full: Command) -> None:
    (trace,) = full.json("stock", "trace", "P1")
    assert [line["quantity"] for line in trace["movements"]] == ["10", "4"]
    assert trace["lot"]["batch_no"] == "P1"
    assert [row["quantity"] for row in trace["on_hand"]] == ["6"]
    said = full("stock", "trace", "P1").out
    assert "铁东区" in said and trace["lot"]["label_code"] in said
