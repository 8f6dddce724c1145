"""A list of papers costs the same whatever lies behind it: it reads no bytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

import pytest
from sqlalchemy import Connection, event

from supplies.attachments.files import copy_to_look_at, save_paper
from supplies.attachments.queries import paper, size_text
from supplies.errors import FileUnreadable, UnknownRecord
from tests.attachments.papers import Records, attached, papers, pdf, records
from tests.rooms import SITE, Desk

LIST_SECONDS = 0.5
"""Bytes of 200 MB could not be read in that time from PostgreSQL, nor from a disk of an office."""


@pytest.fixture
def of(desk: Desk) -> Records:
    """Return a record of each kind."""
    return records(desk)


@contextmanager
def asked(desk: Desk) -> Iterator[list[str]]:
    """Collect what the database is asked."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found.append(statement)

    engine = desk.program.database._reader
    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def test_a_list_never_asks_for_bytes_and_is_quick_over_many_large_files(desk: Desk, of: Records) -> None:
    for number in range(10):
        attached(desk, of.contract, pdf(str(number), size=20_000_000), f"{number}.pdf")
    with asked(desk) as statements:
        began = perf_counter()
        rows = papers(desk, of.contract)
        seconds = perf_counter() - began
    assert len(rows) == 10 and all(row.is_here for row in rows)
    (statement,) = [each for each in statements if "attached_paper" in each]
    assert statement.count("content") == statement.count("paper_content") + 1, "only the length of it is asked for"
    assert "length(paper_content.content)" in statement
    assert seconds < LIST_SECONDS


@pytest.mark.parametrize("program", ["sqlite"], indirect=True)
def test_the_papers_of_a_record_are_found_by_an_index(desk: Desk, of: Records) -> None:
    attached(desk, of.contract, pdf())
    with asked(desk) as statements:
        assert len(papers(desk, of.contract, of.lot)) == 1
    (statement,) = [each for each in statements if "attached_paper" in each]

    def plan(connection: Connection) -> list[str]:
        found = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", ("x",) * statement.count("?"))
        return [row.detail for row in found]

    steps = desk.read(plan)
    assert any("ix_attached_paper_subject_kind_subject" in step for step in steps), steps
    assert not [step for step in steps if step.startswith(("SCAN attached_paper", "SCAN paper_content"))], steps


def test_nothing_has_no_papers(desk: Desk) -> None:
    assert papers(desk) == []


def test_sizes_are_told_for_people() -> None:
    told = {
        1: "1 KB",
        1024: "1 KB",
        1536: "2 KB",
        312_000: "305 KB",
        1024 * 1024: "1 MB",
        20 * 1024 * 1024: "20 MB",
        1_500_000: "1.4 MB",
    }
    assert {size: size_text(size) for size in told} == told


def test_a_paper_that_is_not_there_is_refused_and_a_file_that_cannot_be_written_is_told(
    desk: Desk, of: Records, tmp_path: Any
) -> None:
    seq, folder = attached(desk, of.contract, pdf()), tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(UnknownRecord):
        desk.read(paper, seq, "210381A")
    with pytest.raises(UnknownRecord):
        desk.read(save_paper, seq + 1, None, folder / "合同.pdf")
    with pytest.raises(FileUnreadable):
        desk.read(save_paper, seq, SITE, folder)
    with pytest.raises(FileUnreadable):
        desk.read(copy_to_look_at, seq, SITE, folder / "gone")
    assert list(folder.iterdir()) == []
