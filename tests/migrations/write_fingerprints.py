"""Write what a new store consists of, after a new revision: ``python -m tests.migrations.write_fingerprints``."""

import tempfile
from pathlib import Path

from supplies.database import Database
from supplies.upgrade import create_schema, fingerprint_file, fingerprint_text, schema_objects
from tests.postgres_server import running_postgres


def write_fingerprint(database: Database) -> None:
    """Give an empty store its schema, and write down what the database then has."""
    create_schema(database)
    text = fingerprint_text(database.read(schema_objects))
    fingerprint_file(database.dialect).write_text(text, encoding="utf-8")
    database.close()


def main() -> None:
    """Write both files."""
    with tempfile.TemporaryDirectory() as folder:
        write_fingerprint(Database.create_file(Path(folder) / "store.db"))
    with running_postgres() as server:
        write_fingerprint(Database.open(server.new_database()))


if __name__ == "__main__":
    main()
