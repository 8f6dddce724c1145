"""Two invented years of relief money: appropriations, lots at every stage, their contracts, receipts and payments."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from benchmarks.relief_story import post_all
from benchmarks.story import SITE, clock
from supplies.accounts.actions import AddPerson, GrantRole
from supplies.catalogue.lists import default_list
from supplies.funds.actions import Appropriate, ShareLine
from supplies.journal.action import Action
from supplies.models.accounts import Level, Role
from supplies.models.catalogue import Tracking
from supplies.models.procurement import Method
from supplies.models.stock import Origin
from supplies.procurement.acceptance import Accept, AcceptedLine
from supplies.procurement.actions import AddLot, CloseLot, FundLot, OpenProject, RecordAward, StartTender
from supplies.procurement.contracts import ContractLineAsSigned, SignContract
from supplies.procurement.invoices import InvoicedLine, RecordInvoice
from supplies.procurement.payments import RecordPayment
from supplies.program import NewStore, Program
from supplies.stock.actions import AddDepot, AddPlace, ReceiptLine, Receive
from supplies.values import (
    ActionId,
    AppropriationId,
    ContractId,
    DepotCode,
    ItemCode,
    Login,
    LotId,
    Money,
    PlaceCode,
    ProjectId,
    Quantity,
    TenderLotId,
    new_id,
)

FIRST_DAY = date(2024, 3, 4)
KEEPER, BUYER, FINANCE, HEAD = Login("keeper"), Login("buyer"), Login("finance"), Login("head")
PEOPLE = {KEEPER: Role.KEEPER, BUYER: Role.BUYER, FINANCE: Role.FINANCE, HEAD: Role.SECTION_HEAD}
DEPOT, PLACE = DepotCode("210300A"), PlaceCode("A01")
LOTS_PER_FUND = 40
LOTS_PER_PROJECT = 4
PAYMENTS_PER_LOT = 10
SUPPLIERS = 400
UNITS = Quantity(100_000)
"""Of the goods of a lot, at so many yuan each:"""
PRICE_YUAN = 500
BUDGET_YUAN = 52_000
AWARD_YUAN = 100 * PRICE_YUAN
SHARE_YUAN = 2_000
"""What a second appropriation adds to every third lot."""


@dataclass(slots=True)
class _Lot:
    """What the story knows of a lot; the last ones of twenty stay behind at a stage before the payments."""

    number: int
    fund: AppropriationId
    second_fund: AppropriationId
    project: ProjectId
    item: ItemCode
    lot_id: TenderLotId = field(default_factory=lambda: TenderLotId(new_id()))
    contract_id: ContractId = field(default_factory=lambda: ContractId(new_id()))
    receipt: int = 0

    @property
    def day(self) -> date:
        """Return when it began."""
        return FIRST_DAY + timedelta(days=self.number % 300)

    def after(self, days: int) -> date:
        """Return a day of its life."""
        return self.day + timedelta(days=days)

    def has_come_to(self, stage: int) -> bool:
        """Return whether it has come so far: of twenty, one stays behind before each of the first stages."""
        return self.number % 20 >= stage


TENDERED, AWARDED, SIGNED, RECEIVED, PAID, CLOSED = 1, 2, 3, 4, 5, 16


def make_money_store(url: str, lots: int) -> None:
    """Make a store of so many lots, and ten times as many payments."""
    new = NewStore(SITE, "鞍山市应急管理局", Level.CITY, KEEPER, "库管员", is_sample=True)
    with closing(Program.create(url, new, clock)) as program:
        program.post(list(_foundation()), KEEPER)
        _tell(program, lots)


def _tell(program: Program, count: int) -> None:
    """Post the life of every lot, one stage of all of them after the other."""
    funds = [AppropriationId(new_id()) for _each in range(count // LOTS_PER_FUND + 2)]
    post_all(program, FINANCE, map(_appropriation, funds, range(len(funds))))
    items = [item.code for item in default_list().items if not item.decimals and item.tracking is Tracking.BATCH]
    projects = [ProjectId(new_id()) for _each in range(count // LOTS_PER_PROJECT + 1)]
    post_all(program, BUYER, map(_project, projects, range(len(projects))))
    lots = [_lot(at, funds, projects, items) for at in range(count)]
    post_all(program, BUYER, map(_plan, lots))
    post_all(program, BUYER, (_more_money(lot) for lot in lots if lot.number % 3 == 0))
    _post_each(program, BUYER, lots, TENDERED, _start)
    _post_each(program, BUYER, lots, AWARDED, _award)
    _post_each(program, BUYER, lots, SIGNED, _sign)
    received = [lot for lot in lots if lot.has_come_to(RECEIVED)]
    for lot in received:
        lot.receipt = program.post([_receive(lot)], KEEPER)[0].entry.seq
    post_all(program, HEAD, map(_accept, received))
    post_all(program, FINANCE, map(_invoice, received))
    paid = [lot for lot in lots if lot.has_come_to(PAID)]
    wanted = count * PAYMENTS_PER_LOT
    post_all(program, FINANCE, (_payment(paid[at % len(paid)], at, len(paid), wanted) for at in range(wanted)))
    _post_each(program, BUYER, lots, CLOSED, _close)


def _lot(number: int, funds: list[AppropriationId], projects: list[ProjectId], items: list[ItemCode]) -> _Lot:
    """Return a lot that nothing has happened to yet."""
    fund = number // LOTS_PER_FUND
    item = items[number % len(items)]
    return _Lot(number, funds[fund], funds[fund + 1], projects[number // LOTS_PER_PROJECT], item)


def _post_each(
    program: Program, actor: Login, lots: Iterable[_Lot], stage: int, action_of: Callable[[_Lot], Action]
) -> None:
    """Post one action about each lot that has come to a stage."""
    post_all(program, actor, (action_of(lot) for lot in lots if lot.has_come_to(stage)))


def _foundation() -> Iterator[Action]:
    """Yield the people, the catalogue and a depot."""
    for login, role in PEOPLE.items():
        if login != KEEPER:
            yield AddPerson(**_told(FIRST_DAY, login=login, name=login, site_id=SITE))
            yield GrantRole(**_told(FIRST_DAY, login=login, role=role))
    yield default_list().action(ActionId(new_id()), FIRST_DAY)
    yield AddDepot(**_told(FIRST_DAY, code=DEPOT, name="市级储备库"))
    yield AddPlace(**_told(FIRST_DAY, depot=DEPOT, code=PLACE, name="A区"))


def _told(day: date, **facts: object) -> dict[str, Any]:
    """Return what every action has, and the facts of this one."""
    return {"action_id": ActionId(new_id()), "business_date": day, **facts}


def _yuan(amount: int) -> Money:
    """Return whole yuan."""
    return Money(amount * 100)


def _appropriation(fund: AppropriationId, number: int) -> Action:
    """Return money enough for the lots of one appropriation, half of which tell how it is split."""
    amount = _yuan((BUDGET_YUAN + SHARE_YUAN) * LOTS_PER_FUND)
    parts = (_yuan(1_000_000), amount - _yuan(1_000_000)) if number % 2 else (None, None)
    facts = _told(
        FIRST_DAY,
        appropriation_id=fund,
        number=f"鞍财指预〔2024〕{number + 1}号",
        title="自然灾害救灾资金",
        dated=FIRST_DAY,
        amount=amount,
        shares=tuple(map(ShareLine, (Level.CENTRAL, Level.PROVINCE), parts)),
    )
    return Appropriate(**facts)


def _project(project: ProjectId, number: int) -> Action:
    """Return a project."""
    facts = _told(
        FIRST_DAY,
        project_id=project,
        number=f"ASYJ-2024-{number + 1:04}",
        name="救灾物资采购",
        method=Method.OPEN_TENDER,
        started_on=FIRST_DAY,
    )
    return OpenProject(**facts)


def _plan(lot: _Lot) -> Action:
    """Return the plan of a lot."""
    facts = _told(
        lot.day,
        tender_lot_id=lot.lot_id,
        project_id=lot.project,
        appropriation_id=lot.fund,
        number=lot.number % LOTS_PER_PROJECT + 1,
        name="救灾物资",
        budget=_yuan(BUDGET_YUAN),
        ceiling=_yuan(BUDGET_YUAN),
    )
    return AddLot(**facts)


def _more_money(lot: _Lot) -> Action:
    """Return what a second appropriation adds."""
    given = {"appropriation_id": lot.second_fund, "amount": _yuan(SHARE_YUAN), "reason": "追加预算"}
    return FundLot(**_told(lot.day, tender_lot_id=lot.lot_id, **given))


def _start(lot: _Lot) -> Action:
    """Return the announcement of a lot."""
    day = lot.after(5)
    return StartTender(**_told(day, tender_lot_id=lot.lot_id, announced_on=day))


def _award(lot: _Lot) -> Action:
    """Return the award of a lot."""
    day = lot.after(30)
    won = {"ended_on": day, "winner": _supplier(lot), "award": _yuan(AWARD_YUAN)}
    return RecordAward(**_told(day, tender_lot_id=lot.lot_id, **won))


def _supplier(lot: _Lot) -> str:
    """Return who supplies a lot."""
    return f"应急物资供应商{lot.number % SUPPLIERS:03}"


def _sign(lot: _Lot) -> Action:
    """Return the contract of a lot."""
    line = ContractLineAsSigned(item=lot.item, quantity=UNITS, price=_yuan(PRICE_YUAN), amount=_yuan(AWARD_YUAN))
    facts = _told(
        lot.after(40),
        contract_id=lot.contract_id,
        tender_lot_id=lot.lot_id,
        number=f"HT-2024-{lot.number + 1:05}",
        supplier=_supplier(lot),
        signed_on=lot.after(40),
        delivery_due=lot.after(70),
        lines=(line,),
    )
    return SignContract(**facts)


def _receive(lot: _Lot) -> Action:
    """Return the receipt of a lot's goods."""
    line = ReceiptLine(
        lot_id=LotId(new_id()),
        item=lot.item,
        quantity=UNITS,
        place=PLACE,
        amount=_yuan(AWARD_YUAN),
        batch_no=f"PC{lot.number:06}",
        is_consumable=False,
    )
    came = {"counterparty": _supplier(lot), "origin": Origin.PURCHASE, "lines": (line,)}
    return Receive(**_told(lot.after(60), depot=DEPOT, **came))


def _accept(lot: _Lot) -> Action:
    """Return the certificate that accepts the goods."""
    facts = _told(
        lot.after(65),
        contract_id=lot.contract_id,
        number=f"YS-2024-{lot.number + 1:05}",
        delivered_on=lot.after(60),
        accepted_on=lot.after(65),
        lines=(AcceptedLine(contract_line=1, document=lot.receipt, quantity=UNITS),),
    )
    return Accept(**facts)


def _invoice(lot: _Lot) -> Action:
    """Return the invoice for the goods."""
    facts = _told(
        lot.after(66),
        contract_id=lot.contract_id,
        number=f"FP{lot.number + 1:08}",
        dated=lot.after(66),
        lines=(InvoicedLine(contract_line=1, quantity=UNITS, amount=_yuan(AWARD_YUAN)),),
    )
    return RecordInvoice(**facts)


def _payment(lot: _Lot, at: int, lots: int, count: int) -> Action:
    """Return one of the payments of a lot, all of which together are its award."""
    of_lot = len(range(at % lots, count, lots))
    each, is_last = AWARD_YUAN * 100 // of_lot, at + lots >= count
    amount = Money(AWARD_YUAN * 100 - each * (of_lot - 1) if is_last else each)
    day = lot.after(70 + at // lots)
    paid = {"voucher": f"ZF-2024-{at + 1:06}", "paid_on": day, "amount": amount}
    return RecordPayment(**_told(day, contract_id=lot.contract_id, **paid))


def _close(lot: _Lot) -> Action:
    """Return the closing of a lot."""
    day = lot.after(120)
    return CloseLot(**_told(day, tender_lot_id=lot.lot_id, closed_on=day))
