"""Whatever buyers do with money, in whatever order: each yuan stands in one bucket, and every identity holds."""

from pathlib import Path

from tests.postgres_server import PostgresServer
from tests.scenarios.buyers import Buyers
from tests.scenarios.telling import copies_of_database, copies_of_file, how_much, tell
from tests.soak import size


def test_whatever_buyers_do_on_sqlite_each_yuan_is_told(room_file: Path, tmp_path: Path) -> None:
    tell(Buyers, copies_of_file(room_file), tmp_path, how_much(size(6, 300), size(40, 80)))


def test_whatever_buyers_do_on_postgresql_each_yuan_is_told(
    room_database: str, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    with copies_of_database(postgres_server, room_database) as copied:
        tell(Buyers, copied, tmp_path, how_much(size(2, 40), size(30, 60)))
