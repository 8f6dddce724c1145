"""Contracts of tents at ten yuan each, to try acceptance, invoices and payments on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from supplies.models.procurement import ChangeKind, LotStage, PaymentKind
from supplies.procurement.acceptance import Accept, AcceptedLine
from supplies.procurement.contracts import ChangeContract, ChangedLine, ContractLineAsSigned, SignContract
from supplies.procurement.invoices import InvoicedLine, RecordInvoice
from supplies.procurement.payments import PaidFrom, RecordPayment
from supplies.procurement.queries import tender_lots
from supplies.procurement.withdrawn import WithdrawAcceptance
from supplies.values import AppropriationId, ContractId, ItemCode, TenderLotId, new_id
from tests.rooms import TENT, TODAY, Desk, act, ago, goods, some, yuan

PRICE = 10
WINNER = "辽宁某公司"


@dataclass(frozen=True)
class Deal:
    """A contract of a lot."""

    lot: TenderLotId
    contract: ContractId


def line(quantity: str | int = 4, price: str | int = PRICE, item: ItemCode = TENT, **more: Any) -> ContractLineAsSigned:
    """Return a line of a contract; its amount is quantity times price where nothing else is said."""
    amount = more.get("amount", yuan(str(float(quantity) * float(price))))
    return ContractLineAsSigned(item=item, quantity=some(quantity), price=yuan(price), amount=amount)


def contract(lot: TenderLotId, *lines: ContractLineAsSigned, **fields: Any) -> SignContract:
    """Return a contract for a lot: four tents for forty yuan where nothing else is said."""
    values: dict[str, Any] = {
        "contract_id": ContractId(new_id()),
        "number": f"HT-{new_id()}",
        "supplier": WINNER,
        "signed_on": ago(8),
        "lines": lines or (line(),),
    }
    return act(SignContract, tender_lot_id=lot, **values | fields)


def signed(desk: Desk, lot: TenderLotId, *lines: ContractLineAsSigned, **fields: Any) -> Deal:
    """Post a contract."""
    action = contract(lot, *lines, **fields)
    desk.post(action)
    return Deal(lot, action.contract_id)


def change(deal: Deal, quantity: str | int, amount: str | int, kind: ChangeKind, **fields: Any) -> ChangeContract:
    """Return a change of the contract's first line to what it is from now on."""
    changed = ChangedLine(line=fields.pop("line", 1), quantity=some(quantity), amount=yuan(amount))
    values: dict[str, Any] = {
        "number": f"BC-{new_id()}",
        "signed_on": ago(7),
        "reason": "需求变化",
        "lines": (changed,),
    }
    return act(ChangeContract, contract_id=deal.contract, kind=kind, **values | fields)


def received(desk: Desk, quantity: str | int = 4, item: ItemCode = TENT) -> int:
    """Take goods into the warehouse; return the entry of the receipt."""
    return desk.receive(goods(item, quantity)).seq


def acceptance(deal: Deal, document: int, quantity: str | int = 4, **fields: Any) -> Accept:
    """Return a certificate for goods of the first line."""
    accepted = AcceptedLine(contract_line=fields.pop("line", 1), document=document, quantity=some(quantity))
    values: dict[str, Any] = {"number": f"YS-{new_id()}", "delivered_on": ago(5), "accepted_on": ago(4)}
    return act(Accept, contract_id=deal.contract, lines=(accepted,), **values | fields)


def invoice(deal: Deal, quantity: str | int = 4, amount: str | int = 40, **fields: Any) -> RecordInvoice:
    """Return an invoice for the first line."""
    invoiced = InvoicedLine(contract_line=fields.pop("line", 1), quantity=some(quantity), amount=yuan(amount))
    values: dict[str, Any] = {"number": f"FP-{new_id()}", "dated": ago(4)}
    return act(RecordInvoice, contract_id=deal.contract, lines=(invoiced,), **values | fields)


def payment(
    deal: Deal,
    amount: str | int = 40,
    kind: PaymentKind = PaymentKind.ACCEPTED,
    shares: dict[AppropriationId, str | int] | None = None,
    paid_on: date = TODAY,
    **fields: Any,
) -> RecordPayment:
    """Return a payment by a voucher of its own."""
    named = tuple(PaidFrom(appropriation_id=fund, amount=yuan(part)) for fund, part in (shares or {}).items())
    values: dict[str, Any] = {"voucher": f"PZ-{new_id()}", "paid_on": paid_on}
    return act(
        RecordPayment, contract_id=deal.contract, amount=yuan(amount), kind=kind, shares=named, **values | fields
    )


def settle(desk: Desk, deal: Deal) -> None:
    """Take in, accept, invoice and pay four tents."""
    desk.post(acceptance(deal, received(desk)), invoice(deal), payment(deal))


def tell_contract(desk: Desk, document: int) -> dict[str, int]:
    """Tell of a contract for the lot that is awarded: changed, and in part accepted, invoiced and paid."""
    lot = next(row for row in desk.read(tender_lots) if row.stage is LotStage.AWARDED)
    signing = contract(lot.tender_lot_id, line(28), supplier=lot.winner, signed_on=ago(8))
    deal = Deal(lot.tender_lot_id, signing.contract_id)
    deeds = {
        "contract": signing,
        "supplement": change(deal, 28, 290, ChangeKind.SUPPLEMENT),
        "acceptance": acceptance(deal, document, 10, group=("张某", "李某")),
        "invoice": invoice(deal, 10, 100),
        "payment": payment(deal, 60),
        "wrong acceptance": acceptance(deal, document, 2),
    }
    seqs = {name: desk.post(action)[0].entry.seq for name, action in deeds.items()}
    taken = {"acceptance": seqs["wrong acceptance"], "withdrawn_on": TODAY, "reason": "复验不合格"}
    (posted,) = desk.post(act(WithdrawAcceptance, contract_id=deal.contract, **taken))
    return seqs | {"withdrawn acceptance": posted.entry.seq}
