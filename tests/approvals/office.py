"""An office with the usual routes: who draws up, who approves, and what they submit."""

from typing import Any

import msgspec

from supplies.accounts.actions import EVERY_DEPOT, AddPerson, GrantRole
from supplies.approvals.actions import Decide, RouteLine, SetRoutes, Submit, Verdict, Withdraw
from supplies.approvals.queries import ProposalFilter, ProposalPaper, ProposalRow, proposals_page, whole_proposal
from supplies.approvals.routes import default_routes
from supplies.journal import codec
from supplies.journal.action import Action
from supplies.models.accounts import Role
from supplies.stock.actions import AddDepot, WriteOff
from supplies.values import ActionId, DepotCode, Login, LotId, new_id
from tests.rooms import DEPOT, SITE, TODAY, Desk, act, lot_line

KEEPER, REVIEWER, HEAD, SECOND = Login("keeper"), Login("reviewer"), Login("head"), Login("second")
FINANCE = Login("finance")
ELSEWHERE = Login("elsewhere")
"""A reviewer of another depot."""
OTHER = DepotCode("210999A")
ROLES = {
    KEEPER: Role.KEEPER,
    REVIEWER: Role.REVIEWER,
    SECOND: Role.REVIEWER,
    HEAD: Role.SECTION_HEAD,
    FINANCE: Role.FINANCE,
}


def grant(login: Login, role: Role, depot: DepotCode = EVERY_DEPOT) -> Action:
    """Return the action that gives somebody a role."""
    return act(GrantRole, login=login, role=role, depot=depot)


def open_office(desk: Desk) -> Desk:
    """Record the people with their roles, and set the usual routes."""
    for login, role in ROLES.items():
        desk.post(act(AddPerson, login=login, name=f"{login}的姓名", site_id=SITE), grant(login, role))
    desk.post(act(AddPerson, login=ELSEWHERE, name="外库复核", site_id=SITE))
    desk.post(act(AddDepot, code=OTHER, name="别的库"), grant(ELSEWHERE, Role.REVIEWER, OTHER))
    known = desk.program.journal.by_name
    desk.post(default_routes(ActionId(new_id()), TODAY, known))
    return desk


def write_off(lot: LotId, quantity: str | int = 3, **fields: Any) -> WriteOff:
    """Return a write-off of one lot at A01."""
    return act(WriteOff, depot=DEPOT, lines=(lot_line(lot, quantity, reason="霉变"),), **fields)


def submit(action: Action, note: str = "") -> Submit:
    """Return the submission of an action."""
    return act(Submit, proposed=msgspec.Raw(codec.encode(action)), note=note)


def submitted(desk: Desk, action: Action, actor: Login = KEEPER, note: str = "") -> ProposalRow:
    """Submit an action and return the proposal."""
    seq = desk.post(submit(action, note), actor=actor)[0].entry.seq
    return proposal(desk, seq)


def proposal(desk: Desk, seq: int) -> ProposalRow:
    """Return the proposal of an entry."""
    rows: list[ProposalRow] = desk.read(proposals_page, ProposalFilter(), limit=1000)
    return next(row for row in rows if row.seq == seq)


def paper(desk: Desk, row: ProposalRow, reader: Login = KEEPER) -> ProposalPaper:
    """Return a proposal whole, as somebody sees it."""
    found: ProposalPaper = desk.read(whole_proposal, row.number, desk.program.journal.by_name, reader)
    return found


def approve(row: ProposalRow, note: str = "") -> Decide:
    """Return the approval of the next step."""
    return act(Decide, of_seq=row.seq, verdict=Verdict.APPROVE, note=note)


def send_back(row: ProposalRow, note: str = "请补充照片") -> Decide:
    """Return the decision to return a proposal."""
    return act(Decide, of_seq=row.seq, verdict=Verdict.RETURN, note=note)


def withdraw(row: ProposalRow) -> Withdraw:
    """Return the withdrawal of a proposal."""
    return act(Withdraw, of_seq=row.seq)


def route(action_type: str, *steps: Role, free_minutes: int = 0) -> SetRoutes:
    """Return the action that sets one route."""
    return act(SetRoutes, routes=(RouteLine(action_type=action_type, steps=steps, free_minutes=free_minutes),))


def approve_all(desk: Desk, row: ProposalRow) -> int:
    """Let the reviewer and the section head approve; return the last entry."""
    desk.post(approve(row), actor=REVIEWER)
    return desk.post(approve(row), actor=HEAD)[0].entry.seq
