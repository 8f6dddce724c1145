"""Emergency procurement: no tender, but a record without which nothing is bought."""

from typing import Any

import pytest

from supplies.deadlines.catalogue import rules_on
from supplies.errors import (
    AmountNotPositive,
    AwardAboveCeiling,
    ChosenWithoutPrice,
    CreditCodeWrong,
    DatesBackward,
    EmergencyNeedsRecord,
    IncidentClosed,
    IncidentIsDrill,
    NotAnEmergency,
    NothingToDo,
    OffererTwice,
    SelfApproved,
    UnknownRecord,
    WrongStage,
)
from supplies.models.funds import Bucket
from supplies.models.procurement import LotStage, Method, RoundResult
from supplies.models.relief import IncidentKind
from supplies.procurement.actions import AnnulAward, CancelLot, StartTender
from supplies.procurement.lot_queries import EventKind, lot_view
from supplies.procurement.offers import emergency_purchases, offers
from supplies.procurement.queries import RoundRow, TenderLotRow, rounds, tender_lots
from supplies.procurement.reconciliation import statement
from supplies.relief.actions import CloseIncident
from supplies.relief.incidents import incidents
from supplies.values import TenderLotId
from tests.journal.tampering import tamper
from tests.procurement.deals import contract, line, settle, signed
from tests.procurement.offered import (
    BEST,
    DEARER,
    EMERGENCY_DAY,
    GOOD_CODE,
    QUOTES,
    SILENT,
    bought,
    planned_lot,
    quote,
)
from tests.relief.needs import flood
from tests.rooms import SITE, TODAY, Desk, act, ago, yuan


@pytest.fixture
def lot(desk: Desk) -> TenderLotId:
    """Return a planned lot of an emergency project, with a budget of fifty yuan."""
    return planned_lot(desk)


def row_of(desk: Desk) -> TenderLotRow:
    """Return the only lot, once it is proved that its money stands where it should."""
    (row,) = desk.read(tender_lots)
    assert isinstance(row, TenderLotRow) and row.is_right
    assert desk.read(statement).is_reconciled
    return row


def incident(desk: Desk, **fields: Any) -> str:
    """Open an incident and return its number."""
    desk.post(flood(**fields))
    number: str = desk.read(incidents)[0].number
    return number


def test_a_lot_is_bought_without_a_tender_and_its_record_tells_how(desk: Desk, lot: TenderLotId) -> None:
    desk.post(bought(lot))
    row = row_of(desk)
    assert (row.stage, row.award, row.winner) == (LotStage.AWARDED, yuan(40), BEST)
    assert row.buckets == {Bucket.AWARDED: yuan(40), Bucket.SAVED: yuan(10)}
    (record,) = desk.read(emergency_purchases, (SITE, lot))
    assert (record.paper_number, record.approved_by, record.grounds) == (
        "鞍应急批〔2026〕7号",
        "某局长",
        "7·28内涝，帐篷告急",
    )
    found = desk.read(offers, (SITE, lot))
    assert [(each.supplier, each.price, each.is_chosen, each.note) for each in found] == [
        (DEARER, yuan(45), False, ""),
        (BEST, yuan(40), True, ""),
        (SILENT, None, False, "无货"),
    ]
    assert found[1].supplier_code == GOOD_CODE
    assert desk.read(rounds, SITE, lot) == [RoundRow(1, EMERGENCY_DAY, EMERGENCY_DAY, RoundResult.AWARDED, "")]
    assert desk.program.verify(deep=True).is_sound


def test_what_was_bought_in_an_emergency_is_signed_accepted_and_paid_like_any_award(
    desk: Desk, lot: TenderLotId
) -> None:
    desk.post(bought(lot))
    settle(desk, signed(desk, lot, line(4), supplier=BEST))
    row = row_of(desk)
    assert row.of(Bucket.PAID) == yuan(40)
    view = desk.read(lot_view, f"{row.project_number}/1")
    kinds = [event.kind for event in view.events]
    assert kinds[:4] == [EventKind.STARTED, EventKind.ASKED, EventKind.AWARDED, EventKind.SIGNED]
    assert [each.supplier for each in view.offers] == [DEARER, BEST, SILENT]


def test_a_contract_is_not_signed_before_the_emergency_purchase_was_decided(desk: Desk, lot: TenderLotId) -> None:
    desk.post(bought(lot, day=ago(5)))
    assert (
        desk.refused(contract(lot, line(4), supplier=BEST, signed_on=ago(6))).code
        == "procurement.contract_before_award"
    )


def test_an_annulled_emergency_purchase_is_followed_by_another(desk: Desk, lot: TenderLotId) -> None:
    desk.post(bought(lot), act(AnnulAward, tender_lot_id=lot, annulled_on=ago(8), reason="供应商无法到货"))
    assert row_of(desk).stage is LotStage.PLANNED
    error = desk.refused(bought(lot, day=ago(9)))
    assert type(error) is DatesBackward
    desk.post(bought(lot, quote(DEARER, 46), day=ago(8), chosen=1))
    assert (row_of(desk).winner, row_of(desk).award) == (DEARER, yuan(46))
    assert [each.round for each in desk.read(emergency_purchases, (SITE, lot))] == [1, 2]
    assert desk.program.verify(deep=True).is_sound


def test_it_names_the_incident_it_is_for(desk: Desk, lot: TenderLotId) -> None:
    number = incident(desk, started_on=ago(12))
    desk.post(bought(lot, incident=number))
    assert desk.read(emergency_purchases, (SITE, lot))[0].incident == number


# --- what is refused -------------------------------------------------------------------------------------------------


def test_there_is_no_tender_to_announce_for_such_a_lot(desk: Desk, lot: TenderLotId) -> None:
    assert type(desk.refused(act(StartTender, tender_lot_id=lot, announced_on=TODAY))) is EmergencyNeedsRecord


@pytest.mark.parametrize("method", [each for each in Method if each is not Method.EMERGENCY])
def test_a_lot_of_another_project_is_not_bought_so(desk: Desk, method: Method) -> None:
    assert type(desk.refused(bought(planned_lot(desk, method)))) is NotAnEmergency


def test_only_a_planned_lot_is_bought(desk: Desk, lot: TenderLotId) -> None:
    desk.post(act(CancelLot, tender_lot_id=lot, reason="取消"))
    assert type(desk.refused(bought(lot))) is WrongStage


def test_a_list_without_suppliers_is_refused(desk: Desk, lot: TenderLotId) -> None:
    assert type(desk.refused(act(type(bought(lot)), **fields_of(bought(lot)) | {"quotes": ()}))) is NothingToDo


def fields_of(action: Any) -> dict[str, Any]:
    """Return the fields of an action but its id."""
    return {name: getattr(action, name) for name in action.__struct_fields__ if name != "action_id"}


@pytest.mark.parametrize(
    ("quotes", "refusal"),
    [
        ((quote(BEST, 41), quote(BEST, 40)), OffererTwice),
        ((quote(DEARER), quote(BEST, supplier_code="91350100M000100Y44")), CreditCodeWrong),
        ((quote(DEARER), quote(BEST, 0)), AmountNotPositive),
        ((quote(BEST, 40),), ChosenWithoutPrice),
        ((quote(BEST, 40), quote(SILENT, None)), ChosenWithoutPrice),
        ((quote(DEARER), quote(BEST, 51)), AwardAboveCeiling),
    ],
)
def test_a_wrong_list_of_quotes_is_refused(desk: Desk, lot: TenderLotId, quotes: Any, refusal: type) -> None:
    assert type(desk.refused(bought(lot, *quotes))) is refusal


@pytest.mark.parametrize("field", ["asked_on", "approved_on"])
def test_nothing_is_decided_before_suppliers_were_asked_and_somebody_approved(
    desk: Desk, lot: TenderLotId, field: str
) -> None:
    assert type(desk.refused(bought(lot, **{field: ago(9)}))) is DatesBackward


def test_an_incident_that_is_not_recorded_is_refused(desk: Desk, lot: TenderLotId) -> None:
    assert type(desk.refused(bought(lot, incident="SJ-9"))) is UnknownRecord


def test_nothing_is_bought_in_an_emergency_for_a_drill(desk: Desk, lot: TenderLotId) -> None:
    number = incident(desk, started_on=ago(12), kind=IncidentKind.DRILL)
    assert type(desk.refused(bought(lot, incident=number))) is IncidentIsDrill


def test_nothing_is_bought_before_the_incident_or_asked_for_after_it(desk: Desk, lot: TenderLotId) -> None:
    number = incident(desk, started_on=ago(9))
    assert type(desk.refused(bought(lot, incident=number))) is DatesBackward
    desk.post(act(CloseIncident, incident=number, business_date=ago(7)))
    assert type(desk.refused(bought(lot, incident=number, day=ago(6)))) is IncidentClosed
    desk.post(bought(lot, incident=number, day=ago(8)))


def test_whoever_buys_does_not_approve_unless_it_is_said_why(desk: Desk, lot: TenderLotId) -> None:
    assert type(desk.refused(bought(lot, approved_by="管理员"))) is SelfApproved
    desk.post(bought(lot, approved_by="管理员", exception="全局仅一人值守"))
    assert desk.read(emergency_purchases, (SITE, lot))[0].exception == "全局仅一人值守"


# --- what is kept and what is found ----------------------------------------------------------------------------------


def test_a_tender_has_time_limits_and_an_emergency_only_those_of_paying(desk: Desk) -> None:
    rules = rules_on(TODAY).values()
    emergency = {rule.code for rule in rules if rule.holds_for(Method.EMERGENCY)}
    tender = {rule.code for rule in rules if rule.holds_for(Method.OPEN_TENDER)}
    assert emergency and all("payment" in code or code == "arrears_published" for code in emergency)
    assert emergency < tender and "contract_signed" in tender


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE emergency_quote SET price_fen = price_fen + 1 WHERE line = 2", "40.01"),
        ("UPDATE emergency_quote SET is_chosen = :no WHERE line = 2", "鞍应急批〔2026〕7号"),
    ],
)
def test_a_record_that_was_tampered_with_is_found(desk: Desk, lot: TenderLotId, change: str, words: str) -> None:
    desk.post(bought(lot))
    tamper(desk.program, change, **({"no": False} if ":no" in change else {}))
    found = desk.program.verify()
    assert not found.is_sound
    assert any(words in finding.text for finding in found.findings)


def test_all_quotes_are_told_in_the_order_of_the_record() -> None:
    assert [each.supplier for each in QUOTES] == [DEARER, BEST, SILENT]
