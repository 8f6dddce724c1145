"""Replaying: the entries alone, applied to an empty store, give the same tables."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from supplies.accounts.actions import AddOrganisation
from supplies.database import Database
from supplies.errors import BadRequest, PayloadMissing, UnknownAction
from supplies.journal import queries
from supplies.journal.queries import EntryRow
from supplies.journal.replay import REPLAY_BATCH, batches, replay
from supplies.journal.store_actions import NewEpoch
from supplies.models import Base
from supplies.models.accounts import OrganisationKind
from supplies.program import Program
from supplies.upgrade import create_schema
from tests.journal.story import Story, reverse_of
from tests.rooms import SITE, Desk, act, assert_speaks

Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """Return an empty SQLite store."""
    database = Database.create_file(tmp_path / "empty.db")
    create_schema(database)
    with closing(database):
        yield database


def replay_all(program: Program, entries: list[EntryRow], target: Database) -> None:
    def run(connection: Any) -> None:
        for entry in entries:
            replay(program.journal, connection, entry)

    target.write(run)


def all_entries(desk: Desk) -> list[EntryRow]:
    found: list[EntryRow] = desk.read(lambda connection: list(queries.walk(connection, SITE)))
    return found


def every_told_value(connection: Connection) -> Rows:
    """Return every row of every table but for the bytes that no entry holds, such as those of scanned papers."""
    found: Rows = {}
    for table in Base.metadata.sorted_tables:
        told = [column for column in table.columns if not column.info.get("outside_journal")]
        found[table.name] = sorted(map(tuple, connection.execute(select(*told))), key=repr)
    return found


def test_the_entries_alone_give_every_table_again(story: Story, empty: Database) -> None:
    desk = story.desk
    desk.post(act(NewEpoch, reason="演练", backup_sha256=""), reverse_of(story, "second issue"))
    replay_all(desk.program, all_entries(desk), empty)
    stored, replayed = desk.program.read(every_told_value), empty.read(every_told_value)
    assert replayed == stored
    assert [name for name, found in stored.items() if not found] == [], "the story touches every table"


def test_replaying_asks_no_rule_and_no_clock(story: Story, empty: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = story.desk
    entries = all_entries(desk)

    def refuse(*_arguments: object) -> None:
        raise AssertionError("replay asked")

    monkeypatch.setattr(desk.program.journal, "_guards", (refuse,))
    monkeypatch.setattr(desk.program.journal, "_check_head", refuse)
    monkeypatch.setattr(desk.program.journal, "_check", refuse)
    monkeypatch.setattr(desk.program.journal, "_clock", refuse)
    replay_all(desk.program, entries, empty)


def test_an_entry_stays_as_it_was_posted(story: Story, empty: Database) -> None:
    desk = story.desk
    replay_all(desk.program, all_entries(desk), empty)
    assert empty.read(lambda connection: list(queries.walk(connection, SITE))) == all_entries(desk)
    assert empty.read(queries.own_head) == desk.program.head


def test_an_entry_without_its_content_is_refused(desk: Desk, empty: Database) -> None:
    first, *_others = all_entries(desk)
    with pytest.raises(PayloadMissing) as caught:
        replay_all(desk.program, [replace(first, payload=None)], empty)
    assert caught.value.facts == {"site": SITE, "seq": 1}
    assert_speaks(caught.value)
    assert empty.read(queries.heads) == []


def test_an_entry_is_applied_once_and_in_its_turn(desk: Desk, empty: Database) -> None:
    entries = all_entries(desk)
    for wrong in ([entries[0], entries[0]], [entries[0], entries[2]], [entries[1]], [*entries[:3], entries[1]]):
        with pytest.raises(DBAPIError):
            replay_all(desk.program, wrong, empty)
        assert empty.read(queries.heads) == [], "and nothing of it stays"
    replay_all(desk.program, entries, empty)


def test_an_entry_of_a_kind_or_form_that_nobody_knows_is_refused_in_words(desk: Desk, empty: Database) -> None:
    first, *_others = all_entries(desk)
    with pytest.raises(UnknownAction):
        replay_all(desk.program, [replace(first, action_type="future.deed")], empty)
    with pytest.raises(BadRequest):
        replay_all(desk.program, [replace(first, payload=b"{}")], empty)


def test_every_entry_comes_once_in_its_order_in_batches_for_one_transaction_each(desk: Desk) -> None:
    kind = OrganisationKind.SUPPLIER
    wanted = REPLAY_BATCH + 20
    desk.post(*(act(AddOrganisation, code=f"G{n}", name=f"G{n}", kind=kind) for n in range(wanted)))
    found = desk.read(lambda connection: list(batches(connection)))
    assert [entry.seq for batch in found for entry in batch] == list(range(1, desk.program.head.seq + 1))
    assert [len(batch) for batch in found] == [REPLAY_BATCH, desk.program.head.seq - REPLAY_BATCH]
