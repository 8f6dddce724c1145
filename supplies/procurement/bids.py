"""The bids of a round: who asked what, which of them are valid, and who is next where the winner does not sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from supplies.accounts.credit_code import is_credit_code
from supplies.errors import (
    AmountNotPositive,
    AwardNotBid,
    BidAboveCeiling,
    BidsNotRecorded,
    CreditCodeWrong,
    DatesBackward,
    NotFirstRanked,
    NotNextCandidate,
    OffererTwice,
    RankingWrong,
    TooFewBids,
    WinnerNotBidder,
)
from supplies.funds import ledger
from supplies.journal.action import Action, Context
from supplies.language import _
from supplies.models.bidding import AwardPassed, Bid
from supplies.models.funds import Bucket
from supplies.models.procurement import LotStage, Method, TenderRound
from supplies.procurement.actions import Reason, RecordAward, Title
from supplies.procurement.apply import write_lot
from supplies.procurement.contracts import CreditCode
from supplies.procurement.queries import LotKey
from supplies.procurement.rules import LotFact, check_record_award, lot_fact, staged
from supplies.procurement.words import method_name
from supplies.stock.checks import Problem, check_lines
from supplies.values import NO_MONEY, Money, SiteId, TenderLotId

BIDS_LEAST = 3
THREE_NEEDED = frozenset(Method) - {Method.SINGLE_SOURCE, Method.FRAMEWORK, Method.EMERGENCY}
"""Methods that need three suppliers (政府采购法第三十六、三十八、四十条; 财库〔2014〕214号 for consultation)."""
Rank = Annotated[int, msgspec.Meta(ge=1, le=1000)]


class BidLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one supplier asks for the whole lot."""

    supplier: Title
    supplier_code: CreditCode = ""
    price: Money
    """The last price: after negotiation, the final one."""
    rank: Rank | None = None
    """Among the valid bids, 1 the best; None where it is rejected."""
    rejected: Reason = ""
    """Why it is invalid; empty where it is valid."""

    @property
    def is_valid(self) -> bool:
        """Return whether it may win."""
        return not self.rejected.strip()


class RecordBids(Action, frozen=True, kw_only=True, tag="procurement.record_bids"):
    """Record all bids of the running round; recorded again, the list replaces the one before."""

    tender_lot_id: TenderLotId
    bids: tuple[BidLine, ...]


class PassAward(Action, frozen=True, kw_only=True, tag="procurement.pass_award"):
    """Give the award to the next candidate, for its winner does not sign (实施条例第四十九条)."""

    tender_lot_id: TenderLotId
    passed_on: date
    supplier: Title
    award: Money
    reason: Title


@dataclass(frozen=True, slots=True)
class BidRow:
    """A bid of a round, as the newest list has it."""

    round: int
    line: int
    supplier: str
    supplier_code: str
    price: Money
    rank: int | None
    rejected: str

    @property
    def is_valid(self) -> bool:
        """Return whether it may win."""
        return self.rank is not None


def bids_of(connection: Connection, lot: LotKey) -> list[BidRow]:
    """Return the bids of every round of a lot: the valid ones by rank, then the rejected ones."""
    here = (Bid.site_id == lot[0], Bid.tender_lot_id == lot[1])
    newest = select(func.max(Bid.seq)).where(*here).group_by(Bid.round)
    columns = (Bid.round, Bid.line, Bid.supplier, Bid.supplier_code, Bid.price_fen, Bid.rank, Bid.rejected)
    statement = select(*columns).where(*here, Bid.seq.in_(newest))
    rows = connection.execute(statement.order_by(Bid.round, Bid.rank.asc().nulls_last(), Bid.line))
    return [BidRow(*row[:4], Money(row[4]), *row[5:]) for row in rows]


def standing_bids(connection: Connection, site_id: SiteId, lot_id: TenderLotId, round_number: int) -> list[BidRow]:
    """Return the bids of one round; none where they are not recorded."""
    return [row for row in bids_of(connection, (site_id, lot_id)) if row.round == round_number]


def newest_bids(connection: Connection, lot: LotKey) -> list[BidRow]:
    """Return the bids of the newest round of a lot; none where they are not recorded."""
    here = (TenderRound.site_id == lot[0], TenderRound.tender_lot_id == lot[1])
    number = connection.scalar(select(func.max(TenderRound.number)).where(*here)) or 0
    return standing_bids(connection, *lot, number)


# --- recording -------------------------------------------------------------------------------------------------------


def check_record_bids(context: Context, action: RecordBids) -> None:
    """Refuse bids of no running round, suppliers listed twice, too dear a bid that counts, and a wrong ranking."""
    lot = staged(context, action.tender_lot_id, LotStage.TENDERING)
    seen: set[str] = set()

    def problem_of(bid: BidLine) -> Problem:
        names = {bid.supplier, *([bid.supplier_code] if bid.supplier_code else [])}
        if names & seen:
            return "supplier", OffererTwice(supplier=bid.supplier)
        seen.update(names)
        if bid.supplier_code and not is_credit_code(bid.supplier_code):
            return "supplier_code", CreditCodeWrong(text=bid.supplier_code)
        if bid.price <= NO_MONEY:
            return "price", AmountNotPositive(amount=bid.price)
        if bid.is_valid and bid.price > lot.ceiling:
            return "rejected", BidAboveCeiling(supplier=bid.supplier, price=bid.price, ceiling=lot.ceiling)
        return None

    check_lines(action.bids, problem_of)
    valid = [bid for bid in action.bids if bid.is_valid]
    ranks = [bid.rank for bid in action.bids if bid.rank is not None]
    if sorted(ranks) != list(range(1, len(valid) + 1)) or any(bid.rank is None for bid in valid):
        raise RankingWrong(count=len(valid))


def record_bids(context: Context, action: RecordBids) -> None:
    """Write the list; it is the one that counts for the round."""
    lot = lot_fact(context, action.tender_lot_id)
    key = {"site_id": context.site_id, "seq": context.seq}
    of_round = {"tender_lot_id": action.tender_lot_id, "round": lot.round_number}
    rows = [
        {
            **key,
            **of_round,
            "line": line,
            "supplier": bid.supplier,
            "supplier_code": bid.supplier_code,
            "price_fen": bid.price.fen,
            "rank": bid.rank,
            "rejected": bid.rejected.strip(),
        }
        for line, bid in enumerate(action.bids, 1)
    ]
    context.connection.execute(insert(Bid), rows)


# --- awarding --------------------------------------------------------------------------------------------------------


def check_award(context: Context, action: RecordAward) -> None:
    """Refuse an award of nothing or above the ceiling, and one that the recorded bids do not bear out."""
    check_record_award(context, action)
    _check_winner(context, action, lot_fact(context, action.tender_lot_id))


def _check_winner(context: Context, action: RecordAward, lot: LotFact) -> None:
    """Refuse a winner or a price that no valid bid has; where no bids are recorded, the award is as told."""
    bids = standing_bids(context.connection, context.site_id, action.tender_lot_id, lot.round_number)
    if not bids:
        return
    winner = _bid_of(bids, action.winner)
    if action.award != winner.price:
        raise AwardNotBid(award=action.award, winner=action.winner, price=winner.price)
    if action.reason.strip():
        return
    assert winner.rank is not None, "a valid bid is ranked"
    count = sum(bid.is_valid for bid in bids)
    if count < BIDS_LEAST and lot.method in THREE_NEEDED:
        raise TooFewBids(count=count, method=method_name(lot.method))
    if winner.rank != 1:
        raise NotFirstRanked(winner=action.winner, rank=winner.rank)


def _bid_of(bids: Sequence[BidRow], supplier: str) -> BidRow:
    """Return the valid bid of a supplier.

    Raises:
        WinnerNotBidder: it made none.
    """
    found = [bid for bid in bids if bid.is_valid and bid.supplier == supplier]
    if not found:
        raise WinnerNotBidder(winner=supplier)
    return found[0]


# --- passing on ------------------------------------------------------------------------------------------------------


def next_candidate(bids: Sequence[BidRow], winner: str) -> BidRow | None:
    """Return the valid bid that is ranked next after the winner's; None where there is none."""
    valid = [bid for bid in bids if bid.is_valid]
    at = next((place for place, bid in enumerate(valid) if bid.supplier == winner), len(valid))
    return valid[at + 1] if at + 1 < len(valid) else None


def check_pass(context: Context, action: PassAward) -> None:
    """Refuse to pass an award on where no bids are recorded, out of turn, or at another price."""
    lot = staged(context, action.tender_lot_id, LotStage.AWARDED)
    bids = standing_bids(context.connection, context.site_id, action.tender_lot_id, lot.round_number)
    if not bids:
        raise BidsNotRecorded(lot=lot.name)
    if lot.ended_on is not None and action.passed_on < lot.ended_on:
        raise DatesBackward(later=action.passed_on, earlier=lot.ended_on)
    candidate = next_candidate(bids, lot.winner)
    if candidate is None or candidate.supplier != action.supplier:
        name = _("nobody") if candidate is None else candidate.supplier
        raise NotNextCandidate(supplier=action.supplier, candidate=name)
    if action.award != candidate.price:
        raise AwardNotBid(award=action.award, winner=action.supplier, price=candidate.price)


def pass_award(context: Context, action: PassAward) -> None:
    """Write who gets it instead; the round ends anew on that day, and what is saved gives or takes the difference."""
    lot_id, lot = action.tender_lot_id, lot_fact(context, action.tender_lot_id)
    row = {
        "site_id": context.site_id,
        "seq": context.seq,
        "tender_lot_id": lot_id,
        "round": lot.round_number,
        "from_supplier": lot.winner,
        "from_fen": lot.award.fen,
        "to_supplier": action.supplier,
        "to_fen": action.award.fen,
        "passed_on": action.passed_on,
        "reason": action.reason,
    }
    context.connection.execute(insert(AwardPassed), row)
    here = (
        TenderRound.site_id == context.site_id,
        TenderRound.tender_lot_id == lot_id,
        TenderRound.number == lot.round_number,
    )
    context.connection.execute(update(TenderRound).where(*here).values(ended_on=action.passed_on, seq=context.seq))
    write_lot(context, lot_id, award_fen=action.award.fen, winner=action.supplier)
    more = action.award - lot.award
    way = (Bucket.SAVED, Bucket.AWARDED) if more > NO_MONEY else (Bucket.AWARDED, Bucket.SAVED)
    ledger.move_lot(context, lot_id, way, Money(abs(more.fen)), action.business_date)
