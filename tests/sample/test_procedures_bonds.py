"""The sample's bonds: each within the law's bounds, and all of them held."""

from random import Random

from supplies.models.accounts import Role
from supplies.models.bidding import BondKind
from supplies.procurement.bonds import bonds
from supplies.sample.identity import Identity
from supplies.sample.procedures_bonds import BIDDERS, show_bonds
from tests.procurement.days import contracted, in_tender
from tests.rooms import TODAY, Desk


def test_bidders_and_suppliers_gave_bonds_that_are_held(desk: Desk) -> None:
    desk.hire("buyer", Role.BUYER)
    contracted(desk)
    in_tender(desk)
    show_bonds(desk.program, Identity(Random(1)), TODAY)  # noqa: S311 - a story, not a secret
    found = desk.read(bonds)
    assert [row.kind for row in found] == [BondKind.BID] * BIDDERS + [BondKind.PERFORMANCE]
    assert all(row.is_held for row in found)
    assert desk.program.verify().is_sound


def test_a_store_without_lots_stays_as_it_is(desk: Desk) -> None:
    before = desk.everything()
    show_bonds(desk.program, Identity(Random(1)), TODAY)  # noqa: S311 - a story, not a secret
    assert desk.everything() == before
