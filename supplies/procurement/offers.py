"""Who offered to deliver a lot, round by round: what each asked, and how it ended for them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, select

from supplies.language import N_, _
from supplies.models.bidding import AwardPassed, EmergencyPurchase, EmergencyQuote
from supplies.models.procurement import RoundResult, TenderLot, TenderRound
from supplies.procurement.bids import BidRow, bids_of
from supplies.procurement.queries import LotKey
from supplies.values import Money


class Outcome(StrEnum):
    """How it ended for a supplier."""

    CHOSEN = "chosen"
    CANDIDATE = "candidate"
    NOT_CHOSEN = "not_chosen"
    DID_NOT_SIGN = "did_not_sign"
    REJECTED = "rejected"
    NO_PRICE = "no_price"


_OUTCOMES = {
    Outcome.CHOSEN: N_("Chosen"),
    Outcome.CANDIDATE: N_("Candidate"),
    Outcome.NOT_CHOSEN: N_("Not chosen"),
    Outcome.DID_NOT_SIGN: N_("Did not sign"),
    Outcome.REJECTED: N_("Invalid"),
    Outcome.NO_PRICE: N_("Quoted no price"),
}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """What a supplier asked in one round of a lot."""

    round: int
    line: int
    supplier: str
    supplier_code: str
    price: Money | None
    """None: asked, but did not quote."""
    outcome: Outcome
    note: str
    rank: int | None = None
    """Among the valid bids; None where there is no ranking."""

    @property
    def is_chosen(self) -> bool:
        """Return whether the award is this supplier's."""
        return self.outcome is Outcome.CHOSEN

    @property
    def outcome_name(self) -> str:
        """Return how it ended for the supplier, in the reader's language."""
        return _(_OUTCOMES[self.outcome])


@dataclass(frozen=True, slots=True)
class EmergencyRow:
    """An emergency purchase, as its record tells it."""

    seq: int
    round: int
    paper_number: str
    approved_by: str
    approved_on: date
    asked_on: date
    decided_on: date
    grounds: str
    incident: str
    reason: str
    exception: str


@dataclass(frozen=True, slots=True)
class PassedRow:
    """An award that was passed on."""

    seq: int
    round: int
    from_supplier: str
    to_supplier: str
    award: Money
    passed_on: date
    reason: str


def emergency_purchases(connection: Connection, lot: LotKey) -> list[EmergencyRow]:
    """Return the emergency purchases of a lot, newest last: an annulled one is followed by another."""
    columns = [getattr(EmergencyPurchase, name) for name in EmergencyRow.__dataclass_fields__]
    here = (EmergencyPurchase.site_id == lot[0], EmergencyPurchase.tender_lot_id == lot[1])
    rows = connection.execute(select(*columns).where(*here).order_by(EmergencyPurchase.round))
    return [EmergencyRow(*row) for row in rows]


def passed_awards(connection: Connection, lot: LotKey) -> list[PassedRow]:
    """Return how the awards of a lot were passed on, oldest first."""
    columns = (
        AwardPassed.seq,
        AwardPassed.round,
        AwardPassed.from_supplier,
        AwardPassed.to_supplier,
        AwardPassed.to_fen,
        AwardPassed.passed_on,
        AwardPassed.reason,
    )
    here = (AwardPassed.site_id == lot[0], AwardPassed.tender_lot_id == lot[1])
    rows = connection.execute(select(*columns).where(*here).order_by(AwardPassed.seq))
    return [PassedRow(*row[:4], Money(row[4]), *row[5:]) for row in rows]


def offers(connection: Connection, lot: LotKey) -> list[OfferRow]:
    """Return what was offered for a lot, round by round: bids by rank, quotes in the order of their record."""
    return sorted([*_quotes(connection, lot), *_bids(connection, lot)], key=_place)


def _place(row: OfferRow) -> tuple[int, bool, int, int]:
    """Return where an offer stands among others."""
    return row.round, row.outcome is Outcome.REJECTED, row.rank or 0, row.line


def _quotes(connection: Connection, lot: LotKey) -> list[OfferRow]:
    """Return what suppliers quoted in emergencies."""
    same = (EmergencyPurchase.site_id == EmergencyQuote.site_id) & (EmergencyPurchase.seq == EmergencyQuote.seq)
    columns = (
        EmergencyPurchase.round,
        EmergencyQuote.line,
        EmergencyQuote.supplier,
        EmergencyQuote.supplier_code,
        EmergencyQuote.price_fen,
        EmergencyQuote.is_chosen,
        EmergencyQuote.note,
    )
    here = (EmergencyPurchase.site_id == lot[0], EmergencyPurchase.tender_lot_id == lot[1])
    rows = connection.execute(select(*columns).join(EmergencyPurchase, same).where(*here))
    return [OfferRow(*row[:4], _price(row[4]), _of_quote(row[4], is_chosen=row[5]), row[6]) for row in rows]


def _price(fen: int | None) -> Money | None:
    """Return a price that may be missing."""
    return None if fen is None else Money(fen)


def _of_quote(fen: int | None, *, is_chosen: bool) -> Outcome:
    """Return how it ended for a supplier that was asked."""
    if fen is None:
        return Outcome.NO_PRICE
    return Outcome.CHOSEN if is_chosen else Outcome.NOT_CHOSEN


def _bids(connection: Connection, lot: LotKey) -> list[OfferRow]:
    """Return the bids of the rounds that were tendered."""
    here = (TenderRound.site_id == lot[0], TenderRound.tender_lot_id == lot[1])
    results = dict(connection.execute(select(TenderRound.number, TenderRound.result).where(*here)).all())
    of_lot = (TenderLot.site_id == lot[0], TenderLot.tender_lot_id == lot[1])
    winner = connection.scalar(select(TenderLot.winner).where(*of_lot))
    gone = {(row.round, row.from_supplier) for row in passed_awards(connection, lot)}
    found = []
    for bid in bids_of(connection, lot):
        did_sign = (bid.round, bid.supplier) not in gone
        outcome = _of_bid(bid, results.get(bid.round), is_winner=bid.supplier == winner, did_sign=did_sign)
        found.append(
            OfferRow(bid.round, bid.line, bid.supplier, bid.supplier_code, bid.price, outcome, bid.rejected, bid.rank)
        )
    return found


def _of_bid(bid: BidRow, result: RoundResult | None, *, is_winner: bool, did_sign: bool) -> Outcome:
    """Return how it ended for a bidder."""
    if not bid.is_valid:
        return Outcome.REJECTED
    if not did_sign:
        return Outcome.DID_NOT_SIGN
    if result is RoundResult.AWARDED and is_winner:
        return Outcome.CHOSEN
    return Outcome.NOT_CHOSEN if result is RoundResult.FAILED else Outcome.CANDIDATE
