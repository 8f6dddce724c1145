"""How the paper of each kind of stock document looks: its title, which ends of a movement it shows, and who signs."""

from dataclasses import dataclass

from supplies.language import N_
from supplies.models.stock import DocumentKind

_MADE, _CHECKED, _APPROVED = N_("Made out by"), N_("Checked by"), N_("Approved by")
_HANDED, _TAKEN = N_("Handed over by"), N_("Taken over by")
_COMMON = (_MADE, _CHECKED, _APPROVED, _HANDED, _TAKEN)
_THREE = (_MADE, _APPROVED, N_("Sending keeper"), N_("Carrier"), N_("Receiving keeper"))


@dataclass(frozen=True, slots=True)
class PaperForm:
    """The form of one kind of document; its words are looked up in the reader's language where they are shown."""

    title: str
    with_origin: bool = True
    with_goal: bool = True
    signatures: tuple[str, ...] = _COMMON


FORMS = {
    DocumentKind.RECEIPT: PaperForm(N_("Receipt voucher"), with_origin=False),
    DocumentKind.INSPECTION: PaperForm(
        N_("Inspection voucher"),
        signatures=(_MADE, N_("Inspection group"), N_("Keeper"), _CHECKED, N_("Finance")),
    ),
    DocumentKind.ISSUE: PaperForm(N_("Issue voucher"), with_goal=False),
    DocumentKind.MOVE: PaperForm(N_("Move voucher")),
    DocumentKind.RETURN: PaperForm(N_("Return voucher"), with_origin=False),
    DocumentKind.DISPATCH: PaperForm(N_("Transfer voucher"), with_goal=False, signatures=_THREE),
    DocumentKind.ACCEPTANCE: PaperForm(N_("Acceptance voucher"), with_origin=False, signatures=_THREE),
    DocumentKind.LOAN: PaperForm(
        N_("Loan voucher"), with_goal=False, signatures=(_MADE, _CHECKED, _APPROVED, N_("Keeper"), N_("Borrower"))
    ),
    DocumentKind.SEND_BACK: PaperForm(
        N_("Voucher of return to the supplier"),
        with_goal=False,
        signatures=(_MADE, _CHECKED, _APPROVED, N_("Keeper"), N_("Supplier")),
    ),
    DocumentKind.ROTATION: PaperForm(N_("Rotation voucher"), with_goal=False),
    DocumentKind.SERVICE: PaperForm(
        N_("Voucher of change of service"), signatures=(_MADE, N_("Technician"), N_("Keeper"), _APPROVED)
    ),
    DocumentKind.TAKE_OVER: PaperForm(
        N_("Voucher of change of owner"), signatures=(_MADE, N_("Former owner"), N_("New owner"), N_("Keeper"))
    ),
    DocumentKind.ADJUSTMENT: PaperForm(N_("Adjustment voucher")),
    DocumentKind.WRITE_OFF: PaperForm(
        N_("Write-off voucher"),
        with_goal=False,
        signatures=(N_("Keeper"), N_("Technical appraisal"), N_("Owner's approval"), N_("Finance")),
    ),
    DocumentKind.REVERSAL: PaperForm(N_("Reversal voucher")),
}
"""The form of every kind; three sign where goods change hands between depots (发出保管员、承运人、接收保管员)."""
