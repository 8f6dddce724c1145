"""Whether something may be submitted, decided or withdrawn here and now, and what may not be posted unapproved."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from supplies.approvals import people
from supplies.approvals.actions import STEPS_MAX, Decide, RouteLine, SetRoutes, Submit, Withdraw
from supplies.approvals.submission import (
    Procedures,
    Route,
    Standing,
    number_of_action,
    proposed_action,
    route_of,
    standing,
    submission,
)
from supplies.approvals.words import role_name, state_name
from supplies.errors import (
    ActionIdUsed,
    ApprovalNeeded,
    DateInFuture,
    DecidedEarlierStep,
    DrafterMayNotDecide,
    NoApprovalNeeded,
    NotForApproval,
    NotTheDrafter,
    ProposalClosed,
    ProposalOutdated,
    Refused,
    ReturnNeedsNote,
    RoleToDecideMissing,
    RouteWrong,
    StoreUnusable,
    SubmittedAlready,
    SuppliesError,
    UnknownAction,
)
from supplies.journal import queries
from supplies.journal.action import Action, Context, Procedure
from supplies.language import _
from supplies.models.accounts import Role
from supplies.models.approvals import ProposalDecision, ProposalState, Verdict
from supplies.tables import local_text
from supplies.values import Login, SiteId

_NEVER_SUBMITTED = ("approvals.", "journal.")
_PERSONAL = frozenset({"accounts.open_site", "accounts.set_password", "accounts.sign_in"})
"""What founds a site, and what only the person themselves can do."""
DECIDING = "approvals.decide"


def is_for_approval(action_type: str) -> bool:
    """Return whether a kind of action may be submitted: not approvals themselves, nor what is nobody else's."""
    return not action_type.startswith(_NEVER_SUBMITTED) and action_type not in _PERSONAL


# --- what may not be posted unapproved -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Poster:
    """Who posts, where and when."""

    connection: Connection
    site_id: SiteId
    actor: Login
    moment: datetime


def check_route(context: Context, procedure: Procedure[Any], action: Action) -> None:
    """Refuse to post directly what others have to approve, and what was submitted before.

    Raises:
        SubmittedAlready: this very action waits for approval, or was approved.
        ApprovalNeeded: its kind has a route.
    """
    if not is_for_approval(procedure.name):
        return
    known = number_of_action(context.connection, action.action_id)
    if known is not None:
        raise SubmittedAlready(number=known[2])
    poster = Poster(context.connection, context.site_id, context.actor, context.recorded_at)
    route = needed_route(poster, procedure.name, action)
    if route is not None:
        raise ApprovalNeeded(action=_(procedure.title), roles=_listed(route.steps))


def needed_route(poster: Poster, action_type: str, action: Action) -> Route | None:
    """Return who has to approve an action before it takes effect; None where it may be posted directly.

    An emergency is posted at once: what has to be confirmed afterwards is a debt, not an approval.
    """
    route = route_of(poster.connection, poster.site_id, action_type)
    if route is None or getattr(action, "is_emergency", False) or _is_free(poster, route, action):
        return None
    return route


def _is_free(poster: Poster, route: Route, action: Action) -> bool:
    """Return whether somebody takes back what they posted themselves, alone, a moment ago."""
    reversed_seq = getattr(action, "reverses_seq", None)
    if reversed_seq is None or not route.free_minutes:
        return False
    entry = queries.entry(poster.connection, poster.site_id, reversed_seq)
    if entry is None or entry.actor != poster.actor or entry.action_type == DECIDING:
        return False
    return poster.moment - entry.recorded_at <= timedelta(minutes=route.free_minutes)


def _listed(roles: tuple[Role, ...]) -> str:
    """Return roles as a sentence lists them, in their order."""
    return " → ".join(map(role_name, roles))


# --- submitting ------------------------------------------------------------------------------------------------------


def check_submit(context: Context, action: Submit) -> None:
    """Refuse what the drafter could not do if it needed no approval, and what needs none."""
    procedure, proposed = proposed_action(context.procedures, action)
    if not is_for_approval(procedure.name):
        raise NotForApproval(action=_(procedure.title))
    _check_new(context, action, proposed)
    is_emergency = getattr(proposed, "is_emergency", False)  # Posted at once, with what it owes.
    if is_emergency or route_of(context.connection, context.site_id, procedure.name) is None:
        raise NoApprovalNeeded(action=_(procedure.title))
    today = context.recorded_at.astimezone().date()
    if proposed.business_date > today:
        raise DateInFuture(date=proposed.business_date, today=today)
    people.check_actor(context, procedure, proposed)
    procedure.check(replace(context, prepared_by=context.actor), proposed)


def _check_new(context: Context, action: Submit, proposed: Action) -> None:
    """Refuse an action that was posted or submitted before."""
    entry = queries.entry_of_action(context.connection, proposed.action_id)
    if entry is not None or proposed.action_id == action.action_id:
        seq = context.seq if entry is None else entry.seq
        raise ActionIdUsed(action_id=str(proposed.action_id), seq=seq)
    known = number_of_action(context.connection, proposed.action_id)
    if known is not None:
        raise SubmittedAlready(number=known[2])


# --- deciding --------------------------------------------------------------------------------------------------------


def check_decide(context: Context, action: Decide) -> None:
    """Refuse a decision about what is closed, by the drafter, twice by one person, or without the role."""
    known = standing(context.connection, context.site_id, action.of_seq)
    obstacle = decide_obstacle(context.connection, known, context.actor)
    if obstacle is not None:
        raise obstacle
    if action.verdict is Verdict.RETURN:
        if not action.note.strip():
            raise ReturnNeedsNote
    elif known.is_last_step:
        _check_still_allowed(context, known)


def decide_obstacle(connection: Connection, known: Standing, login: Login) -> Refused | None:
    """Return why somebody may not decide about a proposal now; None where they may."""
    if known.state is not ProposalState.OPEN or known.next_role is None:
        return _closed(connection, known)
    if login == known.drafted_by:
        return DrafterMayNotDecide(number=known.number)
    if _has_decided(connection, known, login):
        return DecidedEarlierStep(number=known.number, role=role_name(known.next_role))
    if not people.holds(connection, login, known.next_role, known.depot_code):
        depot = known.depot_code or _("any")
        return RoleToDecideMissing(number=known.number, role=role_name(known.next_role), depot=depot)
    return None


def _has_decided(connection: Connection, known: Standing, login: Login) -> bool:
    """Return whether somebody decided an earlier step of a proposal."""
    statement = select(ProposalDecision.seq).where(
        ProposalDecision.site_id == known.site_id,
        ProposalDecision.of_seq == known.seq,
        ProposalDecision.decided_by == login,
    )
    return connection.scalar(statement) is not None


def _closed(connection: Connection, known: Standing) -> ProposalClosed:
    """Return who closed a proposal, and when."""
    assert known.decided_seq is not None, "what is closed was closed by an entry"
    entry = queries.entry(connection, known.site_id, known.decided_seq)
    assert entry is not None, "an entry is never deleted"
    who = people.name_of(connection, entry.actor)
    moment = local_text(entry.recorded_at)
    return ProposalClosed(number=known.number, state=state_name(known.state), who=who, moment=moment)


def _check_still_allowed(context: Context, known: Standing) -> None:
    """Ask the submitted action's own rules again, as of now."""
    submit = submission(context.connection, known.site_id, known.seq)
    procedure, proposed = proposed_action(context.procedures, submit)
    try:
        procedure.check(replace(context, prepared_by=known.drafted_by), proposed)
    except StoreUnusable:
        raise
    except SuppliesError as error:
        raise ProposalOutdated(number=known.number, problem=error.text(), lines=error.lines) from error


# --- withdrawing -----------------------------------------------------------------------------------------------------


def check_withdraw(context: Context, action: Withdraw) -> None:
    """Let only the drafter withdraw, and only what is open."""
    known = standing(context.connection, context.site_id, action.of_seq)
    obstacle = withdraw_obstacle(context.connection, known, context.actor)
    if obstacle is not None:
        raise obstacle


def withdraw_obstacle(connection: Connection, known: Standing, login: Login) -> Refused | None:
    """Return why somebody may not withdraw a proposal; None where they may."""
    if known.state is not ProposalState.OPEN:
        return _closed(connection, known)
    if login != known.drafted_by:
        return NotTheDrafter(number=known.number, who=people.name_of(connection, known.drafted_by))
    return None


# --- routes ----------------------------------------------------------------------------------------------------------


def check_set_routes(context: Context, action: SetRoutes) -> None:
    """Refuse routes for what there is not or what is never approved, and a kind of action named twice."""
    seen: set[str] = set()
    for line in action.routes:
        _check_route_line(context.procedures, line)
        if line.action_type in seen:
            raise RouteWrong(action=line.action_type, problem=_("it is named twice"))
        seen.add(line.action_type)
    if not seen:
        raise RouteWrong(action="-", problem=_("no kind of action is named"))


def _check_route_line(procedures: Procedures, line: RouteLine) -> None:
    """Refuse a route that nothing could take, or whose steps nobody may approve."""
    if line.action_type not in procedures:
        raise UnknownAction(name=line.action_type)
    if not is_for_approval(line.action_type):
        raise NotForApproval(action=_(procedures[line.action_type].title))
    if len(line.steps) > STEPS_MAX:
        raise RouteWrong(action=line.action_type, problem=_("it has more than {most} steps").format(most=STEPS_MAX))
    if Role.AUDITOR in line.steps:
        raise RouteWrong(action=line.action_type, problem=_("an auditor reads and never approves"))
