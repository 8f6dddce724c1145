"""``supplies user``, and the password of whoever acts."""

import json
import sys
from types import SimpleNamespace

import pytest

from supplies.accounts.actions import AddOrganisation
from supplies.cli import call
from supplies.cli.call import NEW_PASSWORD, PASSWORD
from supplies.journal import codec
from supplies.models.accounts import OrganisationKind, Role
from supplies.values import Login
from tests.cli.command import Command
from tests.rooms import DEPOT, Desk, act

SENTENCE, OTHER = "三更灯火五更鸡鸣", "正是男儿读书时 1"


@pytest.fixture
def with_password(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return the store, its administrator with a password that nobody has given yet."""
    desk.program.change_password(Login("admin"), "", SENTENCE)
    monkeypatch.delenv(PASSWORD, raising=False)
    return desk


def people(command: Command) -> dict[str, dict[str, object]]:
    """Return everybody as the list has them."""
    return {row["login"]: row for row in command.json("user", "list")}


def organisation() -> bytes:
    return codec.encode(act(AddOrganisation, code="GYS1", name="一号", kind=OrganisationKind.SUPPLIER))


def test_people_are_recorded_and_listed_with_their_roles(command: Command) -> None:
    assert command.json("user", "add", "Li", "--name", "李四") == {"login": "li"}
    granted = command.json("--actor", "admin", "user", "role", "grant", "li", "keeper", "--depot", DEPOT.lower())
    assert granted == {"login": "li", "role": "keeper", "depot": DEPOT}
    row = people(command)["li"]
    assert (row["name"], row["is_active"], row["has_password"]) == ("李四", True, False)
    assert row["roles"] == [{"role": "keeper", "depot": DEPOT, "reason": "", "seq": row["roles"][0]["seq"]}]  # type: ignore[index]
    told = command("user", "list")
    assert f"保管员({DEPOT})" in told.out and "argon2" not in told.out + json.dumps(people(command))


def test_roles_that_should_be_apart_want_a_reason(command: Command, desk: Desk) -> None:
    desk.hire("li", Role.KEEPER)
    error = command.failed("--actor", "admin", "user", "role", "grant", "li", "finance")
    assert error["code"] == "accounts.roles_apart" and "会计法" in error["message"]
    command.json("--actor", "admin", "user", "role", "grant", "li", "finance", "--exception", "仅两人")
    command.json("--actor", "admin", "user", "role", "revoke", "li", "keeper")
    assert [role["role"] for role in people(command)["li"]["roles"]] == ["finance"]  # type: ignore[attr-defined]


def test_a_role_that_there_is_not_is_wrong_usage(command: Command) -> None:
    assert command.failed("user", "role", "grant", "admin", "king", status=2)["code"] == "cli.wrong_usage"


def test_people_leave_and_come_back(command: Command, desk: Desk) -> None:
    desk.hire("li", Role.KEEPER)
    command.json("--actor", "admin", "user", "disable", "li", "--reason", "调离")
    assert people(command)["li"]["is_active"] is False
    refused = command.failed("--actor", "li", "depot", "add", "--code", "210302A", "--name", "铁东")
    assert refused["code"] == "accounts.person_inactive"
    command.json("--actor", "admin", "user", "enable", "li", "--reason", "返岗")
    assert people(command)["li"]["is_active"] is True
    last = command.failed("--actor", "admin", "user", "disable", "admin", "--reason", "调离")
    assert last["code"] == "accounts.last_administrator"


def test_who_lacks_the_role_is_told_which_and_whom_to_ask(command: Command, desk: Desk) -> None:
    desk.hire("li", Role.KEEPER)
    error = command.failed("--actor", "li", "depot", "add", "--code", "210302A", "--name", "铁东")
    assert error["code"] == "accounts.role_missing"
    assert "市级管理员" in error["message"] and "管理员" in error["hint"]


def test_what_somebody_did_is_listed(command: Command, desk: Desk) -> None:
    li = desk.hire("li", Role.KEEPER)
    desk.post(act(AddOrganisation, code="GYS1", name="一号", kind=OrganisationKind.SUPPLIER), actor=li)
    rows = command.json("journal", "list", "--by", "li")
    assert [(row["actor"], row["type"]) for row in rows] == [("li", "accounts.add_organisation")]
    assert command.json("journal", "list", "--by", "nobody") == []


# --- passwords -------------------------------------------------------------------------------------------------------


def test_a_password_of_ones_own_comes_from_the_environment(
    command: Command, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NEW_PASSWORD, SENTENCE)
    assert command.json("user", "passwd") == {"login": "admin"}
    monkeypatch.setenv(NEW_PASSWORD, OTHER)
    assert command.failed("user", "passwd")["code"] == "accounts.password_needed"
    monkeypatch.setenv(PASSWORD, SENTENCE)
    command.json("user", "passwd")
    assert desk.program.sign_in(Login("admin"), OTHER).has_password


def test_a_bad_new_password_or_none_is_refused(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NEW_PASSWORD, raising=False)
    assert command.failed("user", "passwd", status=2)["code"] == "request.bad_field"
    for bad, code in (("短", "accounts.password_length"), ("12345678", "accounts.password_guessable")):
        monkeypatch.setenv(NEW_PASSWORD, bad)
        assert command.failed("user", "passwd")["code"] == code


def test_whoever_has_a_password_posts_nothing_without_it(
    with_password: Desk, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = with_password.program.head
    error = command.failed("--actor", "admin", "post", stdin=organisation())
    assert error["code"] == "accounts.password_needed" and "SUPPLIES_PASSWORD" in error["hint"]
    assert with_password.program.head == before
    monkeypatch.setenv(PASSWORD, OTHER)
    assert command.failed("--actor", "admin", "post", stdin=organisation())["code"] == "accounts.sign_in_refused"
    monkeypatch.setenv(PASSWORD, SENTENCE)
    assert len(command.json("--actor", "admin", "post", stdin=organisation())) == 1


def test_who_only_reads_needs_no_password(with_password: Desk, command: Command) -> None:
    assert with_password.program.has_password(Login("admin"))
    assert command("user", "list").status == command("depot", "list").status == command("journal", "head").status == 0


def test_on_a_terminal_it_is_asked_for_and_not_shown(
    with_password: Desk, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def typed(prompt: str, _stream: object) -> str:
        asked.append(prompt)
        return SENTENCE

    monkeypatch.setattr(call, "getpass", typed)
    monkeypatch.setattr(call, "sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True), stderr=sys.stderr))
    command.json("--actor", "admin", "user", "add", "li", "--name", "李四")
    assert asked == ["“admin”的口令："]


def test_somebody_else_gets_a_password_for_one_time(command: Command, desk: Desk) -> None:
    li = desk.hire("li", Role.KEEPER)
    once = command.json("--actor", "admin", "user", "passwd", "li")["password"]
    assert desk.program.sign_in(li, once).must_change
    error = command.failed("--actor", "admin", "user", "passwd", "nobody")
    assert error["code"] == "record.unknown" or "nobody" in error["message"]


def test_who_has_such_a_password_sets_their_own_first(
    command: Command, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.hire("li", Role.KEEPER)
    monkeypatch.setenv(PASSWORD, command.json("--actor", "admin", "user", "passwd", "li")["password"])
    error = command.failed("--actor", "li", "post", stdin=organisation())
    assert error["code"] == "accounts.password_must_change" and "user passwd" in error["hint"]
    monkeypatch.setenv(NEW_PASSWORD, SENTENCE)
    command.json("--actor", "li", "user", "passwd")
    monkeypatch.setenv(PASSWORD, SENTENCE)
    command.json("--actor", "li", "post", stdin=organisation())
