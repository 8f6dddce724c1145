"""Where others have to approve, posting is submitting; posting again changes nothing; two at once are one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from threading import Barrier

import pytest

from supplies.approvals.posting import SUBMITTED
from supplies.errors import ProposalClosed, SubmittedAlready, SuppliesError
from supplies.journal.action import Action
from supplies.models.accounts import Role
from supplies.models.approvals import ProposalState
from supplies.program import Program
from supplies.stock.actions import Issue
from supplies.values import Login
from tests.approvals.office import (
    HEAD,
    KEEPER,
    REVIEWER,
    SECOND,
    approve,
    approve_all,
    grant,
    open_office,
    proposal,
    route,
    send_back,
    submit,
    submitted,
    write_off,
)
from tests.rooms import DEPOT, Desk, act, clock, lot_line, some


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Return a store with the usual routes and people."""
    return open_office(desk)


def put(office: Desk, *actions: Action, actor: Login = KEEPER) -> list[str]:
    """Post as a screen does, and return what kinds of entries that made."""
    posted = office.program.post(actions, actor, submitting=True)
    return [each.entry.action_type for each in posted]


def test_a_screen_submits_what_needs_approval_and_posts_the_rest_in_one_transaction(office: Desk) -> None:
    lot = office.lot()
    issue = act(Issue, depot=DEPOT, counterparty="铁东区", lines=(lot_line(lot, 2),))
    assert put(office, issue, write_off(lot)) == ["stock.issue", SUBMITTED]
    assert office.held(lot) == some(8)


def test_what_is_refused_in_between_leaves_no_submission(office: Desk) -> None:
    lot = office.lot()
    before = office.everything()
    with pytest.raises(SuppliesError):
        put(office, write_off(lot), act(Issue, depot=DEPOT, lines=(lot_line(lot, 99),)))
    assert office.everything() == before


def test_posting_again_what_was_submitted_returns_the_same_submission(office: Desk) -> None:
    lot = office.lot()
    action = write_off(lot)
    first = office.program.post([action], KEEPER, submitting=True)[0]
    again = office.program.post([action], KEEPER, submitting=True)[0]
    assert (again.entry, again.is_new) == (first.entry, False)
    approve_all(office, proposal(office, first.entry.seq))
    last = office.program.post([action], KEEPER, submitting=True)[0]
    assert (last.entry, last.is_new) == (first.entry, False)
    assert office.held(lot) == some(7)


def test_another_action_under_the_same_id_is_refused(office: Desk) -> None:
    lot = office.lot()
    action = write_off(lot)
    put(office, action)
    other = write_off(lot, 4, action_id=action.action_id)
    with pytest.raises(SubmittedAlready):
        put(office, other)


def test_posting_again_what_was_posted_before_there_was_a_route_changes_nothing(office: Desk) -> None:
    office.post(route("stock.write_off"))
    action = write_off(office.lot())
    first = office.program.post([action], KEEPER, submitting=True)[0]
    office.post(route("stock.write_off", Role.REVIEWER))
    again = office.program.post([action], KEEPER, submitting=True)[0]
    assert first.is_new and (again.entry, again.is_new) == (first.entry, False)


# --- two at once -----------------------------------------------------------------------------------------------------


def at_once(office: Desk, *tries: tuple[Action, Login]) -> list[SuppliesError | None]:
    """Let several people post at the same moment, each on a connection of their own; return what each was told."""
    barrier = Barrier(len(tries))
    path = office.program.database.path

    def post(action: Action, actor: Login) -> SuppliesError | None:
        # A file is opened by each as by a program of its own; a server gives each thread its own connection anyway.
        with nullcontext(office.program) if path is None else closing(Program.open(str(path), clock)) as program:
            barrier.wait(10)
            try:
                program.post([action], actor)
            except SuppliesError as error:
                return error
        return None

    with ThreadPoolExecutor(len(tries)) as pool:
        return list(pool.map(lambda each: post(*each), tries))


@pytest.mark.parametrize("second", [approve, send_back], ids=["both approve", "one returns"])
def test_of_two_who_decide_at_once_exactly_one_does_and_the_other_is_told_who(
    office: Desk, second: Callable[..., Action]
) -> None:
    office.post(route("stock.write_off", Role.REVIEWER))
    for _time in range(10):
        lot = office.lot()
        row = submitted(office, write_off(lot))
        told = at_once(office, (approve(row), REVIEWER), (second(row), SECOND))
        assert sorted(error is None for error in told) == [False, True]
        loser = next(error for error in told if error is not None)
        winner = REVIEWER if told[0] is None else SECOND
        assert type(loser) is ProposalClosed and loser.facts["who"] == f"{winner}的姓名"
        now = proposal(office, row.seq)
        assert office.held(lot) == some(7 if now.state is ProposalState.APPROVED else 10)


def test_of_two_who_approve_different_steps_at_once_none_skips_the_order(office: Desk) -> None:
    lot = office.lot()
    row = submitted(office, write_off(lot))
    told = at_once(office, (approve(row), REVIEWER), (approve(row), HEAD))
    assert told[0] is None
    now = proposal(office, row.seq)
    assert (now.state is ProposalState.APPROVED) == (told[1] is None)
    assert office.held(lot) == some(7 if told[1] is None else 10)


def test_of_two_who_submit_the_same_at_once_one_does(office: Desk) -> None:
    office.post(grant(SECOND, Role.SECTION_HEAD))
    action = write_off(office.lot())
    told = at_once(office, (submit(action), KEEPER), (submit(action), SECOND))
    assert sorted(error is None for error in told) == [False, True]
    assert {type(error) for error in told if error is not None} == {SubmittedAlready}
