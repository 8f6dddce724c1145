"""Looking into a workbook before a library opens it: a file of a few kilobytes can ask for all the memory there is.

The library that reads workbooks keeps a sheet as one block from its first to its last cell, so one stray cell in the
far corner is enough. Newer workbooks are zip archives, whose cells can be counted beforehand;
``old_workbooks`` looks into those of before 2007.
"""

import io
import re
import zipfile
import zlib

from supplies.errors import SheetTooLarge, SheetUnreadable

UNPACKED_MAX = 256 * 1024 * 1024
ZIP_RATIO_MAX = 100
CELLS_MAX = 10_000_000
LETTERS = 26

_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,9})["'][^>]*>""")
_FAULTS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
"""What a broken archive, or one with a password, can raise."""


def is_package(content: bytes) -> bool:
    """Return whether a workbook is a zip archive, as all have been since 2007."""
    return zipfile.is_zipfile(io.BytesIO(content))


def check_package(name: str, content: bytes) -> None:
    """Refuse a workbook that would unpack to too much.

    Args:
        name: of the file, for the error.
        content: of the file.

    Raises:
        SheetTooLarge: too many bytes, or too many cells between the first and the last.
        SheetUnreadable: the archive is broken, locked with a password, or no workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if unpacked > min(UNPACKED_MAX, ZIP_RATIO_MAX * len(content)):
                raise SheetTooLarge(path=name)
            if "xl/workbook.xml" not in archive.namelist():
                raise SheetUnreadable(path=name)
            for member in members:
                if member.filename.lower().endswith(".xml") and _cells(archive.read(member)) > CELLS_MAX:
                    raise SheetTooLarge(path=name)
    except _FAULTS as error:
        raise SheetUnreadable(path=name) from error


def _cells(xml: bytes) -> int:
    """Return how many cells lie in the rectangle around those that hold something."""
    rows: set[int] = set()
    columns: set[bytes] = set()
    for found in _CELL.finditer(xml):
        if not found.group().endswith(b"/>"):
            columns.add(found[1].upper())
            rows.add(int(found[2]))
    if not rows:
        return 0
    numbers = [_column(letters) for letters in columns]
    return (max(rows) - min(rows) + 1) * (max(numbers) - min(numbers) + 1)


def _column(letters: bytes) -> int:
    """Return the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = LETTERS * number + letter - ord("A") + 1
    return number
