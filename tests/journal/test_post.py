"""Posting: once is once, nothing is half done, numbers have no gaps, and a store put back is not written to."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from supplies.accounts.actions import AddOrganisation, AddPerson
from supplies.database import Database
from supplies.errors import (
    ActionIdUsed,
    AlreadyThere,
    BadRequest,
    DateInFuture,
    InsufficientStock,
    NotThisStore,
    PersonInactive,
    PersonUnknown,
    StoreRewound,
    SuppliesError,
    UnknownAction,
)
from supplies.funds.actions import Appropriate
from supplies.journal import queries
from supplies.journal.action import Action
from supplies.journal.post import Posted
from supplies.journal.queries import EntryRow
from supplies.journal.store_actions import FoundStore, NewEpoch
from supplies.models.accounts import OrganisationKind, Role
from supplies.program import Program
from supplies.stock.actions import AddDepot, AddPlace, Issue, Receive, Reverse
from supplies.values import Login, Money, Topic, new_id
from tests.journal.tampering import tamper
from tests.postgres_server import PostgresServer
from tests.rooms import ADMIN, DEPOT, NOW, SITE, TODAY, Desk, act, clock, goods, lot_line, rows_in
from tests.soak import size

POST_IN_ANOTHER_PROCESS = """
import sys
from datetime import date
from supplies.accounts.actions import AddOrganisation
from supplies.program import Program
from supplies.values import Login, new_id

program = Program.open(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    code = f"{sys.argv[2]}{number}"
    action = AddOrganisation(
        action_id=new_id(), business_date=date(2026, 1, 1), code=code, name=code, kind="supplier"
    )
    program.post([action], Login("admin"))
program.close()
"""


def organisation(code: str, name: str = "", **fields: Any) -> AddOrganisation:
    return act(AddOrganisation, code=code, name=name or code, kind=OrganisationKind.SUPPLIER, **fields)


def entries(program: Program) -> list[EntryRow]:
    found: list[EntryRow] = program.read(lambda connection: list(queries.walk(connection, SITE)))
    return found


def assert_gapless(program: Program) -> None:
    """Prove that the entries are numbered without gaps, each behind the one before, up to the head."""
    found = entries(program)
    assert [entry.seq for entry in found] == list(range(1, len(found) + 1))
    assert [entry.prev_hash for entry in found[1:]] == [entry.hash for entry in found[:-1]]
    head = program.head
    assert (head.seq, head.hash, head.epoch) == (found[-1].seq, found[-1].hash, found[-1].epoch)
    checked = program.verify()
    assert checked.is_sound, checked.first
    assert checked.entries == len(found)


# --- what an entry holds ---------------------------------------------------------------------------------------------


def test_an_entry_says_who_did_what_and_when(desk: Desk) -> None:
    before = desk.program.head
    action = organisation("GYS1", business_date=TODAY - timedelta(days=3))
    (posted,) = desk.post(action)
    entry = posted.entry
    assert posted.is_new
    assert (entry.site_id, entry.seq, entry.epoch) == (SITE, before.seq + 1, before.epoch)
    assert (entry.actor, entry.action_type, entry.version) == (ADMIN, "accounts.add_organisation", 1)
    assert (entry.business_date, entry.recorded_at) == (action.business_date, NOW)
    assert (entry.prev_hash, entry.action_id) == (before.hash, action.action_id)
    assert desk.program.head.hash == entry.hash
    assert desk.read(queries.entry, SITE, entry.seq) == entry


def test_the_content_is_kept_to_the_byte(desk: Desk) -> None:
    action = act(Receive, depot=DEPOT, origin="purchase", note="“引号”\\n", lines=(goods(),))
    (posted,) = desk.post(action)
    assert posted.entry.payload is not None
    assert desk.program.journal.read_action(posted.entry.payload) == action


def test_a_posting_says_what_it_may_have_changed(desk: Desk) -> None:
    (posted,) = desk.post(organisation("GYS1"))
    assert posted.changes.topics == {Topic.JOURNAL, Topic.ACCOUNTS}


# --- once is once ----------------------------------------------------------------------------------------------------


def test_an_action_posted_again_is_the_same_entry_and_changes_nothing(desk: Desk) -> None:
    action = organisation("GYS1")
    (first,) = desk.post(action)
    desk.lot()
    before = desk.everything()
    (again,) = desk.post(action)
    assert (again.entry, again.is_new, again.changes.topics) == (first.entry, False, frozenset())
    assert desk.everything() == before


def test_an_action_posted_twice_in_one_breath_is_one_entry(desk: Desk) -> None:
    action = organisation("GYS1")
    first, second = desk.post(action, action)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.entry == second.entry
    assert_gapless(desk.program)


def test_an_action_posted_again_after_its_rules_have_changed_their_mind_is_still_its_entry(desk: Desk) -> None:
    lot = desk.lot(quantity=10)
    action = act(Issue, depot=DEPOT, lines=(lot_line(lot, 10),))
    (first,) = desk.post(action)
    assert desk.post(action)[0].entry == first.entry, "although nothing is left to issue"


def test_an_action_posted_again_by_somebody_else_is_the_first_ones_entry(desk: Desk) -> None:
    desk.post(act(AddPerson, login="li", name="李", site_id=SITE))
    action = organisation("GYS1")
    (first,) = desk.post(action)
    assert desk.post(action, actor=Login("li"))[0].entry.actor == first.entry.actor == ADMIN


def test_another_action_under_a_used_id_is_refused_with_the_entry_that_has_it(desk: Desk) -> None:
    action = organisation("GYS1")
    (first,) = desk.post(action)
    others = (
        msgspec.structs.replace(action, name="另一家"),
        act(AddDepot, action_id=action.action_id, code="D9", name="九号库"),
        msgspec.structs.replace(action, business_date=TODAY - timedelta(days=1)),
    )
    for other in others:
        error = desk.refused(other)
        assert isinstance(error, ActionIdUsed)
        assert error.facts == {"action_id": str(action.action_id), "seq": first.entry.seq}


# --- all or nothing --------------------------------------------------------------------------------------------------


def test_a_refused_action_takes_the_ones_before_it_back(desk: Desk) -> None:
    lot = desk.lot(quantity=10)
    error = desk.refused(organisation("GYS1"), act(Issue, depot=DEPOT, lines=(lot_line(lot, 11),)))
    assert isinstance(error, InsufficientStock)
    desk.post(organisation("GYS1"))
    assert_gapless(desk.program)


def test_a_refusal_leaves_no_gap(desk: Desk) -> None:
    for number in range(3):
        desk.refused(organisation("GYS1", business_date=TODAY + timedelta(days=1)))
        desk.post(organisation(f"GYS{number}"))
    assert_gapless(desk.program)


def test_an_effect_that_fails_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.everything()
    monkeypatch.setattr("supplies.journal.post.append", lambda connection, entry: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.post(organisation("GYS1"))
    monkeypatch.undo()
    assert desk.everything() == before
    desk.post(organisation("GYS1"))
    assert_gapless(desk.program)


def test_nothing_to_post_posts_nothing(desk: Desk) -> None:
    head = desk.program.head
    assert desk.post() == []
    assert desk.program.head == head


# --- what is refused of every action ---------------------------------------------------------------------------------


def test_a_day_that_has_not_come_is_refused(desk: Desk) -> None:
    error = desk.refused(organisation("GYS1", business_date=TODAY + timedelta(days=1)))
    assert isinstance(error, DateInFuture)
    assert error.facts == {"date": TODAY + timedelta(days=1), "today": TODAY}
    desk.post(organisation("GYS1", business_date=TODAY), organisation("GYS2", business_date=date(1, 1, 1)))


def test_today_is_the_day_of_the_place_and_not_of_greenwich(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        late = datetime(2026, 6, 30, 17, 0, tzinfo=UTC)  # Already one o'clock of the next day there.
        program.journal._clock = lambda: late
        program.post([organisation("GYS1", business_date=date(2026, 7, 1))], ADMIN)
        with pytest.raises(DateInFuture):
            program.post([organisation("GYS2", business_date=date(2026, 7, 2))], ADMIN)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_nobody_acts_who_is_not_recorded(desk: Desk) -> None:
    for login in ("stranger", "ADMIN", "admin ", "%"):
        error = desk.refused(organisation("GYS1"), actor=Login(login))
        assert isinstance(error, PersonUnknown)


def test_nobody_acts_who_no_longer_does(desk: Desk) -> None:
    desk.post(act(AddPerson, login="li", name="李", site_id=SITE))
    tamper(desk.program, "UPDATE person SET is_active = :no WHERE login = 'li'", no=False)
    error = desk.refused(organisation("GYS1"), actor=Login("li"))
    assert isinstance(error, PersonInactive)


def test_a_recorded_person_acts_at_once(desk: Desk) -> None:
    li = desk.hire("li", Role.KEEPER)
    assert desk.post(organisation("GYS1"), actor=li)[0].entry.actor == li


def test_an_action_of_no_room_is_refused(desk: Desk) -> None:
    class Stranger(Action, frozen=True, kw_only=True, tag="tests.stranger"):
        """Belong nowhere."""

    error = desk.refused(act(Stranger))
    assert isinstance(error, UnknownAction)


UNREADABLE = (
    act(AddPlace, depot=DEPOT, code="a1", name="小写"),
    act(AddPlace, depot=DEPOT, code="C01\n", name="丙区"),
    act(AddPlace, depot=DEPOT, code="C01", name=" 丙区"),
    act(AddDepot, code="D1", name="库", address="\0"),
    act(AddDepot, code="D1", name="\ud800"),
    act(Issue, depot=DEPOT, lines=(lot_line("not an id", 1),)),  # type: ignore[arg-type]
    act(Reverse, reverses_seq=1.0, reason="有误"),
    act(Reverse, reverses_seq=1, reason="x" * 301),
    act(Receive, depot=DEPOT, origin="theft", lines=(goods(),)),
    act(Issue, depot=DEPOT, note="x" * 301, lines=()),
    act(Appropriate, appropriation_id=new_id(), number="1", title="t", dated=TODAY, amount=1.5, shares=()),
)


def test_an_action_that_could_not_be_read_again_is_never_posted(desk: Desk) -> None:
    for action in UNREADABLE:
        assert isinstance(desk.refused(action), BadRequest), action


def test_a_number_beyond_every_journal_names_nothing(desk: Desk) -> None:
    for seq in (0, -1, 2**53, 2**63, 10**30):
        desk.refused(act(Reverse, reverses_seq=seq, reason="录入有误"))


# --- the store itself ------------------------------------------------------------------------------------------------


def test_a_store_is_founded_once(desk: Desk) -> None:
    for site in (SITE, "210399Z"):
        error = desk.refused(act(FoundStore, store_id=new_id(), site_id=site, is_sample=False))
        assert isinstance(error, AlreadyThere)


def test_a_store_that_nobody_has_founded_takes_nothing(database: Database, program: Program) -> None:
    def post(connection: Any) -> Posted:
        return program.journal.post(connection, organisation("GYS1"), ADMIN)

    with pytest.raises(NotThisStore):
        database.write(post)
    assert database.read(lambda connection: rows_in(connection, "journal_entry")) == 0


def test_a_new_epoch_is_one_more_and_goes_on_counting(desk: Desk) -> None:
    head = desk.program.head
    desk.post(act(NewEpoch, reason="恢复", backup_sha256="00" * 32), organisation("GYS1"))
    assert (desk.program.head.epoch, desk.program.head.seq) == (head.epoch + 1, head.seq + 2)
    assert_gapless(desk.program)


# --- several at once -------------------------------------------------------------------------------------------------


def all_at_once(works: list[Callable[[], None]]) -> None:
    """Run works in threads that begin together; what one of them raises is raised here."""
    begin, failed = threading.Barrier(len(works)), []

    def run(work: Callable[[], None]) -> None:
        begin.wait()
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised below, in the test's own thread
            failed.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def post_some(program: Program, letter: str, count: int) -> None:
    for number in range(count):
        program.post([organisation(f"{letter}{number}")], ADMIN)


def codes(program: Program) -> set[str]:
    with_codes = text("SELECT code FROM organisation")
    return {row[0] for row in program.read(lambda connection: connection.execute(with_codes).all())}


def test_threads_that_post_through_one_program_lose_nothing(program: Program) -> None:
    count = size(15, 300)
    all_at_once([partial(post_some, program, letter, count) for letter in "AB"])
    assert codes(program) == {f"{letter}{number}" for letter in "AB" for number in range(count)}
    assert_gapless(program)


def test_programs_that_post_to_one_store_lose_nothing(program: Program) -> None:
    with closing(Program.open(program.database.name, clock)) as other:
        count = size(15, 300)
        all_at_once([partial(post_some, program, "A", count), partial(post_some, other, "B", count)])
    assert codes(program) == {f"{letter}{number}" for letter in "AB" for number in range(count)}
    assert_gapless(program)


def test_two_clerks_racing_for_the_last_one_never_issue_it_twice(desk: Desk) -> None:
    lot = desk.lot(quantity=1)
    outcomes: list[str] = []

    def work() -> None:
        try:
            desk.post(act(Issue, depot=DEPOT, lines=(lot_line(lot, 1),)))
            outcomes.append("issued")
        except SuppliesError as error:
            outcomes.append(error.code)

    all_at_once([work, work, work])
    assert sorted(outcomes) == ["issued", "stock.insufficient", "stock.insufficient"]
    assert_gapless(desk.program)


def test_the_same_action_posted_by_two_at_once_is_one_entry(program: Program) -> None:
    head = program.head.seq
    actions = [organisation(f"G{number}") for number in range(size(8, 100))]
    found: list[Posted] = []

    def work() -> None:
        for action in actions:
            found.extend(program.post([action], ADMIN))

    with closing(Program.open(program.database.name, clock)) as other:

        def other_work() -> None:
            for action in actions:
                found.extend(other.post([action], ADMIN))

        all_at_once([work, other_work])
    assert program.head.seq == head + len(actions)
    assert sum(posted.is_new for posted in found) == len(actions)
    assert_gapless(program)


def test_processes_that_post_to_one_store_lose_nothing(program: Program) -> None:
    count = size(15, 300)
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", POST_IN_ANOTHER_PROCESS, program.database.name, letter, str(count)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for letter in "AB"
    ]
    for worker in workers:
        assert worker.stdout is not None and worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in workers:
        worker.communicate(timeout=120)
        assert worker.returncode == 0
    assert codes(program) == {f"{letter}{number}" for letter in "AB" for number in range(count)}
    assert_gapless(program)


# --- a store put back ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PutBack:
    """A store that is older than what was posted to it from this computer."""

    program: Program
    seen: int


def put_back(program: Program, server: PostgresServer, tmp_path: Path) -> PutBack:
    """Copy the store, post two more entries to it, and open the copy in its place."""
    older = copied(program, server, tmp_path)
    seen = program.head.seq
    for number in range(2):
        with closing(Program.open(program.database.name, clock)) as current:
            current.post([organisation(f"N{number}")], ADMIN)
    return PutBack(Program.open(older, clock), seen + 2)


def copied(program: Program, server: PostgresServer, tmp_path: Path) -> str:
    """Return where a copy of the store is."""
    program.database.close()
    if program.database.path is None:
        return server.new_database(program.database.name)
    target = tmp_path / "older.db"
    target.write_bytes(program.database.path.read_bytes())
    return str(target)


def test_a_store_put_back_is_read_but_not_written_to(
    program: Program, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    desk = Desk(program)
    desk.post(organisation("GYS1"))
    old = put_back(program, postgres_server, tmp_path)
    with closing(old.program):
        error = Desk(old.program).refused(organisation("LATE"))
        assert isinstance(error, StoreRewound)
        assert error.facts == {"seen": old.seen, "seq": old.seen - 2}
        assert error.exit_status == 3
        assert old.program.verify(deep=True).is_sound, "by itself it looks sound: only somebody outside can know"


def test_what_was_posted_before_is_still_answered_from_a_store_put_back(
    program: Program, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    action = organisation("GYS1")
    program.post([action], ADMIN)
    old = put_back(program, postgres_server, tmp_path)
    with closing(old.program):
        assert old.program.post([action], ADMIN)[0].is_new is False


def test_a_computer_that_never_saw_the_store_cannot_know_it_was_put_back(
    program: Program, postgres_server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = put_back(program, postgres_server, tmp_path)
    old.program.close()
    monkeypatch.setenv("SUPPLIES_DATA", str(tmp_path / "another computer"))
    with closing(Program.open(old.program.database.name, clock)) as elsewhere:
        elsewhere.post([organisation("LATE")], ADMIN)
        assert_gapless(elsewhere)


def test_quantity_and_money_in_an_entry_are_decimal_text(desk: Desk) -> None:
    lines = (goods(quantity=12, amount=Money(123_456)),)
    (posted,) = desk.post(act(Receive, depot=DEPOT, origin="purchase", lines=lines))
    assert posted.entry.payload is not None
    assert b'"quantity":"12"' in posted.entry.payload
    assert b'"amount":"1234.56"' in posted.entry.payload
