"""Lots with money, contracts of which something is due, and lists of payments and invoices to try on them."""

from collections.abc import Mapping
from datetime import date

from supplies.funds.actions import Appropriate, ShareLine
from supplies.journal.action import Action
from supplies.journal.post import Posted
from supplies.models.accounts import Level
from supplies.models.procurement import Method
from supplies.procurement.actions import AddLot, FundLot, OpenProject, RecordAward, StartTender
from supplies.procurement.contract_queries import contracts
from supplies.procurement.invoices import InvoicedLine, RecordInvoice
from supplies.procurement.lists import Difference, DifferenceKind, ListedLine, ListKind, MoneyList, line_fingerprint
from supplies.procurement.red_letters import ReturnInvoice
from supplies.procurement.take_over import Decision, Plan, decide, plan
from supplies.procurement.treasury_queries import open_lines
from supplies.procurement.undo import undo
from supplies.values import AppropriationId, ProjectId, TenderLotId, new_id
from tests.procurement.deals import WINNER, Deal, acceptance, invoice, line, received, signed
from tests.rooms import TODAY, Desk, act, ago, some, yuan

IDENTITIES = 28
"""How many identities of the lots' amounts a statement checks (see test_identities.py)."""


def appropriated(desk: Desk, amount: int = 1000) -> AppropriationId:
    """Record an appropriation."""
    fund = AppropriationId(new_id())
    fields = {"title": "救灾", "dated": ago(60), "amount": yuan(amount), "shares": (ShareLine(Level.CENTRAL),)}
    desk.post(act(Appropriate, appropriation_id=fund, number=f"鞍财-{new_id()}", **fields))
    return fund


def awarded_lot(desk: Desk, amount: int, *funds: AppropriationId, method: Method = Method.OPEN_TENDER) -> TenderLotId:
    """Award a lot at its budget, paid in equal parts from some appropriations, or from a new one."""
    funds = funds or (appropriated(desk),)
    part = yuan(amount // len(funds))
    project, lot = ProjectId(new_id()), TenderLotId(new_id())
    planned = act(
        AddLot,
        tender_lot_id=lot,
        project_id=project,
        appropriation_id=funds[0],
        number=1,
        name="帐篷",
        budget=part,
        ceiling=part,
    )
    number = f"ASCG-{new_id()}"
    desk.post(
        act(OpenProject, project_id=project, number=number, name="采购", method=method, started_on=ago(50)),
        planned,
        *(act(FundLot, tender_lot_id=lot, appropriation_id=fund, amount=part, reason="追加") for fund in funds[1:]),
        act(StartTender, tender_lot_id=lot, announced_on=ago(30)),
        act(RecordAward, tender_lot_id=lot, ended_on=ago(10), winner=WINNER, award=part),
    )
    return lot


def delivered(desk: Desk, number: str, quantity: int = 4, supplier: str = WINNER, **fields: object) -> Deal:
    """Return a contract of so many tents at ten yuan, all of them accepted and invoiced."""
    deal = ordered(desk, number, quantity, supplier, **fields)
    desk.post(acceptance(deal, received(desk, quantity), quantity), invoice(deal, quantity, quantity * 10))
    return deal


def ordered(desk: Desk, number: str, quantity: int = 4, supplier: str = WINNER, **fields: object) -> Deal:
    """Return a contract of so many tents at ten yuan."""
    lot = awarded_lot(desk, quantity * 10)
    return signed(desk, lot, line(quantity), number=number, supplier=supplier, deviation="见合同", **fields)


def row(
    number: str,
    amount: str | int,
    contract: str = "",
    payee: str = WINNER,
    dated: date = TODAY,
    text: str = "",
    kind: ListKind = ListKind.PAYMENTS,
    at: int = 2,
) -> ListedLine:
    """Return a line as a sheet holds it."""
    money = yuan(amount)
    mark = line_fingerprint(kind, number, dated, payee, money, 1)
    return ListedLine("支付", at, number, dated, payee, money, contract, text, mark)


def money_list(
    *lines: ListedLine, kind: ListKind = ListKind.PAYMENTS, file: str = "支付明细.xlsx", **more: tuple[Difference, ...]
) -> MoneyList:
    """Return a list as it was read."""
    return MoneyList(kind, file, lines, more.get("differences", ()), 0, (), ())


def bill_list(number: str, amount: str | int, contract: str) -> MoneyList:
    """Return a list with one invoice."""
    return money_list(row(number, amount, contract, kind=ListKind.INVOICES), kind=ListKind.INVOICES)


def planned(desk: Desk, of: MoneyList, decisions: Mapping[str, str | Decision] | None = None) -> Plan:
    """Return what taking a list over would do, by decisions on the numbers of its lines."""
    said = {number: Decision(each) if isinstance(each, str) else each for number, each in (decisions or {}).items()}
    marks = {line.fingerprint: said[line.number] for line in of.lines if line.number in said}
    found: Plan = desk.read(plan, of, marks, TODAY)
    return found


def taken(desk: Desk, of: MoneyList, decisions: Mapping[str, str | Decision] | None = None) -> list[Posted]:
    """Take a list over."""
    actions: list[Action] = planned(desk, of, decisions).actions((each.name for each in of.differences), TODAY)
    return desk.post(*actions)


def tell_treasury(desk: Desk) -> dict[str, int]:
    """Tell of a list with a payment, its return, a line of somebody else and one still open; its total is wrong.

    Then an invoice that is matched wrongly, which is undone, and a red-letter invoice.
    """
    number = desk.read(contracts)[0].number
    total = Difference("支付!D9:total", DifferenceKind.TOTAL, "支付", 9, "金额 (D)", yuan(41), yuan(42))
    of = money_list(
        row("ZF-901", 40, number, dated=ago(2)),
        row("ZF-902", -40, number, dated=ago(1), text="退回ZF-901", at=3),
        row("ZF-903", 12, payee="自来水公司", at=4),
        row("ZF-904", 5, payee="某公司", at=5),
        differences=(total,),
    )
    posted = taken(desk, of, {"ZF-901": number, "ZF-902": number})
    names = ("payment of a list", "return of a payment", "list")
    deeds = {name: each.entry.seq for name, each in zip(names, posted, strict=True)}
    first = desk.read(open_lines)[0]
    deciding = desk.post(*desk.read(decide, first, Decision(reason="机关水费"), TODAY))
    return deeds | {"decided line": deciding[0].entry.seq} | _tell_undone(desk, number)


def _tell_undone(desk: Desk, number: str) -> dict[str, int]:
    """Tell of a listed invoice whose match is undone with what was recorded, and of one that is taken back."""
    matched = taken(desk, bill_list("FP-901", 10, number), {"FP-901": number})
    undoing = desk.post(*desk.read(undo, matched[-1].entry.seq, 1, "认错合同", TODAY, with_record=True))
    contract = next(row for row in desk.read(contracts) if row.number == number)
    line = InvoicedLine(contract_line=1, quantity=some(1), amount=yuan(10))
    facts = {"contract_id": contract.contract_id, "lines": (line,)}
    red = desk.post(
        act(RecordInvoice, number="FP-902", dated=ago(2), **facts),
        act(ReturnInvoice, invoice="FP-902", number="红-902", dated=ago(1), **facts),
    )
    names = ("undone match", "correction of an invoice")
    deeds = {name: each.entry.seq for name, each in zip(names, undoing, strict=True)}
    return deeds | {"red-letter invoice": red[1].entry.seq}
