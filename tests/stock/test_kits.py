"""How many full kits there are, and what is missing for more."""

from hypothesis import given
from hypothesis import strategies as st

from supplies.catalogue.actions import DefineKit, KitLine
from supplies.catalogue.kits import KitPart, KitRow, kits
from supplies.errors import (
    CatalogueRefused,
    CodeTwice,
    KitRetired,
    NothingToDo,
    QuantityNotPositive,
    TooManyDecimals,
    UnknownRecord,
)
from supplies.stock.kits import kit_readiness, readiness
from supplies.values import NO_QUANTITY, DepotCode, ItemCode, Quantity
from tests.relief.needs import done, gives, orders_to, wants
from tests.rooms import DEPOT, QUILT, TENT, Desk, act, some


def kit(*lines: tuple[ItemCode, str | int], code: str = "TJ1", retire: bool = False) -> DefineKit:
    """Return the definition of a kit."""
    parts = tuple(KitLine(item=item, quantity=some(quantity)) for item, quantity in lines)
    return act(DefineKit, code=code, name="安置包", lines=parts, retire=retire)


def test_full_kits_and_what_is_missing_are_counted_from_what_is_free(desk: Desk) -> None:
    desk.post(kit((TENT, 1), (QUILT, 4)))
    lot = desk.lot(TENT, 5)
    desk.lot(QUILT, 18)
    (row,) = desk.read(kit_readiness)
    assert (row.full, [(each.part.item_code, each.missing) for each in row.missing]) == (4, [(QUILT, some(2))])
    done(desk, orders_to(done(desk, wants()), gives(lot, 3)))
    (row,) = desk.read(kit_readiness, None, 5)
    assert (row.full, [each.missing for each in row.missing]) == (2, [some(3), some(2)])
    assert desk.read(kit_readiness, DEPOT)[0].full == 2
    assert desk.read(kit_readiness, DepotCode("NONE"))[0].full == 0


def test_a_kit_is_defined_anew_and_retired(desk: Desk) -> None:
    desk.post(kit((TENT, 1), (QUILT, 4)), kit((TENT, 2)))
    (row,) = desk.read(kits)
    assert [(part.item_code, part.quantity) for part in row.parts] == [(TENT, some(2))]
    desk.post(kit((TENT, 2), retire=True))
    assert desk.read(kits) == [] and desk.read(kits, with_retired=True)[0].is_retired
    assert type(desk.refused(kit((TENT, 2)))) is KitRetired


def test_a_kit_that_cannot_be_is_refused_line_by_line(desk: Desk) -> None:
    assert type(desk.refused(kit())) is NothingToDo
    error = desk.refused(kit((TENT, 0), (TENT, 1), (QUILT, "1.5"), (ItemCode("NONE"), 1)))
    assert type(error) is CatalogueRefused
    kinds = {(line.line, type(line.error)) for line in error.lines}
    assert kinds == {(1, QuantityNotPositive), (2, CodeTwice), (3, TooManyDecimals), (4, UnknownRecord)}


@given(
    st.dictionaries(st.sampled_from([TENT, QUILT]), st.integers(1, 5_000), min_size=1),
    st.dictionaries(st.sampled_from([TENT, QUILT]), st.integers(0, 50_000)),
    st.none() | st.integers(0, 20),
)
def test_with_what_is_missing_there_are_just_so_many_kits(
    needs: dict[ItemCode, int], there: dict[ItemCode, int], wanted: int | None
) -> None:
    parts = tuple(KitPart(item, item, item, "个", Quantity(each)) for item, each in sorted(needs.items()))
    row = KitRow("TJ1", "包", is_retired=False, parts=parts)
    free = {item: Quantity(each) for item, each in there.items()}
    found = readiness(row, free, wanted)
    assert all(
        free.get(part.item_code, NO_QUANTITY).thousandths >= part.quantity.thousandths * found.full for part in parts
    )
    filled = {each.part.item_code: free.get(each.part.item_code, NO_QUANTITY) + each.missing for each in found.parts}
    after = readiness(row, filled, wanted)
    assert after.full >= found.wanted and (wanted is not None or after.full == found.full + 1)
    assert bool(found.missing) == (found.full < found.wanted)
