"""Giving roles and taking them away: what is kept apart, how far a hand reaches, and the last administrator."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.accounts.actions import (
    DeactivatePerson,
    GrantRole,
    ReactivatePerson,
    RevokeRole,
    RolePair,
    SetPassword,
    SetRoleConflicts,
)
from supplies.accounts.defaults import ROLES_APART
from supplies.accounts.queries import PersonStanding, people_standings, role_conflicts
from supplies.errors import (
    AlreadyThere,
    BadField,
    LastAdministrator,
    OutOfReach,
    PersonInactive,
    RoleElsewhere,
    RoleHeld,
    RoleMissing,
    RoleNotHeld,
    RolesApart,
    SuppliesError,
    UnknownRecord,
)
from supplies.models.accounts import Role
from supplies.stock.actions import AddDepot
from supplies.values import DepotCode, Login
from tests.accounts.people import HASH, leave
from tests.rooms import ADMIN, DEPOT, Desk, act, many

OTHER = DepotCode("210302A")
PAIRS = [pytest.param(pair, id=f"{pair.role} and {pair.other}") for pair in ROLES_APART]


def standing(desk: Desk, login: str) -> PersonStanding:
    found: list[PersonStanding] = desk.read(people_standings)
    return next(row for row in found if row.login == login)


def open_other(desk: Desk) -> None:
    desk.post(act(AddDepot, code=OTHER, name="铁东区库"))


def grant(login: str, role: Role, **fields: str) -> GrantRole:
    return act(GrantRole, login=login, role=role, **fields)


def test_a_new_store_knows_which_roles_are_kept_apart_and_why(desk: Desk) -> None:
    known = {frozenset({row.role, row.other}): row.source for row in desk.read(role_conflicts)}
    assert known == {frozenset({pair.role, pair.other}): pair.source for pair in ROLES_APART}
    assert "会计法" in known[frozenset({Role.KEEPER, Role.FINANCE})]


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("program", ["sqlite"], indirect=True)
def test_roles_that_should_be_apart_are_not_given_to_one_person(desk: Desk, pair: RolePair) -> None:
    for number, (first, second) in enumerate(((pair.role, pair.other), (pair.other, pair.role))):
        li = desk.hire(f"li{number}", first)
        error = desk.refused(grant(li, second))
        assert type(error) is RolesApart and error.facts["source"] == pair.source


def test_an_exception_is_given_with_its_reason_and_stays_in_sight(desk: Desk) -> None:
    li = desk.hire("li", Role.KEEPER)
    assert type(desk.refused(grant(li, Role.FINANCE, exception="  "))) is RolesApart
    desk.post(grant(li, Role.FINANCE, exception="库点只有两人"))
    row = standing(desk, li)
    assert [role.reason for role in row.roles if role.role is Role.FINANCE] == ["库点只有两人"]
    assert [(pair.role, pair.other) for pair in row.apart] == [(Role.KEEPER, Role.FINANCE)]
    desk.post(act(RevokeRole, login=li, role=Role.KEEPER))
    assert standing(desk, li).apart == ()


def test_the_first_person_is_seen_to_hold_roles_that_should_be_apart(desk: Desk) -> None:
    row = standing(desk, ADMIN)
    assert len(row.apart) == len(ROLES_APART)
    assert all("暂时兼任" in role.reason or role.reason for role in row.roles)


def test_roles_for_different_depots_do_not_touch_each_other(desk: Desk) -> None:
    open_other(desk)
    li = desk.hire("li", Role.KEEPER, depot=DEPOT)
    desk.post(grant(li, Role.REVIEWER, depot=OTHER))
    assert standing(desk, li).apart == ()
    error = desk.refused(grant(li, Role.SECTION_HEAD))
    assert type(error) is RolesApart, "every depot is that depot too"


def test_what_is_kept_apart_is_said_by_the_bureau(desk: Desk) -> None:
    li = desk.hire("li", Role.KEEPER)
    pairs = (RolePair(Role.KEEPER, Role.DEPOT_ADMIN, "本局内控制度第三条"),)
    desk.post(act(SetRoleConflicts, pairs=pairs))
    desk.post(grant(li, Role.FINANCE))
    error = desk.refused(grant(li, Role.DEPOT_ADMIN))
    assert type(error) is RolesApart and error.facts["source"] == "本局内控制度第三条"
    desk.post(act(SetRoleConflicts, pairs=()))
    desk.post(grant(li, Role.DEPOT_ADMIN))


@pytest.mark.parametrize(
    "pairs",
    [
        (RolePair(Role.KEEPER, Role.KEEPER, "无"),),
        (RolePair(Role.KEEPER, Role.BUYER, "一"), RolePair(Role.BUYER, Role.KEEPER, "二")),
    ],
    ids=["itself", "twice"],
)
def test_a_list_that_says_nothing_sensible_is_refused(desk: Desk, pairs: tuple[RolePair, ...]) -> None:
    assert type(desk.refused(act(SetRoleConflicts, pairs=pairs))) is BadField


def test_a_role_is_given_once(desk: Desk) -> None:
    li = desk.hire("li", Role.KEEPER)
    for depot in ("", DEPOT):
        error = desk.refused(grant(li, Role.KEEPER, depot=depot))
        assert type(error) is RoleHeld and error.facts["login"] == "li"


def test_a_role_for_one_depot_may_be_widened_to_every_depot(desk: Desk) -> None:
    li = desk.hire("li", Role.KEEPER, depot=DEPOT)
    desk.post(grant(li, Role.KEEPER))
    assert [role.depot for role in standing(desk, li).roles] == ["", DEPOT]


@pytest.mark.parametrize("role", [Role.CITY_ADMIN, Role.FINANCE, Role.BUYER])
def test_what_belongs_to_no_depot_is_given_for_every_depot_only(desk: Desk, role: Role) -> None:
    li = desk.hire("li")
    assert type(desk.refused(grant(li, role, depot=DEPOT))) is BadField


def test_a_role_is_given_to_people_and_for_depots_that_are_recorded(desk: Desk) -> None:
    li = desk.hire("li")
    assert type(desk.refused(grant("nobody", Role.KEEPER))) is UnknownRecord
    assert type(desk.refused(grant(li, Role.KEEPER, depot="999999"))) is UnknownRecord
    leave(desk, li)
    assert type(desk.refused(grant(li, Role.KEEPER))) is PersonInactive


def test_a_role_is_taken_away_as_it_was_given(desk: Desk) -> None:
    li = desk.hire("li", Role.KEEPER, depot=DEPOT)
    for wrong in ({"role": Role.KEEPER}, {"role": Role.REVIEWER, "depot": DEPOT}):
        assert type(desk.refused(act(RevokeRole, login=li, **wrong))) is RoleNotHeld
    assert type(desk.refused(act(RevokeRole, login="nobody", role=Role.KEEPER))) is UnknownRecord
    desk.post(act(RevokeRole, login=li, role=Role.KEEPER, depot=DEPOT))
    assert standing(desk, li).roles == ()


# --- how far a hand reaches ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Depots:
    """An administrator of one depot, a keeper of theirs, and one who works in both."""

    admin: Login
    own: Login
    both: Login


@pytest.fixture
def depots(desk: Desk) -> Depots:
    open_other(desk)
    both = desk.hire("both", Role.KEEPER, depot=DEPOT)
    desk.post(grant(both, Role.KEEPER, depot=OTHER))
    return Depots(desk.hire("chief", Role.DEPOT_ADMIN, depot=OTHER), desk.hire("own", Role.KEEPER, depot=OTHER), both)


def test_an_administrator_of_a_depot_deals_with_its_own_people(desk: Desk, depots: Depots) -> None:
    desk.post(grant(depots.own, Role.DEPOT_ADMIN, depot=OTHER), actor=depots.admin)
    desk.post(act(RevokeRole, login=depots.own, role=Role.KEEPER, depot=OTHER), actor=depots.admin)
    desk.post(act(SetPassword, login=depots.own, password_hash=HASH, must_change=True), actor=depots.admin)
    desk.post(act(DeactivatePerson, login=depots.own, reason="调离"), actor=depots.admin)
    desk.post(act(ReactivatePerson, login=depots.own, reason="返岗"), actor=depots.admin)


@pytest.mark.parametrize("whom", ["both", "admin"])
def test_an_administrator_of_a_depot_does_not_reach_people_of_others(desk: Desk, depots: Depots, whom: str) -> None:
    for action in (
        act(DeactivatePerson, login=whom, reason="调离"),
        act(SetPassword, login=whom, password_hash=HASH, must_change=True),
    ):
        error = desk.refused(action, actor=depots.admin)
        assert type(error) is OutOfReach and error.facts == {"login": whom, "whom": "管理员"}
    leave(desk, depots.both)
    error = desk.refused(act(ReactivatePerson, login=depots.both, reason="返岗"), actor=depots.admin)
    assert type(error) is OutOfReach
    error = desk.refused(act(RevokeRole, login=depots.both, role=Role.KEEPER, depot=OTHER), actor=depots.admin)
    assert type(error) is OutOfReach


def test_an_administrator_of_a_depot_gives_nothing_beyond_it(desk: Desk, depots: Depots) -> None:
    for action in (grant(depots.own, Role.REVIEWER), grant(depots.own, Role.REVIEWER, depot=DEPOT)):
        assert type(desk.refused(action, actor=depots.admin)) is RoleElsewhere
    assert type(desk.refused(grant(depots.own, Role.CITY_ADMIN), actor=depots.admin)) is RoleElsewhere


def test_only_a_city_administrator_names_another(desk: Desk) -> None:
    chief, li = desk.hire("chief", Role.DEPOT_ADMIN), desk.hire("li")
    assert type(desk.refused(grant(li, Role.CITY_ADMIN), actor=chief)) is RoleMissing
    assert type(desk.refused(grant(chief, Role.CITY_ADMIN), actor=chief)) is RoleMissing
    desk.post(grant(chief, Role.CITY_ADMIN))
    desk.post(grant(li, Role.CITY_ADMIN), actor=chief)


# --- who acts, and the last administrator ----------------------------------------------------------------------------


def test_who_acts_no_more_keeps_the_roles_for_a_return(desk: Desk) -> None:
    li = desk.hire("li", Role.KEEPER)
    leave(desk, li)
    row = standing(desk, li)
    assert not row.is_active and [role.role for role in row.roles] == [Role.KEEPER]
    assert type(desk.refused(act(DeactivatePerson, login=li, reason="再次"))) is PersonInactive
    desk.post(act(ReactivatePerson, login=li, reason="返岗"))
    assert standing(desk, li).is_active
    assert type(desk.refused(act(ReactivatePerson, login=li, reason="再次"))) is AlreadyThere


def test_the_last_city_administrator_stays(desk: Desk) -> None:
    li = desk.hire("li", Role.CITY_ADMIN)
    leave(desk, li)
    strip = act(RevokeRole, login=ADMIN, role=Role.CITY_ADMIN)
    for action in (strip, act(DeactivatePerson, login=ADMIN, reason="调离")):
        error = desk.refused(action)
        assert type(error) is LastAdministrator and error.facts == {"login": "admin"}
    desk.post(act(ReactivatePerson, login=li, reason="返岗"))
    desk.post(strip)
    assert type(desk.refused(act(DeactivatePerson, login=li, reason="调离"), actor=li)) is LastAdministrator


PEOPLE = ("admin", "li", "wang")
STEPS = st.lists(
    st.tuples(
        st.sampled_from((GrantRole, RevokeRole, DeactivatePerson, ReactivatePerson)),
        st.sampled_from(PEOPLE),
        st.sampled_from(PEOPLE),
        st.sampled_from((Role.CITY_ADMIN, Role.CITY_ADMIN, Role.DEPOT_ADMIN)),
    ),
    max_size=25,
)


@many(max_examples=30, deadline=None)
@given(steps=STEPS)
def test_whatever_is_done_somebody_can_still_give_rights(desk: Desk, steps: list[tuple[type, str, str, Role]]) -> None:
    known = {row.login for row in desk.read(people_standings)}
    for login in set(PEOPLE) - known:
        desk.hire(login)
    for kind, actor, login, role in steps:
        values = {"role": role} if kind in (GrantRole, RevokeRole) else {"reason": "调整"}
        try:
            desk.post(act(kind, login=login, **values), actor=Login(actor))
        except SuppliesError:
            continue
        assert administrators(desk), (kind, actor, login, role)


def administrators(desk: Desk) -> list[str]:
    """Return the city administrators who act."""
    rows: list[PersonStanding] = desk.read(people_standings)
    return [row.login for row in rows if row.is_active and any(each.role is Role.CITY_ADMIN for each in row.roles)]
