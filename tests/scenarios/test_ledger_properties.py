"""Whatever clerks do, in whatever order: nothing is lost, nothing is below zero, and the journal tells it all again."""

from pathlib import Path

from tests.postgres_server import PostgresServer
from tests.scenarios.clerks import Clerks
from tests.scenarios.telling import copies_of_database, copies_of_file, how_much, tell
from tests.soak import size


def test_whatever_clerks_do_on_sqlite_the_ledgers_hold(room_file: Path, tmp_path: Path) -> None:
    tell(Clerks, copies_of_file(room_file), tmp_path, how_much(size(8, 400), size(40, 80)))


def test_whatever_clerks_do_on_postgresql_the_ledgers_hold(
    room_database: str, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    with copies_of_database(postgres_server, room_database) as copied:
        tell(Clerks, copied, tmp_path, how_much(size(3, 60), size(20, 60)))
