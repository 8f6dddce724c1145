"""Which lots the table of execution tells of, and what it says of each."""

from typing import Any

from supplies.deadlines.actions import Override
from supplies.models.procurement import LotStage
from supplies.procurement.actions import CancelLot
from supplies.procurement.award_queries import SIGNING_RULE
from supplies.procurement.execution_queries import ExecutionFilter, ExecutionRow, execution
from tests.funds.allotted import lot, money, project
from tests.reports.purchases import OLD_PROJECT, PROJECT, purchases
from tests.rooms import TODAY, Desk, act, ago, yuan


def rows(desk: Desk, **wanted: Any) -> list[ExecutionRow]:
    """Return the lots that are wanted."""
    found: list[ExecutionRow] = desk.read(execution, wanted=ExecutionFilter(**wanted))
    return found


def test_lots_given_up_are_left_out_unless_they_are_asked_for(desk: Desk) -> None:
    fund, of = money(100), project()
    planned, given_up = lot(fund, of, 10, 1), lot(fund, of, 10, 2)
    desk.post(fund, of, planned, given_up, act(CancelLot, tender_lot_id=given_up.tender_lot_id, reason="需求取消"))
    assert [row.lot.number for row in rows(desk)] == [1]
    (only,) = rows(desk, stage=LotStage.CANCELLED)
    assert (only.lot.number, only.saved, only.sign_by) == (2, None, None)


def test_a_lot_under_contract_is_told_with_its_contracts_and_no_day_to_sign(desk: Desk) -> None:
    purchases(desk)
    signed = rows(desk, project=PROJECT)[0]
    assert (signed.changes, signed.retention, signed.saved) == (yuan(10_000), yuan(10_000), yuan(90_000))
    assert (signed.sign_by, signed.signed_on, signed.delivery_due) == (None, ago(18), ago(10))
    assert (signed.late_signing(TODAY), signed.late_delivery(TODAY)) == (0, 10)


def test_a_day_that_somebody_set_counts_instead_of_the_rules(desk: Desk) -> None:
    purchases(desk)
    (row,) = rows(desk, project=OLD_PROJECT)
    assert row.sign_by is not None and row.sign_by > TODAY
    subject = f"{OLD_PROJECT}/1"
    desk.post(act(Override, subject=subject, rule=SIGNING_RULE, new_day=ago(3), reason="双方商定"))
    (row,) = rows(desk, project=OLD_PROJECT)
    assert (row.sign_by, row.late_signing(TODAY)) == (ago(3), 3)
