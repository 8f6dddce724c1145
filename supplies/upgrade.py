"""The store's schema: made and brought up to date by migrations, and compared with what it should be."""

from enum import StrEnum
from functools import partial
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, inspect

from supplies.database import Database
from supplies.errors import NotThisStore, StoreDamaged, StoreNewer, StoreNotEmpty, StoreOlder, StoreSchemaWrong
from supplies.language import _

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
FINGERPRINTS = MIGRATIONS / "fingerprints"
MIGRATION_LOCK = 7_217_001
"""Any number that no other program takes for an advisory lock of PostgreSQL."""


class SchemaState(StrEnum):
    """How a store's schema stands to the program's."""

    EMPTY = "empty"
    FOREIGN = "foreign"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"


def revisions() -> list[str]:
    """Return the revisions that this program knows, oldest first: the names of their files up to the first ``_``."""
    return sorted(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def newest_revision() -> str:
    """Return the revision that this program writes."""
    return revisions()[-1]


def revision(connection: Connection) -> str | None:
    """Return the store's revision; None where it has no schema."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


def schema_state(database: Database) -> SchemaState:
    """Return how the store's schema stands to the program's."""
    return database.read(_state)


def _state(connection: Connection) -> SchemaState:
    """Return how the schema stands to the program's; tables without a revision are those of another program."""
    found = revision(connection)
    if found is None:
        return SchemaState.FOREIGN if schema_objects(connection) else SchemaState.EMPTY
    if found == newest_revision():
        return SchemaState.CURRENT
    return SchemaState.OLDER if found in revisions() else SchemaState.NEWER


def create_schema(database: Database) -> None:
    """Give an empty store its tables and rules.

    Raises:
        StoreNotEmpty: it has some already.
    """
    database.write(partial(migrate_empty, name=database.name))


def migrate_empty(connection: Connection, name: str) -> None:
    """Give an empty store its tables and rules in the caller's transaction; ``name`` is the store's, for the error.

    Raises:
        StoreNotEmpty: it has some already.
    """
    _wait_for_other_upgrades(connection)
    if _state(connection) is not SchemaState.EMPTY:
        raise StoreNotEmpty(store=name)
    _migrate(connection)


def upgrade(database: Database) -> None:
    """Bring an older store up to date, in one transaction; the caller has made a backup.

    Raises:
        NotThisStore: there is nothing yet to bring up to date.
        StoreDamaged: the tables are not of this program.
        StoreNewer: the store knows more than this program.
        StoreSchemaWrong: the upgraded schema is not what a new store has.
    """
    refuse_unknown(database)
    database.write(_upgrade)


def require_current(database: Database) -> None:
    """Refuse a store that this program must not write to.

    Raises:
        NotThisStore: it is empty.
        StoreDamaged: the tables are not of this program.
        StoreNewer: the store knows more than this program.
        StoreOlder: it has to be upgraded first.
        StoreSchemaWrong: a rule is missing or was changed, so that the store no longer refuses what it must.
    """
    if refuse_unknown(database) is SchemaState.OLDER:
        raise StoreOlder(found=database.read(revision), known=newest_revision())
    database.read(_refuse_weaknesses)


def refuse_unknown(database: Database) -> SchemaState:
    """Return how a store stands to the program, whether up to date or older.

    Raises:
        NotThisStore: it is empty.
        StoreDamaged: the tables are not of this program.
        StoreNewer: the store knows more than this program.
    """
    state = schema_state(database)
    if state is SchemaState.EMPTY:
        raise NotThisStore
    if state is SchemaState.FOREIGN:
        raise StoreDamaged(store=database.name)
    if state is SchemaState.NEWER:
        raise StoreNewer(found=database.read(revision), known=newest_revision())
    return state


def _upgrade(connection: Connection) -> None:
    """Run the revisions that are missing and prove the outcome, all in the caller's transaction."""
    _wait_for_other_upgrades(connection)
    _migrate(connection)
    _refuse_weaknesses(connection)


def _wait_for_other_upgrades(connection: Connection) -> None:
    """Have programs that would change the schema do it one after the other; in SQLite a write does so anyway."""
    if _is_server(connection):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")


def _migrate(connection: Connection) -> None:
    """Run the revisions that are missing, on the caller's transaction."""
    from alembic import command  # noqa: PLC0415 - a tenth of the program's start, and needed only here
    from alembic.config import Config  # noqa: PLC0415

    config = Config()  # Built here: there is no file to go astray.
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


_SQLITE_OBJECTS = """
    SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema
    WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE 'alembic_%'
"""
_SERVER_OBJECTS = (
    """
    SELECT 'column ' || table_name || '.' || column_name,
        concat_ws(' ', data_type, is_nullable, column_default)
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name <> 'alembic_version'
    """,
    """
    SELECT 'constraint ' || conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = current_schema()::regnamespace AND contype IN ('c', 'f', 'p', 'u') AND conrelid <> 0
        AND conrelid::regclass::text <> 'alembic_version'
    """,
    """
    SELECT 'index ' || indexname, regexp_replace(indexdef, ' ON [^ .]+\\.', ' ON ') FROM pg_indexes
    WHERE schemaname = current_schema() AND tablename <> 'alembic_version'
    """,
    """
    SELECT 'trigger ' || tgrelid::regclass || '.' || tgname,
        tgenabled::text || ' ' || regexp_replace(pg_get_triggerdef(oid), ' ON [^ .]+\\.', ' ON ')
    FROM pg_trigger
    WHERE NOT tgisinternal
        AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
    """,
    """
    SELECT 'function ' || proname, prosrc FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace
        AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
    """,
)


def schema_objects(connection: Connection) -> dict[str, str]:
    """Return every object of the schema by name, with the hash of its definition as the database keeps it."""
    queries = (_SQLITE_OBJECTS,) if connection.dialect.name == "sqlite" else _SERVER_OBJECTS
    found: dict[str, str] = {}
    for query in queries:
        for name, definition in connection.exec_driver_sql(
            query.replace("%", "%%") if _is_server(connection) else query
        ):
            text = " ".join(str(definition).split())
            found[str(name)] = sha256(text.encode()).hexdigest()[:16]
    return found


def _is_server(connection: Connection) -> bool:
    """Return whether the driver reads a percent sign as a placeholder."""
    return connection.dialect.name == "postgresql"


def fingerprint_file(dialect: str) -> Path:
    """Return the file that holds what a new store of this revision consists of."""
    return FINGERPRINTS / f"{newest_revision()}.{dialect}.txt"


def fingerprint_text(objects: dict[str, str]) -> str:
    """Return the objects of a schema as lines: hash and name."""
    return "".join(f"{objects[name]} {name}\n" for name in sorted(objects))


def schema_differences(connection: Connection) -> list[str]:
    """Return, in words, every object that a new store has otherwise, lacks, or does not have."""
    expected, found = _expected_objects(connection), schema_objects(connection)
    strange = [_("{name} does not belong here").format(name=name) for name in sorted(found.keys() - expected.keys())]
    return [*_worse(expected, found), *strange]


def _refuse_weaknesses(connection: Connection) -> None:
    """Refuse a schema that keeps the store less safe than a new one; an index or a table more does no harm.

    Raises:
        StoreSchemaWrong: naming the first object.
    """
    expected, found = _expected_objects(connection), schema_objects(connection)
    ours = {_table(name) for name in expected}
    extra = sorted(found.keys() - expected.keys())
    strange = (name for name in extra if name.startswith("trigger ") or ("." in name and _table(name) in ours))
    wrong = [*_worse(expected, found), *(_("{name} does not belong here").format(name=name) for name in strange)]
    if wrong:
        raise StoreSchemaWrong(difference=wrong[0])


def _table(name: str) -> str:
    """Return the table in an object's name such as ``column movement.line``."""
    return name.partition(" ")[2].partition(".")[0]


def _expected_objects(connection: Connection) -> dict[str, str]:
    """Return every object of a new store by name, with the hash of its definition."""
    lines = fingerprint_file(connection.dialect.name).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _blank, name in (line.partition(" ") for line in lines)}


def _worse(expected: dict[str, str], found: dict[str, str]) -> list[str]:
    """Return, in words, the objects that are missing or changed."""
    missing = [_("{name} is missing").format(name=name) for name in sorted(expected.keys() - found.keys())]
    both = sorted(expected.keys() & found.keys())
    changed = [_("{name} was changed").format(name=name) for name in both if expected[name] != found[name]]
    return [*missing, *changed]
