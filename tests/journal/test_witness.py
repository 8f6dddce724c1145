"""What a computer remembers of a journal's head, so that a store put back is noticed."""

import json
from pathlib import Path

import pytest

from supplies.errors import StoreRewound
from supplies.journal.queries import HeadRow
from supplies.journal.witness import Witness
from supplies.program import Program, witness_path
from supplies.values import SiteId
from tests.rooms import Desk, assert_speaks

SITE, OTHER = SiteId("210300A"), SiteId("210381A")


def head(seq: int, *, epoch: int = 1, mark: int = 0, site: SiteId = SITE) -> HeadRow:
    return HeadRow(site, epoch, seq, bytes([mark]) * 32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "witness" / "store.json"


def test_a_head_that_went_on_is_accepted(path: Path) -> None:
    witness = Witness(path)
    witness.note(head(5))
    for next_head in (head(5), head(6), head(7, mark=9), head(1, epoch=2)):
        witness.check(next_head)


@pytest.mark.parametrize(
    "behind", [head(4), head(5, mark=1), head(0), head(4, epoch=1, mark=1), head(99, epoch=0)], ids=repr
)
def test_a_head_that_went_back_or_turned_into_another_is_refused(path: Path, behind: HeadRow) -> None:
    witness = Witness(path)
    witness.note(head(5))
    with pytest.raises(StoreRewound) as caught:
        witness.check(behind)
    assert caught.value.facts == {"seen": 5, "seq": behind.seq}
    assert_speaks(caught.value)


def test_what_was_seen_is_remembered_by_the_next_program(path: Path) -> None:
    Witness(path).note(head(5))
    with pytest.raises(StoreRewound):
        Witness(path).check(head(4))
    assert Witness(path).seen(SITE) == 5
    assert Witness(path).seen(OTHER) == 0


def test_each_site_is_remembered_for_itself(path: Path) -> None:
    witness = Witness(path)
    witness.note(head(5))
    witness.check(head(1, site=OTHER))
    witness.note(head(1, site=OTHER))
    assert (Witness(path).seen(SITE), Witness(path).seen(OTHER)) == (5, 1)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff", b'{"210300A": 5}', b'{"210300A": {"epoch": 1}}', b"null"]
)
def test_a_memory_that_cannot_be_read_is_forgotten(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    witness = Witness(path)
    assert witness.seen(SITE) == 0
    witness.check(head(1))
    witness.note(head(2))
    assert Witness(path).seen(SITE) == 2


def test_a_memory_that_cannot_be_written_undoes_nothing(tmp_path: Path) -> None:
    (tmp_path / "witness").write_text("a file where the folder should be")
    witness = Witness(tmp_path / "witness" / "store.json")
    witness.note(head(5))
    with pytest.raises(StoreRewound):
        witness.check(head(4))


def test_the_memory_is_replaced_whole(path: Path) -> None:
    witness = Witness(path)
    for seq in range(1, 30):
        witness.note(head(seq, mark=seq))
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert json.loads(path.read_bytes()) == {SITE: {"epoch": 1, "seq": 29, "hash": "1d" * 32}}


def test_it_lies_outside_the_store_and_knows_its_newest_entry(program: Program, desk: Desk) -> None:
    desk.lot()
    remembered = witness_path(program.store)
    assert program.database.path is None or program.database.path.parent != remembered.parent
    assert Witness(remembered).seen(program.store.site_id) == program.head.seq
