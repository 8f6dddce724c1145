"""What follows from submitting, deciding and withdrawing, and from new routes."""

from dataclasses import replace

from sqlalchemy import insert, select, update

from supplies.approvals.actions import Decide, RouteLine, SetRoutes, Submit, Withdraw
from supplies.approvals.submission import (
    Standing,
    proposed_action,
    route_of,
    standing,
    submission,
)
from supplies.journal.action import Context
from supplies.models.approvals import (
    ApprovalRoute,
    Proposal,
    ProposalDecision,
    ProposalSeries,
    ProposalState,
    Verdict,
)

PREFIX = "SP"
"""The first letters of a proposal's number: 审批."""


def submit(context: Context, action: Submit) -> None:
    """Write the proposal; what it would do stands in the entry."""
    procedure, proposed = proposed_action(context.procedures, action)
    route = route_of(context.connection, context.site_id, procedure.name)
    assert route is not None, "only what has a route is submitted"
    context.connection.execute(
        insert(Proposal),
        {
            "site_id": context.site_id,
            "seq": context.seq,
            "number": _next_number(context, action),
            "action_id": proposed.action_id,
            "action_type": procedure.name,
            "depot_code": procedure.depot(context, proposed),
            "drafted_by": context.actor,
            "drafted_at": context.recorded_at,
            "business_date": proposed.business_date,
            "steps": " ".join(route.steps),
            "steps_needed": len(route.steps),
            "steps_done": 0,
            "next_role": route.steps[0],
            "state": ProposalState.OPEN,
            "decided_seq": None,
        },
    )


def _next_number(context: Context, action: Submit) -> str:
    """Count the numbers of the year up and return the new one."""
    year = action.business_date.year
    here = (ProposalSeries.site_id == context.site_id) & (ProposalSeries.year == year)
    last = context.connection.scalar(select(ProposalSeries.last_number).where(here))
    number = (last or 0) + 1
    if last is None:
        values = {"site_id": context.site_id, "year": year, "last_number": number, "seq": context.seq}
        context.connection.execute(insert(ProposalSeries), values)
    else:
        context.connection.execute(update(ProposalSeries).where(here).values(last_number=number, seq=context.seq))
    return f"{PREFIX}-{context.site_id}-{year}-{number:06d}"


def decide(context: Context, action: Decide) -> None:
    """Write the decision; the last approval does what was submitted, within this very entry."""
    known = standing(context.connection, context.site_id, action.of_seq)
    context.connection.execute(
        insert(ProposalDecision),
        {
            "site_id": context.site_id,
            "seq": context.seq,
            "of_seq": action.of_seq,
            "step": known.steps_done + 1,
            "role": known.next_role,
            "verdict": action.verdict,
            "decided_by": context.actor,
            "decided_at": context.recorded_at,
            "note": action.note,
        },
    )
    if action.verdict is Verdict.RETURN:
        _close(context, known, ProposalState.RETURNED, known.steps_done)
    elif known.is_last_step:
        _close(context, known, ProposalState.APPROVED, known.steps_needed)
        _carry_out(context, known)
    else:
        _step_on(context, known)


def _carry_out(context: Context, known: Standing) -> None:
    """Do what was submitted, in the name of the last approver, and say who drew it up."""
    submit_ = submission(context.connection, known.site_id, known.seq)
    procedure, proposed = proposed_action(context.procedures, submit_)
    procedure.apply(replace(context, prepared_by=known.drafted_by), proposed)


def _close(context: Context, known: Standing, state: ProposalState, steps_done: int) -> None:
    """Write how a proposal ended."""
    here = (Proposal.site_id == known.site_id) & (Proposal.seq == known.seq)
    values = {"state": state, "steps_done": steps_done, "next_role": None, "decided_seq": context.seq}
    context.connection.execute(update(Proposal).where(here).values(values))


def _step_on(context: Context, known: Standing) -> None:
    """Let the next role decide."""
    here = (Proposal.site_id == known.site_id) & (Proposal.seq == known.seq)
    done = known.steps_done + 1
    values = {"steps_done": done, "next_role": known.roles[done]}
    context.connection.execute(update(Proposal).where(here).values(values))


def withdraw(context: Context, action: Withdraw) -> None:
    """Close the proposal without doing anything of it."""
    known = standing(context.connection, context.site_id, action.of_seq)
    _close(context, known, ProposalState.WITHDRAWN, known.steps_done)


def set_routes(context: Context, action: SetRoutes) -> None:
    """Write the routes named, over those before."""
    for line in action.routes:
        _set_route(context, line)


def _set_route(context: Context, line: RouteLine) -> None:
    """Write one route."""
    here = (ApprovalRoute.site_id == context.site_id) & (ApprovalRoute.action_type == line.action_type)
    values = {
        "steps": " ".join(line.steps),
        "free_minutes": line.free_minutes,
        "source": line.source,
        "seq": context.seq,
    }
    if context.connection.execute(update(ApprovalRoute).where(here).values(values)).rowcount == 0:
        keys = {"site_id": context.site_id, "action_type": line.action_type}
        context.connection.execute(insert(ApprovalRoute), {**keys, **values})
