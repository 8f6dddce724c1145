"""What the approver reads is what will be done: every field of every kind of action, its codes with their names."""

from datetime import date

import msgspec
import pytest
from hypothesis import given

from supplies.accounts.actions import AddOrganisation
from supplies.approvals.describe import Described, describe
from supplies.approvals.rules import is_for_approval
from supplies.journal.action import Action, action_name
from supplies.models.accounts import OrganisationKind
from supplies.models.stock import Origin
from supplies.stock.actions import Adjust, CountLine, Move, Receive, Reverse
from supplies.values import OrganisationCode
from tests.approvals.office import write_off
from tests.journal.any_action import ACTIONS, any_action
from tests.rooms import (
    A01,
    A02,
    COMMAND_TENT,
    DEPOT,
    SITE,
    TENT,
    TODAY,
    Desk,
    act,
    goods,
    lot_line,
    many,
    move_line,
    some,
    yuan,
)
from tests.stock.keeper import label_of


def described(desk: Desk, action: Action) -> Described:
    """Return an action in words."""
    procedure = desk.program.journal.procedure(action_name(type(action)))
    found: Described = desk.read(describe, SITE, procedure, action)
    return found


def test_a_write_off_is_described_by_what_it_takes_from_where_and_why(desk: Desk) -> None:
    lot = desk.lot(TENT, 10, batch_no="P1")
    shown = described(desk, write_off(lot, 3, note="梅雨后", incident="防汛演练"))
    assert shown.title == "物资报损"
    facts = dict(shown.facts)
    assert (facts["储备库"], facts["日期"]) == (f"{DEPOT}  市本级库", TODAY.isoformat())
    assert "梅雨后" in facts.values() and "防汛演练" in facts.values()
    (line,) = shown.lines
    assert line.what == f"{TENT}  12㎡单帐篷  {label_of(desk, lot)}  P1"
    assert (line.quantity, line.where) == ("3 顶", f"{A01}  A01区")
    assert line.details.endswith("霉变")


def test_a_move_is_described_with_both_places(desk: Desk) -> None:
    shown = described(desk, act(Move, depot=DEPOT, lines=(move_line(desk.lot(), 2),)))
    assert shown.lines[0].where == f"{A01}  A01区 → {A02}  A02区"


def test_a_count_of_nothing_says_zero_and_what_the_books_had(desk: Desk) -> None:
    line = CountLine(lot_id=desk.lot(), place=A01, book=some(10), counted=some(0), reason="被盗")
    (shown,) = described(desk, act(Adjust, depot=DEPOT, lines=(line,))).lines
    assert shown.quantity == "0 顶"
    assert "10" in shown.details and "被盗" in shown.details


def test_a_receipt_is_described_by_its_item_types_and_organisations(desk: Desk) -> None:
    code = OrganisationCode("GYS1")
    desk.post(act(AddOrganisation, code=code, name="甲公司", kind=OrganisationKind.SUPPLIER))
    line = goods(COMMAND_TENT, 1, yuan("9000"), serial_no="S-1", owner=code, expires_on=date(2030, 1, 1))
    shown = described(desk, act(Receive, depot=DEPOT, origin=Origin.PURCHASE, supplier=code, lines=(line,)))
    assert shown.lines[0].what == f"{COMMAND_TENT}  60㎡指挥帐篷"
    assert "9,000.00" in shown.lines[0].details and "2030-01-01" in shown.lines[0].details
    assert f"{code}  甲公司" in shown.lines[0].details
    assert f"{code}  甲公司" in dict(shown.facts).values()


def test_a_reversal_is_described_by_the_document_it_takes_back(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    issue = desk.issue(lot_line(lot, 4))
    shown = described(desk, act(Reverse, reverses_seq=issue.seq, reason="录入有误"))
    assert issue.number in dict(shown.facts).values()
    (line,) = shown.lines
    assert line.quantity == "4 顶" and label_of(desk, lot) in line.what
    assert line.where.endswith(A01)


SUBMITTED = [kind for kind in ACTIONS if is_for_approval(action_name(kind))]


@pytest.mark.parametrize("kind", SUBMITTED, ids=action_name)
def test_every_kind_of_action_is_described_with_every_value_it_holds(desk: Desk, kind: type[Action]) -> None:
    """Whatever a later kind of action holds, the approver is not kept from seeing it."""

    @many(max_examples=15, deadline=None)
    @given(any_action(kind))
    def every_value_is_shown(action: Action) -> None:
        shown = described(desk, action)
        said = "\n".join([text for _title, text in shown.facts] + [str(line) for line in shown.lines])
        for text in texts_in(action):
            assert text in said or repr(text)[1:-1] in said, text

    every_value_is_shown()


def texts_in(part: msgspec.Struct) -> list[str]:
    """Return the plain texts of an action and of its lines."""
    found: list[str] = []
    for name in type(part).__struct_fields__:
        value = getattr(part, name)
        values = value if isinstance(value, tuple) else (value,)
        for each in values:
            if isinstance(each, msgspec.Struct):
                found += texts_in(each)
            elif type(each) is str:
                found.append(each)
    return found
