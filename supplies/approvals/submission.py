"""The action inside a submission, and what the store knows of those that were submitted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from supplies.approvals.actions import Submit
from supplies.errors import PayloadMissing, UnknownAction, UnknownRecord
from supplies.journal import codec, queries
from supplies.journal.action import Action, Procedure
from supplies.language import _
from supplies.models.accounts import Role
from supplies.models.approvals import ApprovalRoute, Proposal, ProposalState
from supplies.prepared import Prepared
from supplies.values import ActionId, DepotCode, Login, SiteId

Procedures = Mapping[str, Procedure[Any]]


@dataclass(frozen=True, slots=True)
class Route:
    """Who has to approve a kind of action."""

    steps: tuple[Role, ...]
    free_minutes: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a proposal stands."""

    site_id: SiteId
    seq: int
    number: str
    action_id: ActionId
    action_type: str
    depot_code: DepotCode | None
    drafted_by: Login
    drafted_at: datetime
    steps: str
    steps_needed: int
    steps_done: int
    next_role: Role | None
    state: ProposalState
    decided_seq: int | None

    @property
    def roles(self) -> tuple[Role, ...]:
        """Return the roles that approve, in their order."""
        return roles_in(self.steps)

    @property
    def is_last_step(self) -> bool:
        """Return whether the next approval is the last one."""
        return self.steps_done + 1 == self.steps_needed


_COLUMNS = [getattr(Proposal, name) for name in Standing.__dataclass_fields__]
_STANDING = select(*_COLUMNS)
_STANDS = text("proposal.state IN ('open', 'approved')")
"""Written out, not bound: a partial index serves only a query that shows its condition."""
_OF_ACTION = Prepared(
    select(Proposal.site_id, Proposal.seq, Proposal.number).where(Proposal.action_id == bindparam("action_id"), _STANDS)
)
_ROUTE = Prepared(
    select(ApprovalRoute.steps, ApprovalRoute.free_minutes).where(
        ApprovalRoute.site_id == bindparam("site_id"), ApprovalRoute.action_type == bindparam("action_type")
    )
)


def roles_in(steps: str) -> tuple[Role, ...]:
    """Return the roles of a route as the tables keep them."""
    return tuple(Role(word) for word in steps.split())


def route_of(connection: Connection, site_id: SiteId, action_type: str) -> Route | None:
    """Return who has to approve a kind of action; None where nobody has to."""
    row = _ROUTE.first(connection, site_id=site_id, action_type=action_type)
    return None if row is None or not row[0] else Route(roles_in(row[0]), row[1])


def number_of_action(connection: Connection, action_id: ActionId) -> tuple[SiteId, int, str] | None:
    """Return site, seq and number of the proposal that an action waits in, or was approved by."""
    row = _OF_ACTION.first(connection, action_id=action_id)
    return None if row is None else (row[0], row[1], row[2])


def standing(connection: Connection, site_id: SiteId, seq: int) -> Standing:
    """Return where the proposal of an entry stands.

    Raises:
        UnknownRecord: the entry submitted nothing.
    """
    row = connection.execute(_STANDING.where(Proposal.site_id == site_id, Proposal.seq == seq)).first()
    if row is None:
        raise UnknownRecord(kind=_("Approval form"), key=str(seq))
    return Standing(*row)


def proposed_action(procedures: Procedures, submit: Submit) -> tuple[Procedure[Any], Action]:
    """Return the submitted action and its procedure.

    Raises:
        BadRequest: it is malformed.
        UnknownAction: no room has an action of this name.
    """
    content = bytes(submit.proposed)
    name = codec.read_tag(content)
    if name not in procedures:
        raise UnknownAction(name=name)
    procedure = procedures[name]
    action: Action = codec.decode(content, procedure.action)
    return procedure, action


def submission(connection: Connection, site_id: SiteId, seq: int) -> Submit:
    """Return a submission as it was posted.

    Raises:
        PayloadMissing: its entry came without its content.
    """
    entry = queries.entry(connection, site_id, seq)
    if entry is None or entry.payload is None:
        raise PayloadMissing(site=site_id, seq=seq)
    return codec.decode(entry.payload, Submit)
