"""Files that people name: read whole, and written whole or not at all."""

from pathlib import Path

from supplies.errors import FileUnreadable


def read_file(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        FileUnreadable: it is missing or may not be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path=str(path), problem=error.strerror or str(error)) from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole, or leave what was there.

    Raises:
        FileUnreadable: it cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise FileUnreadable(path=str(path), problem=error.strerror or str(error)) from error
