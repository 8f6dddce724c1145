"""Stores to measure on: made once and kept in build/bench, copied for each subject, and on PostgreSQL as well."""

import inspect
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql
from sqlalchemy import Connection, make_url, select

from benchmarks import money_story, relief_story, story
from benchmarks.measuring import seconds
from benchmarks.money_story import make_money_store
from benchmarks.story import clock, make_store
from supplies.database import Database
from supplies.models import Base
from supplies.program import Program
from supplies.upgrade import create_schema, fingerprint_file
from tests.postgres_server import SETTINGS, PostgresServer, running_postgres

SMALL_PART = 100
"""The large store is so many times as large as the small one."""
SMALL_LEAST = 1_000
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "autovacuum": "on"}
"""What the server of the tests does without."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a store is full of."""

    name: str
    counted: str
    """What its size is counted in."""
    make: Callable[[str, int], None]


STOCK = Kind("store", "movements", make_store)
MONEY = Kind("money", "lots", make_money_store)


class Bench:
    """What a subject measures on: a small and a large store, and how often."""

    def __init__(self, folder: Path, movements: int, rounds: int) -> None:
        """Take the size of the large store; in the folder, stores of another schema or story are thrown away."""
        self.small = max(movements // SMALL_PART, SMALL_LEAST)
        self.large = movements
        self.rounds = rounds
        self._folder = folder
        self._server: PostgresServer | None = None
        self._servers: dict[tuple[int, Kind], Program] = {}
        self._open = ExitStack()
        folder.mkdir(parents=True, exist_ok=True)
        told = b"".join(inspect.getsource(each).encode() for each in (story, relief_story, money_story))
        self._key = sha256(told + fingerprint_file("sqlite").read_bytes()).hexdigest()[:12]
        for old in folder.glob("*-*.db"):
            if f"-{self._key}-" not in old.name:
                old.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._open.close()

    def kept(self, size: int, kind: Kind = STOCK) -> Path:
        """Return a store of a size, for reading or copying only."""
        path = self._folder / f"{kind.name}-{self._key}-{size}.db"
        if not path.exists():
            with self.scratch() as folder:
                taken = seconds(lambda: kind.make(str(folder / "store.db"), size))
                (folder / "store.db").rename(path)
            print(f"  made {size:,} {kind.counted} through the journal in {taken:.0f} s ({size / taken:,.0f}/s)")
        return path

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Lend an empty folder, in which the witness lives too; nothing of it is left afterwards."""
        before = os.environ.get("SUPPLIES_DATA")
        with tempfile.TemporaryDirectory(prefix="scratch-", dir=self._folder) as name:
            os.environ["SUPPLIES_DATA"] = name
            try:
                yield Path(name)
            finally:
                if before is None:
                    del os.environ["SUPPLIES_DATA"]
                else:
                    os.environ["SUPPLIES_DATA"] = before

    @contextmanager
    def opened(self, size: int, kind: Kind = STOCK) -> Iterator[Program]:
        """Open a store for reading only."""
        source = self.kept(size, kind)
        with self.scratch(), closing(Program.open(str(source), clock)) as program:
            yield program

    @contextmanager
    def copy(self, movements: int) -> Iterator[Program]:
        """Open a copy of a store, to be read and posted to."""
        source = self.kept(movements)
        with self.scratch() as folder:
            shutil.copyfile(source, folder / "store.db")
            with closing(Program.open(str(folder / "store.db"), clock)) as program:
                yield program

    def server(self, size: int, kind: Kind = STOCK) -> Program:
        """Return the same store on a PostgreSQL server of our own, which waits for the disk as in real use."""
        if self._server is None:
            self._server = self._open.enter_context(running_postgres(SETTINGS | DURABLE))
        if (size, kind) not in self._servers:
            source, url = self.kept(size, kind), self._server.new_database()
            self._open.enter_context(self.scratch())
            taken = seconds(lambda: copy_to_server(source, url))
            print(f"  copied {size:,} {kind.counted} to PostgreSQL in {taken:.0f} s", flush=True)
            self._servers[size, kind] = self._open.enter_context(closing(Program.open(url, clock)))
        return self._servers[size, kind]


def copy_to_server(path: Path, url: str) -> None:
    """Copy a SQLite store row by row into an empty PostgreSQL database, past its triggers, which would count twice."""
    with closing(Database.open(str(path))) as source, closing(Database.open(url)) as target:
        create_schema(target)
        source.read(lambda rows: target.write(lambda connection: _copy_tables(rows, connection)))
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as settled:
        settled.execute("VACUUM ANALYZE")  # What the server would otherwise do while it is measured.
        settled.execute("CHECKPOINT")


def _copy_tables(source: Connection, target: Connection) -> None:
    """Copy every table."""
    driver = target.connection.driver_connection
    assert driver is not None, "an open connection has its driver's"
    target.exec_driver_sql("SET LOCAL session_replication_role = replica")
    for table in Base.metadata.sorted_tables:
        columns = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)
        command = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
        rows = source.execute(select(table).execution_options(yield_per=1000))
        with driver.cursor() as cursor, cursor.copy(command) as copy:
            for row in rows:
                copy.write_row(tuple(row))
