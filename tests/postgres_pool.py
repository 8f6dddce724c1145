"""Copies of PostgreSQL stores, lent to one test after another: their rows are put back, which takes milliseconds."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from tests.postgres_server import PostgresServer

BYTES_GROWN_MAX = 8_000_000
"""A copy that grew by more is thrown away: the next test would wade through rows that are gone."""

_END_OTHERS = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_STRUCTURE = """
SELECT (SELECT (count(*), sum(xmin::text::bigint))::text FROM pg_class WHERE oid >= 16384)
    || (SELECT (count(*), sum(xmin::text::bigint))::text FROM pg_attribute WHERE attrelid >= 16384)
    || (SELECT (count(*), sum(xmin::text::bigint))::text FROM pg_constraint WHERE oid >= 16384)
    || (SELECT (count(*), sum(xmin::text::bigint))::text FROM pg_trigger WHERE oid >= 16384)
    || (SELECT (count(*), sum(xmin::text::bigint))::text FROM pg_proc WHERE oid >= 16384)
    || (SELECT (count(*), sum(xmin::text::bigint))::text FROM pg_namespace)
    || (SELECT xmin::text FROM pg_database WHERE datname = current_database())
"""
"""Every change of a table, rule or right makes a new row in one of these; adding and removing rows does not."""
_EMPTY = """
DO $$
DECLARE
    name regclass;
    is_filled boolean;
BEGIN
    FOR name IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %s)', name) INTO is_filled;
        IF is_filled THEN
            EXECUTE format('DELETE FROM %s', name);
        END IF;
    END LOOP;
END $$
"""
_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy of a store as it was when it was made."""

    url: str
    structure: str
    size: int


class PostgresPool:
    """Lends copies of stores."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._free: defaultdict[str, list[_Copy]] = defaultdict(list)

    @contextmanager
    def lent(self, template: str) -> Iterator[str]:
        """Lend a copy of a store that nobody changes any more; whatever is done to it is undone afterwards."""
        copy = self._free[template].pop() if self._free[template] else self._made(template)
        yield copy.url
        if self._is_put_back(copy, template):
            self._free[template].append(copy)
        else:
            self._server.drop_database(copy.url)

    def _made(self, template: str) -> _Copy:
        """Make a copy."""
        rows_of(template)
        url = self._server.new_database(template)
        with psycopg.connect(address(url), autocommit=True) as connection:
            return _Copy(url, *_state(connection))

    def _is_put_back(self, copy: _Copy, template: str) -> bool:
        """Put the rows back as they were; say whether the copy can be lent again."""
        with psycopg.connect(address(copy.url), autocommit=True) as connection:
            connection.execute(_END_OTHERS)
            structure, size = _state(connection)
            if structure != copy.structure or size > copy.size + BYTES_GROWN_MAX:
                return False
            with connection.transaction():
                connection.execute("SET LOCAL session_replication_role = replica")  # neither triggers nor foreign keys
                connection.execute(_EMPTY)
                for table, rows in rows_of(template).items():
                    with connection.cursor().copy(_copied(table, "FROM STDIN")) as copying:
                        copying.write(rows)
        return True


@cache
def rows_of(template: str) -> dict[str, bytes]:
    """Return the rows of every table of a store that has some."""
    found: dict[str, bytes] = {}
    with psycopg.connect(address(template), autocommit=True) as connection:
        for (table,) in connection.execute(_TABLES).fetchall():
            if connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table))).fetchone():
                with connection.cursor().copy(_copied(table, "TO STDOUT")) as copying:
                    found[table] = b"".join(map(bytes, copying))
    return found


def _copied(table: str, direction: str) -> sql.Composed:
    """Return the statement that copies a table out or in."""
    return sql.SQL("COPY {} " + direction + " (FORMAT binary)").format(sql.Identifier(table))


def _state(connection: psycopg.Connection) -> tuple[str, int]:
    """Return how the tables and rules are, and how large the database is."""
    row = connection.execute(f"SELECT ({_STRUCTURE}), pg_database_size(current_database())").fetchone()
    assert row is not None, "a SELECT without FROM has one row"
    return row[0], row[1]


def address(url: str) -> str:
    """Return a URL as the driver takes it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
