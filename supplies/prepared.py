"""Statements that every posting runs: compiled once for each database, then run by the driver itself.

Building and compiling an expression, and wrapping its result, costs more than the statement itself where the store is
on the same computer. Values pass through the very same column types as everywhere else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, bindparam, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.sql import ClauseElement

Value = Any
Convert = Callable[[Value], Value] | None


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement in the words of one database."""

    sql: str
    names: tuple[str, ...]
    """Of the parameters, in the order of their places."""
    is_positional: bool
    constants: Mapping[str, Value]
    inward: Mapping[str, Convert]
    outward: tuple[Convert, ...]


class Prepared:
    """A statement whose values are ``bindparam``s; lists of unknown length cannot be among them."""

    def __init__(self, statement: ClauseElement) -> None:
        """Take the statement."""
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, connection: Connection, **values: Value) -> list[tuple[Value, ...]]:
        """Run a query and return its rows."""
        compiled = self._for(connection.dialect)
        cursor = self._execute(connection, compiled, self._parameters(compiled, values))
        rows = cursor.fetchall()
        if not any(compiled.outward):
            return [tuple(row) for row in rows]
        return [
            tuple(
                value if convert is None else convert(value)
                for value, convert in zip(row, compiled.outward, strict=True)
            )
            for row in rows
        ]

    def first(self, connection: Connection, **values: Value) -> tuple[Value, ...] | None:
        """Run a query and return its first row, if any."""
        rows = self.rows(connection, **values)
        return rows[0] if rows else None

    def scalar(self, connection: Connection, **values: Value) -> Value:
        """Run a query and return the first value of its first row; None where there is none."""
        row = self.first(connection, **values)
        return None if row is None else row[0]

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Value]]) -> None:
        """Write rows, one after the other."""
        compiled = self._for(connection.dialect)
        for row in rows:
            self._execute(connection, compiled, self._parameters(compiled, row))

    def _for(self, dialect: Dialect) -> _Compiled:
        """Return the statement in the words of a database."""
        found = self._compiled.get(dialect.name)
        if found is None:
            found = self._compiled[dialect.name] = _compile(self._statement, dialect)
        return found

    def _parameters(self, compiled: _Compiled, values: Mapping[str, Value]) -> Value:
        """Return the values as the driver wants them: by place or by name."""
        converted: dict[str, Value] = dict(compiled.constants)
        for name, value in values.items():
            convert = compiled.inward[name]
            converted[name] = value if convert is None else convert(value)
        return [converted[name] for name in compiled.names] if compiled.is_positional else converted

    def _execute(self, connection: Connection, compiled: _Compiled, parameters: Value) -> Value:
        """Run the statement on the driver's cursor; its errors come out as SQLAlchemy's, like all others."""
        cursor = connection.connection.cursor()
        dialect = connection.dialect
        try:
            cursor.execute(compiled.sql, parameters)
        except dialect.loaded_dbapi.Error as error:
            raise DBAPIError.instance(compiled.sql, parameters, error, Exception, dialect=dialect) from error
        return cursor


def _compile(statement: ClauseElement, dialect: Dialect) -> _Compiled:
    """Compile a statement, with the conversions of its parameters' and columns' types."""
    compiled: Value = statement.compile(dialect=dialect)
    binds = compiled.bind_names
    inward = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for bind, name in binds.items()}
    constants = {name: _converted(inward[name], bind.value) for bind, name in binds.items() if not bind.required}
    columns = getattr(statement, "selected_columns", ())
    outward = tuple(column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns)
    names = tuple(compiled.positiontup or ())
    return _Compiled(str(compiled), names, bool(compiled.positional), constants, inward, outward)


def _converted(convert: Convert, value: Value) -> Value:
    """Return a constant as the driver wants it."""
    return value if convert is None else convert(value)


def prepared_insert(model: type[DeclarativeBase]) -> Prepared:
    """Return the statement that writes a whole row of a table."""
    table = model.__table__
    names = [column.name for column in table.columns]
    return Prepared(insert(model).values({name: bindparam(name) for name in names}))
