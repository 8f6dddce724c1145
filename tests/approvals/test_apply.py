"""What an approval leaves in the books, and what the database itself refuses, whoever writes to it."""

from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from supplies.approvals.queries import routes
from supplies.journal import queries
from supplies.models.accounts import Role
from supplies.models.approvals import ApprovalRoute, Proposal, ProposalDecision, ProposalState, Verdict
from supplies.stock.documents import document
from tests.approvals.office import (
    HEAD,
    KEEPER,
    REVIEWER,
    SECOND,
    approve,
    approve_all,
    open_office,
    proposal,
    route,
    send_back,
    submitted,
    withdraw,
    write_off,
)
from tests.rooms import NOW, SITE, Desk, ago, some


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Return a store with the usual routes and people."""
    return open_office(desk)


def test_nothing_is_done_before_the_last_approval(office: Desk) -> None:
    lot = office.lot()
    row = submitted(office, write_off(lot))
    assert (row.state, row.steps_done, row.next_role) == (ProposalState.OPEN, 0, Role.REVIEWER)
    office.post(approve(row), actor=REVIEWER)
    row = proposal(office, row.seq)
    assert (row.state, row.steps_done, row.next_role) == (ProposalState.OPEN, 1, Role.SECTION_HEAD)
    assert office.held(lot) == some(10)
    seq = office.post(approve(row), actor=HEAD)[0].entry.seq
    row = proposal(office, row.seq)
    assert (row.state, row.steps_done, row.next_role) == (ProposalState.APPROVED, 2, None)
    assert row.decided_seq == seq
    assert office.held(lot) == some(7)


def test_the_document_is_made_by_the_last_approver_on_the_day_of_its_paper(office: Desk) -> None:
    lot = office.lot(day=ago(20))
    row = submitted(office, write_off(lot, business_date=ago(5)))
    seq = approve_all(office, row)
    paper = office.read(document, SITE, seq)
    assert (paper.actor, paper.business_date, row.business_date) == (HEAD, ago(5), ago(5))
    entry = office.read(queries.entry, SITE, seq)
    assert entry.action_type == "approvals.decide" and entry.business_date == ago(0)


def test_a_proposal_has_a_number_of_the_site_and_the_year(office: Desk) -> None:
    numbers = [submitted(office, write_off(office.lot())).number for _time in range(2)]
    assert numbers == [f"SP-{SITE}-2026-000001", f"SP-{SITE}-2026-000002"]


def test_a_return_or_a_withdrawal_does_nothing_of_it(office: Desk) -> None:
    lot = office.lot()
    returned, withdrawn = submitted(office, write_off(lot)), submitted(office, write_off(lot))
    office.post(approve(returned), actor=REVIEWER)
    office.post(send_back(returned), actor=HEAD)
    office.post(withdraw(withdrawn), actor=KEEPER)
    states = [proposal(office, row.seq).state for row in (returned, withdrawn)]
    assert states == [ProposalState.RETURNED, ProposalState.WITHDRAWN]
    assert office.held(lot) == some(10)


def test_a_route_is_written_over_by_the_next_one(office: Desk) -> None:
    office.post(route("stock.adjust", Role.REVIEWER, Role.FINANCE, free_minutes=5))
    found = {row.action_type: row for row in office.read(routes)}
    assert found["stock.adjust"].steps == (Role.REVIEWER, Role.FINANCE)
    assert found["stock.adjust"].free_minutes == 5
    assert found["stock.write_off"].steps == (Role.REVIEWER, Role.SECTION_HEAD), "the others stay"
    office.post(route("stock.adjust"))
    assert "stock.adjust" not in {row.action_type for row in office.read(routes)}


def test_the_store_verifies_with_everything_that_approvals_do(office: Desk) -> None:
    lot = office.lot()
    approve_all(office, submitted(office, write_off(lot)))
    office.post(send_back(submitted(office, write_off(lot))), actor=REVIEWER)
    office.post(withdraw(submitted(office, write_off(lot))), actor=KEEPER)
    office.post(approve(submitted(office, write_off(lot))), actor=REVIEWER)
    assert office.program.verify(deep=True).findings == ()


# --- what the database refuses ---------------------------------------------------------------------------------------


def row_of(office: Desk, seq: int) -> dict[str, Any]:
    """Return a proposal as its table has it."""
    statement = select(Proposal.__table__).where(Proposal.seq == seq)
    return dict(office.read(lambda connection: connection.execute(statement).mappings().one()))


def decision(seq: int, of_seq: int, **fields: Any) -> dict[str, Any]:
    """Return a decision as its table has it."""
    usual = {"step": 1, "role": Role.REVIEWER, "verdict": Verdict.APPROVE, "decided_by": REVIEWER, "note": ""}
    return {"site_id": SITE, "seq": seq, "of_seq": of_seq, "decided_at": NOW, **usual, **fields}


def the_database_refuses(office: Desk, statement: Any, values: Any = None) -> None:
    """Prove that a statement fails and changes nothing."""
    before = office.everything()
    with pytest.raises(DBAPIError):
        office.program.database.write(lambda connection: connection.execute(statement, values))
    assert office.everything() == before


def test_no_decision_by_the_drafter_twice_by_one_person_or_out_of_turn(office: Desk) -> None:
    row = submitted(office, write_off(office.lot()))
    table = insert(ProposalDecision)
    the_database_refuses(office, table, decision(row.seq + 1, row.seq, decided_by=KEEPER))
    the_database_refuses(office, table, decision(row.seq + 1, row.seq, step=2, role=Role.SECTION_HEAD))
    the_database_refuses(office, table, decision(row.seq + 1, row.seq, role=Role.FINANCE))
    office.post(approve(row), actor=REVIEWER)
    again = decision(row.seq + 2, row.seq, step=2, role=Role.SECTION_HEAD)
    the_database_refuses(office, table, again)
    the_database_refuses(office, table, {**again, "step": 1, "role": Role.REVIEWER, "decided_by": SECOND})


def test_no_proposal_is_approved_without_its_decisions_or_opened_again(office: Desk) -> None:
    row = submitted(office, write_off(office.lot()))
    here = update(Proposal).where(Proposal.seq == row.seq)
    approved = {"state": ProposalState.APPROVED, "next_role": None, "decided_seq": row.seq}
    the_database_refuses(office, here.values(**approved, steps_done=2))
    the_database_refuses(office, here.values(**approved, steps_done=0))
    the_database_refuses(office, here.values(drafted_by=REVIEWER))
    office.post(send_back(row), actor=REVIEWER)
    opened = {"state": ProposalState.OPEN, "next_role": Role.REVIEWER, "decided_seq": None}
    the_database_refuses(office, here.values(**opened))


def test_no_action_is_open_or_approved_twice(office: Desk) -> None:
    row = row_of(office, submitted(office, write_off(office.lot())).seq)
    for same in ({**row, "seq": row["seq"] + 1, "number": "SP-2"}, {**row, "seq": row["seq"] + 1}, row):
        the_database_refuses(office, insert(Proposal), same)


def test_decisions_and_proposals_stay(office: Desk) -> None:
    row = submitted(office, write_off(office.lot()))
    office.post(approve(row), actor=REVIEWER)
    the_database_refuses(office, update(ProposalDecision).values(note="别的"))
    for table in (ProposalDecision, Proposal, ApprovalRoute):
        the_database_refuses(office, delete(table))
