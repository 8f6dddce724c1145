"""``supplies demo``: a sample store, the main job done on it, and what came out of it."""

import json
from pathlib import Path

import pytest

from supplies.printing.labels.stocks import label_stocks
from tests.cli.command import Command
from tests.printing.labels.paper import pictures, place_of, scanned


def test_the_demo_does_the_main_job_and_says_where_everything_lies(nowhere: Command, tmp_path: Path) -> None:
    said = nowhere("demo", "--out", tmp_path / "demo", "--no-pictures", "--json")
    assert said.status == 0, said
    data = json.loads(said.out)
    assert (data["reconciled"], data["sound"]) == (True, True)
    assert Path(data["store"]) == tmp_path / "demo" / "store.db"
    receipt, issue = data["documents"]
    assert receipt.startswith("RK-") and issue.startswith("CK-")
    files = [Path(path) for path in data["files"]]
    assert {path.suffix for path in files} == {".pdf", ".xlsx"}
    assert all(path.stat().st_size > 1000 for path in files)

    nowhere.url = data["store"]
    assert nowhere.json("store", "info")["is_sample"] is True
    assert nowhere.json("journal", "head")[0]["seq"] == data["entries"]
    labels = next(path for path in files if "label" in path.name and "location" not in path.name)
    (code,) = scanned(pictures(labels.read_bytes())[0], place_of(label_stocks()["a4-3x8"], 0))
    assert nowhere.json("scan", code)["known"] is True


@pytest.mark.parametrize("program", ["sqlite"], indirect=True)
def test_the_demo_never_takes_the_place_of_a_store_that_is_no_sample(command: Command, tmp_path: Path) -> None:
    command("store", "backup", tmp_path / "store.db")
    head = command.json("journal", "head")
    assert command.failed("demo", "--out", tmp_path, "--no-pictures")["code"] == "file.exists"
    assert command.json("--store", tmp_path / "store.db", "journal", "head") == head
    for content in (b"dear", b""):
        (tmp_path / "store.db").write_bytes(content)
        assert command.failed("demo", "--out", tmp_path, "--no-pictures")["code"] == "file.exists"
        assert (tmp_path / "store.db").read_bytes() == content
