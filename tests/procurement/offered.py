"""Lots that are bought by whatever method, and what suppliers offer for them."""

from datetime import date
from typing import Any

from supplies.funds.actions import Appropriate
from supplies.journal.action import Action
from supplies.models.bidding import BondForm, BondOutcome
from supplies.models.procurement import Method
from supplies.procurement.actions import AddLot, AnnulAward, CancelLot, OpenProject, RecordAward, StartTender
from supplies.procurement.bids import BidLine, PassAward, RecordBids
from supplies.procurement.bonds import SettleBond, TakeBidBond, TakePerformanceBond
from supplies.procurement.emergency import BuyInEmergency, Quote
from supplies.procurement.separation import SetAcceptancePolicy
from supplies.procurement.thresholds import SetThresholds
from supplies.values import ContractId, ProjectId, TenderLotId, new_id
from tests.funds.allotted import money
from tests.rooms import TODAY, Desk, act, ago, yuan

GOOD_CODE = "91350100M000100Y43"
BEST, DEARER, THIRD, SILENT = "鞍山某帐篷厂", "海城某篷布厂", "营口某公司", "辽阳某商行"
EMERGENCY_DAY = ago(10)
EMERGENCY, TENDERED = "CG-应急", "CG-投标"


def opened(method: Method = Method.EMERGENCY, **fields: Any) -> OpenProject:
    """Return a project of its own."""
    values: dict[str, Any] = {"project_id": ProjectId(new_id()), "number": f"CG-{new_id()}", "started_on": ago(60)}
    return act(OpenProject, name="帐篷", method=method, **values | fields)


def planned(project: OpenProject, fund: Appropriate, budget: int = 50, **fields: Any) -> AddLot:
    """Return the plan of a lot; its ceiling is its budget unless it is said otherwise."""
    values: dict[str, Any] = {"tender_lot_id": TenderLotId(new_id()), "number": 1, "ceiling": yuan(budget)}
    of = {"project_id": project.project_id, "appropriation_id": fund.appropriation_id}
    return act(AddLot, name="帐篷", budget=yuan(budget), **of, **values | fields)


def planned_lot(desk: Desk, method: Method = Method.EMERGENCY, budget: int = 50, **fields: Any) -> TenderLotId:
    """Plan a lot of a project of its own, with money of its own."""
    of = {"number": fields.pop("project_number")} if "project_number" in fields else {}
    project, fund = opened(method, **of), money(budget)
    plan = planned(project, fund, budget, **fields)
    desk.post(fund, project, plan)
    return plan.tender_lot_id


def quote(supplier: str, price: int | None = 40, **fields: Any) -> Quote:
    """Return what a supplier quoted; None: nothing."""
    return Quote(supplier=supplier, price=None if price is None else yuan(price), **fields)


QUOTES = (quote(DEARER, 45), quote(BEST, 40, supplier_code=GOOD_CODE), quote(SILENT, None, note="无货"))


def bought(lot: TenderLotId, *quotes: Quote, day: date = EMERGENCY_DAY, **fields: Any) -> BuyInEmergency:
    """Return an emergency purchase from the second of three suppliers."""
    values: dict[str, Any] = {
        "paper_number": "鞍应急批〔2026〕7号",
        "approved_by": "某局长",
        "approved_on": day,
        "asked_on": day,
        "decided_on": day,
        "grounds": "7·28内涝，帐篷告急",
        "quotes": quotes or QUOTES,
        "chosen": 2,
        "reason": "价格最低，当日到货",
    }
    return act(BuyInEmergency, tender_lot_id=lot, **values | fields)


def bid(supplier: str, price: int = 40, rank: int | None = 1, **fields: Any) -> BidLine:
    """Return a bid; without a rank it is rejected."""
    rejected = "" if rank else "未按要求密封"
    return BidLine(supplier=supplier, price=yuan(price), rank=rank, **{"rejected": rejected} | fields)


BIDS = (bid(THIRD, 46, 3), bid(BEST, 40, 1, supplier_code=GOOD_CODE), bid(DEARER, 45, 2), bid(SILENT, 39, None))


def recorded(lot: TenderLotId, *bids: BidLine) -> RecordBids:
    """Return the bids of a round: three valid ones and a rejected one, unless others are said."""
    return act(RecordBids, tender_lot_id=lot, bids=bids or BIDS)


def tendering_lot(desk: Desk, method: Method = Method.OPEN_TENDER, budget: int = 50, **fields: Any) -> TenderLotId:
    """Return a lot in tender."""
    lot = planned_lot(desk, method, budget, **fields)
    desk.post(act(StartTender, tender_lot_id=lot, announced_on=ago(30)))
    return lot


def awarded(lot: TenderLotId, winner: str = BEST, amount: int = 40, **fields: Any) -> RecordAward:
    """Return an award."""
    values: dict[str, Any] = {"ended_on": EMERGENCY_DAY}
    return act(RecordAward, tender_lot_id=lot, winner=winner, award=yuan(amount), **values | fields)


def passed(lot: TenderLotId, supplier: str = DEARER, amount: int = 45, **fields: Any) -> PassAward:
    """Return an award that is passed on to the second of three."""
    values: dict[str, Any] = {"passed_on": ago(8), "reason": "中标人放弃中标"}
    return act(PassAward, tender_lot_id=lot, supplier=supplier, award=yuan(amount), **values | fields)


def bid_bond(lot: TenderLotId, supplier: str = BEST, amount: int | str = 1, **fields: Any) -> TakeBidBond:
    """Return a bid bond of one yuan: two percent of fifty."""
    values: dict[str, Any] = {"form": BondForm.TRANSFER, "paper_number": f"TB-{new_id()}", "received_on": ago(20)}
    return act(TakeBidBond, tender_lot_id=lot, supplier=supplier, amount=yuan(amount), **values | fields)


def performance_bond(contract: ContractId, amount: int | str = 4, **fields: Any) -> TakePerformanceBond:
    """Return a performance bond of four yuan: ten percent of forty."""
    values: dict[str, Any] = {"form": BondForm.GUARANTEE, "paper_number": f"LY-{new_id()}", "received_on": ago(7)}
    return act(TakePerformanceBond, contract_id=contract, amount=yuan(amount), **values | fields)


def settled(bond: int, outcome: BondOutcome = BondOutcome.RETURNED, **fields: Any) -> SettleBond:
    """Return that a bond was given back."""
    values: dict[str, Any] = {"settled_on": ago(5), "paper_number": f"TH-{new_id()}"}
    return act(SettleBond, bond=bond, outcome=outcome, **values | fields)


def tell_bidding(desk: Desk) -> dict[str, int]:
    """Tell of a lot that was bought in an emergency, and of one whose winner did not sign."""
    emergency, tendered = planned_lot(desk, project_number=EMERGENCY), tendering_lot(desk, project_number=TENDERED)
    deeds: dict[str, Action] = {
        "thresholds": act(
            SetThresholds,
            valid_from=ago(300),
            quota=yuan(500_000),
            open_tender=yuan(4_000_000),
            source="示例标准",
        ),
        "acceptance policy": act(SetAcceptancePolicy, least=0, source="示例规定"),
        "emergency purchase": bought(emergency, decided_on=TODAY),
        "bids": recorded(tendered),
        "bid bond": bid_bond(tendered),
        "award by bids": awarded(tendered),
        "award passed on": passed(tendered),
        "void award by bids": act(AnnulAward, tender_lot_id=tendered, annulled_on=TODAY, reason="均拒签"),
        "lot given up": act(CancelLot, tender_lot_id=tendered, reason="取消"),
    }
    seqs = {name: desk.post(action)[0].entry.seq for name, action in deeds.items()}
    kept = settled(seqs["bid bond"], BondOutcome.FORFEITED, reason="中标后放弃中标")
    return seqs | {"forfeited bond": desk.post(kept)[0].entry.seq}
