"""Bonds: how high they may be, what is still held of them, and until when it goes back."""

from typing import Any

import pytest
from sqlalchemy import Connection, text

from supplies.deadlines.workdays import shipped_calendar
from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    BondSettled,
    BondTooHigh,
    DatesBackward,
    ForfeitNeedsReason,
    UnknownRecord,
    WrongStage,
)
from supplies.models.bidding import BondForm, BondKind, BondOutcome
from supplies.models.procurement import ChangeKind, Method
from supplies.procurement.actions import FailTender, StartTender
from supplies.procurement.bonds import BondRow, bonds
from supplies.values import ContractId, TenderLotId, new_id
from tests.procurement.deals import Deal, change, line, signed
from tests.procurement.offered import (
    BEST,
    DEARER,
    awarded,
    bid_bond,
    bought,
    performance_bond,
    planned_lot,
    settled,
    tendering_lot,
)
from tests.rooms import SITE, Desk, act, ago, yuan


@pytest.fixture
def lot(desk: Desk) -> TenderLotId:
    """Return a lot in tender with a budget of fifty yuan."""
    return tendering_lot(desk)


def deal_of(desk: Desk, lot: TenderLotId) -> Deal:
    """Award and sign the lot."""
    desk.post(awarded(lot))
    return signed(desk, lot, line(4), supplier=BEST, signed_on=ago(8))


def taken(desk: Desk, action: Any) -> int:
    """Post a bond; return the entry that received it."""
    return desk.post(action)[0].entry.seq


def held(desk: Desk) -> list[BondRow]:
    """Return what is held."""
    found: list[BondRow] = desk.read(bonds, only_held=True)
    return found


def later(days: int, start: int) -> Any:
    """Return the day so many working days after another."""
    return shipped_calendar().add_working_days(ago(start), days).day


def test_a_bid_bond_is_held_until_it_goes_back(desk: Desk, lot: TenderLotId) -> None:
    seq = taken(desk, bid_bond(lot, paper_number="ZZ-1"))
    (row,) = held(desk)
    assert (row.kind, row.supplier, row.amount, row.form, row.contract) == (
        BondKind.BID,
        BEST,
        yuan(1),
        BondForm.TRANSFER,
        "",
    )
    assert (row.paper_number, row.received_on, row.settled_on, row.return_by) == ("ZZ-1", ago(20), None, None)
    desk.post(settled(seq, paper_number="TH-1"))
    assert held(desk) == []
    (row,) = desk.read(bonds, (SITE, lot))
    assert (row.outcome, row.settled_on, row.settled_paper) == (BondOutcome.RETURNED, ago(5), "TH-1")


def test_losers_get_theirs_back_after_the_award_and_the_winner_after_signing(desk: Desk, lot: TenderLotId) -> None:
    desk.post(bid_bond(lot), bid_bond(lot, DEARER), awarded(lot))
    assert {row.supplier: row.return_by for row in held(desk)} == {BEST: None, DEARER: later(5, 10)}
    signed(desk, lot, line(4), supplier=BEST, signed_on=ago(8))
    assert {row.supplier: row.return_by for row in held(desk)} == {BEST: later(5, 8), DEARER: later(5, 10)}


def test_after_a_failed_round_every_bond_goes_back(desk: Desk, lot: TenderLotId) -> None:
    desk.post(bid_bond(lot), act(FailTender, tender_lot_id=lot, ended_on=ago(12), reason="不足三家"))
    assert [row.return_by for row in held(desk)] == [later(5, 12)]


def test_the_bond_of_a_contract_is_its_suppliers(desk: Desk, lot: TenderLotId) -> None:
    deal = deal_of(desk, lot)
    desk.post(performance_bond(deal.contract))
    (row,) = held(desk)
    assert (row.kind, row.supplier, row.form, row.return_by) == (
        BondKind.PERFORMANCE,
        BEST,
        BondForm.GUARANTEE,
        None,
    )
    assert row.contract.startswith("HT-") and row.lot.endswith("/1")


def test_a_bond_is_forfeited_only_for_a_reason(desk: Desk, lot: TenderLotId) -> None:
    seq = taken(desk, bid_bond(lot))
    assert type(desk.refused(settled(seq, BondOutcome.FORFEITED))) is ForfeitNeedsReason
    desk.post(settled(seq, BondOutcome.FORFEITED, reason="提供虚假材料"))
    assert desk.read(bonds)[0].settled_reason == "提供虚假材料"


# --- what is refused -------------------------------------------------------------------------------------------------


def test_a_bid_bond_is_at_most_two_percent_of_the_budget(desk: Desk, lot: TenderLotId) -> None:
    error = desk.refused(bid_bond(lot, amount="1.01"))
    assert type(error) is BondTooHigh and error.facts["allowed"] == yuan(1)
    seq = taken(desk, bid_bond(lot, amount="0.60"))
    assert type(desk.refused(bid_bond(lot, amount="0.41"))) is BondTooHigh
    desk.post(bid_bond(lot, DEARER), settled(seq), bid_bond(lot))
    assert [row.supplier for row in held(desk)] == [DEARER, BEST]


def test_a_performance_bond_is_at_most_ten_percent_of_the_contract_as_it_is(desk: Desk, lot: TenderLotId) -> None:
    deal = deal_of(desk, lot)
    error = desk.refused(performance_bond(deal.contract, "4.01"))
    assert type(error) is BondTooHigh and error.facts["allowed"] == yuan(4)
    desk.post(change(deal, 4, 44, ChangeKind.SUPPLEMENT), performance_bond(deal.contract, "4.40"))
    assert type(desk.refused(performance_bond(deal.contract, "0.01"))) is BondTooHigh


def test_each_round_has_bonds_of_its_own(desk: Desk, lot: TenderLotId) -> None:
    fail = act(FailTender, tender_lot_id=lot, ended_on=ago(12), reason="不足三家")
    desk.post(bid_bond(lot), fail, act(StartTender, tender_lot_id=lot, announced_on=ago(11)), bid_bond(lot))
    assert len(held(desk)) == 2


def test_a_bond_of_nothing_is_refused(desk: Desk, lot: TenderLotId) -> None:
    assert type(desk.refused(bid_bond(lot, amount=0))) is AmountNotPositive
    assert type(desk.refused(performance_bond(deal_of(desk, lot).contract, 0))) is AmountNotPositive


def test_a_paper_is_recorded_once(desk: Desk, lot: TenderLotId) -> None:
    desk.post(bid_bond(lot, amount="0.10", paper_number="ZZ-1"))
    assert type(desk.refused(bid_bond(lot, amount="0.10", paper_number="ZZ-1"))) is AlreadyThere
    deal = deal_of(desk, lot)
    desk.post(performance_bond(deal.contract, 1, paper_number="BH-1"))
    assert type(desk.refused(performance_bond(deal.contract, 1, paper_number="BH-1"))) is AlreadyThere


def test_a_lot_that_was_never_tendered_has_no_bid_bonds(desk: Desk) -> None:
    assert type(desk.refused(bid_bond(planned_lot(desk, Method.OPEN_TENDER)))) is WrongStage
    assert type(desk.refused(bid_bond(TenderLotId(new_id())))) is UnknownRecord
    assert type(desk.refused(performance_bond(ContractId(new_id())))) is UnknownRecord


def test_a_bond_is_settled_once_and_not_before_it_came(desk: Desk, lot: TenderLotId) -> None:
    seq = taken(desk, bid_bond(lot))
    assert type(desk.refused(settled(seq, settled_on=ago(21)))) is DatesBackward
    assert type(desk.refused(settled(seq + 100))) is UnknownRecord
    desk.post(settled(seq))
    assert type(desk.refused(settled(seq))) is BondSettled


def test_no_law_sets_a_day_for_bonds_of_an_emergency(desk: Desk) -> None:
    lot = planned_lot(desk)
    desk.post(bought(lot), bid_bond(lot, DEARER))
    assert [row.return_by for row in held(desk)] == [None]


@pytest.mark.parametrize(
    "change_it",
    [
        "UPDATE bond SET amount_fen = amount_fen + 1",
        "UPDATE bond SET settled_on = NULL, outcome = NULL, settled_seq = NULL",
        "DELETE FROM bond",
    ],
)
def test_the_store_itself_keeps_a_bond_as_it_is(desk: Desk, lot: TenderLotId, change_it: str) -> None:
    desk.post(settled(taken(desk, bid_bond(lot))))

    def write(connection: Connection) -> None:
        connection.execute(text(change_it))

    with pytest.raises(Exception, match="refused"):
        desk.program.database.write(write)
    assert desk.program.verify(deep=True).is_sound
