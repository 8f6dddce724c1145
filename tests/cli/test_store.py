"""``supplies store``: made, described, verified, copied and brought back, and refused wherever it could be lost."""

import json
import os
import re
from functools import partial
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from supplies import database
from supplies.models.accounts import Role
from supplies.upgrade import newest_revision
from tests.cli.command import Command
from tests.journal.tampering import tamper
from tests.postgres_server import PostgresServer
from tests.rooms import SITE, TENT, Desk, lot_line

INIT = ("store", "init", "--site", "210381A", "--name", "海城市应急管理局", "--level", "county")

sqlite = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


# --- init ------------------------------------------------------------------------------------------------------------


def test_a_new_store_has_the_default_catalogue(nowhere: Command) -> None:
    said = nowhere(*INIT)
    assert (said.status, said.err) == (0, "")
    assert "176" in said.out and "9" in said.out and nowhere.url in said.out
    data = nowhere.json("store", "info")
    assert (data["site"], data["is_sample"], data["dialect"]) == ("210381A", False, "sqlite")
    assert data["schema"] == data["program_schema"] == newest_revision()
    assert TIME.fullmatch(data["created_at"])
    assert data["head"]["seq"] == 15 and re.fullmatch("[0-9a-f]{64}", data["head"]["hash"])
    assert len(nowhere.json("catalogue", "list")["items"]) == 176
    assert nowhere.json("store", "verify", "--deep")["sound"] is True


def test_making_a_store_says_as_json_where_it_is_and_where_it_stands(nowhere: Command) -> None:
    data = nowhere.json(*INIT, "--login", "wang", "--person", "王")
    assert (data["store"], data["items"], data["head"]["seq"]) == (nowhere.url, 176, 15)
    assert nowhere.json("journal", "list")[0]["actor"] == "wang"


def test_a_store_is_made_in_an_empty_postgresql_database(nowhere: Command, postgres_server: PostgresServer) -> None:
    nowhere.url = postgres_server.new_database()
    assert nowhere.json(*INIT)["items"] == 176
    assert nowhere.json("store", "info")["dialect"] == "postgresql"
    assert nowhere.failed(*INIT, status=3)["code"] == "store.not_empty"


def test_a_store_is_made_with_a_catalogue_of_ones_own(nowhere: Command, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("编码,类别编码,类别,名称,单位,追踪\nA01,C01,帐篷类,帐篷,顶,批次\n", encoding="gb18030")
    assert nowhere.json(*INIT, "--catalogue", own)["items"] == 1
    assert [row["name_zh"] for row in nowhere.json("catalogue", "list")["items"]] == ["帐篷"]


@pytest.mark.parametrize(
    ("catalogue", "code"),
    [
        ("编码,名称\nA01,帐篷\n", "sheet.header_missing"),
        ("编码,类别编码,类别,名称,单位,追踪\nA01,C01,帐篷类,帐篷,顶,魔法\n", "catalogue.unreadable"),
        ("编码,类别编码,类别,名称,单位,追踪\nA01,C01,类,帐篷,顶,批次\nA01,C01,类,棉被,床,批次\n", "catalogue.refused"),
        ("", "sheet.empty"),
    ],
)
def test_a_catalogue_that_cannot_be_leaves_no_store(
    nowhere: Command, tmp_path: Path, catalogue: str, code: str
) -> None:
    own = tmp_path / "own.csv"
    own.write_text(catalogue, encoding="utf-8")
    said = nowhere(*INIT, "--catalogue", own, "--json")
    assert said.status in {1, 2}
    assert said.error["code"] == code
    assert not Path(nowhere.url).exists()


@pytest.mark.parametrize(
    "wrong", [("--site", "ab"), ("--site", ""), ("--name", ""), ("--login", "WANG"), ("--site", "x" * 40)]
)
def test_a_store_that_cannot_be_founded_leaves_nothing(nowhere: Command, wrong: tuple[str, str]) -> None:
    nowhere.failed(*INIT, *wrong, status=2)
    assert not Path(nowhere.url).exists()
    assert nowhere(*INIT).status == 0


@sqlite
def test_a_store_is_never_made_over_a_file(command: Command, desk: Desk, tmp_path: Path) -> None:
    before = desk.everything()
    assert command.failed(*INIT)["code"] == "file.exists"
    assert desk.everything() == before
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    assert command.failed("--store", letter, *INIT)["code"] == "file.exists"
    assert letter.read_text() == "dear"


def test_a_place_where_nobody_may_write_is_named(nowhere: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for url in (tmp_path / "file" / "store.db", "/proc/store.db", tmp_path / ("x" * 300)):
        assert nowhere.failed("--store", url, *INIT, status=3)["code"] == "store.not_allowed"


# --- what cannot be used ---------------------------------------------------------------------------------------------


def test_what_is_not_there_is_not_a_store(nowhere: Command) -> None:
    for arguments in (["store", "info"], ["store", "verify"], ["store", "upgrade"], ["catalogue", "list"], ["post"]):
        assert nowhere.failed(*arguments, status=3)["code"] == "store.missing"
    assert not Path(nowhere.url).parent.exists()


@pytest.mark.parametrize("content", [b"", b"dear", b"SQLite format 3\0" + bytes(1000), b"\0" * 4096, b"x" * 100_000])
def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(nowhere: Command, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.db"
    path.write_bytes(content)
    for arguments in (
        ["store", "info"],
        ["store", "verify"],
        ["store", "upgrade"],
        ["store", "backup", tmp_path / "b.db"],
    ):
        error = nowhere.failed("--store", path, *arguments, status=3)
        assert error["code"] in {"store.damaged", "store.not_founded"}
    assert path.read_bytes() == content
    assert not (tmp_path / "b.db").exists()


def test_a_database_of_another_program_is_refused(nowhere: Command, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = dbapi2.connect(str(path))
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    assert nowhere.failed("--store", path, "store", "info", status=3)["code"] == "store.damaged"
    assert nowhere.failed("--store", path, "store", "upgrade", status=3)["code"] == "store.damaged"


@sqlite
def test_a_damaged_store_is_refused_in_words(command: Command, desk: Desk) -> None:
    desk.program.close()
    path = Path(command.url)
    content = bytearray(path.read_bytes())
    content[4096 : len(content) // 2] = bytes(len(content) // 2 - 4096)
    path.write_bytes(content)
    said = command("store", "verify", "--json")
    assert said.status == 3
    assert "error" in said.data and said.error["code"].startswith("store.")


@sqlite
def test_a_store_of_a_newer_program_is_refused_by_every_command(command: Command, desk: Desk, tmp_path: Path) -> None:
    tamper(desk.program, "UPDATE alembic_version SET version_num = '9999'")
    before = Path(command.url).read_bytes()
    for arguments in (["store", "info"], ["store", "upgrade"], ["store", "verify"], ["stock", "list"], ["post"]):
        error = command.failed(*arguments, status=3)
        assert error["code"] == "store.newer"
        assert error["facts"]["found"] == "9999"
    assert Path(command.url).read_bytes() == before


@sqlite
def test_a_store_without_one_of_its_rules_is_refused(command: Command, desk: Desk) -> None:
    desk.program.database.write(lambda connection: connection.exec_driver_sql("DROP TRIGGER movement_keeps_rows"))
    error = command.failed("stock", "list", status=3)
    assert error["code"] == "store.schema_wrong"
    assert "movement_keeps_rows" in error["message"]


@sqlite
def test_a_store_in_use_by_a_writer_that_never_ends_is_said_to_be_busy(
    command: Command, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WRITE_SECONDS_MAX", 0)
    monkeypatch.setitem(database.SETTINGS, "busy_timeout", 50)
    holder = dbapi2.connect(command.url, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        error = command.failed("location", "add", "--depot", "210300A", "--code", "C01", "--name", "丙", status=3)
        assert error["code"] == "store.busy"
        assert command("stock", "list").status == 0, "and reading goes on"
    finally:
        holder.close()


@sqlite
def test_a_store_on_a_network_share_is_refused_with_the_reason(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = f"/dev/sda1 / ext4 rw 0 0\n//server/share {tmp_path} cifs rw 0 0\n"
    monkeypatch.setattr(database, "refuse_network_share", partial(database.refuse_network_share, mounts=mounts))
    for arguments in (["store", "info"], ["--store", tmp_path / "new.db", *INIT]):
        error = command.failed(*arguments, status=3)
        assert error["code"] == "store.on_network_share"
        assert error["facts"]["kind"] == "cifs"
    assert not (tmp_path / "new.db").exists()


@sqlite
def test_a_store_that_may_only_be_read_is_refused_in_words(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)  # Root may write wherever it likes.
    for arguments in (["store", "info"], ["store", "verify"], ["post"]):
        assert command.failed(*arguments, status=3)["code"] == "store.not_allowed"


@sqlite
def test_a_server_that_does_not_answer_is_named_without_its_password(command: Command) -> None:
    error = command.failed("--store", "postgresql://li:secret@127.0.0.1:1/supplies", "store", "info", status=3)
    assert error["code"] == "store.unreachable"
    assert "secret" not in json.dumps(error) and "127.0.0.1" in error["message"]


# --- info, upgrade, verify -------------------------------------------------------------------------------------------


def test_a_store_is_described_for_people(command: Command) -> None:
    said = command("store", "info")
    assert (said.status, said.err) == (0, "")
    for word in (SITE, newest_revision(), "8"):
        assert word in said.out


def test_a_store_that_is_up_to_date_is_not_upgraded(command: Command) -> None:
    assert command.json("store", "upgrade") == {"upgraded": False}
    assert command("store", "upgrade").status == 0


def test_a_sound_store_verifies(command: Command, desk: Desk) -> None:
    desk.lot()
    for arguments, deep in ((["store", "verify"], False), (["journal", "verify", "--deep"], True)):
        data = command.json(*arguments)
        assert (data["sound"], data["first"], data["findings"], data["deep"]) == (True, None, [], deep)
        assert data["entries"] == desk.program.head.seq
        assert data["heads"] == [
            {"site": SITE, "epoch": 1, "seq": desk.program.head.seq, "hash": desk.program.head.hash.hex()}
        ]
        assert str(data["entries"]) in command(*arguments).out


def test_a_store_that_is_not_sound_is_status_three_and_names_the_first_wrong_entry(
    command: Command, desk: Desk
) -> None:
    lot = desk.lot()
    seq = desk.program.head.seq
    desk.issue(lot_line(lot, 1))
    tamper(desk.program, "UPDATE journal_entry SET actor = 'other' WHERE seq = :seq", seq=seq)
    for arguments in (["store", "verify"], ["journal", "verify"], ["store", "verify", "--deep"]):
        data = command.json(*arguments, status=3)
        assert (data["sound"], data["first"]["seq"], data["first"]["site"]) == (False, seq, SITE)
        assert data["findings"][0]["seq"] == seq
        said = command(*arguments)
        assert said.status == 3 and str(seq) in said.out.splitlines()[0]


# --- backup and restore ----------------------------------------------------------------------------------------------


@pytest.fixture
def back_url(request: pytest.FixtureRequest, tmp_path: Path, desk: Desk) -> str:
    """Return where a backup may be restored to: in the other kind of database."""
    if desk.program.database.path is None:
        return str(tmp_path / "back" / "store.db")
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.new_database()


def test_a_backup_comes_back_into_the_other_database_under_a_new_epoch(
    command: Command, desk: Desk, back_url: str, tmp_path: Path
) -> None:
    desk.lot(TENT, 10)
    head = desk.program.head
    made = command.json("store", "backup", tmp_path / "b.db")
    assert made["file"] == str(tmp_path / "b.db")
    assert made["bytes"] == (tmp_path / "b.db").stat().st_size
    assert re.fullmatch("[0-9a-f]{64}", made["sha256"])
    assert made["head"] == {"site": SITE, "epoch": 1, "seq": head.seq, "hash": head.hash.hex()}
    desk.lot(TENT, 5)
    back = command.json("--store", back_url, "store", "restore", tmp_path / "b.db", "--reason", "硬盘损坏")
    assert (back["missing"], back["backup_head"], back["head"]["epoch"]) == (1, made["head"], 2)
    assert TIME.fullmatch(back["backup_at"])
    assert command.json("--store", back_url, "store", "verify", "--deep")["sound"] is True
    shown = command.json("--store", back_url, "journal", "show", back["head"]["seq"])
    assert json.loads(shown["payload"])["reason"] == "硬盘损坏"
    command.url = back_url
    again = command.json("stock", "receive", "--depot", SITE, "--item", TENT, "--quantity", 1, "--location", "A01")
    assert "E2" in again["number"]


def test_a_backup_and_a_restore_tell_people_what_they_found(command: Command, desk: Desk, tmp_path: Path) -> None:
    desk.lot()
    said = command("store", "backup", tmp_path / "b.db")
    assert (said.status, said.err) == (0, "")
    assert desk.program.head.short_hash() in said.out
    desk.lot()
    said = command("--store", tmp_path / "back.db", "store", "restore", tmp_path / "b.db")
    assert said.status == 0
    assert "2" in said.out and "1" in said.out.splitlines()[-1], "the epoch, and what is missing"


@sqlite
def test_a_backup_is_never_written_over_anything(command: Command, tmp_path: Path) -> None:
    (tmp_path / "b.db").write_text("dear")
    assert command.failed("store", "backup", tmp_path / "b.db")["code"] == "file.exists"
    assert (tmp_path / "b.db").read_text() == "dear"
    assert command.failed("store", "backup", "/proc/b.db", status=3)["code"] == "store.not_allowed"


@sqlite
def test_a_restore_never_writes_over_anything(command: Command, desk: Desk, tmp_path: Path) -> None:
    command("store", "backup", tmp_path / "b.db")
    before = desk.everything()
    assert command.failed("store", "restore", tmp_path / "b.db")["code"] == "file.exists"
    assert desk.everything() == before
    assert command.failed("store", "restore", tmp_path / "none.db", status=3)["code"] == "store.missing"


@sqlite
@pytest.mark.parametrize("cut", [0, 1, 700, 50_000])
def test_a_backup_that_is_damaged_is_not_restored(command: Command, tmp_path: Path, cut: int) -> None:
    command("store", "backup", tmp_path / "b.db")
    (tmp_path / "b.db").write_bytes((tmp_path / "b.db").read_bytes()[:cut])
    target = tmp_path / "back.db"
    error = command.failed("--store", target, "store", "restore", tmp_path / "b.db", status=3)
    assert error["code"] in {"store.damaged", "store.not_founded"}
    assert list(tmp_path.glob("back.db*")) == []


@sqlite
def test_whoever_restores_is_in_the_backup(
    command: Command, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.hire("li", Role.CITY_ADMIN)
    command("store", "backup", tmp_path / "b.db")
    target = ["--store", tmp_path / "back.db", "store", "restore", tmp_path / "b.db"]
    assert command.failed(*target, "--actor", "stranger")["code"] == "accounts.person_unknown"
    assert list(tmp_path.glob("back.db*")) == []
    monkeypatch.setenv("SUPPLIES_ACTOR", "li")
    head = command.json(*target)["head"]
    assert command.json("--store", tmp_path / "back.db", "journal", "show", head["seq"])["actor"] == "li"


@sqlite
def test_a_backup_is_itself_a_store_that_can_be_read(command: Command, desk: Desk, tmp_path: Path) -> None:
    desk.lot(TENT, 10)
    command("store", "backup", tmp_path / "b.db")
    rows = command.json("--store", tmp_path / "b.db", "stock", "list")["rows"]
    assert [row["quantity"] for row in rows] == ["10"]
