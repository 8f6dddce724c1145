"""Which contract each line of a list belongs to: a proposal with its reasons, which a person confirms."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from supplies.language import N_, _
from supplies.procurement.lists import ListedLine, plain
from supplies.values import NO_MONEY, Money

NEAREST = 3
"""How many candidates are shown."""
SAME_MAX = 50
"""Contracts of one supplier with one amount that are looked at; where there are more, their amount tells nothing."""
TEXT_NUMBER_LEAST = 4
"""A shorter number may stand in any text by chance."""
TEXT_MOST = 500
"""How far a text is searched; no remark of a payment is longer."""
STEM_MOST = 40
"""A longer name is compared as a whole only."""


class Reason(StrEnum):
    """Why a contract is proposed, or speaks against itself."""

    NUMBER_LISTED = "number_listed"
    NUMBER_IN_TEXT = "number_in_text"
    NUMBER_ALIKE = "number_alike"
    SUPPLIER = "supplier"
    SUPPLIER_ALIKE = "supplier_alike"
    SUPPLIER_OTHER = "supplier_other"
    AMOUNT_OPEN = "amount_open"
    AMOUNT_PART = "amount_part"
    AMOUNT_SHARE = "amount_share"
    AMOUNT_WHOLE = "amount_whole"
    AMOUNT_ABOVE = "amount_above"
    WORDS = "words"
    AFTER_SIGNING = "after_signing"
    BEFORE_SIGNING = "before_signing"
    RECORDED = "recorded"
    RETURNS = "returns"
    TAKES_BACK = "takes_back"


_SCORES = {
    Reason.NUMBER_LISTED: 100,
    Reason.NUMBER_IN_TEXT: 100,
    Reason.NUMBER_ALIKE: 60,
    Reason.SUPPLIER: 40,
    Reason.SUPPLIER_ALIKE: 15,
    Reason.SUPPLIER_OTHER: -10,
    Reason.AMOUNT_OPEN: 30,
    Reason.AMOUNT_PART: 30,
    Reason.AMOUNT_SHARE: 30,
    Reason.AMOUNT_WHOLE: 5,
    Reason.AMOUNT_ABOVE: -20,
    Reason.WORDS: 10,
    Reason.AFTER_SIGNING: 10,
    Reason.BEFORE_SIGNING: -30,
    Reason.RECORDED: 200,
    Reason.RETURNS: 150,
    Reason.TAKES_BACK: 150,
}
_SENTENCES = {
    Reason.NUMBER_LISTED: N_("the list names this contract number"),
    Reason.NUMBER_IN_TEXT: N_("the contract number stands in the text"),
    Reason.NUMBER_ALIKE: N_("the list names this contract number, but for its separators"),
    Reason.SUPPLIER: N_("the payee is the supplier {supplier}"),
    Reason.SUPPLIER_ALIKE: N_("the payee is called almost like the supplier {supplier}"),
    Reason.SUPPLIER_OTHER: N_("the payee is not the supplier {supplier}"),
    Reason.AMOUNT_OPEN: N_("the amount is all that is open"),
    Reason.AMOUNT_PART: N_("the amount is a part that the contract states"),
    Reason.AMOUNT_SHARE: N_("the amount is the share of the contract that the text states"),
    Reason.AMOUNT_WHOLE: N_("the amount is that of the whole contract, of which {open} are open"),
    Reason.AMOUNT_ABOVE: N_("the amount is above the {open} that are open"),
    Reason.WORDS: N_("the text names what the lot is for"),
    Reason.AFTER_SIGNING: N_("dated after the signing on {signed}"),
    Reason.BEFORE_SIGNING: N_("dated before the signing on {signed}"),
    Reason.RECORDED: N_("its number is recorded for this contract already"),
    Reason.RETURNS: N_("it gives a payment of this contract back"),
    Reason.TAKES_BACK: N_("it takes an invoice of this contract back"),
}
_OF_NUMBER = frozenset({Reason.NUMBER_LISTED, Reason.NUMBER_IN_TEXT})
_OF_AMOUNT = frozenset({Reason.AMOUNT_OPEN, Reason.AMOUNT_PART, Reason.AMOUNT_SHARE})
_AGAINST = frozenset({Reason.SUPPLIER_OTHER, Reason.BEFORE_SIGNING})
"""What makes even a contract whose number is named one that a person must choose."""

_BRACKETS = re.compile(r"[()\[\]〔〕【】<>《》]")
_LEGAL_FORM = re.compile(r"(有限责任公司|责任公司)$")
_ANY_FORM = re.compile(r"(股份有限公司|集团有限公司|有限公司|公司|厂)$")
_DASHES = re.compile(r"[-‐‑‒–—―_]+")
_LOOSE_BLANKS = re.compile(r"\s+(?![0-9A-Z])|(?<![0-9A-Z])\s+")
"""Blanks that do not keep two words or numbers apart."""
_SEPARATORS = re.compile(r"[^0-9A-Z\u4e00-\u9fff]")
_SHARE = re.compile(r"(?<![\d.])(\d{1,2}(?:\.\d{1,2})?)\s*%")


@dataclass(frozen=True, slots=True)
class OpenContract:
    """What of a contract is compared with a line."""

    number: str
    supplier: str
    amount: Money
    open_amount: Money
    """What may still be paid, or invoiced."""
    signed_on: date
    words: tuple[str, ...] = ()
    """What the lot is for, such as 帐篷."""
    parts: tuple[Money, ...] = ()
    """Amounts that the contract states: an advance, an accepted delivery, the retention."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contract that a line may belong to, how much speaks for it, and what."""

    contract: OpenContract
    score: int
    reasons: tuple[Reason, ...]

    def sentences(self) -> list[str]:
        """Return the reasons in words, in the reader's language."""
        contract = self.contract
        facts = {
            "supplier": contract.supplier,
            "open": contract.open_amount.grouped(),
            "signed": contract.signed_on.isoformat(),
        }
        return [_(_SENTENCES[reason]).format(**facts) for reason in self.reasons]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The contract that a line is proposed for; where there is none, the nearest candidates, best first."""

    line: ListedLine
    match: Candidate | None
    candidates: tuple[Candidate, ...]


def propose(lines: Iterable[ListedLine], contracts: Sequence[OpenContract]) -> list[Proposal]:
    """Return a proposal for each line; the same whatever the order of the contracts.

    A contract is proposed only where its number is named, or its supplier agrees and so does its amount or its number
    but for separators; where nothing contradicts it; and where no second one is as good.
    """
    index = _Index(sorted(contracts, key=lambda contract: contract.number))
    return [_proposal(line, index) for line in lines]


def certain(line: ListedLine, contract: OpenContract, reason: Reason) -> Proposal:
    """Return the proposal for a line whose contract the store knows."""
    candidate = Candidate(contract, _SCORES[reason], (reason,))
    return Proposal(line, candidate, (candidate,))


def supplier_key(name: str) -> str:
    """Return what is the same for two ways of writing one supplier: widths, blanks, brackets, 有限(责任)公司."""
    squeezed = _BRACKETS.sub("", plain(name)).replace(" ", "").replace("·", "").upper()
    return _LEGAL_FORM.sub("有限公司", squeezed)


def number_key(number: str) -> str:
    """Return what is the same for two ways of writing one contract number: widths, dashes, forms of brackets."""
    unified = plain(number).upper().translate(_ROUND)
    return _LOOSE_BLANKS.sub("", _DASHES.sub("-", unified))


_ROUND = str.maketrans("〔【[〕】]", "((()))")


def _stem(supplier: str) -> str:
    """Return the key of a supplier without its legal form."""
    return _ANY_FORM.sub("", supplier)


def _shortened(stem: str) -> Iterable[str]:
    """Yield a name, and it without one of its characters: two names that differ in one share one of these."""
    yield stem
    for place in range(len(stem) if len(stem) <= STEM_MOST else 0):
        yield stem[:place] + stem[place + 1 :]


# --- the index -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Shelf:
    """Contracts in the order of an amount, so that the nearest are found without comparing all."""

    fens: list[int] = field(default_factory=list)
    contracts: list[OpenContract] = field(default_factory=list)

    def nearest(self, fen: int, count: int) -> list[OpenContract]:
        """Return the contracts whose amount is nearest."""
        place = bisect_left(self.fens, fen)
        near = range(max(0, place - count), min(len(self.fens), place + count))
        chosen = sorted(near, key=lambda at: (abs(self.fens[at] - fen), at))[:count]
        return [self.contracts[at] for at in chosen]

    def between(self, low: int, high: int) -> list[OpenContract]:
        """Return the contracts whose amount lies between two, both included."""
        return self.contracts[bisect_left(self.fens, low) : bisect_left(self.fens, high + 1)]


class _Index:
    """Contracts by their number, supplier and amount."""

    def __init__(self, contracts: Sequence[OpenContract]) -> None:
        """Take the contracts in the order of their numbers."""
        self.by_number: dict[str, list[OpenContract]] = defaultdict(list)
        self.by_squeezed_number: dict[str, list[OpenContract]] = defaultdict(list)
        self.by_terms: dict[tuple[str, int], list[OpenContract]] = defaultdict(list)
        self.by_amount: dict[int, list[OpenContract]] = defaultdict(list)
        self.suppliers: dict[str, str] = {}
        self._starts: dict[str, set[int]] = defaultdict(set)
        self._by_short_stem: dict[str, set[str]] = defaultdict(set)
        for contract in contracts:
            self._add(contract)
        self.all = _shelf(contracts, is_whole=False)
        of_supplier: dict[str, list[OpenContract]] = defaultdict(list)
        for contract in contracts:
            of_supplier[self.suppliers[contract.supplier]].append(contract)
        self.open_of = {key: _shelf(found, is_whole=False) for key, found in of_supplier.items()}
        self.whole_of = {key: _shelf(found, is_whole=True) for key, found in of_supplier.items()}
        self._alike: dict[str, list[str]] = {}

    def _add(self, contract: OpenContract) -> None:
        """Enter a contract under its number, its supplier and its amounts."""
        number, supplier = number_key(contract.number), supplier_key(contract.supplier)
        self.by_number[number].append(contract)
        self.by_squeezed_number[_SEPARATORS.sub("", number)].append(contract)
        if len(number) >= TEXT_NUMBER_LEAST:
            self._starts[number[:TEXT_NUMBER_LEAST]].add(len(number))
        self.suppliers[contract.supplier] = supplier
        for fen in {contract.open_amount.fen, *(part.fen for part in contract.parts)}:
            self.by_terms[supplier, fen].append(contract)
            self.by_amount[fen].append(contract)
        for short in _shortened(_stem(supplier)):
            self._by_short_stem[short].add(supplier)

    def named(self, number: str) -> tuple[Reason, list[OpenContract]]:
        """Return the contracts of a number as a list writes it; of its characters without separators where none is."""
        key = number_key(number)
        found = self.by_number.get(key)
        if found:
            return Reason.NUMBER_LISTED, found
        squeezed = _SEPARATORS.sub("", key)
        return Reason.NUMBER_ALIKE, self.by_squeezed_number.get(squeezed, []) if squeezed else []

    def named_in(self, text: str) -> list[OpenContract]:
        """Return the contracts whose numbers stand in a text; a number within another's does not count."""
        key = number_key(text[:TEXT_MOST])
        found: list[OpenContract] = []
        end = 0
        for start in range(len(key) - TEXT_NUMBER_LEAST + 1):
            lengths = self._starts.get(key[start : start + TEXT_NUMBER_LEAST], ())
            for length in sorted(lengths, reverse=True):
                number = key[start : start + length]
                if start + length > end and number in self.by_number and _stands_alone(key, start, start + length):
                    found += self.by_number[number]
                    end = start + length
                    break
        return found

    def alike(self, supplier: str) -> list[str]:
        """Return the other suppliers that are called almost so: another legal form, or one character."""
        if supplier not in self._alike:
            found = {each for short in _shortened(_stem(supplier)) for each in self._by_short_stem.get(short, ())}
            self._alike[supplier] = sorted(found - {supplier}) if supplier else []
        return self._alike[supplier]


def _shelf(contracts: Iterable[OpenContract], *, is_whole: bool) -> _Shelf:
    """Return contracts in the order of what they are for, or of what is open of them."""

    def fen_of(contract: OpenContract) -> int:
        return contract.amount.fen if is_whole else contract.open_amount.fen

    ordered = sorted(contracts, key=lambda contract: (fen_of(contract), contract.number))
    return _Shelf([fen_of(contract) for contract in ordered], ordered)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether a number in a text is a whole one, so that 2023-1 is not found in 2023-12."""
    return not (_goes_on(text[start - 1 : start], text[start]) or _goes_on(text[end : end + 1], text[end - 1]))


def _goes_on(beside: str, edge: str) -> bool:
    """Return whether the character beside a number continues it."""
    return beside.isascii() and beside.isalnum() and edge.isascii() and edge.isalnum()


# --- the proposal ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A line as it is compared."""

    line: ListedLine
    supplier: str
    text: str
    shares: tuple[Fraction, ...]
    numbered: frozenset[str]
    number_reason: Reason
    alike: frozenset[str]


def _proposal(line: ListedLine, index: _Index) -> Proposal:
    """Return the proposal for one line."""
    number_reason, numbered = index.named(line.contract_number)
    if not numbered:
        number_reason, numbered = Reason.NUMBER_IN_TEXT, index.named_in(f"{line.text} {line.contract_number}")
    supplier = supplier_key(line.payee)
    wanted = _Wanted(
        line,
        supplier,
        plain(line.text),
        tuple(Fraction(share) / 100 for share in _SHARE.findall(plain(line.text)) if Fraction(share)),
        frozenset(contract.number for contract in numbered),
        number_reason,
        frozenset(index.alike(supplier)),
    )
    terms = _of_terms(wanted, index)
    found = {contract.number: contract for contract in [*numbered, *terms, *_near(wanted, index)]}
    candidates = sorted(
        (_candidate(wanted, contract, index.suppliers[contract.supplier]) for contract in found.values()),
        key=lambda each: (-each.score, abs(each.contract.open_amount.fen - line.amount.fen), each.contract.number),
    )[:NEAREST]
    is_unknown_number = bool(number_key(line.contract_number)) and not numbered
    is_sure = not is_unknown_number and _is_sure(candidates, is_crowded=len(terms) > SAME_MAX)
    return Proposal(line, candidates[0] if is_sure else None, tuple(candidates))


def _of_terms(wanted: _Wanted, index: _Index) -> list[OpenContract]:
    """Return the contracts of the supplier with the amount; one more than are looked at where there are too many."""
    fen = wanted.line.amount.fen
    found = {each.number: each for each in index.by_terms.get((wanted.supplier, fen), ())[: SAME_MAX + 1]}
    shelf = index.whole_of.get(wanted.supplier, _Shelf())
    for share in wanted.shares:
        low, high = (Fraction(2 * fen - 1, 2) / share, Fraction(2 * fen + 1, 2) / share)
        found.update({each.number: each for each in shelf.between(int(low), int(high) + 1)[: SAME_MAX + 1]})
    return list(found.values())


def _near(wanted: _Wanted, index: _Index) -> list[OpenContract]:
    """Return contracts that a person may mean: of the supplier, of one called almost so, of the amount, near it."""
    fen = wanted.line.amount.fen
    suppliers = [wanted.supplier, *sorted(wanted.alike)[:NEAREST]]
    shelves = [index.open_of[supplier] for supplier in suppliers if supplier in index.open_of]
    found = [contract for shelf in shelves for contract in shelf.nearest(fen, NEAREST)]
    found += index.by_amount.get(fen, ())[:NEAREST]
    return found if len({each.number for each in found}) >= NEAREST else [*found, *index.all.nearest(fen, NEAREST)]


def _candidate(wanted: _Wanted, contract: OpenContract, supplier: str) -> Candidate:
    """Return how well a contract fits a line, and why."""
    is_numbered = contract.number in wanted.numbered
    is_after = wanted.line.dated >= contract.signed_on
    reasons = [
        wanted.number_reason if is_numbered else None,
        _supplier_reason(wanted, supplier),
        _amount_reason(wanted, contract),
        Reason.WORDS if any(plain(word) in wanted.text for word in contract.words if word.strip()) else None,
        Reason.AFTER_SIGNING if is_after else Reason.BEFORE_SIGNING,
    ]
    told = tuple(reason for reason in reasons if reason is not None)
    return Candidate(contract, sum(_SCORES[reason] for reason in told), told)


def _supplier_reason(wanted: _Wanted, supplier: str) -> Reason | None:
    """Return what the payee says about a contract; nothing where the list names none."""
    if not wanted.supplier:
        return None
    if wanted.supplier == supplier:
        return Reason.SUPPLIER
    return Reason.SUPPLIER_ALIKE if supplier in wanted.alike else Reason.SUPPLIER_OTHER


def _amount_reason(wanted: _Wanted, contract: OpenContract) -> Reason | None:
    """Return what the amount says about a contract."""
    amount = wanted.line.amount
    if amount <= NO_MONEY:
        return None
    if amount == contract.open_amount:
        return Reason.AMOUNT_OPEN
    if amount > contract.open_amount:
        return Reason.AMOUNT_WHOLE if amount == contract.amount else Reason.AMOUNT_ABOVE
    if amount in contract.parts:
        return Reason.AMOUNT_PART
    is_share = any(abs(contract.amount.fen * share - amount.fen) <= Fraction(1, 2) for share in wanted.shares)
    return Reason.AMOUNT_SHARE if is_share else None


def _is_sure(candidates: Sequence[Candidate], *, is_crowded: bool) -> bool:
    """Return whether the best candidate may be proposed.

    Args:
        is_crowded: more contracts of this supplier and amount were there than were looked at.
    """
    if not candidates or (len(candidates) > 1 and candidates[1].score >= candidates[0].score):
        return False
    reasons = set(candidates[0].reasons)
    has_terms = bool(reasons & _OF_AMOUNT) and not is_crowded
    is_agreed = Reason.SUPPLIER in reasons and (has_terms or Reason.NUMBER_ALIKE in reasons)
    return bool(reasons & _OF_NUMBER or is_agreed) and not reasons & _AGAINST
