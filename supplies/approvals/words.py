"""The official names of what becomes of a proposal, and of what people decide."""

from supplies.accounts.words import Role, role_name
from supplies.language import N_, _
from supplies.models.approvals import ProposalState, Verdict

__all__ = ["STATE_NAMES", "ProposalState", "Role", "Verdict", "role_name", "state_name", "verdict_name"]

STATE_NAMES = {
    ProposalState.OPEN: N_("Waiting for approval"),
    ProposalState.APPROVED: N_("Approved and carried out"),
    ProposalState.RETURNED: N_("Returned"),
    ProposalState.WITHDRAWN: N_("Withdrawn"),
}
_VERDICTS = {Verdict.APPROVE: N_("Approved"), Verdict.RETURN: N_("Returned")}


def state_name(state: ProposalState) -> str:
    """Return in the reader's language where a proposal stands."""
    return _(STATE_NAMES[state])


def verdict_name(verdict: Verdict) -> str:
    """Return in the reader's language what somebody decided."""
    return _(_VERDICTS[verdict])
