"""A lot's row: what should stand in each bucket is worked out contract by contract."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from supplies.errors import Refused
from supplies.journal.action import Action
from supplies.models.funds import Bucket
from supplies.models.procurement import PaymentKind
from supplies.procurement.queries import TenderLotRow, tender_lots
from supplies.procurement.reconciliation import statement
from supplies.values import TenderLotId, total_money
from tests.procurement.deals import Deal, acceptance, invoice, line, payment, received, signed
from tests.procurement.money_lists import appropriated, awarded_lot
from tests.rooms import Desk, many, yuan
from tests.soak import size

AWARDED = 60


def row_of(desk: Desk, lot: TenderLotId) -> TenderLotRow:
    """Return a lot as it stands."""
    rows: list[TenderLotRow] = desk.read(tender_lots)
    return next(row for row in rows if row.tender_lot_id == lot)


def two_contracts(desk: Desk) -> tuple[Deal, Deal]:
    """Return two contracts of thirty yuan for one lot, which two appropriations pay."""
    lot = awarded_lot(desk, AWARDED, appropriated(desk), appropriated(desk))
    first, second = (signed(desk, lot, line(3), deviation="分签两份") for _each in range(2))
    return first, second


def test_what_one_contract_owes_makes_up_for_no_advance_of_another(desk: Desk) -> None:
    in_advance, owing = two_contracts(desk)
    desk.post(
        payment(in_advance, 20, PaymentKind.ADVANCE), acceptance(owing, received(desk, 3), 3), invoice(owing, 3, 30)
    )
    row = row_of(desk, owing.lot)
    wanted = {Bucket.CONTRACTED: yuan(10), Bucket.ADVANCED: yuan(20), Bucket.ACCEPTED: yuan(30)}
    assert row.buckets == row.due_buckets == wanted
    assert row.is_right and desk.read(statement).is_reconciled


STEPS = st.tuples(st.sampled_from(["advance", "accept", "invoice", "pay"]), st.sampled_from([0, 1]), st.integers(1, 3))


def step(desk: Desk, deal: Deal, name: str, number: int) -> Action:
    """Return something that may happen to a contract; where it is too much it is refused."""
    if name == "accept":
        return acceptance(deal, received(desk, number), number)
    if name == "invoice":
        return invoice(deal, number, number * 10)
    return payment(deal, number * 7, PaymentKind.ADVANCE if name == "advance" else PaymentKind.ACCEPTED)


@many(max_examples=size(6, 150))
@given(st.lists(STEPS, min_size=4, max_size=14))
def test_whatever_happens_to_contracts_of_one_lot_each_bucket_is_right(
    desk: Desk, steps: list[tuple[str, int, int]]
) -> None:
    deals = two_contracts(desk)
    for name, of, number in steps:
        with suppress(Refused):
            desk.post(step(desk, deals[of], name, number))
        row = row_of(desk, deals[of].lot)
        assert row.is_right, (row.buckets, row.due_buckets)
        assert total_money(row.buckets.values()) == row.standing == row.due == yuan(AWARDED)
    assert desk.read(statement).is_reconciled
