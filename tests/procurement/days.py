"""Days of lots, as the tests need them."""

from datetime import date
from typing import Any

from supplies.models.procurement import Method
from supplies.models.tendering import Event
from supplies.procurement.actions import RecordAward, StartTender
from supplies.procurement.milestones import RecordDay
from supplies.values import TenderLotId
from tests.procurement.deals import WINNER, Deal, signed
from tests.procurement.offered import planned_lot
from tests.rooms import TODAY, Desk, act, ago, yuan

ANNOUNCED, CHOSEN, SIGNED = ago(40), ago(10), ago(8)


def told(lot: TenderLotId, event: Event, day: date | None = TODAY, **fields: Any) -> RecordDay:
    """Return the day of an event."""
    return act(RecordDay, tender_lot_id=lot, event=event, happened_on=day, **fields)


def in_tender(desk: Desk, method: Method = Method.OPEN_TENDER, **fields: Any) -> TenderLotId:
    """Return a lot that is in tender."""
    lot = planned_lot(desk, method, **fields)
    desk.post(act(StartTender, tender_lot_id=lot, announced_on=ANNOUNCED))
    return lot


def awarded(desk: Desk, method: Method = Method.OPEN_TENDER) -> TenderLotId:
    """Return a lot that is awarded, by an exception, for nobody recorded bids."""
    lot = in_tender(desk, method)
    award = {"ended_on": CHOSEN, "winner": WINNER, "award": yuan(40), "reason": "投标记录另存"}
    desk.post(act(RecordAward, tender_lot_id=lot, **award))
    return lot


def contracted(desk: Desk, method: Method = Method.OPEN_TENDER, **fields: Any) -> Deal:
    """Return a lot with a contract."""
    return signed(desk, awarded(desk, method), signed_on=SIGNED, **fields)


def tell_days(desk: Desk) -> dict[str, int]:
    """Tell of the days of a lot: of itself, of its round, of its contract and of a challenge; one is corrected."""
    deal = contracted(desk)
    deeds = {
        "day of the lot": told(deal.lot, Event.INTENT_PUBLISHED, ago(95)),
        "day of the round": told(deal.lot, Event.DOCUMENTS_ISSUED, ago(39), round=1),
        "day of the contract": told(deal.lot, Event.CONTRACT_FILED, ago(5), contract_id=deal.contract),
        "day of a challenge": told(deal.lot, Event.CHALLENGE_RECEIVED, ago(4), matter="质疑1号"),
        "day corrected": told(deal.lot, Event.DOCUMENTS_ISSUED, ago(38), round=1, reason="看错公告"),
        "day taken back": told(deal.lot, Event.CHALLENGE_RECEIVED, None, matter="质疑1号", reason="是询问"),
    }
    first = desk.program.head.seq + 1
    desk.post(*deeds.values())
    return {name: first + number for number, name in enumerate(deeds)}
