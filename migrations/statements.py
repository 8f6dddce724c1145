"""Reading the SQL files of a revision: one file per dialect, a statement ends at a line that holds only ``//``."""

from pathlib import Path

SQL = Path(__file__).resolve().parent / "sql"


def statements(name: str, dialect: str) -> list[str]:
    """Return the statements of a file, such as ``0001_tables`` for ``sqlite``."""
    text = (SQL / f"{name}.{dialect}.sql").read_text(encoding="utf-8")
    return [statement.strip() for statement in text.split("\n//\n") if statement.strip()]
