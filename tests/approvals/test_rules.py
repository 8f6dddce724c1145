"""Nobody approves what they drew up, nobody twice, nobody without the role; nothing takes effect unapproved."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from supplies.accounts.actions import AddOrganisation, OpenSite
from supplies.approvals.actions import Decide, RouteLine, SetRoutes, Verdict, Withdraw
from supplies.approvals.rules import Poster, needed_route
from supplies.approvals.submission import Route
from supplies.approvals.words import role_name, state_name
from supplies.errors import (
    ActionIdUsed,
    ApprovalNeeded,
    BadRequest,
    DateInFuture,
    DecidedEarlierStep,
    DrafterMayNotDecide,
    InsufficientStock,
    NoApprovalNeeded,
    NotForApproval,
    NotTheDrafter,
    ProposalClosed,
    ProposalOutdated,
    ReturnNeedsNote,
    RoleMissing,
    RoleToDecideMissing,
    RouteWrong,
    SubmittedAlready,
    UnknownAction,
    UnknownRecord,
)
from supplies.journal import codec
from supplies.journal.store_actions import NewEpoch
from supplies.models.accounts import Level, OrganisationKind, Role
from supplies.models.approvals import ProposalState
from supplies.stock.actions import Emergency, Issue, Reverse
from supplies.stock.emergencies import lacking
from supplies.values import LotId, new_id
from tests.approvals.office import (
    ELSEWHERE,
    FINANCE,
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
    withdraw,
    write_off,
)
from tests.rooms import ADMIN, DEPOT, Desk, act, ago, lot_line, some


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Return a store with the usual routes and people."""
    return open_office(desk)


# --- what may not be posted unapproved -------------------------------------------------------------------------------


def test_what_others_have_to_approve_is_not_posted_directly(office: Desk) -> None:
    error = office.refused(write_off(office.lot()), actor=KEEPER)
    assert type(error) is ApprovalNeeded
    assert error.facts["roles"] == f"{role_name(Role.REVIEWER)} → {role_name(Role.SECTION_HEAD)}"


def test_without_a_route_nobody_has_to_approve(office: Desk) -> None:
    office.post(route("stock.write_off"))
    lot = office.lot()
    office.post(write_off(lot), actor=KEEPER)
    assert office.held(lot) == some(7)


def test_whoever_posted_a_document_reverses_it_alone_for_half_an_hour(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = (office.issue(lot_line(office.lot(), 1)) for _time in range(3))
    office.reverse(first)
    error = office.refused(act(Reverse, reverses_seq=second.seq, reason="录入有误"), actor=KEEPER)
    assert type(error) is ApprovalNeeded, "somebody else needs approval"
    now = office.program.clock()
    monkeypatch.setattr(office.program.journal, "_clock", lambda: now + timedelta(minutes=30))
    office.reverse(second)
    monkeypatch.setattr(office.program.journal, "_clock", lambda: now + timedelta(minutes=30, milliseconds=1))
    error = office.refused(act(Reverse, reverses_seq=third.seq, reason="录入有误"))
    assert type(error) is ApprovalNeeded and error.facts["roles"] == role_name(Role.REVIEWER)


def test_what_was_approved_is_taken_back_only_with_approval(office: Desk) -> None:
    row = submitted(office, write_off(office.lot()))
    seq = approve_all(office, row)
    for actor in (REVIEWER, KEEPER):
        error = office.refused(act(Reverse, reverses_seq=seq, reason="有误"), actor=actor)
        assert type(error) is ApprovalNeeded


@pytest.mark.parametrize("is_decided", [False, True], ids=["waiting", "approved"])
def test_what_was_submitted_is_not_posted_directly_even_when_its_route_is_gone(office: Desk, is_decided: bool) -> None:
    lot = office.lot()
    action = write_off(lot)
    row = submitted(office, action)
    if is_decided:
        approve_all(office, row)
    office.post(route("stock.write_off"))
    error = office.refused(action, actor=KEEPER)
    assert type(error) is SubmittedAlready and error.facts["number"] == row.number


# --- submitting ------------------------------------------------------------------------------------------------------


def test_what_the_drafter_could_not_do_is_not_submitted(office: Desk) -> None:
    error = office.refused(submit(write_off(office.lot(quantity=2), 3)), actor=KEEPER)
    assert type(error) is InsufficientStock and error.lines[0].line == 1


def test_what_needs_a_role_is_submitted_only_by_one_who_holds_it(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    procedures = office.program.journal.by_name
    only_keepers = replace(procedures["stock.write_off"], roles=frozenset({Role.KEEPER}))
    monkeypatch.setitem(procedures, "stock.write_off", only_keepers)
    lot = office.lot()
    assert type(office.refused(submit(write_off(lot)), actor=HEAD)) is RoleMissing
    assert submitted(office, write_off(lot), KEEPER).drafted_by == KEEPER


def test_an_action_is_submitted_once(office: Desk) -> None:
    action = write_off(office.lot())
    row = submitted(office, action)
    error = office.refused(submit(action), actor=KEEPER)
    assert type(error) is SubmittedAlready and error.facts["number"] == row.number
    approve_all(office, row)
    assert type(office.refused(submit(action), actor=KEEPER)) is SubmittedAlready


def test_what_was_returned_or_withdrawn_is_submitted_again_under_a_new_number(office: Desk) -> None:
    action = write_off(office.lot())
    first = submitted(office, action)
    office.post(send_back(first), actor=REVIEWER)
    second = submitted(office, action)
    office.post(withdraw(second), actor=KEEPER)
    third = submitted(office, action)
    assert [row.number[-6:] for row in (first, second, third)] == ["000001", "000002", "000003"]
    approve_all(office, third)
    assert proposal(office, third.seq).state is ProposalState.APPROVED


def test_what_is_posted_already_is_not_submitted(office: Desk) -> None:
    office.post(route("stock.write_off"))
    action = write_off(office.lot())
    office.post(action)
    office.post(route("stock.write_off", Role.REVIEWER))
    assert type(office.refused(submit(action), actor=KEEPER)) is ActionIdUsed


def test_a_submission_has_an_id_of_its_own(office: Desk) -> None:
    action = write_off(office.lot())
    same = msgspec.structs.replace(submit(action), action_id=action.action_id)
    assert type(office.refused(same, actor=KEEPER)) is ActionIdUsed


def test_what_needs_no_approval_is_not_submitted(office: Desk) -> None:
    body = act(AddOrganisation, code="AS01", name="储备中心", kind=OrganisationKind.KEEPER)
    assert type(office.refused(submit(body), actor=KEEPER)) is NoApprovalNeeded


def test_an_emergency_is_posted_at_once_and_never_submitted(office: Desk) -> None:
    lot = office.lot()
    office.post(route("stock.issue", Role.SECTION_HEAD))
    emergency = Emergency(owes=lacking("", "", ""))
    issue = act(Issue, depot=DEPOT, incident="7·28暴雨", emergency=emergency, lines=(lot_line(lot, 1),))
    assert type(office.refused(submit(issue), actor=KEEPER)) is NoApprovalNeeded
    office.post(issue, actor=KEEPER)


def test_approvals_themselves_and_what_founds_a_store_are_never_submitted(office: Desk) -> None:
    row = submitted(office, write_off(office.lot()))
    for action in (
        approve(row),
        withdraw(row),
        submit(write_off(office.lot())),
        route("stock.write_off"),
        act(NewEpoch, reason="演练", backup_sha256=""),
        act(OpenSite, code="210381A", name="海城市", level=Level.COUNTY),
    ):
        assert type(office.refused(submit(action), actor=KEEPER)) is NotForApproval


def test_an_action_of_tomorrow_is_not_submitted(office: Desk) -> None:
    action = write_off(office.lot(), business_date=ago(-1))
    assert type(office.refused(submit(action), actor=KEEPER)) is DateInFuture


@pytest.mark.parametrize(
    ("proposed", "kind"),
    [
        (b"[1]", BadRequest),
        (b"{}", BadRequest),
        (b'{"type":"stock.nothing"}', UnknownAction),
        (b'{"type":"stock.write_off"}', BadRequest),
    ],
)
def test_what_is_no_action_is_not_submitted(office: Desk, proposed: bytes, kind: type[Exception]) -> None:
    action = msgspec.structs.replace(submit(write_off(office.lot())), proposed=msgspec.Raw(proposed))
    assert type(office.refused(action, actor=KEEPER)) is kind


def test_the_same_action_is_the_same_submission_however_its_json_is_written(office: Desk) -> None:
    plain = submit(write_off(office.lot()))
    loose = msgspec.json.format(codec.encode(plain), indent=3)
    posted = office.post(plain, actor=KEEPER)[0]
    again = office.post(office.program.journal.read_action(loose), actor=KEEPER)[0]
    assert again.entry == posted.entry and not again.is_new


# --- deciding --------------------------------------------------------------------------------------------------------


def test_whoever_drew_it_up_does_not_decide_about_it(office: Desk) -> None:
    row = submitted(office, write_off(office.lot()), ADMIN)
    for decision in (approve(row), send_back(row)):
        assert type(office.refused(decision, actor=ADMIN)) is DrafterMayNotDecide


def test_nobody_decides_two_steps_of_the_same_proposal(office: Desk) -> None:
    office.post(grant(HEAD, Role.REVIEWER))
    row = submitted(office, write_off(office.lot()))
    office.post(approve(row), actor=HEAD)
    error = office.refused(approve(row), actor=HEAD)
    assert type(error) is DecidedEarlierStep and error.facts["role"] == role_name(Role.SECTION_HEAD)


def test_only_who_holds_the_role_of_the_next_step_for_the_depot_decides(office: Desk) -> None:
    row = submitted(office, write_off(office.lot()))
    for login in (HEAD, FINANCE, ELSEWHERE):
        error = office.refused(approve(row), actor=login)
        assert type(error) is RoleToDecideMissing and error.facts["depot"] == DEPOT, login
    office.post(approve(row), actor=REVIEWER)
    assert type(office.refused(approve(row), actor=SECOND)) is RoleToDecideMissing, "the next step is the head's"


def test_a_reversal_is_decided_by_those_of_the_depot_of_its_document(office: Desk) -> None:
    issue = office.issue(lot_line(office.lot(), 1))
    row = submitted(office, act(Reverse, reverses_seq=issue.seq, reason="有误"))
    assert row.depot_code == DEPOT
    assert type(office.refused(approve(row), actor=ELSEWHERE)) is RoleToDecideMissing
    office.post(approve(row), actor=REVIEWER)


def test_a_return_says_why(office: Desk) -> None:
    row = submitted(office, write_off(office.lot()))
    for note in ("", "   "):
        assert type(office.refused(send_back(row, note), actor=REVIEWER)) is ReturnNeedsNote


def test_what_is_closed_is_not_decided_again_and_the_error_says_by_whom(office: Desk) -> None:
    action = write_off(office.lot())
    returned = submitted(office, action)
    office.post(send_back(returned), actor=REVIEWER)
    withdrawn = submitted(office, action)
    office.post(withdraw(withdrawn), actor=KEEPER)
    approved = submitted(office, action)
    approve_all(office, approved)
    for row, state, who in (
        (returned, ProposalState.RETURNED, REVIEWER),
        (withdrawn, ProposalState.WITHDRAWN, KEEPER),
        (approved, ProposalState.APPROVED, HEAD),
    ):
        for decision in (approve(row), send_back(row)):
            error = office.refused(decision, actor=SECOND)
            assert type(error) is ProposalClosed
            assert (error.facts["state"], error.facts["who"]) == (state_name(state), f"{who}的姓名")
        assert type(office.refused(withdraw(row), actor=KEEPER)) is ProposalClosed


def test_what_the_rules_no_longer_allow_is_not_approved_but_can_be_returned(office: Desk) -> None:
    lot = office.lot(quantity=5)
    row = submitted(office, write_off(lot, 3))
    office.post(approve(row), actor=REVIEWER)
    office.issue(lot_line(lot, 4))
    error = office.refused(approve(row), actor=HEAD)
    assert type(error) is ProposalOutdated
    assert type(error.lines[0].error) is InsufficientStock and error.lines[0].line == 1
    office.post(send_back(row, "货已发出"), actor=HEAD)
    assert proposal(office, row.seq).state is ProposalState.RETURNED


def test_only_what_was_submitted_is_decided_or_withdrawn(office: Desk) -> None:
    seq = office.issue(lot_line(office.lot(), 1)).seq
    for action in (
        act(Decide, of_seq=seq, verdict=Verdict.APPROVE),
        act(Decide, of_seq=9999, verdict=Verdict.APPROVE),
        act(Withdraw, of_seq=seq),
    ):
        assert type(office.refused(action, actor=REVIEWER)) is UnknownRecord


def test_only_the_drafter_withdraws(office: Desk) -> None:
    row = submitted(office, write_off(office.lot()))
    error = office.refused(withdraw(row), actor=REVIEWER)
    assert type(error) is NotTheDrafter and error.facts["who"] == f"{KEEPER}的姓名"
    office.post(withdraw(row), actor=KEEPER)
    assert proposal(office, row.seq).state is ProposalState.WITHDRAWN


# --- routes ----------------------------------------------------------------------------------------------------------


def test_routes_are_set_by_a_city_administrator_only(office: Desk) -> None:
    assert type(office.refused(route("stock.issue", Role.REVIEWER), actor=HEAD)) is RoleMissing


def test_a_route_is_for_an_action_that_there_is_and_that_can_be_approved(office: Desk) -> None:
    assert type(office.refused(route("stock.nothing", Role.REVIEWER))) is UnknownAction
    for name in ("approvals.set_routes", "approvals.decide", "journal.new_epoch", "accounts.open_site"):
        assert type(office.refused(route(name, Role.REVIEWER))) is NotForApproval


def test_a_route_that_cannot_work_is_refused(office: Desk) -> None:
    line = RouteLine(action_type="stock.issue", steps=(Role.REVIEWER,))
    for wrong in (
        act(SetRoutes, routes=()),
        act(SetRoutes, routes=(line, line)),
        route("stock.issue", Role.AUDITOR),
        route("stock.issue", *[Role.REVIEWER] * 6),
    ):
        assert type(office.refused(wrong)) is RouteWrong


def test_a_proposal_keeps_the_route_it_was_submitted_under(office: Desk) -> None:
    row = submitted(office, write_off(office.lot()))
    office.post(route("stock.write_off", Role.FINANCE))
    assert proposal(office, row.seq).roles == (Role.REVIEWER, Role.SECTION_HEAD)
    approve_all(office, row)
    assert proposal(office, row.seq).state is ProposalState.APPROVED


def test_an_emergency_needs_no_approval_beforehand(office: Desk) -> None:
    poster = (office.program.store.site_id, KEEPER, office.program.clock())

    def needed(emergency: Emergency | None) -> Route | None:
        action = write_off(LotId(new_id()), emergency=emergency)
        return office.program.read(
            lambda connection: needed_route(Poster(connection, *poster), "stock.write_off", action)
        )

    assert needed(Emergency(basis="电话")) is None
    route_of = needed(None)
    assert route_of is not None and route_of.steps == (Role.REVIEWER, Role.SECTION_HEAD)
