"""What the papers behind a check are called."""

from supplies.language import N_, _
from supplies.procurement.checks import Cause, CauseKind, Check

__all__ = ["Cause", "CauseKind", "Check", "cause_kind_name"]

_KINDS = {
    CauseKind.LOT: N_("Tender lot"),
    CauseKind.CONTRACT: N_("Contract"),
    CauseKind.DOCUMENT: N_("Document"),
    CauseKind.VOUCHER: N_("Voucher or invoice"),
    CauseKind.APPROPRIATION: N_("Appropriation"),
    CauseKind.ALLOTMENT: N_("Allotment"),
    CauseKind.PROJECT: N_("Project"),
    CauseKind.ITEM: N_("Item type"),
    CauseKind.DISTRIBUTION: N_("Distribution"),
}


def cause_kind_name(kind: CauseKind) -> str:
    """Return what kind of paper it is, in the reader's language."""
    return _(_KINDS[kind])
