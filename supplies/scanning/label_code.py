"""The code on our own labels: A-Z and 0-9 only, a letter for the type first, a check character last.

The check character is a sum over the ring GF(4) x GF(9), whose 36 elements are the 36 characters. Written left to
right as ``x1 ... xn``, a code is right when the sum of ``a**(n-i) * xi`` is zero. The factor ``a`` is chosen so that
``a`` and ``1 - a`` both have an inverse. A single wrong character changes the sum by ``a**k * (x - y)``, which is never
zero; a swap of neighbours changes it by ``a**k * (1 - a) * (x - y)``, which is never zero either. So every single wrong
character and every swap of two different neighbours is found, at any place, the type letter and the check character
included.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from supplies.errors import LabelCheckWrong, LabelNotOurs

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LENGTH_MAX = 25
GROUP = 4

BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits of generated numbers: without I, L, O and U, which are misread or misheard."""

SEQ_DIGITS = 6
LINE_DIGITS = 3
EPOCH_MARK = "U"
"""Not a digit of generated numbers, so that what follows it cannot be part of them."""


class LabelKind(StrEnum):
    """What a label stands on; its letter is the first of the code."""

    LOT = "B"
    OBJECT = "S"
    PLACE = "L"
    ITEM = "I"
    DOCUMENT = "D"
    COMMAND = "C"
    PERSON = "P"
    UNIT = "U"


@dataclass(frozen=True, slots=True)
class LabelCode:
    """A code that was read and found right."""

    kind: LabelKind
    body: str

    def __str__(self) -> str:
        """Return the whole code as printed."""
        return compose(self.kind, self.body)


@cache
def _times(value: int) -> int:
    """Return ``a * value``: in GF(4) by the root of x^2 + x + 1, in GF(9) by 1 + i."""
    small, large = divmod(value, 9)
    high, low = divmod(small, 2)
    real, imaginary = divmod(large, 3)
    small = 2 * ((high + low) % 2) + high
    return 9 * small + 3 * ((real - imaginary) % 3) + (real + imaginary) % 3


@cache
def _plus(left: int, right: int) -> int:
    """Return the sum: without carry in base 2 for the first part, in base 3 for the second."""
    small = (left // 9) ^ (right // 9)
    real = (left % 9 // 3 + right % 9 // 3) % 3
    return 9 * small + 3 * real + (left % 3 + right % 3) % 3


def _sum(text: str) -> int:
    """Return the weighted sum of a code's characters; zero where it is right."""
    total = 0
    for character in text:
        total = _plus(_times(total), ALPHABET.index(character))
    return total


def check_character(text: str) -> str:
    """Return the character that makes the sum zero when it stands behind ``text``."""
    before = _times(_sum(text))
    return next(character for value, character in enumerate(ALPHABET) if _plus(before, value) == 0)


def compose(kind: LabelKind, body: str) -> str:
    """Return the code of a label.

    Args:
        kind: what it stands on.
        body: 1 to 23 of A-Z and 0-9.
    """
    text = kind.value + body
    assert 1 < len(text) < LENGTH_MAX and set(body) <= set(ALPHABET), f"{body!r} cannot stand in a label"
    return text + check_character(text)


def normalised(text: str) -> str:
    """Return what somebody typed as the label has it: upper case, half width, without blanks and hyphens."""
    half_width = unicodedata.normalize("NFKC", text).upper()
    return "".join(character for character in half_width if not character.isspace() and character not in "-_.")


def parse(text: str) -> LabelCode:
    """Return the label code in a text that was scanned or typed by hand.

    Raises:
        LabelNotOurs: another form.
        LabelCheckWrong: our form, but a character is wrong or two are swapped.
    """
    code = normalised(text)
    kinds = {kind.value for kind in LabelKind}
    is_our_form = 3 <= len(code) <= LENGTH_MAX and set(code) <= set(ALPHABET) and code[0] in kinds
    if not is_our_form:
        raise LabelNotOurs(text=text)
    if _sum(code) != 0:
        raise LabelCheckWrong(text=code)
    return LabelCode(LabelKind(code[0]), code[1:-1])


def grouped(code: str) -> str:
    """Return the code in groups of four, for reading and typing by hand."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _number(value: int, digits: int) -> str:
    """Return a number in base 32, with leading zeros."""
    text = ""
    while value:
        value, digit = divmod(value, 32)
        text = BASE32[digit] + text
    assert len(text) <= digits, "the number does not fit"
    return text.rjust(digits, "0")


def _generated(kind: LabelKind, site_id: str, epoch: int, seq: int, line: int) -> str:
    """Return the code of something that a journal line made: the same wherever the entry is applied, and only once."""
    body = site_id + _number(seq, SEQ_DIGITS) + _number(line, LINE_DIGITS)
    if epoch > 1:
        body += EPOCH_MARK + _number(epoch, 1)
    return compose(kind, body)


def lot_code(site_id: str, epoch: int, seq: int, line: int) -> str:
    """Return the label code of the lot that a receipt line made."""
    return _generated(LabelKind.LOT, site_id, epoch, seq, line)


def object_code(site_id: str, epoch: int, seq: int, line: int) -> str:
    """Return the label code of the object with a serial number that a receipt line made."""
    return _generated(LabelKind.OBJECT, site_id, epoch, seq, line)


def place_code(depot: str, place: str) -> str:
    """Return the label code of a storage location; the length of the depot's code keeps 21 A01 and 21A 01 apart."""
    return compose(LabelKind.PLACE, ALPHABET[len(depot)] + depot + place)


def unit_code(site_id: str, epoch: int, seq: int) -> str:
    """Return the label code of a carton or pallet."""
    return _generated(LabelKind.UNIT, site_id, epoch, seq, 1)


def item_code(item: str) -> str:
    """Return the label code of an item type."""
    return compose(LabelKind.ITEM, item)
