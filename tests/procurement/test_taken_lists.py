"""What was taken over is listed with how far it is decided, and an open line with the contracts nearest to it."""

from supplies.models.treasury import LineState, ListKind
from supplies.procurement.lists import Difference, DifferenceKind
from supplies.procurement.take_over import Decision
from supplies.procurement.taken_lists import kind_name, state_name, taken_lines, taken_lists
from tests.procurement.money_lists import bill_list, delivered, money_list, ordered, row, taken
from tests.rooms import ADMIN, TODAY, Desk, yuan


def test_a_list_tells_how_far_its_lines_are_decided(desk: Desk) -> None:
    delivered(desk, "HT-1")
    total = Difference("支付!D9:total", DifferenceKind.TOTAL, "支付", 9, "金额 (D)", yuan(41), yuan(57))
    of = money_list(
        row("ZF-1", 40, "HT-1"),
        row("ZF-2", 12, payee="自来水公司", at=3),
        row("ZF-3", 5, payee="某公司", at=4),
        differences=(total,),
    )
    taken(desk, of, {"ZF-1": "HT-1", "ZF-2": Decision(reason="水费")})
    (found,) = desk.read(taken_lists)
    assert (found.file, found.kind, found.actor, found.taken_on) == ("支付明细.xlsx", ListKind.PAYMENTS, ADMIN, TODAY)
    assert (found.lines, found.matched, found.dismissed, found.open) == (3, 1, 1, 1)
    assert (found.amount, found.differences) == (yuan(57), 1)


def test_every_line_is_there_with_its_contract_its_reason_or_what_is_near(desk: Desk) -> None:
    delivered(desk, "HT-1")
    ordered(desk, "HT-2")
    taken(desk, bill_list("FP-1", 40, "HT-2"), {"FP-1": "HT-2"})
    taken(desk, money_list(row("ZF-2", 12, at=3), row("ZF-1", 40, "HT-1")), {"ZF-2": Decision(reason="水费")})
    lines = desk.read(taken_lines)
    assert [each.taken.listed.number for each in lines] == ["ZF-2", "ZF-1", "FP-1"], "the newest list comes first"
    dismissed, waiting, bill = lines
    assert (dismissed.state, dismissed.reason, dismissed.proposal) == (LineState.DISMISSED, "水费", None)
    assert (bill.state, bill.contract, bill.taken.kind) == (LineState.MATCHED, "HT-2", ListKind.INVOICES)
    assert waiting.state is LineState.OPEN and waiting.proposal is not None
    assert waiting.proposal.match is not None and waiting.proposal.match.contract.number == "HT-1"
    assert len({each.key for each in lines}) == 3


def test_kinds_and_states_have_their_words() -> None:
    assert len({kind_name(kind) for kind in ListKind} | {state_name(state) for state in LineState}) == 5
