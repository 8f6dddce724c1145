"""The stores that the journal is tried on: with all rooms in them, bare, or with a story told once and copied."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from supplies.program import Program
from tests.journal.story import Story, tell
from tests.postgres_pool import PostgresPool
from tests.postgres_server import PostgresServer
from tests.rooms import Desk, clock


@dataclass(frozen=True, slots=True)
class Told:
    """Where a store lies in which the story was told, what the computer remembers of it, and the entry of each deed."""

    url: str
    memory: Path
    seqs: dict[str, int]


def _tell(url: str, memory: Path) -> Told:
    """Tell the story in a store; what this computer remembers of its head goes to ``memory``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUPPLIES_DATA", str(memory))
        with closing(Program.open(url, clock)) as told:
            return Told(url, memory, tell(Desk(told)).seqs)


@pytest.fixture(scope="session")
def told_file(room_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return the SQLite store with the story; tests copy it."""
    folder = tmp_path_factory.mktemp("told")
    shutil.copyfile(room_file, folder / "told.db")
    return _tell(str(folder / "told.db"), folder / "memory")


@pytest.fixture(scope="session")
def told_database(
    room_database: str, tmp_path_factory: pytest.TempPathFactory, postgres_server: PostgresServer
) -> Told:
    """Return the PostgreSQL store with the story; tests copy it."""
    return _tell(postgres_server.new_database(room_database), tmp_path_factory.mktemp("told"))


@pytest.fixture(params=["sqlite", "postgresql"])
def story(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    """Return a store of a test's own where a little of everything was done, on a computer that saw it all."""
    is_file = request.param == "sqlite"
    told: Told = request.getfixturevalue("told_file" if is_file else "told_database")
    memory = tmp_path / "memory"
    shutil.copytree(told.memory, memory)
    monkeypatch.setenv("SUPPLIES_DATA", str(memory))
    if is_file:
        shutil.copyfile(told.url, tmp_path / "story.db")
        yield from _opened(str(tmp_path / "story.db"), told)
    else:
        pool: PostgresPool = request.getfixturevalue("postgres_pool")
        with pool.lent(told.url) as url:
            yield from _opened(url, told)


def _opened(url: str, told: Told) -> Iterator[Story]:
    """Open a copy for a test and close it afterwards."""
    with closing(Program.open(url, clock)) as program:
        yield Story(Desk(program), told.seqs)
