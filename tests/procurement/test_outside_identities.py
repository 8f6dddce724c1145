"""What the warehouse has of a contract is held against its acceptances; what waits to be accepted is told."""

from supplies.models.stock import Origin
from supplies.procurement.checks import CauseKind, Check
from supplies.procurement.reconciliation import statement
from supplies.stock.actions import Receive
from supplies.stock.documents import DocumentRow
from tests.procurement.deals import acceptance
from tests.procurement.money_lists import delivered, ordered
from tests.rooms import DEPOT, TENT, Desk, act, goods, yuan


def check(desk: Desk) -> Check:
    """Return the check of what was received of contracts."""
    found: Check = next(each for each in desk.read(statement).checks if "合格入库金额" in each.title)
    return found


def named(desk: Desk, number: str, quantity: int) -> DocumentRow:
    """Take tents in that name a contract."""
    lines = (goods(TENT, quantity),)
    return desk.paper(act(Receive, depot=DEPOT, origin=Origin.PURCHASE, lines=lines, contract_number=number))


def test_what_was_received_at_contract_prices_is_what_was_accepted(desk: Desk) -> None:
    delivered(desk, "HT-1")
    found = check(desk)
    assert found.holds and found.expected == found.found == yuan(40) and found.notices == ()


def test_goods_that_name_a_contract_and_wait_to_be_accepted_are_told(desk: Desk) -> None:
    deal = ordered(desk, "HT-1")
    receipt = named(desk, "HT-1", 3)
    (notice,) = check(desk).notices
    assert (notice.kind, notice.key, notice.expected, notice.found) == (CauseKind.CONTRACT, "HT-1", yuan(30), yuan(0))
    desk.post(acceptance(deal, receipt.seq, 2))
    (notice,) = check(desk).notices
    assert notice.expected == yuan(10) and "1" in notice.words
    desk.post(acceptance(deal, receipt.seq, 1))
    assert check(desk).notices == () and desk.read(statement).is_reconciled


def test_goods_of_a_receipt_that_was_reversed_wait_for_nothing(desk: Desk) -> None:
    ordered(desk, "HT-1")
    receipt = named(desk, "HT-1", 3)
    desk.reverse(receipt)
    assert check(desk).notices == ()
