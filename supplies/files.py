"""Files that people name: read whole, and written whole or not at all."""

import errno
from contextlib import suppress
from pathlib import Path

from supplies.errors import FileUnreadable
from supplies.language import N_, _

_PROBLEMS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EACCES: N_("access is not allowed"),
    errno.EPERM: N_("access is not allowed"),
    errno.EISDIR: N_("it is a folder, not a file"),
    errno.ENOTDIR: N_("a part of the path is not a folder"),
    errno.EEXIST: N_("there is already something of this name"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ENOSPC: N_("there is no room left on the disk"),
    errno.EDQUOT: N_("there is no room left on the disk"),
    errno.EROFS: N_("the disk cannot be written to"),
    errno.EIO: N_("the disk does not answer as it should"),
}


def file_problem(error: OSError) -> str:
    """Return why a file cannot be used, in the reader's language; in the system's words where it is a rare reason."""
    return _(_PROBLEMS.get(error.errno or 0, error.strerror or str(error)))


def read_file(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        FileUnreadable: it is missing or may not be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path=str(path), problem=file_problem(error)) from error


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
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise FileUnreadable(path=str(path), problem=file_problem(error)) from error
