"""Slips to try things on, without a store."""

from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from supplies.models.catalogue import Tracking
from supplies.models.stock import DocumentKind, Origin
from supplies.stock.slip import SLIP_KINDS, Earlier, Slip, SlipHead, SlipLine
from supplies.values import (
    QUANTITY_MAX_THOUSANDTHS,
    ActionId,
    AppropriationId,
    DepotCode,
    ItemCode,
    LotId,
    Money,
    OrganisationCode,
    PlaceCode,
    Quantity,
    new_id,
)
from tests.rooms import A01, DEPOT, WATER, some

# A text that JSON and both databases keep: no half of a surrogate pair.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
UUIDS = st.uuids(version=4)
QUANTITIES = st.integers(0, QUANTITY_MAX_THOUSANDTHS).map(Quantity)
PLACES = st.sampled_from(["", "A01", "A02", "B01"]).map(PlaceCode)


def slip(kind: DocumentKind = DocumentKind.ISSUE, *lines: SlipLine, **fields: Any) -> Slip:
    """Return a slip with some lines, the last of them touched last."""
    values: dict[str, Any] = {"depot": DEPOT, "action_id": ActionId(new_id()), "lines": lines}
    if lines:
        values |= {"current": lines[-1].key, "next_key": max(line.key for line in lines) + 1}
    return Slip(kind=kind, **(values | fields))


def line(key: int = 1, quantity: str | int = 1, **fields: Any) -> SlipLine:
    """Return a line of ten bottles of water at A01, unless it is said otherwise."""
    values: dict[str, Any] = {
        "item": WATER,
        "name_zh": "瓶装饮用水",
        "name_en": "Drinking water",
        "specification": "550 ml",
        "unit": "瓶",
        "decimals": 0,
        "tracking": Tracking.BATCH,
        "lot_id": LotId(new_id()),
        "label": f"B{key}",
        "place": A01,
    }
    return SlipLine(key=key, quantity=some(quantity), **(values | fields))


def tent(key: int = 1, **fields: Any) -> SlipLine:
    """Return a line of one object with a serial number."""
    values: dict[str, Any] = {"tracking": Tracking.SERIAL, "name_zh": "60㎡指挥帐篷", "name_en": "Tent", "unit": "顶"}
    return line(key, **(values | fields))


def _lot(raw: UUID) -> LotId:
    return LotId(raw)


EARLIER = st.builds(Earlier, lot_id=UUIDS.map(_lot), label=TEXTS, expires_on=DAYS, thousandths=st.integers(0, 10**12))
LINES = st.builds(
    SlipLine,
    key=st.integers(1, 6),
    item=st.sampled_from(["YJ01001", "YJ01022"]).map(ItemCode),
    name_zh=TEXTS,
    name_en=TEXTS,
    specification=TEXTS,
    unit=TEXTS,
    decimals=st.integers(0, 3),
    tracking=st.sampled_from(Tracking),
    lot_id=UUIDS.map(_lot),
    label=TEXTS,
    batch_no=TEXTS,
    serial_no=TEXTS,
    produced_on=st.none() | DAYS,
    expires_on=st.none() | DAYS,
    place=PLACES,
    to_place=PLACES,
    quantity=QUANTITIES,
    limit=st.none() | QUANTITIES,
    amount=st.integers(0, 10**14).map(Money),
    reason=TEXTS,
    earlier=st.lists(EARLIER, max_size=2).map(tuple),
)
HEADS = st.builds(
    SlipHead,
    business_date=st.none() | DAYS,
    origin=st.sampled_from(Origin),
    counterparty=TEXTS,
    paper_number=TEXTS,
    incident=TEXTS,
    note=TEXTS,
    supplier=st.none() | TEXTS.map(OrganisationCode),
    owner=st.none() | TEXTS.map(OrganisationCode),
    manager=st.none() | TEXTS.map(OrganisationCode),
    appropriation_id=st.none() | UUIDS.map(AppropriationId),
)


def _one_of_each_key(lines: list[SlipLine]) -> tuple[SlipLine, ...]:
    return tuple({each.key: each for each in lines}.values())


SLIPS = st.builds(
    Slip,
    kind=st.sampled_from(SLIP_KINDS),
    depot=st.sampled_from(["210300A", "210300B"]).map(DepotCode),
    action_id=UUIDS.map(ActionId),
    head=HEADS,
    place=PLACES,
    lines=st.lists(LINES, max_size=5).map(_one_of_each_key),
    current=st.integers(0, 6),
    next_key=st.just(7),
    unknown=st.lists(TEXTS, max_size=3).map(tuple),
)
