"""Money for tests of allotments, adjustments, returns and years; the story of the replay tests tells of each."""

from datetime import date
from typing import Any

from supplies.accounts.actions import AddOrganisation
from supplies.funds.actions import Appropriate, ShareLine
from supplies.funds.adjustments import Adjust, Direction, ReturnMoney
from supplies.funds.allotments import Allot, ReportUse, TakeBack
from supplies.funds.carrying import CarryOver, SetSurplusRule
from supplies.funds.queries import AppropriationRow, appropriations
from supplies.journal.action import Action
from supplies.models.accounts import Level, OrganisationKind
from supplies.models.funds import Purpose
from supplies.models.procurement import Method
from supplies.procurement.actions import AddLot, OpenProject
from supplies.values import AllotmentId, AppropriationId, OrganisationCode, ProjectId, TenderLotId, new_id
from tests.rooms import Desk, act, ago, yuan

COUNTY, DISTRICT = OrganisationCode("210321"), OrganisationCode("210302")
YEAR_END = date(2025, 12, 31)


def counties() -> list[AddOrganisation]:
    """Return two counties to be recorded."""
    names = {COUNTY: "台安县", DISTRICT: "铁东区"}
    kind, level = OrganisationKind.AUTHORITY, Level.COUNTY
    return [act(AddOrganisation, code=code, name=name, kind=kind, level=level) for code, name in names.items()]


def money(amount: int = 100, *shares: tuple[Level, int | None], **fields: Any) -> Appropriate:
    """Return an appropriation of central money, unless other sources are said."""
    lines = tuple(ShareLine(level, None if part is None else yuan(part)) for level, part in shares)
    values: dict[str, Any] = {
        "appropriation_id": AppropriationId(new_id()),
        "number": f"财-{new_id()}",
        "title": "救灾",
        "dated": ago(30),
        "shares": lines or (ShareLine(Level.CENTRAL, yuan(amount)),),
    }
    return act(Appropriate, amount=yuan(amount), **values | fields)


def allot(fund: Appropriate, amount: int = 40, receiver: OrganisationCode = COUNTY, **fields: Any) -> Allot:
    """Return an allotment for people affected."""
    values: dict[str, Any] = {
        "allotment_id": AllotmentId(new_id()),
        "purpose": Purpose.LIVING,
        "number": f"下达-{new_id()}",
        "dated": ago(20),
    }
    return act(Allot, appropriation_id=fund.appropriation_id, amount=yuan(amount), receiver=receiver, **values | fields)


def use(allotted: Allot, amount: int, **fields: Any) -> ReportUse:
    """Return a report of what is spent."""
    values: dict[str, Any] = {"number": f"报-{new_id()}", "dated": ago(10)}
    return act(ReportUse, allotment_id=allotted.allotment_id, amount=yuan(amount), **values | fields)


def take_back(allotted: Allot, amount: int, **fields: Any) -> TakeBack:
    """Return a document that takes money back."""
    values: dict[str, Any] = {"number": f"收-{new_id()}", "dated": ago(9), "reason": "任务取消"}
    return act(TakeBack, allotment_id=allotted.allotment_id, amount=yuan(amount), **values | fields)


def adjust(fund: Appropriate, amount: int, level: Level | None = Level.CENTRAL, **fields: Any) -> Adjust:
    """Return an adjustment; an amount below zero is less."""
    direction = Direction.LESS if amount < 0 else Direction.MORE
    values: dict[str, Any] = {"number": f"调-{new_id()}", "dated": ago(15), "reason": "追加", "direction": direction}
    fields = {"amount": yuan(abs(amount)), **fields}
    return act(Adjust, appropriation_id=fund.appropriation_id, level=level, **values | fields)


def give_back(fund: Appropriate, amount: int, **fields: Any) -> ReturnMoney:
    """Return money to whoever gave it."""
    values: dict[str, Any] = {"number": f"交-{new_id()}", "dated": ago(8), "reason": "结余上缴"}
    return act(ReturnMoney, appropriation_id=fund.appropriation_id, amount=yuan(amount), **values | fields)


def carry(fund: Appropriate, amount: int, year: int = 2025, **fields: Any) -> CarryOver:
    """Return a carry-over at the end of a year."""
    values: dict[str, Any] = {"business_date": date(2026, 1, 5)}
    return act(CarryOver, appropriation_id=fund.appropriation_id, year=year, amount=yuan(amount), **values | fields)


def of_last_year(amount: int = 100, **fields: Any) -> Appropriate:
    """Return an appropriation of 2025."""
    return money(amount, **{"dated": date(2025, 7, 1), "business_date": date(2025, 7, 1), **fields})


def project() -> OpenProject:
    """Return a project."""
    values = {"name": "帐篷", "method": Method.OPEN_TENDER, "started_on": ago(20)}
    return act(OpenProject, project_id=ProjectId(new_id()), number=f"P-{new_id()}", **values)


def lot(fund: Appropriate, of: OpenProject, amount: int = 10, number: int = 1, **fields: Any) -> AddLot:
    """Return the plan of a lot."""
    values: dict[str, Any] = {"tender_lot_id": TenderLotId(new_id()), "number": number, "name": "帐篷"}
    values |= {"project_id": of.project_id, "appropriation_id": fund.appropriation_id}
    return act(AddLot, budget=yuan(amount), ceiling=yuan(amount), **values | fields)


def row_of(desk: Desk, fund: Appropriate | Allot) -> AppropriationRow:
    """Return an appropriation as it stands, named by itself or by what was allotted of it."""
    rows: list[AppropriationRow] = desk.read(appropriations)
    return next(row for row in rows if row.appropriation_id == fund.appropriation_id)


def tell_allotments(desk: Desk) -> dict[str, int]:
    """Allot, spend, take back, adjust, return and carry over."""
    fund = of_last_year(number="财〔2025〕9号", purposes=(Purpose.LIVING, Purpose.MATERIALS), is_direct=True)
    allotted = allot(fund)
    deeds: dict[str, Action] = {
        **{f"organisation {each.code}": each for each in counties()},
        "limited money": fund,
        "carry-over": carry(fund, 100),
        "adjustment": adjust(fund, 20),
        "allotment": allotted,
        "use": use(allotted, 10),
        "taken back": take_back(allotted, 5),
        "money returned": give_back(fund, 3),
        "rule of years": act(SetSurplusRule, valid_from=date(2026, 1, 1), years=3, source="市财政局口径"),
    }
    first = desk.program.head.seq + 1
    desk.post(*deeds.values())
    return {name: first + number for number, name in enumerate(deeds)}
