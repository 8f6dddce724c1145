"""The sample's contracts of lots that were awarded, each at another step between signing and payment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random

from sqlalchemy import Connection, select

from supplies.catalogue.actions import ItemLine
from supplies.journal.action import Action
from supplies.models.catalogue import Tracking
from supplies.models.procurement import PaymentKind
from supplies.models.stock import Document, Origin
from supplies.procurement.acceptance import Accept, AcceptedLine
from supplies.procurement.contracts import ContractLineAsSigned, SignContract
from supplies.procurement.invoices import InvoicedLine, RecordInvoice
from supplies.procurement.payments import RecordPayment
from supplies.procurement.queries import TenderLotRow, tender_lots
from supplies.program import Program
from supplies.sample.facts import CITY, CONTRACTS, SEED, SampleContract, SampleDelivery
from supplies.sample.history import AUTHORITY, DAYS_PER_MONTH, KEEPER, History
from supplies.sample.identity import Identity
from supplies.stock.actions import ReceiptLine, Receive
from supplies.values import ContractId, ItemCode, LotId, Money, PlaceCode, Quantity

Deed = tuple[date, Callable[[Program], Action]]
"""A day, and what makes the action of it; some of what it says, such as a number, is known only by then."""

NOTE = "示例数据"
PLACE = PlaceCode("D06")
DAYS_OLD = 40
"""How long before they came the goods were made."""
_UNIT = 1000


def told(action: Action) -> Deed:
    """Return the deed of an action that needs to know nothing."""
    return action.business_date, lambda _program: action


def contract_deeds(items: tuple[ItemLine, ...], history: History) -> Iterator[Deed]:
    """Yield what happens to every contract; the goods go into the history. Its ids are drawn apart from the others."""
    identity = Identity(Random(SEED + 1))  # noqa: S311 - a story, not a secret
    known = {item.code: item for item in items}
    for terms in CONTRACTS:
        yield from _Contract(terms, identity, known, history).deeds()


@dataclass(slots=True)
class _Contract:
    """Makes the actions of one contract."""

    terms: SampleContract
    identity: Identity
    items: dict[ItemCode, ItemLine]
    history: History

    def deeds(self) -> Iterator[Deed]:
        """Yield them."""
        contract_id = ContractId(self.identity.uuid())
        yield self.terms.signed_on, partial(self._sign, contract_id)
        for delivery in self.terms.deliveries:
            yield delivery.came_on, partial(self._receive, delivery)
            yield delivery.accepted_on, partial(self._accept, contract_id, delivery)
            yield delivery.invoiced_on, partial(self._invoice, contract_id, delivery)
        for at, (day, kind, yuan) in enumerate(self.terms.payments, 1):
            yield day, partial(self._pay, contract_id, at, day, kind, Money(yuan * 100))

    def _line(self, at: int) -> tuple[ItemCode, Quantity, Money]:
        """Return item, quantity and unit price of a line."""
        code, units, yuan = self.terms.lines[at - 1]
        return ItemCode(code), Quantity(units * _UNIT), Money(yuan * 100)

    def _amount(self, at: int) -> Money:
        """Return what a line costs."""
        _code, units, yuan = self.terms.lines[at - 1]
        return Money(units * yuan * 100)

    def _sign(self, contract_id: ContractId, program: Program) -> SignContract:
        """Return the contract, with the supplier of the award."""
        lot = program.read(self._lot)
        lines = []
        for at in range(1, len(self.terms.lines) + 1):
            code, quantity, price = self._line(at)
            lines.append(ContractLineAsSigned(item=code, quantity=quantity, price=price, amount=self._amount(at)))
        return SignContract(
            action_id=self.identity.action(),
            business_date=self.terms.signed_on,
            contract_id=contract_id,
            tender_lot_id=lot.tender_lot_id,
            number=self.terms.number,
            supplier=lot.winner,
            signed_on=self.terms.signed_on,
            delivery_due=self.terms.delivery_due,
            retention=Money(self.terms.retention_yuan * 100) if self.terms.retention_yuan else None,
            retention_until=self.terms.retention_until,
            penalty_mille=self.terms.penalty_mille,
            lines=tuple(lines),
        )

    def _lot(self, connection: Connection) -> TenderLotRow:
        """Return the lot that the contract is for."""
        wanted = self.terms.project, self.terms.lot
        return next(row for row in tender_lots(connection) if (row.project_number, row.number) == wanted)

    def _paper(self, delivery: SampleDelivery) -> str:
        """Return the supplier's own number of a delivery."""
        return f"{self.terms.number}/{delivery.came_on:%m%d}"

    def _receive(self, delivery: SampleDelivery, program: Program) -> Receive:
        """Return the receipt of some lines of the contract, whole."""
        lot = program.read(self._lot)
        lines = [line for at in delivery.lines for line in self._receipt_lines(delivery, at, lot)]
        self.history.take_in(CITY, lines)
        return Receive(
            action_id=self.identity.action(),
            business_date=delivery.came_on,
            depot=CITY,
            counterparty=lot.winner,
            paper_number=self._paper(delivery),
            note=NOTE,
            origin=Origin.PURCHASE,
            lines=tuple(lines),
        )

    def _receipt_lines(self, delivery: SampleDelivery, at: int, lot: TenderLotRow) -> Iterator[ReceiptLine]:
        """Yield what came of a contract line: one batch, or each object by itself."""
        code, quantity, price = self._line(at)
        item = self.items[code]
        is_serial = item.tracking is Tracking.SERIAL
        produced = delivery.came_on - timedelta(days=DAYS_OLD)
        life = item.storage_life_months
        for number in range(quantity.thousandths // _UNIT if is_serial else 1):
            yield ReceiptLine(
                lot_id=LotId(self.identity.uuid()),
                item=code,
                quantity=Quantity(_UNIT) if is_serial else quantity,
                place=PLACE,
                amount=price if is_serial else self._amount(at),
                batch_no="" if is_serial else f"HT{delivery.came_on:%Y%m%d}",
                serial_no=f"{code}-HT{number + 1:03}" if is_serial else "",
                produced_on=produced,
                expires_on=None if life is None else produced + timedelta(days=life * DAYS_PER_MONTH),
                owner=AUTHORITY,
                manager=KEEPER,
                appropriation_id=lot.funding[0].appropriation_id,
                is_consumable=item.is_consumable,
            )

    def _accept(self, contract_id: ContractId, delivery: SampleDelivery, program: Program) -> Accept:
        """Return the certificate for a delivery."""
        paper = Document.paper_number == self._paper(delivery)
        seq = program.read(lambda connection: connection.scalar(select(Document.seq).where(paper)))
        assert seq is not None, "the goods came before they are accepted"
        return Accept(
            action_id=self.identity.action(),
            business_date=delivery.accepted_on,
            contract_id=contract_id,
            number=f"YS-{self.terms.number}-{delivery.came_on:%m%d}",
            delivered_on=delivery.came_on,
            accepted_on=delivery.accepted_on,
            lines=tuple(
                AcceptedLine(contract_line=at, document=seq, quantity=self._line(at)[1]) for at in delivery.lines
            ),
        )

    def _invoice(self, contract_id: ContractId, delivery: SampleDelivery, _program: Program) -> RecordInvoice:
        """Return the invoice for a delivery."""
        return RecordInvoice(
            action_id=self.identity.action(),
            business_date=delivery.invoiced_on,
            contract_id=contract_id,
            number=f"FP-{self.terms.number}-{delivery.came_on:%m%d}",
            dated=delivery.invoiced_on,
            lines=tuple(
                InvoicedLine(contract_line=at, quantity=self._line(at)[1], amount=self._amount(at))
                for at in delivery.lines
            ),
        )

    def _pay(
        self, contract_id: ContractId, at: int, day: date, kind: PaymentKind, amount: Money, _program: Program
    ) -> RecordPayment:
        """Return a payment."""
        return RecordPayment(
            action_id=self.identity.action(),
            business_date=day,
            contract_id=contract_id,
            voucher=f"ZF-{self.terms.number}-{at}",
            paid_on=day,
            kind=kind,
            amount=amount,
            note=NOTE,
        )
