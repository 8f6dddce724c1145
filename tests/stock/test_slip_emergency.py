from dataclasses import replace as changed
from datetime import date
from functools import partial

import pytest
from msgspec.structs import replace

from supplies.errors import FormElsewhere, FormEntered, FormVoid
from supplies.models.open_items import DebtKind
from supplies.stock.actions import DocumentKind, Issue
from supplies.stock.forms import FormRow, IssueBlankForms, VoidBlankForm, form_numbered
from supplies.stock.scanned import what_is
from supplies.stock.slip import Slip, SlipHead, action_of, decode_slip, encode_slip, next_head, undo
from supplies.stock.slip_emergency import enter_form, give_reason
from supplies.stock.slip_said import Tone
from supplies.stock.slip_scan import take
from supplies.values import ActionId, DepotCode, new_id
from tests.rooms import DEPOT, TODAY, WATER, Desk, act, ago
from tests.stock.keeper import label_of

NIGHT = SlipHead(is_emergency=True, incident="SJ-1", ordered_by="王局长", hours=24)


def fresh(head: SlipHead = NIGHT, depot: DepotCode = DEPOT) -> Slip:
    """Return an empty issue."""
    return Slip(kind=DocumentKind.ISSUE, depot=depot, action_id=ActionId(new_id()), head=head)


def scan(desk: Desk, slip: Slip, text: str) -> Slip:
    """Return a slip after a scan."""
    after, _said = take(slip, desk.read(partial(what_is, depot=DEPOT, text=text, day=TODAY)), TODAY)
    return after


def form(desk: Desk) -> str:
    """Give out a blank form and return its number."""
    desk.post(act(IssueBlankForms, depot=DEPOT, count=1))
    return f"KB-{DEPOT}-2026-000001"


def test_what_a_slip_lacks_becomes_what_its_document_owes() -> None:
    action = action_of(fresh(replace(NIGHT, receiver="张三")), TODAY)
    assert isinstance(action, Issue)
    assert action.emergency is not None
    assert set(action.emergency.owes) == set(DebtKind) - {DebtKind.RECEIVER}
    assert (action.emergency.ordered_by, action.emergency.hours, action.receiver) == ("王局长", 24, "张三")
    assert action_of(fresh(SlipHead()), TODAY).emergency is None


def test_the_next_slip_of_the_night_keeps_the_incident_and_forgets_the_receiver() -> None:
    after = next_head(replace(NIGHT, receiver="张三", counterparty="张三", paper_number="KB-1", vehicle="辽C1"))
    assert after == NIGHT
    assert next_head(SlipHead(counterparty="铁东区")) == SlipHead()


def test_a_slip_in_haste_is_read_back_as_it_was_kept() -> None:
    slip = fresh()
    assert decode_slip(encode_slip(slip)) == slip


def test_a_form_fills_in_the_paper_of_an_empty_slip_and_waits_for_the_lines_of_the_one_before(desk: Desk) -> None:
    row = desk.read(form_numbered, form(desk))
    slip, said = enter_form(fresh(), row)
    assert (slip.head.paper_number, said.tone) == (row.number, Tone.OK)
    lot = desk.lot(WATER, 10, day=ago(5))
    filled = scan(desk, slip, label_of(desk, lot))
    other = replace(filled, head=replace(filled.head, paper_number=f"KB-{DEPOT}-2026-000009"))
    kept, said = enter_form(other, row)
    assert (kept, said.tone) == (other, Tone.WARNING)
    usual, said = enter_form(fresh(SlipHead()), row)
    assert (usual.head.paper_number, said.tone) == ("", Tone.WARNING)


def test_a_form_that_cannot_be_entered_is_refused(desk: Desk) -> None:
    row = desk.read(form_numbered, form(desk))
    with pytest.raises(FormElsewhere):
        enter_form(fresh(depot=DepotCode("210302A")), row)
    desk.post(act(VoidBlankForm, number=row.number, reason="雨水浸坏"))
    with pytest.raises(FormVoid):
        enter_form(fresh(), desk.read(form_numbered, row.number))
    with pytest.raises(FormEntered):
        enter_form(fresh(), _entered(row.number, desk))


def _entered(number: str, desk: Desk) -> FormRow:
    """Return a form as if it had been entered."""
    found: FormRow = desk.read(form_numbered, number)
    return changed(found, is_void=False, document="CK-1")


def test_reasons_go_to_the_lines_that_want_one_and_are_taken_back_by_one_undo(desk: Desk) -> None:
    desk.lot(WATER, 10, expires_on=date(2027, 1, 1), day=ago(5))
    later = [desk.lot(WATER, 10, expires_on=date(2029, 1, day), day=ago(5)) for day in (1, 2)]
    slip = fresh()
    for lot in later:
        slip = scan(desk, slip, label_of(desk, lot))
    given, said = give_reason(slip, "应急就近", TODAY)
    assert [line.reason for line in given.lines] == ["应急就近", "应急就近"]
    assert said.tone is Tone.INFO
    assert undo(given).lines == slip.lines
    assert give_reason(given, "别的", TODAY)[0] == given
