"""People and organisations by forms, and the credit code checked beside its field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from supplies.accounts.actions import AddOrganisation, OpenSite, OrganisationKind
from supplies.accounts.queries import OrganisationRow, PersonRow, organisations, people
from supplies.models.accounts import Level
from supplies.ui.setup.setup_page import SetupPage
from tests.rooms import SITE, Desk, act
from tests.ui.desktop import Desktop, fill, on_sqlite

CONTROL = Qt.KeyboardModifier.ControlModifier
CREDIT = "91350100M000100Y43"


def everybody(desk: Desk) -> dict[str, PersonRow]:
    found: list[PersonRow] = desk.read(people)
    return {row.login: row for row in found}


def bodies(desk: Desk) -> list[OrganisationRow]:
    found: list[OrganisationRow] = desk.read(organisations)
    return found


def begin(desktop: Desktop, page: SetupPage, tab: str) -> None:
    """Open a list and its form."""
    page.reload()
    page.tabs.open(tab)
    desktop.settle()
    desktop.press(Qt.Key.Key_N, CONTROL)


def submit(desktop: Desktop) -> None:
    desktop.press(Qt.Key.Key_Return, CONTROL)


def test_a_person_is_recorded_at_the_site_of_whoever_records_them(
    desktop: Desktop, page: SetupPage, desk: Desk
) -> None:
    desk.post(act(OpenSite, code="210100A", name="沈阳", level=Level.CITY))
    begin(desktop, page, "people")
    panel = page.person_panel
    assert panel.site.value() == SITE
    fill(panel.form, login="ZhangSan", name="张三")
    submit(desktop)
    row = everybody(desk)["zhangsan"]
    assert (row.name, row.site_id, row.is_active) == ("张三", SITE, True)
    selected = page.people.selected()
    assert selected is not None and selected.login == "zhangsan"
    assert "张三" in page.message.words


@on_sqlite
@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"login": "admin"}, "login", "已存在"),
        ({"login": "张三"}, "login", "小写字母"),
        ({"login": ""}, "login", "尚未填写"),
        ({"name": ""}, "name", "尚未填写"),
    ],
)
def test_a_refusal_of_a_person_stands_beside_its_field(
    desktop: Desktop, page: SetupPage, desk: Desk, wrong: dict[str, str], field: str, words: str
) -> None:
    begin(desktop, page, "people")
    fill(page.person_panel.form, **{"login": "zhangsan", "name": "张三"} | wrong)
    submit(desktop)
    assert words in page.person_panel.form.field(field).shown_problem
    assert list(everybody(desk)) == ["admin"]


def test_an_organisation_is_recorded_with_all_that_is_known(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    begin(desktop, page, "organisations")
    panel = page.organisation_panel
    fill(panel.form, code="gys01", name="鞍山某物资公司", credit_code=CREDIT.lower())
    assert panel.credit_code.note == "校验位正确。"
    panel.kind.edit.setFocus()
    desktop.press(Qt.Key.Key_Down)
    desktop.press(Qt.Key.Key_Down)
    panel.level.edit.setFocus()
    desktop.press(Qt.Key.Key_Down)
    submit(desktop)
    (row,) = bodies(desk)
    assert (row.code, row.name, row.credit_code) == ("GYS01", "鞍山某物资公司", CREDIT)
    assert (row.kind, row.level, row.pinyin) == (OrganisationKind.SUPPLIER, Level.CENTRAL, "asmwzgs")
    selected = page.organisations.selected()
    assert selected is not None and selected.code == "GYS01"


@on_sqlite
def test_level_and_credit_code_may_be_unknown(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    begin(desktop, page, "organisations")
    fill(page.organisation_panel.form, code="JZ01", name="某基金会")
    submit(desktop)
    (row,) = bodies(desk)
    assert (row.level, row.credit_code) == (None, None)


@on_sqlite
@pytest.mark.parametrize(
    ("code", "words"),
    [("91350100M000100Y44", "校验位不符"), ("91350100M000100Y4Z", "不含 I、O、S、V、Z"), ("91350100", "18 位")],
)
def test_a_credit_code_that_cannot_be_right_is_refused_beside_the_field(
    desktop: Desktop, page: SetupPage, desk: Desk, code: str, words: str
) -> None:
    begin(desktop, page, "organisations")
    panel = page.organisation_panel
    fill(panel.form, code="GYS01", name="鞍山某公司", credit_code=code)
    is_whole = len(code) == 18
    assert (words in panel.credit_code.shown_problem) == is_whole
    submit(desktop)
    assert words in panel.credit_code.shown_problem
    assert bodies(desk) == []
    QTest.keyClick(panel.credit_code.edit, Qt.Key.Key_Backspace)
    assert panel.credit_code.shown_problem == ""


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"code": "GYS01"}, "code"), ({"name": "鞍山某公司"}, "name"), ({"credit_code": CREDIT}, "credit_code")],
)
def test_what_another_organisation_has_already_is_refused_beside_its_field(
    desktop: Desktop, page: SetupPage, desk: Desk, wrong: dict[str, str], field: str
) -> None:
    supplier = OrganisationKind.SUPPLIER
    desk.post(act(AddOrganisation, code="GYS01", name="鞍山某公司", kind=supplier, credit_code=CREDIT))
    begin(desktop, page, "organisations")
    fill(page.organisation_panel.form, **{"code": "GYS02", "name": "另一公司"} | wrong)
    submit(desktop)
    problems = {
        name: page.organisation_panel.form.field(name).shown_problem for name in ("code", "name", "credit_code")
    }
    assert "已存在" in problems.pop(field)
    assert not any(problems.values())
    assert len(bodies(desk)) == 1
