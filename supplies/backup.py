"""Copies of a store: made while it is in use, checked, and put into a new store.

A backup is always one SQLite file with the store's own schema, whatever database the store lives in; so a city's
PostgreSQL store can be restored on a single laptop, and the other way round.
"""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from hashlib import file_digest
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, MetaData, Table, insert, select
from sqlcipher3 import dbapi2

from supplies.database import Database, file_reason, parse_url, refuse_network_share, remove_file
from supplies.errors import FileThere, StoreDamaged, StoreDiskFull, StoreMissing, StoreNotAllowed
from supplies.upgrade import migrate_empty
from supplies.values import utc_text

COPY_ROWS = 1000
COPY_FILES = 4
"""Rows of a table that keeps whole files; so many of the largest lie in memory at once."""
SPARE_BYTES = 16 * 1024 * 1024
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

Check = Callable[[Database], None]
"""Raises where a copy is not sound."""


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup as it lies on disk."""

    path: Path
    bytes: int
    sha256: str


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def back_up(database: Database, target: Path, check: Check) -> BackupFile:
    """Copy a store in use to a file, check the copy, and only then give it its name.

    Raises:
        FileThere: the file exists; a backup never replaces another.
        StoreNotAllowed: the folder cannot be written to.
        StoreDiskFull: there is no room.
        SuppliesError: of ``check``; the copy is not sound, so the store is not.
    """
    with _put_in_place(target) as part:
        _refuse_full_disk(database, target.parent)
        _copy(database, part)
        _checked(part, str(target), check)
        _make_portable(part)
    return BackupFile(target, target.stat().st_size, file_sha256(target))


def restore(file: Path, url: str, check: Check) -> Database:
    """Put a backup into a new store and return it; the backup itself is only read.

    What ``check`` writes into the copy that it is given stands in the new store from the beginning.

    Raises:
        StoreMissing: there is no such file.
        FileThere: the new file exists.
        StoreNotEmpty: the database holds a store.
        SuppliesError: of ``check``; the backup is not sound.
    """
    if not file.is_file():
        raise StoreMissing(path=str(file))
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        target = Path(parsed.database or "")
        refuse_network_share(target)
        with _put_in_place(target) as part:
            shutil.copyfile(file, part)
            _checked(part, str(file), check)
        return Database.open(str(target))
    return _restore_server(file, url, check)


def _restore_server(file: Path, url: str, check: Check) -> Database:
    """Copy a backup into an empty PostgreSQL database: its tables and all rows in one transaction."""
    database = Database.open(url)
    try:
        with tempfile.TemporaryDirectory(prefix="supplies-restore-") as folder, _explained(Path(folder)):
            copy = Path(folder) / "backup.db"
            shutil.copyfile(file, copy)
            _checked(copy, str(file), check)
            with contextlib.closing(Database.open(str(copy))) as source:
                source.read(partial(_fill, database))
    except BaseException:
        database.close()
        raise
    return database


@contextlib.contextmanager
def _put_in_place(target: Path) -> Iterator[Path]:
    """Give a path to write to, which becomes ``target`` when all went well; else nothing is left behind.

    Raises:
        FileThere: the target exists; nothing is ever written over.
        StoreNotAllowed: the folder cannot be written to.
        StoreDiskFull: there is no room.
    """
    if target.exists():
        raise FileThere(path=str(target))
    part = target.with_name(target.name + ".part")
    with _explained(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            remove_file(part)
            part.touch(mode=0o600)
            yield part
            _flush(part)
            part.rename(target)
            _flush(target.parent)
        finally:
            with contextlib.suppress(OSError):
                remove_file(part)


@contextlib.contextmanager
def _explained(target: Path) -> Iterator[None]:
    """Say in words why a file cannot be written."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StoreDiskFull(store=str(target)) from error
        raise StoreNotAllowed(path=str(target)) from error


def _checked(path: Path, name: str, check: Check) -> None:
    """Open a copy, have the database check its pages and keys, then whatever else is to be checked.

    Args:
        path: of the copy.
        name: what to call it where it is damaged: the file that somebody asked for.
        check: the other checks.
    """
    try:
        with contextlib.closing(Database.open(str(path))) as database:
            if not database.read(_has_sound_pages):
                raise StoreDamaged(store=name)
            check(database)
    except StoreDamaged as damaged:
        raise StoreDamaged(store=name) from damaged


def _has_sound_pages(connection: Connection) -> bool:
    """Return whether every page, index and key of the file is right."""
    answer = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    return bool(answer == "ok" and broken is None)


def _refuse_full_disk(database: Database, folder: Path) -> None:
    """Refuse before the disk runs full in the middle."""
    needed = SPARE_BYTES + (database.path.stat().st_size if database.path is not None else 0)
    if shutil.disk_usage(folder).free < needed:
        raise StoreDiskFull(store=str(folder))


def _flush(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows keeps names by itself and does not open folders.
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy(database: Database, part: Path) -> None:
    """Copy one consistent state of a store into the empty file ``part``, whoever writes meanwhile."""
    if database.path is None:
        part.unlink()  # Made anew as a store, and as private.
        with contextlib.closing(Database.create_file(part)) as goal:
            database.read(partial(_fill, goal))
        return
    try:
        with contextlib.closing(dbapi2.connect(str(database.path), isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", (str(part),))
    except dbapi2.DatabaseError as error:
        raise file_reason(str(error), database.name) or StoreDamaged(store=database.name) from error


def _make_portable(path: Path) -> None:
    """Leave a file that opens from a read-only medium too: without a log beside it."""
    with contextlib.closing(dbapi2.connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _fill(goal: Database, source: Connection) -> None:
    """Copy every row of a store into an empty one, its tables and rows in one transaction."""

    def operation(connection: Connection) -> None:
        migrate_empty(connection, goal.name)
        _copy_tables(source, connection)

    goal.write(operation)


def _copy_tables(source: Connection, goal: Connection) -> None:
    """Copy every row of one store into the empty tables of another, with its rules put aside meanwhile.

    The rules are there again before the transaction ends; the schema's fingerprint proves it at every ``verify``.
    """
    metadata = MetaData()
    metadata.reflect(goal)
    tables = [table for table in metadata.sorted_tables if not table.name.startswith("alembic")]
    bring_back = _put_rules_aside(goal, tables)
    for table in tables:
        _copy_rows(source, goal, table)
    for statement in bring_back:
        goal.exec_driver_sql(statement)


def _put_rules_aside(goal: Connection, tables: list[Table]) -> list[str]:
    """Switch the triggers off; return the statements that bring them back."""
    if goal.dialect.name == "postgresql":
        for table in tables:
            goal.exec_driver_sql(f"ALTER TABLE {table.name} DISABLE TRIGGER USER")
        enable = [f"ALTER TABLE {table.name} ENABLE TRIGGER USER" for table in tables]
        return ["SET CONSTRAINTS ALL IMMEDIATE", *enable]
    goal.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # A class may stand before the class above it.
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid"
    triggers = goal.exec_driver_sql(query).all()
    for trigger in triggers:
        goal.exec_driver_sql(f"DROP TRIGGER {trigger.name}")
    return [trigger.sql for trigger in triggers]


def _copy_rows(source: Connection, goal: Connection, table: Table) -> None:
    """Copy a table in the order of its key, a batch at a time.

    PostgreSQL takes the whole table in one statement: it checks the keys that point into the same table at its end.
    """
    origin = Table(table.name, MetaData(), autoload_with=source)
    order = [origin.c[column.name] for column in table.primary_key.columns]
    at_once = COPY_FILES if "content" in table.columns else COPY_ROWS
    rows = source.execute(select(origin).order_by(*order).execution_options(yield_per=at_once)).mappings()
    kinds = {column.name: column.type.python_type for column in table.columns}
    values = ({name: _converted(value, kinds[name]) for name, value in row.items()} for row in rows)
    if goal.dialect.name == "postgresql":
        _copy_in(goal, table.name, list(kinds), values)
        return
    while batch := list(islice(values, at_once)):
        goal.execute(insert(table), batch)


def _copy_in(goal: Connection, table: str, names: list[str], values: Iterable[dict[str, Any]]) -> None:
    """Write rows into a table of PostgreSQL with its COPY."""
    driver: Any = goal.connection.driver_connection
    columns = ", ".join(f'"{name}"' for name in names)
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in values:
            copy.write_row([row[name] for name in names])


def _converted(value: Any, kind: type) -> Any:  # noqa: ANN401 - a value of either database
    """Return a value as the other database keeps it."""
    if value is None or isinstance(value, kind):
        return value
    if isinstance(value, UUID):
        return value.bytes
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return _from_file(value, kind)


def _from_file(value: Any, kind: type) -> Any:  # noqa: ANN401
    """Return a SQLite value as PostgreSQL keeps it."""
    if kind is UUID:
        return UUID(bytes=value)
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind is date:
        return date.fromisoformat(value)
    return kind(value)
