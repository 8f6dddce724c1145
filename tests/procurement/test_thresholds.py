"""From which amount open tender is the way to buy, and what was bought in parts to stay below it."""

from typing import Any

import pytest

from supplies.errors import MethodNeedsApproval, ThresholdsWrong, UnknownRecord
from supplies.models.funds import Purpose
from supplies.models.procurement import LotStage, Method
from supplies.procurement.actions import CancelLot, StartTender
from supplies.procurement.queries import tender_lots
from supplies.procurement.thresholds import (
    FREE_METHODS,
    SetThresholds,
    Splitting,
    splitting_words,
    splittings,
    threshold_on,
    thresholds,
)
from supplies.values import TenderLotId
from tests.funds.allotted import money
from tests.procurement.deals import line, signed
from tests.procurement.offered import BEST, awarded, opened, planned, planned_lot
from tests.rooms import CLOTH, TENT, TODAY, Desk, act, ago, yuan

TENTS, CLOTHS = "C01", "C02"
OTHER_METHODS = sorted(set(Method) - FREE_METHODS)


def setting(quota: int = 20, open_tender: int = 80, **fields: Any) -> SetThresholds:
    """Return thresholds of twenty and eighty yuan."""
    values: dict[str, Any] = {"valid_from": ago(300), "source": "辽财采〔2020〕298号"}
    return act(SetThresholds, quota=yuan(quota), open_tender=yuan(open_tender), **values | fields)


def start(lot: TenderLotId, approval: str = "") -> StartTender:
    """Return the start of a round."""
    return act(StartTender, tender_lot_id=lot, announced_on=ago(30), approval=approval)


def found(desk: Desk) -> list[Splitting]:
    """Return what was bought in parts."""
    rows: list[Splitting] = desk.read(splittings)
    return rows


# --- the amounts -----------------------------------------------------------------------------------------------------


def test_until_the_bureau_sets_them_no_thresholds_are_known(desk: Desk) -> None:
    assert desk.read(thresholds) == []
    desk.post(start(planned_lot(desk, Method.INQUIRY, 1_000_000)))


def test_the_amounts_of_the_day_hold_and_of_one_day_the_newer(desk: Desk) -> None:
    desk.post(setting(), setting(20, 90), setting(30, 100, valid_from=ago(10)))
    known = desk.read(thresholds)
    assert threshold_on(known, ago(301)) is None
    for day, amount in ((ago(300), 90), (ago(11), 90), (ago(10), 100), (TODAY, 100)):
        there = threshold_on(known, day)
        assert there is not None and there.open_tender == yuan(amount)


@pytest.mark.parametrize(("quota", "open_tender"), [(0, 80), (81, 80), (-1, 80)])
def test_thresholds_out_of_order_are_refused(desk: Desk, quota: int, open_tender: int) -> None:
    assert type(desk.refused(setting(quota, open_tender))) is ThresholdsWrong


# --- another method than open tender ---------------------------------------------------------------------------------


@pytest.mark.parametrize("method", OTHER_METHODS)
def test_above_the_threshold_another_method_needs_an_approval(desk: Desk, method: Method) -> None:
    desk.post(setting())
    lot = planned_lot(desk, method, 80)
    error = desk.refused(start(lot))
    assert type(error) is MethodNeedsApproval and error.facts["total"] == yuan(80)
    desk.post(start(lot, "鞍财采〔2026〕15号"))
    assert desk.read(tender_lots)[0].stage is LotStage.TENDERING


@pytest.mark.parametrize("method", [Method.OPEN_TENDER, Method.FRAMEWORK])
def test_open_tender_and_framework_need_none(desk: Desk, method: Method) -> None:
    desk.post(setting(), start(planned_lot(desk, method, 500)))


def test_below_the_threshold_none_is_needed(desk: Desk) -> None:
    desk.post(setting(), start(planned_lot(desk, Method.INQUIRY, 79)))


def test_all_lots_of_a_project_count_but_those_given_up(desk: Desk) -> None:
    fund, project = money(500), opened(Method.INQUIRY)
    first, second = planned(project, fund, 40), planned(project, fund, 40, number=2)
    desk.post(setting(), fund, project, first, second)
    assert type(desk.refused(start(first.tender_lot_id))) is MethodNeedsApproval
    desk.post(act(CancelLot, tender_lot_id=second.tender_lot_id, reason="取消"), start(first.tender_lot_id))


# --- bought in parts -------------------------------------------------------------------------------------------------


def test_lots_of_one_class_and_year_that_together_exceed_the_threshold_are_named(desk: Desk) -> None:
    desk.post(setting())
    for number in ("CG-1", "CG-2"):
        planned_lot(desk, Method.INQUIRY, 45, project_number=number, category=TENTS)
    planned_lot(desk, Method.INQUIRY, 45, category=CLOTHS)
    planned_lot(desk, Method.INQUIRY, 45, category=TENTS, purpose=Purpose.LIVING)
    planned_lot(desk, Method.OPEN_TENDER, 45, category=TENTS)
    planned_lot(desk, Method.EMERGENCY, 45, category=TENTS)
    (row,) = found(desk)
    assert (row.year, row.category, row.total, row.threshold) == (TODAY.year, TENTS, yuan(90), yuan(80))
    assert [lot.key for lot in row.lots] == ["CG-1/1", "CG-2/1"]
    words = splitting_words(row)
    assert "90.00" in words and row.category_name in words and row.category_name


def test_what_only_reaches_the_threshold_is_not_named(desk: Desk) -> None:
    desk.post(setting())
    for _time in range(2):
        planned_lot(desk, Method.INQUIRY, 40, category=TENTS)
    assert found(desk) == []


def test_one_large_lot_is_not_bought_in_parts(desk: Desk) -> None:
    planned_lot(desk, Method.INQUIRY, 500, category=TENTS)
    desk.post(setting())
    assert found(desk) == []


def test_an_approved_lot_and_one_given_up_do_not_count(desk: Desk) -> None:
    lots = [planned_lot(desk, Method.INQUIRY, 45, category=TENTS) for _time in range(3)]
    desk.post(setting(), start(lots[0], "鞍财采〔2026〕15号"))
    assert len(found(desk)[0].lots) == 2
    desk.post(act(CancelLot, tender_lot_id=lots[1], reason="取消"))
    assert found(desk) == []


def test_a_lot_without_a_class_is_of_what_its_contract_buys(desk: Desk) -> None:
    lots = [planned_lot(desk, Method.INQUIRY, 45) for _time in range(2)]
    desk.post(setting(), *(start(lot) for lot in lots), *(awarded(lot) for lot in lots))
    signed(desk, lots[0], line(4), supplier=BEST)
    assert found(desk) == []
    signed(desk, lots[1], line(3, item=TENT), line(1, item=CLOTH), supplier=BEST)
    assert [each.category for each in found(desk)] == [TENTS]


def test_lots_of_no_class_are_told_together(desk: Desk) -> None:
    desk.post(setting())
    for _time in range(2):
        planned_lot(desk, Method.INQUIRY, 45)
    (row,) = found(desk)
    assert row.category_name == "" and str(TODAY.year) in splitting_words(row)


def test_a_class_that_there_is_not_is_refused(desk: Desk) -> None:
    fund, project = money(50), opened()
    desk.post(fund, project)
    assert type(desk.refused(planned(project, fund, category="C99"))) is UnknownRecord
