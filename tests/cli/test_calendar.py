"""``supplies calendar``: working days shown and set, time limits listed, worked out and set otherwise."""

from pathlib import Path

import pytest

from supplies.deadlines.catalogue import rules_on
from tests.cli.command import Command
from tests.rooms import TODAY, Desk

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""


def list_of_days(folder: Path, *rows: str) -> Path:
    """Write a list of working days."""
    path = folder / "days.csv"
    path.write_text("\n".join(("日期,是否上班,名称,来源", *rows)) + "\n", encoding="utf-8")
    return path


def test_a_known_year_is_shown_with_its_holidays_and_working_days(command: Command) -> None:
    shown = command.json("calendar", "show", 2026)
    assert (shown["is_known"], shown["working_days"], len(shown["rows"])) == (True, 248, 39)
    assert shown["rows"][3] == {
        "day": "2026-01-04",
        "is_working": True,
        "name": "元旦调休",
        "source": "国务院办公厅2025年11月4日通知",
    }
    told = command("calendar", "show", 2026).out
    assert "2026-01-04 周日" in told and "248个工作日" in told


def test_a_year_that_nobody_told_is_shown_as_not_known(command: Command) -> None:
    shown = command.json("calendar", "show", 2027)
    assert (shown["is_known"], shown["rows"]) == (False, [])
    assert "尚未录入" in command("calendar", "show", 2027).out


def test_a_year_is_set_from_a_file_and_counts_at_once(command: Command, tmp_path: Path) -> None:
    before = command.json("calendar", "due", "contract_announced", "2026-12-31")
    assert (before["due"], before["is_known"]) == ("2027-01-04", False)
    assert "仅扣除周末" in command("calendar", "due", "contract_announced", "2026-12-31").out
    file = list_of_days(tmp_path, "2027-01-01,0,元旦,国办", "2027-01-02,0,元旦,国办", "2027-01-03,1,元旦调休,国办")
    assert command.json("calendar", "set", file) == {"year": 2027, "special": 3, "working_days": 261}
    after = command.json("calendar", "due", "contract_announced", "2026-12-31")
    assert (after["due"], after["is_known"]) == ("2027-01-04", True)
    assert command.json("calendar", "due", "result_notice", "2026-12-31")["due"] == "2027-01-03"
    assert len(command.json("calendar", "show", 2027)["rows"]) == 3


def test_the_rules_of_a_day_are_listed_with_their_paragraphs(command: Command) -> None:
    assert [row["code"] for row in command.json("calendar", "rules")["rows"]] == list(rules_on(TODAY))
    told = command("calendar", "rules").out
    assert "政府采购法》第三十五条" in told and "不少于20日" in told and "采购文件开始发出" in told
    early = [row["code"] for row in command.json("calendar", "rules", "--began", "2014-06-30")["rows"]]
    assert "contract_filed" in early and "contract_announced" not in early


def test_a_time_limit_is_worked_out_with_its_paragraph(command: Command) -> None:
    told = command("calendar", "due", "bids", "2026-09-11").out
    assert "投标截止：最早2026-10-08 周四" in told and "第三十五条" in told and "仅扣除周末" not in told
    assert "签订合同：最迟2026-09-28 周一" in command("calendar", "due", "contract_signed", "2026-08-26").out
    old = command.json("calendar", "due", "payment", "2026-06-01", "--began", "2024-06-30")
    assert "第八条" in old["rule"]["paragraph"]


def test_another_day_is_set_and_shown_beside_the_one_worked_out(command: Command) -> None:
    command.json("calendar", "override", "AS-1", "contract_filed", "--to", "2026-07-15", "--reason", "系统停机")
    found = command.json("calendar", "due", "contract_filed", "2026-06-22", "--of", "AS-1")
    assert (found["due"], found["moved"]["new_day"], found["moved"]["reason"]) == (
        "2026-07-01",
        "2026-07-15",
        "系统停机",
    )
    assert (
        "已调整为2026-07-15 周三：系统停机"
        in command("calendar", "due", "contract_filed", "2026-06-22", "--of", "AS-1").out
    )
    assert command.json("calendar", "due", "contract_filed", "2026-06-22", "--of", "AS-2")["moved"] is None


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (["show", "1999"], 2, "request.bad_field"),
        (["show", "x"], 2, "cli.wrong_usage"),
        (["due", "no_rule", "2026-01-05"], 1, "record.unknown"),
        (["due", "intent", "2026-01-05", "--began", "2021-12-31"], 1, "record.unknown"),
        (["due", "bids", "2026-02-30"], 2, "request.bad_field"),
        (["due", "files_kept", "9999-12-31"], 1, "deadlines.day_far_off"),
        (["due", "bids", "2026-01-05", "--began", "x"], 2, "request.bad_field"),
        (["override", "AS-1", "no_rule", "--to", "2026-07-15", "--reason", "停机"], 1, "record.unknown"),
        (["override", "AS-1", "bids", "--to", "2026-07-15", "--reason", "  "], 2, "request.malformed"),
        (["override", "AS-1", "bids", "--reason", "停机"], 2, "cli.wrong_usage"),
        (["set", "no_such_file.csv"], 2, "file.unreadable"),
    ],
)
def test_what_cannot_be_is_refused(command: Command, desk: Desk, arguments: list[str], status: int, code: str) -> None:
    before = desk.everything()
    assert command.failed("calendar", *arguments, status=status)["code"] == code
    assert desk.everything() == before


def test_what_is_refused_in_a_file_is_named_by_its_row(command: Command, desk: Desk, tmp_path: Path) -> None:
    before = desk.everything()
    file = list_of_days(tmp_path, "2027-01-01,0,元旦,", "2028-01-01,0,元旦,", "2027-01-01,0,元旦,")
    lines = command.failed("calendar", "set", file)["lines"]
    assert [(line["line"], line["code"]) for line in lines] == [
        (3, "deadlines.day_outside_year"),
        (4, "deadlines.day_twice"),
    ]
    wrong = list_of_days(tmp_path, "2027-01-01,也许,,", "2027,1,,")
    assert command.failed("calendar", "set", wrong, status=2)["code"] == "deadlines.workdays_unreadable"
    empty = list_of_days(tmp_path)
    assert command.failed("calendar", "set", empty)["code"] == "request.empty"
    assert desk.everything() == before
