"""Amounts, numbers and days as people write them into cells; every amount exact, and never finer than a fen."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from supplies.language import _
from supplies.procurement.lists import plain
from supplies.values import BadValue, Money

YUAN_PER_UNIT = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}

HEADING_MOST = 60
"""A longer text is no heading."""

_UNIT = "(?:人民币)?(百万元|千元|万元|亿元|元)"
_TOLD = re.compile(rf"单位\s*:?\s*{_UNIT}(?![\u4e00-\u9fff])")
_HEAD = re.compile(rf"(.+?)[(\[/:,_-]+(?:单位:?)?{_UNIT}[)\]]*")
_AMOUNT = re.compile(rf"(?:¥|RMB|CNY|人民币)?([+-]?[\d,. ]+){_UNIT}?", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(\.\d{1,30})?")
_DAY = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?"
)

_SHOWN = Context(prec=15, rounding=ROUND_HALF_UP)
"""Excel shows no more digits; a formula such as 3 × 19.9 leaves 59.699999999999996 in its cell, which reads 59.7."""


def told_unit(text: str) -> str | None:
    """Return the unit that a title tells, as ``单位:万元`` does.

    Raises:
        BadValue: it tells two.
    """
    units = set(_TOLD.findall(plain(text)))
    if len(units) > 1:
        raise BadValue(_("two units are told: {units}").format(units="、".join(sorted(units))))
    return units.pop() if units else None


def parted_head(text: str) -> tuple[str, str | None]:
    """Return a heading without blanks and marks, and the unit that it tells: ``金额(万元)`` is ``金额`` in 万元."""
    head = plain(text).replace(" ", "").strip("*:").lower()
    found = _HEAD.fullmatch(head) if len(head) <= HEADING_MOST else None
    return (found[1], found[2]) if found else (head, None)


def is_nothing(text: str) -> bool:
    """Return whether a cell is empty, or holds a stroke for nothing."""
    return plain(text) in {"", "-", "--", "–", "—", "——", "/"}


def read_number(text: str) -> Decimal:
    """Return a number: with thousands separated or not, digits of any width.

    Raises:
        BadValue: anything else.
    """
    number = plain(text).replace("−", "-")
    if not _NUMBER.fullmatch(number):
        raise BadValue(_("“{text}” is not a number").format(text=text))
    exact = Decimal(number.replace(",", ""))
    return _SHOWN.plus(exact) if len(exact.as_tuple().digits) > _SHOWN.prec else exact


def read_yuan(text: str, unit: str) -> Decimal:
    """Return an amount in yuan, which may be finer than a fen, as a price may; the cell may tell its own unit.

    Raises:
        BadValue: it is no amount.
    """
    cell = plain(text).replace("−", "-")
    if cell.startswith("(") and cell.endswith(")"):  # As accountants write what is taken away.
        cell = f"-{cell[1:-1]}"
    found = _AMOUNT.fullmatch(cell.replace("¥ ", "¥"))
    if not found:
        raise BadValue(_("“{text}” is not an amount").format(text=text))
    number = found[1].strip()
    if " " in number:  # Thousands may be separated by blanks.
        number = number.replace(" ", ",")
    return read_number(number) * YUAN_PER_UNIT[found[2] or unit]


def read_money(text: str, unit: str) -> Money:
    """Return an exact amount.

    Raises:
        BadValue: it is no amount, finer than a fen, or too large.
    """
    yuan = read_yuan(text, unit)
    if yuan != yuan.quantize(Decimal("0.01")):
        raise BadValue(_("“{text}” {unit} is finer than a fen").format(text=text, unit=unit))
    return Money.parse(yuan)


def rounded_money(yuan: Decimal) -> Money:
    """Return an amount rounded to the fen, half of one upwards, as an invoice is made out.

    Raises:
        BadValue: it is too large.
    """
    try:
        rounded = yuan.quantize(Decimal("0.01"), ROUND_HALF_UP)
    except InvalidOperation as error:
        raise BadValue(_("{text} is too large for an amount").format(text=yuan)) from error
    return Money.parse(rounded)


def read_day(text: str) -> date:
    """Return a day: 2023-07-05, 2023/7/5, 2023.7.5, 2023年7月5日 or 20230705; a time of day after it does not count.

    Raises:
        BadValue: anything else, or a day that does not exist.
    """
    found = _DAY.fullmatch(plain(text))
    try:
        if found:
            year, month, day = found[1], found[2] or found[4], found[3] or found[5]
            return date(int(year), int(month), int(day))
    except ValueError:
        pass
    raise BadValue(_("“{text}” is not a date; write it as 2026-11-23").format(text=text))
