"""Depots, storage locations and closed periods."""

import pytest
from sqlalchemy import insert

from supplies.accounts.actions import OpenSite
from supplies.errors import (
    AlreadyThere,
    DateInFuture,
    DepotNotOurs,
    PeriodClosed,
    PeriodNotForward,
    PlaceNotEmpty,
    PlaceRetired,
    UnknownRecord,
)
from supplies.journal.action import Action
from supplies.language import Language, use_language
from supplies.models.accounts import Level
from supplies.models.stock import Depot, Origin
from supplies.scanning.label_code import LabelKind, parse
from supplies.stock.actions import (
    AddDepot,
    AddPlace,
    Adjust,
    ClosePeriod,
    CountLine,
    Issue,
    Move,
    Receive,
    RetirePlace,
    Return,
    Reverse,
    WriteOff,
)
from supplies.stock.lookups import OUTSIDE
from supplies.stock.queries import depots, place_names, places
from supplies.values import DepotCode, LotId, SiteId, new_id
from tests.rooms import A01, A02, B01, DEPOT, SITE, TODAY, Desk, act, ago, coming_back, goods, lot_line, move_line, some

COUNTY = DepotCode("210381A")
NOWHERE = DepotCode("NOWHERE")


@pytest.fixture
def county(desk: Desk) -> DepotCode:
    """Return a depot that another site writes."""
    desk.post(act(OpenSite, code=COUNTY, name="海城市", level=Level.COUNTY))
    row = {"code": COUNTY, "site_id": SiteId(COUNTY), "name": "海城市库", "address": "", "pinyin": "", "seq": 1}
    desk.program.database.write(lambda connection: connection.execute(insert(Depot), row))
    return COUNTY


def documents_of(depot: DepotCode) -> list[Action]:
    """Return an action of every kind that names a depot."""
    lot = LotId(new_id())
    line = (lot_line(lot, 1, reason="短少"),)
    count = CountLine(lot_id=lot, place=A01, book=some(1), counted=some(0), reason="短少")
    return [
        act(AddPlace, depot=depot, code="C01", name="C区"),
        act(RetirePlace, depot=depot, code=A01),
        act(ClosePeriod, depot=depot, closed_through=ago(1)),
        act(Receive, depot=depot, origin=Origin.DONATION, lines=(goods(),)),
        act(Issue, depot=depot, lines=line),
        act(Return, depot=depot, lines=coming_back(*line)),
        act(WriteOff, depot=depot, lines=line),
        act(Move, depot=depot, lines=(move_line(lot, 1),)),
        act(Adjust, depot=depot, lines=(count,)),
    ]


def test_nothing_is_posted_to_a_depot_that_is_not_recorded(desk: Desk) -> None:
    for action in documents_of(NOWHERE):
        error = desk.refused(action)
        assert type(error) is UnknownRecord and error.facts["key"] == NOWHERE


def test_nothing_is_posted_to_a_depot_that_another_site_writes(desk: Desk, county: DepotCode) -> None:
    for action in documents_of(county):
        error = desk.refused(action)
        assert type(error) is DepotNotOurs and error.facts == {"depot": county, "site": county}


def test_a_depot_is_opened_once_by_code_and_by_name(desk: Desk) -> None:
    for again in ({"code": DEPOT, "name": "另一个"}, {"code": "210300B", "name": "市本级库"}):
        error = desk.refused(act(AddDepot, **again))
        assert type(error) is AlreadyThere and error.facts["key"] == f"{again['code']} {again['name']}"


def test_depots_are_listed_by_code_with_what_was_said_of_them(desk: Desk) -> None:
    desk.post(act(AddDepot, code="210300B", name="二号库", address="鞍山市铁东区", pinyin="ehk"))
    first, second = desk.read(depots)
    assert (first.code, first.site_id, first.name) == (DEPOT, SITE, "市本级库")
    assert (second.code, second.address, second.pinyin) == ("210300B", "鞍山市铁东区", "ehk")


def test_a_new_depot_has_the_world_outside_and_no_location(desk: Desk) -> None:
    desk.post(act(AddDepot, code="210300B", name="二号库"))
    assert desk.read(places, DepotCode("210300B")) == []
    outside = desk.read(places, DepotCode("210300B"), with_outside=True)
    assert {row.code for row in outside} == set(OUTSIDE.values())
    names = desk.read(place_names)
    assert names[DEPOT, A01] == "A01区"
    use_language(Language.ENGLISH)
    assert desk.read(place_names)["210300B", "~issued"] == "Issued"


def test_a_location_is_opened_once_even_after_it_was_closed(desk: Desk) -> None:
    assert type(desk.refused(act(AddPlace, depot=DEPOT, code=A01, name="另一个"))) is AlreadyThere
    desk.post(act(RetirePlace, depot=DEPOT, code=A01))
    error = desk.refused(act(AddPlace, depot=DEPOT, code=A01, name="另一个"))
    assert type(error) is AlreadyThere and error.facts["key"] == A01


def test_the_same_location_code_may_stand_in_two_depots(desk: Desk) -> None:
    second = DepotCode("210300B")
    desk.post(act(AddDepot, code=second, name="二号库"), act(AddPlace, depot=second, code=A01, name="甲区"))
    here, there = desk.read(places, DEPOT), desk.read(places, second)
    assert [row.code for row in here] == [A01, A02, B01]
    assert [(row.code, row.name) for row in there] == [(A01, "甲区")]
    assert here[0].label_code != there[0].label_code


def test_the_label_of_a_location_names_depot_and_place(desk: Desk) -> None:
    label = desk.read(places, DEPOT)[0].label_code
    read = parse(label)
    assert read.kind is LabelKind.PLACE and read.body.endswith(DEPOT + A01)


def test_a_location_is_closed_only_when_it_is_empty(desk: Desk) -> None:
    lot = desk.lot()
    error = desk.refused(act(RetirePlace, depot=DEPOT, code=A01))
    assert type(error) is PlaceNotEmpty and error.facts == {"place": A01}
    desk.move(move_line(lot, 10))
    desk.post(act(RetirePlace, depot=DEPOT, code=A01))
    assert [row.is_active for row in desk.read(places, DEPOT)] == [False, True, True]
    assert type(desk.refused(act(RetirePlace, depot=DEPOT, code=A01))) is PlaceRetired


@pytest.mark.parametrize("code", ["Z99", "~issued"])
def test_only_a_storage_location_that_is_recorded_is_closed(desk: Desk, code: str) -> None:
    error = desk.refused(act(RetirePlace, depot=DEPOT, code=code))
    assert type(error) is UnknownRecord and error.facts["key"] == code


def test_a_closed_period_takes_no_document_of_any_kind(desk: Desk) -> None:
    lot = desk.lot(day=ago(20))
    paper = desk.issue(lot_line(lot, 1), day=ago(15))
    desk.post(act(ClosePeriod, depot=DEPOT, closed_through=ago(10)))
    count = CountLine(lot_id=lot, place=A01, book=some(9), counted=some(8), reason="短少")
    line = (lot_line(lot, 1, reason="破损"),)
    late = {"business_date": ago(10), "depot": DEPOT}
    for action in (
        act(Receive, **late, origin=Origin.PURCHASE, lines=(goods(),)),
        act(Issue, **late, lines=line),
        act(Return, **late, lines=coming_back(*line)),
        act(WriteOff, **late, lines=line),
        act(Move, **late, lines=(move_line(lot, 1),)),
        act(Adjust, **late, lines=(count,)),
        act(Reverse, business_date=ago(10), reverses_seq=paper.seq, reason="录入有误"),
    ):
        error = desk.refused(action)
        assert type(error) is PeriodClosed
        assert error.facts == {"depot": DEPOT, "closed": ago(10), "date": ago(10)}


def test_the_day_after_a_closed_period_is_open_and_other_depots_stay_open(desk: Desk) -> None:
    second = DepotCode("210300B")
    desk.post(act(AddDepot, code=second, name="二号库"), act(AddPlace, depot=second, code=A01, name="甲区"))
    desk.post(act(ClosePeriod, depot=DEPOT, closed_through=ago(10)))
    assert desk.receive(goods(), day=ago(9)).business_date == ago(9)
    assert desk.receive(goods(), depot=second, day=ago(10)).business_date == ago(10)


def test_a_period_closes_only_forward(desk: Desk) -> None:
    desk.post(act(ClosePeriod, depot=DEPOT, closed_through=ago(10)))
    for day in (ago(10), ago(11)):
        error = desk.refused(act(ClosePeriod, depot=DEPOT, closed_through=day))
        assert type(error) is PeriodNotForward and error.facts["closed"] == ago(10)
    desk.post(act(ClosePeriod, depot=DEPOT, closed_through=TODAY))
    assert type(desk.refused(act(ClosePeriod, depot=DEPOT, closed_through=TODAY))) is PeriodNotForward


def test_a_day_to_come_is_not_closed(desk: Desk) -> None:
    error = desk.refused(act(ClosePeriod, depot=DEPOT, closed_through=ago(-1)))
    assert type(error) is DateInFuture and error.facts == {"date": ago(-1), "today": TODAY}


def test_every_location_has_a_label_of_its_own_whatever_the_codes(desk: Desk) -> None:
    """Depot and place stand in the label one after the other: 21 + A01 and 21A + 01 read the same."""
    short, long = DepotCode("21"), DepotCode("21A")
    desk.post(act(AddDepot, code=short, name="甲库"), act(AddDepot, code=long, name="乙库"))
    desk.post(act(AddPlace, depot=short, code="A01", name="甲"), act(AddPlace, depot=long, code="01", name="乙"))
    labels = [desk.read(places, depot)[0].label_code for depot in (short, long)]
    assert len(set(labels)) == 2
