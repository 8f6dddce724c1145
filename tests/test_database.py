import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlcipher3 import dbapi2

from supplies import database as engine
from supplies.database import SETTINGS, Database, parse_url, refuse_network_share
from supplies.errors import (
    AlreadyThere,
    StoreBusy,
    StoreDamaged,
    StoreDiskFull,
    StoreMissing,
    StoreNotAllowed,
    StoreOnNetworkShare,
    StoreSettingsRefused,
    StoreUnreachable,
    StoreUrlWrong,
)
from supplies.language import Language, use_language
from tests.postgres_server import PostgresServer
from tests.soak import size

THREADS = 4
PROCESSES = 2
INCREMENTS = size(25, 500)

INCREMENT_IN_ANOTHER_PROCESS = """
import sys
from supplies.database import Database
from tests.test_database import increment

database = Database.open(sys.argv[1])
for _ in range(int(sys.argv[2])):
    database.write(increment)
database.close()
"""


def make_counter(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL CHECK (value >= 0))")
    connection.exec_driver_sql("INSERT INTO counter VALUES ('a', 0)")


def value(connection: Connection) -> int:
    """Return the counter, locked until the transaction ends."""
    lock = " FOR UPDATE" if connection.dialect.name == "postgresql" else ""
    found = connection.exec_driver_sql(f"SELECT value FROM counter{lock}").scalar_one()
    assert isinstance(found, int)
    return found


def total(connection: Connection) -> int:
    found = connection.exec_driver_sql("SELECT value FROM counter").scalar_one()
    assert isinstance(found, int)
    return found


def increment(connection: Connection) -> None:
    """Read, then write what was read and one: what two writers at once would lose."""
    connection.exec_driver_sql(f"UPDATE counter SET value = {value(connection) + 1}")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return where a database with a counter is."""
    if request.param == "sqlite":
        path = tmp_path / "counter.db"
        Database.create_file(path).close()
        yield str(path)
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    address = server.new_database()
    yield address
    server.drop_database(address)


@pytest.fixture
def counter(url: str) -> Iterator[Database]:
    database = Database.open(url)
    database.write(make_counter)
    yield database
    database.close()


@pytest.fixture
def english() -> Iterator[None]:
    use_language(Language.ENGLISH)
    yield
    use_language(Language.CHINESE)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up on a busy store after milliseconds."""
    monkeypatch.setitem(SETTINGS, "busy_timeout", 20)
    monkeypatch.setattr(engine, "WRITE_ATTEMPTS_MAX", 2)


# --- no update is lost -----------------------------------------------------------------------------------------------


def test_threads_that_write_at_once_lose_nothing(counter: Database) -> None:
    def work(_number: int) -> None:
        for _ in range(INCREMENTS):
            counter.write(increment)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, range(THREADS)))
    assert counter.read(total) == THREADS * INCREMENTS


def test_programs_that_write_at_once_lose_nothing(counter: Database, url: str) -> None:
    arguments = [sys.executable, "-c", INCREMENT_IN_ANOTHER_PROCESS, url, str(INCREMENTS)]
    others = [subprocess.Popen(arguments) for _ in range(PROCESSES)]
    for _ in range(INCREMENTS):
        counter.write(increment)
    assert [other.wait(60) for other in others] == [0] * PROCESSES
    assert counter.read(total) == (PROCESSES + 1) * INCREMENTS


def test_a_deadlock_is_tried_again_until_both_have_written(request: pytest.FixtureRequest) -> None:
    server: PostgresServer = request.getfixturevalue("postgres_server")
    first, second = (Database.open(address) for address in [server.new_database()] * 2)
    first.write(make_counter)
    first.write(lambda connection: connection.exec_driver_sql("INSERT INTO counter VALUES ('b', 0)"))
    both_hold_one = threading.Barrier(2)
    attempts: list[str] = []

    def add(names: str) -> Callable[[Connection], None]:
        def operation(connection: Connection) -> None:
            attempts.append(names)
            for number, name in enumerate(names):
                connection.exec_driver_sql(f"UPDATE counter SET value = value + 1 WHERE name = '{name}'")
                if number == 0 and attempts.count(names) == 1:
                    both_hold_one.wait(30)

        return operation

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda pair: pair[0].write(add(pair[1])), [(first, "ab"), (second, "ba")]))
    rows = first.read(lambda connection: connection.exec_driver_sql("SELECT value FROM counter").scalars().all())
    first.close()
    second.close()
    assert list(rows) == [2, 2]
    assert len(attempts) == 3, "one of the two lost the race and came again"


def test_what_fails_is_undone_whole_and_not_tried_again(counter: Database) -> None:
    attempts: list[int] = []

    def operation(connection: Connection) -> None:
        attempts.append(1)
        increment(connection)
        connection.exec_driver_sql("UPDATE counter SET value = -1")

    with pytest.raises(IntegrityError):
        counter.write(operation)
    assert counter.read(total) == 0
    assert len(attempts) == 1


def test_tables_made_by_what_fails_are_undone_too(counter: Database) -> None:
    def operation(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE half (id BIGINT)")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        counter.write(operation)
    counter.write(lambda connection: connection.exec_driver_sql("CREATE TABLE half (id BIGINT)"))


# --- reading ---------------------------------------------------------------------------------------------------------


def test_a_reader_sees_one_state_while_others_write(counter: Database) -> None:
    def query(connection: Connection) -> tuple[int, int]:
        before = total(connection)
        with ThreadPoolExecutor(1) as pool:
            pool.submit(counter.write, increment).result(30)
        return before, total(connection)

    assert counter.read(query) == (0, 0)
    assert counter.read(total) == 1


def test_a_reader_can_change_nothing(counter: Database) -> None:
    with pytest.raises((DBAPIError, StoreNotAllowed)):
        counter.read(lambda connection: connection.exec_driver_sql("UPDATE counter SET value = 7").rowcount)
    assert counter.read(total) == 0


def test_more_readers_than_connections_take_turns(counter: Database) -> None:
    with ThreadPoolExecutor(3 * engine.READERS_MAX) as pool:
        assert list(pool.map(lambda _: counter.read(total), range(60))) == [0] * 60


# --- SQLite: settings, and files that cannot be used -----------------------------------------------------------------


@pytest.mark.parametrize("name", SETTINGS)
def test_every_connection_has_each_setting(tmp_path: Path, name: str) -> None:
    database = Database.create_file(tmp_path / "store.db")

    def query(connection: Connection) -> object:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

    assert database.read(query) == SETTINGS[name]
    assert database.write(query) == SETTINGS[name]
    database.close()


def test_a_setting_that_is_not_taken_stops_the_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SETTINGS, "journal_mode", "nonesuch")
    with pytest.raises(StoreSettingsRefused, match=r"journal_mode = (wal|delete)"):
        Database.create_file(tmp_path / "store.db")


def test_an_sqlite_with_the_wal_bug_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 40, 1))
    with pytest.raises(StoreSettingsRefused):
        Database.create_file(tmp_path / "store.db")


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        Database.open(str(tmp_path / "none.db"))
    with pytest.raises(StoreMissing):
        Database.open(str(tmp_path))
    assert list(tmp_path.glob("none*")) == []


def test_a_new_store_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("dear")
    with pytest.raises(AlreadyThere):
        Database.create_file(path)
    assert path.read_text() == "dear"


@pytest.mark.parametrize("content", [b"dear sir, " * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_store_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(StoreDamaged):
        Database.open(str(path))
    assert path.read_bytes() == content


def test_a_store_damaged_in_the_middle_says_so_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    database = Database.create_file(path)
    database.write(lambda connection: connection.exec_driver_sql("CREATE TABLE t (x TEXT)"))
    database.write(lambda connection: connection.exec_driver_sql("INSERT INTO t VALUES (hex(randomblob(100000)))"))
    database.close()
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    path.write_bytes(content)
    damaged = Database.open(str(path))
    with pytest.raises(StoreDamaged):
        damaged.read(lambda connection: connection.exec_driver_sql("SELECT * FROM t").all())
    damaged.close()


def test_a_store_that_another_program_holds_is_busy(tmp_path: Path, impatient: None) -> None:
    path = tmp_path / "store.db"
    database = Database.create_file(path)
    database.write(make_counter)
    other = dbapi2.connect(str(path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        database.write(increment)
    assert database.read(total) == 0, "it can still be read"
    other.execute("ROLLBACK")
    other.close()
    database.write(increment)
    database.close()


def test_a_store_that_another_program_has_for_itself_is_busy(tmp_path: Path, impatient: None) -> None:
    path = tmp_path / "store.db"
    other = dbapi2.connect(str(path), isolation_level=None)
    other.execute("CREATE TABLE t (x)")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("INSERT INTO t VALUES (1)")
    with pytest.raises(StoreBusy):
        Database.open(str(path))
    other.execute("ROLLBACK")
    other.close()


def test_a_disk_that_is_full_undoes_the_write_and_says_so(tmp_path: Path) -> None:
    database = Database.create_file(tmp_path / "store.db")
    database.write(make_counter)

    def operation(connection: Connection) -> None:
        increment(connection)
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.exec_driver_sql("CREATE TABLE big AS SELECT hex(randomblob(100000)) AS x")

    with pytest.raises(StoreDiskFull):
        database.write(operation)
    assert database.read(total) == 0
    database.write(increment)
    database.close()


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.db"
    Database.create_file(path).close()
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)
    with pytest.raises(StoreNotAllowed, match=r"store\.db"):
        Database.open(str(path))
    with pytest.raises(StoreNotAllowed):
        Database.create_file(path / "below" / "a-file.db")


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/export /mnt/nfs nfs4 rw 0 0
//server/share /mnt/smb\\040share cifs rw 0 0
me@host: /mnt/ssh fuse.sshfs rw 0 0
/dev/sdb1 /mnt/nfs/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    "path", ["/mnt/nfs/store.db", "/mnt/smb share/a/store.db", "/mnt/ssh/s.db", "\\\\server\\s.db"]
)
def test_a_network_share_is_refused(path: str) -> None:
    with pytest.raises(StoreOnNetworkShare):
        refuse_network_share(Path(path), MOUNTS)


@pytest.mark.parametrize("path", ["/home/li/store.db", "/mnt/nfs/local/store.db", "/mnt/nfs-copy/store.db"])
def test_a_local_disk_is_accepted(path: str) -> None:
    refuse_network_share(Path(path), MOUNTS)


def test_a_store_on_a_share_is_neither_opened_nor_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.db"
    Database.create_file(path).close()
    monkeypatch.setattr(engine, "NETWORK_FILE_SYSTEMS", frozenset(kinds_of_mounts()))
    with pytest.raises(StoreOnNetworkShare):
        Database.open(str(path))
    with pytest.raises(StoreOnNetworkShare):
        Database.create_file(tmp_path / "other.db")
    assert not (tmp_path / "other.db").exists()


def kinds_of_mounts() -> Iterator[str]:
    for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines():
        yield line.split()[2]


# --- addresses, and servers that cannot be used ----------------------------------------------------------------------


def test_a_path_and_an_address_name_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "一 二.db"
    Database.create_file(path).close()
    for address in (str(path), f"sqlite:///{path}"):
        database = Database.open(address)
        assert (database.path, database.dialect, database.name) == (path, "sqlite", str(path))
        database.close()


@pytest.mark.parametrize(
    "address",
    ["mysql://li:secret@server/x", "sqlite://", "postgresql://li:secret@server:port/x", "://li:secret@x", "http://x"],
)
def test_another_address_is_refused_without_showing_a_password(address: str, english: None) -> None:
    with pytest.raises(StoreUrlWrong) as refused:
        parse_url(address)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("query", ["", "?password=hidden"])
def test_a_server_that_does_not_answer_is_named_without_the_password(english: None, query: str) -> None:
    started = time.monotonic()
    with pytest.raises(StoreUnreachable) as refused:
        Database.open(f"postgresql://li:secret@127.0.0.1:1/supplies{query}")
    said = str(refused.value) + refused.value.remedy()
    assert "127.0.0.1" in said
    assert "secret" not in said
    assert "hidden" not in said
    assert time.monotonic() - started < 2 * engine.CONNECT_TIMEOUT_SECONDS


def test_a_database_that_the_server_does_not_have_is_named(postgres_server: PostgresServer) -> None:
    address = postgres_server.new_database()
    postgres_server.drop_database(address)
    with pytest.raises(StoreUnreachable):
        Database.open(address)


def test_a_server_that_went_away_in_between_is_found_again(postgres_server: PostgresServer) -> None:
    address = postgres_server.new_database()
    database, other = Database.open(address), Database.open(address)
    database.write(make_counter)
    other.write(disconnect_others)
    assert database.read(total) == 0
    other.write(disconnect_others)
    database.write(increment)
    assert database.read(total) == 1
    database.close()
    other.close()


def test_a_server_that_goes_away_in_the_middle_leaves_nothing(postgres_server: PostgresServer) -> None:
    address = postgres_server.new_database()
    database, other = Database.open(address), Database.open(address)
    database.write(make_counter)

    def operation(connection: Connection) -> None:
        increment(connection)
        other.write(disconnect_others)
        increment(connection)

    with pytest.raises(StoreUnreachable):
        database.write(operation)
    assert database.read(total) == 0
    database.close()
    other.close()


def disconnect_others(connection: Connection) -> None:
    connection.exec_driver_sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
