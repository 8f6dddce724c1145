import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, Table
from sqlalchemy.schema import CreateIndex, CreateTable

from supplies.database import Database
from supplies.models import Base
from supplies.models.base import Word
from supplies.upgrade import (
    MIGRATIONS,
    fingerprint_file,
    fingerprint_text,
    newest_revision,
    revisions,
    schema_differences,
    schema_objects,
)
from tests.postgres_server import PostgresServer

TABLES = Base.metadata.sorted_tables
EVENTS = ("INSERT", "UPDATE", "DELETE")
WORDS = [(table, column) for table in TABLES for column in table.columns if isinstance(column.type, Word)]


def squeezed(statement: str) -> str:
    return " ".join(statement.split())


def test_migrating_gives_the_tables_that_the_program_declares(database: Database) -> None:
    def compare(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, Base.metadata))

    assert database.read(compare) == []


def test_the_declared_statements_are_what_sqlite_keeps_word_for_word(sqlite_database: Database) -> None:
    """Comparing metadata does not see every CHECK; the statements do."""

    def kept(connection: Connection) -> dict[str, str]:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'index')")
        return {row.name: squeezed(row.sql) for row in rows if row.sql and not row.name.startswith("alembic")}

    def declared(connection: Connection) -> dict[str, str]:
        found = {table.name: squeezed(str(CreateTable(table).compile(connection))) for table in TABLES}
        indexes = [index for table in TABLES for index in table.indexes]
        return found | {str(index.name): squeezed(str(CreateIndex(index).compile(connection))) for index in indexes}

    assert sqlite_database.read(kept) == sqlite_database.read(declared)


def test_the_declared_constraints_are_what_postgresql_keeps(
    postgres_database: Database, postgres_server: PostgresServer
) -> None:
    other = Database.open(postgres_server.new_database())
    other.write(Base.metadata.create_all)
    declared = other.read(schema_objects)
    other.close()
    rules = ("trigger ", "function ")
    kept = {name: kind for name, kind in postgres_database.read(schema_objects).items() if not name.startswith(rules)}
    assert kept == declared


def test_a_new_store_has_exactly_what_the_fingerprint_says(database: Database) -> None:
    """Where this fails after a new revision, run ``python -m tests.migrations.write_fingerprints``."""
    assert fingerprint_file(database.dialect).read_text(encoding="utf-8") == fingerprint_text(
        database.read(schema_objects)
    )
    assert database.read(schema_differences) == []


def test_the_history_is_one_line() -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1
    assert script.get_current_head() == newest_revision()
    assert sorted(each.revision for each in script.walk_revisions()) == revisions()


def test_both_databases_keep_the_same_rules_on_the_same_tables(
    sqlite_database: Database, postgres_database: Database
) -> None:
    """Several triggers of SQLite may be one in PostgreSQL, but no table and event is without one."""

    def of_sqlite(connection: Connection) -> set[tuple[str, str]]:
        rows = connection.exec_driver_sql("SELECT tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'")
        return {(row.tbl_name, event) for row in rows for event in EVENTS if f" {event} ON {row.tbl_name}" in row.sql}

    def of_postgres(connection: Connection) -> set[tuple[str, str]]:
        rows = connection.exec_driver_sql(
            "SELECT event_object_table AS name, event_manipulation AS event FROM information_schema.triggers"
        )
        return {(row.name, row.event) for row in rows}

    # PostgreSQL has no REPLACE, the only thing that these guard against in SQLite.
    not_replaced = {(name, "INSERT") for name in ("store", "fund_account", "fund_report")}
    assert sqlite_database.read(of_sqlite) - not_replaced == postgres_database.read(of_postgres)


@pytest.mark.parametrize(("table", "column"), WORDS, ids=[f"{table.name}.{column.name}" for table, column in WORDS])
def test_the_database_knows_every_word_of_a_list_and_no_other(
    sqlite_database: Database, table: Table, column: Column[object]
) -> None:
    """A word that is added to the program but not to the table's CHECK would be refused in use."""
    assert isinstance(column.type, Word)
    words = {word.value for word in column.type.words}

    def listed(connection: Connection) -> set[str]:
        sql = connection.exec_driver_sql(f"SELECT sql FROM sqlite_schema WHERE name = '{table.name}'").scalar_one()
        checks = [line for line in sql.splitlines() if f"_known CHECK ({column.name} IN (" in line]
        assert len(checks) == 1, f"one CHECK lists the words of {column.name}"
        return {part.strip(" ')") for part in checks[0].split("IN (")[1].rstrip(",)").split(",")}

    fewer = {"central", "province", "donation"} if (table.name, column.name) == ("site", "level") else set()
    assert sqlite_database.read(listed) == words - fewer
