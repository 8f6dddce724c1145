"""Which goods a listed invoice is for: a list tells only its amount, so only what is without doubt is taken."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from supplies.errors import InvoiceUnclear, SuppliesError
from supplies.models.catalogue import Item
from supplies.models.procurement import ContractLine
from supplies.procurement.contracts import price_of
from supplies.procurement.invoices import InvoicedLine
from supplies.values import NO_MONEY, NO_QUANTITY, ContractId, Money, Quantity, SiteId, total_money


@dataclass(frozen=True, slots=True)
class _Goods:
    """A contract line, and what of it was accepted and invoiced."""

    line: int
    decimals: int
    price: Money
    quantity: Quantity
    amount: Money
    accepted: Quantity
    accepted_amount: Money
    invoiced: Quantity
    invoiced_amount: Money

    def of_accepted(self) -> InvoicedLine | None:
        """Return what was accepted and not invoiced."""
        return _invoiced(self.line, self.accepted - self.invoiced, self.accepted_amount - self.invoiced_amount)

    def of_whole(self) -> InvoicedLine | None:
        """Return all that was not invoiced."""
        return _invoiced(self.line, self.quantity - self.invoiced, self.amount - self.invoiced_amount)

    def of_amount(self, amount: Money) -> InvoicedLine | None:
        """Return the quantity that costs exactly this much, where there is one and it is not invoiced."""
        thousandths = amount.fen * 1000 // self.price.fen
        quantity = Quantity(thousandths)
        is_exact = price_of(quantity, self.price) == amount and quantity.fits(self.decimals)
        left = self.of_whole()
        if not is_exact or left is None or quantity > left.quantity or amount > left.amount:
            return None
        return _invoiced(self.line, quantity, amount)


def _invoiced(line: int, quantity: Quantity, amount: Money) -> InvoicedLine | None:
    """Return a line of an invoice; None where there is nothing of it."""
    if quantity <= NO_QUANTITY or amount <= NO_MONEY:
        return None
    return InvoicedLine(contract_line=line, quantity=quantity, amount=amount)


class InvoiceGoods:
    """The goods of contracts, less what the invoices before were for."""

    def __init__(self, connection: Connection, site_id: SiteId) -> None:
        """Take the store; the goods of a contract are read once they are asked for."""
        self._connection = connection
        self._site_id = site_id
        self._of: dict[ContractId, list[_Goods]] = {}

    def take(self, contract_id: ContractId, amount: Money) -> tuple[InvoicedLine, ...] | SuppliesError:
        """Return the goods of a contract that an amount is for, and count them; the error where that is not clear.

        It is clear where the amount is all that was accepted and not invoiced, all that was not invoiced, or that of
        one line only, accepted or whole; and where the contract has one line, of which it buys an exact quantity.
        """
        if contract_id not in self._of:
            self._of[contract_id] = self._read(contract_id)
        goods = self._of[contract_id]
        accepted = [part for each in goods if (part := each.of_accepted()) is not None]
        whole = [part for each in goods if (part := each.of_whole()) is not None]
        for parts in (accepted, whole):
            if parts and total_money(part.amount for part in parts) == amount:
                return self._count(contract_id, tuple(parts))
        single = {(part.contract_line, part.quantity): part for part in (*accepted, *whole) if part.amount == amount}
        if not single and len(goods) == 1 and (part := goods[0].of_amount(amount)) is not None:
            single = {(part.contract_line, part.quantity): part}
        if len(single) != 1:
            return InvoiceUnclear(amount=amount)
        return self._count(contract_id, tuple(single.values()))

    def _count(self, contract_id: ContractId, lines: tuple[InvoicedLine, ...]) -> tuple[InvoicedLine, ...]:
        """Count goods as invoiced."""
        by_line = {line.contract_line: line for line in lines}
        self._of[contract_id] = [
            replace(
                each,
                invoiced=each.invoiced + by_line[each.line].quantity,
                invoiced_amount=each.invoiced_amount + by_line[each.line].amount,
            )
            if each.line in by_line
            else each
            for each in self._of[contract_id]
        ]
        return lines

    def _read(self, contract_id: ContractId) -> list[_Goods]:
        """Return the lines of a contract."""
        columns = (
            ContractLine.line,
            Item.decimals,
            ContractLine.price_fen,
            ContractLine.quantity,
            ContractLine.amount_fen,
            ContractLine.accepted_quantity,
            ContractLine.accepted_fen,
            ContractLine.invoiced_quantity,
            ContractLine.invoiced_fen,
        )
        here = (ContractLine.site_id == self._site_id, ContractLine.contract_id == contract_id)
        statement = select(*columns).join(Item, Item.code == ContractLine.item_code).where(*here)
        return [
            _Goods(
                *row[:2],
                Money(row[2]),
                Quantity(row[3]),
                Money(row[4]),
                Quantity(row[5]),
                Money(row[6]),
                Quantity(row[7]),
                Money(row[8]),
            )
            for row in self._connection.execute(statement.order_by(ContractLine.line))
        ]
