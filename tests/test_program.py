"""One store with all rooms: made, opened, posted to, watched, copied, brought back and brought up to date."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from supplies.accounts.actions import AddOrganisation
from supplies.accounts.queries import people, people_standings, sites
from supplies.catalogue.queries import items
from supplies.database import Database
from supplies.errors import (
    AlreadyThere,
    BadRequest,
    NotThisStore,
    PersonUnknown,
    StoreDamaged,
    StoreMissing,
    StoreNewer,
    StoreNotEmpty,
    StoreNotSound,
    SuppliesError,
)
from supplies.journal import queries
from supplies.journal.witness import Witness
from supplies.models.accounts import Level, OrganisationKind, Role
from supplies.program import NewStore, Program, restore, upgrade_store, witness_path
from supplies.upgrade import SchemaState, schema_state
from supplies.values import Changes, Login, SiteId, Topic
from tests.journal.story import tell
from tests.journal.tampering import tamper
from tests.postgres_server import PostgresServer
from tests.rooms import (
    ADMIN,
    NOW,
    SITE,
    Desk,
    act,
    assert_speaks,
    clock,
    desk,
    every_value,
    goods,
    program,
    room_database,
    room_file,
)

__all__ = ["desk", "program", "room_database", "room_file"]

NEW = NewStore(SiteId("210381A"), "海城市应急管理局", Level.COUNTY, Login("wang"), "王", is_sample=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return where a new store may come to be."""
    if request.param == "sqlite":
        yield str(tmp_path / "new" / "store.db")
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.new_database()
    yield url
    server.drop_database(url)


@pytest.fixture
def other_url(request: pytest.FixtureRequest, program: Program, tmp_path: Path) -> Iterator[str]:
    """Return where a new store may come to be in the other kind of database."""
    if program.database.path is None:
        yield str(tmp_path / "new" / "store.db")
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.new_database()
    yield url
    server.drop_database(url)


def organisation(code: str, **fields: Any) -> AddOrganisation:
    return act(AddOrganisation, code=code, name=code, kind=OrganisationKind.SUPPLIER, **fields)


def nothing_came_to_be(url: str) -> None:
    """Prove that a store may still be made there."""
    if "://" not in url:
        assert not Path(url).exists()
        assert not Path(url).parent.exists() or list(Path(url).parent.iterdir()) == []
        return
    with closing(Database.open(url)) as database:
        assert schema_state(database) is SchemaState.EMPTY


# --- making ----------------------------------------------------------------------------------------------------------


def test_a_new_store_knows_whose_it_is_and_has_one_person(new_url: str) -> None:
    with closing(Program.create(new_url, NEW, clock)) as made:
        store = made.store
        assert (store.site_id, store.is_sample, store.created_at) == (NEW.site_id, True, NOW)
        assert [(row.login, row.name, row.is_active) for row in made.read(people)] == [("wang", "王", True)]
        assert [(row.site_id, row.name, row.level) for row in made.read(sites)] == [
            (NEW.site_id, NEW.site_name, Level.COUNTY)
        ]
        assert made.read(items) == []
        rows = made.read(people_standings)
        assert [{each.role for each in row.roles} for row in rows] == [set(Role)]
        assert (made.head.epoch, made.head.seq) == (1, 5 + len(Role))
        assert made.verify(deep=True).is_sound
        assert made.poll() == Changes()


def test_two_stores_of_one_site_are_two_stores(tmp_path: Path) -> None:
    ids = set()
    for name in ("a.db", "b.db"):
        with closing(Program.create(str(tmp_path / name), NEW, clock)) as made:
            ids.add(made.store.store_id)
    assert len(ids) == 2


WRONG = (
    NewStore(SiteId("ab"), "局", Level.CITY, Login("wang"), "王"),
    NewStore(SiteId("210381A\n"), "局", Level.CITY, Login("wang"), "王"),
    NewStore(SiteId("210381A"), "", Level.CITY, Login("wang"), "王"),
    NewStore(SiteId("210381A"), "局", Level.CITY, Login("Wang"), "王"),
    NewStore(SiteId("210381A"), "局", Level.CITY, Login("wang"), " "),
    NewStore(SiteId("210381A"), "局", Level.PROVINCE, Login("wang"), "王"),
)


def test_a_store_that_cannot_be_founded_leaves_nothing_behind(new_url: str) -> None:
    for wrong in WRONG:
        with pytest.raises(SuppliesError) as caught:
            Program.create(new_url, wrong, clock)
        assert_speaks(caught.value)
        nothing_came_to_be(new_url)
    Program.create(new_url, NEW, clock).close()


def test_a_store_is_never_made_over_another(program: Program) -> None:
    before = Desk(program).everything()
    is_file = program.database.path is not None
    with pytest.raises(AlreadyThere if is_file else StoreNotEmpty) as caught:
        Program.create(program.database.name, NEW, clock)
    assert_speaks(caught.value)
    assert Desk(program).everything() == before


# --- opening ---------------------------------------------------------------------------------------------------------


def test_what_is_not_there_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        Program.open(str(tmp_path / "none.db"))
    assert list(tmp_path.glob("none*")) == []


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3\0" + bytes(84), b"\0" * 5000])
def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.db"
    path.write_bytes(content)
    with pytest.raises(StoreDamaged):
        Program.open(str(path))
    assert path.read_bytes() == content


@pytest.mark.parametrize("name", ["a" * 300, "/" * 5000, "x/" * 3000])
def test_a_name_that_no_file_can_have_is_refused_in_words(tmp_path: Path, name: str) -> None:
    for deed in (Program.open, lambda url: Program.create(url, NEW)):
        with pytest.raises(SuppliesError) as caught:
            deed(str(tmp_path / name) if name[0] != "/" else name)
        assert_speaks(caught.value)


def test_a_store_with_tables_and_no_owner_is_refused(database_url: str) -> None:
    with pytest.raises(NotThisStore):
        Program.open(database_url)


def test_a_store_of_a_newer_program_is_refused(program: Program) -> None:
    tamper(program, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreNewer) as caught:
        Program.open(program.database.name)
    assert caught.value.exit_status == 3


def test_a_closed_store_is_one_file(tmp_path: Path) -> None:
    with closing(Program.create(str(tmp_path / "store.db"), NEW, clock)) as made:
        made.post([organisation("G1")], NEW.login)
    assert [path.name for path in tmp_path.glob("store.db*")] == ["store.db"]


# --- posting and watching --------------------------------------------------------------------------------------------


def test_what_was_posted_is_witnessed(desk: Desk) -> None:
    desk.post(organisation("G1"), organisation("G2"))
    assert Witness(witness_path(desk.program.store)).seen(SITE) == desk.program.head.seq


def test_what_was_refused_is_not_witnessed(desk: Desk) -> None:
    desk.post(organisation("G1"))
    seen = desk.program.head.seq
    desk.refused(organisation("G2"), organisation("G1"))
    assert Witness(witness_path(desk.program.store)).seen(SITE) == seen


def test_another_programs_entries_are_noticed_by_what_they_may_have_changed(desk: Desk) -> None:
    desk.program.poll()
    assert desk.program.poll() == Changes()
    with closing(Program.open(desk.program.database.name, clock)) as other:
        other.post([organisation("G1")], ADMIN)
        assert desk.program.poll().topics == {Topic.JOURNAL, Topic.ACCOUNTS}
        assert desk.program.poll() == Changes()
        Desk(other).lot()
        other.post([organisation("G2")], ADMIN)
        assert desk.program.poll().topics == {Topic.JOURNAL, Topic.ACCOUNTS, Topic.STOCK}
        assert other.poll().topics == {Topic.JOURNAL, Topic.ACCOUNTS, Topic.STOCK}, "and one's own, once"


# --- backup and restore ----------------------------------------------------------------------------------------------


def test_a_backup_tells_how_far_it_reaches_and_comes_back_whole(desk: Desk, other_url: str, tmp_path: Path) -> None:
    tell(desk)
    file, head = desk.program.back_up(tmp_path / "backup.db")
    assert head == desk.program.head
    kept = desk.program.read(every_value)
    found = restore(file.path, other_url, ADMIN, "换机", clock)
    assert (found.backup_head, found.missing) == (head, 0)
    assert found.backup_at == NOW
    assert (found.head.epoch, found.head.seq) == (head.epoch + 1, head.seq + 1)
    with closing(Program.open(other_url, clock)) as back:
        assert back.verify(deep=True).is_sound
        entry = back.read(lambda connection: queries.entry(connection, SITE, found.head.seq))
        assert entry is not None
        assert (entry.action_type, entry.actor) == ("journal.new_epoch", ADMIN)
        assert file.sha256.encode() in (entry.payload or b"")
        again = back.read(every_value)
        moved = {"journal_entry", "journal_head"}
        assert {name: rows for name, rows in again.items() if name not in moved} == {
            name: rows for name, rows in kept.items() if name not in moved
        }
        Desk(back).lot()


def test_a_number_given_before_a_restore_is_not_given_again(desk: Desk, tmp_path: Path) -> None:
    file, _head = desk.program.back_up(tmp_path / "backup.db")
    lost = desk.receive(goods())
    found = restore(file.path, str(tmp_path / "back.db"), ADMIN, "恢复", clock)
    assert found.missing == 1
    with closing(Program.open(str(tmp_path / "back.db"), clock)) as back:
        again = Desk(back).receive(goods())
        assert again.number != lost.number
        assert again.number.replace("E2", "") == lost.number


def test_a_store_that_is_not_sound_gives_no_backup(desk: Desk, tmp_path: Path) -> None:
    desk.lot()
    tamper(desk.program, "UPDATE balance SET quantity = quantity + 1000")
    with pytest.raises(StoreNotSound) as caught:
        desk.program.back_up(tmp_path / "backup.db")
    assert_speaks(caught.value)
    assert list(tmp_path.glob("backup*")) == []


def test_a_backup_that_is_not_sound_is_not_restored(desk: Desk, other_url: str, tmp_path: Path) -> None:
    desk.lot()
    file, _head = desk.program.back_up(tmp_path / "backup.db")
    with closing(Program(Database.open(str(file.path)), Witness(tmp_path / "w.json"))) as opened:
        tamper(opened, "UPDATE balance SET quantity = quantity + 1000")
    with pytest.raises(StoreNotSound):
        restore(file.path, other_url, ADMIN, "恢复", clock)
    nothing_came_to_be(other_url)


def test_a_restore_that_cannot_begin_its_epoch_restores_nothing(desk: Desk, other_url: str, tmp_path: Path) -> None:
    file, _head = desk.program.back_up(tmp_path / "backup.db")
    for who, why, kind in (
        ("stranger", "恢复", PersonUnknown),
        ("Admin", "恢复", PersonUnknown),
        (ADMIN, "\0", BadRequest),
    ):
        with pytest.raises(kind):
            restore(file.path, other_url, Login(who), why, clock)
        nothing_came_to_be(other_url)
    restore(file.path, other_url, ADMIN, "恢复", clock)


def test_a_restored_store_is_posted_to_where_the_old_one_was_put_back(desk: Desk, tmp_path: Path) -> None:
    file, _head = desk.program.back_up(tmp_path / "backup.db")
    for number in range(3):
        desk.post(organisation(f"G{number}"))
    assert restore(file.path, str(tmp_path / "back.db"), ADMIN, "恢复", clock).missing == 3
    with closing(Program.open(str(tmp_path / "back.db"), clock)) as back:
        back.post([organisation("G9")], ADMIN)


# --- bringing up to date ---------------------------------------------------------------------------------------------


def test_a_store_that_is_up_to_date_is_left_alone(program: Program, tmp_path: Path) -> None:
    before = Desk(program).everything()
    assert upgrade_store(program.database.name) is None
    assert Desk(program).everything() == before
    assert list(tmp_path.glob("before-upgrade*")) == []


def test_a_store_of_a_newer_program_is_not_brought_up_to_date(program: Program) -> None:
    tamper(program, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreNewer):
        upgrade_store(program.database.name)
