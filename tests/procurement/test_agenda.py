"""What is due when: the law's limits, the contract's days and the budget's, of whatever is still open."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event

from supplies.deadlines.catalogue import Standing
from supplies.deadlines.queries import work_calendar
from supplies.deadlines.words import event_name
from supplies.errors import UnknownRecord
from supplies.language import _
from supplies.models.bidding import BondForm, BondOutcome
from supplies.models.procurement import Method
from supplies.models.tendering import Event
from supplies.procurement.actions import CancelLot, CloseLot, FailTender, RecordAward
from supplies.procurement.agenda import AgendaKind, AgendaRow, agenda, lot_agenda
from supplies.procurement.award_queries import award, signing_term
from supplies.procurement.bonds import SettleBond, TakeBidBond, bonds
from supplies.procurement.contract_queries import contracts
from supplies.procurement.lot_queries import lot_name
from supplies.procurement.queries import tender_lots
from supplies.values import TenderLotId
from tests.deadlines.days import override
from tests.procurement.days import ANNOUNCED, CHOSEN, SIGNED, awarded, contracted, in_tender, told
from tests.procurement.deals import WINNER, Deal, acceptance, invoice, payment, received, settle, signed
from tests.procurement.offered import planned_lot
from tests.rooms import TODAY, Desk, act, ago, yuan


def rows_of(desk: Desk, lot: TenderLotId, today: date = TODAY) -> dict[str, AgendaRow]:
    """Return every limit of a lot by what it is."""
    return {row.key[-1]: row for row in desk.read(lot_agenda, today, name_of(desk, lot)).rows}


def pending(desk: Desk, today: date = TODAY) -> list[tuple[str, Standing]]:
    """Return what is due of lots, in the order of the agenda."""
    return [(row.key[-1], row.standing) for row in desk.read(agenda, today) if row.lot]


def name_of(desk: Desk, lot: TenderLotId) -> str:
    """Return how a lot is asked for."""
    return lot_name(next(row for row in desk.read(tender_lots) if row.tender_lot_id == lot))


def number_of(desk: Desk, deal: Deal) -> str:
    """Return the number of a contract."""
    number: str = next(row.number for row in desk.read(contracts) if row.contract_id == deal.contract)
    return number


def working(desk: Desk, start: date, number: int) -> date:
    """Return the day so many working days later."""
    day: date = desk.read(work_calendar).add_working_days(start, number).day
    return day


def test_a_limit_begins_with_its_event_and_ends_when_it_is_kept(desk: Desk) -> None:
    lot = in_tender(desk)
    assert "bids" not in rows_of(desk, lot)
    desk.post(told(lot, Event.DOCUMENTS_ISSUED, ago(19), round=1))
    row = rows_of(desk, lot)["bids"]
    assert (row.is_wait, row.runs_from, row.ended_on) == (True, ago(19), None)
    assert row.due >= ago(-1) and row.standing is Standing.DUE_SOON
    assert row.limit_words == _("not before {day}").format(day=row.due) and "第三十五条" in row.basis
    desk.post(told(lot, Event.BIDS_CLOSED, TODAY, round=1))
    row = rows_of(desk, lot)["bids"]
    assert (row.ended_on, row.standing) == (TODAY, Standing.BROKEN)
    assert "bids" not in dict(pending(desk))


def test_days_of_records_begin_limits_without_being_told(desk: Desk) -> None:
    lot = awarded(desk)
    found = rows_of(desk, lot)
    assert (found["tender_notice"].runs_from, found["tender_notice"].standing) == (ANNOUNCED, Standing.KEPT)
    assert found["award_notice"].standing is Standing.KEPT
    assert (found["result_announced"].due, found["result_announced"].standing) == (
        working(desk, CHOSEN, 2),
        Standing.OVERDUE,
    )
    signing = found["contract_signed"]
    assert (signing.runs_from, signing.standing, signing.event_words) == (
        CHOSEN,
        Standing.RUNNING,
        _("{event} on {day}").format(event=event_name(Event.AWARD_NOTICED), day=CHOSEN),
    )
    desk.post(told(lot, Event.AWARD_NOTICED, ago(9), round=1))
    signing = rows_of(desk, lot)["contract_signed"]
    term = desk.read(signing_term, desk.read(award, name_of(desk, lot)))
    assert (signing.runs_from, signing.due) == (ago(9), term.day), "the notice of award says the same"


def test_a_contract_is_announced_and_filed_by_its_days(desk: Desk) -> None:
    deal = contracted(desk)
    found = rows_of(desk, deal.lot)
    assert (found["contract_signed"].ended_on, found["contract_signed"].standing) == (SIGNED, Standing.KEPT)
    for code, length in (("contract_announced", 2), ("contract_filed", 7)):
        assert (found[code].due, found[code].subject) == (working(desk, SIGNED, length), number_of(desk, deal))
    desk.post(told(deal.lot, Event.CONTRACT_FILED, SIGNED, contract_id=deal.contract))
    assert rows_of(desk, deal.lot)["contract_filed"].standing is Standing.KEPT


def test_what_is_accepted_and_not_paid_is_due_from_its_delivery(desk: Desk) -> None:
    deal = contracted(desk, delivery_due=ago(4))
    assert "payment" not in rows_of(desk, deal.lot)
    document = received(desk)
    desk.post(acceptance(deal, document, 1, delivered_on=ago(7), accepted_on=ago(6)))
    desk.post(acceptance(deal, document, 3, delivered_on=ago(4), accepted_on=ago(3)))
    assert rows_of(desk, deal.lot)["payment"].runs_from == ago(7)
    desk.post(invoice(deal), payment(deal, 10))
    assert rows_of(desk, deal.lot)["payment"].runs_from == ago(4), "the first certificate is paid"
    desk.post(payment(deal, 30))
    row = rows_of(desk, deal.lot)["payment"]
    assert (row.ended_on, row.standing) == (TODAY, Standing.KEPT)
    assert rows_of(desk, deal.lot)["delivery"].standing is Standing.KEPT


def test_delivery_and_retention_are_due_as_the_contract_says(desk: Desk) -> None:
    deal = contracted(desk, delivery_due=ago(1), retention=yuan(4), retention_until=ago(-30))
    found = rows_of(desk, deal.lot)
    assert (found["delivery"].due, found["delivery"].standing) == (ago(1), Standing.OVERDUE)
    assert (found["retention"].due, found["retention"].standing) == (ago(-30), Standing.RUNNING)
    assert (found["delivery"].kind, found["delivery"].limit_words) == (
        AgendaKind.DELIVERY,
        _("by {day}").format(day=ago(1)),
    )
    desk.post(acceptance(deal, received(desk)), invoice(deal), payment(deal, 36))
    found = rows_of(desk, deal.lot)
    assert found["delivery"].standing is Standing.KEPT, "it was delivered before it was accepted"
    assert found["payment"].standing is Standing.KEPT, "what is retained is not due with the rest"
    assert found["retention"].standing is Standing.RUNNING


def test_a_complaint_has_its_own_limits_and_a_right_that_is_over_is_no_duty(desk: Desk) -> None:
    lot = in_tender(desk)
    desk.post(
        told(lot, Event.CHALLENGE_RECEIVED, ago(1), matter="1号"), told(lot, Event.HARM_KNOWN, ago(30), matter="2号")
    )
    row = rows_of(desk, lot)["challenge_answered"]
    assert (row.subject, row.due) == (f"{name_of(desk, lot)} 1号", working(desk, ago(1), 7))
    assert "challenge_raised" not in rows_of(desk, lot)
    desk.post(told(lot, Event.CHALLENGE_ANSWERED, TODAY, matter="1号"))
    found = rows_of(desk, lot)
    assert found["challenge_answered"].standing is Standing.KEPT
    assert found["complaint_filed"].due == working(desk, TODAY, 15)


def test_another_day_counts_from_the_project_the_lot_or_the_contract_the_nearest_first(desk: Desk) -> None:
    deal = contracted(desk)
    lot = name_of(desk, deal.lot)
    project = lot.rpartition("/")[0]
    for subject, day in ((project, ago(-1)), (lot, ago(-2)), (number_of(desk, deal), ago(-3))):
        desk.post(override(day, subject=subject, reason=f"经批准 {subject}"))
        row = rows_of(desk, deal.lot)["contract_filed"]
        assert (row.due, row.standing) == (day, Standing.DUE_SOON)
        assert row.moved is not None and row.moved.reason == f"经批准 {subject}"
        assert row.found.day == working(desk, SIGNED, 7), "the rule's own day stays where it can be seen"
        (same,) = [each for each in desk.read(agenda, TODAY) if each.key == row.key]
        assert same == row
    desk.post(override(ago(-4), subject="AS-另一个"))
    assert rows_of(desk, deal.lot)["contract_filed"].due == ago(-3)


def test_a_complaint_can_be_given_another_day(desk: Desk) -> None:
    lot = in_tender(desk)
    subject = f"{name_of(desk, lot)} 1号"
    desk.post(
        told(lot, Event.CHALLENGE_RECEIVED, ago(20), matter="1号"),
        override(ago(-5), subject=subject, rule="challenge_answered"),
    )
    (row,) = [
        each for each in desk.read(agenda, TODAY) if each.rule is not None and each.rule.code == "challenge_answered"
    ]
    assert (row.due, row.subject) == (ago(-5), subject)


def test_the_agenda_begins_with_what_is_overdue_and_goes_by_the_day(desk: Desk) -> None:
    contracted(desk, delivery_due=ago(-20), retention=yuan(4), retention_until=ago(-30))
    later = desk.read(agenda, TODAY + timedelta(days=21))
    late = [row.standing is Standing.OVERDUE for row in later]
    assert late == sorted(late, reverse=True) and True in late and False in late
    for part in (True, False):
        days = [row.due for row, is_late in zip(later, late, strict=True) if is_late is part]
        assert days == sorted(days)


def test_closed_cancelled_and_failed_lots_leave_the_agenda(desk: Desk) -> None:
    deal, failed, dropped = contracted(desk, delivery_due=ago(-9)), in_tender(desk), planned_lot(desk, Method.INQUIRY)
    desk.post(told(failed, Event.EVALUATED, ago(2), round=1))
    assert ("report_delivered", Standing.DUE_SOON) in pending(desk) or (
        "report_delivered",
        Standing.OVERDUE,
    ) in pending(desk)
    desk.post(act(FailTender, tender_lot_id=failed, ended_on=TODAY, reason="报价均超预算"))
    desk.post(act(CancelLot, tender_lot_id=dropped, reason="任务取消"))
    settle(desk, deal)
    desk.post(act(CloseLot, tender_lot_id=deal.lot, closed_on=TODAY))
    assert pending(desk) == []
    kept = rows_of(desk, deal.lot)["files_kept"]
    assert (kept.due.year, kept.standing) == (TODAY.year + 15, Standing.RUNNING)


def test_bid_bonds_are_watched_where_some_were_received(desk: Desk) -> None:
    lot = in_tender(desk)
    for supplier in (WINNER, "海城某厂", "营口某厂"):
        fields: dict[str, Any] = {"supplier": supplier, "form": BondForm.TRANSFER, "amount": yuan("0.50")}
        desk.post(act(TakeBidBond, tender_lot_id=lot, paper_number=f"BZ-{supplier}", received_on=ago(35), **fields))
    result = {"ended_on": CHOSEN, "winner": WINNER, "award": yuan(40), "reason": "投标记录另存"}
    desk.post(act(RecordAward, tender_lot_id=lot, **result))
    found = rows_of(desk, lot)
    assert (found["bond_of_losers"].runs_from, found["bond_of_losers"].due) == (CHOSEN, working(desk, CHOSEN, 5))
    assert "bond_of_winner" not in found, "no contract is signed"
    held = [row for row in desk.read(bonds) if row.supplier != WINNER]
    for row, day in zip(held, (ago(4), ago(3)), strict=True):
        assert rows_of(desk, lot)["bond_of_losers"].ended_on is None
        settled = {"outcome": BondOutcome.RETURNED, "settled_on": day, "paper_number": "TH-1"}
        desk.post(act(SettleBond, bond=row.seq, **settled))
    assert rows_of(desk, lot)["bond_of_losers"].ended_on == ago(3)
    signed(desk, lot, signed_on=SIGNED)
    assert rows_of(desk, lot)["bond_of_winner"].due == working(desk, SIGNED, 5)
    assert "bond_of_losers" not in rows_of(desk, awarded(desk)), "none were received"


def test_an_emergency_has_no_limit_of_the_procurement_law(desk: Desk) -> None:
    lot = planned_lot(desk, Method.EMERGENCY)
    desk.post(told(lot, Event.INTENT_PUBLISHED, ago(70)))
    assert rows_of(desk, lot) == {}


def test_money_is_to_be_planned_before_it_is_surplus(desk: Desk) -> None:
    planned_lot(desk, Method.INQUIRY)
    assert [row for row in desk.read(agenda, TODAY) if row.kind is AgendaKind.SURPLUS] == [], "all of it is planned"
    contracted(desk)
    (cancelled,) = [row for row in desk.read(tender_lots) if row.method is Method.INQUIRY]
    desk.post(act(CancelLot, tender_lot_id=cancelled.tender_lot_id, reason="任务取消"))
    (row,) = [row for row in desk.read(agenda, TODAY) if row.kind is AgendaKind.SURPLUS]
    assert (row.due, row.lot, row.subject) == (date(TODAY.year + 1, 12, 31), "", cancelled.appropriation_number)
    assert row.basis and "50.00" in row.lot_name


def test_days_in_years_that_nobody_told_carry_a_warning(desk: Desk) -> None:
    last = max(desk.read(work_calendar).years)
    lot = in_tender(desk)
    desk.post(told(lot, Event.CHALLENGE_RECEIVED, TODAY, matter="1号"))
    assert not rows_of(desk, lot)["challenge_answered"].warning
    desk.post(told(lot, Event.COMPLAINT_RECEIVED, TODAY, matter="1号"))
    row = rows_of(desk, lot)["complaint_decided"]
    assert bool(row.warning) is (row.due.year > last)


def test_a_lot_that_is_not_there_is_said(desk: Desk) -> None:
    with pytest.raises(UnknownRecord):
        desk.read(lot_agenda, TODAY, "CG-没有/1")


def test_the_days_of_a_lot_are_told_beside_its_limits(desk: Desk) -> None:
    lot = in_tender(desk)
    desk.post(told(lot, Event.BIDS_CLOSED, ago(3), round=1), told(lot, Event.EVALUATED, ago(2), round=1))
    desk.post(told(lot, Event.EVALUATED, None, round=1, reason="尚未评审"))
    found: Any = desk.read(lot_agenda, TODAY, name_of(desk, lot))
    assert [(row.event, row.happened_on) for row in found.milestones] == [(Event.BIDS_CLOSED, ago(3))]


def statements(desk: Desk) -> int:
    """Return how many statements the agenda needs."""
    seen: list[str] = []

    def counted(connection: Connection) -> None:
        def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
            seen.append(statement)

        event.listen(connection, "before_cursor_execute", note)
        agenda(connection, TODAY)
        event.remove(connection, "before_cursor_execute", note)

    desk.read(counted)
    return len(seen)


def test_more_lots_need_no_more_statements(desk: Desk) -> None:
    settle(desk, contracted(desk))
    few = statements(desk)
    for _each in range(4):
        settle(desk, contracted(desk))
    assert statements(desk) == few
