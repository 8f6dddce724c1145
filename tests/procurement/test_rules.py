"""Buying, step by step: which step may be taken when, and where the money then stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    AwardAboveCeiling,
    CeilingAboveBudget,
    DatesBackward,
    FundsInsufficient,
    Refused,
    UnknownRecord,
    WrongStage,
)
from supplies.funds.actions import Appropriate, ShareLine
from supplies.funds.queries import AppropriationRow, appropriations
from supplies.journal.action import Action
from supplies.models.accounts import Level
from supplies.models.funds import Bucket
from supplies.models.procurement import LotStage, Method, RoundResult
from supplies.procurement.actions import AddLot, CancelLot, CloseLot, FailTender, OpenProject, RecordAward, StartTender
from supplies.procurement.queries import ProjectRow, RoundRow, TenderLotRow, projects, rounds, tender_lots
from supplies.procurement.reconciliation import statement
from supplies.values import NO_MONEY, AppropriationId, Money, ProjectId, TenderLotId, new_id, total_money
from tests.procurement.deals import settle, signed
from tests.rooms import SITE, TODAY, Desk, act, ago, many, yuan
from tests.soak import size

STAGES = list(LotStage)
ANNOUNCED, FAILED, AWARDED = ago(30), ago(20), ago(10)


@dataclass
class Office:
    """A store with an appropriation of 100 yuan and a project, and short words for each step."""

    desk: Desk
    money: AppropriationId = field(default_factory=lambda: AppropriationId(new_id()))
    project: ProjectId = field(default_factory=lambda: ProjectId(new_id()))

    def open(self, number: str = "一号") -> None:
        self.desk.post(
            act(
                Appropriate,
                appropriation_id=self.money,
                number=f"辽财{number}",
                title="救灾",
                dated=ago(60),
                amount=yuan(100),
                shares=(ShareLine(Level.CENTRAL, yuan(100)),),
            ),
            self.opened(number),
        )

    def opened(self, number: str = "一号", **fields: Any) -> OpenProject:
        values: dict[str, Any] = {
            "project_id": self.project,
            "method": Method.OPEN_TENDER,
            "started_on": ago(50),
        } | fields
        return act(OpenProject, number=f"ASCG-{number}", name="应急物资采购", **values)

    def plan(self, budget: str = "40", number: int = 1, **fields: Any) -> AddLot:
        values = {"tender_lot_id": new_id(), "appropriation_id": self.money, "project_id": self.project, **fields}
        ceiling = fields.get("ceiling", yuan(budget))
        return act(AddLot, number=number, name=f"第{number}包", budget=yuan(budget), **{**values, "ceiling": ceiling})

    def lot(self, stage: LotStage = LotStage.PLANNED, number: int = 1) -> TenderLotId:
        """Return a lot that stands at a stage."""
        plan = self.plan(number=number)
        lot = plan.tender_lot_id
        steps: dict[LotStage, list[Action]] = {
            LotStage.PLANNED: [],
            LotStage.TENDERING: [start(lot)],
            LotStage.AWARDED: [start(lot), award(lot)],
            LotStage.CANCELLED: [cancel(lot)],
        }
        if stage in steps:
            self.desk.post(plan, *steps[stage])
        else:
            self.desk.post(plan, *steps[LotStage.AWARDED])
            deal = signed(self.desk, lot)
            if stage is LotStage.CLOSED:
                settle(self.desk, deal)
                self.desk.post(act(CloseLot, tender_lot_id=lot, closed_on=TODAY))
        return lot

    def row(self, lot: TenderLotId) -> TenderLotRow:
        rows: list[TenderLotRow] = self.desk.read(tender_lots)
        return next(row for row in rows if row.tender_lot_id == lot)

    def standing(self) -> tuple[str, str, str, str]:
        """Return available, planned, in tender and tendered, in yuan."""
        row: AppropriationRow = next(
            row for row in self.desk.read(appropriations) if row.appropriation_id == self.money
        )
        return str(row.available), str(row.planned), str(row.tendering), str(row.tendered)


def start(lot: TenderLotId, day: date = ANNOUNCED) -> StartTender:
    return act(StartTender, tender_lot_id=lot, announced_on=day)


def award(lot: TenderLotId, amount: str = "40", day: date = AWARDED) -> RecordAward:
    return act(RecordAward, tender_lot_id=lot, ended_on=day, winner="辽宁某公司", award=yuan(amount))


def fail(lot: TenderLotId, day: date = FAILED) -> FailTender:
    return act(FailTender, tender_lot_id=lot, ended_on=day, reason="有效投标人不足三家")


def cancel(lot: TenderLotId) -> CancelLot:
    return act(CancelLot, tender_lot_id=lot, reason="改由调拨解决")


@pytest.fixture
def office(desk: Desk) -> Office:
    """Return a store with money and a project."""
    found = Office(desk)
    found.open()
    return found


# --- projects and plans ----------------------------------------------------------------------------------------------


def test_a_project_is_opened_once_by_number_and_by_id(office: Office) -> None:
    other: dict[str, Any] = {"project_id": ProjectId(new_id())}
    for again in (office.opened(**other), office.opened("二号")):
        error = office.desk.refused(again)
        assert type(error) is AlreadyThere and error.facts["key"] == again.number
    office.desk.post(office.opened("二号", started_on=ago(51), method=Method.INQUIRY, **other))
    assert office.desk.read(projects) == [
        ProjectRow(SITE, other["project_id"], "ASCG-二号", "应急物资采购", Method.INQUIRY, ago(51)),
        ProjectRow(SITE, office.project, "ASCG-一号", "应急物资采购", Method.OPEN_TENDER, ago(50)),
    ]


def test_a_planned_lot_sets_its_budget_aside(office: Office) -> None:
    lot = office.plan("40.01", ceiling=yuan("39.99"))
    office.desk.post(lot)
    assert office.standing() == ("59.99", "40.01", "0.00", "0.00")
    row = office.row(lot.tender_lot_id)
    assert (row.stage, row.budget, row.ceiling, row.award, row.winner) == (
        LotStage.PLANNED,
        yuan("40.01"),
        yuan("39.99"),
        None,
        "",
    )
    assert (row.project_number, row.appropriation_number) == ("ASCG-一号", "辽财一号")
    assert row.standing == row.due == yuan("40.01")
    assert office.desk.read(rounds, SITE, lot.tender_lot_id) == []


def test_no_more_is_planned_than_is_available(office: Office) -> None:
    office.desk.post(office.plan("60"))
    error = office.desk.refused(office.plan("40.01", 2))
    assert type(error) is FundsInsufficient and error.facts == {"wanted": yuan("40.01"), "available": yuan(40)}
    office.desk.post(office.plan("40", 2))
    assert office.standing() == ("0.00", "100.00", "0.00", "0.00")
    assert type(office.desk.refused(office.plan("0.01", 3))) is FundsInsufficient


def test_a_ceiling_is_above_zero_and_within_the_budget(office: Office) -> None:
    error = office.desk.refused(office.plan("40", ceiling=yuan("40.01")))
    assert type(error) is CeilingAboveBudget and error.facts == {"ceiling": yuan("40.01"), "budget": yuan(40)}
    for wrong in (office.plan("0"), office.plan("-1"), office.plan("1", ceiling=NO_MONEY)):
        assert type(office.desk.refused(wrong)) is AmountNotPositive


def test_a_lot_belongs_to_a_recorded_project_and_appropriation(office: Office) -> None:
    unknown = new_id()
    for wrong in (office.plan(project_id=unknown), office.plan(appropriation_id=unknown)):
        error = office.desk.refused(wrong)
        assert type(error) is UnknownRecord and error.facts["key"] == str(unknown)


def test_a_lot_is_planned_once_by_number_and_by_id(office: Office) -> None:
    first = office.plan()
    office.desk.post(first)
    for again in (office.plan("1", 1), office.plan("1", 2, tender_lot_id=first.tender_lot_id)):
        assert type(office.desk.refused(again)) is AlreadyThere
    office.desk.post(cancel(first.tender_lot_id))
    assert type(office.desk.refused(office.plan("1", 1))) is AlreadyThere  # A number is never used twice.


# --- each step at each stage -----------------------------------------------------------------------------------------

STEPS: dict[str, tuple[Callable[[TenderLotId], Action], LotStage, LotStage]] = {
    "start": (start, LotStage.PLANNED, LotStage.TENDERING),
    "award": (award, LotStage.TENDERING, LotStage.AWARDED),
    "fail": (fail, LotStage.TENDERING, LotStage.PLANNED),
    "cancel": (cancel, LotStage.PLANNED, LotStage.CANCELLED),
}


@pytest.mark.parametrize("stage", STAGES)
def test_a_step_is_taken_only_from_the_stage_where_it_begins(office: Office, stage: LotStage) -> None:
    lot = office.lot(stage)
    for step, begins, _ends in STEPS.values():
        if begins is not stage:
            error = office.desk.refused(step(lot))
            assert type(error) is WrongStage and error.facts["lot"] == "第1包"


@pytest.mark.parametrize("name", STEPS)
def test_a_step_leads_to_its_stage(office: Office, name: str) -> None:
    step, begins, ends = STEPS[name]
    lot = office.lot(begins)
    office.desk.post(step(lot))
    row = office.row(lot)
    assert row.stage is ends
    assert row.standing == row.due
    assert office.desk.read(statement).is_reconciled


def test_no_step_is_taken_with_a_lot_that_is_not_recorded(office: Office) -> None:
    lot = TenderLotId(new_id())
    for step, _begins, _ends in STEPS.values():
        error = office.desk.refused(step(lot))
        assert type(error) is UnknownRecord and error.facts["key"] == str(lot)


# --- where the money goes --------------------------------------------------------------------------------------------


def test_money_goes_with_its_lot_and_what_was_saved_stays_there_until_the_lot_closes(office: Office) -> None:
    lot = office.lot()
    assert office.standing() == ("60.00", "40.00", "0.00", "0.00")
    office.desk.post(start(lot))
    assert office.standing() == ("60.00", "0.00", "40.00", "0.00")
    office.desk.post(award(lot, "33.33"))
    assert office.standing() == ("60.00", "0.00", "0.00", "40.00")
    row = office.row(lot)
    assert (row.award, row.winner) == (yuan("33.33"), "辽宁某公司")
    assert row.buckets == row.due_buckets == {Bucket.AWARDED: yuan("33.33"), Bucket.SAVED: yuan("6.67")}
    office.desk.post(office.plan("60", 2))
    assert office.standing() == ("0.00", "60.00", "0.00", "40.00")


def test_a_cancelled_lot_gives_its_money_back(office: Office) -> None:
    lot = office.lot(LotStage.CANCELLED)
    assert office.standing() == ("100.00", "0.00", "0.00", "0.00")
    assert office.row(lot).standing == office.row(lot).due == NO_MONEY


def test_an_award_is_above_zero_and_within_the_ceiling(office: Office) -> None:
    plan = office.plan("40", ceiling=yuan(35))
    lot = plan.tender_lot_id
    office.desk.post(plan, start(lot))
    error = office.desk.refused(award(lot, "35.01"))
    assert type(error) is AwardAboveCeiling and error.facts == {"award": yuan("35.01"), "ceiling": yuan(35)}
    for wrong in ("0", "-1"):
        assert type(office.desk.refused(award(lot, wrong))) is AmountNotPositive
    office.desk.post(award(lot, "35"))
    assert office.row(lot).buckets == {Bucket.AWARDED: yuan(35), Bucket.SAVED: yuan(5)}


# --- rounds ----------------------------------------------------------------------------------------------------------


def test_a_failed_round_is_kept_and_a_second_one_follows(office: Office) -> None:
    lot = office.lot(LotStage.TENDERING)
    office.desk.post(fail(lot, ago(20)))
    assert office.standing() == ("60.00", "40.00", "0.00", "0.00")
    office.desk.post(start(lot, ago(15)), award(lot, "38", ago(5)))
    assert office.desk.read(rounds, SITE, lot) == [
        RoundRow(1, ago(30), ago(20), RoundResult.FAILED, "有效投标人不足三家"),
        RoundRow(2, ago(15), ago(5), RoundResult.AWARDED, ""),
    ]
    assert office.standing() == ("60.00", "0.00", "0.00", "40.00")


def test_a_lot_is_given_up_after_a_failed_round(office: Office) -> None:
    lot = office.lot(LotStage.TENDERING)
    office.desk.post(fail(lot), cancel(lot))
    assert office.standing() == ("100.00", "0.00", "0.00", "0.00")


def test_a_running_round_has_no_result(office: Office) -> None:
    lot = office.lot(LotStage.TENDERING)
    assert office.desk.read(rounds, SITE, lot) == [RoundRow(1, ago(30), None, None, "")]


@pytest.mark.parametrize("end", [award, fail])
def test_a_round_does_not_end_before_it_began(office: Office, end: Callable[..., Action]) -> None:
    lot = office.lot(LotStage.TENDERING)
    error = office.desk.refused(end(lot, day=ago(31)))
    assert type(error) is DatesBackward and error.facts == {"later": ago(31), "earlier": ago(30)}
    office.desk.post(end(lot, day=ago(30)))


def test_a_round_is_not_announced_before_the_last_one_ended(office: Office) -> None:
    lot = office.lot(LotStage.TENDERING)
    office.desk.post(fail(lot, ago(20)))
    error = office.desk.refused(start(lot, ago(21)))
    assert type(error) is DatesBackward and error.facts == {"later": ago(21), "earlier": ago(20)}
    office.desk.post(start(lot, ago(20)))


# --- whatever happens ------------------------------------------------------------------------------------------------

MOVES = st.tuples(st.sampled_from(["plan", *STEPS]), st.integers(0, 3), st.integers(1, 6000))


@many(max_examples=size(12, 150))
@given(st.lists(MOVES, min_size=5, max_size=25))
def test_whatever_the_order_of_steps_each_fen_stands_in_one_bucket(
    office: Office, moves: list[tuple[str, int, int]]
) -> None:
    fresh = Office(office.desk)
    fresh.open(str(new_id()))
    lots: list[TenderLotId] = []
    for name, which, fen in moves:
        if name == "plan":
            action: Action = fresh.plan(str(Money(fen)), len(lots) + 1)
        elif not lots:
            continue
        elif name == "award":
            action = award(lots[which % len(lots)], str(Money(fen)), TODAY)
        else:
            action = STEPS[name][0](lots[which % len(lots)])
        try:
            office.desk.post(action)
        except Refused:
            continue
        if isinstance(action, AddLot):
            lots.append(action.tender_lot_id)
        row = next(row for row in office.desk.read(appropriations) if row.appropriation_id == fresh.money)
        parts = (row.available, row.planned, row.tendering, row.tendered)
        assert total_money(parts) == row.amount == yuan(100)
        assert min(parts) >= NO_MONEY
    assert office.desk.read(statement).is_reconciled


def test_procurement_replays(office: Office) -> None:
    for number, stage in enumerate((LotStage.AWARDED, LotStage.CANCELLED, LotStage.TENDERING), 1):
        office.lot(stage, number)
    assert office.desk.program.verify(deep=True).is_sound
