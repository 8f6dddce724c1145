"""Write the tables of the revision that is not released yet: ``python -m tests.migrations.write_tables``.

Only while no store of that revision is in use: a released revision never changes.
"""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement, SetColumnComment

from migrations.statements import SQL
from supplies.models import Base

REVISION = "0001"


HEADER = '-- The tables of the first release. One statement ends at a line that holds only "//".\n'


def declared(dialect: Dialect) -> list[DDLElement]:
    """Return what makes every table, in an order that the foreign keys allow."""
    found: list[DDLElement] = []
    for table in Base.metadata.sorted_tables:
        found.append(CreateTable(table))
        if dialect.supports_comments:
            found.extend(SetColumnComment(column) for column in table.columns if column.comment)
        found.extend(CreateIndex(index) for index in sorted(table.indexes, key=lambda index: str(index.name)))
    return found


def text_of(dialect: Dialect) -> str:
    """Return the statements of all tables as a file holds them."""
    compiled = (str(statement.compile(dialect=dialect)) for statement in declared(dialect))
    lines = ("\n".join(line.rstrip() for line in each.strip().expandtabs(4).splitlines()) for each in compiled)
    return HEADER + "".join(f"{each}\n//\n" for each in lines)


def main() -> None:
    """Write both files."""
    dialects: tuple[Dialect, ...] = (sqlite.dialect(), postgresql.dialect())  # type: ignore[no-untyped-call]
    for dialect in dialects:
        path = SQL / f"{REVISION}_tables.{dialect.name}.sql"
        path.write_text(text_of(dialect), encoding="utf-8")


if __name__ == "__main__":
    main()
