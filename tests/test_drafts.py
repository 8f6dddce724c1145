"""Half-filled papers survive whatever happens to the program: what was acknowledged is there."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.drafts import Drafts
from supplies.errors import DraftsUnusable
from supplies.values import utc_now
from tests.rooms import assert_speaks
from tests.soak import size

ROUNDS = size(6, 100)
ANSWER_SECONDS_MAX = 60

# Saves one version after the other of two drafts, and says so after each saving.
SAVER = """
import sys
from pathlib import Path
from supplies.drafts import Drafts

drafts = Drafts(Path(sys.argv[1]))
number = int(sys.argv[2])
while True:
    number += 1
    drafts.save(f"slip/{number % 2}", "slip", "zhang", str(number), b"x" * (number * 700 % 50_000))
    print(number, flush=True)
"""

# Saves within a limit on the size of every file, as a disk without room would have it.
FULL = """
import resource, signal, sys
from pathlib import Path
from supplies.drafts import Drafts
from supplies.errors import DraftsUnusable
from supplies.values import utc_now

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
drafts = Drafts(Path(sys.argv[1]))
drafts.save("a", "slip", "zhang", "", b"before")
_soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
try:
    drafts.save("a", "slip", "zhang", "", b"x" * 1_000_000)
except DraftsUnusable as error:
    print("refused:", error.text())
print([draft.content for draft in drafts.drafts("zhang", "slip")])
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
drafts.save("a", "slip", "zhang", "", b"after")
print([draft.content for draft in drafts.drafts("zhang", "slip")])
"""

# Works as somebody without rights: root may write anywhere.
WITHOUT_RIGHTS = """
import os, sys
from pathlib import Path
from supplies.drafts import Drafts
from supplies.errors import DraftsUnusable
from supplies.values import utc_now

if os.geteuid() == 0:
    os.seteuid(65534)
try:
    Drafts(Path(sys.argv[1]))
except DraftsUnusable as error:
    print(error.text(), error.remedy())
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "drafts.db"


@pytest.fixture
def drafts(path: Path) -> Iterator[Drafts]:
    with closing(Drafts(path)) as opened:
        yield opened


def contents(drafts: Drafts, owner: str = "zhang", kind: str = "slip") -> list[bytes]:
    return [draft.content for draft in drafts.drafts(owner, kind)]


def run(script: str, *arguments: str) -> str:
    """Run a script in a process of its own and return what it said."""
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=ANSWER_SECONDS_MAX, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_draft_is_there_again_as_it_was_saved(path: Path, drafts: Drafts) -> None:
    drafts.save("a", "slip", "zhang", "出库单", b"\x00\xff lines")
    with closing(Drafts(path)) as other:
        (found,) = other.drafts("zhang", "slip")
    assert (found.draft_id, found.kind, found.owner, found.title) == ("a", "slip", "zhang", "出库单")
    assert found.content == b"\x00\xff lines"


def test_saving_again_replaces_and_the_newest_comes_first(drafts: Drafts) -> None:
    for draft, content in (("a", b"1"), ("b", b"2"), ("a", b"3")):
        drafts.save(draft, "slip", "zhang", "", content)
    assert contents(drafts) == [b"3", b"2"]


def test_the_newest_comes_first_though_the_clock_was_put_back(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts.save("a", "slip", "zhang", "", b"1")
    now = utc_now()
    monkeypatch.setattr("supplies.drafts.utc_now", lambda: now.replace(year=now.year - 1))
    drafts.save("b", "slip", "zhang", "", b"2")
    assert contents(drafts) == [b"2", b"1"]


def test_what_was_removed_is_gone_and_may_be_removed_again(drafts: Drafts) -> None:
    drafts.save("a", "slip", "zhang", "", b"1")
    drafts.remove("a")
    drafts.remove("a")
    assert contents(drafts) == []


def test_each_person_and_kind_has_drafts_of_its_own(drafts: Drafts) -> None:
    drafts.save("1", "slip", "zhang", "", b"zhang's")
    drafts.save("2", "slip", "li", "", b"li's")
    drafts.save("3", "count", "zhang", "", b"a count")
    assert (contents(drafts), contents(drafts, "li"), contents(drafts, "wang")) == ([b"zhang's"], [b"li's"], [])
    assert contents(drafts, kind="count") == [b"a count"]


@given(st.binary(max_size=2000), st.text(max_size=20))
def test_any_content_and_title_come_back(content: bytes, title: str) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(Drafts(Path(folder) / "d.db")) as drafts:
        title = title.encode("utf-8", "replace").decode()
        drafts.save("a", "slip", "zhang", title, content)
        (found,) = drafts.drafts("zhang", "slip")
        assert (found.content, found.title) == (content, title)


def test_everything_acknowledged_before_a_kill_is_there(path: Path) -> None:
    chance = random.Random(0)  # noqa: S311 - moments, not secrets
    last = 0
    for _round in range(ROUNDS):
        process = subprocess.Popen(
            [sys.executable, "-c", SAVER, str(path), str(last)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        for _saving in range(chance.randrange(1, 6)):
            assert process.stdout.readline(), process.stderr and process.stderr.read()
        time.sleep(chance.uniform(0, 0.03))
        process.send_signal(signal.SIGKILL)
        out, _err = process.communicate(timeout=ANSWER_SECONDS_MAX)
        said = out.split()
        with closing(Drafts(path)) as again:
            assert again.damaged is None
            found = {draft.draft_id: int(draft.title) for draft in again.drafts("zhang", "slip")}
            newest = max(found.values())
            assert all(len(draft.content) == int(draft.title) * 700 % 50_000 for draft in again.drafts("zhang", "slip"))
        acknowledged = int(said[-1]) if said else last + 1
        assert newest >= acknowledged, "an acknowledged draft is lost"
        assert min(found.values()) >= newest - 1
        last = newest


def test_the_draft_before_stays_whole_where_the_next_was_not_finished(path: Path, drafts: Drafts) -> None:
    drafts.save("a", "slip", "zhang", "", b"acknowledged")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE draft SET content = x'00'")
        with closing(Drafts(path)) as reader:
            assert contents(reader) == [b"acknowledged"]


def spoil(path: Path, how: str) -> bytes:
    """Damage a file of drafts; return what it holds now."""
    content = path.read_bytes()
    if how == "no database at all":
        content = b"these are not the drafts you are looking for" * 100
    elif how == "cut off":
        content = content[: len(content) // 2]
    elif how == "overwritten in the middle":
        page = len(content) // 3 // 4096 * 4096
        content = content[:page] + os.urandom(len(content) - page)
    path.write_bytes(content)
    return content


@pytest.mark.parametrize("how", ["no database at all", "cut off", "overwritten in the middle"])
def test_a_damaged_file_is_put_aside_and_scanning_goes_on(path: Path, how: str) -> None:
    with closing(Drafts(path)) as opened:
        for number in range(40):
            opened.save(str(number), "slip", "zhang", "", os.urandom(3000))
    spoilt = spoil(path, how)
    with closing(Drafts(path)) as again:
        assert contents(again) == []
        assert again.damaged is not None and again.damaged.read_bytes() == spoilt
        again.save("a", "slip", "zhang", "", b"scanned")
    with closing(Drafts(path)) as third:
        assert third.damaged is None
        assert contents(third) == [b"scanned"]


def test_what_lay_beside_a_damaged_file_is_not_left_to_the_new_one(path: Path) -> None:
    with closing(Drafts(path)) as opened:
        for number in range(40):
            opened.save(str(number), "slip", "zhang", "", os.urandom(3000))
    opened = Drafts(path)
    opened.save("0", "slip", "zhang", "", b"in the log")
    kept = {side: Path(f"{path}{side}").read_bytes() for side in ("-wal", "-shm")}
    opened.close()
    path.write_bytes(b"spoilt" * 1000)
    for side, content in kept.items():
        Path(f"{path}{side}").write_bytes(content)
    with closing(Drafts(path)) as again:
        assert contents(again) == []
        again.save("a", "slip", "zhang", "", b"scanned")
        assert again.damaged is not None
        assert Path(f"{again.damaged}-wal").read_bytes() == kept["-wal"]
    with closing(Drafts(path)) as third:
        assert third.damaged is None
        assert contents(third) == [b"scanned"]


def test_a_file_left_by_a_crash_is_not_taken_for_damaged(path: Path) -> None:
    opened = Drafts(path)
    opened.save("a", "slip", "zhang", "", b"in the log")
    kept = {side: Path(f"{path}{side}").read_bytes() for side in ("", "-wal")}
    opened.close()
    Path(f"{path}-shm").unlink(missing_ok=True)
    for side, content in kept.items():
        Path(f"{path}{side}").write_bytes(content)
    with closing(Drafts(path)) as again:
        assert again.damaged is None
        assert contents(again) == [b"in the log"]


def test_a_folder_that_cannot_be_written_is_refused_in_words() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        said = run(WITHOUT_RIGHTS, str(folder / "drafts.db"))
        assert "nothing can be written there" in said and str(folder / "drafts.db") in said
        said = run(WITHOUT_RIGHTS, str(folder / "deeper" / "drafts.db"))
        assert "nothing can be written there" in said
        folder.chmod(0o755)


def test_a_file_in_place_of_the_folder_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file")
    with pytest.raises(DraftsUnusable) as caught:
        Drafts(tmp_path / "folder" / "drafts.db")
    assert_speaks(caught.value)


def test_a_full_disk_refuses_the_next_draft_and_keeps_the_one_before(path: Path) -> None:
    refused, before, after = run(FULL, str(path)).splitlines()
    assert refused.startswith("refused: This cannot be kept on this computer: the disk")
    assert "drafts.db" in refused
    assert before == "[b'before']"
    assert after == "[b'after']"


def test_many_threads_save_at_once_and_none_is_lost(drafts: Drafts) -> None:
    def work(number: int) -> None:
        for step in range(20):
            drafts.save(f"{number}", "slip", f"person {number}", str(step), bytes([number, step]))
            drafts.drafts(f"person {number}", "slip")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(8):
        assert contents(drafts, f"person {number}") == [bytes([number, 19])]


def test_two_windows_on_one_file_wait_for_each_other(path: Path, drafts: Drafts) -> None:
    with closing(Drafts(path)) as other:

        def work(store: Drafts, name: str) -> None:
            for step in range(30):
                store.save(name, "slip", "zhang", "", f"{name} {step}".encode())

        threads = [threading.Thread(target=work, args=each) for each in ((drafts, "one"), (other, "two"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(contents(other)) == [b"one 29", b"two 29"]


def test_what_is_acknowledged_is_asked_to_be_on_the_disk(drafts: Drafts) -> None:
    settings = {name: drafts._run(f"PRAGMA {name}", ())[0][0] for name in ("journal_mode", "synchronous")}
    assert settings == {"journal_mode": "wal", "synchronous": 2}
