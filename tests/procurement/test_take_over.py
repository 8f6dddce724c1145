"""From a list to what is recorded: what is sure is paid as every payment is, and the rest says why it stays open."""

from datetime import date, timedelta

import pytest

from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    DatesBackward,
    InvoiceUnclear,
    ListTaken,
    PaidAboveDue,
    PaidAboveInvoices,
    RecordedOtherwise,
    RedLetterUnclear,
    ReturnUnclear,
    UnknownRecord,
)
from supplies.models.procurement import PaymentKind
from supplies.models.treasury import ListKind
from supplies.procurement.contract_queries import ContractRow, contracts
from supplies.procurement.invoices import RecordInvoice
from supplies.procurement.lists import ListedLine
from supplies.procurement.matching import Reason
from supplies.procurement.payments import RecordPayment
from supplies.procurement.reconciliation import statement
from supplies.procurement.refunds import ReturnPayment
from supplies.procurement.take_over import Decision, Fate, Plan, confirmed, decide, decide_all, plan
from supplies.procurement.treasury_queries import open_lines, open_proposals
from supplies.values import Money
from tests.procurement.deals import acceptance, invoice, line, payment, received, signed
from tests.procurement.money_lists import awarded_lot, delivered, money_list, ordered, planned, row, taken
from tests.rooms import QUILT, TODAY, Desk, ago, yuan


def paid(desk: Desk, number: str) -> Money:
    rows: list[ContractRow] = desk.read(contracts)
    return next(each.paid for each in rows if each.number == number)


def fates(found: Plan) -> list[Fate]:
    return [each.fate for each in found.lines]


def problem(desk: Desk, number: str, amount: str | int, dated: date = TODAY) -> type[Exception]:
    """Return why the only line of a list stays open though its contract is named."""
    (found,) = planned(desk, money_list(row(number, amount, dated=dated)), {number: "HT-1"}).lines
    assert found.fate is Fate.OPEN and found.problem is not None
    return type(found.problem)


# --- payments --------------------------------------------------------------------------------------------------------


def test_what_is_confirmed_is_paid_in_the_same_post_and_the_rest_stays_open(desk: Desk) -> None:
    delivered(desk, "HT-2023-1")
    of = money_list(row("ZF-1", 40, "HT-2023-1"), row("ZF-2", 7, payee="某某公司", at=3))
    found = planned(desk, of)
    assert [each.proposal.match is not None for each in found.lines] == [True, False]
    assert fates(found) == [Fate.OPEN, Fate.OPEN], "nothing is confirmed by itself"
    posted = taken(desk, of, {"ZF-1": "HT-2023-1"})
    assert [each.entry.action_type for each in posted] == ["procurement.record_payment", "procurement.take_list"]
    assert paid(desk, "HT-2023-1") == yuan(40)
    ((still, proposal),) = desk.read(open_proposals)
    assert still.listed.number == "ZF-2" and proposal.candidates
    assert desk.read(statement).is_reconciled
    assert desk.program.verify().is_sound


def test_the_same_list_again_changes_nothing(desk: Desk) -> None:
    delivered(desk, "HT-1")
    of = money_list(row("ZF-1", 40, "HT-1"))
    taken(desk, of, {"ZF-1": "HT-1"})
    before, head = desk.everything(), desk.program.head
    again = planned(desk, of, {"ZF-1": "HT-1"})
    assert again.is_taken and again.lines == () and again.records == ()
    with pytest.raises(ListTaken):
        again.actions((), TODAY)
    assert (desk.everything(), desk.program.head) == (before, head)


def test_of_a_list_that_overlaps_another_only_the_new_lines_are_taken(desk: Desk) -> None:
    delivered(desk, "HT-1")
    delivered(desk, "HT-2")
    first, second = row("ZF-1", 40, "HT-1"), row("ZF-2", 40, "HT-2", at=3)
    taken(desk, money_list(first), {"ZF-1": "HT-1"})
    longer = money_list(first, second)
    found = planned(desk, longer)
    assert (found.skipped, [each.line.number for each in found.lines]) == (1, ["ZF-2"])
    taken(desk, longer, {"ZF-1": "HT-1", "ZF-2": "HT-2"})
    assert (paid(desk, "HT-1"), paid(desk, "HT-2")) == (yuan(40), yuan(40))
    assert planned(desk, money_list(second, first)).is_taken, "every line came before, in another order"


def test_a_payment_recorded_by_hand_is_not_paid_twice(desk: Desk) -> None:
    deal = delivered(desk, "HT-1")
    desk.post(payment(deal, 40, voucher="ZF-1"))
    of = money_list(row("ZF-1", 40, payee=""))
    found = planned(desk, of)
    match = found.lines[0].proposal.match
    assert match is not None and match.reasons == (Reason.RECORDED,)
    assert fates(planned(desk, of, {"ZF-1": "HT-1"})) == [Fate.KNOWN]
    assert len(taken(desk, of, {"ZF-1": "HT-1"})) == 1
    assert problem(desk, "ZF-1", 41) is RecordedOtherwise


def test_rows_of_one_voucher_pay_several_contracts_and_one_contract_once(desk: Desk) -> None:
    delivered(desk, "HT-1")
    delivered(desk, "HT-2")
    lines = (row("ZF-1", 40, "HT-1"), row("ZF-1", 15, "HT-2", at=3), row("ZF-1", 25, "HT-2", at=4))
    of = money_list(*lines)
    found = planned(desk, of)
    decisions = confirmed(found)
    of_marks = {each.line.fingerprint: decisions[each.line.fingerprint].contract for each in found.lines}
    assert list(of_marks.values()) == ["HT-1", "HT-2", "HT-2"]
    actions = desk.read(plan, of, decisions, TODAY).actions((), TODAY)
    assert [each.amount for each in actions if isinstance(each, RecordPayment)] == [yuan(40), yuan(40)]
    desk.post(*actions)
    assert (paid(desk, "HT-1"), paid(desk, "HT-2")) == (yuan(40), yuan(40))


def test_a_payment_is_of_what_was_accepted_of_the_retention_of_both_or_in_advance(desk: Desk) -> None:
    lot = awarded_lot(desk, 40)
    deal = signed(desk, lot, number="HT-1", retention=yuan(4))
    of = money_list(
        row("ZF-1", 10, "HT-1", dated=ago(3)),
        row("ZF-2", 20, "HT-1", dated=ago(1), at=3),
        row("ZF-3", 10, "HT-1", at=4),
    )
    first = planned(desk, of, {"ZF-1": "HT-1"})
    assert kinds(first) == [PaymentKind.ADVANCE]
    taken(desk, money_list(of.lines[0]), {"ZF-1": "HT-1"})
    desk.post(acceptance(deal, received(desk)), invoice(deal))
    rest = planned(desk, of, {"ZF-2": "HT-1", "ZF-3": "HT-1"})
    assert kinds(rest) == [PaymentKind.ACCEPTED, PaymentKind.ACCEPTED, PaymentKind.RETENTION]
    desk.post(*rest.actions((), TODAY))
    assert paid(desk, "HT-1") == yuan(40)


def kinds(found: Plan) -> list[PaymentKind]:
    return [each.kind for each in found.records if isinstance(each, RecordPayment)]


def test_what_a_contract_cannot_take_stays_open_and_says_why(desk: Desk) -> None:
    delivered(desk, "HT-1")
    assert problem(desk, "ZF-1", "40.01") is PaidAboveDue
    assert problem(desk, "ZF-1", 1, dated=ago(9)) is DatesBackward
    assert problem(desk, "ZF-1", 0) is AmountNotPositive
    assert problem(desk, "ZF-1", -1) is ReturnUnclear
    desk.post(payment(delivered(desk, "HT-2"), 1, voucher="ZF-1", paid_on=ago(1)))
    assert problem(desk, "ZF-1", 1) is AlreadyThere, "a voucher has one day"
    other = ordered(desk, "HT-3")
    desk.post(acceptance(other, received(desk)))
    of = money_list(row("ZF-9", 5))
    (found,) = planned(desk, of, {"ZF-9": "HT-3"}).lines
    assert type(found.problem) is PaidAboveInvoices
    with pytest.raises(UnknownRecord):
        planned(desk, of, {"ZF-9": "HT-99"})


def test_two_lines_never_pay_what_is_due_only_once(desk: Desk) -> None:
    delivered(desk, "HT-1")
    of = money_list(row("ZF-1", 30, "HT-1", dated=ago(1)), row("ZF-2", 30, "HT-1", at=3))
    found = planned(desk, of, {"ZF-1": "HT-1", "ZF-2": "HT-1"})
    assert fates(found) == [Fate.RECORD, Fate.OPEN]
    desk.post(*found.actions((), TODAY))
    assert paid(desk, "HT-1") == yuan(30)


# --- money that comes back -------------------------------------------------------------------------------------------


def test_a_return_gives_the_payment_back_that_its_text_names(desk: Desk) -> None:
    deal = delivered(desk, "HT-1")
    desk.post(payment(deal, 20, voucher="ZF-101", paid_on=ago(2)), payment(deal, 20, voucher="ZF-102", paid_on=ago(2)))
    of = money_list(row("TK-1", -20, payee="", text="退回ZF-102"))
    match = planned(desk, of).lines[0].proposal.match
    assert match is not None and match.contract.number == "HT-1" and match.reasons == (Reason.RETURNS,)
    found = planned(desk, of, {"TK-1": "HT-1"})
    assert [each.voucher for each in found.records if isinstance(each, ReturnPayment)] == ["ZF-102"]
    desk.post(*found.actions((), TODAY))
    assert paid(desk, "HT-1") == yuan(20)
    assert problem(desk, "TK-9", -30) is ReturnUnclear


def test_a_payment_that_comes_back_and_is_paid_again_stands_in_one_list(desk: Desk) -> None:
    delivered(desk, "HT-1")
    of = money_list(
        row("ZF-1", 40, "HT-1", dated=ago(2)),
        row("ZF-1", -40, "HT-1", dated=ago(1), text="户名不符退回", at=3),
        row("ZF-2", 40, "HT-1", at=4),
    )
    taken(desk, of, {"ZF-1": "HT-1", "ZF-2": "HT-1"})
    assert paid(desk, "HT-1") == yuan(40)
    assert desk.read(open_lines) == []
    assert desk.program.verify().is_sound


# --- invoices --------------------------------------------------------------------------------------------------------


def bill(number: str, amount: str | int, at: int = 2) -> ListedLine:
    return row(number, amount, "HT-1", kind=ListKind.INVOICES, at=at)


def invoiced(desk: Desk, amount: str | int) -> list[tuple[int, str]] | type[Exception]:
    """Return the goods that an invoice of some amount is taken for."""
    of = money_list(bill("FP-1", amount), kind=ListKind.INVOICES)
    found = planned(desk, of, {"FP-1": "HT-1"})
    if found.lines[0].problem is not None:
        return type(found.lines[0].problem)
    (record,) = found.records
    assert isinstance(record, RecordInvoice)
    return [(line.contract_line, str(line.quantity)) for line in record.lines]


def test_an_invoice_is_for_what_was_accepted_for_the_whole_for_a_line_or_for_an_exact_quantity(desk: Desk) -> None:
    deal = signed(desk, awarded_lot(desk, 90), line(4), line(5, item=QUILT), number="HT-1")
    assert invoiced(desk, 90) == [(1, "4"), (2, "5")]
    assert invoiced(desk, 50) == [(2, "5")]
    assert invoiced(desk, 30) is InvoiceUnclear, "the contract has two lines"
    desk.post(acceptance(deal, received(desk, 3), 3))
    assert invoiced(desk, 30) == [(1, "3")]
    desk.post(invoice(deal, 4, 40), invoice(deal, 5, 50, line=2))
    assert invoiced(desk, 50) is InvoiceUnclear


def test_an_invoice_of_a_contract_of_one_line_buys_an_exact_quantity_or_waits(desk: Desk) -> None:
    ordered(desk, "HT-1")
    assert invoiced(desk, 20) == [(1, "2")]
    assert invoiced(desk, 15) is InvoiceUnclear
    assert invoiced(desk, 50) is InvoiceUnclear
    assert invoiced(desk, -20) is RedLetterUnclear
    assert invoiced(desk, 0) is AmountNotPositive


def test_two_invoices_never_take_the_same_goods(desk: Desk) -> None:
    ordered(desk, "HT-1")
    of = money_list(bill("FP-1", 40), bill("FP-2", 40, at=3), kind=ListKind.INVOICES)
    found = planned(desk, of, {"FP-1": "HT-1", "FP-2": "HT-1"})
    assert fates(found) == [Fate.RECORD, Fate.OPEN]
    desk.post(*found.actions((), TODAY))
    assert desk.read(contracts)[0].invoiced == yuan(40)


def test_an_invoice_entered_by_hand_is_found_by_its_number(desk: Desk) -> None:
    deal = ordered(desk, "HT-1")
    of = money_list(bill("FP-1", 15), kind=ListKind.INVOICES)
    taken(desk, of, {"FP-1": "HT-1"})
    (waiting,) = desk.read(open_lines)
    desk.post(invoice(deal, 2, 15, number="FP-1"))
    desk.post(*desk.read(decide, waiting, Decision(contract="HT-1"), TODAY))
    assert desk.read(open_lines) == []


# --- deciding later --------------------------------------------------------------------------------------------------


def test_a_line_left_open_is_paid_once_its_contract_is_known(desk: Desk) -> None:
    delivered(desk, "HT-1")
    taken(desk, money_list(row("ZF-1", 40, payee="")))
    (waiting,) = desk.read(open_lines)
    desk.post(*desk.read(decide, waiting, Decision(contract="HT-1"), TODAY))
    assert paid(desk, "HT-1") == yuan(40) and desk.read(open_lines) == []


def test_a_line_that_belongs_to_no_contract_is_put_away_with_its_reason(desk: Desk) -> None:
    of = money_list(row("ZF-1", 40), row("ZF-2", 1, at=3))
    taken(desk, of, {"ZF-1": Decision(reason="机关水电费")})
    (waiting,) = desk.read(open_lines)
    assert waiting.listed.number == "ZF-2"
    desk.post(*desk.read(decide, waiting, Decision(reason="其他单位"), TODAY))
    assert desk.read(open_lines) == []


def test_a_decision_that_the_contract_cannot_take_is_refused(desk: Desk) -> None:
    delivered(desk, "HT-1")
    taken(desk, money_list(row("ZF-1", 41)))
    (waiting,) = desk.read(open_lines)
    with pytest.raises(PaidAboveDue):
        desk.read(decide, waiting, Decision(contract="HT-1"), TODAY)


def test_a_day_before_the_signing_is_no_payment(desk: Desk) -> None:
    delivered(desk, "HT-1")
    assert problem(desk, "ZF-1", 4, dated=ago(8) - timedelta(days=1)) is DatesBackward


def test_lines_decided_together_each_find_their_contract_as_those_before_left_it(desk: Desk) -> None:
    delivered(desk, "HT-1")
    taken(desk, money_list(row("ZF-1", 30), row("ZF-2", 30, at=3)))
    first, second = desk.read(open_lines)
    both = [(first, Decision("HT-1")), (second, Decision("HT-1"))]
    with pytest.raises(PaidAboveDue):
        desk.read(decide_all, both, TODAY)
    assert paid(desk, "HT-1") == yuan(0), "where one cannot be recorded none is"
    desk.post(*desk.read(decide_all, [(first, Decision("HT-1")), (second, Decision(reason="重复"))], TODAY))
    assert paid(desk, "HT-1") == yuan(30) and desk.read(open_lines) == []
