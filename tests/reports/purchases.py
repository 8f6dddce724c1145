"""Two projects for the printed forms: one lot delivered in part and late, others awarded, in tender and planned."""

from typing import Any

from supplies.funds.actions import Appropriate, ShareLine
from supplies.models.accounts import Level
from supplies.models.procurement import ChangeKind, Method
from supplies.procurement.actions import AddLot, FundLot, OpenProject, RecordAward, StartTender
from supplies.values import AppropriationId, Money, ProjectId, TenderLotId, new_id
from tests.procurement.deals import WINNER, Deal, acceptance, change, invoice, line, payment, received, signed
from tests.rooms import Desk, act, ago, some, yuan

PROJECT, OLD_PROJECT = "CG-2026-01", "CG-2025-07"
LOT = f"{PROJECT}/1"
CONTRACT, CERTIFICATE, SECOND_CERTIFICATE = "HT-2026-01", "YS-2026-01", "YS-2026-02"
FIRST_MONEY, SECOND_MONEY = "辽财指〔2026〕1号", "鞍财指〔2026〕2号"
UNIT = 1000
OLD_DAYS = 400


def appropriated(desk: Desk, number: str, amount: Money, *shares: ShareLine, **fields: Any) -> AppropriationId:
    """Record an appropriation."""
    fund = AppropriationId(new_id())
    values: dict[str, Any] = {"title": "自然灾害救灾资金", "dated": ago(90), "shares": shares, **fields}
    desk.post(act(Appropriate, appropriation_id=fund, number=number, amount=amount, **values))
    return fund


def opened_project(desk: Desk, number: str, method: Method, days: int) -> ProjectId:
    """Open a project so many days ago."""
    project = ProjectId(new_id())
    desk.post(
        act(OpenProject, project_id=project, number=number, name="应急物资采购", method=method, started_on=ago(days))
    )
    return project


def planned(
    desk: Desk, project: ProjectId, fund: AppropriationId, number: int, name: str, budget: Money
) -> TenderLotId:
    """Plan a lot."""
    lot = TenderLotId(new_id())
    sums = {"number": number, "name": name, "budget": budget, "ceiling": budget}
    desk.post(act(AddLot, tender_lot_id=lot, project_id=project, appropriation_id=fund, **sums))
    return lot


def awarded(desk: Desk, lot: TenderLotId, award: Money, days: int = 20, winner: str = WINNER) -> None:
    """Let a lot be tendered, and awarded so many days ago."""
    desk.post(
        act(StartTender, tender_lot_id=lot, announced_on=ago(days + 25)),
        act(RecordAward, tender_lot_id=lot, ended_on=ago(days), winner=winner, award=award),
    )


def purchases(desk: Desk) -> Deal:
    """Post the two projects; return the contract of the first lot."""
    unsplit = (ShareLine(Level.CENTRAL), ShareLine(Level.PROVINCE))
    first = appropriated(desk, FIRST_MONEY, yuan(1_000_000), *unsplit)
    second = appropriated(desk, SECOND_MONEY, yuan("500000.02"), ShareLine(Level.CITY, yuan("500000.02")))
    old = opened_project(desk, OLD_PROJECT, Method.INQUIRY, OLD_DAYS)
    awarded(desk, planned(desk, old, second, 1, "棉被", yuan(90_000)), yuan(80_000), winner="沈阳某公司")
    project = opened_project(desk, PROJECT, Method.OPEN_TENDER, 60)
    lot = planned(desk, project, first, 1, "帐篷", yuan(200_000))
    desk.post(act(FundLot, tender_lot_id=lot, appropriation_id=second, amount=yuan(100_000), reason="追加预算"))
    tendering = planned(desk, project, first, 2, "救生衣", yuan(150_000))
    planned(desk, project, second, 3, "发电机", yuan("50000.02"))
    desk.post(act(StartTender, tender_lot_id=tendering, announced_on=ago(10)))
    awarded(desk, lot, yuan(200_000))
    terms = {"number": CONTRACT, "signed_on": ago(18), "delivery_due": ago(10)}
    more = {"retention": yuan(10_000), "retention_until": ago(-300), "penalty_mille": 1}
    deal = signed(desk, lot, line(200, UNIT), **terms, **more)
    desk.post(change(deal, 210, 210_000, ChangeKind.SUPPLEMENT, signed_on=ago(15)))
    for number, quantity, days in ((CERTIFICATE, 50, 11), (SECOND_CERTIFICATE, 40, 5)):
        delivered = {"number": number, "delivered_on": ago(days), "accepted_on": ago(days - 1)}
        desk.post(acceptance(deal, received(desk, quantity), quantity, **delivered))
    desk.post(invoice(deal, 90, 90 * UNIT), payment(deal, 60_000))
    return deal


def tents(quantity: int) -> tuple[object, Money]:
    """Return so many tents and what they cost."""
    return some(quantity), yuan(quantity * UNIT)
