"""What papers, and what they belong to, are called."""

from supplies.language import N_, _
from supplies.models.attachments import MediaType, PaperKind, SubjectKind

__all__ = ["MediaType", "PaperKind", "SubjectKind", "kind_name", "media_name", "subject_name", "usual_kind"]

_KINDS = {
    PaperKind.AWARD_NOTICE: N_("Notice of award"),
    PaperKind.CONTRACT: N_("Contract"),
    PaperKind.ACCEPTANCE: N_("Certificate of acceptance"),
    PaperKind.INVOICE: N_("Invoice"),
    PaperKind.APPROPRIATION: N_("Appropriation document"),
    PaperKind.OTHER: N_("Other paper"),
}
_SUBJECTS = {
    SubjectKind.APPROPRIATION: N_("Appropriation"),
    SubjectKind.PROJECT: N_("Project"),
    SubjectKind.LOT: N_("Tender lot"),
    SubjectKind.CONTRACT: N_("Contract"),
    SubjectKind.ACCEPTANCE: N_("Certificate of acceptance"),
    SubjectKind.INVOICE: N_("Invoice"),
    SubjectKind.PAYMENT: N_("Payment"),
    SubjectKind.DOCUMENT: N_("Document"),
}
_MEDIA = {MediaType.PDF: "PDF", MediaType.JPEG: "JPEG", MediaType.PNG: "PNG", MediaType.OFD: "OFD"}
_USUAL = {
    SubjectKind.APPROPRIATION: PaperKind.APPROPRIATION,
    SubjectKind.LOT: PaperKind.AWARD_NOTICE,
    SubjectKind.CONTRACT: PaperKind.CONTRACT,
    SubjectKind.ACCEPTANCE: PaperKind.ACCEPTANCE,
    SubjectKind.INVOICE: PaperKind.INVOICE,
}


def kind_name(kind: PaperKind) -> str:
    """Return what a paper is, in the reader's language."""
    return _(_KINDS[kind])


def subject_name(kind: SubjectKind) -> str:
    """Return what a paper belongs to, in the reader's language."""
    return _(_SUBJECTS[kind])


def media_name(media: MediaType) -> str:
    """Return the usual name of a type of file."""
    return _MEDIA[media]


def usual_kind(subject: SubjectKind) -> PaperKind:
    """Return what papers of a record mostly are."""
    return _USUAL.get(subject, PaperKind.OTHER)
