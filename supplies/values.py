"""Small exact values that every room shares: ids, quantities, money and dates."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import NewType, NoReturn, Self
from uuid import UUID

from uuid_utils.compat import uuid7

from supplies.language import _

# Codes that people read, print and type are keys by themselves: they are given once and never used again.
SiteId = NewType("SiteId", str)
DepotCode = NewType("DepotCode", str)
PlaceCode = NewType("PlaceCode", str)
ItemCode = NewType("ItemCode", str)
OrganisationCode = NewType("OrganisationCode", str)
Login = NewType("Login", str)
# What two sites may create at the same time, unknown to each other, has a UUIDv7.
ActionId = NewType("ActionId", UUID)
LotId = NewType("LotId", UUID)
AppropriationId = NewType("AppropriationId", UUID)
ProjectId = NewType("ProjectId", UUID)
TenderLotId = NewType("TenderLotId", UUID)
AllotmentId = NewType("AllotmentId", UUID)
ContractId = NewType("ContractId", UUID)

QUANTITY_MAX_THOUSANDTHS = 10**12
MONEY_MAX_FEN = 10**14
FEN_PER_YUAN = 100
YUAN_PER_WAN = 10_000

_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,9})?")


class BadValue(ValueError):
    """A text is not the number, date or code that it should be; the sentence says why, in the reader's language."""


def new_id() -> UUID:
    """Return a new UUIDv7: unique, and ordered by the time of its making."""
    return uuid7()


def parse_id(text: str) -> UUID:
    """Read a UUID.

    Raises:
        BadValue: any other form.
    """
    try:
        return UUID(text.strip())
    except ValueError as error:
        raise BadValue(_("“{text}” is not an id").format(text=text)) from error


def utc_now() -> datetime:
    """Return the present moment, to the millisecond, in UTC."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def utc_text(moment: datetime) -> str:
    """Return ``2026-11-23T08:05:09.120Z``; refuses a moment without a zone."""
    if moment.tzinfo is None:
        raise BadValue(_("a moment needs a time zone"))
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def _scaled(text: str | int | Decimal, places: int) -> int:
    """Return ``text`` times ten to ``places`` as an exact integer; a float or a finer fraction is refused."""
    if isinstance(text, bool | float) or not isinstance(text, str | int | Decimal):
        raise BadValue(_("{value} must be written as decimal text, such as 12.5").format(value=repr(text)))
    if isinstance(text, str) and not _NUMBER.fullmatch(text.strip()):
        raise BadValue(_("“{text}” is not a number").format(text=text))
    try:
        scaled = Decimal(text).scaleb(places)
    except InvalidOperation as error:
        raise BadValue(_("“{text}” is not a number").format(text=text)) from error
    if not scaled.is_finite() or scaled != scaled.to_integral_value():
        raise BadValue(_("{text} has more than {places} decimal places").format(text=text, places=places))
    return int(scaled)


class _Exact:
    """An exact number, held as a whole number of its smallest parts. Never changed once made.

    Not a dataclass, which msgspec would write as an object: an action holds decimal text.
    """

    __slots__ = ("_parts",)
    _parts: int

    def __init__(self, parts: int) -> None:
        object.__setattr__(self, "_parts", parts)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} never changes")

    def __reduce__(self) -> tuple[type[Self], tuple[int]]:
        return type(self), (self._parts,)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._parts})"

    def __hash__(self) -> int:
        return hash(self._parts)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._parts == other._parts

    def __lt__(self, other: Self) -> bool:
        return self._parts < other._parts if type(other) is type(self) else NotImplemented

    def __le__(self, other: Self) -> bool:
        return self._parts <= other._parts if type(other) is type(self) else NotImplemented

    def __gt__(self, other: Self) -> bool:
        return self._parts > other._parts if type(other) is type(self) else NotImplemented

    def __ge__(self, other: Self) -> bool:
        return self._parts >= other._parts if type(other) is type(self) else NotImplemented

    def __add__(self, other: Self) -> Self:
        return type(self)(self._parts + other._parts) if type(other) is type(self) else NotImplemented

    def __sub__(self, other: Self) -> Self:
        return type(self)(self._parts - other._parts) if type(other) is type(self) else NotImplemented

    def __bool__(self) -> bool:
        return self._parts != 0


class Quantity(_Exact):
    """An exact amount of an item in its base unit, counted in thousandths (``12.5`` is 12,500)."""

    __slots__ = ()

    @property
    def thousandths(self) -> int:
        """Return how many thousandths of the base unit."""
        return self._parts

    @classmethod
    def parse(cls, text: str | int | Decimal) -> Self:
        """Read ``12``, ``"12.5"`` or a Decimal; at most three decimals.

        Raises:
            BadValue: not a number, a float, too precise, or beyond a thousand million units.
        """
        thousandths = _scaled(text, 3)
        if abs(thousandths) > QUANTITY_MAX_THOUSANDTHS:
            raise BadValue(_("{text} is too large for a quantity").format(text=text))
        return cls(thousandths)

    def __str__(self) -> str:
        """Return the shortest exact decimal text: ``12``, ``12.5``."""
        whole, rest = divmod(abs(self.thousandths), 1000)
        sign = "-" if self.thousandths < 0 else ""
        return f"{sign}{whole}" + (f".{rest:03d}".rstrip("0") if rest else "")

    def grouped(self) -> str:
        """Return the text with thousands separated, for people: ``12,000.5``."""
        whole, dot, rest = str(self).partition(".")
        return f"{int(whole):,}{dot}{rest}" if not whole.startswith("-0") else f"{whole}{dot}{rest}"

    def fits(self, decimals: int) -> bool:
        """Return whether the quantity needs no more than ``decimals`` decimal places (0 to 3)."""
        return bool(self.thousandths % 10 ** (3 - decimals) == 0)


ONE = Quantity(1000)
NO_QUANTITY = Quantity(0)


class Money(_Exact):
    """An exact sum in fen (one hundredth of a yuan)."""

    __slots__ = ()

    @property
    def fen(self) -> int:
        """Return how many fen."""
        return self._parts

    @classmethod
    def parse(cls, yuan: str | int | Decimal) -> Self:
        """Read yuan, at most two decimals: ``"1298440.00"``.

        Raises:
            BadValue: not a number, a float, finer than a fen, or beyond a million million yuan.
        """
        fen = _scaled(yuan, 2)
        if abs(fen) > MONEY_MAX_FEN:
            raise BadValue(_("{text} is too large for an amount").format(text=yuan))
        return cls(fen)

    @classmethod
    def parse_wan(cls, wan: str | Decimal) -> Self:
        """Read units of ten thousand yuan; six decimals are exactly a fen."""
        return cls(_scaled(wan, 6))

    def __str__(self) -> str:
        """Return yuan with two decimals and no grouping: ``1298440.00``."""
        whole, rest = divmod(abs(self.fen), FEN_PER_YUAN)
        return f"{'-' if self.fen < 0 else ''}{whole}.{rest:02d}"

    def grouped(self) -> str:
        """Return yuan for people: ``12,984,400.00``."""
        whole, rest = divmod(abs(self.fen), FEN_PER_YUAN)
        return f"{'-' if self.fen < 0 else ''}{whole:,}.{rest:02d}"

    def wan(self) -> str:
        """Return the exact sum in ten thousand yuan, two decimals or as many as it needs: ``1298.44``."""
        whole, rest = divmod(abs(self.fen), FEN_PER_YUAN * YUAN_PER_WAN)
        decimals = f"{rest:06d}".rstrip("0").ljust(2, "0")
        return f"{'-' if self.fen < 0 else ''}{whole:,}.{decimals}"


NO_MONEY = Money(0)


def total_money(amounts: Iterable[Money]) -> Money:
    """Return the exact sum."""
    return Money(sum(amount.fen for amount in amounts))


def split(whole: int, weights: Sequence[int]) -> list[int]:
    """Return a whole in parts that are to each other as the weights, and add up to it exactly.

    Each is rounded down first; what is then missing goes to the largest remainders, of equal ones to the first. No part
    of a whole that is at most the sum of the weights is above its weight.

    Args:
        whole: at least 0.
        weights: none below zero, their sum above it.
    """
    total = sum(weights)
    assert whole >= 0 and total > 0 and all(weight >= 0 for weight in weights), "there is something to be split"
    shares = [divmod(weight * whole, total) for weight in weights]
    missing = whole - sum(share for share, _rest in shares)
    order = sorted(range(len(weights)), key=lambda place: -shares[place][1])
    raised = set(order[:missing])
    return [share + (place in raised) for place, (share, _rest) in enumerate(shares)]


LOT_NUMBER_DIGITS = 3
"""A project has at most 999 lots."""


def parse_lot_name(text: str) -> tuple[str, int]:
    """Return the project's number and the lot's own of a name such as "P-1/2"; 0 is the number of no lot."""
    project, _stroke, number = text.strip().rpartition("/")
    is_number = number.isascii() and number.isdecimal() and len(number) <= LOT_NUMBER_DIGITS
    return project, int(number) if is_number else 0


def parse_date(text: str) -> date:
    """Read an ISO date such as ``2026-11-23``.

    Raises:
        BadValue: any other form, or a day that does not exist.
    """
    try:
        parsed = date.fromisoformat(text)
        if parsed.isoformat() == text:
            return parsed
    except ValueError:
        pass
    raise BadValue(_("“{text}” is not a date; write it as 2026-11-23").format(text=text))


class Topic(StrEnum):
    """What an entry may have changed; views that show it reload."""

    CATALOGUE = "catalogue"
    ACCOUNTS = "accounts"
    PLACES = "places"
    STOCK = "stock"
    FUNDS = "funds"
    TENDERS = "tenders"
    APPROVALS = "approvals"
    RELIEF = "relief"
    PAPERS = "papers"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write touched: topics, and the ids of the records where few."""

    topics: frozenset[Topic] = field(default_factory=frozenset)
    ids: frozenset[str] = field(default_factory=frozenset)

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(self.topics | other.topics, self.ids | other.ids)
