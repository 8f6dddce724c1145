"""Who may act, and what may be recorded of sites, people and organisations."""

import pytest

from supplies.accounts.actions import AddOrganisation, AddPerson, CloseOrganisation, DeactivatePerson, OpenSite
from supplies.accounts.queries import OrganisationRow, PersonRow, SiteRow, organisations, people, sites
from supplies.errors import (
    AlreadyThere,
    BadField,
    BadRequest,
    OrganisationClosed,
    PersonInactive,
    PersonUnknown,
    UnknownRecord,
)
from supplies.models.accounts import Level, OrganisationKind, Role
from supplies.models.stock import Origin
from supplies.stock.actions import AddDepot, Receive
from supplies.values import Login, OrganisationCode, SiteId
from tests.rooms import ADMIN, DEPOT, QUILT, SITE, Desk, act, goods

CREDIT = "91350100M000100Y43"
KEEPER = OrganisationKind.KEEPER


def body(code: str = "AS01", name: str = "市救灾物资储备中心", **fields: object) -> AddOrganisation:
    return act(AddOrganisation, code=code, name=name, kind=KEEPER, **fields)


def test_a_new_store_has_its_site_and_its_first_person(desk: Desk) -> None:
    assert desk.read(sites) == [SiteRow(SITE, "鞍山市应急管理局", Level.CITY)]
    assert desk.read(people) == [PersonRow(ADMIN, "管理员", SITE, is_active=True)]
    assert desk.read(organisations) == []


def test_sites_people_and_organisations_are_listed_by_code(desk: Desk) -> None:
    desk.post(
        act(OpenSite, code="210381A", name="海城市", level=Level.COUNTY),
        act(AddPerson, login="zhang", name="张三", site_id=SiteId("210381A")),
        act(AddPerson, login="li", name="李四", site_id=SITE),
        body("B2", "乙公司", credit_code=CREDIT, level=Level.CITY, pinyin="ygs"),
        body("A1", "甲公司"),
    )
    assert [row.site_id for row in desk.read(sites)] == [SITE, "210381A"]
    assert [row.login for row in desk.read(people)] == ["admin", "li", "zhang"]
    assert desk.read(organisations) == [
        OrganisationRow(OrganisationCode("A1"), "甲公司", KEEPER, None, ""),
        OrganisationRow(OrganisationCode("B2"), "乙公司", KEEPER, Level.CITY, "ygs", CREDIT),
    ]


def test_whoever_is_not_recorded_does_not_act(desk: Desk) -> None:
    error = desk.refused(body(), actor=Login("nobody"))
    assert type(error) is PersonUnknown and error.facts == {"login": "nobody"}


def test_nobody_records_themselves_once_the_store_is_set_up(desk: Desk) -> None:
    error = desk.refused(act(AddPerson, login="nobody", name="某人", site_id=SITE), actor=Login("nobody"))
    assert type(error) is PersonUnknown


def test_whoever_was_recorded_and_has_a_role_acts_from_then_on(desk: Desk) -> None:
    posted = desk.post(body(), actor=desk.hire("li", Role.KEEPER))
    assert posted[0].entry.actor == "li"


def test_whoever_no_longer_acts_is_refused(desk: Desk) -> None:
    desk.hire("li", Role.KEEPER)
    desk.post(act(DeactivatePerson, login="li", reason="调离"))
    error = desk.refused(body(), actor=Login("li"))
    assert type(error) is PersonInactive and error.facts == {"login": "li"}


def test_a_site_is_opened_once(desk: Desk) -> None:
    error = desk.refused(act(OpenSite, code=SITE, name="另一个", level=Level.CITY))
    assert type(error) is AlreadyThere and error.facts["key"] == SITE


def test_a_login_is_given_once(desk: Desk) -> None:
    error = desk.refused(act(AddPerson, login="admin", name="另一个", site_id=SITE))
    assert type(error) is AlreadyThere and error.facts["key"] == "admin"


def test_a_person_belongs_to_a_recorded_site(desk: Desk) -> None:
    error = desk.refused(act(AddPerson, login="li", name="李四", site_id=SiteId("999999")))
    assert type(error) is UnknownRecord and error.facts["key"] == "999999"


@pytest.mark.parametrize(
    "again",
    [
        {"code": "AS01", "name": "另一个"},
        {"code": "AS02", "name": "市救灾物资储备中心"},
        {"code": "AS02", "name": "另一个", "credit_code": CREDIT},
    ],
    ids=["code", "name", "credit code"],
)
def test_the_code_name_and_credit_code_of_an_organisation_are_given_once(desk: Desk, again: dict[str, str]) -> None:
    desk.post(body(credit_code=CREDIT))
    error = desk.refused(body(**again))
    assert type(error) is AlreadyThere and error.facts["key"] == f"{again['code']} {again['name']}"


def test_two_organisations_may_both_have_no_known_credit_code(desk: Desk) -> None:
    desk.post(body("A1", "甲"), body("A2", "乙"))
    assert len(desk.read(organisations)) == 2


def test_a_credit_code_with_a_wrong_check_character_is_refused(desk: Desk) -> None:
    error = desk.refused(body(credit_code=CREDIT[:-1] + "4"))
    assert type(error) is BadField and error.exit_status == 2


def test_actions_posted_together_are_all_posted_or_none(desk: Desk) -> None:
    error = desk.refused(
        act(AddPerson, login="li", name="李四", site_id=SITE),
        act(AddDepot, code="210381A", name="海城市库"),
        act(AddPerson, login="li", name="又一个", site_id=SITE),
    )
    assert type(error) is AlreadyThere


def test_only_a_city_or_a_county_opens_a_site(desk: Desk) -> None:
    for level in (Level.CENTRAL, Level.PROVINCE, Level.DONATION):
        assert type(desk.refused(act(OpenSite, code="210000", name="省厅", level=level))) is BadField


def test_what_a_replay_could_not_read_is_not_posted(desk: Desk) -> None:
    """An action built in the program has the same form as one read from JSON, or the store no longer verifies."""
    for action in (
        act(AddPerson, login="Li Si", name="李四", site_id=SITE),
        act(AddPerson, login="li", name="", site_id=SITE),
        act(AddPerson, login="li", name="长" * 101, site_id=SITE),
        act(OpenSite, code="21-03", name="海城市", level=Level.COUNTY),
        body("as01"),
        body(name=" 甲 "),
    ):
        assert type(desk.refused(action)) is BadRequest


def test_an_organisation_that_is_closed_is_marked_and_stays_known(desk: Desk) -> None:
    desk.post(body())
    desk.post(act(CloseOrganisation, code="AS01", reason="已注销"))
    assert [(row.code, row.is_active) for row in desk.read(organisations)] == [("AS01", False)]


def test_an_organisation_is_closed_once_and_only_where_it_is_there(desk: Desk) -> None:
    desk.post(body())
    close = act(CloseOrganisation, code="AS01", reason="已注销")
    desk.post(close)
    error = desk.refused(act(CloseOrganisation, code="AS01", reason="再次"))
    assert type(error) is OrganisationClosed and error.facts["name"] == "市救灾物资储备中心"
    assert type(desk.refused(act(CloseOrganisation, code="AS09", reason="没有"))) is UnknownRecord


def test_nothing_comes_from_an_organisation_that_is_closed(desk: Desk) -> None:
    desk.post(body())
    desk.post(act(CloseOrganisation, code="AS01", reason="已注销"))
    receipt = act(Receive, depot=DEPOT, origin=Origin.PURCHASE, supplier="AS01", lines=(goods(QUILT, 1),))
    assert type(desk.refused(receipt)) is UnknownRecord
