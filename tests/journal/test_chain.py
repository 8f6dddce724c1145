"""The chain as its words promise it: anyone can check a journal with SHA-256 and JSON alone.

The hashes here are made again with ``hashlib`` and ``json`` only, from entries as they are exported.
"""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from supplies.accounts.actions import AddOrganisation
from supplies.journal import chain, queries
from supplies.journal.post import header_of
from supplies.journal.queries import EntryRow
from supplies.journal.store_actions import NewEpoch
from supplies.models.accounts import OrganisationKind
from supplies.values import Login, new_id
from tests.rooms import SITE, Desk, act

FIELDS = (
    "site",
    "epoch",
    "seq",
    "action_id",
    "type",
    "version",
    "actor",
    "business_date",
    "recorded_at",
    "seen",
    "payload_sha256",
    "prev",
)
"""The header's fields in their order, as the words of ``supplies.journal.chain`` promise them to stay."""


def exported(entry: EntryRow) -> dict[str, Any]:
    """Return an entry as it leaves the store: JSON and nothing else."""
    assert entry.payload is not None
    return {
        "site": entry.site_id,
        "epoch": entry.epoch,
        "seq": entry.seq,
        "action_id": str(entry.action_id),
        "type": entry.action_type,
        "version": entry.version,
        "actor": entry.actor,
        "business_date": str(entry.business_date),
        "recorded_at": entry.recorded_at.strftime("%Y-%m-%dT%H:%M:%S.")
        + f"{entry.recorded_at.microsecond // 1000:03}Z",
        "seen": entry.seen,
        "payload": entry.payload.decode(),
        "prev": entry.prev_hash.hex(),
    }


def hashed(content: dict[str, Any]) -> str:
    """Return the hash of an exported entry, by ``hashlib`` and ``json`` alone."""
    header = dict(content)
    header["payload_sha256"] = sha256(header.pop("payload").encode()).hexdigest()
    text = json.dumps({name: header[name] for name in FIELDS}, separators=(",", ":"))
    return sha256(b"supplies-entry-1\0" + text.encode("ascii")).hexdigest()


def all_entries(desk: Desk) -> list[EntryRow]:
    found: list[EntryRow] = desk.read(lambda connection: list(queries.walk(connection, SITE)))
    return found


def busy(desk: Desk) -> Desk:
    """Do something of several kinds, with Chinese in it, and begin a new epoch."""
    desk.lot()
    desk.post(act(AddOrganisation, code="GYS1", name='供应商"甲"\\', kind=OrganisationKind.SUPPLIER))
    desk.post(act(NewEpoch, reason="演练", backup_sha256=""))
    desk.lot()
    return desk


def test_every_hash_can_be_made_again_with_sha256_and_json_alone(desk: Desk) -> None:
    entries = all_entries(busy(desk))
    before = "00" * 32
    for number, entry in enumerate(entries, 1):
        content = exported(entry)
        assert (content["seq"], content["prev"]) == (number, before)
        assert hashed(content) == entry.hash.hex()
        before = entry.hash.hex()
    assert before == desk.program.head.hash.hex()
    assert {entry.epoch for entry in entries} == {1, 2}


def test_the_hash_holds_without_the_payload(desk: Desk) -> None:
    for entry in all_entries(busy(desk)):
        left_out = replace(entry, payload=None)
        assert chain.entry_hash(header_of(left_out)) == entry.hash


def test_the_same_entry_has_the_same_header_from_either_database(desk: Desk) -> None:
    for entry in all_entries(busy(desk)):
        text = chain.header_bytes(header_of(entry)).decode("ascii")
        assert tuple(json.loads(text)) == FIELDS
        assert " " not in text


CHANGES: dict[str, Any] = {
    "site_id": lambda entry: "210399Z",
    "seq": lambda entry: entry.seq + 1,
    "epoch": lambda entry: entry.epoch + 1,
    "action_id": lambda entry: new_id(),
    "action_type": lambda entry: "stock.receive",
    "version": lambda entry: entry.version + 1,
    "actor": lambda entry: Login("other"),
    "business_date": lambda entry: entry.business_date - timedelta(days=1),
    "recorded_at": lambda entry: entry.recorded_at + timedelta(milliseconds=1),
    "seen": lambda entry: '{"210399Z":1}',
    "payload_hash": lambda entry: sha256(b"other").digest(),
    "prev_hash": lambda entry: sha256(b"other").digest(),
}


def test_the_hash_covers_every_field_of_an_entry(desk: Desk) -> None:
    entry = all_entries(desk)[2]
    for name, change in CHANGES.items():
        changed = replace(entry, **{name: change(entry)})
        assert chain.entry_hash(header_of(changed)) != entry.hash, name


def test_no_field_of_an_entry_is_left_out_of_its_hash() -> None:
    assert set(EntryRow.__dataclass_fields__) - set(CHANGES) == {"hash", "payload"}


TEXTS = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=12)


@given(st.tuples(TEXTS, TEXTS, TEXTS), st.tuples(TEXTS, TEXTS, TEXTS))
def test_two_headers_that_differ_anywhere_have_different_bytes(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    def header(texts: tuple[str, str, str]) -> chain.Header:
        site, kind, actor = texts
        return chain.Header(site, 1, 1, "", kind, 1, actor, "", "", "{}", "", "")

    assert (chain.header_bytes(header(one)) == chain.header_bytes(header(other))) == (one == other)


@given(st.binary())
def test_the_payload_is_hashed_as_it_is(payload: bytes) -> None:
    assert chain.payload_hash(payload) == sha256(payload).digest()
