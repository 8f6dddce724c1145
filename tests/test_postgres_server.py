import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.postgres_server import PostgresMissing, PostgresServer, find_programs

PROJECT = Path(__file__).resolve().parent.parent
CHILD = """
from tests.postgres_server import running_postgres
with running_postgres() as server:
    print(server.new_database(), flush=True)
    input()
"""


def scalar(url: str, statement: str) -> object:
    """Run one statement; return the first value that it returns, if any."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None
    finally:
        engine.dispose()


def folder_of(url: str) -> Path:
    folder = make_url(url).query["host"]
    assert isinstance(folder, str)
    return Path(folder)


def wait_until_gone(folder: Path) -> bool:
    deadline = time.monotonic() + 20
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not folder.exists()


def test_a_copy_has_what_its_template_had_and_goes_its_own_way(postgres_server: PostgresServer) -> None:
    template = postgres_server.new_database()
    scalar(template, "CREATE TABLE tent AS SELECT 7 AS number")
    copy = postgres_server.new_database(template)
    assert scalar(copy, "UPDATE tent SET number = 8 RETURNING number") == 8
    assert scalar(template, "SELECT number FROM tent") == 7
    postgres_server.drop_database(copy)
    postgres_server.drop_database(template)


def test_a_database_speaks_utf_8_and_sorts_by_code_point(postgres_server: PostgresServer) -> None:
    url = postgres_server.new_database()
    assert scalar(url, "SHOW server_encoding") == "UTF8"
    assert scalar(url, "SELECT string_agg(c, '' ORDER BY c) FROM (VALUES ('帐'), ('a'), ('B')) AS t (c)") == "Ba帐"
    postgres_server.drop_database(url)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_server_outlives_the_process_that_started_it(end: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    folder = folder_of(process.stdout.readline().decode().strip())
    assert folder.is_dir()
    os.kill(process.pid, end)
    process.communicate(timeout=30)
    assert wait_until_gone(folder)


def test_without_postgresql_the_advice_is_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(Path, "glob", lambda _folder, _pattern: iter(()))
    with pytest.raises(PostgresMissing, match="apt-get install"):
        find_programs()
