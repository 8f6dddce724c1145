"""Signing in: passwords, the lock-out at its edges, and what of it stands in the journal."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher

from supplies.accounts import passwords
from supplies.accounts.actions import SetPassword, SetSignInPolicy, SignIn
from supplies.accounts.queries import PersonStanding, people_standings
from supplies.errors import (
    BadField,
    OutOfReach,
    PasswordGuessable,
    PasswordLength,
    PasswordMustChange,
    PasswordNeeded,
    PersonLocked,
    RoleMissing,
    SignInRefused,
    UnknownRecord,
)
from supplies.journal.queries import newest_entries
from supplies.models.accounts import Role
from supplies.program import Program, SignedIn
from supplies.values import Login
from tests.accounts.people import HASH, PASSWORD, leave
from tests.rooms import ADMIN, NOW, SITE, Desk, act, assert_speaks

WRONG = "五更鸡叫三更天"
LI = Login("li")


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def gate(program: Program, watch: Watch) -> Iterator[Program]:
    """Return the store under a clock that a test sets; the keeper li has a password."""
    with closing(Program.open(program.database.name, watch)) as opened:
        Desk(opened).hire(LI, Role.KEEPER)
        opened.change_password(LI, "", PASSWORD)
        yield opened


def row_of(program: Program, login: str = LI) -> PersonStanding:
    return next(row for row in program.read(people_standings) if row.login == login)


def attempts(program: Program) -> list[tuple[Login, str]]:
    """Return who tried to sign in, oldest first, and what became of it."""
    rows = program.read(lambda c: newest_entries(c, SITE, action_type="accounts.sign_in"))
    return [(row.actor, "accepted" if b'"is_accepted":true' in (row.payload or b"") else "refused") for row in rows][
        ::-1
    ]


def refused(program: Program, password: str, login: str = LI) -> Any:
    with pytest.raises(Exception) as caught:
        program.sign_in(Login(login), password)
    assert_speaks(caught.value)  # type: ignore[arg-type]
    return caught.value


def fail(program: Program, times: int) -> None:
    for _time in range(times):
        assert type(refused(program, WRONG)) is SignInRefused


def test_who_has_the_password_goes_on_and_the_journal_says_when(gate: Program, watch: Watch) -> None:
    watch.pass_by(hours=1)
    assert gate.sign_in(LI, PASSWORD) == SignedIn(LI, has_password=True, must_change=False)
    assert attempts(gate) == [("li", "accepted")]
    assert row_of(gate).signed_in_at == watch.now


def test_a_wrong_password_is_refused_and_counted(gate: Program, watch: Watch) -> None:
    error = refused(gate, WRONG)
    assert type(error) is SignInRefused and error.facts == {"attempts": 5, "minutes": 15}
    assert attempts(gate) == [("li", "refused")]
    row = row_of(gate)
    assert (row.failed_count, row.failed_at, row.signed_in_at) == (1, watch.now, None)


def test_a_login_that_nobody_has_is_refused_in_the_same_words_after_the_same_work(
    gate: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    fits = passwords.fits

    def counting(password_hash: str | None, password: str) -> bool:
        looked.append(password)
        return fits(password_hash, password)

    monkeypatch.setattr(passwords, "fits", counting)
    leave(Desk(gate), Desk(gate).hire("wang"))
    before = gate.head
    said = {str(refused(gate, WRONG, login)) for login in ("nobody", "wang")}
    assert gate.head == before, "nobody's attempts are nobody's entries"
    assert said | {str(refused(gate, WRONG))} == said
    assert looked == [WRONG] * 3


def test_who_has_no_password_goes_on_without_one_and_leaves_no_entry(gate: Program) -> None:
    before = gate.head
    assert gate.sign_in(ADMIN, "") == SignedIn(ADMIN, has_password=False, must_change=False)
    assert gate.head == before


def test_who_has_a_password_does_not_go_on_without_it(gate: Program) -> None:
    error = refused(gate, "")
    assert type(error) is PasswordNeeded and error.facts == {"login": "li"}
    assert attempts(gate) == []


# --- the lock-out ----------------------------------------------------------------------------------------------------


def test_four_wrong_passwords_do_not_lock_and_the_right_one_forgives_them(gate: Program) -> None:
    fail(gate, 4)
    gate.sign_in(LI, PASSWORD)
    assert row_of(gate).failed_count == 0
    fail(gate, 4)
    gate.sign_in(LI, PASSWORD)


def test_after_five_in_a_row_even_the_right_one_waits_fifteen_minutes(gate: Program, watch: Watch) -> None:
    fail(gate, 5)
    until = (watch.now + timedelta(minutes=15)).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    before = gate.head
    for password in (PASSWORD, WRONG):
        error = refused(gate, password)
        assert type(error) is PersonLocked and error.facts == {"login": "li", "until": until}
    watch.pass_by(minutes=15, milliseconds=-1)
    assert type(refused(gate, PASSWORD)) is PersonLocked
    assert gate.head == before, "an attempt while locked is not counted"
    watch.pass_by(milliseconds=1)
    gate.sign_in(LI, PASSWORD)


def test_once_it_has_waited_it_is_counted_anew(gate: Program, watch: Watch) -> None:
    fail(gate, 5)
    watch.pass_by(minutes=15)
    fail(gate, 4)
    gate.sign_in(LI, PASSWORD)


def test_the_lock_holds_for_the_journal_too(gate: Program) -> None:
    fail(gate, 5)
    error = Desk(gate).refused(act(SignIn, is_accepted=True), actor=LI)
    assert type(error) is PersonLocked


def test_one_persons_lock_is_not_anothers(gate: Program) -> None:
    wang = Desk(gate).hire("wang")
    gate.change_password(wang, "", PASSWORD)
    fail(gate, 5)
    gate.sign_in(wang, PASSWORD)


def test_a_password_that_an_administrator_sets_opens_the_lock(gate: Program) -> None:
    fail(gate, 5)
    once = passwords.one_time()
    gate.post([act(SetPassword, login=LI, password_hash=passwords.make_hash(once), must_change=True)], ADMIN)
    assert gate.sign_in(LI, once) == SignedIn(LI, has_password=True, must_change=True)


def test_how_many_and_how_long_is_data(gate: Program, watch: Watch) -> None:
    gate.post([act(SetSignInPolicy, attempts=3, lock_minutes=60)], ADMIN)
    fail(gate, 2)
    error = refused(gate, WRONG)
    assert error.facts == {"attempts": 3, "minutes": 60}
    watch.pass_by(minutes=59)
    assert type(refused(gate, PASSWORD)) is PersonLocked
    watch.pass_by(minutes=1)
    gate.sign_in(LI, PASSWORD)
    assert type(Desk(gate).refused(act(SetSignInPolicy, attempts=3, lock_minutes=60), actor=LI)) is RoleMissing


# --- setting passwords -----------------------------------------------------------------------------------------------


def test_only_the_hash_is_kept(gate: Program) -> None:
    (entry,) = gate.read(lambda c: newest_entries(c, SITE, action_type="accounts.set_password"))
    payload = (entry.payload or b"").decode()
    assert "$argon2id$v=19$m=65536,t=3,p=4$" in payload and PASSWORD not in payload


def test_ones_own_password_is_changed_with_the_present_one(gate: Program) -> None:
    for wrong, kind in ((WRONG, SignInRefused), ("", PasswordNeeded)):
        with pytest.raises(kind):
            gate.change_password(LI, wrong, "一个新的好口令 1")
    gate.change_password(LI, PASSWORD, "一个新的好口令 1")
    assert type(refused(gate, PASSWORD)) is SignInRefused
    gate.sign_in(LI, "一个新的好口令 1")


@pytest.mark.parametrize(("new", "kind"), [("短", PasswordLength), ("12345678", PasswordGuessable)])
def test_a_bad_new_password_changes_nothing(gate: Program, new: str, kind: type[Exception]) -> None:
    before = gate.head
    with pytest.raises(kind):
        gate.change_password(LI, PASSWORD, new)
    assert gate.head == before


def test_a_password_of_old_parameters_is_hashed_anew_when_it_is_right(gate: Program) -> None:
    old = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1).hash(PASSWORD)
    gate.post([act(SetPassword, login=LI, password_hash=old)], LI)
    gate.sign_in(LI, PASSWORD)
    (entry, *_older) = gate.read(lambda c: newest_entries(c, SITE, action_type="accounts.set_password"))
    assert entry.actor == LI and b"m=65536,t=3,p=4" in (entry.payload or b"")
    before = gate.head.seq
    gate.sign_in(LI, PASSWORD)
    assert gate.head.seq == before + 1, "only the sign-in"


def test_who_got_a_password_for_one_time_does_nothing_before_setting_their_own(gate: Program) -> None:
    once = passwords.one_time()
    gate.post([act(SetPassword, login=LI, password_hash=passwords.make_hash(once), must_change=True)], ADMIN)
    assert gate.sign_in(LI, once).must_change
    assert type(gate.permissions(LI).may("stock.issue")) is PasswordMustChange
    gate.change_password(LI, once, PASSWORD)
    assert gate.permissions(LI).may("stock.issue") is None
    assert gate.sign_in(LI, PASSWORD) == SignedIn(LI, has_password=True, must_change=False)


def test_somebody_elses_password_is_set_by_administrators_only(desk: Desk) -> None:
    li, chief = desk.hire("li", Role.KEEPER), desk.hire("chief", Role.DEPOT_ADMIN, depot="210300A")
    reset = {"password_hash": HASH, "must_change": True}
    assert type(desk.refused(act(SetPassword, login=ADMIN, **reset), actor=li)) is RoleMissing
    assert type(desk.refused(act(SetPassword, login=ADMIN, **reset), actor=chief)) is OutOfReach
    assert type(desk.refused(act(SetPassword, login="nobody", **reset))) is UnknownRecord
    desk.post(act(SetPassword, login=chief, **reset))
    error = desk.refused(act(SetPassword, login=li, **reset), actor=chief)
    assert type(error) is PasswordMustChange, "who goes on with a borrowed password resets nobody's"


@pytest.mark.parametrize(("login", "must_change"), [("admin", True), ("li", False)])
def test_whoever_set_it_says_whether_it_must_be_changed(desk: Desk, login: str, must_change: bool) -> None:
    desk.hire("li")
    action = act(SetPassword, login=login, password_hash=HASH, must_change=must_change)
    error = desk.refused(action)
    assert type(error) is BadField and error.facts["field"] == "must_change"


@pytest.mark.parametrize("parameters", ["m=1024,t=3,p=4", "m=9999999,t=3,p=4", "m=65536,t=0,p=4", "m=65536,t=3,p=99"])
def test_a_hash_that_is_soon_guessed_or_never_checked_is_refused(desk: Desk, parameters: str) -> None:
    action = act(SetPassword, login=ADMIN, password_hash=HASH.replace("m=65536,t=3,p=4", parameters))
    error = desk.refused(action)
    assert type(error) is BadField and error.facts["field"] == "password_hash"
