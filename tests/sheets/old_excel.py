"""A workbook as Excel wrote it before 2007, made byte by byte: no library here still writes them."""

import struct
from collections.abc import Sequence
from datetime import date

SECTOR = 512
PER_SECTOR = SECTOR // 4
IN_HEADER = 109
END, FREE, FAT, LIST = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC
DATE_FORMAT = 14


def xls(rows: Sequence[Sequence[str | float | date | None]]) -> bytes:
    """Return a workbook with one sheet; dates are serial numbers in a date format, as Excel keeps them."""
    sheet = b"".join(_cell(row, column, value) for row, cells in enumerate(rows) for column, value in enumerate(cells))
    sheet = _record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0010, 0, 0, 0, 0)) + sheet + _record(0x000A)
    globals_ = _record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0005, 0, 0, 0, 0))
    globals_ += _record(0x0042, struct.pack("<H", 1200)) + _record(0x0022, struct.pack("<H", 0))
    for number_format in (0, DATE_FORMAT):
        globals_ += _record(0x00E0, struct.pack("<HH", 0, number_format) + bytes(16))
    name = b"\x06\x00Sheet1"
    start = len(globals_) + len(_record(0x0085, bytes(6) + name)) + len(_record(0x000A))
    globals_ += _record(0x0085, struct.pack("<LBB", start, 0, 0) + name) + _record(0x000A)
    return _container(globals_ + sheet)


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _cell(row: int, column: int, value: str | float | date | None) -> bytes:
    if value is None:
        return b""
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text) // 2, 1) + text)
    is_date = isinstance(value, date)
    number = float((value - date(1899, 12, 30)).days) if isinstance(value, date) else float(value)
    return _record(0x0203, struct.pack("<HHHd", row, column, int(is_date), number))


def _container(stream: bytes) -> bytes:
    """Return the compound file that holds the workbook's stream: tables of sectors first, the folder, the stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    sectors = len(stream) // SECTOR
    tables = lists = 0
    while True:  # The tables describe themselves, and so do the lists of tables beyond those that the header has.
        needed = -(-(tables + lists + 1 + sectors) // PER_SECTOR)
        needed_lists = -(-max(0, needed - IN_HEADER) // (PER_SECTOR - 1))
        if (needed, needed_lists) == (tables, lists):
            break
        tables, lists = needed, needed_lists
    folder = tables + lists
    chain = [FAT] * tables + [LIST] * lists + [END, *range(folder + 2, folder + 1 + sectors), END]
    table = struct.pack(f"<{tables * PER_SECTOR}L", *chain, *[FREE] * (tables * PER_SECTOR - len(chain)))
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    first_list = tables if lists else END
    header += struct.pack("<LLLLLLLLL", 0, tables, folder, 0, 4096, END, 0, first_list, lists)
    named = list(range(tables))
    header += struct.pack("<109L", *named[:IN_HEADER], *[FREE] * (IN_HEADER - len(named[:IN_HEADER])))
    entries = _entry("Root Entry", 5, END, 0, child=1) + _entry("Workbook", 2, folder + 1, len(stream))
    return header + table + _lists(named[IN_HEADER:], tables, lists) + entries.ljust(SECTOR, b"\0") + stream


def _lists(named: list[int], first: int, count: int) -> bytes:
    """Return the sectors that list the tables beyond those in the header, each naming the next."""
    found = b""
    for number in range(count):
        part = named[number * (PER_SECTOR - 1) : (number + 1) * (PER_SECTOR - 1)]
        following = first + number + 1 if number + 1 < count else END
        found += struct.pack(f"<{PER_SECTOR}L", *part, *[FREE] * (PER_SECTOR - 1 - len(part)), following)
    return found


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBBLLL", len(text), kind, 1, FREE, FREE, child)
    return head + bytes(36) + struct.pack("<LQ", start, size)
