"""Who may do what: roles, where they count, and the words for whoever lacks one."""

from functools import partial

import pytest

from supplies.accounts.actions import AddOrganisation, AddPerson, GrantRole, RevokeRole, SetPassword
from supplies.accounts.permissions import OPEN_TO_ALL, Permissions
from supplies.errors import PasswordMustChange, PersonInactive, PersonUnknown, RoleElsewhere, RoleMissing
from supplies.models.accounts import OrganisationKind, Role
from supplies.stock.actions import AddDepot, AddPlace, ClosePeriod, Issue, Reverse
from supplies.values import DepotCode, Login
from tests.accounts.people import HASH, leave
from tests.rooms import A01, ADMIN, DEPOT, QUILT, SITE, Desk, act, ago, goods, lot_line

OTHER = DepotCode("210302A")


def second_depot(desk: Desk) -> None:
    """Open another depot with one place."""
    desk.post(act(AddDepot, code=OTHER, name="铁东区库"), act(AddPlace, depot=OTHER, code=A01, name="A01"))


def place(depot: DepotCode = DEPOT) -> AddPlace:
    return act(AddPlace, depot=depot, code="Z09", name="新货位")


def body() -> AddOrganisation:
    return act(AddOrganisation, code="GYS9", name="九号供应商", kind=OrganisationKind.SUPPLIER)


def test_every_kind_of_action_says_who_may_do_it(desk: Desk) -> None:
    """Only these want no role: the store's beginning, coming in, one's own password.

    Proposals want any role: who may submit and decide what, their own rules say.
    """
    procedures = desk.program.journal.procedures
    free = {procedure.name for procedure in procedures if not procedure.roles}
    assert free == OPEN_TO_ALL | {"approvals.submit", "approvals.decide", "approvals.withdraw"}
    assert not any(Role.AUDITOR in procedure.roles for procedure in procedures), "an auditor reads"


def test_the_first_person_holds_every_role_and_may_do_everything(desk: Desk) -> None:
    known = desk.program.permissions(ADMIN)
    assert known.standing is not None
    assert known.standing.held == {(role, "") for role in Role}
    assert [name for name in desk.program.journal.by_name if known.may(name)] == []


def test_a_person_without_a_role_changes_nothing_but_their_own_password(desk: Desk) -> None:
    li = desk.hire("li")
    error = desk.refused(body(), actor=li)
    assert type(error) is RoleMissing and error.facts["login"] == "li" and error.facts["whom"] == "管理员"
    desk.post(act(SetPassword, login=li, password_hash=HASH), actor=li)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_does_its_own_and_nothing_else(desk: Desk, role: Role) -> None:
    li = desk.hire("li", role)
    known = desk.program.permissions(li)
    allowed = {name for name, procedure in desk.program.journal.by_name.items() if known.may(name) is None}
    expected = {p.name for p in desk.program.journal.procedures if not p.roles or role in p.roles}
    assert known.may("accounts.sign_in") is None
    assert allowed == expected
    line = goods(QUILT, 5)
    desk.receive(line)
    issue = act(Issue, depot=DEPOT, lines=(lot_line(line.lot_id, 1),))
    if role is Role.KEEPER:
        desk.post(issue, actor=li)
    else:
        error = desk.refused(issue, actor=li)
        assert type(error) is RoleMissing and "库" not in str(error.facts["login"])


def test_a_role_for_one_depot_counts_there_only(desk: Desk) -> None:
    second_depot(desk)
    li = desk.hire("li", Role.KEEPER, depot=OTHER)
    desk.post(place(OTHER), actor=li)
    error = desk.refused(place(DEPOT), actor=li)
    assert type(error) is RoleElsewhere and error.facts["depot"] == DEPOT


def test_what_belongs_to_no_depot_may_be_done_with_the_role_for_any(desk: Desk) -> None:
    second_depot(desk)
    desk.post(body(), actor=desk.hire("li", Role.KEEPER, depot=OTHER))


def test_a_reviewer_of_one_depot_takes_its_documents_back_only(desk: Desk) -> None:
    second_depot(desk)
    li = desk.hire("li", Role.REVIEWER, depot=OTHER)
    here, there = desk.receive(goods(QUILT, 5)), desk.receive(goods(QUILT, 5), depot=OTHER)
    error = desk.refused(act(Reverse, reverses_seq=here.seq, reason="录入有误"), actor=li)
    assert type(error) is RoleElsewhere and error.facts["depot"] == DEPOT
    desk.post(act(Reverse, reverses_seq=there.seq, reason="录入有误"), actor=li)


def test_an_administrator_of_a_depot_keeps_its_places_and_posts_no_goods(desk: Desk) -> None:
    li = desk.hire("li", Role.DEPOT_ADMIN, depot=DEPOT)
    desk.post(place(), actor=li)
    assert type(desk.refused(act(ClosePeriod, depot=DEPOT, closed_through=ago(1)), actor=li)) is RoleMissing


def test_a_role_that_was_taken_away_counts_no_more(desk: Desk) -> None:
    li = desk.hire("li", Role.KEEPER)
    desk.post(place(), actor=li)
    desk.post(act(RevokeRole, login=li, role=Role.KEEPER))
    assert type(desk.refused(body(), actor=li)) is RoleMissing


def test_who_goes_on_with_somebody_elses_password_sets_their_own_first(desk: Desk) -> None:
    li = desk.hire("li", Role.KEEPER)
    desk.post(act(SetPassword, login=li, password_hash=HASH, must_change=True))
    error = desk.refused(place(), actor=li)
    assert type(error) is PasswordMustChange and error.facts == {"login": "li"}
    assert type(desk.program.permissions(li).may("stock.add_place")) is PasswordMustChange
    desk.post(act(SetPassword, login=li, password_hash=HASH), actor=li)
    desk.post(place(), actor=li)


def test_permissions_that_are_known_say_the_same_as_the_guard(desk: Desk) -> None:
    second_depot(desk)
    li = desk.hire("li", Role.KEEPER, depot=OTHER)
    known = desk.program.permissions(li)
    may = partial(known.may, "stock.issue")
    assert may() is None and may(OTHER) is None
    assert type(may(DEPOT)) is RoleElsewhere
    assert type(known.may("funds.appropriate")) is RoleMissing
    assert type(desk.program.permissions(Login("nobody")).may("stock.issue")) is PersonUnknown
    leave(desk, li)
    assert type(desk.program.permissions(li).may("stock.issue")) is PersonInactive


def test_whom_to_ask_is_named(desk: Desk) -> None:
    second_depot(desk)
    desk.hire("wang", Role.DEPOT_ADMIN, name="王库管", depot=OTHER)
    known = desk.program.permissions(desk.hire("li"))
    assert whom(known, OTHER) == "管理员或王库管"
    assert whom(known, DEPOT) == "管理员"


def whom(known: Permissions, depot: DepotCode) -> object:
    error = known.may("stock.issue", depot)
    assert error is not None
    return error.facts["whom"]


def test_what_is_for_every_depot_needs_the_role_for_every_depot(desk: Desk) -> None:
    second_depot(desk)
    wang = desk.hire("wang", Role.DEPOT_ADMIN, depot=OTHER)
    li = desk.hire("li")
    error = desk.refused(act(GrantRole, login=li, role=Role.KEEPER), actor=wang)
    assert type(error) is RoleElsewhere
    desk.post(act(GrantRole, login=li, role=Role.KEEPER, depot=OTHER), actor=wang)


def test_nobody_gives_themselves_a_role_once_somebody_holds_one(desk: Desk) -> None:
    li = desk.hire("li")
    assert type(desk.refused(act(GrantRole, login=li, role=Role.CITY_ADMIN), actor=li)) is RoleMissing
    assert type(desk.refused(act(AddPerson, login="wu", name="吴", site_id=SITE), actor=li)) is RoleMissing
