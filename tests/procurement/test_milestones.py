"""The days of a lot: recorded once, in an order that can be, corrected with a reason, never typed twice."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from supplies.errors import (
    DateInFuture,
    EventOfAnother,
    EventsBackward,
    EventToldElsewhere,
    NothingToDo,
    ReasonNeeded,
    SameDay,
    UnknownRecord,
)
from supplies.models.accounts import Role
from supplies.models.tendering import Event
from supplies.procurement.milestones import IN_ORDER, OF, Whose, counting, milestones, whose_name
from supplies.values import ContractId, TenderLotId, new_id
from tests.procurement.days import ANNOUNCED, CHOSEN, awarded, contracted, in_tender, told
from tests.rooms import SITE, TODAY, Desk, ago

TOMORROW = ago(-1)


def days(desk: Desk, lot: TenderLotId) -> dict[Event, date | None]:
    """Return the days that count of a lot."""
    return {event: row.happened_on for (_key, event), row in counting(desk.read(milestones, (SITE, lot))).items()}


def test_days_are_told_of_the_lot_its_round_its_contract_and_a_complaint(desk: Desk) -> None:
    deal = contracted(desk)
    desk.post(
        told(deal.lot, Event.INTENT_PUBLISHED, ago(100)),
        told(deal.lot, Event.DOCUMENTS_ISSUED, ANNOUNCED, round=1),
        told(deal.lot, Event.CONTRACT_FILED, ago(6), contract_id=deal.contract),
        told(deal.lot, Event.CHALLENGE_RECEIVED, ago(3), matter="质疑1号", note="对评分标准"),
    )
    assert days(desk, deal.lot) == {
        Event.INTENT_PUBLISHED: ago(100),
        Event.DOCUMENTS_ISSUED: ANNOUNCED,
        Event.CONTRACT_FILED: ago(6),
        Event.CHALLENGE_RECEIVED: ago(3),
    }
    assert desk.read(milestones, (SITE, deal.lot))[-1].note == "对评分标准"
    assert desk.program.verify(deep=True).is_sound


def test_the_newest_record_counts_and_the_older_ones_stay(desk: Desk) -> None:
    lot = in_tender(desk)
    desk.post(
        told(lot, Event.BIDS_CLOSED, ago(20), round=1),
        told(lot, Event.BIDS_CLOSED, ago(19), round=1, reason="看错公告"),
    )
    assert days(desk, lot) == {Event.BIDS_CLOSED: ago(19)}
    desk.post(told(lot, Event.BIDS_CLOSED, None, round=1, reason="尚未截止"))
    assert days(desk, lot) == {}
    desk.post(told(lot, Event.BIDS_CLOSED, ago(18), round=1, reason="已截止"))
    assert days(desk, lot) == {Event.BIDS_CLOSED: ago(18)}
    assert [row.happened_on for row in desk.read(milestones, (SITE, lot))] == [ago(20), ago(19), None, ago(18)]


def test_a_correction_says_why_and_changes_something(desk: Desk) -> None:
    lot = in_tender(desk)
    assert type(desk.refused(told(lot, Event.BIDS_CLOSED, None, round=1, reason="错"))) is NothingToDo
    desk.post(told(lot, Event.BIDS_CLOSED, ago(20), round=1))
    assert type(desk.refused(told(lot, Event.BIDS_CLOSED, ago(19), round=1))) is ReasonNeeded
    assert type(desk.refused(told(lot, Event.BIDS_CLOSED, ago(19), round=1, reason=" "))) is ReasonNeeded
    assert type(desk.refused(told(lot, Event.BIDS_CLOSED, None, round=1))) is ReasonNeeded
    assert type(desk.refused(told(lot, Event.BIDS_CLOSED, ago(20), round=1, reason="再记"))) is SameDay
    desk.post(told(lot, Event.BIDS_CLOSED, ago(20), round=1, note="网上开标", reason="补充说明"))


@pytest.mark.parametrize("event", sorted(set(Event) - set(OF)))
def test_what_has_a_record_of_its_own_is_not_typed_twice(desk: Desk, event: Event) -> None:
    assert type(desk.refused(told(awarded(desk), event))) is EventToldElsewhere


@pytest.mark.parametrize(
    ("event", "subject"),
    [
        (Event.INTENT_PUBLISHED, {"round": 1}),
        (Event.DOCUMENTS_ISSUED, {}),
        (Event.DOCUMENTS_ISSUED, {"round": 1, "matter": "质疑1号"}),
        (Event.CONTRACT_FILED, {}),
        (Event.CONTRACT_FILED, {"round": 1}),
        (Event.CHALLENGE_RECEIVED, {}),
        (Event.CHALLENGE_RECEIVED, {"round": 1}),
    ],
)
def test_an_event_is_told_of_what_it_belongs_to(desk: Desk, event: Event, subject: dict[str, Any]) -> None:
    error = desk.refused(told(in_tender(desk), event, **subject))
    assert type(error) is EventOfAnother
    assert whose_name(OF[event]) in str(error)


def test_rounds_contracts_and_lots_must_be_there_and_belong_together(desk: Desk) -> None:
    deal, other = contracted(desk), in_tender(desk)
    assert type(desk.refused(told(TenderLotId(new_id()), Event.INTENT_PUBLISHED))) is UnknownRecord
    assert type(desk.refused(told(deal.lot, Event.DOCUMENTS_ISSUED, round=2))) is UnknownRecord
    for lot, contract in ((deal.lot, ContractId(new_id())), (other, deal.contract)):
        assert type(desk.refused(told(lot, Event.CONTRACT_FILED, contract_id=contract))) is UnknownRecord


def test_no_day_is_to_come(desk: Desk) -> None:
    lot = in_tender(desk)
    assert type(desk.refused(told(lot, Event.BIDS_CLOSED, TOMORROW, round=1))) is DateInFuture
    desk.post(told(lot, Event.BIDS_CLOSED, TODAY, round=1))


@pytest.mark.parametrize(
    ("first", "second"), [pair for pair in IN_ORDER if {OF.get(each) for each in pair} == {Whose.ROUND}]
)
def test_the_days_of_a_round_are_in_the_order_of_the_law(desk: Desk, first: Event, second: Event) -> None:
    lot = in_tender(desk)
    desk.post(told(lot, first, ago(20), round=1))
    assert type(desk.refused(told(lot, second, ago(21), round=1))) is EventsBackward
    desk.post(told(lot, second, ago(20), round=1))
    error = desk.refused(told(lot, first, ago(19), round=1, reason="看错"))
    assert type(error) is EventsBackward
    desk.post(told(lot, first, ago(22), round=1, reason="看错"))


@pytest.mark.parametrize(
    ("first", "second"), [pair for pair in IN_ORDER if {OF.get(each) for each in pair} == {Whose.MATTER}]
)
def test_the_days_of_a_complaint_are_in_order_and_another_one_has_its_own(
    desk: Desk, first: Event, second: Event
) -> None:
    lot = in_tender(desk)
    desk.post(told(lot, first, ago(5), matter="1号"))
    assert type(desk.refused(told(lot, second, ago(6), matter="1号"))) is EventsBackward
    desk.post(told(lot, second, ago(6), matter="2号"))


def test_days_fit_the_records_beside_them(desk: Desk) -> None:
    deal = contracted(desk)
    lot = deal.lot
    too_early = [
        told(lot, Event.DOCUMENTS_ISSUED, ago(41), round=1),
        told(lot, Event.AWARD_NOTICED, ago(11), round=1),
        told(lot, Event.RESULT_ANNOUNCED, ago(11), round=1),
        told(lot, Event.CONTRACT_FILED, ago(9), contract_id=deal.contract),
    ]
    too_late = [
        told(lot, Event.INTENT_PUBLISHED, ago(59)),
        told(lot, Event.BIDS_CLOSED, ago(9), round=1),
        told(lot, Event.REPORT_DELIVERED, ago(9), round=1),
        told(lot, Event.AWARD_NOTICED, ago(7), round=1),
    ]
    for action in (*too_early, *too_late):
        assert type(desk.refused(action)) is EventsBackward
    desk.post(told(lot, Event.AWARD_NOTICED, CHOSEN, round=1), told(lot, Event.INTENT_PUBLISHED, ago(60)))


def test_the_buyer_and_the_section_tell_days_and_nobody_else(desk: Desk) -> None:
    lot = in_tender(desk)
    keeper, buyer, head = (desk.hire(each.value, each) for each in (Role.KEEPER, Role.BUYER, Role.SECTION_HEAD))
    assert desk.refused(told(lot, Event.BIDS_CLOSED, round=1), actor=keeper).code == "accounts.role_missing"
    desk.post(told(lot, Event.BIDS_CLOSED, ago(3), round=1), actor=buyer)
    desk.post(told(lot, Event.EVALUATED, ago(2), round=1), actor=head)


@pytest.mark.parametrize("change", ["UPDATE milestone SET note = 'x'", "DELETE FROM milestone"])
def test_a_day_stays_in_the_database(desk: Desk, change: str) -> None:
    lot = in_tender(desk)
    desk.post(told(lot, Event.BIDS_CLOSED, ago(3), round=1))
    with pytest.raises(DBAPIError, match="refused"):
        desk.program.database.write(lambda connection: connection.exec_driver_sql(change))
    assert days(desk, lot) == {Event.BIDS_CLOSED: ago(3)}


def test_a_day_of_a_foreign_contract_is_found(desk: Desk) -> None:
    deal, other = contracted(desk), contracted(desk)
    desk.post(told(deal.lot, Event.CONTRACT_FILED, ago(5), contract_id=deal.contract))

    def spoil(connection: Any) -> None:
        drop = "DROP TRIGGER milestone_keeps_rows"
        postgresql = connection.dialect.name == "postgresql"
        connection.exec_driver_sql(f"{drop} ON milestone" if postgresql else drop)
        site, lots = "(SELECT site_id FROM milestone)", "(SELECT tender_lot_id FROM contract WHERE contract_id <> "
        connection.exec_driver_sql(
            f"UPDATE milestone SET tender_lot_id = {lots} milestone.contract_id AND site_id = {site})"
        )

    desk.program.database.write(spoil)
    assert other.lot != deal.lot
    assert any("另一" in each.text or "another lot" in each.text for each in desk.program.verify().findings)
