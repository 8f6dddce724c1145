"""What the sample store shows of transfers and loans: one accepted with a shortage, one on its way, a loan overdue."""

from datetime import date, timedelta

from sqlalchemy import Connection

from supplies.journal.action import Action
from supplies.program import Program
from supplies.sample.facts import CITY, DEPOTS
from supplies.sample.identity import Identity
from supplies.stock.actions import LotLine
from supplies.stock.loans import Lend
from supplies.stock.queries import StockFilter, StockRow, places, stock_page
from supplies.stock.transfers import AcceptLine, AcceptTransfer, Dispatch
from supplies.values import DepotCode, Login, PlaceCode, Quantity

KEEPER = Login("keeper")
SENT, ARRIVED, SHORT = Quantity(6_000), Quantity(5_000), Quantity(1_000)
LENT_DAYS, OVERDUE_DAYS = 10, 3


def show_transfers(program: Program, identity: Identity, day: date) -> None:
    """Send goods to a county depot twice, accept the first with one missing, and lend some to a fire brigade.

    Told before the routes of approvals are set: from then on a transfer waits for the section head.
    """
    rows = program.read(_some_stock)
    other = next(code for code in map(DepotCode, DEPOTS) if code != CITY)
    place = program.read(lambda connection: _first_place(connection, other))
    if len(rows) < 3 or place is None:
        return
    first, second, third = rows[:3]
    sent = program.post([_dispatch(identity, day, first, other)], KEEPER)[0].entry
    line = AcceptLine(of_line=1, place=place, accepted=ARRIVED, short=SHORT, reason="途中短少一件,司机已签认(示例)")
    accepted = AcceptTransfer(
        action_id=identity.action(), business_date=day, depot=other, of_seq=sent.seq, note="示例数据", lines=(line,)
    )
    program.post([accepted], KEEPER)
    program.post([_dispatch(identity, day, second, other), _loan(identity, day, third)], KEEPER)


def _some_stock(connection: Connection) -> list[StockRow]:
    """Return a few lots without an expiry of the city depot that can be spared."""
    rows = stock_page(connection, StockFilter(depot=CITY), limit=200)
    return [row for row in rows if row.serial_no is None and row.expires_on is None and row.quantity > Quantity(20_000)]


def _first_place(connection: Connection, depot: DepotCode) -> PlaceCode | None:
    """Return the first location in use of a depot."""
    return next((row.code for row in places(connection, depot) if row.is_active), None)


def _dispatch(identity: Identity, day: date, row: StockRow, to_depot: DepotCode) -> Action:
    """Return the transfer of six of a lot."""
    return Dispatch(
        action_id=identity.action(),
        business_date=day,
        depot=row.depot_code,
        to_depot=to_depot,
        paper_number="示例调拨令1号",
        vehicle="示例车辆 辽C·00000",
        receiver="示例接收人",
        due_on=day + timedelta(days=1),
        note="示例数据",
        lines=(LotLine(lot_id=row.lot_id, place=row.place_code, quantity=SENT),),
    )


def _loan(identity: Identity, day: date, row: StockRow) -> Action:
    """Return a loan that should have been back by now."""
    return Lend(
        action_id=identity.action(),
        business_date=day - timedelta(days=LENT_DAYS),
        depot=row.depot_code,
        counterparty="示例消防救援大队",
        receiver="示例借用人",
        due_on=day - timedelta(days=OVERDUE_DAYS),
        note="示例数据",
        lines=(LotLine(lot_id=row.lot_id, place=row.place_code, quantity=SENT),),
    )
