"""Starting a count: what it covers, and what may not be counted."""

import random
from uuid import UUID

import pytest

from supplies.catalogue.queries import item as item_row
from supplies.errors import (
    CountCancelled,
    CountFinished,
    NothingToCount,
    PeriodClosed,
    QuantityNegative,
    ReasonNeeded,
    SuppliesError,
    TooManyLines,
    UnknownRecord,
)
from supplies.models.stock import Origin, PlaceKind
from supplies.stock import counting
from supplies.stock.actions import AddDepot, AddPlace, ClosePeriod, Into, Receive
from supplies.stock.count_sessions import count_session, count_sessions
from supplies.stock.counting import CancelCount, Sample, StartCount
from supplies.stock.lookups import part_of
from supplies.values import DepotCode, LotId, PlaceCode
from tests.rooms import A01, A02, B01, CLOTH, DEPOT, QUILT, TENT, Desk, act, ago, goods, some
from tests.stock.counts import Counting

OTHER = DepotCode("210300B")


def starting(**fields: object) -> StartCount:
    return act(StartCount, **{"depot": DEPOT, "name": "盘点", **fields})


def covered(count: Counting) -> set[tuple[LotId, PlaceCode]]:
    return {(line.lot_id, line.place) for line in count.whole.lines}


def test_a_count_of_a_depot_expects_every_lot_at_every_place_with_its_book_quantity(desk: Desk) -> None:
    tents, quilts = desk.lot(TENT, 10), desk.lot(QUILT, 7, place=A02)
    desk.post(act(AddDepot, code=OTHER, name="另一库"), act(AddPlace, depot=OTHER, code=A01, name="一区"))
    desk.receive(goods(TENT, 3), depot=OTHER)
    count = Counting(desk)
    assert covered(count) == {(tents, A01), (quilts, A02)}
    assert [count.line(tents).book_at_start, count.line(quilts, A02).book_at_start] == [some(10), some(7)]
    session = count.session
    assert (session.number, session.is_open, session.progress) == (f"PD-{DEPOT}-2026-000001", True, "0 / 2")
    assert session.is_blind and session.scope == "全库"


def test_goods_that_are_set_aside_are_lines_of_their_own_with_their_state_in_words(desk: Desk) -> None:
    line = goods(TENT, 4)
    desk.lot(TENT, 10)
    desk.paper(act(Receive, depot=DEPOT, origin=Origin.PURCHASE, into=Into.INSPECTING, lines=(line,)))
    count = Counting(desk, places=(A01,))
    aside = count.line(line.lot_id, part_of(A01, PlaceKind.INSPECTING))
    assert aside.place_text == "A01 待检" and aside.location == A01
    assert aside.book_at_start == some(4) and len(count.whole.lines) == 2


def test_locations_category_and_item_types_narrow_a_count_together(desk: Desk) -> None:
    here, there, quilts = desk.lot(TENT, 10), desk.lot(TENT, 5, place=A02), desk.lot(QUILT, 7)
    assert covered(Counting(desk, places=(A01,))) == {(here, A01), (quilts, A01)}
    assert covered(Counting(desk, items=(TENT,))) == {(here, A01), (there, A02)}
    assert covered(Counting(desk, items=(TENT,), places=(A02, B01))) == {(there, A02)}
    cloth = desk.lot(CLOTH, "2.5")
    category = desk.read(item_row, CLOTH).category
    assert category != desk.read(item_row, TENT).category
    assert covered(Counting(desk, category=category)) == {(cloth, A01)}


def test_a_sample_is_drawn_by_its_seed_whatever_the_order_of_the_lots() -> None:
    chance = random.Random(0)  # noqa: S311 - an order, not a secret
    lots = [LotId(UUID(int=number)) for number in range(100)]
    found = [counting.Expected(lot, A01, TENT, 1000) for lot in lots]
    drawn = counting._drawn(found, Sample(size=10, seed="2026"))
    shuffled = chance.sample(found, len(found))
    assert len(drawn) == 10
    assert {each.lot_id for each in counting._drawn(shuffled, Sample(size=10, seed="2026"))} == {
        each.lot_id for each in drawn
    }
    assert counting._drawn(found, Sample(size=10, seed="2027")) != drawn
    assert counting._drawn(found, Sample(size=1000, seed="2026")) == found


def test_a_sample_keeps_its_size_and_its_seed(desk: Desk) -> None:
    for _lot in range(6):
        desk.lot(TENT, 10)
    count = Counting(desk, sample=Sample(size=3, seed="42"))
    assert len(count.whole.lines) == 3
    assert (count.session.sample_size, count.session.sample_seed) == (3, "42")
    assert count.session.scope == "随机抽取3个批次，种子42"
    assert covered(Counting(desk, sample=Sample(size=3, seed="42"))) == covered(count)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"depot": "999999Z"}, UnknownRecord),
        ({"places": ("Z99",)}, UnknownRecord),
        ({"places": ("~count",)}, UnknownRecord),
        ({"category": "no such"}, UnknownRecord),
        ({"items": ("NO",)}, UnknownRecord),
        ({"places": (B01,)}, NothingToCount),
        ({"items": (QUILT,)}, NothingToCount),
        ({"tolerance": some(-1)}, QuantityNegative),
        ({"items": (TENT,) * (counting.FILTERS_MAX + 1)}, TooManyLines),
    ],
)
def test_what_cannot_be_counted_is_refused_and_nothing_is_changed(
    desk: Desk, fields: dict[str, object], error: type[SuppliesError]
) -> None:
    desk.lot(TENT, 10)
    assert type(desk.refused(starting(**fields))) is error


def test_a_count_of_a_closed_period_is_refused(desk: Desk) -> None:
    desk.lot(TENT, 10, day=ago(40))
    desk.post(act(ClosePeriod, depot=DEPOT, closed_through=ago(30)))
    assert type(desk.refused(starting(business_date=ago(30)))) is PeriodClosed


def test_a_count_larger_than_one_session_holds_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "KEYS_MAX", 1)
    desk.lot(TENT, 10)
    desk.lot(QUILT, 10)
    assert type(desk.refused(starting())) is TooManyLines


def test_counts_are_listed_newest_first_page_by_page(desk: Desk) -> None:
    desk.lot(TENT, 10)
    counts = [Counting(desk, name=f"第{number}次") for number in range(4)]
    first = desk.read(count_sessions, limit=3, depot=DEPOT)
    rest = desk.read(count_sessions, before=first[-1], limit=3)
    assert [row.number for row in first + rest] == [count.number for count in reversed(counts)]
    desk.post(act(CancelCount, of_seq=counts[0].seq, reason="改期"))
    assert counts[0].number not in {row.number for row in desk.read(count_sessions, only_open=True)}


def test_a_number_that_no_count_has_is_unknown(desk: Desk) -> None:
    with pytest.raises(UnknownRecord):
        desk.read(count_session, "PD-1")


def test_a_cancelled_count_keeps_what_was_counted_and_takes_no_more(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    count = Counting(desk)
    count.record(count.counted(lot, 9))
    desk.post(act(CancelCount, of_seq=count.seq, reason="下雨改期"))
    assert (count.session.state, count.session.cancel_reason) == ("已取消", "下雨改期")
    assert count.line(lot).difference == some(-1) and desk.held(lot) == some(10)
    for action in (count.recording(count.counted(lot, 9)), act(CancelCount, of_seq=count.seq, reason="再来")):
        error = desk.refused(action)
        assert type(error) is CountCancelled and "下雨改期" in error.text()
    assert type(desk.refused(count.finishing(), actor=count.head)) is CountCancelled


def test_only_an_open_count_is_cancelled_and_not_without_words(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    count = Counting(desk)
    assert type(desk.refused(act(CancelCount, of_seq=count.seq, reason="  "))) is ReasonNeeded
    assert type(desk.refused(act(CancelCount, of_seq=count.seq + 1, reason="没有"))) is UnknownRecord
    count.record(count.counted(lot, 10))
    count.finish()
    assert type(desk.refused(act(CancelCount, of_seq=count.seq, reason="晚了"))) is CountFinished
