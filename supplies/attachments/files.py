"""A paper as a file: saved where somebody wants it, or copied to where only they can read it, to be looked at."""

import os
import secrets
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from supplies.attachments.content import SUFFIXES
from supplies.attachments.queries import PaperRow, paper, paper_bytes
from supplies.errors import FileUnreadable
from supplies.files import file_problem, write_file
from supplies.values import SiteId

FOLDER_PREFIX = "supplies-papers-"
READ_ONLY, WRITABLE = 0o400, 0o600
LEFT_SECONDS = 7 * 24 * 3600
"""No window stays open for so long."""


def save_paper(connection: Connection, seq: int, site_id: SiteId | None, target: Path) -> PaperRow:
    """Write a paper to a file, and return it.

    Raises:
        UnknownRecord, PaperNotHereYet, PaperDamaged: there is no such paper, or its bytes are not here or not right.
        FileUnreadable: the file cannot be written.
    """
    row = paper(connection, seq, site_id)
    write_file(target, paper_bytes(connection, row))
    return row


def private_folder() -> Path:
    """Return a new folder that only this person may look into; what a killed program left there long ago goes."""
    made = Path(tempfile.mkdtemp(prefix=FOLDER_PREFIX))
    for other in made.parent.glob(f"{FOLDER_PREFIX}*"):
        with suppress(OSError):
            if made.stat().st_mtime - other.stat().st_mtime > LEFT_SECONDS:
                remove_folder(other)
    return made


def remove_folder(folder: Path) -> None:
    """Remove a private folder; a file that a viewer still holds open is left to the system."""
    with suppress(OSError):
        for path in folder.iterdir():
            path.chmod(WRITABLE)  # Windows removes no file that cannot be written.
    shutil.rmtree(folder, ignore_errors=True)


def copy_to_look_at(connection: Connection, seq: int, site_id: SiteId, folder: Path) -> Path:
    """Write a paper to a new file that cannot be changed, under a name of our own and the ending of its type.

    What a paper was called decides nothing: neither where it is written nor which program opens it.

    Raises:
        UnknownRecord, PaperNotHereYet, PaperDamaged: there is no such paper, or its bytes are not here or not right.
        FileUnreadable: it cannot be written.
    """
    row = paper(connection, seq, site_id)
    content = paper_bytes(connection, row)
    path = folder / f"{row.kind}-{row.hash[:12]}-{secrets.token_hex(4)}{SUFFIXES[row.media_type][0]}"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), READ_ONLY)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError as error:
        raise FileUnreadable(path=str(path), problem=file_problem(error)) from error
    return path
