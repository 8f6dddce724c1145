"""Whatever happens to money and goods, every trace of them adds up at every step."""

from pathlib import Path

from tests.postgres_server import PostgresServer
from tests.scenarios.followers import FollowedBuyers, FollowedClerks
from tests.scenarios.telling import copies_of_database, copies_of_file, how_much, tell
from tests.soak import size


def test_whatever_buyers_do_on_sqlite_every_trace_adds_up(room_file: Path, tmp_path: Path) -> None:
    tell(FollowedBuyers, copies_of_file(room_file), tmp_path, how_much(size(3, 150), size(30, 60)))


def test_whatever_clerks_do_on_sqlite_every_batch_is_somewhere(room_file: Path, tmp_path: Path) -> None:
    tell(FollowedClerks, copies_of_file(room_file), tmp_path, how_much(size(3, 150), size(30, 60)))


def test_whatever_buyers_do_on_postgresql_every_trace_adds_up(
    room_database: str, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    with copies_of_database(postgres_server, room_database) as copied:
        tell(FollowedBuyers, copied, tmp_path, how_much(size(1, 20), size(20, 50)))
