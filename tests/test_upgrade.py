import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from supplies import upgrade as module
from supplies.database import Database
from supplies.errors import (
    NotThisStore,
    StoreDamaged,
    StoreNewer,
    StoreNotEmpty,
    StoreOlder,
    StoreSchemaWrong,
)
from supplies.upgrade import (
    MIGRATIONS,
    SchemaState,
    create_schema,
    newest_revision,
    require_current,
    revision,
    schema_differences,
    schema_objects,
    schema_state,
    upgrade,
)
from tests.faults.raw_store import RawStore, write_small_store
from tests.postgres_server import PostgresServer

NEXT_REVISION = '''
"""A column more."""

from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade() -> None:
    """Add a column, and do what the test wants."""
    bind = op.get_bind()
    bind.exec_driver_sql("ALTER TABLE depot ADD COLUMN telephone TEXT NOT NULL DEFAULT ''")
    {more}
'''


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, tmp_path: Path, database_url: str) -> str:
    """Return where a database without any table is, of the same kind as ``database_url``."""
    if "://" in database_url:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        return server.new_database()
    path = tmp_path / "empty.db"
    Database.create_file(path).close()
    return str(path)


@pytest.fixture
def empty(empty_url: str) -> Iterator[Database]:
    """Return a database without any table; closed whatever becomes of the test, or another test would hear of it."""
    with closing(Database.open(empty_url)) as opened:
        yield opened


def newer_program(folder: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> None:
    """Make this the program of a later release, which has one revision more."""
    migrations = folder / "migrations"
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    text = NEXT_REVISION.format(before=newest_revision(), more=more)
    (migrations / "versions" / "9999_next_release.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "MIGRATIONS", migrations)
    monkeypatch.setattr(module, "FINGERPRINTS", migrations / "fingerprints")


def write_expected(database: Database) -> None:
    """Write down what a new store of the later release consists of."""
    text = module.fingerprint_text(database.read(schema_objects))
    module.fingerprint_file(database.dialect).write_text(text, encoding="utf-8")


def run(database: Database, statement: str) -> None:
    database.write(lambda connection: RawStore(connection).run(statement))


def rows(connection: Connection) -> dict[str, int]:
    raw = RawStore(connection)
    return {name: raw.run(f"SELECT count(*) FROM {name}").scalar_one() for name in ("movement", "balance", "document")}


def test_an_empty_database_gets_the_schema_once(empty: Database) -> None:
    assert schema_state(empty) is SchemaState.EMPTY
    create_schema(empty)
    assert schema_state(empty) is SchemaState.CURRENT
    assert empty.read(revision) == newest_revision()
    assert empty.read(schema_differences) == []
    with pytest.raises(StoreNotEmpty):
        create_schema(empty)


def test_two_programs_that_make_the_schema_at_once_make_it_once(empty_url: str) -> None:
    databases = [Database.open(empty_url) for _ in range(2)]

    def create(database: Database) -> str:
        try:
            create_schema(database)
        except StoreNotEmpty:
            return "not empty"
        return "made"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(create, databases))
    assert outcomes == ["made", "not empty"]
    require_current(databases[0])
    for database in databases:
        database.close()


def test_what_is_set_up_as_it_should_be_is_opened(database: Database) -> None:
    require_current(database)


def test_an_empty_database_is_not_a_store_yet(empty: Database) -> None:
    with pytest.raises(NotThisStore):
        require_current(empty)
    with pytest.raises(NotThisStore):
        upgrade(empty)


def test_the_tables_of_another_program_are_left_alone(empty: Database) -> None:
    run(empty, "CREATE TABLE moz_places (id BIGINT)")
    for refused in (require_current, upgrade):
        with pytest.raises(StoreDamaged):
            refused(empty)
    with pytest.raises(StoreNotEmpty):
        create_schema(empty)
    names = {name.split()[-1].split(".")[0] for name in empty.read(schema_objects)}
    assert names == {"moz_places"}


def test_a_store_newer_than_the_program_is_refused(database: Database) -> None:
    run(database, "UPDATE alembic_version SET version_num = '2099'")
    assert schema_state(database) is SchemaState.NEWER
    for refused in (require_current, upgrade):
        with pytest.raises(StoreNewer, match="2099"):
            refused(database)


def test_an_older_store_is_refused_then_upgraded_with_all_it_holds(
    database: Database, empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_small_store(database)
    before = database.read(rows)
    newer_program(tmp_path, monkeypatch)
    create_schema(empty)
    write_expected(empty)
    assert schema_state(database) is SchemaState.OLDER
    with pytest.raises(StoreOlder):
        require_current(database)
    upgrade(database)
    require_current(database)
    assert database.read(rows) == before


@pytest.mark.parametrize(
    ("more", "error"),
    [('raise RuntimeError("no")', RuntimeError), ('bind.exec_driver_sql("DROP TRIGGER {}")', StoreSchemaWrong)],
    ids=["a step fails", "a rule is lost"],
)
def test_an_upgrade_that_goes_wrong_leaves_the_store_as_it_was(
    database: Database,
    empty: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    more: str,
    error: type[Exception],
) -> None:
    write_small_store(database)
    before = database.read(rows), database.read(schema_objects)
    newer_program(tmp_path / "good", monkeypatch)
    create_schema(empty)
    write_expected(empty)
    expected = module.fingerprint_file(database.dialect).read_text(encoding="utf-8")
    monkeypatch.setattr(module, "MIGRATIONS", MIGRATIONS)
    table = " ON depot" if database.dialect == "postgresql" else ""
    newer_program(tmp_path / "bad", monkeypatch, more.format(f"depot_keeps_all{table}"))
    module.fingerprint_file(database.dialect).write_text(expected, encoding="utf-8")
    with pytest.raises(error):
        upgrade(database)
    assert (database.read(rows), database.read(schema_objects)) == before
    assert schema_state(database) is SchemaState.OLDER


TAMPERED = {
    "a rule dropped": ("DROP TRIGGER balance_follows_movement{on_balance}", "trigger .*balance_follows_movement"),
    "an index dropped": ("DROP INDEX ix_balance_on_hand", "index .*ix_balance_on_hand"),
    "a column added": ("ALTER TABLE movement ADD COLUMN note TEXT", "movement"),
}


@pytest.mark.parametrize(("statement", "named"), TAMPERED.values(), ids=TAMPERED)
def test_what_was_changed_by_hand_is_named(database: Database, statement: str, named: str) -> None:
    run(database, statement.format(on_balance=" ON balance" if database.dialect == "postgresql" else ""))
    with pytest.raises(StoreSchemaWrong, match=named):
        require_current(database)
    assert len(database.read(schema_differences)) == 1


def test_a_rule_switched_off_is_named(postgres_database: Database) -> None:
    run(postgres_database, "ALTER TABLE movement DISABLE TRIGGER movement_keeps_rows")
    with pytest.raises(StoreSchemaWrong, match="movement_keeps_rows"):
        require_current(postgres_database)


def test_a_rule_that_was_emptied_is_named(postgres_database: Database) -> None:
    body = "$$ BEGIN RETURN NEW; END $$"
    function = "CREATE OR REPLACE FUNCTION balance_follows_movement() RETURNS trigger LANGUAGE plpgsql AS"
    run(postgres_database, f"{function} {body}")
    with pytest.raises(StoreSchemaWrong, match="balance_follows_movement"):
        require_current(postgres_database)


def test_an_index_more_is_reported_but_does_no_harm(database: Database) -> None:
    run(database, "CREATE INDEX ix_of_the_administrator ON movement (reason)")
    require_current(database)
    assert len(database.read(schema_differences)) == 1
