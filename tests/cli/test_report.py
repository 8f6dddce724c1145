"""``supplies report``: lists the reports, writes them by the name of the file, and says what it cannot do."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from supplies.cli.main import main
from supplies.cli.report import OPTIONS
from supplies.program import Program
from supplies.reports.catalogue import REPORTS
from supplies.reports.request import FilterField
from tests.rooms import QUILT, TENT, TODAY, Desk, ago, clock, goods, lot_line, yuan

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: what a report says on either database, the tests of the reports prove."""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs the command on a store with some stock and gives exit status, output and complaints."""
    tents = goods(TENT, 10, yuan("1000.01"), expires_on=TODAY)
    desk.receive(tents, goods(QUILT, 7, yuan("70.07")), day=ago(30))
    desk.issue(lot_line(tents.lot_id, 3), day=ago(1))
    monkeypatch.setenv("SUPPLIES_STORE", str(desk.program.database.path))
    monkeypatch.setattr(Program, "open", partial(Program.open, clock=clock))

    def command(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["report", *map(str, arguments)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def data(run: Run, *arguments: object) -> Any:
    """Return what a command that succeeds prints as JSON."""
    status, said, complaints = run(*arguments, "--json")
    assert (status, complaints) == (0, "")
    return json.loads(said)


def error(run: Run, *arguments: object) -> dict[str, Any]:
    """Return the error of a command that fails for wrong usage."""
    status, said, complaints = run(*arguments, "--json")
    assert (status, complaints) == (2, "")
    found: dict[str, Any] = json.loads(said)["error"]
    assert found["message"] and found["hint"]
    return found


def pdf_text(path: Path) -> str:
    """Return the text of a PDF."""
    document = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


def test_without_a_name_it_lists_the_reports_and_what_each_takes(run: Run) -> None:
    listed = data(run)
    assert [each["name"] for each in listed] == list(REPORTS)
    assert listed[3] == {
        "name": "card",
        "title": "货卡",
        "summary": "某一品种的收发明细及逐笔结存",
        "takes": ["--item", "--depot", "--from", "--to"],
        "needs": ["--item"],
    }
    status, said, _complaints = run()
    assert status == 0
    assert "货卡" in said and "--item [--depot] [--from] [--to]" in said
    assert OPTIONS.keys() == set(FilterField)


def test_a_pdf_is_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new" / "stock.PDF"
    status, said, complaints = run("stock", "-o", path)
    assert (status, said, complaints) == (0, f"库存报表，2 行：{path}\n", "")
    text = pdf_text(path)
    assert "700.01" in text and "770.08" in text and "制表人：管理员" in text


def test_a_workbook_is_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "stock.xlsx"
    assert run("stock", "-o", path)[0] == 0
    book = openpyxl.load_workbook(path)
    values = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    book.close()
    assert {TENT, 700.01, 770.08} <= set(values)


def test_json_has_every_row_with_exact_values_also_beside_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "stock.pdf"
    shown, written = data(run, "stock"), data(run, "stock", "-o", path)
    assert written == {**shown, "file": str(path)}
    assert path.is_file()
    (table,) = shown["tables"]
    assert [row["kind"] for row in table["rows"]] == ["heading", "line", "line", "subtotal", "total"]
    assert table["rows"][1]["cells"] == {
        "no": 1,
        "item": TENT,
        "name": "12㎡单帐篷",
        "specification": "3.7m×3.2m,三组人字架,MZ/T 011.2-2010",
        "unit": "顶",
        "quantity": "7",
        "amount": "700.01",
    }
    assert table["rows"][-1]["cells"] == {"no": "合计（2 个品种）", "amount": "770.08"}
    assert [column["kind"] for column in table["columns"]][-2:] == ["quantity", "money"]
    assert shown["stamp"]["person"] == "管理员" and shown["stamp"]["printed_at"] == "2026-06-30T04:00:00.000Z"
    shares = [row["cells"].get("share") for row in data(run, "funds")["tables"][0]["rows"]]
    assert shares == [None, "0.00", "0.00", "0.00", "0.00", "0.00", None]


def test_a_terminal_shows_headings_and_sums_where_they_are_looked_for(run: Run) -> None:
    status, said, _complaints = run("stock")
    lines = said.splitlines()
    assert status == 0 and lines[0] == "库存报表" and "截至日期：2026-06-30" in lines
    assert "C01 生活救助与安置类" in lines
    assert lines[-1].split() == ["合计（2", "个品种）", "770.08"]
    assert "1,298.44" not in said
    status, said, _complaints = run("funds")
    assert "0.00%" in said and "预算口径" in said


@pytest.mark.parametrize(
    ("options", "quantities"),
    [
        (("--by", "lot"), ["7", "7"]),
        (("--as-of", ago(2)), ["10", "7"]),
        (("--item", TENT.lower()), ["7"]),
        (("--category", "C02"), []),
    ],
)
def test_filters_are_taken(run: Run, options: tuple[object, ...], quantities: list[str]) -> None:
    (table,) = data(run, "stock", *options)["tables"]
    assert [row["cells"]["quantity"] for row in table["rows"] if row["kind"] == "line"] == quantities


def test_the_other_reports_take_theirs(run: Run) -> None:
    (card,) = data(run, "card", "--item", TENT, "--from", ago(5), "--to", TODAY)["tables"]
    assert card["rows"][0]["cells"]["balance"] == "10" and card["rows"][-1]["cells"]["balance"] == "7"
    (expiry,) = data(run, "expiry", "--days", "0, 1,2")["tables"]
    assert [row["cells"].get("days") for row in expiry["rows"]] == [None, 0, None, None]
    number = card["rows"][1]["cells"]["number"]
    assert data(run, "document", "--number", number.lower())["title"] == "出库单"


def test_another_kind_of_file_is_refused_before_anything_is_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "stock.csv"
    assert error(run, "stock", "-o", path, "--store", tmp_path / "nowhere.db")["code"] == "report.file_unknown"
    assert not path.exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("stocks",), "report.unknown"),
        (("ledger", "--depot", "210300A"), "report.filter_not_taken"),
        (("card",), "report.filter_needed"),
        (("expiry", "--days", "30"), "request.bad_field"),
        (("expiry", "--days", "30,x,90"), "request.bad_field"),
        (("expiry", "--days", "90,30,10"), "report.days_not_rising"),
        (("stock", "--as-of", "2026-2-1"), "request.bad_field"),
        (("card", "--item", "YJ01001", "--from", "2026-06-02", "--to", "2026-06-01"), "report.period_backward"),
        (("stock", "--by", "colour"), "cli.wrong_usage"),
    ],
)
def test_what_cannot_be_understood_is_explained(run: Run, arguments: tuple[str, ...], code: str) -> None:
    assert error(run, *arguments)["code"] == code


def test_what_is_not_in_the_store_is_refused(run: Run) -> None:
    status, said, _complaints = run("stock", "--depot", "999999A", "--json")
    assert (status, json.loads(said)["error"]["code"]) == (1, "record.unknown")


def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left_behind(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "stock.pdf"
    folder.mkdir()
    assert error(run, "stock", "-o", folder)["facts"]["path"] == str(folder)
    assert [path.name for path in tmp_path.glob("stock*")] == ["stock.pdf"]


def test_a_real_process_writes_a_report(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "funds.pdf"
    command = [sys.executable, "-m", "supplies", "report", "funds", "-o", str(path)]
    environment = {**os.environ, "SUPPLIES_STORE": str(desk.program.database.path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "救灾资金对账表" in done.stdout
    assert "勾稽" in pdf_text(path)
