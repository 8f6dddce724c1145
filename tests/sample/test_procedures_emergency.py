from random import Random

from supplies.models.accounts import Role
from supplies.program import Program
from supplies.sample.identity import Identity
from supplies.sample.procedures_emergency import FORMS, show_emergency
from supplies.stock.actions import DebtKind
from supplies.stock.debts import open_debts
from supplies.stock.forms import forms
from tests.rooms import TENT, TODAY, Desk, ago


def test_the_sample_shows_papers_that_are_owed_and_others_that_were_supplied(program: Program) -> None:
    desk = Desk(program)
    desk.hire("keeper", Role.KEEPER)
    desk.hire("head", Role.SECTION_HEAD)
    desk.lot(TENT, 50, day=ago(5))
    show_emergency(desk.program, Identity(Random(1)), TODAY)  # noqa: S311 - a story, not a secret
    owed = {row.kind for row in desk.read(open_debts)}
    assert owed == {DebtKind.SIGNATURE, DebtKind.ORDER, DebtKind.VEHICLE}
    made = desk.read(forms)
    assert len(made) == FORMS
    assert [form.is_void for form in made].count(True) == 1


def test_a_store_without_goods_to_spare_shows_nothing(program: Program) -> None:
    desk = Desk(program)
    show_emergency(desk.program, Identity(Random(1)), TODAY)  # noqa: S311 - a story, not a secret
    assert desk.read(forms) == []
