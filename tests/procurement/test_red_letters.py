"""Red-letter invoices take invoices back, wholly or in part; what is paid stays covered, and no number counts twice."""

from typing import Any

import pytest

from supplies.errors import (
    AlreadyThere,
    DatesBackward,
    InvoicedBelowPaid,
    NothingToDo,
    NumberNeeded,
    ReturnAboveInvoice,
    TooManyDecimals,
    UnknownRecord,
)
from supplies.models.procurement import PaymentKind
from supplies.models.treasury import ListKind
from supplies.procurement.contract_queries import ContractRow, PaperKind, contract_items, contract_papers, contracts
from supplies.procurement.invoices import InvoicedLine
from supplies.procurement.reconciliation import statement
from supplies.procurement.red_letters import ReturnInvoice
from supplies.procurement.take_over import Decision, Fate
from supplies.values import ContractId, Money, new_id
from tests.procurement.deals import Deal, invoice, payment
from tests.procurement.money_lists import bill_list, delivered, money_list, ordered, planned, row, taken
from tests.rooms import Desk, act, ago, assert_line, some, yuan


def red(deal: Deal, quantity: str | int = 4, amount: str | int = 40, **fields: Any) -> ReturnInvoice:
    """Return a red-letter invoice of the first line of invoice FP-1."""
    line = InvoicedLine(contract_line=fields.pop("line", 1), quantity=some(quantity), amount=yuan(amount))
    values: dict[str, Any] = {"invoice": "FP-1", "number": "红-1", "dated": ago(2), "lines": (line,)}
    return act(ReturnInvoice, contract_id=deal.contract, **values | fields)


@pytest.fixture
def deal(desk: Desk) -> Deal:
    """Return a contract of four tents, all of them invoiced."""
    made = ordered(desk, "HT-1")
    desk.post(invoice(made, 4, 40, number="FP-1"))
    return made


def invoiced(desk: Desk) -> Money:
    """Return what the contract is invoiced for."""
    rows: list[ContractRow] = desk.read(contracts)
    return rows[0].invoiced


def test_what_is_taken_back_is_no_longer_invoiced_line_by_line(desk: Desk, deal: Deal) -> None:
    desk.post(red(deal, 1, 10))
    (contract,) = desk.read(contracts)
    (item,) = desk.read(contract_items, contract.site_id, contract.contract_id)
    assert (contract.invoiced, item.invoiced, item.invoiced_amount) == (yuan(30), some(3), yuan(30))
    papers = [each for each in desk.read(contract_papers, contract) if each.kind is PaperKind.INVOICE]
    assert [(each.number, each.amount) for each in papers] == [("FP-1", yuan(40)), ("红-1", yuan(-10))]
    desk.post(invoice(deal, 1, 10, number="FP-2"))
    assert invoiced(desk) == yuan(40) and desk.read(statement).is_reconciled
    assert desk.program.verify().is_sound


def test_what_cannot_be_taken_back_is_refused(desk: Desk, deal: Deal) -> None:
    assert_line(desk.refused(red(deal, 5, 40)), ReturnAboveInvoice, "amount")
    assert_line(desk.refused(red(deal, 4, 41)), ReturnAboveInvoice, "amount")
    assert_line(desk.refused(red(deal, "0.5", 5)), TooManyDecimals, "quantity")
    assert_line(desk.refused(red(deal, line=9)), UnknownRecord, "contract_line")
    assert type(desk.refused(red(deal, lines=()))) is NothingToDo
    assert type(desk.refused(red(deal, dated=ago(5)))) is DatesBackward
    assert type(desk.refused(red(deal, number="FP-1"))) is AlreadyThere
    assert type(desk.refused(red(deal, number=" "))) is NumberNeeded
    assert type(desk.refused(red(deal, invoice="FP-9"))) is UnknownRecord
    assert type(desk.refused(red(Deal(deal.lot, ContractId(new_id()))))) is UnknownRecord
    desk.post(red(deal, 3, 30))
    assert_line(desk.refused(red(deal, 2, 10, number="红-2")), ReturnAboveInvoice, "amount")
    assert type(desk.refused(red(deal, 1, 10))) is AlreadyThere


def test_a_number_counts_again_only_where_it_was_a_mistake(desk: Desk, deal: Deal) -> None:
    again = invoice(deal, 4, 40, number="FP-1")
    assert type(desk.refused(again)) is AlreadyThere
    desk.post(red(deal, is_correction=True, number=""))
    assert invoiced(desk) == yuan(0)
    desk.post(again)
    assert invoiced(desk) == yuan(40)
    desk.post(red(deal, number="红-1"))
    assert type(desk.refused(invoice(deal, 4, 40, number="FP-1"))) is AlreadyThere, "it was a real invoice"
    assert desk.program.verify().is_sound


def test_what_is_paid_stays_invoiced_unless_it_was_paid_in_advance(desk: Desk) -> None:
    owing = delivered(desk, "HT-1")
    number = next(each.number for each in desk.read(contract_papers, desk.read(contracts)[0]) if each.kind == "invoice")
    desk.post(payment(owing, 20))
    assert type(desk.refused(red(owing, 3, 30, invoice=number))) is InvoicedBelowPaid
    desk.post(red(owing, 2, 20, invoice=number))
    ahead = ordered(desk, "HT-2")
    desk.post(payment(ahead, 30, PaymentKind.ADVANCE), invoice(ahead, 4, 40, number="FP-9"))
    desk.post(red(ahead, invoice="FP-9", number="红-9"))
    assert desk.read(statement).is_reconciled


def test_a_listed_red_letter_takes_the_invoice_back_that_its_text_names(desk: Desk, deal: Deal) -> None:
    line = row("红-1", -40, "", text="对应蓝字发票FP-1", kind=ListKind.INVOICES)
    short = planned(desk, money_list(line, kind=ListKind.INVOICES)).lines[0]
    assert short.proposal.match is not None and short.proposal.match.contract.number == "HT-1"
    taken(desk, bill_list("FP-1", 40, "HT-1"), {"FP-1": "HT-1"})
    taken(desk, money_list(line, kind=ListKind.INVOICES), {"红-1": "HT-1"})
    assert invoiced(desk) == yuan(0) and desk.read(statement).is_reconciled


def test_a_red_letter_that_is_not_clear_waits_and_says_so(desk: Desk, deal: Deal) -> None:
    for amount, name in ((-50, "RedLetterUnclear"), (-25, "RedLetterUnclear")):
        of = money_list(row("红-1", amount, kind=ListKind.INVOICES), kind=ListKind.INVOICES)
        (found,) = planned(desk, of, {"红-1": Decision("HT-1")}).lines
        assert found.fate is Fate.OPEN and type(found.problem).__name__ == name
    twice = (row("红-1", -40, kind=ListKind.INVOICES), row("红-2", -40, kind=ListKind.INVOICES, at=3))
    both = planned(desk, money_list(*twice, kind=ListKind.INVOICES), {"红-1": "HT-1", "红-2": "HT-1"})
    assert [each.fate for each in both.lines] == [Fate.RECORD, Fate.OPEN]
