"""Looking into a workbook of before 2007 before a library opens it: one damaged cell asks for all the memory there is.

Such a file is a small file system (MS-CFB) whose stream ``Workbook`` holds records, one for each cell (MS-XLS). The
library makes room from the first to the last cell at once, and a cell's column has room for far more than the 256
columns that a sheet can have; so a cell beyond them is a sign of damage, and must be found before.
"""

import struct
from collections.abc import Iterator

from supplies.errors import SheetUnreadable

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
ROWS_MAX = 65_536
COLUMNS_MAX = 256

_HEADER_BYTES = 512
_ENTRY_BYTES = 128
_HEADER_SECTORS = 109
_END = 0xFFFFFFFC
"""Sector numbers from here on mean something else: an end, a free sector, the table itself."""
_STREAM = 2
_NAMES = ("workbook", "book")

_CELLS = frozenset({0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, 0x00FD})
_SEVERAL_CELLS = frozenset({0x00BD, 0x00BE})
_DIMENSIONS = 0x0200
_STRINGS = 0x00FC


def is_old_workbook(content: bytes) -> bool:
    """Return whether a file begins as all workbooks did before 2007."""
    return content.startswith(MAGIC)


def check_old_workbook(name: str, content: bytes) -> None:
    """Refuse a workbook with a cell where none can be.

    Args:
        name: of the file, for the error.
        content: of the file.

    Raises:
        SheetUnreadable: it is damaged, or no workbook.
    """
    try:
        streams = list(_streams(content))
        is_sound = bool(streams) and all(map(_is_sound, streams))
    except (struct.error, IndexError, ValueError) as error:
        raise SheetUnreadable(path=name) from error
    if not is_sound:
        raise SheetUnreadable(path=name)


def _streams(content: bytes) -> Iterator[bytes]:
    """Yield the streams that hold a workbook."""
    (shift,) = struct.unpack_from("<H", content, 30)
    sector = 1 << shift
    table = _table(content, sector)
    folder = _chain(content, sector, table, struct.unpack_from("<L", content, 48)[0])
    for place in range(0, len(folder) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        text_bytes, kind = struct.unpack_from("<HB", folder, place + 64)
        entry_name = folder[place : place + max(0, min(text_bytes, 64) - 2)].decode("utf-16-le", "replace")
        if kind == _STREAM and entry_name.lower() in _NAMES:
            start, size = struct.unpack_from("<LL", folder, place + 116)
            yield _chain(content, sector, table, start)[:size]


def _table(content: bytes, sector: int) -> list[int]:
    """Return which sector follows each sector."""
    places = list(struct.unpack_from(f"<{_HEADER_SECTORS}L", content, 76))
    more = struct.unpack_from("<L", content, 68)[0]
    per_sector = sector // 4
    while more < _END and len(places) * sector <= len(content) + _HEADER_SECTORS * sector:
        *found, more = struct.unpack_from(f"<{per_sector}L", content, (more + 1) * sector)
        places += found
    table: list[int] = []
    for place in places:
        if place < _END:
            table += struct.unpack_from(f"<{per_sector}L", content, (place + 1) * sector)
    return table


def _chain(content: bytes, sector: int, table: list[int], first: int) -> bytes:
    """Return the bytes of a chain of sectors; one that runs in a ring is an error."""
    parts: list[bytes] = []
    place = first
    while place < _END:
        if len(parts) > len(table):
            raise ValueError("the sectors run in a ring")
        parts.append(content[(place + 1) * sector : (place + 2) * sector])
        place = table[place]
    return b"".join(parts)


def _is_sound(stream: bytes) -> bool:
    """Return whether every record of a workbook stays within what a sheet and the file can hold."""
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        record = stream[place + 4 : place + 4 + length]
        if not _fits(kind, record, len(stream)):
            return False
        place += 4 + length
    return True


def _fits(kind: int, record: bytes, size: int) -> bool:
    """Return whether one record stays within what a sheet and the file can hold."""
    if kind in _CELLS and len(record) >= 4:
        return bool(struct.unpack_from("<H", record, 2)[0] < COLUMNS_MAX)
    if kind in _SEVERAL_CELLS and len(record) >= 6:
        first, last = struct.unpack_from("<H", record, 2)[0], struct.unpack_from("<H", record, len(record) - 2)[0]
        return bool(first <= last < COLUMNS_MAX)
    if kind == _DIMENSIONS:
        return _are_dimensions(record)
    if kind == _STRINGS and len(record) >= 8:
        return bool(struct.unpack_from("<L", record, 4)[0] <= size)
    return True


def _are_dimensions(record: bytes) -> bool:
    """Return whether a sheet says of itself that it has at most as many rows and columns as it can have."""
    is_newer = len(record) >= 14
    _first, rows, _left, columns = struct.unpack_from("<LLHH" if is_newer else "<HHHH", record)
    return bool(rows <= ROWS_MAX and columns <= COLUMNS_MAX)
