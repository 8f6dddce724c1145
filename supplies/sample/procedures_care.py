"""What the sample store shows of the care of goods: upkeep with one object stopped, a rotation, and a packed carton."""

from datetime import date, timedelta

from sqlalchemy import Connection

from supplies.models.disposal import RotationWay
from supplies.models.units import UnitKind
from supplies.models.upkeep import UpkeepKind, UpkeepResult
from supplies.program import Program
from supplies.sample.facts import CITY
from supplies.sample.identity import Identity
from supplies.stock.actions import LotLine, Move, MoveLine
from supplies.stock.queries import StockFilter, StockRow, stock_page
from supplies.stock.rotation import PlanRow, Rotate, plan
from supplies.stock.units import MakeUnit, units
from supplies.stock.upkeep import RecordUpkeep, UpkeepLine
from supplies.values import ONE, Login, Quantity

KEEPER, HEAD = Login("keeper"), Login("head")
PACKED = Quantity(5_000)
REPLACED_AFTER = timedelta(days=30)


def show_care(program: Program, identity: Identity, day: date) -> None:
    """Test one object and stop another, rotate what expires first out, and pack a carton."""
    objects, lots = program.read(_objects), program.read(_lots)
    if len(objects) > 1:
        tested, broken = objects[0], objects[-1]
        program.post([_record(identity, day, tested, UpkeepResult.USABLE, "")], KEEPER)
        program.post([_record(identity, day, broken, UpkeepResult.STOPPED, "启动困难，待修(示例)")], KEEPER)
    planned = program.read(lambda connection: plan(connection, day, CITY))
    if planned:
        program.post([_rotation(identity, day, planned[0])], HEAD)
    if lots:
        _pack(program, identity, day, lots[0])


def _objects(connection: Connection) -> list[StockRow]:
    """Return the objects with a serial number in the city depot."""
    return [row for row in stock_page(connection, StockFilter(depot=CITY), limit=1000) if row.serial_no]


def _lots(connection: Connection) -> list[StockRow]:
    """Return lots without an expiry of the city depot of which some can be packed."""
    rows = stock_page(connection, StockFilter(depot=CITY), limit=1000)
    return [row for row in rows if row.serial_no is None and row.expires_on is None and row.quantity > PACKED]


def _record(identity: Identity, day: date, row: StockRow, result: UpkeepResult, faults: str) -> RecordUpkeep:
    """Return the record of a test run."""
    line = UpkeepLine(lot_id=row.lot_id, place=row.place_code, quantity=ONE, result=result, faults=faults)
    return RecordUpkeep(
        action_id=identity.action(),
        business_date=day,
        depot=CITY,
        counterparty="示例维修班",
        note="示例数据",
        kind=UpkeepKind.TEST_RUN,
        done_on=day,
        lines=(line,),
    )


def _rotation(identity: Identity, day: date, row: PlanRow) -> Rotate:
    """Return the exchange of a lot with its supplier."""
    line = LotLine(lot_id=row.lot_id, place=row.place_code, quantity=row.quantity - row.claimed)
    return Rotate(
        action_id=identity.action(),
        business_date=day,
        depot=CITY,
        counterparty="示例供应商",
        note="示例数据",
        due_on=day + REPLACED_AFTER,
        way=RotationWay.EXCHANGE,
        lines=(line,),
    )


def _pack(program: Program, identity: Identity, day: date, row: StockRow) -> None:
    """Make a carton where a lot lies, and put some of the lot into it."""
    make = MakeUnit(
        action_id=identity.action(),
        business_date=day,
        depot=CITY,
        location=row.place_code,
        kind=UnitKind.CARTON,
        name="示例箱",
    )
    program.post([make], KEEPER)
    carton = program.read(lambda connection: units(connection, CITY))[-1].code
    line = MoveLine(lot_id=row.lot_id, place=row.place_code, to_place=carton, quantity=PACKED)
    packing = Move(action_id=identity.action(), business_date=day, depot=CITY, note="示例数据", lines=(line,))
    program.post([packing], KEEPER)
