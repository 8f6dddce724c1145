"""Somebody with the store's file and time: rules put aside, rows changed, rules put back as if nothing had been."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, delete, insert, select, text
from sqlcipher3 import dbapi2

from supplies.models import Base
from supplies.program import Program


def _engine(program: Program) -> Engine:
    """Return an engine that knows none of the program's settings."""
    if program.database.path is None:
        return create_engine(program.database.name, poolclass=NullPool)
    path = str(program.database.path)
    return create_engine("sqlite://", module=dbapi2, creator=lambda: dbapi2.connect(path), poolclass=NullPool)


@contextmanager
def without_rules(program: Program) -> Iterator[Connection]:
    """Give a connection to the store that no trigger, key or CHECK watches (PostgreSQL keeps its CHECKs)."""
    with _engine(program).connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
            yield connection
        else:
            connection.exec_driver_sql("PRAGMA synchronous = OFF")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
            query = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid"
            triggers = connection.exec_driver_sql(query).all()
            for trigger in triggers:
                connection.exec_driver_sql(f"DROP TRIGGER {trigger.name}")
            yield connection
            for trigger in triggers:
                connection.exec_driver_sql(trigger.sql)
        connection.commit()


@contextmanager
def put_right(program: Program, name: str) -> Iterator[None]:
    """Keep a table as it is, and put it back when whatever is done to it meanwhile has been seen."""
    table = Base.metadata.tables[name]
    with without_rules(program) as connection:
        rows = [dict(row) for row in connection.execute(select(table)).mappings()]
    yield
    with without_rules(program) as connection:
        connection.execute(delete(table))
        connection.execute(insert(table), rows)


def tamper(program: Program, *statements: str, **values: Any) -> None:
    """Change rows behind the store's back; each statement must change at least one."""
    with without_rules(program) as connection:
        for statement in statements:
            wanted = {name: value for name, value in values.items() if f":{name}" in statement}
            assert connection.execute(text(statement), wanted).rowcount > 0, statement
