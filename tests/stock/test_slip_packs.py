"""A quantity typed in packs on a slip: exact, in every form it is typed, and refused where it cannot be."""

import pytest

from supplies.catalogue.actions import ItemLine, PackLine, ReviseCatalogue
from supplies.catalogue.queries import item
from supplies.errors import NothingScanned, PackFiner, PackUnknown
from supplies.models.stock import DocumentKind
from supplies.stock.slip import decode_slip, encode_slip
from tests.rooms import TENT, Desk, act, some
from tests.stock.keeper import Keeper, label_of, says


@pytest.fixture
def keeper(desk: Desk) -> Keeper:
    """Return a keeper who issues tents that come in crates of 24."""
    row = desk.read(item, TENT)
    names = [name for name in ItemLine.__struct_fields__ if name not in {"classes", "packs"}]
    line = ItemLine(**{name: getattr(row, name) for name in names}, packs=(PackLine("箱", some(24)),))
    desk.post(act(ReviseCatalogue, items=(line,)))
    keeper = Keeper(desk, DocumentKind.ISSUE)
    keeper.scan(label_of(desk, desk.lot(TENT, 500)))
    return keeper


@pytest.mark.parametrize(
    ("typed", "quantity"),
    [("3箱", 72), ("2 箱", 48), ("２　箱", 48), ("0.5箱", 12), ("7顶", 7), ("*2箱", 48), ("12", 12)],
)
def test_packs_become_the_quantity_of_the_line(keeper: Keeper, typed: str, quantity: int) -> None:
    keeper.scan(typed)
    assert [line[2] for line in keeper.lines] == [some(quantity)]
    keeper.post()


@pytest.mark.parametrize(("typed", "kind"), [("3托", PackUnknown), ("0.1箱", PackFiner)])
def test_what_is_no_quantity_of_the_goods_changes_nothing(keeper: Keeper, typed: str, kind: type[PackUnknown]) -> None:
    before = keeper.slip
    assert says(keeper.scan(typed), kind)
    assert keeper.slip == before


def test_packs_before_any_goods_are_refused(desk: Desk) -> None:
    assert says(Keeper(desk, DocumentKind.ISSUE).scan("3箱"), NothingScanned)


def test_a_slip_that_was_kept_still_knows_the_packs(keeper: Keeper) -> None:
    kept = decode_slip(encode_slip(keeper.slip))
    assert kept == keeper.slip
