"""Quantities as people say them, ``3箱`` or ``12.5``, in the base unit of an item: exact, never rounded."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from supplies.catalogue.actions import PackLine
from supplies.errors import PackFiner, PackTooMany, PackUnknown
from supplies.language import _
from supplies.values import QUANTITY_MAX_THOUSANDTHS, BadValue, Quantity

_SAID = re.compile(r"([+-]?\d[\d.]*)\s*([^\d\s.*]{0,10})")


@dataclass(frozen=True, slots=True)
class InUnit:
    """A number and the unit it was said in; empty: the base unit."""

    number: Quantity
    unit: str = ""


def read_said(text: str) -> InUnit:
    """Read ``3箱``, ``3 箱`` or ``12.5``.

    Raises:
        BadValue: any other form.
    """
    found = _SAID.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        raise BadValue(_("“{text}” is not a number").format(text=text))
    return InUnit(Quantity.parse(found[1]), found[2])


def in_base_unit(said: InUnit, unit: str, decimals: int, packs: Sequence[PackLine]) -> Quantity:
    """Return a quantity in the base unit of an item.

    Args:
        said: the number and its unit.
        unit: the item's base unit.
        decimals: how many decimal places a quantity of the item may have.
        packs: the packs in which the item comes.

    Raises:
        PackUnknown: the item does not come in that unit.
        PackFiner: the packs do not make a quantity that the item can have.
        PackTooMany: it is more than any quantity.
    """
    if said.unit in {"", unit, unicodedata.normalize("NFKC", unit)}:
        return said.number
    pack = next((pack for pack in packs if pack.unit == said.unit), None)
    if pack is None:
        known = "、".join([unit, *(pack.unit for pack in packs)])
        raise PackUnknown(unit=said.unit, known=known)
    product, rest = divmod(said.number.thousandths * pack.factor.thousandths, 1000)
    if abs(product) > QUANTITY_MAX_THOUSANDTHS:
        raise PackTooMany(said=f"{said.number}{said.unit}")
    if rest or not Quantity(product).fits(decimals):
        packed = f"1 {pack.unit} = {pack.factor} {unit}"
        raise PackFiner(said=f"{said.number}{said.unit}", packed=packed, decimals=decimals)
    return Quantity(product)
