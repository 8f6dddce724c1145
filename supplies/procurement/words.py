"""The official names of methods, stages and results."""

from supplies.language import N_, _
from supplies.models.bidding import BondForm, BondKind, BondOutcome
from supplies.models.funds import Bucket
from supplies.models.procurement import SUPPLEMENT_MAX_MILLE, ChangeKind, LotStage, Method, PaymentKind, RoundResult

__all__ = [
    "SUPPLEMENT_MAX_MILLE",
    "BondForm",
    "BondKind",
    "BondOutcome",
    "Bucket",
    "ChangeKind",
    "LotStage",
    "Method",
    "PaymentKind",
    "RoundResult",
    "bond_form_name",
    "bond_kind_name",
    "bond_outcome_name",
    "method_name",
    "result_name",
    "stage_name",
]

_METHODS = {
    Method.OPEN_TENDER: N_("Open tender"),
    Method.INVITED_TENDER: N_("Invited tender"),
    Method.COMPETITIVE_NEGOTIATION: N_("Competitive negotiation"),
    Method.COMPETITIVE_CONSULTATION: N_("Competitive consultation"),
    Method.INQUIRY: N_("Inquiry"),
    Method.SINGLE_SOURCE: N_("Single source"),
    Method.FRAMEWORK: N_("Framework agreement"),
    Method.EMERGENCY: N_("Emergency procurement"),
}
_STAGES = {
    LotStage.PLANNED: N_("Planned"),
    LotStage.TENDERING: N_("In tender"),
    LotStage.AWARDED: N_("Awarded"),
    LotStage.CONTRACTED: N_("Under contract"),
    LotStage.CLOSED: N_("Closed and paid"),
    LotStage.CANCELLED: N_("Cancelled"),
}
_RESULTS = {RoundResult.AWARDED: N_("Awarded"), RoundResult.FAILED: N_("Failed")}

_BOND_KINDS = {BondKind.BID: N_("Bid bond"), BondKind.PERFORMANCE: N_("Performance bond")}
_BOND_FORMS = {
    BondForm.TRANSFER: N_("Bank transfer"),
    BondForm.CHEQUE: N_("Cheque"),
    BondForm.DRAFT: N_("Bank draft"),
    BondForm.GUARANTEE: N_("Letter of guarantee"),
    BondForm.INSURANCE: N_("Insurance policy"),
}
_BOND_OUTCOMES = {BondOutcome.RETURNED: N_("Returned to the supplier"), BondOutcome.FORFEITED: N_("Forfeited")}


def method_name(method: Method) -> str:
    """Return a method's name in the reader's language."""
    return _(_METHODS[method])


def stage_name(stage: LotStage) -> str:
    """Return a stage's name in the reader's language."""
    return _(_STAGES[stage])


def result_name(result: RoundResult | None) -> str:
    """Return a round's result in the reader's language."""
    return _("Running") if result is None else _(_RESULTS[result])


def bond_kind_name(kind: BondKind) -> str:
    """Return what a bond is for, in the reader's language."""
    return _(_BOND_KINDS[kind])


def bond_form_name(form: BondForm) -> str:
    """Return how a bond is given, in the reader's language."""
    return _(_BOND_FORMS[form])


def bond_outcome_name(outcome: BondOutcome | None) -> str:
    """Return what became of a bond, in the reader's language."""
    return _("Still held") if outcome is None else _(_BOND_OUTCOMES[outcome])
