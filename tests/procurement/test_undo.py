"""A wrong match is undone: the line is open again, what was recorded with it is corrected, and both stay on record."""

import pytest

from supplies.errors import MatchStands, ReturnStands, UnknownRecord
from supplies.models.procurement import PaymentKind
from supplies.models.treasury import LineState, ListKind
from supplies.procurement.contract_queries import contracts
from supplies.procurement.reconciliation import statement
from supplies.procurement.take_over import Decision, decide
from supplies.procurement.taken_lists import TakenLineRow, taken_lines
from supplies.procurement.treasury_queries import open_lines, own_site
from supplies.procurement.undo import UndoMatch, matched_paper, undo
from supplies.values import Money
from tests.procurement.deals import payment
from tests.procurement.money_lists import bill_list, delivered, money_list, ordered, row, taken
from tests.rooms import TODAY, Desk, act, yuan


def line(desk: Desk, number: str) -> TakenLineRow:
    """Return a line that was taken over."""
    rows: list[TakenLineRow] = desk.read(taken_lines)
    return next(each for each in rows if each.taken.listed.number == number)


def undone(desk: Desk, number: str, *, with_record: bool = True) -> None:
    """Undo the match of a line."""
    taken_row = line(desk, number).taken
    reason = "认错合同"
    desk.post(*desk.read(undo, taken_row.list_seq, taken_row.line, reason, TODAY, with_record=with_record))


def matched(desk: Desk, number: str, contract: str) -> None:
    """Decide about a line that is open."""
    found = next(each for each in desk.read(open_lines) if each.listed.number == number)
    desk.post(*desk.read(decide, found, Decision(contract), TODAY))


def amounts(desk: Desk) -> dict[str, tuple[Money, Money]]:
    """Return what of each contract is invoiced and paid."""
    return {each.number: (each.invoiced, each.paid) for each in desk.read(contracts)}


def test_a_payment_goes_to_the_right_contract_and_back_again(desk: Desk) -> None:
    delivered(desk, "HT-1")
    delivered(desk, "HT-2")
    taken(desk, money_list(row("ZF-1", 40)), {"ZF-1": "HT-1"})
    for contract, other in (("HT-2", "HT-1"), ("HT-1", "HT-2"), ("HT-2", "HT-1")):
        undone(desk, "ZF-1")
        assert line(desk, "ZF-1").state is LineState.OPEN
        assert amounts(desk) == {"HT-1": (yuan(40), yuan(0)), "HT-2": (yuan(40), yuan(0))}
        assert desk.read(statement).is_reconciled
        matched(desk, "ZF-1", contract)
        assert (amounts(desk)[contract][1], amounts(desk)[other][1]) == (yuan(40), yuan(0))
        assert desk.read(statement).is_reconciled
    assert desk.program.verify().is_sound


def test_a_payment_with_its_retention_is_corrected_whole(desk: Desk) -> None:
    delivered(desk, "HT-1", retention=yuan(4), retention_until=TODAY)
    taken(desk, money_list(row("ZF-1", 40)), {"ZF-1": "HT-1"})
    undone(desk, "ZF-1")
    assert amounts(desk)["HT-1"] == (yuan(40), yuan(0))
    matched(desk, "ZF-1", "HT-1")
    assert amounts(desk)["HT-1"] == (yuan(40), yuan(40)) and desk.read(statement).is_reconciled


def test_an_invoice_goes_to_the_right_contract_and_back_again(desk: Desk) -> None:
    ordered(desk, "HT-1")
    ordered(desk, "HT-2")
    taken(desk, bill_list("FP-1", 40, "HT-1"), {"FP-1": "HT-1"})
    for contract in ("HT-2", "HT-1"):
        undone(desk, "FP-1")
        assert amounts(desk) == {"HT-1": (yuan(0), yuan(0)), "HT-2": (yuan(0), yuan(0))}
        matched(desk, "FP-1", contract)
        assert amounts(desk)[contract][0] == yuan(40)
        assert desk.read(statement).is_reconciled
    assert desk.program.verify().is_sound


def test_all_lines_of_one_voucher_are_open_again(desk: Desk) -> None:
    delivered(desk, "HT-1")
    taken(desk, money_list(row("ZF-1", 30), row("ZF-1", 10, at=3)), {"ZF-1": "HT-1"})
    first = line(desk, "ZF-1").taken
    paper = desk.read(lambda connection: matched_paper(connection, own_site(connection), first.list_seq, first.line))
    assert (paper.kind, paper.lines, paper.recorded, paper.contract) == (ListKind.PAYMENTS, 2, yuan(40), "HT-1")
    undone(desk, "ZF-1")
    assert len(desk.read(open_lines)) == 2 and amounts(desk)["HT-1"][1] == yuan(0)


def test_a_match_may_be_undone_without_what_was_recorded_by_hand(desk: Desk) -> None:
    deal = delivered(desk, "HT-1")
    desk.post(payment(deal, 40, voucher="ZF-1"))
    taken(desk, money_list(row("ZF-1", 40)), {"ZF-1": "HT-1"})
    undone(desk, "ZF-1", with_record=False)
    assert line(desk, "ZF-1").state is LineState.OPEN and amounts(desk)["HT-1"][1] == yuan(40)
    matched(desk, "ZF-1", "HT-1")
    assert amounts(desk)["HT-1"][1] == yuan(40), "it is known, and not paid again"


def test_an_advance_is_corrected_too(desk: Desk) -> None:
    ordered(desk, "HT-1")
    taken(desk, money_list(row("ZF-1", 30)), {"ZF-1": "HT-1"})
    assert amounts(desk)["HT-1"] == (yuan(0), yuan(30)) and PaymentKind.ADVANCE
    undone(desk, "ZF-1")
    assert amounts(desk)["HT-1"] == (yuan(0), yuan(0)) and desk.read(statement).is_reconciled


def test_what_is_not_matched_and_what_came_back_is_refused(desk: Desk) -> None:
    delivered(desk, "HT-1")
    of = money_list(row("ZF-1", 40), row("ZF-2", -40, at=3, text="退回ZF-1"), row("ZF-3", 5, at=4))
    taken(desk, of, {"ZF-1": "HT-1", "ZF-2": "HT-1"})
    still_open = line(desk, "ZF-3").taken
    nowhere = act(UndoMatch, of_list=still_open.list_seq, line=9, reason="x")
    assert type(desk.refused(nowhere)) is UnknownRecord
    assert type(desk.refused(act(UndoMatch, of_list=still_open.list_seq, line=3, reason="x"))) is MatchStands
    with pytest.raises(ReturnStands):
        undone(desk, "ZF-2")
    undone(desk, "ZF-2", with_record=False)
    assert line(desk, "ZF-2").state is LineState.OPEN
