"""Bytes that somebody changed or took away are found, backups and other databases carry them, a replay needs none."""

from contextlib import closing
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from supplies import backup
from supplies.attachments.queries import paper, paper_bytes
from supplies.errors import PaperDamaged, StoreNotSound
from supplies.models.attachments import AttachedPaper, PaperContent
from supplies.program import Program, restore
from supplies.values import Login
from tests.attachments.papers import Records, attach, attached, detach, papers, pdf, records
from tests.journal.tampering import tamper
from tests.postgres_server import PostgresServer
from tests.rooms import ADMIN, Desk, assert_speaks, clock, every_value, many, rows_in


@pytest.fixture
def of(desk: Desk) -> Records:
    """Return a record of each kind."""
    return records(desk)


def first_finding(desk: Desk) -> tuple[int, str]:
    """Return where the store is wrong first, and how."""
    found = desk.program.verify().first
    assert found is not None
    return found.seq, found.text


def noise(size: int, seed: int = 0) -> bytes:
    """Return a PDF of bytes that nothing shortens."""
    blocks = (sha256(f"{seed} {number}".encode()).digest() for number in range(size // 32 + 1))
    return pdf()[:9] + b"".join(blocks) + pdf()


@pytest.mark.parametrize("place", [0, 1000, -1])
def test_one_changed_bit_anywhere_in_a_file_is_found_and_the_file_is_not_opened(
    desk: Desk, of: Records, place: int
) -> None:
    content = noise(2000)
    seq = attached(desk, of.contract, content)
    changed = bytearray(content)
    changed[place] ^= 1
    tamper(desk.program, "UPDATE paper_content SET content = :content", content=bytes(changed))
    where, words = first_finding(desk)
    assert (where, "合同.pdf" in words) == (seq, True)
    with pytest.raises(PaperDamaged) as caught:
        desk.read(paper_bytes, desk.read(paper, seq))
    assert_speaks(caught.value)
    with pytest.raises(StoreNotSound):
        desk.program.back_up(Path(desk.program.database.path or "/tmp").parent / "never.db")  # noqa: S108


def test_bytes_cut_short_and_bytes_taken_away_are_found(desk: Desk, of: Records) -> None:
    content = noise(2000)
    seq = attached(desk, of.contract, content)
    attached(desk, of.lot, content, "包.pdf")
    for left in (content[:1000], None):
        tamper(desk.program, "UPDATE paper_content SET content = :content", content=left)
        where, words = first_finding(desk)
        assert (where, "合同.pdf" in words or "包.pdf" in words) == (seq, True)


def test_the_database_itself_keeps_bytes_and_papers_as_they_are(desk: Desk, of: Records) -> None:
    seq = attached(desk, of.contract, pdf())
    desk.post(detach(seq))
    kept = attached(desk, of.contract, pdf("kept"))
    before = desk.everything()
    for statement in (
        "UPDATE paper_content SET content = NULL",
        "UPDATE paper_content SET size = 1",
        "UPDATE paper_content SET content = 'x'",
        "DELETE FROM paper_content",
        "DELETE FROM attached_paper",
        f"UPDATE attached_paper SET note = 'x' WHERE seq = {kept}",
        f"UPDATE attached_paper SET detached_seq = NULL, detached_on = NULL, detach_reason = '' WHERE seq = {seq}",
        f"UPDATE attached_paper SET detached_seq = 9 WHERE seq = {seq}",
        f"UPDATE attached_paper SET detached_seq = 9, detached_on = '2026-01-01' WHERE seq = {kept}",
    ):
        with pytest.raises(DBAPIError):
            desk.program.database.write(partial(Connection.exec_driver_sql, statement=statement))
        assert desk.everything() == before, statement


def test_a_replay_gives_the_same_papers_without_any_bytes(desk: Desk, of: Records) -> None:
    attached(desk, of.contract, pdf())
    desk.post(detach(attached(desk, of.lot, pdf("lot"))))
    assert desk.program.verify(deep=True).is_sound


def test_a_backup_carries_every_byte_to_either_database(
    desk: Desk, of: Records, tmp_path: Path, postgres_server: PostgresServer
) -> None:
    contents = {attached(desk, of.contract, content): content for content in (noise(5_000_000, at) for at in range(6))}
    desk.post(detach(min(contents)))
    file = tmp_path / "backup.db"
    desk.program.back_up(file)
    before = desk.program.read(every_value)
    for url in (str(tmp_path / "restored.db"), postgres_server.new_database()):
        restore(file, url, ADMIN, "换机", clock)
        with closing(Program.open(url, clock)) as other:
            assert other.verify().is_sound
            after = other.read(every_value)
            assert all(after[name] == before[name] for name in ("paper_content", "attached_paper"))
            assert other.read(_all_bytes) == contents


def _all_bytes(connection: Connection) -> dict[int, bytes]:
    """Return the bytes of every paper by its entry."""
    seqs = connection.scalars(select(AttachedPaper.seq)).all()
    return {seq: paper_bytes(connection, paper(connection, seq)) for seq in seqs}


def test_copying_a_store_holds_few_files_in_memory_at_once(desk: Desk, of: Records, tmp_path: Path) -> None:
    """A thousand rows at once, as of other tables, would be up to twenty gigabytes."""
    assert backup.COPY_FILES < 10
    for seed in range(2 * backup.COPY_FILES + 1):
        attached(desk, of.contract, noise(1000, seed))
    desk.program.back_up(tmp_path / "backup.db")


@given(steps=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 4), st.booleans()), max_size=12))
@many(max_examples=20, deadline=None)
def test_whatever_is_attached_and_taken_off_each_file_is_kept_once_and_none_is_lost(
    desk: Desk, of: Records, steps: list[tuple[int, int, bool]]
) -> None:
    """As many contents as files were ever named; as many papers on a record as were attached and not taken off."""
    clean = Login("admin")
    for row in papers(desk, *of.all):
        desk.post(detach(row.seq))
    on: dict[tuple[int, int], int] = {}
    ever = {row.hash for row in papers(desk, *of.all, with_detached=True)}
    for at, which, is_off in steps:
        content, key = pdf(f"file {which}"), (at, which)
        if is_off and key in on:
            desk.post(detach(on.pop(key)))
        elif not is_off and key not in on:
            on[key] = attached(desk, of.all[at], content, actor=clean)
            ever.add(attach(of.all[at], content).sha256)
    assert {row.seq for row in papers(desk, *of.all)} == set(on.values())
    assert desk.read(rows_in, "paper_content") == len(ever)
    assert desk.read(_unnamed) == []
    assert desk.program.verify().is_sound


def _unnamed(connection: Connection) -> list[str]:
    """Return the contents that no paper names."""
    named = select(AttachedPaper.hash)
    return list(connection.scalars(select(PaperContent.hash).where(PaperContent.hash.not_in(named))))
