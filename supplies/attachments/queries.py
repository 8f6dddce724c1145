"""The papers of a record, and one paper with its bytes. A list never reads bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select, tuple_

from supplies.attachments.content import KIBIBYTE, MEBIBYTE, saved_name, sha256_of
from supplies.attachments.keeping import content_of
from supplies.attachments.subjects import Subject
from supplies.attachments.words import kind_name, media_name
from supplies.errors import PaperDamaged, PaperNotHereYet, UnknownRecord
from supplies.language import _
from supplies.models.accounts import Person
from supplies.models.attachments import AttachedPaper, MediaType, PaperContent, PaperKind, SubjectKind
from supplies.values import Login, SiteId


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of a record."""

    site_id: SiteId
    seq: int
    subject_kind: SubjectKind
    subject: str
    kind: PaperKind
    file_name: str
    media_type: MediaType
    size: int
    hash: str
    note: str
    attached_on: date
    actor: Login
    detached_on: date | None
    detach_reason: str
    detached_by: Login | None
    actor_name: str
    is_here: bool
    """Whether its bytes have arrived at this site."""

    @property
    def of(self) -> Subject:
        """Return the record that it belongs to."""
        return Subject(self.subject_kind, self.subject)

    @property
    def kind_name(self) -> str:
        """Return what it is, in the reader's language."""
        return kind_name(self.kind)

    @property
    def size_words(self) -> str:
        """Return its type and how large it is, for people."""
        return f"{media_name(self.media_type)} {size_text(self.size)}"

    @property
    def state_name(self) -> str:
        """Return what is not as usual about it, in the reader's language; empty where all is."""
        if self.detached_on is not None:
            return _("Taken off: {reason}").format(reason=self.detach_reason)
        return "" if self.is_here else _("Not here yet")

    @property
    def saved_name(self) -> str:
        """Return a name for its file, with the ending of its type."""
        return saved_name(self.file_name, self.media_type)


_FIELDS = [name for name in PaperRow.__dataclass_fields__ if hasattr(AttachedPaper, name)]


def papers_of(connection: Connection, subjects: Sequence[Subject], *, with_detached: bool = False) -> list[PaperRow]:
    """Return the papers of some records, the newest first."""
    if not subjects:
        return []
    wanted = [(subject.kind.value, subject.key) for subject in subjects]
    statement = _papers().where(tuple_(AttachedPaper.subject_kind, AttachedPaper.subject).in_(wanted))
    if not with_detached:
        statement = statement.where(AttachedPaper.detached_seq.is_(None))
    order = (AttachedPaper.attached_on.desc(), AttachedPaper.seq.desc(), AttachedPaper.site_id)
    return [PaperRow(*row) for row in connection.execute(statement.order_by(*order))]


def paper(connection: Connection, seq: int, site_id: SiteId | None = None) -> PaperRow:
    """Return one paper by the entry that attached it.

    Raises:
        UnknownRecord: there is none.
    """
    statement = _papers().where(AttachedPaper.seq == seq).order_by(AttachedPaper.site_id)
    if site_id is not None:
        statement = statement.where(AttachedPaper.site_id == site_id)
    row = connection.execute(statement).first()
    if row is None:
        raise UnknownRecord(kind=_("Scanned paper"), key=str(seq))
    return PaperRow(*row)


def paper_bytes(connection: Connection, row: PaperRow) -> bytes:
    """Return the bytes of a paper, once it is proved that they are the ones that were attached.

    Raises:
        PaperNotHereYet: they have not arrived at this site.
        PaperDamaged: they are others.
    """
    content = content_of(connection, row.hash)
    if content is None:
        raise PaperNotHereYet(name=row.file_name, site=row.site_id)
    if sha256_of(content) != row.hash:
        raise PaperDamaged(name=row.file_name)
    return content


def size_text(size: int) -> str:
    """Return how large a file is: ``1.4 MB``, ``20 MB``, ``312 KB``; never less than a kilobyte."""
    if size >= MEBIBYTE:
        return f"{size / MEBIBYTE:.1f}".removesuffix(".0") + " MB"
    return f"{max(1, round(size / KIBIBYTE))} KB"


def _papers() -> Select[*tuple[Any, ...]]:
    """Select papers with the names of people; whether bytes are here is asked by their length, which reads none."""
    is_here = func.coalesce(func.length(PaperContent.content), 0) > 0
    columns = [getattr(AttachedPaper, name) for name in _FIELDS]
    return (
        select(*columns, func.coalesce(Person.name, AttachedPaper.actor), is_here)
        .join(PaperContent, PaperContent.hash == AttachedPaper.hash)
        .outerjoin(Person, Person.login == AttachedPaper.actor)
    )
