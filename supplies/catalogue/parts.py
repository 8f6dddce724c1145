"""The limit of use, the components and the packs of an item type as text of a list, and back."""

import re
from collections.abc import Iterator
from typing import TypeAlias

import msgspec

from supplies.catalogue.actions import ComponentLine, PackLine, UseLimit
from supplies.language import _
from supplies.models.catalogue import UseUnit
from supplies.values import BadValue, Quantity

_LIMIT = re.compile(r"(\d{1,7})\s*(\D+)")
_UNITS = {
    **dict.fromkeys(("天", "日", "day", "days", "d"), UseUnit.DAY),
    **dict.fromkeys(("小时", "时", "hour", "hours", "h"), UseUnit.HOUR),
}
_WRITTEN = {UseUnit.DAY: "天", UseUnit.HOUR: "小时"}
_SEPARATORS = re.compile(r"[;；\n]")

Parts: TypeAlias = UseLimit | tuple[ComponentLine, ...] | tuple[PackLine, ...]


def read_limit(text: str) -> UseLimit | None:
    """Return the limit in ``180天`` or ``1000小时``; None in an empty text.

    Raises:
        BadValue: any other form.
    """
    if text in {"", "-", "–"}:
        return None
    found = _LIMIT.fullmatch(text)
    unit = _UNITS.get(found[2].strip().lower()) if found else None
    if found is None or unit is None:
        raise BadValue(_("“{text}” is not a limit of use; write it as 180天 or 1000小时").format(text=text))
    return msgspec.convert({"value": int(found[1]), "unit": unit}, UseLimit)


def read_components(text: str) -> tuple[ComponentLine, ...]:
    """Return the components in ``电极片=24;电池=48``, months each, by name.

    Raises:
        BadValue: a part without a name and a whole number of months.
    """
    found: list[ComponentLine] = []
    for name, months in _pairs(text):
        if not (months.isascii() and months.isdigit()):
            raise BadValue(_("{text} is not a whole number").format(text=months))
        found.append(msgspec.convert({"name": name, "life_months": int(months)}, ComponentLine))
    return tuple(sorted(found, key=lambda part: part.name))


def read_packs(text: str) -> tuple[PackLine, ...]:
    """Return the packs in ``箱=24;托=480``, the smallest first.

    Raises:
        BadValue: a part without a unit and an exact quantity.
    """
    pairs = [(unit, Quantity.parse(factor)) for unit, factor in _pairs(text)]
    found = [msgspec.convert({"unit": unit, "factor": factor}, PackLine) for unit, factor in pairs]
    return tuple(sorted(found, key=lambda pack: (pack.factor, pack.unit)))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the two sides of each part of a list such as ``a=1;b=2``."""
    for part in filter(None, map(str.strip, _SEPARATORS.split(text))):
        name, equals, value = part.partition("=")
        if not (name.strip() and equals and value.strip()):
            raise BadValue(_("“{text}” is not of the form 箱=24").format(text=part))
        yield name.strip(), value.strip()


def parts_text(parts: Parts | None) -> str:
    """Return what a list holds of a limit, of components or of packs; reading it again gives the same."""
    if parts is None:
        return ""
    if isinstance(parts, UseLimit):
        return f"{parts.value}{_WRITTEN[parts.unit]}"
    return ";".join(_part_text(part) for part in parts)


def _part_text(part: ComponentLine | PackLine) -> str:
    """Return one part of a list."""
    return f"{part.unit}={part.factor}" if isinstance(part, PackLine) else f"{part.name}={part.life_months}"
