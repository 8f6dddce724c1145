"""A PostgreSQL server of the tests' own: nothing of the machine's is touched, and nothing is left behind."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

START_SECONDS_MAX = 60
STOP_SECONDS_MAX = 30
SUPERUSER = "postgres"
ADVICE = "PostgreSQL is not installed. Type 'make setup', or: sudo apt-get install --no-install-recommends postgresql"

# Fast because nothing need survive: what a power cut would lose is thrown away anyway.
SETTINGS = {
    "listen_addresses": "",
    # A database is lent to many tests: what it learnt from one must not change how it answers the next.
    "autovacuum": "off",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "timezone": "UTC",
}

# The server runs as long as the pipe that is this script's input stays open. It closes when the tests end, and also
# when they crash or are killed, so that no server outlives them.
KEEPER = """
folder=$1
shift
"$@" >"$folder/log" 2>&1 &
server=$!
read -r nothing
kill -QUIT "$server"
wait "$server"
rm -rf "$folder"
"""


class PostgresMissing(Exception):
    """There is no PostgreSQL server program on this machine."""


class PostgresServer:
    """A running server, reached through a socket that only this machine's users see."""

    def __init__(self, socket_folder: Path) -> None:
        self._socket_folder = socket_folder
        self._numbers = count(1)

    def new_database(self, template: str | None = None) -> str:
        """Return the URL of a new database: empty, or a copy of the one with the URL ``template``.

        Nobody may be connected to the template meanwhile.
        """
        name = f"test_{next(self._numbers)}"
        source = "template1" if template is None else self._name(template)
        self._command(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(source)
            )
        )
        return self._url(name).render_as_string(hide_password=False)

    def drop_database(self, url: str) -> None:
        """Drop a database that ``new_database`` made, whoever is still connected to it."""
        self._command(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(self._name(url))))

    def answers(self) -> bool:
        """Return whether the server accepts connections."""
        try:
            self._command(sql.SQL("SELECT 1"))
        except psycopg.OperationalError:
            return False
        return True

    def _url(self, database: str) -> URL:
        query = {"host": str(self._socket_folder)}
        return URL.create("postgresql+psycopg", username=SUPERUSER, database=database, query=query)

    @staticmethod
    def _name(url: str) -> str:
        name = make_url(url).database
        assert name, f"{url} names no database"
        return name

    def _command(self, command: sql.SQL | sql.Composed) -> None:
        """Run one statement outside any transaction, as CREATE DATABASE needs."""
        folder = str(self._socket_folder)
        with psycopg.connect(host=folder, user=SUPERUSER, dbname=SUPERUSER, autocommit=True) as connection:
            connection.execute(command)


def find_programs() -> Path:
    """Return the folder of the newest PostgreSQL server programs.

    Raises:
        PostgresMissing: there are none; the message says what to type.
    """
    debian = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if debian:
        return max(debian, key=lambda folder: float(folder.parent.name))
    initdb = shutil.which("initdb")
    if initdb is None:
        raise PostgresMissing(ADVICE)
    return Path(initdb).resolve().parent


def server_account() -> pwd.struct_passwd | None:
    """Return whom the server runs as: PostgreSQL refuses root. None stands for whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    names = {account.pw_name for account in pwd.getpwall()}
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")


def start_process(arguments: list[str], folder: Path, account: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    """Start a program as ``account`` in ``folder``; it ignores Ctrl-C, and ends with its input."""
    return subprocess.Popen(
        arguments,
        cwd=folder,
        user=None if account is None else account.pw_uid,
        group=None if account is None else account.pw_gid,
        extra_groups=None if account is None else [],
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def make_cluster(programs: Path, folder: Path, account: pwd.struct_passwd | None) -> None:
    """Make the files of an empty server in ``folder/data``."""
    encoding = ["--encoding=UTF8", "--locale=C.UTF-8"]
    arguments = [
        f"{programs}/initdb",
        f"--pgdata={folder}/data",
        f"--username={SUPERUSER}",
        "--auth=trust",
        "--no-sync",
    ]
    process = start_process([*arguments, *encoding], folder, account)
    said, _ = process.communicate(timeout=START_SECONDS_MAX)
    if process.returncode:
        raise RuntimeError(f"initdb failed: {said.decode(errors='replace')}")


def start_keeper(
    programs: Path, folder: Path, account: pwd.struct_passwd | None, settings: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """Start the server, and beside it what stops it."""
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    server = [f"{programs}/postgres", "-D", f"{folder}/data", "-k", str(folder), *options]
    return start_process(["/bin/sh", "-c", KEEPER, "keeper", str(folder), *server], folder, account)


def wait_for_answer(server: PostgresServer, log: Path) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + START_SECONDS_MAX
    while not server.answers():
        if time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL does not answer: {log.read_text(errors='replace')}")
        time.sleep(0.02)


@contextmanager
def running_postgres(settings: Mapping[str, str] = SETTINGS) -> Iterator[PostgresServer]:
    """Run a server for as long as the context lasts.

    Args:
        settings: what it is told besides its defaults.

    Raises:
        PostgresMissing: it is not installed.
    """
    programs, account = find_programs(), server_account()
    # A socket's path has at most 107 bytes, so it stands close to the root and not in pytest's folders.
    folder = Path(tempfile.mkdtemp(prefix="supplies-pg-", dir="/tmp"))
    try:
        if account is not None:
            os.chown(folder, account.pw_uid, account.pw_gid)
        make_cluster(programs, folder, account)
        keeper = start_keeper(programs, folder, account, settings)
        try:
            server = PostgresServer(folder)
            wait_for_answer(server, folder / "log")
            yield server
        finally:
            keeper.communicate(timeout=STOP_SECONDS_MAX)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
