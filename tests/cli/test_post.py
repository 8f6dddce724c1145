"""``supplies actions`` and ``supplies post``: every action's form, and the universal way in."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supplies.accounts.actions import AddOrganisation
from supplies.journal import codec
from supplies.journal.action import Action, action_name
from supplies.models.accounts import OrganisationKind, Role
from supplies.stock.actions import Issue, Receive
from supplies.values import LotId, new_id
from tests.cli.command import Command, in_a_process
from tests.journal.any_action import ACTIONS, any_action
from tests.rooms import DEPOT, NOW, SITE, Desk, act, goods, lot_line
from tests.soak import size

sqlite = pytest.mark.parametrize("program", ["sqlite"], indirect=True)


def organisation(code: str, **fields: Any) -> AddOrganisation:
    return act(AddOrganisation, code=code, name=f"供应商{code}", kind=OrganisationKind.SUPPLIER, **fields)


def lines(*actions: Action) -> bytes:
    return b"\n".join(map(codec.encode, actions)) + b"\n"


# --- actions ---------------------------------------------------------------------------------------------------------


def test_every_action_is_listed_with_a_line_of_help_and_needs_no_store(nowhere: Command) -> None:
    listed = nowhere.json("actions")
    assert [each["name"] for each in listed] == sorted(map(action_name, ACTIONS))
    said = nowhere("actions")
    for each in listed:
        assert each["title"] and each["title"] in said.out and each["name"] in said.out


@pytest.mark.parametrize("kind", ACTIONS, ids=action_name)
def test_the_form_of_an_action_is_its_json_schema(nowhere: Command, kind: type[Action]) -> None:
    form = nowhere.json("actions", action_name(kind))
    assert form == json.loads(json.dumps(codec.schema(kind)))
    assert json.loads(nowhere("actions", action_name(kind)).out) == form


def test_an_action_that_is_not_there_is_wrong_usage(nowhere: Command) -> None:
    assert nowhere.failed("actions", "stock.teleport", status=2)["code"] == "request.unknown_action"


# --- post ------------------------------------------------------------------------------------------------------------


def test_one_action_is_posted_from_a_file_and_its_entry_printed(command: Command, desk: Desk, tmp_path: Path) -> None:
    action = organisation("GYS1")
    file = tmp_path / "action.json"
    file.write_bytes(json.dumps(json.loads(codec.encode(action)), indent=2).encode())
    (entry,) = command.json("post", file)
    head = desk.program.head
    assert entry == {
        "site": SITE,
        "epoch": 1,
        "seq": head.seq,
        "action_id": str(action.action_id),
        "type": "accounts.add_organisation",
        "version": 1,
        "actor": "admin",
        "business_date": "2026-06-30",
        "recorded_at": NOW.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "hash": head.hash.hex(),
        "is_new": True,
    }


@pytest.mark.parametrize("arguments", [["post"], ["post", "-"]])
def test_many_actions_are_posted_from_standard_input_in_their_order(
    command: Command, desk: Desk, arguments: list[str]
) -> None:
    first = desk.program.head.seq + 1
    stdin = b"\n  \n".join(map(codec.encode, [organisation(f"G{number}") for number in range(4)]))
    entries = command.json(*arguments, stdin=stdin)
    assert [entry["seq"] for entry in entries] == list(range(first, first + 4))


def test_people_read_what_was_posted_and_what_had_been(command: Command, desk: Desk) -> None:
    action = organisation("GYS1")
    said = command("post", stdin=codec.encode(action))
    assert (said.status, said.err) == (0, "")
    assert str(desk.program.head.seq) in said.out and "accounts.add_organisation" in said.out
    again = command("post", stdin=codec.encode(action))
    assert again.status == 0 and len(again.out) > len(said.out)
    assert command.json("post", stdin=codec.encode(action))[0]["is_new"] is False


def test_one_refused_action_takes_all_the_others_back(command: Command, desk: Desk) -> None:
    before = desk.everything()
    missing = act(Issue, depot=DEPOT, lines=(lot_line(LotId(new_id()), 1),))
    error = command.failed("post", stdin=lines(organisation("G1"), organisation("G2"), missing))
    assert error["code"] == "record.unknown"
    assert [(line["line"], line["field"]) for line in error["lines"]] == [(1, "lot_id")]
    assert desk.everything() == before


def test_every_wrong_line_of_a_document_is_named(command: Command, desk: Desk) -> None:
    wrong = act(Receive, depot=DEPOT, origin="purchase", lines=(goods(), goods(quantity=0), goods(place="X9")))
    error = command.failed("post", stdin=codec.encode(wrong))
    assert error["code"] == "stock.lines_refused"
    assert [(line["line"], line["field"], line["code"]) for line in error["lines"]] == [
        (2, "quantity", "stock.quantity_not_positive"),
        (3, "place", "record.unknown"),
    ]
    told = command("post", stdin=codec.encode(wrong)).err
    assert all(line["message"] in told for line in error["lines"])
    assert error["facts"] == {"count": 2}


def test_the_line_that_cannot_be_read_is_named_and_nothing_is_posted(command: Command, desk: Desk) -> None:
    before = desk.everything()
    stdin = lines(organisation("G1"), organisation("G2")) + b'{"type": "stock.issue"}\n'
    error = command.failed("post", stdin=stdin, status=2)
    assert error["code"] == "request.malformed"
    assert [line["line"] for line in error["lines"]] == [3]
    assert "3" in command("post", stdin=stdin).err.splitlines()[0]
    assert desk.everything() == before


@pytest.mark.parametrize(
    ("stdin", "code"),
    [
        (b"", "request.malformed"),
        (b" \n\n", "request.malformed"),
        (b"{", "request.malformed"),
        (b"[]", "request.malformed"),
        (b"null", "request.malformed"),
        (b'"stock.issue"', "request.malformed"),
        (b"\xff\xfe", "request.malformed"),
        (b"[" * 100_000, "request.malformed"),
        (b'{"type": "stock.teleport"}', "request.unknown_action"),
        (b'{"type": "stock.issue", "quantity": 1.5}', "request.malformed"),
    ],
)
@sqlite
def test_what_is_no_action_is_refused_in_words(command: Command, stdin: bytes, code: str) -> None:
    assert command.failed("post", stdin=stdin, status=2)["code"] == code


@sqlite
def test_quantities_and_amounts_in_facts_are_decimal_text(command: Command, desk: Desk) -> None:
    lot = desk.lot(quantity=10)
    error = command.failed("post", stdin=codec.encode(act(Issue, depot=DEPOT, lines=(lot_line(lot, 11),))))
    assert error["code"] == "stock.insufficient"
    assert (error["facts"]["wanted"], error["facts"]["on_hand"]) == ("11", "10")


@sqlite
def test_it_must_be_clear_who_acts(command: Command, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.hire("li", Role.KEEPER)
    action = codec.encode(organisation("G1"))
    assert command.failed("post", stdin=action, status=2)["code"] == "cli.actor_needed"
    assert command.failed("post", "--actor", "nobody", stdin=action)["code"] == "accounts.person_unknown"
    assert command.json("post", "--actor", "li", stdin=action)[0]["actor"] == "li"
    monkeypatch.setenv("SUPPLIES_ACTOR", "li")
    assert command.json("post", stdin=codec.encode(organisation("G2")))[0]["actor"] == "li"


@sqlite
@settings(
    max_examples=size(60, 2000), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.sampled_from(ACTIONS).flatmap(any_action))
def test_whatever_action_is_posted_it_is_accepted_or_refused_in_words(
    command: Command, desk: Desk, action: Action
) -> None:
    head = desk.program.head
    said = command("post", "--actor", "admin", "--json", stdin=codec.encode(action))
    assert said.status in {0, 1, 2}
    if said.status:
        assert said.error["code"]
        assert desk.program.head == head
    else:
        (entry,) = said.data
        assert entry["seq"] == head.seq + 1 or not entry["is_new"]


@sqlite
def test_a_real_process_reads_a_real_standard_input(desk: Desk) -> None:
    stdin = lines(organisation("G1"), organisation("G2"))
    said = in_a_process("--store", desk.program.database.name, "post", "--json", input=stdin)
    assert (said.returncode, said.stderr) == (0, b"")
    assert [entry["type"] for entry in json.loads(said.stdout)] == ["accounts.add_organisation"] * 2
