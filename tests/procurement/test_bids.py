"""Bids of a round: which are valid, who may win at what price, and who is next where the winner does not sign."""

from typing import Any

import pytest

from supplies.errors import (
    AmountNotPositive,
    AwardNotBid,
    BidAboveCeiling,
    BidsNotRecorded,
    CreditCodeWrong,
    DatesBackward,
    DeviationNeeded,
    NotFirstRanked,
    NothingToDo,
    NotNextCandidate,
    OffererTwice,
    RankingWrong,
    TooFewBids,
    UnknownRecord,
    WinnerNotBidder,
    WrongStage,
)
from supplies.models.funds import Bucket
from supplies.models.procurement import LotStage, Method
from supplies.procurement.actions import AnnulAward, FailTender, StartTender
from supplies.procurement.bids import THREE_NEEDED, bids_of
from supplies.procurement.lot_queries import EventKind, lot_view
from supplies.procurement.offers import Outcome, offers, passed_awards
from supplies.procurement.queries import TenderLotRow, rounds, tender_lots
from supplies.procurement.reconciliation import statement
from supplies.values import TenderLotId, new_id
from tests.journal.tampering import tamper
from tests.procurement.deals import contract, line, signed
from tests.procurement.offered import (
    BEST,
    DEARER,
    GOOD_CODE,
    SILENT,
    THIRD,
    awarded,
    bid,
    passed,
    planned_lot,
    recorded,
    tendering_lot,
)
from tests.rooms import SITE, TODAY, Desk, act, ago, yuan


@pytest.fixture
def lot(desk: Desk) -> TenderLotId:
    """Return a lot in open tender, with a ceiling of fifty yuan."""
    return tendering_lot(desk)


def row_of(desk: Desk) -> TenderLotRow:
    """Return the only lot, once it is proved that its money stands where it should."""
    (row,) = desk.read(tender_lots)
    assert isinstance(row, TenderLotRow) and row.is_right
    assert desk.read(statement).is_reconciled
    return row


def outcomes(desk: Desk, lot: TenderLotId) -> list[tuple[str, Outcome, int | None]]:
    """Return how it ended for each bidder."""
    return [(each.supplier, each.outcome, each.rank) for each in desk.read(offers, (SITE, lot))]


# --- recording -------------------------------------------------------------------------------------------------------


def test_bids_stand_in_the_order_of_their_ranking_and_rejected_ones_last(desk: Desk, lot: TenderLotId) -> None:
    desk.post(recorded(lot))
    assert outcomes(desk, lot) == [
        (BEST, Outcome.CANDIDATE, 1),
        (DEARER, Outcome.CANDIDATE, 2),
        (THIRD, Outcome.CANDIDATE, 3),
        (SILENT, Outcome.REJECTED, None),
    ]
    first, *_others, last = desk.read(offers, (SITE, lot))
    assert (first.price, first.supplier_code, last.note) == (yuan(40), GOOD_CODE, "未按要求密封")


def test_a_list_that_is_recorded_again_replaces_the_one_before(desk: Desk, lot: TenderLotId) -> None:
    desk.post(recorded(lot), recorded(lot, bid(BEST, 41), bid(DEARER, 45, 2)))
    assert [(each.supplier, each.price) for each in desk.read(bids_of, (SITE, lot))] == [
        (BEST, yuan(41)),
        (DEARER, yuan(45)),
    ]


def test_each_round_keeps_its_own_bids(desk: Desk, lot: TenderLotId) -> None:
    fail = act(FailTender, tender_lot_id=lot, ended_on=ago(20), reason="有效投标人不足三家")
    again = act(StartTender, tender_lot_id=lot, announced_on=ago(15))
    desk.post(recorded(lot, bid(BEST, 41)), fail, again, recorded(lot), awarded(lot))
    found = desk.read(offers, (SITE, lot))
    assert [(each.round, each.outcome) for each in found][:2] == [(1, Outcome.NOT_CHOSEN), (2, Outcome.CHOSEN)]


def test_bids_belong_to_a_round_that_runs(desk: Desk, lot: TenderLotId) -> None:
    desk.post(recorded(lot), awarded(lot))
    assert type(desk.refused(recorded(lot))) is WrongStage
    assert type(desk.refused(recorded(planned_lot(desk, Method.INQUIRY)))) is WrongStage
    assert type(desk.refused(recorded(TenderLotId(new_id())))) is UnknownRecord


@pytest.mark.parametrize(
    ("bids", "refusal"),
    [
        ((bid(BEST), bid(BEST, 41, 2)), OffererTwice),
        ((bid(BEST, supplier_code=GOOD_CODE), bid(DEARER, 41, 2, supplier_code=GOOD_CODE)), OffererTwice),
        ((bid(BEST, supplier_code="91350100M000100Y44"),), CreditCodeWrong),
        ((bid(BEST, 0),), AmountNotPositive),
        ((bid(BEST, 51),), BidAboveCeiling),
        ((bid(BEST), bid(DEARER, 41, 1)), RankingWrong),
        ((bid(BEST), bid(DEARER, 41, 3)), RankingWrong),
        ((bid(BEST), bid(DEARER, 41, None, rejected="")), RankingWrong),
        ((bid(BEST), bid(DEARER, 41, 2, rejected="未签字")), RankingWrong),
    ],
)
def test_a_wrong_list_of_bids_is_refused(desk: Desk, lot: TenderLotId, bids: Any, refusal: type) -> None:
    assert type(desk.refused(recorded(lot, *bids))) is refusal


def test_a_list_without_bids_is_refused(desk: Desk, lot: TenderLotId) -> None:
    assert type(desk.refused(act(type(recorded(lot)), tender_lot_id=lot, bids=()))) is NothingToDo


def test_a_bid_above_the_ceiling_is_kept_as_rejected(desk: Desk, lot: TenderLotId) -> None:
    desk.post(recorded(lot, bid(BEST), bid(SILENT, 51, None, rejected="报价超过最高限价")))
    assert outcomes(desk, lot)[1] == (SILENT, Outcome.REJECTED, None)


# --- awarding --------------------------------------------------------------------------------------------------------


def test_where_no_bids_are_recorded_a_lot_is_awarded_as_told(desk: Desk, lot: TenderLotId) -> None:
    desk.post(awarded(lot, "某公司", 33))
    assert row_of(desk).winner == "某公司"


def test_the_first_ranked_of_three_valid_bids_wins_at_its_price(desk: Desk, lot: TenderLotId) -> None:
    desk.post(recorded(lot), awarded(lot))
    assert (row_of(desk).stage, row_of(desk).award) == (LotStage.AWARDED, yuan(40))
    assert outcomes(desk, lot)[:2] == [(BEST, Outcome.CHOSEN, 1), (DEARER, Outcome.CANDIDATE, 2)]
    assert desk.program.verify(deep=True).is_sound


@pytest.mark.parametrize("winner", [SILENT, "别的公司"])
def test_only_a_valid_bidder_wins(desk: Desk, lot: TenderLotId, winner: str) -> None:
    desk.post(recorded(lot))
    assert type(desk.refused(awarded(lot, winner, 39, reason="评委推荐"))) is WinnerNotBidder


def test_the_award_is_the_price_of_the_bid(desk: Desk, lot: TenderLotId) -> None:
    desk.post(recorded(lot))
    error = desk.refused(awarded(lot, BEST, 39, reason="谈判后降价"))
    assert type(error) is AwardNotBid and error.facts["price"] == yuan(40)


def test_who_is_not_ranked_first_wins_only_for_a_reason(desk: Desk, lot: TenderLotId) -> None:
    desk.post(recorded(lot))
    assert type(desk.refused(awarded(lot, DEARER, 45))) is NotFirstRanked
    desk.post(awarded(lot, DEARER, 45, reason="第一候选人被查实串通投标"))
    assert row_of(desk).winner == DEARER
    assert desk.read(rounds, SITE, lot)[0].reason == "第一候选人被查实串通投标"


@pytest.mark.parametrize("method", sorted(THREE_NEEDED))
def test_fewer_than_three_valid_bids_are_awarded_only_for_a_reason(desk: Desk, method: Method) -> None:
    lot = tendering_lot(desk, method)
    desk.post(recorded(lot, bid(BEST), bid(DEARER, 45, 2), bid(SILENT, 39, None)))
    error = desk.refused(awarded(lot))
    assert type(error) is TooFewBids and error.facts["count"] == 2
    desk.post(awarded(lot, reason="经市财政局批准，两家继续"))
    assert row_of(desk).winner == BEST


@pytest.mark.parametrize("method", [Method.SINGLE_SOURCE, Method.FRAMEWORK])
def test_one_bid_is_enough_where_the_law_asks_for_no_three(desk: Desk, method: Method) -> None:
    lot = tendering_lot(desk, method)
    desk.post(recorded(lot, bid(BEST)), awarded(lot))
    assert row_of(desk).winner == BEST


# --- passing on ------------------------------------------------------------------------------------------------------


def test_an_award_goes_to_the_next_candidate_with_its_price_and_its_day(desk: Desk, lot: TenderLotId) -> None:
    desk.post(recorded(lot), awarded(lot), passed(lot))
    row = row_of(desk)
    assert (row.winner, row.award) == (DEARER, yuan(45))
    assert row.buckets == {Bucket.AWARDED: yuan(45), Bucket.SAVED: yuan(5)}
    assert outcomes(desk, lot)[:3] == [
        (BEST, Outcome.DID_NOT_SIGN, 1),
        (DEARER, Outcome.CHOSEN, 2),
        (THIRD, Outcome.CANDIDATE, 3),
    ]
    (told,) = desk.read(passed_awards, (SITE, lot))
    assert (told.from_supplier, told.to_supplier, told.reason) == (BEST, DEARER, "中标人放弃中标")
    assert desk.read(rounds, SITE, lot)[0].ended_on == ago(8)
    assert (
        type(desk.refused(contract(lot, line(4), supplier=DEARER, signed_on=ago(9)))).__name__ == "ContractBeforeAward"
    )
    signed(desk, lot, line(1, 45), supplier=DEARER, signed_on=ago(8))
    events = desk.read(lot_view, f"{row.project_number}/1").events
    assert [event.kind for event in events][2:4] == [EventKind.AWARDED, EventKind.PASSED]
    assert desk.program.verify(deep=True).is_sound


def test_a_cheaper_next_candidate_gives_money_back_to_what_is_saved(desk: Desk, lot: TenderLotId) -> None:
    desk.post(recorded(lot, bid(BEST, 48), bid(DEARER, 45, 2), bid(THIRD, 46, 3)))
    desk.post(awarded(lot, BEST, 48), passed(lot))
    assert row_of(desk).buckets == {Bucket.AWARDED: yuan(45), Bucket.SAVED: yuan(5)}


def test_an_award_is_passed_on_in_the_order_of_the_ranking_until_nobody_is_left(desk: Desk, lot: TenderLotId) -> None:
    desk.post(recorded(lot), awarded(lot))
    error = desk.refused(passed(lot, THIRD, 46))
    assert type(error) is NotNextCandidate and error.facts["candidate"] == DEARER
    assert type(desk.refused(passed(lot, DEARER, 44))) is AwardNotBid
    assert type(desk.refused(passed(lot, passed_on=ago(11)))) is DatesBackward
    desk.post(passed(lot), passed(lot, THIRD, 46))
    assert type(desk.refused(passed(lot, SILENT, 39))) is NotNextCandidate
    desk.post(act(AnnulAward, tender_lot_id=lot, annulled_on=TODAY, reason="均放弃"))
    assert row_of(desk).stage is LotStage.PLANNED


def test_an_award_without_recorded_bids_cannot_be_passed_on(desk: Desk, lot: TenderLotId) -> None:
    desk.post(awarded(lot))
    assert type(desk.refused(passed(lot))) is BidsNotRecorded


def test_only_an_award_that_nobody_signed_is_passed_on(desk: Desk, lot: TenderLotId) -> None:
    desk.post(recorded(lot))
    assert type(desk.refused(passed(lot))) is WrongStage
    desk.post(awarded(lot))
    signed(desk, lot, line(4), supplier=BEST)
    assert type(desk.refused(passed(lot))) is WrongStage


def test_an_award_that_no_bid_bears_out_is_found(desk: Desk, lot: TenderLotId) -> None:
    desk.post(recorded(lot), awarded(lot))
    tamper(desk.program, "UPDATE bid SET price_fen = 3900 WHERE rank = 1")
    found = desk.program.verify()
    assert not found.is_sound and any(BEST in finding.text for finding in found.findings)


def test_a_framework_is_drawn_down_up_to_its_award_by_whoever_is_in_it(desk: Desk) -> None:
    lot = tendering_lot(desk, Method.FRAMEWORK)
    desk.post(recorded(lot, bid(BEST), bid(DEARER, 45, 2)), awarded(lot))
    signed(desk, lot, line(1), supplier=BEST)
    signed(desk, lot, line(2), supplier=DEARER)
    assert row_of(desk).buckets == {Bucket.CONTRACTED: yuan(30), Bucket.AWARDED: yuan(10), Bucket.SAVED: yuan(10)}
    assert type(desk.refused(contract(lot, line(2), supplier=BEST))) is DeviationNeeded
    signed(desk, lot, line(1), supplier=BEST)
    assert row_of(desk).buckets == {Bucket.CONTRACTED: yuan(40), Bucket.SAVED: yuan(10)}
