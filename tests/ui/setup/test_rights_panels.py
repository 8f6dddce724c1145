"""The people page: roles, who acts, one-time passwords, and everything that somebody did; with real widgets."""

import re

import pytest
from PySide6.QtCore import Qt

from supplies.accounts.actions import AddOrganisation, GrantRole, OrganisationKind, RevokeRole
from supplies.accounts.queries import PersonStanding, people_standings
from supplies.models.accounts import Role
from supplies.ui.icons import Button
from supplies.ui.setup.setup_page import SetupPage
from supplies.values import Login
from tests.rooms import ADMIN, DEPOT, Desk, act
from tests.ui.desktop import Desktop, fill, on_sqlite

CONTROL = Qt.KeyboardModifier.ControlModifier
LI = Login("li")


@pytest.fixture
def li(desk: Desk) -> Login:
    return desk.hire("li", Role.KEEPER, name="李四")


def standing(desk: Desk, login: str = LI) -> PersonStanding:
    found: list[PersonStanding] = desk.read(people_standings)
    return next(row for row in found if row.login == login)


def show(desktop: Desktop, page: SetupPage, login: str = LI) -> None:
    """Open somebody's record from the list."""
    page.tabs.open("people")
    page.people.await_row(login)
    page.reload()
    desktop.settle()
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert page.record.isVisible() and page.record.row is not None and page.record.row.login == login


def submit(desktop: Desktop) -> None:
    desktop.press(Qt.Key.Key_Return, CONTROL)


def test_a_role_is_given_for_a_depot_and_seen_in_list_and_record(
    desktop: Desktop, page: SetupPage, desk: Desk, li: Login
) -> None:
    show(desktop, page)
    desktop.click("setup_person_actions_grant")
    panel = page.grant_panel
    panel.role.set_text(Role.DEPOT_ADMIN)
    panel.depot.set_text(DEPOT)
    submit(desktop)
    assert [(row.role, row.depot) for row in standing(desk).roles] == [(Role.KEEPER, ""), (Role.DEPOT_ADMIN, DEPOT)]
    assert "李四已任“库点管理员”" in page.message.words
    selected = page.people.selected()
    assert selected is not None and selected.login == li
    show(desktop, page)
    texts = [page.record.model.data(page.record.model.index(1, column)) for column in range(2)]
    assert texts == ["库点管理员", "市本级库"]


def test_roles_that_should_be_apart_are_refused_beside_the_reason_and_then_seen(
    desktop: Desktop, page: SetupPage, desk: Desk, li: Login
) -> None:
    show(desktop, page)
    desktop.click("setup_person_actions_grant")
    page.grant_panel.role.set_text(Role.FINANCE)
    submit(desktop)
    assert "会计法" in page.grant_panel.exception.shown_problem
    fill(page.grant_panel.form, exception="库点仅有两人")
    submit(desktop)
    assert standing(desk).apart
    show(desktop, page)
    assert "兼任不相容岗位：保管员 / 财务人员" in page.record._said.text()


def test_the_role_selected_is_taken_away(desktop: Desktop, page: SetupPage, desk: Desk, li: Login) -> None:
    show(desktop, page)
    button = desktop.find(Button, "setup_person_actions_revoke")
    assert not button.isEnabled() and "请先选中一个岗位" in button.toolTip()
    page.record.table.selectRow(0)
    desktop.click("setup_person_actions_revoke")
    submit(desktop)
    assert standing(desk).roles == ()
    assert "李四不再担任“保管员”" in page.message.words


def test_somebody_acts_no_more_with_a_reason_and_then_again(
    desktop: Desktop, page: SetupPage, desk: Desk, li: Login
) -> None:
    for is_active in (False, True):
        show(desktop, page)
        desktop.click("setup_person_actions_state")
        submit(desktop)
        assert "尚未填写" in page.state_panel.reason.shown_problem
        fill(page.state_panel.form, reason="调整")
        submit(desktop)
        assert standing(desk).is_active is is_active


@on_sqlite
def test_the_last_administrator_is_kept_and_this_is_said(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    show(desktop, page, ADMIN)
    desktop.click("setup_person_actions_state")
    fill(page.state_panel.form, reason="调离")
    submit(desktop)
    assert "最后一名在用的市级管理员" in page.state_panel.form.message.words
    assert standing(desk, ADMIN).is_active


def test_a_one_time_password_is_shown_once_and_must_be_changed(
    desktop: Desktop, page: SetupPage, desk: Desk, li: Login
) -> None:
    show(desktop, page)
    desktop.click("setup_person_actions_reset")
    desktop.settle()
    submit(desktop)
    found = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", page.message.words)
    assert found is not None, page.message.words
    assert desk.program.sign_in(li, found.group()).must_change
    show(desktop, page)
    assert ("口令", "一次性口令，待本人更改") in page.record.facts.facts


@on_sqlite
def test_everything_that_somebody_did_is_found_from_the_person(
    desktop: Desktop, page: SetupPage, desk: Desk, li: Login
) -> None:
    desk.post(act(AddOrganisation, code="GYS1", name="一号", kind=OrganisationKind.SUPPLIER), actor=li)
    asked: list[tuple[str, str]] = []
    page.asked_for.disconnect()
    page.asked_for.connect(lambda name, key: asked.append((name, key)))
    show(desktop, page)
    desktop.click("setup_person_actions_journal")
    assert asked == [("journal", "li")]


@on_sqlite
def test_an_organisation_is_closed_and_offered_no_more(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    desk.post(act(AddOrganisation, code="GYS1", name="一号公司", kind=OrganisationKind.SUPPLIER))
    page.tabs.open("organisations")
    page.organisations.await_row("GYS1")
    page.reload()
    desktop.settle()
    desktop.click("setup_organisations_actions_close")
    fill(page.close_organisation_panel.form, reason="已注销")
    submit(desktop)
    assert "“一号公司”已停用" in page.message.words


# --- what a person may not do ----------------------------------------------------------------------------------------


@on_sqlite
@pytest.mark.parametrize("button", ["setup_import", "setup_depots_actions_add", "setup_places_actions_add"])
def test_a_button_that_is_not_for_this_person_says_why_until_the_role_is_given(
    desktop: Desktop, page: SetupPage, desk: Desk, button: str
) -> None:
    found = desktop.find(Button, button)
    assert found.isEnabled()
    for role in (Role.KEEPER, Role.DEPOT_ADMIN):
        desk.post(act(RevokeRole, login=ADMIN, role=role))
    chief = desk.hire("chief", Role.CITY_ADMIN)
    desk.post(act(RevokeRole, login=ADMIN, role=Role.CITY_ADMIN), actor=chief)
    desktop.session._poll()
    desktop.settle()
    assert not found.isEnabled()
    for words in (found.toolTip(), found.accessibleDescription()):
        assert "市级管理员" in words and "chief" in words
    desk.post(act(GrantRole, login=ADMIN, role=Role.CITY_ADMIN), actor=chief)
    desktop.session._poll()
    desktop.settle()
    assert found.isEnabled() and "chief" not in found.toolTip() and found.accessibleDescription() == ""
