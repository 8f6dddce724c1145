"""``supplies journal``: what was done, entry by entry, as anybody can check it."""

import json
from hashlib import sha256

import pytest

from supplies.journal.store_actions import NewEpoch
from tests.cli.command import Command
from tests.journal.story import tell
from tests.rooms import NOW, SITE, Desk, act

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""

MOMENT = NOW.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def test_entries_are_listed_oldest_first_behind_any_of_them(command: Command, desk: Desk) -> None:
    tell(desk)
    whole = command.json("journal", "list", "--limit", "1000")
    assert [entry["seq"] for entry in whole] == list(range(1, desk.program.head.seq + 1))
    assert command.json("journal", "list", "--after", "3", "--limit", "2") == whole[3:5]
    assert command.json("journal", "list", "--after", "999999") == []
    assert command.json("journal", "list", "--site", "210399Z") == []
    assert command.json("journal", "list", "--site", SITE, "--limit", "0") == whole[:1], "at least one"
    assert {entry["recorded_at"] for entry in whole} == {MOMENT}


def test_people_see_a_row_for_each_entry(command: Command, desk: Desk) -> None:
    lines = command("journal", "list").out.splitlines()
    assert len(lines) == desk.program.head.seq + 2
    for line, entry in zip(lines[2:], command.json("journal", "list"), strict=True):
        assert entry["type"] in line and line.split()[0] == str(entry["seq"])
    assert desk.program.head.short_hash() in lines[-1]


def test_the_head_is_shown(command: Command, desk: Desk) -> None:
    head = desk.program.head
    assert command.json("journal", "head") == [{"site": SITE, "epoch": 1, "seq": head.seq, "hash": head.hash.hex()}]
    assert head.hash.hex() in command("journal", "head").out


def test_an_entry_is_shown_whole(command: Command, desk: Desk) -> None:
    lot = desk.lot()
    shown = command.json("journal", "show", desk.program.head.seq)
    assert (shown["type"], shown["actor"], shown["business_date"]) == ("stock.receive", "admin", "2026-06-30")
    assert json.loads(shown["payload"])["lines"][0]["lot_id"] == str(lot)
    said = command("journal", "show", desk.program.head.seq).out
    assert shown["payload"] in said and shown["hash"] in said and shown["prev_hash"] in said


@pytest.mark.parametrize("seq", ["0", "-1", "999999"])
def test_an_entry_that_is_not_there_is_refused(command: Command, seq: str) -> None:
    assert command.failed("journal", "show", seq)["code"] == "record.unknown"


def test_what_is_shown_is_enough_to_make_every_hash_again(command: Command, desk: Desk) -> None:
    desk.post(act(NewEpoch, reason="演练", backup_sha256=""))
    before = "00" * 32
    for seq in range(1, desk.program.head.seq + 1):
        shown = command.json("journal", "show", seq)
        header = {
            "site": shown["site"],
            "epoch": shown["epoch"],
            "seq": shown["seq"],
            "action_id": shown["action_id"],
            "type": shown["type"],
            "version": shown["version"],
            "actor": shown["actor"],
            "business_date": shown["business_date"],
            "recorded_at": shown["recorded_at"],
            "seen": shown["seen"],
            "payload_sha256": sha256(shown["payload"].encode()).hexdigest(),
            "prev": before,
        }
        assert header["payload_sha256"] == shown["payload_sha256"]
        text = b"supplies-entry-1\0" + json.dumps(header, separators=(",", ":")).encode()
        before = sha256(text).hexdigest()
        assert (shown["hash"], shown["prev_hash"]) == (before, header["prev"])
