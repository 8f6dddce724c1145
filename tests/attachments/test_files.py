"""Copies to look at: private, unchangeable, and gone afterwards, also those of a program that was killed."""

import os
import stat
from pathlib import Path

import pytest

from supplies.attachments.files import LEFT_SECONDS, copy_to_look_at, private_folder, remove_folder
from tests.attachments.papers import attached, pdf, records
from tests.rooms import SITE, Desk


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep temporary folders in one of the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_a_copy_is_for_one_person_and_not_to_be_changed(desk: Desk) -> None:
    seq, folder = attached(desk, records(desk).contract, pdf()), private_folder()
    path = desk.read(copy_to_look_at, seq, SITE, folder)
    assert path.parent == folder and path.read_bytes() == pdf()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not stat.S_IMODE(path.stat().st_mode) & 0o377
    remove_folder(folder)
    assert not folder.exists()


def test_what_a_killed_program_left_long_ago_goes_and_what_another_one_shows_stays(temporary: Path) -> None:
    old, new, foreign = private_folder(), private_folder(), temporary / "another program"
    foreign.mkdir()
    long_ago = new.stat().st_mtime - 2 * LEFT_SECONDS
    (old / "contract.pdf").write_bytes(pdf())
    (old / "contract.pdf").chmod(0o400)
    for folder in (old, foreign):
        os.utime(folder, (long_ago, long_ago))
    made = private_folder()
    assert sorted(temporary.iterdir()) == sorted((new, foreign, made))
