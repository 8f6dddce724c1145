"""Any action of the program, drawn from the form that its class declares; and whether JSON keeps to a schema."""

import re
import string
from collections.abc import Callable
from datetime import UTC, date
from functools import cache
from math import inf
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from supplies.journal.action import Action
from supplies.journal.post import JOURNAL
from supplies.program import ROOMS
from supplies.values import MONEY_MAX_FEN, QUANTITY_MAX_THOUSANDTHS, Money, Quantity

ACTIONS: tuple[type[Action], ...] = tuple(
    procedure.action for room in (JOURNAL, *ROOMS) for procedure in room.procedures
)
"""Every kind of action of the program."""

TEXT_MAX = 40
ROWS_MAX = 3
WORDS = st.characters(codec="utf-8", exclude_characters="\0")


def any_action(kind: type[Action]) -> st.SearchStrategy[Action]:
    """Return actions of a class, any that its form allows."""
    return _struct(kind)


@cache
def _struct(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """Return objects of a class, field by field; a field with a default is sometimes left to it."""
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    needed = {field.name: _value(field.type) for field in info.fields if field.required}
    others = {field.name: _value(field.type) for field in info.fields if not field.required}
    given = st.fixed_dictionaries(needed, optional=others)
    return given.map(lambda values: kind(**values))


def _value(info: inspect.Type) -> st.SearchStrategy[Any]:
    """Return values of a field."""
    if isinstance(info, inspect.UnionType):
        return st.one_of(*(_value(each) for each in info.types))
    if isinstance(info, inspect.VarTupleType):
        longest = ROWS_MAX if info.max_length is None else min(info.max_length, ROWS_MAX)
        return st.lists(_value(info.item_type), min_size=info.min_length or 0, max_size=longest).map(tuple)
    if isinstance(info, inspect.StructType):
        return _struct(info.cls)
    if isinstance(info, inspect.StrType):
        return _text(info)
    if isinstance(info, inspect.IntType):
        return st.integers(-(2**62) if info.ge is None else info.ge, 2**62 if info.le is None else info.le)
    return _simple(info)


def _text(info: inspect.StrType) -> st.SearchStrategy[str]:
    """Return texts that fit their pattern and length."""
    shortest = info.min_length or 0
    if info.pattern is None:
        return st.text(WORDS, min_size=shortest, max_size=min(info.max_length or TEXT_MAX, TEXT_MAX))
    longest = inf if info.max_length is None else info.max_length  # A pattern alone may say how long a text is.
    drawn = st.from_regex(info.pattern, alphabet=WORDS if "S" in info.pattern else st.sampled_from(string.printable))
    return drawn.filter(lambda text: shortest <= len(text) <= longest)


def _simple(info: inspect.Type) -> st.SearchStrategy[Any]:
    """Return values of a type without parts."""
    if isinstance(info, inspect.EnumType):
        return st.sampled_from(list(info.cls))
    if isinstance(info, inspect.CustomType) and info.cls is Quantity:
        return st.integers(-QUANTITY_MAX_THOUSANDTHS, QUANTITY_MAX_THOUSANDTHS).map(Quantity)
    if isinstance(info, inspect.CustomType) and info.cls is Money:
        return st.integers(-MONEY_MAX_FEN, MONEY_MAX_FEN).map(Money)
    if isinstance(info, inspect.RawType):
        return st.dictionaries(st.text(WORDS, max_size=TEXT_MAX), st.integers(-9, 9), max_size=3).map(_raw)
    return {
        inspect.NoneType: st.none(),
        inspect.BoolType: st.booleans(),
        inspect.UUIDType: st.uuids(),
        inspect.DateType: st.dates(date(1, 1, 1), date(9999, 12, 31)),
        inspect.DateTimeType: st.datetimes(timezones=st.just(UTC)),
    }[type(info)]


def _raw(content: object) -> msgspec.Raw:
    """Return the JSON of something, as an action that holds another one keeps it."""
    return msgspec.Raw(msgspec.json.encode(content))


# --- JSON Schema -----------------------------------------------------------------------------------------------------

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}
WORDLESS = {"title", "description", "default", "format", "$defs"}
"""Keywords that describe and do not forbid."""


def keeps_to(schema: dict[str, Any], value: Any, root: dict[str, Any]) -> bool:
    """Return whether a JSON value keeps to a schema; a keyword that is not known here is an error of its own.

    Args:
        schema: or a part of it.
        value: or a part of it.
        root: the whole schema, in which ``$ref`` points.
    """
    if "$ref" in schema:
        return keeps_to(_pointed_at(root, schema["$ref"]), value, root)
    words = sorted(schema.keys() - WORDLESS, key=lambda word: word != "type")  # The others suppose the right type.
    return all(_holds(word, schema, value, root) for word in words)


def _pointed_at(root: dict[str, Any], reference: str) -> dict[str, Any]:
    """Return the part of a schema that a reference names."""
    part: dict[str, Any] = root
    for step in reference.removeprefix("#/").split("/"):
        part = part[step]
    return part


def _holds(word: str, schema: dict[str, Any], value: Any, root: dict[str, Any]) -> bool:
    """Return whether one keyword is kept to."""
    wanted = schema[word]
    if word == "type":
        return isinstance(value, TYPES[wanted]) and (wanted != "integer" or not isinstance(value, bool))
    if word == "anyOf":
        return any(keeps_to(each, value, root) for each in wanted)
    if word in {"properties", "required", "additionalProperties"}:
        return _is_object(schema, value, root)
    checks: dict[str, Callable[[], bool]] = {
        "enum": lambda: value in wanted,
        "items": lambda: all(keeps_to(wanted, each, root) for each in value),
        "pattern": lambda: re.search(wanted, value) is not None,
        "minItems": lambda: len(value) >= wanted,
        "maxItems": lambda: len(value) <= wanted,
        "minLength": lambda: len(value) >= wanted,
        "maxLength": lambda: len(value) <= wanted,
        "minimum": lambda: value >= wanted,
        "maximum": lambda: value <= wanted,
    }
    return checks[word]()


def _is_object(schema: dict[str, Any], value: dict[str, Any], root: dict[str, Any]) -> bool:
    """Return whether an object has what it must have, and nothing else where nothing else may be."""
    known = schema["properties"]
    assert set(schema.get("required", ())) <= known.keys(), "what is required is described"
    closed = schema.get("additionalProperties") is False
    return (
        set(schema.get("required", ())) <= value.keys()
        and (not closed or value.keys() <= known.keys())
        and all(keeps_to(known[name], each, root) for name, each in value.items() if name in known)
    )
