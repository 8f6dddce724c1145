"""Incidents, requests and orders to try the rules on."""

from typing import Any

from supplies.catalogue.actions import ComponentLine, DefineKit, ItemLine, KitLine, PackLine, ReviseCatalogue
from supplies.catalogue.queries import item
from supplies.journal.action import Action
from supplies.models.relief import Disaster, IncidentKind
from supplies.relief.actions import (
    CancelRequest,
    CloseIncident,
    OpenIncident,
    Order,
    OrderLine,
    ReleaseOrder,
    Request,
    RequestLine,
)
from supplies.relief.incidents import incidents
from supplies.relief.queries import orders, requests
from supplies.stock.actions import AddDepot, AddPlace, Issue, LotLine
from supplies.stock.documents import DocumentRow
from supplies.values import DepotCode, ItemCode, LotId
from tests.rooms import A01, DEPOT, QUILT, TENT, TODAY, Desk, act, ago, lot_line, some

SECOND = DepotCode("210302A")


def flood(**fields: Any) -> OpenIncident:
    """Return the opening of an incident."""
    values: dict[str, Any] = {"title": "岫岩暴雨", "kind": IncidentKind.INCIDENT, "disaster": Disaster.FLOOD}
    return act(OpenIncident, **{"started_on": TODAY, "level": 3, **values, **fields})


def asked(code: ItemCode = TENT, quantity: str | int = 10, **fields: Any) -> RequestLine:
    """Return a line of a request."""
    return RequestLine(item=code, quantity=some(quantity), **fields)


def wants(*lines: RequestLine, **fields: Any) -> Request:
    """Return a request of a county, needed tomorrow."""
    values: dict[str, Any] = {"requester": "岫岩县应急管理局", "needed_by": ago(-1), "lines": lines or (asked(),)}
    return act(Request, **values | fields)


def gives(lot: LotId, quantity: str | int, line: int = 1, depot: DepotCode = DEPOT) -> OrderLine:
    """Return a line of an order."""
    return OrderLine(request_line=line, depot=depot, lot_id=lot, quantity=some(quantity))


def orders_to(request: str, *lines: OrderLine, **fields: Any) -> Order:
    """Return an order for a request."""
    return act(Order, request=request, receiver="李队长", lines=lines, **fields)


def done(desk: Desk, action: Action) -> str:
    """Post an incident, a request or an order and return its number."""
    seq = desk.post(action)[0].entry.seq
    rows = [*desk.read(incidents), *desk.read(requests), *desk.read(orders)]
    return str(next(row.number for row in rows if row.seq == seq))


def hand_over(desk: Desk, order: str, *lines: LotLine, **fields: Any) -> DocumentRow:
    """Issue goods that an order names."""
    row = next(row for row in desk.read(orders) if row.number == order)
    return desk.paper(act(Issue, order=row.seq, counterparty=row.receiver, lines=lines, **{"depot": DEPOT, **fields}))


def tell_relief(desk: Desk) -> dict[str, int]:
    """Tell of an incident: a kit, a request that is handed over in part and released, and one that is given up."""
    kit = act(DefineKit, code="TJ1", name="安置包", lines=(KitLine(item=TENT, quantity=some(1)),))
    seqs = {"kit": desk.post(kit)[0].entry.seq}
    _pack(desk)
    incident = done(desk, flood())
    lot = desk.lot(QUILT, 20)
    wanted = done(desk, wants(asked(QUILT), incident=incident, priority=1))
    ordered = done(desk, orders_to(wanted, gives(lot, 8), vehicle="辽C12345"))
    seqs["hand-over"] = hand_over(desk, ordered, lot_line(lot, 3), incident=incident).seq
    given_up = done(desk, wants())
    ends = {
        "released order": act(ReleaseOrder, order=ordered, reason="道路中断"),
        "cancelled request": act(CancelRequest, request=given_up, reason="已由邻县支援"),
        "closed incident": act(CloseIncident, incident=incident),
    }
    return seqs | {name: desk.post(action)[0].entry.seq for name, action in ends.items()}


def _pack(desk: Desk) -> None:
    """Let quilts come in packs, and say when a part of them gives out."""
    row = desk.read(item, QUILT)
    names = [name for name in ItemLine.__struct_fields__ if name not in {"classes", "packs", "components"}]
    parts: dict[str, Any] = {"packs": (PackLine("包", some(10)),), "components": (ComponentLine("真空袋", 24),)}
    line = ItemLine(**{name: getattr(row, name) for name in names}, **parts)
    desk.post(act(ReviseCatalogue, items=(line,)))


def open_second(desk: Desk) -> None:
    """Open another depot with a location."""
    desk.post(act(AddDepot, code=SECOND, name="铁东区库"), act(AddPlace, depot=SECOND, code=A01, name="A01区"))
