"""How depots and locations stand."""

from supplies.stock.actions import AddDepot, ClosePeriod, RetirePlace
from supplies.stock.depot_queries import DepotStanding, PlaceStanding, depot_standings, place_standings
from supplies.values import DepotCode
from tests.rooms import A01, A02, B01, DEPOT, SITE, Desk, act, ago, lot_line


def places(desk: Desk) -> dict[str, PlaceStanding]:
    return {row.code: row for row in desk.read(place_standings)}


def test_a_depot_counts_the_locations_in_use_and_says_through_when_its_books_are_closed(desk: Desk) -> None:
    desk.post(act(AddDepot, code="210381A", name="海城库", address="海城市", pinyin="hck"))
    city, county = desk.read(depot_standings)
    assert city == DepotStanding(DEPOT, SITE, "市本级库", "", "", 3, None)
    assert county == DepotStanding(DepotCode("210381A"), SITE, "海城库", "海城市", "hck", 0, None)
    desk.post(
        act(RetirePlace, depot=DEPOT, code=B01),
        act(ClosePeriod, depot=DEPOT, closed_through=ago(60)),
        act(ClosePeriod, depot=DEPOT, closed_through=ago(30)),
    )
    city, county = desk.read(depot_standings)
    assert (city.places, city.closed_through) == (2, ago(30))
    assert (county.places, county.closed_through) == (0, None)


def test_a_location_counts_the_lots_it_holds_now(desk: Desk) -> None:
    first = desk.lot(place=A01)
    desk.lot(place=A01)
    desk.lot(place=A02)
    found = places(desk)
    assert {code: row.lots for code, row in found.items()} == {A01: 2, A02: 1, B01: 0}
    desk.issue(lot_line(first, 10))
    assert places(desk)[A01].lots == 1


def test_closed_locations_are_listed_too_and_places_outside_never(desk: Desk) -> None:
    desk.post(act(RetirePlace, depot=DEPOT, code=B01))
    found = places(desk)
    assert list(found) == [A01, A02, B01]
    assert [row.is_active for row in found.values()] == [True, True, False]
    assert found[A01].depot_name == "市本级库" and found[A01].label_code
