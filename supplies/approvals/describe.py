"""An action in words, whatever its kind: what the approver reads is what will be done.

Every field of the action stands here, with the names of what its codes and ids mean, so that nothing is approved
unseen. A kind of action that this module has never heard of is described all the same, by the names of its fields.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from supplies.approvals.names import Names, field_title
from supplies.journal.action import Action, Procedure
from supplies.language import _
from supplies.stock.documents import document_lines
from supplies.stock.places import shown_route
from supplies.values import SiteId

_SAID_ELSEWHERE = frozenset({"action_id"})
_WHAT = ("lot_id", "item")
_QUANTITY = ("quantity", "counted")
_WHERE = ("place", "to_place")
LIST_SIGN = "; "


@dataclass(frozen=True, slots=True)
class DescribedLine:
    """One line of what would be done."""

    line: int
    what: str
    quantity: str
    where: str
    details: str


@dataclass(frozen=True, slots=True)
class Described:
    """What would be done."""

    title: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[DescribedLine, ...]


def describe(connection: Connection, site_id: SiteId, procedure: Procedure[Any], action: Action) -> Described:
    """Return an action in the reader's language."""
    names = Names(connection, site_id, getattr(action, "depot", None), _all_values(action))
    facts: list[tuple[str, str]] = []
    lines: list[DescribedLine] = []
    for name in type(action).__struct_fields__:
        value = getattr(action, name)
        if _is_list_of_structs(value):
            lines += [_line(names, number, each) for number, each in enumerate(value, len(lines) + 1)]
        elif name not in _SAID_ELSEWHERE and _says_something(value):
            facts.append((_(field_title(name)), names.text(name, value)))
    reversed_seq = getattr(action, "reverses_seq", None)
    if reversed_seq is not None:
        lines += _reversed_lines(connection, names, site_id, reversed_seq)
    return Described(_(procedure.title), tuple(facts), tuple(lines))


def _all_values(part: msgspec.Struct) -> Iterable[tuple[str, Any]]:
    """Yield the fields of an action and of everything inside it."""
    for name in type(part).__struct_fields__:
        value = getattr(part, name)
        if isinstance(value, msgspec.Struct):
            yield from _all_values(value)
        elif _is_list_of_structs(value):
            for each in value:
                yield from _all_values(each)
        else:
            yield name, value


def _is_list_of_structs(value: object) -> bool:
    """Return whether a field holds lines."""
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], msgspec.Struct)


def _says_something(value: object) -> bool:
    """Return whether a field was filled in; a zero says something, an empty text does not."""
    return value is not None and value not in ("", ())


def _line(names: Names, number: int, line: msgspec.Struct) -> DescribedLine:
    """Return one line in words."""
    fields = [name for name in type(line).__struct_fields__ if _says_something(getattr(line, name))]
    if "item" in fields and "lot_id" in fields:
        fields.remove("lot_id")  # The lot is yet to be made, so it has no name.
    texts = {name: names.text(name, getattr(line, name)) for name in fields}
    details = [f"{_(field_title(name))}: {texts[name]}" for name in fields if name not in (*_WHAT, *_QUANTITY, *_WHERE)]
    quantity = _joined(texts, _QUANTITY)
    unit = names.unit(getattr(line, "lot_id", None), getattr(line, "item", None))
    return DescribedLine(
        number,
        _joined(texts, _WHAT),
        f"{quantity} {unit}".strip() if quantity else "",
        _joined(texts, _WHERE, " → "),
        LIST_SIGN.join(details),
    )


def _joined(texts: dict[str, str], wanted: Iterable[str], sign: str = " ") -> str:
    """Return some of the texts, one behind the other."""
    return sign.join(texts[name] for name in wanted if name in texts)


def _reversed_lines(connection: Connection, names: Names, site_id: SiteId, seq: int) -> list[DescribedLine]:
    """Return the lines of the document that would be taken back."""
    return [
        DescribedLine(
            line.line,
            names.goods(line.item_code, line.name, line.label_code, line.serial_no or line.batch_no),
            f"{line.quantity.grouped()} {line.unit}",
            shown_route(line.to_place, line.from_place),
            line.reason,
        )
        for line in document_lines(connection, site_id, seq)
    ]
