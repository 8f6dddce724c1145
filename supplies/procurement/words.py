"""The official names of methods, stages and results."""

from supplies.language import N_, _
from supplies.models.funds import Bucket
from supplies.models.procurement import SUPPLEMENT_MAX_MILLE, ChangeKind, LotStage, Method, PaymentKind, RoundResult

__all__ = [
    "SUPPLEMENT_MAX_MILLE",
    "Bucket",
    "ChangeKind",
    "LotStage",
    "Method",
    "PaymentKind",
    "RoundResult",
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


def method_name(method: Method) -> str:
    """Return a method's name in the reader's language."""
    return _(_METHODS[method])


def stage_name(stage: LotStage) -> str:
    """Return a stage's name in the reader's language."""
    return _(_STAGES[stage])


def result_name(result: RoundResult | None) -> str:
    """Return a round's result in the reader's language."""
    return _("Running") if result is None else _(_RESULTS[result])
