"""Half-filled papers, kept on this computer until they are posted: what was scanned or typed survives a crash.

Drafts are nobody's books: they stand in a small file of their own beside the user's settings, never in the store, and
each saving is on the disk before it is acknowledged.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from supplies.errors import DraftsUnusable
from supplies.language import N_, Wording
from supplies.values import utc_now, utc_text

_TABLE = """
CREATE TABLE IF NOT EXISTS draft (
    draft_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    title TEXT NOT NULL,
    content BLOB NOT NULL,
    saved_at TEXT NOT NULL
) STRICT
"""
_SAVE = "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?)"
_COLUMNS = "draft_id, kind, owner, title, content, saved_at"
_WORDING = Wording(
    (
        r".*(?:unable to open|readonly|denied|[Rr]ead-only|not permitted|directory|File exists).*",
        N_("nothing can be written there"),
    ),
    (r".*(?:is full|No space|quota|too large).*", N_("the disk is full")),
    (r".*(?:I/O).*", N_("the disk does not take it")),
    (r".*locked.*", N_("another program holds the file")),
)
"""What SQLite and the operating system say where a draft cannot be kept."""
SIDE_FILES = ("", "-wal", "-shm")
"""What SQLite keeps beside a file belongs to that file: it must not be left to the next one."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper that was not posted yet."""

    draft_id: str
    kind: str
    """What kind of paper; whoever saved it knows how to read the content."""
    owner: str
    """The login of the person who filled it."""
    title: str
    content: bytes
    saved_at: datetime


class Drafts:
    """The drafts of one store on this computer. Each call may come from any thread."""

    def __init__(self, path: Path) -> None:
        """Open the file, or begin it; one that is damaged is put aside under another name.

        Raises:
            DraftsUnusable: the folder cannot be written.
        """
        self._path = path
        self._lock = threading.Lock()
        self.damaged: Path | None = None
        """Where a damaged file was put, if there was one."""
        with self._explained():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._opened()

    def save(self, draft_id: str, kind: str, owner: str, title: str, content: bytes) -> None:
        """Keep a draft in place of an earlier one of the same id; it is on the disk when this returns.

        Raises:
            DraftsUnusable: it could not be written.
        """
        self._run(_SAVE, (draft_id, kind, owner, title, content, utc_text(utc_now())))

    def drafts(self, owner: str, kind: str) -> list[Draft]:
        """Return a person's drafts of a kind, newest first."""
        rows = self._run(
            # By the order of saving, which no clock can turn round: each saving makes a new row.
            f"SELECT {_COLUMNS} FROM draft WHERE owner = ? AND kind = ? ORDER BY rowid DESC",  # noqa: S608
            (owner, kind),
        )
        return [_draft(*row) for row in rows]

    def remove(self, draft_id: str) -> None:
        """Forget a draft; one that is not there is forgotten already."""
        self._run("DELETE FROM draft WHERE draft_id = ?", (draft_id,))

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._connection.close()

    def _run(self, statement: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """Run one statement in a transaction of its own."""
        with self._lock, self._explained():
            rows: list[tuple[Any, ...]] = self._connection.execute(statement, values).fetchall()
            return rows

    def _opened(self) -> Any:  # noqa: ANN401 - a driver's connection
        """Return a connection to the file; a damaged one is put aside, for whoever may still read it."""
        try:
            return _connect(self._path)
        except dbapi2.DatabaseError as error:
            if isinstance(error, dbapi2.OperationalError):
                raise
            self.damaged = self._put_aside()
            return _connect(self._path)

    def _put_aside(self) -> Path:
        """Rename the file and what belongs to it; return its new name."""
        aside = self._path.with_suffix(f".damaged-{utc_now():%Y%m%dT%H%M%S}")
        for side in SIDE_FILES:
            file = Path(f"{self._path}{side}")
            if file.exists():
                file.rename(f"{aside}{side}")
        return aside

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say in words why a draft cannot be kept."""
        try:
            yield
        except (OSError, dbapi2.Error) as error:
            raise DraftsUnusable(path=str(self._path), problem=_WORDING.say(str(error))) from error


def _draft(draft_id: str, kind: str, owner: str, title: str, content: bytes, saved_at: str) -> Draft:
    """Return a row of the table as a draft."""
    return Draft(draft_id, kind, owner, title, content, datetime.fromisoformat(saved_at))


def _connect(path: Path) -> Any:  # noqa: ANN401 - a driver's connection
    """Return a connection whose every statement is durable by itself."""
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        for setting in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 5000"):
            connection.execute(f"PRAGMA {setting}")
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise dbapi2.DatabaseError(found)
        connection.execute(_TABLE)
    except BaseException:
        connection.close()
        raise
    return connection
