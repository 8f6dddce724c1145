import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from supplies import backup
from supplies.backup import back_up, restore
from supplies.database import Database
from supplies.errors import (
    AlreadyThere,
    NotThisStore,
    StoreDamaged,
    StoreDiskFull,
    StoreMissing,
    StoreNotAllowed,
    StoreNotEmpty,
    StoreUnusable,
)
from supplies.upgrade import SchemaState, require_current, schema_differences, schema_state
from tests.faults.raw_store import ISSUED, NEXT, SHELF, Line, RawStore, tents, write_small_store
from tests.postgres_server import PostgresServer
from tests.rooms import every_value
from tests.soak import size

Rows = dict[str, list[tuple[Any, ...]]]

BACK_UP_IN_ANOTHER_PROCESS = """
import os, resource, signal, sys
from pathlib import Path
from supplies.backup import back_up
from supplies.database import Database
from supplies.errors import SuppliesError

def die(_copy):
    os.kill(os.getpid(), signal.SIGKILL)

database = Database.open(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
if sys.argv[3] == "little room":
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    back_up(database, Path(sys.argv[2]), die if sys.argv[3] == "killed" else lambda _copy: None)
except SuppliesError as error:
    sys.exit(error.code)
"""


@pytest.fixture
def store(database: Database) -> Database:
    write_small_store(database)
    return database


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return where a new store may come to be."""
    if request.param == "sqlite":
        yield str(tmp_path / "restored" / "store.db")
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.new_database()
    yield url
    server.drop_database(url)


@pytest.fixture
def new_database_url(postgres_server: PostgresServer) -> str:
    return postgres_server.new_database()


def accept(copy: Database) -> None:
    """Check of a copy what holds for every store, whatever is in it."""
    require_current(copy)


def opened(path: Path, query: Callable[[Connection], Any]) -> Any:
    database = Database.open(str(path))
    try:
        return database.read(query)
    finally:
        database.close()


def in_another_process(url: str, target: Path, how: str) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-c", BACK_UP_IN_ANOTHER_PROCESS, url, str(target), how]
    return subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)


# --- backing up ------------------------------------------------------------------------------------------------------


def test_a_backup_holds_every_row_and_every_rule(store: Database, tmp_path: Path) -> None:
    file = back_up(store, tmp_path / "backups" / "a.db", accept)
    assert (file.bytes, file.sha256) == (file.path.stat().st_size, sha256(file.path.read_bytes()).hexdigest())
    assert [path.name for path in file.path.parent.iterdir()] == ["a.db"]
    assert opened(file.path, every_value) == store.read(every_value)
    assert opened(file.path, schema_differences) == []


def test_a_backup_opens_from_a_medium_that_cannot_be_written(store: Database, tmp_path: Path) -> None:
    file = back_up(store, tmp_path / "a.db", accept)
    assert file.path.stat().st_mode & 0o777 == 0o600, "and nobody else reads it"
    connection = dbapi2.connect(f"file:{file.path}?mode=ro", uri=True)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert connection.execute("SELECT count(*) FROM movement").fetchone() == (4,)
    connection.close()


def test_a_backup_made_while_somebody_posts_is_one_state(store: Database, tmp_path: Path) -> None:
    stop = threading.Event()
    posted = [NEXT]

    def post() -> None:
        while not stop.is_set():
            seq = posted[-1]
            there = seq % 2 == 1
            line = tents(SHELF, ISSUED, 1, 0) if there else tents(ISSUED, SHELF, 1, 0, of_seq=seq - 1, of_line=1)
            store.write(partial(post_line, seq=seq, line=line))
            posted.append(seq + 1)

    writer = threading.Thread(target=post)
    writer.start()
    try:
        files = [back_up(store, tmp_path / f"{number}.db", accept).path for number in range(size(4, 60))]
    finally:
        stop.set()
        writer.join(30)
    assert len(posted) > len(files), "somebody did post meanwhile"
    for file in files:
        head, last_line, quantity, sum_of_lines = opened(file, state)
        assert head == last_line
        assert quantity == sum_of_lines


def post_line(connection: Connection, seq: int, line: Line) -> None:
    RawStore(connection).post(seq, [line])


def state(connection: Connection) -> tuple[int, int, int, int]:
    """Return the head, the newest entry with lines, what the shelf holds of tents, and what its lines add up to."""
    raw = RawStore(connection)
    head = raw.run("SELECT max(seq) FROM journal_head").scalar_one()
    last = raw.run("SELECT max(seq) FROM journal_entry").scalar_one()
    held = raw.run("SELECT quantity FROM balance WHERE place_code = :p AND item_code = 'tent'", p=SHELF).scalar_one()
    added = raw.run(
        "SELECT sum(CASE WHEN to_place = :p THEN quantity ELSE -quantity END) FROM movement"
        " WHERE item_code = 'tent' AND :p IN (from_place, to_place)",
        p=SHELF,
    ).scalar_one()
    return head, last, held, added


def test_a_backup_never_replaces_a_file(store: Database, tmp_path: Path) -> None:
    target = tmp_path / "a.db"
    target.write_text("yesterday's")
    with pytest.raises(AlreadyThere):
        back_up(store, target, accept)
    assert target.read_text() == "yesterday's"


def test_a_copy_that_does_not_pass_its_check_gets_no_name(store: Database, tmp_path: Path) -> None:
    def refuse(_copy: Database) -> None:
        raise NotThisStore

    with pytest.raises(NotThisStore):
        back_up(store, tmp_path / "backups" / "a.db", refuse)
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_damaged_store_gives_no_backup(sqlite_database: Database, tmp_path: Path) -> None:
    write_small_store(sqlite_database)
    sqlite_database.close()
    assert sqlite_database.path is not None
    break_a_page(sqlite_database.path)
    damaged = Database.open(str(sqlite_database.path))
    with pytest.raises(StoreDamaged):
        back_up(damaged, tmp_path / "backups" / "a.db", lambda _copy: None)
    damaged.close()
    assert list((tmp_path / "backups").iterdir()) == []


def break_a_page(path: Path) -> None:
    """Overwrite the page of the movements: the store still opens, and only who reads them finds out."""
    with closing(dbapi2.connect(str(path))) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'movement'").fetchone()
        (page_bytes,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * page_bytes)
        file.write(b"\xff" * page_bytes)


def test_a_disk_without_room_is_noticed_before(
    store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(StoreDiskFull):
        back_up(store, tmp_path / "backups" / "a.db", accept)
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_disk_that_runs_full_in_the_middle_leaves_nothing(store: Database, database_url: str, tmp_path: Path) -> None:
    target = tmp_path / "backups" / "a.db"
    done = in_another_process(database_url, target, "little room")
    assert done.stderr.strip().startswith("store."), done.stderr
    assert list(target.parent.iterdir()) == []


def test_a_backup_killed_in_the_middle_leaves_no_file_of_that_name(
    store: Database, database_url: str, tmp_path: Path
) -> None:
    target = tmp_path / "backups" / "a.db"
    assert in_another_process(database_url, target, "killed").returncode == -signal.SIGKILL
    assert not target.exists()
    assert list(target.parent.iterdir()) != [], "it was killed in the middle"
    back_up(store, target, accept)
    assert [path.name for path in target.parent.iterdir()] == ["a.db"]


def test_a_folder_that_cannot_be_written_is_named(store: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreNotAllowed):
        back_up(store, tmp_path / "file" / "a.db", accept)


# --- restoring -------------------------------------------------------------------------------------------------------


def test_a_store_comes_back_in_either_database(store: Database, new_url: str, tmp_path: Path) -> None:
    store.write(class_before_the_class_above_it)
    file = back_up(store, tmp_path / "a.db", accept)
    restored = restore(file.path, new_url, accept)
    assert restored.read(every_value) == store.read(every_value)
    require_current(restored)
    with pytest.raises(IntegrityError, match="refused: movement is never changed"):
        restored.write(lambda connection: RawStore(connection).run("UPDATE movement SET quantity = 1"))
    restored.write(lambda connection: RawStore(connection).post(NEXT, [tents(SHELF, ISSUED, 1_000, 500)]))
    restored.close()
    assert sha256(file.path.read_bytes()).hexdigest() == file.sha256, "the backup was only read"


def class_before_the_class_above_it(connection: Connection) -> None:
    """Write a class whose parent stands behind it in the order of codes."""
    raw = RawStore(connection)
    raw.insert("scheme", code="s", name_zh="s", name_en="s", seq=0)
    for code, parent in (("z", None), ("a", "z")):
        raw.insert("node", scheme="s", code=code, parent=parent, name_zh=code, name_en=code, seq=0)


def test_a_restore_never_writes_over_a_store(store: Database, database_url: str, tmp_path: Path) -> None:
    file = back_up(store, tmp_path / "backups" / "a.db", accept)
    before = store.read(every_value)
    with pytest.raises((AlreadyThere, StoreNotEmpty)):
        restore(file.path, database_url, accept)
    assert store.read(every_value) == before


def test_a_damaged_backup_is_refused_by_its_own_name(store: Database, new_url: str, tmp_path: Path) -> None:
    file = back_up(store, tmp_path / "a.db", accept).path
    break_a_page(file)
    with pytest.raises(StoreDamaged) as refused:
        restore(file, new_url, accept)
    assert refused.value.facts["store"] == str(file)
    nothing_came_to_be(new_url)


def test_a_backup_cut_short_is_refused(store: Database, new_url: str, tmp_path: Path) -> None:
    file = back_up(store, tmp_path / "a.db", accept).path
    os.truncate(file, file.stat().st_size // 2)
    with pytest.raises(StoreUnusable):
        restore(file, new_url, accept)
    nothing_came_to_be(new_url)


def test_what_is_no_backup_is_refused(new_url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        restore(tmp_path / "none.db", new_url, accept)
    letter = tmp_path / "letter.txt"
    letter.write_text("dear sir" * 1000)
    with pytest.raises(StoreDamaged):
        restore(letter, new_url, accept)
    nothing_came_to_be(new_url)


def nothing_came_to_be(url: str) -> None:
    """Check that a new store was not made, not even in part."""
    if "://" not in url:
        assert not Path(url).parent.exists() or list(Path(url).parent.iterdir()) == []
        return
    database = Database.open(url)
    assert schema_state(database) is SchemaState.EMPTY
    database.close()


def test_a_restore_that_fails_in_the_middle_can_be_done_again(
    store: Database, new_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = back_up(store, tmp_path / "a.db", accept).path
    copy_rows = backup._copy_rows

    def fail_late(source: Connection, goal: Connection, table: Any) -> None:
        if table.name == "movement":
            raise OSError(28, "no space left")
        copy_rows(source, goal, table)

    monkeypatch.setattr(backup, "_copy_rows", fail_late)
    with pytest.raises(StoreDiskFull):
        restore(file, new_database_url, accept)
    nothing_came_to_be(new_database_url)
    monkeypatch.undo()
    restore(file, new_database_url, accept).close()
