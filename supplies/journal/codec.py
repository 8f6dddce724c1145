"""Actions as JSON and back, exactly: quantities and money are decimal text, a float is refused."""

import re
from typing import Any, TypeVar

import msgspec

from supplies.errors import BadRequest
from supplies.journal.action import Action
from supplies.journal.complaints import complaint
from supplies.language import _
from supplies.values import BadValue, Money, Quantity

A = TypeVar("A", bound=Action)

REQUEST_BYTES_MAX = 16 * 1024 * 1024

_ZERO = re.compile(rb"(?<!\\)(\\\\)*\\u0000")
"""U+0000 as JSON writes it; PostgreSQL keeps it in no text."""


class _Tagged(msgspec.Struct):
    """The one field by which an action's class is found."""

    type: str


def encode_value(value: object) -> str:
    """Write an exact value as decimal text."""
    if isinstance(value, Quantity | Money):
        return str(value)
    raise TypeError(f"no action holds a {type(value).__name__}")


def decode_value(kind: type, raw: object) -> Quantity | Money:
    """Read decimal text; BadValue is a ValueError, which msgspec reports with its place."""
    if not isinstance(raw, str | int):
        raise BadValue(_("{value} must be written as decimal text, such as 12.5").format(value=repr(raw)))
    if kind is Quantity:
        return Quantity.parse(raw)
    if kind is Money:
        return Money.parse(raw)
    raise TypeError(f"no action holds a {kind.__name__}")


def _describe_value(kind: type) -> dict[str, Any]:
    """Describe an exact value in JSON Schema."""
    decimals = 3 if kind is Quantity else 2
    pattern = rf"^-?\d{{1,15}}(\.\d{{1,{decimals}}})?$"
    return {"type": "string", "pattern": pattern, "description": "decimal text, never a float"}


_ENCODER = msgspec.json.Encoder(enc_hook=encode_value)


def encode(action: Action) -> bytes:
    """Return the action's JSON: the tag first, then the fields in the order of its class.

    Raises:
        BadRequest: a text is not Unicode, as from a command line in another encoding.
    """
    try:
        return _ENCODER.encode(action)
    except UnicodeError as error:
        raise BadRequest(problem=complaint(error)) from error


def read_tag(payload: bytes | str) -> str:
    """Return the name of the action that a JSON text holds.

    Raises:
        BadRequest: not JSON, not an object, or without a type.
    """
    if len(payload) > REQUEST_BYTES_MAX:
        raise BadRequest(problem=_("it is larger than {n} bytes").format(n=REQUEST_BYTES_MAX))
    try:
        return msgspec.json.decode(payload, type=_Tagged).type
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadRequest(problem=complaint(error)) from error


def decode(payload: bytes | str, action: type[A]) -> A:
    """Return the action that a JSON text holds.

    Raises:
        BadRequest: a field is missing, unknown, of the wrong kind or out of its range; the place is named.
    """
    try:
        raw = payload.encode() if isinstance(payload, str) else payload
        if _ZERO.search(raw):
            raise BadRequest(problem=_("a text holds the character U+0000"))
        return msgspec.json.decode(raw, type=action, dec_hook=decode_value)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadRequest(problem=complaint(error)) from error


def schema(action: type[Action]) -> dict[str, Any]:
    """Return the JSON Schema of an action."""
    return msgspec.json.schema(action, schema_hook=_describe_value)
