"""The hash chain: what exactly is hashed, so that anyone can check a journal with SHA-256 and JSON alone.

An entry's hash is SHA-256 over the text ``supplies-entry-1``, a zero byte and the header: one JSON object, ASCII only,
without blanks, with the fields in the order below. The header holds the SHA-256 of the payload, so that a payload may
be left out for a reader who has no business with it while the chain still verifies.
"""

from hashlib import sha256

import msgspec

PREFIX = b"supplies-entry-1\0"
NO_HASH = bytes(32)


class Header(msgspec.Struct, frozen=True):
    """What an entry's hash covers, in the order in which it is written."""

    site: str
    epoch: int
    seq: int
    action_id: str
    type: str
    version: int
    actor: str
    business_date: str
    recorded_at: str
    seen: str
    payload_sha256: str
    prev: str


_ENCODER = msgspec.json.Encoder()


def header_bytes(head: Header) -> bytes:
    """Return the exact bytes that are hashed; site, type and actor are codes, so all of it is ASCII."""
    return _ENCODER.encode(head)


def entry_hash(head: Header) -> bytes:
    """Return the hash of an entry."""
    return sha256(PREFIX + header_bytes(head)).digest()


def payload_hash(payload: bytes) -> bytes:
    """Return the hash of an action's JSON."""
    return sha256(payload).digest()
