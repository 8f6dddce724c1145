"""Scanned papers: what each belongs to, and the bytes of each file, kept once under their SHA-256."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import OUTSIDE_JOURNAL, STRICT, Base, Word, one_of, real_day
from supplies.values import Login, SiteId


class SubjectKind(StrEnum):
    """What a paper may belong to."""

    APPROPRIATION = "appropriation"
    PROJECT = "project"
    LOT = "lot"
    CONTRACT = "contract"
    ACCEPTANCE = "acceptance"
    INVOICE = "invoice"
    PAYMENT = "payment"
    DOCUMENT = "document"


class PaperKind(StrEnum):
    """What a paper is."""

    AWARD_NOTICE = "award_notice"
    CONTRACT = "contract"
    ACCEPTANCE = "acceptance"
    INVOICE = "invoice"
    APPROPRIATION = "appropriation"
    OTHER = "other"


class MediaType(StrEnum):
    """What files may be kept: papers and pictures of papers, nothing that runs."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    OFD = "application/ofd"


class PaperContent(Base):
    """The bytes of a file, named by their SHA-256; NULL where they have not arrived at this site. Never changed."""

    __tablename__ = "paper_content"
    __table_args__ = (
        CheckConstraint("length(hash) = 64", name="hash_is_sha256"),
        CheckConstraint("size > 0", name="size_positive"),
        STRICT,
    )

    hash: Mapped[str] = mapped_column(primary_key=True, comment="SHA-256 of the content, in hex")
    size: Mapped[int] = mapped_column(comment="bytes")
    content: Mapped[bytes | None] = mapped_column(info=OUTSIDE_JOURNAL)


class AttachedPaper(Base):
    """A file that belongs to a record. Detached once, for a reason; its bytes are kept. Never deleted."""

    __tablename__ = "attached_paper"
    __table_args__ = (
        one_of("subject_kind", SubjectKind),
        one_of("kind", PaperKind),
        one_of("media_type", MediaType),
        CheckConstraint(
            "(detached_seq IS NULL) = (detached_on IS NULL) AND (detached_seq IS NULL) = (detach_reason = '')",
            name="detached_for_reason",
        ),
        real_day("attached_on"),
        real_day("detached_on"),
        Index(None, "subject_kind", "subject"),
        Index(None, "hash"),
        Index(
            "ux_attached_paper_once",
            "site_id",
            "subject_kind",
            "subject",
            "hash",
            unique=True,
            sqlite_where=text("detached_seq IS NULL"),
            postgresql_where=text("detached_seq IS NULL"),
        ),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[SubjectKind] = mapped_column(Word(SubjectKind))
    subject: Mapped[str] = mapped_column(comment="by which people ask for the record, such as a number")
    kind: Mapped[PaperKind] = mapped_column(Word(PaperKind))
    file_name: Mapped[str] = mapped_column(comment="as it was called; only text")
    media_type: Mapped[MediaType] = mapped_column(Word(MediaType))
    size: Mapped[int] = mapped_column(comment="bytes; so that a list reads no content")
    hash: Mapped[str] = mapped_column(ForeignKey("paper_content.hash"))
    note: Mapped[str]
    attached_on: Mapped[date]
    actor: Mapped[Login]
    detached_seq: Mapped[int | None]
    detached_on: Mapped[date | None]
    detach_reason: Mapped[str]
    detached_by: Mapped[Login | None]
