"""Which payment a listed return gives back, or invoice a red-letter one: the one named, or the only possible one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from supplies.errors import ReturnUnclear, SuppliesError
from supplies.models.procurement import PaymentKind
from supplies.procurement.lists import ListedLine, ListKind
from supplies.procurement.matching import number_key
from supplies.procurement.red_letters import invoices_left
from supplies.procurement.treasury_queries import PaidRow, own_site, payments_left
from supplies.values import NO_MONEY, ContractId, Money

NAME_LEAST = 4
"""A shorter number may stand in any text by chance."""


def papers_left(connection: Connection, kind: ListKind) -> list[PaidRow]:
    """Return the payments, or the invoices, of which something may come back, oldest first."""
    if kind is ListKind.PAYMENTS:
        return payments_left(connection)
    return [
        PaidRow(each.contract_id, each.number, None, each.dated, each.amount)
        for each in invoices_left(connection, own_site(connection))
    ]


class Returns:
    """Payments, or invoices, of which something may come back, less what the lines before gave back."""

    def __init__(self, payments: Iterable[PaidRow]) -> None:
        """Take the payments in the order in which they were made."""
        self._payments = list(payments)

    def add(self, contract_id: ContractId, voucher: str, kind: PaymentKind, paid_on: date, amount: Money) -> None:
        """Count a payment of the same list: it may come back further down."""
        self._payments.append(PaidRow(contract_id, voucher, kind, paid_on, amount))

    def contract_of(self, line: ListedLine) -> ContractId | None:
        """Return the contract of the payment that a return names; None where it names none, or several contracts'."""
        if line.amount >= NO_MONEY:
            return None
        named = {each.contract_id for each in self._payments if _names(line.number, line.text, each.voucher)}
        return next(iter(named)) if len(named) == 1 else None

    def take(
        self, contract_id: ContractId, number: str, text: str, dated: date, amount: Money
    ) -> PaidRow | SuppliesError:
        """Return the payment of a contract that comes back, and count it; the error where that is not clear.

        The payment that is named comes first, then the only one of this amount, then the only one that is large enough.
        """
        able = [
            each
            for each in self._payments
            if each.contract_id == contract_id and each.paid_on <= dated and each.left >= amount
        ]
        named = [each for each in able if _names(number, text, each.voucher)]
        same = [each for each in able if each.left == amount]
        for chosen in (named, same, able):
            if len(chosen) == 1:
                place = self._payments.index(chosen[0])
                self._payments[place] = replace(chosen[0], left=chosen[0].left - amount)
                return chosen[0]
        return ReturnUnclear(amount=amount)


def _names(number: str, text: str, voucher: str) -> bool:
    """Return whether a return has the number of a payment, or its text names it."""
    key = number_key(voucher)
    return number_key(number) == key or (len(key) >= NAME_LEAST and key in number_key(text))
