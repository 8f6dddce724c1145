"""Empty stores for tests, on SQLite and on PostgreSQL: migrated once, then copied, which takes milliseconds."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from supplies.database import Database
from supplies.upgrade import create_schema
from tests.postgres_pool import PostgresPool
from tests.postgres_server import PostgresServer


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite file with the schema and no rows."""
    path = tmp_path_factory.mktemp("template") / "store.db"
    database = Database.create_file(path)
    create_schema(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def postgres_pool(postgres_server: PostgresServer) -> PostgresPool:
    """Return what lends copies of PostgreSQL stores to the tests."""
    return PostgresPool(postgres_server)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> str:
    """Return the URL of a PostgreSQL database with the schema and no rows; open it only to copy it."""
    url = postgres_server.new_database()
    database = Database.open(url)
    create_schema(database)
    database.close()
    return url


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Return where a SQLite store with the schema and no rows is, for tests that open it themselves."""
    path = tmp_path / "store.db"
    shutil.copyfile(sqlite_template, path)
    return str(path)


@pytest.fixture
def postgres_url(postgres_pool: PostgresPool, postgres_template: str) -> Iterator[str]:
    """Return where a PostgreSQL store with the schema and no rows is, for tests that open it themselves."""
    with postgres_pool.lent(postgres_template) as url:
        yield url


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    """Return an open SQLite store with the schema and no rows."""
    yield from _opened(sqlite_url)


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[Database]:
    """Return an open PostgreSQL store with the schema and no rows."""
    yield from _opened(postgres_url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return where a store with the schema and no rows is: the test runs on both databases."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Return an open store with the schema and no rows: the test runs on both databases."""
    yield from _opened(database_url)


def _opened(url: str) -> Iterator[Database]:
    """Open a store and close it after the test."""
    database = Database.open(url)
    yield database
    database.close()
