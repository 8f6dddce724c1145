"""Who sees what waits for them, what they drew up, and one proposal whole; cheap however long the history is."""

import pytest
from sqlalchemy import Connection

from supplies.approvals.queries import (
    ProposalFilter,
    ProposalRow,
    proposals_page,
    waiting_count,
    waiting_statement,
    whole_proposal,
)
from supplies.errors import UnknownRecord
from supplies.models.accounts import Role
from supplies.models.approvals import ProposalState, Verdict
from supplies.values import Login
from tests.approvals.office import (
    ELSEWHERE,
    HEAD,
    KEEPER,
    REVIEWER,
    SECOND,
    approve,
    approve_all,
    grant,
    open_office,
    paper,
    route,
    send_back,
    submitted,
    withdraw,
    write_off,
)
from tests.rooms import ADMIN, DEPOT, Desk


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Return a store with the usual routes and people."""
    return open_office(desk)


def waiting(office: Desk, login: Login) -> list[int]:
    """Return the entries of what waits for somebody, once it is proved that the count is the same."""
    rows: list[ProposalRow] = office.read(proposals_page, ProposalFilter(waits_for=login))
    assert office.read(waiting_count, login) == len(rows)
    return [row.seq for row in rows]


def test_a_proposal_waits_for_those_who_may_decide_the_next_step(office: Desk) -> None:
    row = submitted(office, write_off(office.lot()), ADMIN)
    assert waiting(office, REVIEWER) == waiting(office, SECOND) == [row.seq]
    for login in (ADMIN, KEEPER, HEAD, ELSEWHERE):
        assert waiting(office, login) == [], login
    office.post(approve(row), actor=REVIEWER)
    office.post(grant(REVIEWER, Role.SECTION_HEAD))
    assert waiting(office, HEAD) == [row.seq]
    assert waiting(office, REVIEWER) == [], "who decided an earlier step does not decide the next one"
    office.post(approve(row), actor=HEAD)
    assert waiting(office, HEAD) == []


def test_a_role_for_one_depot_sees_what_waits_in_that_depot(office: Desk) -> None:
    office.post(grant(ELSEWHERE, Role.SECTION_HEAD, DEPOT), route("stock.write_off", Role.SECTION_HEAD))
    row = submitted(office, write_off(office.lot()))
    assert waiting(office, ELSEWHERE) == [row.seq]


def test_proposals_are_found_by_state_and_by_who_drew_them_up(office: Desk) -> None:
    lot = office.lot()
    returned = submitted(office, write_off(lot), ADMIN)
    office.post(send_back(returned), actor=REVIEWER)
    withdrawn, opened = submitted(office, write_off(lot)), submitted(office, write_off(lot))
    office.post(withdraw(withdrawn), actor=KEEPER)
    for wanted, seqs in (
        (ProposalFilter(), [opened.seq, withdrawn.seq, returned.seq]),
        (ProposalFilter(state=ProposalState.OPEN), [opened.seq]),
        (ProposalFilter(state=ProposalState.RETURNED), [returned.seq]),
        (ProposalFilter(drafted_by=KEEPER), [opened.seq, withdrawn.seq]),
    ):
        assert [row.seq for row in office.read(proposals_page, wanted)] == seqs


def test_pages_go_on_where_the_last_one_ended(office: Desk) -> None:
    lot = office.lot()
    seqs = [submitted(office, write_off(lot, 1)).seq for _time in range(5)]
    found: list[int] = []
    last: ProposalRow | None = None
    while rows := office.read(proposals_page, ProposalFilter(), before=last, limit=2):
        found += [row.seq for row in rows]
        last = rows[-1]
    assert found == seqs[::-1]


def test_a_proposal_is_shown_with_its_decisions_in_their_order(office: Desk) -> None:
    row = submitted(office, write_off(office.lot()), note="受潮")
    office.post(approve(row, "属实"), actor=REVIEWER)
    office.post(send_back(row, "请附照片"), actor=HEAD)
    shown = paper(office, row)
    assert shown.note == "受潮"
    assert [(each.step, each.role, each.verdict, each.who, each.note) for each in shown.decisions] == [
        (1, Role.REVIEWER, Verdict.APPROVE, f"{REVIEWER}的姓名", "属实"),
        (2, Role.SECTION_HEAD, Verdict.RETURN, f"{HEAD}的姓名", "请附照片"),
    ]


def test_the_reader_is_told_what_they_may_not_do_and_why(office: Desk) -> None:
    row = submitted(office, write_off(office.lot()))
    drafter, reviewer, head = (paper(office, row, login).obstacles for login in (KEEPER, REVIEWER, HEAD))
    assert drafter.decide and not drafter.withdraw
    assert not reviewer.decide and reviewer.withdraw
    assert head.decide and head.withdraw
    approve_all(office, row)
    closed = paper(office, row, REVIEWER).obstacles
    assert closed.decide == closed.withdraw != ""


def test_a_number_that_nothing_has_is_refused(office: Desk) -> None:
    with pytest.raises(UnknownRecord):
        office.read(whole_proposal, "SP-1", office.program.journal.by_name, KEEPER)


def test_what_waits_is_found_by_an_index_of_the_open_ones_alone(office: Desk) -> None:
    """Whatever the history: a store holds thousands of closed proposals and a handful of open ones."""
    for _each in range(12):
        approve_all(office, submitted(office, write_off(office.lot(), quantity="1")))
    submitted(office, write_off(office.lot(), quantity="1"))

    def plan(connection: Connection) -> str:
        statement = waiting_statement(connection, REVIEWER)
        words = str(statement.compile(connection, compile_kwargs={"literal_binds": True}))
        if connection.dialect.name == "sqlite":
            return str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}").all())
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        connection.exec_driver_sql("ANALYZE proposal")
        return str(connection.exec_driver_sql(f"EXPLAIN {words}").all())

    assert "ix_proposal_state" in office.read(plan)
