"""What every test stands on: no screen, Chinese, folders of its own, and PostgreSQL for those that ask."""

import gc
import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from supplies.language import Language, current_language, use_language
from tests.postgres_server import PostgresMissing, PostgresServer, running_postgres
from tests.soak import IS_SOAK

pytest_plugins = ["tests.databases", "tests.rooms"]

FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")

# The everyday run tries the same examples each time; the soak tries new ones, and more.
settings.register_profile("everyday", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("soak", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile("soak" if IS_SOAK else "everyday")


def pytest_collection_finish() -> None:
    """Put aside what lives as long as the process, so that no collection walks over it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def chinese() -> None:
    """Begin each test in the language that people see first, whatever the test before it spoke."""
    if current_language() is not Language.CHINESE:
        use_language(Language.CHINESE)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings and stores of whoever runs the tests out of them, and theirs out of the home folder."""
    for name in FOLDERS:
        monkeypatch.setenv(name, str(tmp_path / "home" / name.lower()))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Return a PostgreSQL server that lives as long as this test process."""
    try:
        with running_postgres() as server:
            yield server
    except PostgresMissing as missing:
        pytest.fail(str(missing), pytrace=False)
