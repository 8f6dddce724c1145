"""What a file may be: its type by its first bytes, whole to its end, not too large, with a name that is no path."""

import hashlib
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from supplies.errors import (
    FileUnreadable,
    PaperEmpty,
    PaperIncomplete,
    PaperNameUnfit,
    PaperTooLarge,
    PaperTypeUnknown,
)
from supplies.files import file_problem
from supplies.models.attachments import MediaType

KIBIBYTE, MEBIBYTE = 1024, 1024 * 1024
PAPER_BYTES_MAX = 20 * MEBIBYTE
"""A contract of a hundred scanned pages has about this much at 200 dpi. It is no setting: every site has to be able to
take what another attached, and a bundle of a few such files still fits the smallest stick."""
NAME_MAX = 200

_BEGINNINGS = {
    b"%PDF-": MediaType.PDF,
    b"\xff\xd8\xff": MediaType.JPEG,
    b"\x89PNG\r\n\x1a\n": MediaType.PNG,
    b"PK\x03\x04": MediaType.OFD,
}
_ENDS = {MediaType.PDF: b"%%EOF", MediaType.JPEG: b"\xff\xd9", MediaType.PNG: b"IEND\xaeB`\x82"}
_END_WITHIN = 4096
"""Scanners and cameras write a little of their own behind the end of a file."""
SUFFIXES = {
    MediaType.PDF: (".pdf",),
    MediaType.JPEG: (".jpg", ".jpeg"),
    MediaType.PNG: (".png",),
    MediaType.OFD: (".ofd",),
}
"""The endings of each type; the first one is given to a file whose name has none of them."""

_NO_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A file that may be attached."""

    name: str
    media_type: MediaType
    sha256: str
    content: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """Return how many bytes it has."""
        return len(self.content)


def read_paper(path: Path) -> ReadPaper:
    """Read a file that is to be attached; no more of it than may be kept.

    Raises:
        FileUnreadable: it is missing or may not be read.
        PaperNameUnfit, PaperEmpty, PaperTooLarge, PaperTypeUnknown, PaperIncomplete: it cannot be kept.
    """
    check_name(path.name)
    try:
        with path.open("rb") as file:
            content = file.read(PAPER_BYTES_MAX + 1)
    except OSError as error:
        raise FileUnreadable(path=str(path), problem=file_problem(error)) from error
    return ReadPaper(path.name, checked_type(path.name, content), sha256_of(content), content)


def sha256_of(content: bytes) -> str:
    """Return the name of a content."""
    return hashlib.sha256(content).hexdigest()


def checked_type(name: str, content: bytes) -> MediaType:
    """Return what a content is; ``name`` is told where it cannot be kept.

    Raises:
        PaperEmpty, PaperTooLarge, PaperTypeUnknown, PaperIncomplete: it cannot be kept.
    """
    if not content:
        raise PaperEmpty(name=name)
    if len(content) > PAPER_BYTES_MAX:
        raise PaperTooLarge(name=name, most=PAPER_BYTES_MAX // MEBIBYTE)
    found = next((kind for magic, kind in _BEGINNINGS.items() if content.startswith(magic)), None)
    if found is None:
        raise PaperTypeUnknown(name=name)
    if found is MediaType.OFD:
        _check_ofd(name, content)
    elif _ENDS[found] not in content[-_END_WITHIN:]:
        raise PaperIncomplete(name=name)
    return found


def check_name(name: str) -> None:
    """Refuse a name that is a path, hides something, or that no computer would take.

    Raises:
        PaperNameUnfit: it is one of these.
    """
    hides = any(unicodedata.category(character) in {"Cf", "Cc", "Cs"} for character in name)
    if not name.strip(" .") or len(name) > NAME_MAX or hides or _NO_NAME.search(name) or name != name.strip():
        raise PaperNameUnfit(name=_shown(name))


def saved_name(name: str, media_type: MediaType) -> str:
    """Return a name for a file of the paper: its ending is that of its type, whatever it was called."""
    suffixes = SUFFIXES[media_type]
    name = _NO_NAME.sub("_", name).strip(" .") or "_"
    return name if name.lower().endswith(suffixes) else name + suffixes[0]


def _check_ofd(name: str, content: bytes) -> None:
    """Refuse an archive that is no OFD (GB/T 33190): it has its OFD.xml at the top, and its list at the end.

    Raises:
        PaperTypeUnknown: it is another kind of archive.
        PaperIncomplete: its list is missing, as in a file that was cut off.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise PaperIncomplete(name=name) from error
    if "OFD.xml" not in names:
        raise PaperTypeUnknown(name=name)


def _shown(name: str) -> str:
    """Return a name with what hides in it made visible; something even where it is empty."""
    visible = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in name)
    return visible[:NAME_MAX].strip() or "…"
