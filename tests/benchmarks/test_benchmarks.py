"""The benchmarks run: on a tiny store, without a word about how long anything takes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks.measuring import Figure
from benchmarks.stores import Bench

TARGETS = (
    "SQLite: scan-out to bare transaction",
    "SQLite: scan-out, large store to small store",
    "SQLite: receipt of 200 lines",
    "SQLite: stock, first page",
    "PostgreSQL: stock, first page",
    "SQLite: totals of every item",
    "SQLite: documents, first page",
    "SQLite: card of the busiest item, newest page",
    "SQLite: life of a lot",
    "SQLite: scan: find a label",
    "1,000 lines matched to contracts",
    "SQLite: statement of the relief money",
    "PostgreSQL: statement of the relief money",
    "chain of small entries",
    "labels to PDF",
    "rows, read and to PDF",
    "rows, read and to Excel",
    "process with a window whose first page is read",
)


def test_every_target_is_measured_and_printed_beside_its_figure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = benchmarks.main(["--movements", "1000", "--rounds", "1", "--folder", str(tmp_path)])
    lines = capsys.readouterr().out.splitlines()
    for target in TARGETS:
        found = [line for line in lines if target in line and ("at most" in line or "at least" in line)]
        assert found, f"{target} is not measured"
    missed = [line for line in lines if line.endswith("MISSED")]
    assert status == (1 if missed else 0)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("scratch")] == [], "copies are thrown away"


def test_stores_are_made_once_and_those_of_another_schema_are_thrown_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "store-0123456789ab-1000.db").write_bytes(b"of another schema")
    first = Bench(tmp_path, 1000, 1).kept(1000)
    assert [path.name for path in tmp_path.iterdir()] == [first.name]
    assert "1,000 movements" in capsys.readouterr().out
    made = first.stat()
    assert Bench(tmp_path, 1000, 1).kept(1000).stat() == made
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("figure", "is_met"),
    [
        (Figure("a time", 9.9, "ms", 10.0), True),
        (Figure("a time", 10.1, "ms", 10.0), False),
        (Figure("a rate", 9.9, "rows/s", 10.0, is_least=True), False),
        (Figure("a rate", 10.1, "rows/s", 10.0, is_least=True), True),
        (Figure("a time that only informs", 1e9, "ms"), True),
    ],
)
def test_a_missed_target_is_said_and_makes_the_run_fail(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    figure: Figure,
    is_met: bool,
) -> None:
    def measure(bench: Bench) -> Iterator[Figure]:
        yield figure

    monkeypatch.setattr(benchmarks, "SUBJECTS", {"other": measure})
    assert benchmarks.main(["--folder", str(tmp_path)]) == (0 if is_met else 1)
    assert ("MISSED" in capsys.readouterr().out) is not is_met


def test_a_name_that_is_no_subject_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        benchmarks.main(["sleeping", "--folder", str(tmp_path)])
    assert "sleeping" in capsys.readouterr().err
