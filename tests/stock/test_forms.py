from typing import Any

from supplies.errors import (
    FormElsewhere,
    FormEntered,
    FormItemTwice,
    FormVoid,
    UnknownRecord,
)
from supplies.models.accounts import Role
from supplies.models.open_items import DebtKind
from supplies.stock.actions import AddDepot, AddPlace, Issue
from supplies.stock.debts import debts_of
from supplies.stock.forms import (
    FormRow,
    IssueBlankForms,
    VoidBlankForm,
    form_items,
    form_numbered,
    forms,
    most_wanted,
)
from supplies.values import DepotCode, ItemCode
from tests.rooms import CLOTH, DEPOT, QUILT, SITE, TENT, WATER, Desk, act, assert_speaks, lot_line
from tests.stock.test_emergencies import emergency


def given_out(desk: Desk, count: int = 3, *items: ItemCode) -> list[FormRow]:
    """Give out blank forms."""
    seq = desk.post(act(IssueBlankForms, depot=DEPOT, count=count, items=items))[0].entry.seq
    found: list[FormRow] = desk.read(forms, made_seq=seq)
    return found


def entered(desk: Desk, form: str, **fields: Any) -> Issue:
    """Return an issue that is entered from a form."""
    values = {"depot": DEPOT, "incident": "内涝", "paper_number": form, "emergency": emergency(), **fields}
    return act(Issue, lines=(lot_line(desk.lot(), 1),), **values)


def test_forms_are_numbered_on_and_keep_what_stands_on_their_lines(desk: Desk) -> None:
    made = given_out(desk, 2, TENT, WATER) + given_out(desk, 1)
    assert [form.number for form in made] == [f"KB-{DEPOT}-2026-{number:06}" for number in (1, 2, 3)]
    assert all(form.is_outstanding and form.state_name for form in made)
    assert [item.code for item in desk.read(form_items, SITE, made[0].made_seq)] == [TENT, WATER]
    assert desk.read(form_items, SITE, made[2].made_seq) == []


def test_what_cannot_stand_on_a_form_is_refused(desk: Desk) -> None:
    def asked(*items: str, depot: str = DEPOT) -> IssueBlankForms:
        return act(IssueBlankForms, depot=DepotCode(depot), count=1, items=tuple(map(ItemCode, items)))

    assert isinstance(desk.refused(asked("NOTHING")), UnknownRecord)
    assert isinstance(desk.refused(asked(depot="NOWHERE")), UnknownRecord)
    error = desk.refused(asked(TENT, WATER, TENT))
    assert isinstance(error, FormItemTwice)
    assert_speaks(error)


def test_a_form_is_entered_once_and_the_refusal_names_the_document(desk: Desk) -> None:
    form = given_out(desk)[0].number
    paper = desk.paper(entered(desk, form))
    again = entered(desk, form.lower())
    error = desk.refused(again)
    assert isinstance(error, FormEntered)
    assert paper.number in error.text()
    assert_speaks(error)
    assert desk.read(form_numbered, form).document == paper.number
    assert form not in [each.number for each in desk.read(forms, only_outstanding=True)]
    usual = entered(desk, form, emergency=None)
    assert isinstance(desk.refused(usual), FormEntered)


def test_a_form_is_no_written_order(desk: Desk) -> None:
    paper = desk.paper(entered(desk, given_out(desk)[0].number))
    assert DebtKind.ORDER in {row.kind for row in desk.read(debts_of, SITE, paper.seq)}


def test_a_form_whose_document_was_reversed_may_be_entered_again(desk: Desk) -> None:
    form = given_out(desk)[0].number
    desk.reverse(desk.paper(entered(desk, form)))
    assert desk.read(form_numbered, form).is_outstanding
    desk.post(entered(desk, form))


def test_a_number_that_was_never_given_out_is_no_form(desk: Desk) -> None:
    error = desk.refused(entered(desk, f"KB-{DEPOT}-2026-000009"))
    assert isinstance(error, UnknownRecord)
    assert_speaks(error)


def test_a_void_form_is_not_entered_and_an_entered_one_is_not_void(desk: Desk) -> None:
    spoilt, used, _left = (form.number for form in given_out(desk))
    desk.post(act(VoidBlankForm, number=spoilt, reason="雨水浸坏"))
    error = desk.refused(entered(desk, spoilt))
    assert isinstance(error, FormVoid)
    assert_speaks(error)
    assert isinstance(desk.refused(act(VoidBlankForm, number=spoilt, reason="再次")), FormVoid)
    desk.post(entered(desk, used))
    assert isinstance(desk.refused(act(VoidBlankForm, number=used, reason="遗失")), FormEntered)
    assert isinstance(desk.refused(act(VoidBlankForm, number="KB-1", reason="遗失")), UnknownRecord)


def test_a_form_is_entered_in_its_own_depot(desk: Desk) -> None:
    other = DepotCode("210302A")
    desk.post(act(AddDepot, code=other, name="铁东区库"), act(AddPlace, depot=other, code="A01", name="一区"))
    form = given_out(desk)[0].number
    error = desk.refused(entered(desk, form, depot=other))
    assert isinstance(error, FormElsewhere)
    assert_speaks(error)


def test_a_keeper_of_another_depot_gives_out_and_voids_no_forms_here(desk: Desk) -> None:
    form = given_out(desk)[0].number
    desk.post(act(AddDepot, code=DepotCode("210302A"), name="铁东区库"))
    other = desk.hire("other", Role.KEEPER, depot="210302A")
    here = desk.hire("here", Role.KEEPER, depot=DEPOT)
    void = act(VoidBlankForm, number=form, reason="遗失")
    assert_speaks(desk.refused(void, actor=other))
    desk.post(void, actor=here)


def test_what_is_handed_out_most_comes_first(desk: Desk) -> None:
    tents, quilts = desk.lot(TENT, 100), desk.lot(QUILT, 10)
    desk.lot(CLOTH, 5)
    for _again in range(2):
        desk.issue(lot_line(quilts, 1))
    desk.issue(lot_line(tents, 1))
    assert [item.code for item in desk.read(most_wanted, DEPOT)] == [QUILT, TENT, CLOTH]
