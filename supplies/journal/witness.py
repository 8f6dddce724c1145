"""A small file outside the store that remembers the newest entry seen, so that a rewound store is noticed.

A store that was put back to an older copy looks sound by itself: only somebody outside can know that it had gone
further. Posting stops then, because a number would be given twice. The file is written without waiting for the disk: a
power cut may lose its last lines, which only makes it forgetful, never wrong.
"""

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from supplies.errors import StoreRewound
from supplies.journal.queries import HeadRow
from supplies.values import SiteId


class _Seen(msgspec.Struct, frozen=True):
    """The newest entry of a site that was committed."""

    epoch: int
    seq: int
    hash: str


class Witness:
    """Remembers, per site, the newest entry committed from this computer."""

    def __init__(self, path: Path) -> None:
        """Read what is remembered; a file that cannot be read is forgotten, for it only ever adds safety."""
        self._path = path
        self._seen: dict[str, _Seen] = {}
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._seen = msgspec.json.decode(path.read_bytes(), type=dict[str, _Seen])
        except (OSError, msgspec.DecodeError):
            self._seen = {}

    def check(self, head: HeadRow) -> None:
        """Refuse a head that is behind what was seen.

        Raises:
            StoreRewound: the store has lost entries that were once committed.
        """
        seen = self._seen.get(head.site_id)
        if seen is None or (head.epoch, head.seq) > (seen.epoch, seen.seq):
            return
        if (head.epoch, head.seq, head.hash.hex()) != (seen.epoch, seen.seq, seen.hash):
            raise StoreRewound(seen=seen.seq, seq=head.seq)

    def seen(self, site_id: SiteId) -> int:
        """Return the seq of the newest entry seen of a site; 0 where none is."""
        return self._seen[site_id].seq if site_id in self._seen else 0

    def note(self, head: HeadRow) -> None:
        """Remember a committed head; a full or read-only disk must not undo what is already posted."""
        self._seen[head.site_id] = _Seen(head.epoch, head.seq, head.hash.hex())
        text = msgspec.json.encode(self._seen)
        try:
            # Written over in one piece: putting a new file in its place makes Linux wait for the disk.
            file = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.write(file, text)
                os.ftruncate(file, len(text))
            finally:
                os.close(file)
        except OSError:
            return
