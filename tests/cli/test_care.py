"""``supplies stock``: upkeep, rotation, disposal, cartons and pallets from the command line."""

import pytest

from tests.cli.command import Command
from tests.rooms import A01, A02, DEPOT, TENT, TODAY, WATER, Desk, ago, move_line, some, yuan
from tests.stock.wear import AED, GENERATOR, teach

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""

AT = ("--depot", DEPOT, "--location", "A01")


def test_upkeep_is_recorded_listed_as_due_and_returned_to_service(command: Command, desk: Desk) -> None:
    teach(desk)
    desk.lot(GENERATOR, 1, yuan("3000"), ago(200), serial_no="F-1")
    rows = command.json("stock", "due", "--depot", DEPOT)
    assert [row["clock"] for row in rows] == ["upkeep", "test"]
    what = ("--lot", "F-1", "--kind", "test_run", "--result", "stopped", "--faults", "不能启动", "--hours", "12.5")
    row = command.json("stock", "upkeep", *AT, *what, "--by", "维修班", "--cost", "35")
    assert (row["result"], row["hours"], row["cost"], row["done_by"]) == ("stopped", "12.5", "35.00", "维修班")
    back = ("stock", "return-to-service", *AT, "--lot", "F-1")
    assert command.failed(*back)["code"] == "stock.service_first"
    stopped = ("--depot", DEPOT, "--location", "~stop.A01", "--lot", "F-1")
    command.json("stock", "upkeep", *stopped, "--kind", "maintenance", "--parts", "火花塞")
    assert command.json(*back)["document"]["kind"] == "service"
    assert len(command.json("stock", "upkeep-card", "F-1")) == 2
    assert "停用" in command("stock", "upkeep-card", "F-1").out
    assert "检定检查" in command("stock", "due", "--as-of", TODAY.isoformat()).out


def test_a_part_is_recorded_with_its_expiry(command: Command, desk: Desk) -> None:
    teach(desk)
    desk.lot(AED, 1, yuan("9000"), ago(30), serial_no="A-1")
    what = ("stock", "upkeep", *AT, "--lot", "A-1", "--kind", "maintenance")
    row = command.json(*what, "--component", "电极片=2028-06-30")
    assert row["components"] == [["电极片", "2028-06-30"]]
    assert command.failed(*what, "--component", "电极片", status=2)["code"] == "request.bad_field"


def test_a_lot_is_rotated_and_the_plan_lists_it_before(command: Command, desk: Desk) -> None:
    desk.lot(WATER, 10, yuan("240"), ago(300), expires_on=ago(-60), batch_no="W1")
    planned = command.json("stock", "rotation-plan", "--depot", DEPOT)
    assert [row["batch_no"] for row in planned["rows"]] == ["W1"]
    assert command.json("stock", "rotation-plan", "--within", "30")["rows"] == []
    what = ("--lot", "W1", "--quantity", "10", "--way", "exchange", "--to", "饮用水厂", "--due", "2026-08-01")
    made = command.json("stock", "rotate", *AT, *what)
    assert (made["document"]["kind"], made["document"]["due_on"]) == ("rotation", "2026-08-01")
    assert "W1" not in command("stock", "rotation-plan").out


def test_what_became_of_a_write_off_is_recorded(command: Command, desk: Desk) -> None:
    lot = desk.lot(TENT, 10, yuan("1000"))
    what = ("--lot", desk.stock()[0].label_code, "--quantity", "2", "--reason", "霉变")
    experts = [part for name in "甲乙丙丁戊" for part in ("--expert", name)]
    short = command.failed("stock", "write-off", *AT, *what, "--ground", "over_age")
    assert short["code"] == "stock.appraisers_needed"
    made = command.json("stock", "write-off", *AT, *what, "--ground", "over_age", "--opinion", "无价值", *experts)
    assert desk.held(lot, A01) == some(8)
    done = ("stock", "dispose", made["number"], "--way", "destruction", "--witness", "甲")
    assert command.failed(*done)["code"] == "stock.witnesses_needed"
    row = command.json(*done, "--witness", "乙", "--to", "环卫中心")
    assert (row["way"], row["witnesses"], row["experts"]) == ("destruction", "甲\n乙", "甲\n乙\n丙\n丁\n戊")


def test_a_carton_is_made_moved_shown_and_closed(command: Command, desk: Desk) -> None:
    made = command.json("stock", "unit", "make", *AT, "--name", "被服")
    assert (made["code"], made["name"], made["location"]) == ("U000001", "U000001 被服", A01)
    lot = desk.lot(TENT, 10)
    desk.move(move_line(lot, 4, A01, made["code"]))
    scanned = command.json("scan", made["label_code"], "--depot", DEPOT)
    assert (scanned["kind"], scanned["body"]) == ("U", "U000001")
    assert command.json("stock", "unit", "move", made["label_code"], "--to", "a02")["location"] == A02
    shown = command.json("stock", "unit", "show", "U000001", "--depot", DEPOT)
    assert [row["quantity"] for row in shown["content"]] == ["4"]
    assert [(way["from_place"], way["to_place"]) for way in shown["moves"]] == [(A01, A02)]
    assert "A02" in command("stock", "unit", "show", "U000001", "--depot", DEPOT).out
    close = ("stock", "unit", "close", "U000001", "--depot", DEPOT)
    assert command.failed(*close)["code"] == "stock.unit_not_empty"
    desk.move(move_line(lot, 4, made["code"], A02))
    assert command.json(*close) == {"unit": "U000001"}
