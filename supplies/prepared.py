"""Statements that every posting runs: put into a database's words once, then run by the driver itself.

A posting runs some fifteen small statements. What SQLAlchemy does around each of them takes far longer than the
statement where the store is on the same computer, and a posting must not cost much more than the rows it writes. So
here the statement is compiled once, and only its values pass: through the very same column types as everywhere else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, bindparam, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.sql import Select
from sqlalchemy.sql.dml import UpdateBase

Value = Any
Statement = Select[*tuple[Any, ...]] | UpdateBase
Row = tuple[Value, ...]
Convert = Callable[[Value], Value] | None


@dataclass(frozen=True, slots=True)
class _Words:
    """A statement in the words of one database, for lists of certain lengths."""

    sql: str
    names: tuple[tuple[str, Convert], ...]
    """Of the values, in the order of their places, and how each is given to the driver."""
    is_positional: bool
    constants: Mapping[str, Value]
    lists: Mapping[str, Sequence[str]]
    """The names of a list's values."""
    columns: tuple[tuple[int, Convert], ...]
    """Those of the result whose values are not as the driver returns them."""

    def parameters(self, values: Mapping[str, Value]) -> Value:
        """Return the values as the driver wants them: by place or by name."""
        given = values
        if self.constants or self.lists:
            given = {**self.constants, **values}
            for name, names in self.lists.items():
                given.update(zip(names, values[name], strict=True))
        if self.is_positional:
            return [given[name] if convert is None else convert(given[name]) for name, convert in self.names]
        return {name: given[name] if convert is None else convert(given[name]) for name, convert in self.names}

    def row(self, raw: Row) -> Row:
        """Return a row with every value as its column's type has it."""
        row = list(raw)
        for place, convert in self.columns:
            assert convert is not None, "a column without a conversion is not listed"
            row[place] = convert(row[place])
        return tuple(row)


class Prepared:
    """A statement whose values are ``bindparam``s; a list is one that is ``expanding``."""

    def __init__(self, statement: Statement) -> None:
        """Take the statement."""
        self._statement = statement
        self._words: dict[tuple[object, ...], _Words] = {}

    def rows(self, connection: Connection, **values: Value) -> list[Row]:
        """Run a query, or a change that returns something, and return its rows."""
        values = {name: _padded(value) if type(value) is list else value for name, value in values.items()}
        words = self._in_words(connection.dialect, values)
        found = _execute(connection, words.sql, words.parameters(values)).fetchall()
        return [words.row(row) for row in found] if words.columns else found

    def first(self, connection: Connection, **values: Value) -> Row | None:
        """Run a query and return its first row, if any."""
        rows = self.rows(connection, **values)
        return rows[0] if rows else None

    def scalar(self, connection: Connection, **values: Value) -> Value:
        """Run a query and return the first value of its first row; None where there is none."""
        row = self.first(connection, **values)
        return None if row is None else row[0]

    def run(self, connection: Connection, *rows: Mapping[str, Value]) -> None:
        """Write rows, one after the other."""
        words = self._in_words(connection.dialect, rows[0])
        if len(rows) == 1:
            _execute(connection, words.sql, words.parameters(rows[0]))
        else:
            _execute_many(connection, words.sql, [words.parameters(row) for row in rows])

    def _in_words(self, dialect: Dialect, values: Mapping[str, Value]) -> _Words:
        """Return the statement in the words of a database."""
        key = (dialect.name, *(len(value) for value in values.values() if type(value) is list))
        found = self._words.get(key)
        if found is None:
            found = self._words[key] = _compile(self._statement, dialect, values)
        return found


def _padded(values: list[Value]) -> list[Value]:
    """Return a list with its last value repeated up to a power of two, so that few lengths are ever compiled."""
    return values + values[-1:] * ((1 << (len(values) - 1).bit_length()) - len(values))


def _compile(statement: Statement, dialect: Dialect, values: Mapping[str, Value]) -> _Words:
    """Compile a statement for values whose lists are as long as these."""
    compiled: Value = statement.compile(dialect=dialect)
    state = compiled.construct_expanded_state(dict(values))
    names = state.positiontup or tuple(state.parameters)
    inward = {
        name: bind.type.dialect_impl(dialect).bind_processor(dialect) for bind, name in compiled.bind_names.items()
    }
    inward.update((each, inward[name]) for name, several in state.parameter_expansion.items() for each in several)
    types = [column.type.dialect_impl(dialect) for column in statement.exported_columns]
    outward = [kind.result_processor(dialect, None) for kind in types]
    return _Words(
        state.statement,
        tuple((name, inward[name]) for name in names),
        bool(compiled.positional),
        {name: value for name, value in state.parameters.items() if name not in values},
        state.parameter_expansion,
        tuple((place, convert) for place, convert in enumerate(outward) if convert is not None),
    )


def _execute(connection: Connection, sql: str, parameters: Value) -> Value:
    """Run a statement on the driver's connection; its errors come out as SQLAlchemy's, like all others."""
    driver: Value = connection.connection.driver_connection
    kind = connection.dialect.loaded_dbapi.Error
    try:
        return driver.execute(sql, parameters)
    except kind as error:
        raise DBAPIError.instance(sql, parameters, error, kind, dialect=connection.dialect) from error


def _execute_many(connection: Connection, sql: str, parameters: Value) -> None:
    """Run a statement once for each of many sets of values."""
    driver: Value = connection.connection.driver_connection
    kind = connection.dialect.loaded_dbapi.Error
    try:
        driver.cursor().executemany(sql, parameters)
    except kind as error:
        raise DBAPIError.instance(sql, parameters, error, kind, dialect=connection.dialect) from error


def prepared_insert(model: type[DeclarativeBase]) -> Prepared:
    """Return the statement that writes a whole row of a table."""
    table = model.__table__
    names = [column.name for column in table.columns]
    return Prepared(insert(model).values({name: bindparam(name) for name in names}))
