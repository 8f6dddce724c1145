"""Goods that need upkeep: a generator that is tested every six months, and a defibrillator with its parts."""

from typing import Any

from supplies.catalogue.actions import ComponentLine, ItemLine, ReviseCatalogue, UseLimit
from supplies.models.catalogue import Tracking, UseUnit
from supplies.models.upkeep import UpkeepKind
from supplies.stock.upkeep import RecordUpkeep, UpkeepLine
from supplies.values import ItemCode, LotId
from tests.rooms import A01, DEPOT, TODAY, Desk, act, some

GENERATOR, AED = ItemCode("YJ99001"), ItemCode("YJ99002")


def teach(desk: Desk) -> None:
    """Put both item types into the catalogue."""
    generator = ItemLine(
        code=GENERATOR,
        name_zh="试验发电机",
        unit="台",
        tracking=Tracking.SERIAL,
        is_consumable=False,
        upkeep_interval_months=3,
        inspection_interval_months=6,
        service_life_months=24,
        use_limit=UseLimit(1000, UseUnit.HOUR),
    )
    aed = ItemLine(
        code=AED,
        name_zh="试验除颤器",
        unit="台",
        tracking=Tracking.SERIAL,
        is_consumable=False,
        components=(ComponentLine("电极片", 24),),
    )
    desk.post(act(ReviseCatalogue, items=(generator, aed)))


def looked_after(lot: LotId, kind: UpkeepKind = UpkeepKind.TEST_RUN, **more: Any) -> RecordUpkeep:
    """Return a record of one object, done today unless it is said otherwise."""
    head = {name: more.pop(name) for name in ("done_on", "counterparty", "business_date") if name in more}
    line = UpkeepLine(**{"lot_id": lot, "place": A01, "quantity": some(1), **more})
    return act(RecordUpkeep, depot=DEPOT, kind=kind, **{"done_on": TODAY, **head}, lines=(line,))
