"""What can happen to a scanned paper: it is attached to a record, and taken off it."""

from typing import Annotated

import msgspec

from supplies.attachments.content import NAME_MAX, PAPER_BYTES_MAX
from supplies.journal.action import END, Action
from supplies.models.attachments import MediaType, PaperKind, SubjectKind

__all__ = ["NOTE_MAX", "Attach", "Detach", "MediaType", "PaperKind", "SubjectKind"]

NOTE_MAX = 300

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=420, pattern=r"^\S(.*\S)?" + END)]
"""As long as two titles with a stroke between them: a certificate is named by its contract and its own number."""
FileName = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_MAX, pattern=r"^[^\x00-\x1f\x7f/\\]+" + END)]
"""No part of a path: the form is asked for at every site that reads the entry, the rules only where it is posted."""
Size = Annotated[int, msgspec.Meta(ge=1, le=PAPER_BYTES_MAX)]
Sha256 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}" + END)]
Note = Annotated[str, msgspec.Meta(max_length=NOTE_MAX)]
Reason = Annotated[str, msgspec.Meta(min_length=2, max_length=NOTE_MAX, pattern=r"^\S(.*\S)?" + END)]
Seq = Annotated[int, msgspec.Meta(ge=1, le=2**53)]


class Attach(Action, frozen=True, kw_only=True, tag="attachments.attach"):
    """Attach a file to a record. Its bytes stand in no entry: they are kept beside it, named by their SHA-256."""

    subject_kind: SubjectKind
    subject: Key
    """By which people ask for the record, such as the number of a contract."""
    kind: PaperKind
    file_name: FileName
    media_type: MediaType
    size: Size
    sha256: Sha256
    note: Note = ""


class Detach(Action, frozen=True, kw_only=True, tag="attachments.detach"):
    """Take a paper off its record. Its bytes are kept: 采购文件保存至少十五年 (政府采购法第四十二条)."""

    paper: Seq
    """The entry that attached it."""
    reason: Reason
