"""What the sample store shows of relief: an incident, a request for goods, and an order that is handed over in part."""

from datetime import date, timedelta

from sqlalchemy import Connection

from supplies.models.relief import Disaster, IncidentKind
from supplies.program import Program
from supplies.relief.actions import OpenIncident, Order, OrderLine, Request, RequestLine
from supplies.relief.incidents import incidents
from supplies.relief.queries import requests
from supplies.sample.facts import CITY
from supplies.sample.identity import Identity
from supplies.stock.actions import Issue, LotLine
from supplies.stock.queries import StockFilter, StockRow, stock_page
from supplies.values import Login, Quantity

KEEPER, HEAD = Login("keeper"), Login("head")
ASKED, ORDERED, HANDED = Quantity(20_000), Quantity(12_000), Quantity(5_000)
ROWS_SEEN = 200
RECEIVER = "李家堡村安置点(示例)"


def show_relief(program: Program, identity: Identity, day: date) -> None:
    """Open an incident, ask for goods, order some of them, and hand over a part of what was ordered."""
    rows = program.read(_some_stock)
    if not rows:
        return
    row = rows[0]
    incident = _opened(program, identity, day)
    request = _requested(program, identity, day, incident, row)
    wanted = OrderLine(request_line=1, depot=CITY, lot_id=row.lot_id, quantity=ORDERED)
    order = Order(
        action_id=identity.action(),
        business_date=day,
        request=request,
        receiver=RECEIVER,
        vehicle="示例货车",
        expected_on=day + timedelta(days=1),
        note="示例数据",
        lines=(wanted,),
    )
    ordered = program.post([order], HEAD)[0].entry.seq
    handed = LotLine(lot_id=row.lot_id, place=row.place_code, quantity=HANDED)
    issue = Issue(
        action_id=identity.action(),
        business_date=day,
        depot=CITY,
        order=ordered,
        incident=incident,
        counterparty=RECEIVER,
        note="示例数据",
        lines=(handed,),
    )
    program.post([issue], KEEPER)


def _opened(program: Program, identity: Identity, day: date) -> str:
    """Open an incident and return its number."""
    opening = OpenIncident(
        action_id=identity.action(),
        business_date=day,
        kind=IncidentKind.INCIDENT,
        title="岫岩县山洪避险转移(示例)",
        disaster=Disaster.FLOOD,
        level=4,
        place="岫岩满族自治县",
        started_on=day,
        note="示例数据",
    )
    seq = program.post([opening], HEAD)[0].entry.seq
    return next(row.number for row in program.read(incidents) if row.seq == seq)


def _requested(program: Program, identity: Identity, day: date, incident: str, row: StockRow) -> str:
    """Ask for more than will be ordered, and return the request's number."""
    asking = Request(
        action_id=identity.action(),
        business_date=day,
        requester="岫岩县应急管理局(示例)",
        contact="示例联系人",
        place=RECEIVER,
        needed_by=day + timedelta(days=1),
        priority=1,
        incident=incident,
        note="示例数据",
        lines=(RequestLine(item=row.item_code, quantity=ASKED),),
    )
    seq = program.post([asking], HEAD)[0].entry.seq
    return next(row.number for row in program.read(requests) if row.seq == seq)


def _some_stock(connection: Connection) -> list[StockRow]:
    """Return lots without an expiry of the city depot that can be spared."""
    rows = stock_page(connection, StockFilter(depot=CITY), limit=ROWS_SEEN)
    return [row for row in rows if row.serial_no is None and row.expires_on is None and row.quantity > ORDERED]
