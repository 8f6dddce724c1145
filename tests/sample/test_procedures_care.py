"""What the sample store shows of the care of goods."""

from random import Random

from supplies.models.accounts import Role
from supplies.models.stock import PlaceKind
from supplies.sample.facts import CITY
from supplies.sample.identity import Identity
from supplies.sample.procedures_care import PACKED, show_care
from supplies.stock.lookups import part_of
from supplies.stock.rotation import rotations
from supplies.stock.units import content, units
from supplies.stock.upkeep_queries import newest_records
from tests.rooms import A01, COMMAND_TENT, DEPOT, TENT, TODAY, WATER, Desk, ago, some


def test_the_sample_shows_a_stopped_object_a_rotation_and_a_packed_carton(desk: Desk) -> None:
    assert CITY == DEPOT, "the tests' depot stands for the sample's"
    desk.hire("keeper", Role.KEEPER)
    desk.hire("head", Role.SECTION_HEAD)
    first, last = (desk.lot(COMMAND_TENT, 1, day=ago(5), serial_no=serial) for serial in ("S-1", "S-2"))
    desk.lot(TENT, 50, day=ago(5))
    water = desk.lot(WATER, 10, day=ago(5), expires_on=ago(-30))
    show_care(desk.program, Identity(Random(1)), TODAY)  # noqa: S311 - a story, not a secret
    assert {row.lot_id for row in desk.read(newest_records)} == {first, last}
    stopped = part_of(A01, PlaceKind.OUT_OF_SERVICE)
    assert desk.held(first, stopped) + desk.held(last, stopped) == some(1)
    assert [line.lot_id for row in desk.read(rotations) for line in row.lines] == [water]
    (carton,) = desk.read(units, DEPOT)
    assert [row.quantity for row in desk.read(content, DEPOT, carton.code)] == [PACKED]


def test_a_store_without_goods_shows_nothing(desk: Desk) -> None:
    show_care(desk.program, Identity(Random(1)), TODAY)  # noqa: S311 - a story, not a secret
    assert desk.read(newest_records) == [] and desk.read(units, DEPOT) == []
