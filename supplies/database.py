"""The engine of the store, SQLite or PostgreSQL: the one place where transactions begin, commit and are tried again."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlcipher3 import dbapi2

from supplies.errors import (
    FileThere,
    StoreBusy,
    StoreDamaged,
    StoreDiskFull,
    StoreMissing,
    StoreNotAllowed,
    StoreOnNetworkShare,
    StoreSettingsRefused,
    StoreUnreachable,
    StoreUnusable,
    StoreUrlWrong,
)
from supplies.language import N_, Wording

T = TypeVar("T")

_SERVER_WORDING = Wording(
    (r".*Connection refused.*", N_("nothing answers at this address")),
    (r".*(?:Name or service not known|not translate host name|resolve).*", N_("no computer of this name is known")),
    (r".*(?:timeout expired|timed out).*", N_("it does not answer in time")),
    (r".*(?:password authentication failed|no password supplied|role \".+\").*", N_("login or password is wrong")),
    (r".*database \"(?P<name>.+)\" does not exist.*", N_("it has no database named {name}")),
)
"""What psycopg says where a server cannot be used."""

WRITE_ATTEMPTS_MAX = 8
WRITE_SECONDS_MAX = 15
"""No attempt begins later than this after the first; SQLite itself waits for BUSY_TIMEOUT_MS in each."""
FIRST_PAUSE_SECONDS = 0.02
BUSY_TIMEOUT_MS = 5000
CONNECT_TIMEOUT_SECONDS = 5
READERS_MAX = 8
STATEMENTS_KEPT = 1000
"""By a SQLite connection, ready to run: more than there are, for where room is lacking the driver gives up the newest,
which is the one in use."""
SMALLEST_FILE = 512
"""Bytes: SQLite takes a shorter file for an empty store, and writes over whatever it held."""
SQLITE_OLDEST = (3, 51, 3)
"""Older versions carry a bug that can corrupt a WAL store."""

SETTINGS: dict[str, object] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "busy_timeout": BUSY_TIMEOUT_MS,
    "trusted_schema": 0,
    "mmap_size": 0,
    "cell_size_check": 1,
}
"""What every SQLite connection must say of itself: durable after each commit, triggers and keys always on."""

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "fuse.sshfs", "davfs", "fuse.davfs2", "glusterfs"}
)
RETRIED_STATES = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL: serialization failure, deadlock, lock not available."""


class Database:
    """A store: where to read from and write to."""

    def __init__(self, writer: Engine, reader: Engine, path: Path | None) -> None:
        """Take the engines; use ``open`` or ``create_file``."""
        self._writer = writer
        self._reader = reader
        self._lock = threading.Lock()
        self.path = path

    @classmethod
    def open(cls, url: str) -> "Database":
        """Open a store that exists.

        Args:
            url: a file path, ``sqlite:///...`` or ``postgresql://...``.

        Raises:
            StoreUnusable: missing, not a store, damaged, locked, not allowed, on a network share, or unreachable.
        """
        parsed = parse_url(url)
        if parsed.get_backend_name() == "postgresql":
            return cls._open_server(parsed)
        path = Path(parsed.database or "")
        size = _size(path)
        if size is None:
            raise StoreMissing(path=str(path))
        if size < SMALLEST_FILE:
            raise StoreDamaged(store=str(path))
        return cls._open_file(path)

    @classmethod
    def create_file(cls, path: Path) -> "Database":
        """Make an empty SQLite store.

        Raises:
            FileThere: the file exists.
            StoreUnusable: the folder is missing, not writable, or on a network share.
        """
        try:
            if path.exists():
                raise FileThere(path=str(path))
            refuse_network_share(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
        except (OSError, RuntimeError) as error:  # A name too long, or links that lead to each other.
            raise StoreNotAllowed(path=str(path)) from error
        return cls._open_file(path)

    @classmethod
    def _open_file(cls, path: Path) -> "Database":
        """Open a SQLite file."""
        refuse_network_share(path)
        if not os.access(path, os.R_OK | os.W_OK) or not os.access(path.parent, os.W_OK):
            raise StoreNotAllowed(path=str(path))
        database = cls(_sqlite_engine(path, is_reader=False), _sqlite_engine(path, is_reader=True), path)
        database.read(lambda connection: connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar())
        return database

    @classmethod
    def _open_server(cls, url: URL) -> "Database":
        """Open a PostgreSQL database."""
        database = cls(_server_engine(url, is_reader=False), _server_engine(url, is_reader=True), None)
        database.read(lambda connection: connection.exec_driver_sql("SELECT 1").scalar())
        return database

    @property
    def dialect(self) -> str:
        """Return ``sqlite`` or ``postgresql``."""
        return self._writer.dialect.name

    @property
    def name(self) -> str:
        """Return where the store is, without a password."""
        return str(self.path) if self.path is not None else _shown(self._writer.url)

    def read(self, query: Callable[[Connection], T]) -> T:
        """Run a query on one consistent view of the store; it cannot change anything."""
        with self._explained(), self._reader.begin() as connection:  # Begun here: the driver itself begins nothing.
            return query(connection)

    def write(self, operation: Callable[[Connection], T]) -> T:
        """Run an operation in its own transaction: the only commit. A race lost to another writer is run again.

        The operation must leave nothing behind outside the store, for it may run more than once.

        Raises:
            StoreBusy: other writers held the store all the while; nothing was changed.
        """
        with self._lock, self._explained():
            give_up = time.monotonic() + WRITE_SECONDS_MAX
            for attempt in range(WRITE_ATTEMPTS_MAX):
                try:
                    with self._writer.begin() as connection:
                        return operation(connection)
                except DBAPIError as error:
                    if not _is_lost_race(error):
                        raise
                    if time.monotonic() > give_up:
                        break
                time.sleep(FIRST_PAUSE_SECONDS * 2**attempt)
            raise StoreBusy(store=self.name)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say in words why a store cannot be used."""
        try:
            yield
        except DBAPIError as error:
            if self.path is not None:
                reason = file_reason(str(error.orig), self.name)
            else:
                reason = _server_reason(error, self.name)
            if reason is None:
                raise
            self._writer.dispose()  # After a disk error a connection may believe that what it wrote is safe.
            raise reason from error

    def close(self) -> None:
        """Let the connections go; the last one to leave a SQLite store folds its log into the one file."""
        self._reader.dispose()
        self._writer.dispose()


def _size(path: Path) -> int | None:
    """Return how many bytes a file has; None where no file of that name is or can be."""
    try:
        return path.stat().st_size if path.is_file() else None
    except OSError:
        return None


def remove_file(path: Path) -> None:
    """Remove a SQLite store with its log."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def parse_url(url: str) -> URL:
    """Return where a store is: a path is a SQLite file.

    Raises:
        StoreUrlWrong: neither a path nor an address of SQLite or PostgreSQL.
    """
    if "://" not in url:
        return URL.create("sqlite", database=url)
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreUrlWrong(url=_without_password(url)) from None
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return parsed
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    raise StoreUrlWrong(url=_shown(parsed))


def _shown(url: URL) -> str:
    """Return an address without its password, wherever it stands in it."""
    return url.difference_update_query(["password"]).render_as_string(hide_password=True)


def _without_password(url: str) -> str:
    """Return an address that cannot be read as one, with all that may be a password left out."""
    scheme, _separator, rest = url.partition("://")
    return f"{scheme}://***@{rest.rpartition('@')[2]}" if "@" in rest else url


def refuse_network_share(path: Path, mounts: str | None = None) -> None:
    """Refuse a folder on a network share, where SQLite's locks and log do not hold.

    Args:
        path: of the store.
        mounts: the table of mounts as in ``/proc/mounts``; None reads the computer's own.

    Raises:
        StoreOnNetworkShare: the path is on one.
    """
    if mounts is None:
        table = Path("/proc/mounts")
        mounts = table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""
    resolved = path.resolve()
    is_windows_share = str(path).startswith(("\\\\", "//"))
    best, kind = "", ""
    for fields in (line.split() for line in mounts.splitlines()):
        folder = fields[1].replace("\\040", " ") if len(fields) > 2 else ""
        if folder and resolved.is_relative_to(folder) and len(folder) >= len(best):
            best, kind = folder, fields[2]
    if is_windows_share or kind in NETWORK_FILE_SYSTEMS:
        raise StoreOnNetworkShare(path=str(path), kind=kind or "SMB")


def _sqlite_engine(path: Path, *, is_reader: bool) -> Engine:
    """Return an engine whose connections have been set and have confirmed every setting."""

    def connect() -> Any:  # noqa: ANN401 - a driver's connection
        connection = dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS_KEPT
        )
        try:
            _settle(connection, path, is_reader=is_reader)
        except BaseException:
            connection.close()
            raise
        return connection

    pool_size = READERS_MAX if is_reader else 1
    engine = create_engine(
        "sqlite://", module=dbapi2, creator=connect, poolclass=QueuePool, pool_size=pool_size, max_overflow=0
    )
    begin = "BEGIN" if is_reader else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _settle(connection: Any, path: Path, *, is_reader: bool) -> None:  # noqa: ANN401 - a driver's connection
    """Set a new connection and read every setting back."""
    if dbapi2.sqlite_version_info < SQLITE_OLDEST:
        raise StoreSettingsRefused(path=str(path), setting=f"SQLite {dbapi2.sqlite_version}")
    for name, value in SETTINGS.items():
        connection.execute(f"PRAGMA {name} = {value}")
        answer = connection.execute(f"PRAGMA {name}").fetchone()
        if answer is not None and answer[0] != value:
            raise StoreSettingsRefused(path=str(path), setting=f"{name} = {answer[0]}")
    if is_reader:
        connection.execute("PRAGMA query_only = 1")


def _server_engine(url: URL, *, is_reader: bool) -> Engine:
    """Return an engine for PostgreSQL; a reader sees one snapshot and can change nothing."""
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if is_reader else {}
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=READERS_MAX if is_reader else 2,
        connect_args={
            "connect_timeout": CONNECT_TIMEOUT_SECONDS,
            "application_name": "supplies",
            "options": "-c timezone=UTC -c random_page_cost=1.1",
        },
        execution_options=options,
    )


def _is_lost_race(error: DBAPIError) -> bool:
    """Return whether another writer was first, so that trying again may succeed."""
    state = getattr(error.orig, "sqlstate", None)
    return state in RETRIED_STATES or "database is locked" in str(error.orig)


def file_reason(text: str, name: str) -> StoreUnusable | None:
    """Return why a file cannot be used by what SQLite says; None where the file is well and the statement was wrong."""
    if "not a database" in text or "malformed" in text or "disk I/O error" in text:
        return StoreDamaged(store=name)
    if "readonly" in text or "unable to open" in text:
        return StoreNotAllowed(path=name)
    if "disk is full" in text:
        return StoreDiskFull(store=name)
    return StoreBusy(store=name) if "database is locked" in text else None


def _server_reason(error: DBAPIError, name: str) -> StoreUnusable | None:
    """Return why a server cannot be used; None where it answers and the statement was wrong."""
    state = getattr(error.orig, "sqlstate", None) or ""
    if state[:2] == "53":
        return StoreDiskFull(store=name)
    is_away = error.connection_invalidated or state[:2] in {"08", "28", "3D", "57"}
    if is_away or (not state and type(error.orig).__name__ == "OperationalError"):
        return StoreUnreachable(store=name, problem=_SERVER_WORDING.say(str(error.orig).strip().split("\n")[0]))
    return None
