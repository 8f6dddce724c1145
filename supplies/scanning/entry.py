"""What was entered into a scan field: a quantity typed by hand, a command, or a code to look up."""

import re
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias

from supplies.errors import SuppliesError
from supplies.scanning.commands import Command
from supplies.scanning.label_code import LabelKind, parse
from supplies.values import Quantity

_QUANTITY = re.compile(r"(\*?)(\d{1,6}(?:\.\d{1,3})?)\s*([\u4e00-\u9fff]{0,10})")
"""A quantity has at most six digits, for a longer row of digits is a supplier's code; ``*12`` multiplies.

``3箱`` is three packs; a pack is named in Chinese, so that no code is taken for one.
"""


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity for the line scanned last."""

    quantity: Quantity
    multiplies: bool
    unit: str = ""
    """The pack it was said in; empty: the item's own unit."""


@dataclass(frozen=True, slots=True)
class Code:
    """A text to be looked up, as it was scanned."""

    text: str


Entry: TypeAlias = Amount | Command | Code


def read_entry(raw: str) -> Entry:
    """Return what a text that was scanned or typed stands for."""
    plain = unicodedata.normalize("NFKC", raw).strip().replace("×", "*")
    found = _QUANTITY.fullmatch(plain)
    if found:
        return Amount(Quantity.parse(found[2]), multiplies=bool(found[1]), unit=found[3])
    return _command(plain) or Code(raw.strip())


def _command(text: str) -> Command | None:
    """Return the command on a label; None for every other text."""
    try:
        code = parse(text)
    except SuppliesError:
        return None
    is_command = code.kind is LabelKind.COMMAND and code.body in set(Command)
    return Command(code.body) if is_command else None
