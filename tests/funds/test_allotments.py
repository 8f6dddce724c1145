"""Money for counties and units: what may be allotted, what they spend, and what comes back."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from supplies.accounts.actions import CloseOrganisation
from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    DatesBackward,
    FundsInsufficient,
    MoneyPlanned,
    OrganisationClosed,
    PurposeNotAllowed,
    PurposeTwice,
    SuppliesError,
    UnknownRecord,
    UsedAboveAllotted,
    WithdrawnAlready,
    YearFarOff,
)
from supplies.funds.actions import Appropriate, Withdraw
from supplies.funds.allotment_queries import allotment_changes, allotments
from supplies.funds.allotments import Allot
from supplies.models.allotments import AllotmentStep
from supplies.models.funds import Bucket, Purpose
from supplies.procurement.actions import FundLot
from supplies.procurement.reconciliation import statement
from supplies.values import OrganisationCode, new_id
from tests.funds.allotted import DISTRICT, allot, counties, lot, money, project, row_of, take_back, use
from tests.rooms import SITE, Desk, act, ago, yuan


@pytest.fixture
def fund(desk: Desk) -> Appropriate:
    """Return 100 yuan that stand, and record two counties."""
    fund = money()
    desk.post(*counties(), fund)
    return fund


def buckets(desk: Desk, fund: Appropriate) -> dict[Bucket, str]:
    return {bucket: str(amount) for bucket, amount in row_of(desk, fund).buckets.items() if amount.fen > 0}


# --- allotting -------------------------------------------------------------------------------------------------------


def test_allotted_money_is_followed_until_it_is_spent_or_back(desk: Desk, fund: Appropriate) -> None:
    allotted = allot(fund, 40, number="下1号")
    desk.post(allotted, use(allotted, 10, number="报1号"), use(allotted, 5, number="报2号"), take_back(allotted, 15))
    (row,) = desk.read(allotments)
    assert (row.receiver_name, row.purpose, row.number, row.dated) == ("台安县", Purpose.LIVING, "下1号", ago(20))
    assert (row.amount, row.spent, row.taken_back, row.left) == (yuan(40), yuan(15), yuan(15), yuan(10))
    assert buckets(desk, fund) == {Bucket.AVAILABLE: "75.00", Bucket.ALLOTTED: "10.00", Bucket.SPENT: "15.00"}
    steps = desk.read(allotment_changes, SITE, allotted.allotment_id)
    assert [(each.step, each.amount) for each in steps] == [
        (AllotmentStep.USE, yuan(10)),
        (AllotmentStep.USE, yuan(5)),
        (AllotmentStep.TAKE_BACK, yuan(15)),
    ]
    found = desk.read(statement)
    assert (found.allotted, found.available, found.is_reconciled) == (yuan(25), yuan(75), True)


def test_the_last_fen_can_be_allotted_and_spent_and_not_one_more(desk: Desk, fund: Appropriate) -> None:
    everything = allot(fund, 100)
    desk.post(everything, use(everything, 100))
    error = desk.refused(allot(fund, 1))
    assert type(error) is FundsInsufficient and error.facts == {"wanted": yuan(1), "available": yuan(0)}
    assert type(desk.refused(use(everything, 1))) is UsedAboveAllotted


def test_what_cannot_be_allotted_is_refused(desk: Desk, fund: Appropriate) -> None:
    gone = money(number="撤销")
    desk.post(gone, act(Withdraw, appropriation_id=gone.appropriation_id, reason="收回"))
    desk.post(act(CloseOrganisation, code=DISTRICT, reason="撤并"))
    wrong: list[tuple[Allot, type[SuppliesError]]] = [
        (allot(fund, 101), FundsInsufficient),
        (allot(fund, 0), AmountNotPositive),
        (allot(fund, -1), AmountNotPositive),
        (allot(fund, dated=ago(31)), DatesBackward),
        (allot(fund, receiver=OrganisationCode("无")), UnknownRecord),
        (allot(fund, receiver=DISTRICT), OrganisationClosed),
        (allot(money()), UnknownRecord),
        (allot(gone), WithdrawnAlready),
    ]
    for action, kind in wrong:
        assert type(desk.refused(action)) is kind, action


def test_a_document_allots_once_to_each_receiver_and_purpose(desk: Desk, fund: Appropriate) -> None:
    first = allot(fund, 10, number="下1号")
    desk.post(first, allot(fund, 10, DISTRICT, number="下1号"))
    desk.post(allot(fund, 10, number="下1号", purpose=Purpose.RESPONSE))
    assert type(desk.refused(allot(fund, 10, number="下1号"))) is AlreadyThere
    assert type(desk.refused(allot(fund, 10, allotment_id=first.allotment_id))) is AlreadyThere


def test_the_database_keeps_what_was_allotted_and_never_goes_below_zero(desk: Desk, fund: Appropriate) -> None:
    allotted = allot(fund)
    desk.post(allotted)
    for change in (
        "UPDATE allotment SET amount_fen = 1",
        "DELETE FROM allotment",
        "UPDATE fund_balance SET amount_fen = -1 WHERE bucket = 'allotted'",
    ):
        before = desk.everything()
        with pytest.raises((IntegrityError, SuppliesError)):
            desk.program.database.write(partial(Connection.exec_driver_sql, statement=change))
        assert desk.everything() == before, change


# --- what is left of an allotment ------------------------------------------------------------------------------------


def test_what_is_spent_or_taken_back_is_never_above_what_is_left(desk: Desk, fund: Appropriate) -> None:
    allotted = allot(fund, 40)
    desk.post(allotted, use(allotted, 30, number="报1号"))
    for action in (use(allotted, 11), take_back(allotted, 11)):
        error = desk.refused(action)
        assert type(error) is UsedAboveAllotted and error.facts == {"amount": yuan(11), "left": yuan(10)}
    for action in (use(allotted, 0), take_back(allotted, -1)):
        assert type(desk.refused(action)) is AmountNotPositive
    for action in (use(allotted, 1, dated=ago(21)), take_back(allotted, 1, dated=ago(21))):
        assert type(desk.refused(action)) is DatesBackward
    assert type(desk.refused(use(allotted, 1, number="报1号"))) is AlreadyThere
    unknown = allot(fund, 1)
    for action in (use(unknown, 1), take_back(unknown, 1)):
        assert type(desk.refused(action)) is UnknownRecord


def test_allotted_money_keeps_its_appropriation_from_being_withdrawn(desk: Desk, fund: Appropriate) -> None:
    desk.post(allot(fund))
    error = desk.refused(act(Withdraw, appropriation_id=fund.appropriation_id, reason="收回"))
    assert type(error) is MoneyPlanned


# --- purposes --------------------------------------------------------------------------------------------------------


def test_money_is_used_only_for_what_it_was_given_for(desk: Desk) -> None:
    living, of = money(purposes=(Purpose.LIVING,)), project()
    desk.post(*counties(), living, of)
    for action in (lot(living, of), allot(living, purpose=Purpose.RESPONSE)):
        error = desk.refused(action)
        assert type(error) is PurposeNotAllowed and error.facts["number"] == living.number
    desk.post(allot(living, purpose=Purpose.LIVING), lot(living, of, purpose=Purpose.LIVING))
    assert row_of(desk, living).purposes == (Purpose.LIVING,)


def test_more_money_for_a_lot_must_be_for_the_purpose_of_the_lot(desk: Desk) -> None:
    free, living, of = money(), money(purposes=(Purpose.LIVING,)), project()
    plan = lot(free, of)
    desk.post(free, living, of, plan)
    values = {"tender_lot_id": plan.tender_lot_id, "amount": yuan(1), "reason": "追加"}
    more = act(FundLot, appropriation_id=living.appropriation_id, **values)
    assert type(desk.refused(more)) is PurposeNotAllowed


def test_the_marks_of_a_document_are_kept(desk: Desk) -> None:
    purposes = (Purpose.OTHER, Purpose.RESPONSE)
    ahead = money(dated=date(2025, 11, 5), purposes=purposes, is_direct=True, year=2026)
    desk.post(ahead)
    row = row_of(desk, ahead)
    assert (row.year, row.is_direct, row.purposes) == (2026, True, (Purpose.RESPONSE, Purpose.OTHER))
    assert type(desk.refused(money(purposes=(Purpose.LIVING, Purpose.LIVING)))) is PurposeTwice
    for year in (2025, 2028):
        assert type(desk.refused(money(year=year, appropriation_id=new_id()))) is YearFarOff
    assert row_of(desk, ahead).buckets[Bucket.AVAILABLE] == yuan(100)
