"""What can happen to an action that others have to approve."""

from typing import Annotated

import msgspec

from supplies.journal.action import END, Action
from supplies.models.accounts import Role
from supplies.models.approvals import ProposalState, Verdict

__all__ = ["Decide", "ProposalState", "Role", "RouteLine", "SetRoutes", "Submit", "Verdict", "Withdraw"]

SEQ_MAX = 2**53
TEXT_MAX = 300
STEPS_MAX = 5
WEEK_MINUTES = 7 * 24 * 60

Text = Annotated[str, msgspec.Meta(max_length=TEXT_MAX)]
Seq = Annotated[int, msgspec.Meta(ge=1, le=SEQ_MAX)]


class Submit(Action, frozen=True, kw_only=True, tag="approvals.submit"):
    """Submit an action for approval; nothing of it is done yet."""

    proposed: msgspec.Raw
    """The whole action as JSON."""
    note: Text = ""

    def __post_init__(self) -> None:
        """Keep the JSON without blanks, so that the same action is the same bytes however it was written."""
        plain = msgspec.Raw(msgspec.json.format(bytes(self.proposed), indent=-1))
        msgspec.structs.force_setattr(self, "proposed", plain)


class Decide(Action, frozen=True, kw_only=True, tag="approvals.decide"):
    """Approve what was submitted, or return it; the last approval makes it so."""

    of_seq: Seq
    verdict: Verdict
    note: Text = ""


class Withdraw(Action, frozen=True, kw_only=True, tag="approvals.withdraw"):
    """Take back what one submitted and nobody has finally decided."""

    of_seq: Seq
    note: Text = ""


class RouteLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who has to approve one kind of action."""

    action_type: Annotated[str, msgspec.Meta(max_length=60, pattern=r"^[a-z_]+\.[a-z_]+" + END)]
    steps: tuple[Role, ...]
    """The roles in their order; none: it needs no approval."""
    free_minutes: Annotated[int, msgspec.Meta(ge=0, le=WEEK_MINUTES)] = 0
    """For so long, whoever posted an entry may reverse it alone."""
    source: Text = ""
    """What the route rests on."""


class SetRoutes(Action, frozen=True, kw_only=True, tag="approvals.set_routes"):
    """Say who has to approve what, from now on; kinds of action that are not named keep their routes."""

    routes: tuple[RouteLine, ...]
