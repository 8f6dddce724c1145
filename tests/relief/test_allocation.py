"""Who gets what: nothing is promised twice, the most urgent first, the first to expire first."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from supplies.relief.allocation import Allotment, Offer, Wish, allot
from supplies.values import NO_QUANTITY, DepotCode, ItemCode, LotId, Quantity, new_id

DAY = date(2026, 6, 30)
ITEMS = (ItemCode("YJ01001"), ItemCode("YJ01008"))
LOTS = [LotId(new_id()) for _number in range(8)]


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    """Return some of a lot in a depot."""
    lot = draw(st.integers(0, len(LOTS) - 1))
    expires = draw(st.none() | st.integers(0, 3).map(lambda days: DAY + timedelta(days=days)))
    return Offer(
        item_code=ITEMS[lot % 2],
        depot_code=DepotCode(draw(st.sampled_from(["210300A", "210302A"]))),
        depot_name="库",
        lot_id=LOTS[lot],
        label_code=f"L{lot}",
        expires_on=expires,
        received_on=DAY - timedelta(days=draw(st.integers(0, 2))),
        free=Quantity(draw(st.integers(0, 5_000))),
    )


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    """Return what a line of a request lacks."""
    number = draw(st.integers(1, 9))
    return Wish(
        request=f"XQ-{number}",
        requester="县",
        priority=draw(st.integers(1, 5)),
        needed_by=DAY + timedelta(days=draw(st.integers(0, 3))),
        line=draw(st.integers(1, 3)),
        item_code=draw(st.sampled_from(ITEMS)),
        missing=Quantity(draw(st.integers(1, 6_000))),
    )


def by_item(rows: list[Offer]) -> dict[ItemCode, list[Offer]]:
    """Return the offers of each item."""
    return {item: [row for row in rows if row.item_code == item] for item in ITEMS}


def key(wish: Wish) -> tuple[str, int]:
    return wish.request, wish.line


MANY_OFFERS = st.lists(offers(), max_size=8, unique_by=lambda offer: (offer.depot_code, offer.lot_id))
MANY_WISHES = st.lists(wishes(), max_size=8, unique_by=key)


def taken(found: list[Allotment]) -> dict[tuple[DepotCode, LotId], int]:
    """Return what is proposed of every lot in every depot."""
    sums: dict[tuple[DepotCode, LotId], int] = defaultdict(int)
    for each in found:
        for share in each.shares:
            sums[share.offer.depot_code, share.offer.lot_id] += share.quantity.thousandths
    return sums


@given(MANY_WISHES, MANY_OFFERS)
def test_nothing_is_proposed_twice_and_nobody_gets_more_than_they_lack(wanted: list[Wish], there: list[Offer]) -> None:
    found = allot(wanted, by_item(there))
    free = {(offer.depot_code, offer.lot_id): offer.free.thousandths for offer in there}
    assert all(much <= free[place] for place, much in taken(found).items())
    assert sorted(key(each.wish) for each in found) == sorted(map(key, wanted))
    for each in found:
        assert NO_QUANTITY <= each.missing <= each.wish.missing
        assert all(
            share.quantity > NO_QUANTITY and share.offer.item_code == each.wish.item_code for share in each.shares
        )


@given(MANY_WISHES, MANY_OFFERS)
def test_nothing_is_left_lying_while_somebody_lacks_it(wanted: list[Wish], there: list[Offer]) -> None:
    found = allot(wanted, by_item(there))
    for item in ITEMS:
        free = sum(offer.free.thousandths for offer in there if offer.item_code == item)
        lacking = sum(wish.missing.thousandths for wish in wanted if wish.item_code == item)
        given_out = sum(each.offered.thousandths for each in found if each.wish.item_code == item)
        assert given_out == min(free, lacking)


@given(MANY_WISHES, MANY_OFFERS)
def test_who_is_less_urgent_gets_nothing_while_the_more_urgent_lacks(wanted: list[Wish], there: list[Offer]) -> None:
    for item in ITEMS:
        turn = [each for each in allot(wanted, by_item(there)) if each.wish.item_code == item]
        assert [each.wish.turn for each in turn] == sorted(each.wish.turn for each in turn)
        for before, after in pairwise(turn):
            assert not (before.missing and after.shares)


@given(MANY_WISHES, MANY_OFFERS)
def test_a_lot_is_touched_only_when_those_that_expire_before_it_are_gone(
    wanted: list[Wish], there: list[Offer]
) -> None:
    sums = taken(allot(wanted, by_item(there)))
    for item in ITEMS:
        queue = sorted((offer for offer in there if offer.item_code == item), key=lambda offer: offer.turn)
        for before, after in pairwise(queue):
            if sums.get((after.depot_code, after.lot_id)):
                assert sums.get((before.depot_code, before.lot_id), 0) == before.free.thousandths


@given(MANY_WISHES, MANY_OFFERS, st.randoms(use_true_random=False))
def test_the_order_in_which_requests_and_lots_are_read_changes_nothing(
    wanted: list[Wish], there: list[Offer], shuffler: object
) -> None:
    first = allot(wanted, by_item(there))
    shuffler.shuffle(wanted)  # type: ignore[attr-defined]
    shuffler.shuffle(there)  # type: ignore[attr-defined]
    assert allot(wanted, by_item(there)) == first


@given(MANY_WISHES, MANY_OFFERS)
def test_what_went_before_is_told(wanted: list[Wish], there: list[Offer]) -> None:
    for item in ITEMS:
        turn = [each for each in allot(wanted, by_item(there)) if each.wish.item_code == item]
        for at, each in enumerate(turn):
            before = [(one.wish.request, one.offered) for one in turn[:at] if one.shares]
            assert [(one.request, one.quantity) for one in each.ahead] == before
