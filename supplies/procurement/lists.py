"""Lists of treasury payments or of invoices as a sheet holds them: their lines, and what in them does not add up."""

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from datetime import date

from supplies.language import N_, _
from supplies.models.treasury import DifferenceKind, ListKind
from supplies.values import Money, total_money

__all__ = [
    "Difference",
    "DifferenceKind",
    "LeftOut",
    "ListKind",
    "ListedLine",
    "MoneyList",
    "SheetRead",
    "line_fingerprint",
    "plain",
]

_SENTENCES = {
    DifferenceKind.PRODUCT: N_("{place}: {told} is told, but quantity × price is {computed}"),
    DifferenceKind.TAX: N_("{place}: {told} is told, but the net amount and the tax are {computed}"),
    DifferenceKind.TOTAL: N_("{place}: the total says {told}, but its lines add up to {computed}"),
    DifferenceKind.REPEATED: N_("{place}: {told} stands there with the same number, date and payee as in {repeats}"),
}


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A payment or an invoice as it is listed, and where."""

    sheet: str
    row: int
    number: str
    """Of the voucher, or of the invoice."""
    dated: date
    payee: str
    amount: Money
    contract_number: str
    text: str
    fingerprint: str
    """The same for the same line, in whatever file it comes."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where a list contradicts itself. It is accepted by its name: the address of its cell, and its kind."""

    name: str
    kind: DifferenceKind
    sheet: str
    row: int
    column: str
    told: Money
    computed: Money
    repeats: str = ""
    """The address of the amount of the line that this one repeats."""

    def sentence(self) -> str:
        """Return the difference in words, in the reader's language."""
        place = _("Sheet {sheet}, row {row}, column {column}")
        place = place.format(sheet=self.sheet, row=self.row, column=self.column)
        facts = {"told": self.told.grouped(), "computed": self.computed.grouped(), "repeats": self.repeats}
        return _(_SENTENCES[self.kind]).format(place=place, **facts)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of a sheet that are no lines; all rows where nothing in the sheet is a list."""

    sheet: str
    rows: tuple[int, ...]

    def sentence(self) -> str:
        """Return what was left out in words, in the reader's language."""
        if not self.rows:
            return _("Sheet {sheet} holds no list and was left out").format(sheet=self.sheet)
        rows = ", ".join(map(str, self.rows))
        return _("Sheet {sheet}: these rows hold no line and were left out: {rows}").format(sheet=self.sheet, rows=rows)


@dataclass(frozen=True, slots=True)
class SheetRead:
    """How a sheet was read: where its head stands, in what unit its amounts are, what was found below."""

    name: str
    first_head: int
    last_head: int
    unit: str
    lines: int
    totals: int
    amount: Money

    def sentence(self) -> str:
        """Return it in words, in the reader's language."""
        told = _("head in row {head}, amounts in {unit}, {lines} lines, {amount} yuan, {totals} totals compared")
        rows = {self.first_head, self.last_head}
        return told.format(
            head="–".join(map(str, sorted(rows))),
            unit=self.unit,
            lines=self.lines,
            amount=self.amount.grouped(),
            totals=self.totals,
        )


@dataclass(frozen=True, slots=True)
class MoneyList:
    """What was read out of a file."""

    kind: ListKind
    file: str
    lines: tuple[ListedLine, ...]
    differences: tuple[Difference, ...]
    totals: int
    """How many totals were compared with their lines."""
    assumed_yuan: tuple[str, ...]
    """The sheets that tell no unit of their amounts."""
    left_out: tuple[LeftOut, ...]
    sheets: tuple[SheetRead, ...] = ()

    @property
    def amount(self) -> Money:
        """Return what the lines add up to."""
        return total_money(line.amount for line in self.lines)

    @property
    def fingerprint(self) -> str:
        """Return what is the same for the same lines in the same order, however the file was saved."""
        return _digest([str(self.kind), *(line.fingerprint for line in self.lines)])

    def unaccepted(self, accepted: frozenset[str]) -> tuple[Difference, ...]:
        """Return the differences that nobody has accepted by name."""
        return tuple(each for each in self.differences if each.name not in accepted)

    def notices(self) -> list[str]:
        """Return what a person should know besides the differences, in the reader's language."""
        assumed = _("Sheet {sheet} tells no unit: its amounts are taken as yuan")
        return [
            *(assumed.format(sheet=sheet) for sheet in self.assumed_yuan),
            *(each.sentence() for each in self.left_out),
        ]


def plain(text: str) -> str:
    """Return a text with characters of full width in their usual one, and single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def line_fingerprint(kind: ListKind, number: str, dated: date, payee: str, amount: Money, occurrence: int) -> str:
    """Return what is the same for the same line in whatever file; its blanks and widths do not count.

    Args:
        occurrence: 1 for the first such line of a list, 2 for a second that is the same.
    """
    names = [plain(each).replace(" ", "").upper() for each in (number, payee)]
    return _digest([str(kind), *names, dated.isoformat(), str(amount.fen), str(occurrence)])


def _digest(parts: list[str]) -> str:
    """Return the hash of texts, each of which stays apart from the others."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
