"""What was submitted, what waits for whom, and one proposal whole: frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, false, func, or_, select, tuple_

from supplies.accounts.actions import EVERY_DEPOT
from supplies.approvals import people
from supplies.approvals.describe import Described, describe
from supplies.approvals.rules import decide_obstacle, withdraw_obstacle
from supplies.approvals.submission import Procedures, proposed_action, roles_in, standing, submission
from supplies.approvals.words import role_name, state_name, verdict_name
from supplies.errors import Refused, UnknownRecord
from supplies.language import _
from supplies.models.accounts import Person, Role
from supplies.models.approvals import ApprovalRoute, Proposal, ProposalDecision, ProposalState, Verdict
from supplies.models.stock import Depot
from supplies.tables import local_text
from supplies.values import DepotCode, Login, SiteId

PAGE_ROWS_MAX = 1000


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal as a list shows it."""

    site_id: SiteId
    seq: int
    number: str
    action_type: str
    depot_code: DepotCode | None
    depot_name: str
    drafted_by: Login
    drafter_name: str
    drafted_at: datetime
    business_date: date
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
    def state_name(self) -> str:
        """Return in the reader's language where it stands."""
        return state_name(self.state)

    @property
    def waits_for(self) -> str:
        """Return the role that decides next, in the reader's language; nothing where it is closed."""
        return "" if self.next_role is None else role_name(self.next_role)

    @property
    def progress(self) -> str:
        """Return how many steps of how many are done."""
        return f"{self.steps_done}/{self.steps_needed}"


@dataclass(frozen=True, slots=True)
class ProposalFilter:
    """Which proposals are wanted."""

    state: ProposalState | None = None
    drafted_by: Login | None = None
    waits_for: Login | None = None
    """Only what this person may decide now."""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What one person decided."""

    step: int
    role: Role
    verdict: Verdict
    who: str
    decided_at: datetime
    note: str

    @property
    def verdict_name(self) -> str:
        """Return what was decided, in the reader's language."""
        return verdict_name(self.verdict)

    def words(self) -> str:
        """Return the decision in words."""
        return "  ".join(part for part in (self.verdict_name, self.who, local_text(self.decided_at), self.note) if part)


@dataclass(frozen=True, slots=True)
class Obstacles:
    """Why the reader may not do something with a proposal; empty where they may."""

    decide: str = ""
    withdraw: str = ""


@dataclass(frozen=True, slots=True)
class ProposalPaper:
    """One proposal whole."""

    row: ProposalRow
    note: str
    decisions: tuple[DecisionRow, ...]
    described: Described
    obstacles: Obstacles


@dataclass(frozen=True, slots=True)
class RouteRow:
    """Who has to approve a kind of action."""

    action_type: str
    steps: tuple[Role, ...]
    free_minutes: int
    source: str


def _rows() -> Select[*tuple[Any, ...]]:
    """Select proposals with the names of depots and people."""
    own = {name: getattr(Proposal, name) for name in ProposalRow.__dataclass_fields__ if hasattr(Proposal, name)}
    names = {
        "depot_name": func.coalesce(Depot.name, ""),
        "drafter_name": func.coalesce(Person.name, Proposal.drafted_by),
    }
    columns = [(own | names)[name] for name in ProposalRow.__dataclass_fields__]
    return (
        select(*columns)
        .outerjoin(Depot, Depot.code == Proposal.depot_code)
        .outerjoin(Person, Person.login == Proposal.drafted_by)
    )


def proposals_page(
    connection: Connection, wanted: ProposalFilter, *, before: ProposalRow | None = None, limit: int = 200
) -> list[ProposalRow]:
    """Return a page of proposals, newest first.

    Args:
        wanted: which.
        before: the last one shown; None for the first page.
        limit: most rows to return, 1 to 1000.
    """
    assert 1 <= limit <= PAGE_ROWS_MAX
    statement = _filtered(connection, _rows(), wanted)
    if before is not None:
        statement = statement.where(tuple_(Proposal.site_id, Proposal.seq) < (before.site_id, before.seq))
    order = (Proposal.site_id.desc(), Proposal.seq.desc())
    return [ProposalRow(*row) for row in connection.execute(statement.order_by(*order).limit(limit))]


def waiting_count(connection: Connection, login: Login) -> int:
    """Return how many proposals somebody may decide now."""
    return connection.scalar(waiting_statement(connection, login)) or 0


def waiting_statement(connection: Connection, login: Login) -> Select[tuple[int]]:
    """Return the statement that counts what somebody may decide now."""
    return _waiting_for(connection, select(func.count()).select_from(Proposal), login)


def _filtered(connection: Connection, statement: Select[Any], wanted: ProposalFilter) -> Select[Any]:
    """Return a statement about proposals for those that are wanted."""
    if wanted.state is not None:
        statement = statement.where(Proposal.state == wanted.state)
    if wanted.drafted_by is not None:
        statement = statement.where(Proposal.drafted_by == wanted.drafted_by)
    if wanted.waits_for is not None:
        statement = _waiting_for(connection, statement, wanted.waits_for)
    return statement


def _waiting_for(connection: Connection, statement: Select[Any], login: Login) -> Select[Any]:
    """Return a statement for what somebody may decide: their role, their depot, not their own, not decided before."""
    held = [
        Proposal.next_role == role
        if depot == EVERY_DEPOT
        else and_(Proposal.next_role == role, or_(Proposal.depot_code == depot, Proposal.depot_code.is_(None)))
        for role, depot in sorted(people.held_by(connection, login))
    ]
    has_decided = exists().where(
        ProposalDecision.site_id == Proposal.site_id,
        ProposalDecision.of_seq == Proposal.seq,
        ProposalDecision.decided_by == login,
    )
    may_decide = (or_(false(), *held), Proposal.drafted_by != login, ~has_decided)
    return statement.where(Proposal.state == ProposalState.OPEN, *may_decide)


def proposal_numbered(connection: Connection, number: str) -> ProposalRow:
    """Return the proposal of a number.

    Raises:
        UnknownRecord: there is none.
    """
    row = connection.execute(_rows().where(Proposal.number == number.strip().upper())).first()
    if row is None:
        raise UnknownRecord(kind=_("Approval form"), key=number)
    return ProposalRow(*row)


def submitted_numbers(connection: Connection, site_id: SiteId, seqs: list[int]) -> list[str]:
    """Return the numbers of the proposals that some entries submitted, in their order."""
    statement = select(Proposal.number).where(Proposal.site_id == site_id, Proposal.seq.in_(seqs))
    return list(connection.scalars(statement.order_by(Proposal.seq)))


def whole_proposal(connection: Connection, number: str, procedures: Procedures, reader: Login) -> ProposalPaper:
    """Return a proposal with its decisions, what it would do in words, and what the reader may do with it.

    Raises:
        UnknownRecord: there is none of this number.
    """
    row = proposal_numbered(connection, number)
    submit = submission(connection, row.site_id, row.seq)
    procedure, action = proposed_action(procedures, submit)
    known = standing(connection, row.site_id, row.seq)
    obstacles = Obstacles(
        _words(decide_obstacle(connection, known, reader)), _words(withdraw_obstacle(connection, known, reader))
    )
    described = describe(connection, row.site_id, procedure, action)
    return ProposalPaper(row, submit.note, decisions(connection, row), described, obstacles)


def _words(obstacle: Refused | None) -> str:
    """Return an obstacle in words, with what to do."""
    return "" if obstacle is None else f"{obstacle.text()} {obstacle.remedy()}"


def decisions(connection: Connection, row: ProposalRow) -> tuple[DecisionRow, ...]:
    """Return what was decided about a proposal, step by step."""
    statement = (
        select(
            ProposalDecision.step,
            ProposalDecision.role,
            ProposalDecision.verdict,
            func.coalesce(Person.name, ProposalDecision.decided_by),
            ProposalDecision.decided_at,
            ProposalDecision.note,
        )
        .outerjoin(Person, Person.login == ProposalDecision.decided_by)
        .where(ProposalDecision.site_id == row.site_id, ProposalDecision.of_seq == row.seq)
        .order_by(ProposalDecision.step)
    )
    return tuple(DecisionRow(*found) for found in connection.execute(statement))


def routes(connection: Connection) -> list[RouteRow]:
    """Return who has to approve what, by kind of action; what needs no approval is left out."""
    statement = (
        select(ApprovalRoute.action_type, ApprovalRoute.steps, ApprovalRoute.free_minutes, ApprovalRoute.source)
        .where(ApprovalRoute.steps != "")
        .order_by(ApprovalRoute.action_type)
    )
    return [
        RouteRow(name, roles_in(steps), free, source) for name, steps, free, source in connection.execute(statement)
    ]
