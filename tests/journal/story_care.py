"""The part of the story that tells of the care of goods: upkeep, rotation, disposal, cartons and pallets."""

from datetime import date

from supplies.models.disposal import DisposalWay, Ground, RotationWay
from supplies.models.stock import Origin, PlaceKind
from supplies.models.units import UnitKind
from supplies.models.upkeep import UpkeepKind, UpkeepResult
from supplies.stock.actions import Receive, TechnicalAppraisal, WriteOff
from supplies.stock.disposal import RecordDisposal
from supplies.stock.lookups import part_of
from supplies.stock.rotation import Rotate
from supplies.stock.units import CloseUnit, MakeUnit, MoveUnit, unit, units
from supplies.stock.upkeep import ComponentLine, RecordUpkeep, ReturnToService, UpkeepLine
from tests.rooms import (
    A01,
    A02,
    COMMAND_TENT,
    DEPOT,
    TENT,
    TODAY,
    WATER,
    Desk,
    act,
    goods,
    lot_line,
    move_line,
    some,
    yuan,
)


def tell_care(desk: Desk) -> dict[str, int]:
    """Stop an object and return it, rotate water, scrap tents and sell them, pack a carton and move it."""
    return _upkeep(desk) | _rotation(desk) | _scrapping(desk) | _carton(desk)


def _upkeep(desk: Desk) -> dict[str, int]:
    """Find an object broken, repair it, and put it back into service."""
    lot = desk.lot(COMMAND_TENT, 1, yuan("9000"), serial_no="CARE-1")
    stopped = part_of(A01, PlaceKind.OUT_OF_SERVICE)
    parts = (ComponentLine(name="气泵", expires_on=date(2030, 1, 1)),)
    broken = UpkeepLine(lot_id=lot, place=A01, quantity=some(1), result=UpkeepResult.STOPPED, faults="骨架断裂")
    mended = UpkeepLine(
        lot_id=lot,
        place=stopped,
        quantity=some(1),
        hours=some("1.5"),
        components=parts,
        certificate="JD-1",
        cost=yuan("300"),
        next_on=date(2027, 1, 1),
    )
    head = {"depot": DEPOT, "done_on": TODAY, "counterparty": "维修班"}
    first = desk.post(act(RecordUpkeep, **head, kind=UpkeepKind.INSPECTION, lines=(broken,)))[0].entry.seq
    desk.post(act(RecordUpkeep, **head, kind=UpkeepKind.TEST_RUN, lines=(mended,)))
    back = desk.post(act(ReturnToService, depot=DEPOT, lines=(lot_line(lot, 1),)))[0].entry.seq
    return {"stopped": first, "returned to service": back}


def _rotation(desk: Desk) -> dict[str, int]:
    """Exchange water with its supplier; half of it has come."""
    lot = desk.lot(WATER, 10, yuan("240"), expires_on=date(2026, 9, 1))
    lines = (lot_line(lot, 10),)
    going = act(Rotate, depot=DEPOT, way=RotationWay.EXCHANGE, due_on=date(2026, 8, 1), lines=lines)
    seq = desk.post(going)[0].entry.seq
    coming = goods(WATER, 5, yuan("130"), of_line=1)
    desk.post(act(Receive, depot=DEPOT, origin=Origin.ROTATION, rotation=seq, lines=(coming,)))
    return {"rotation": seq}


def _scrapping(desk: Desk) -> dict[str, int]:
    """Scrap tents, and sell what is left of them."""
    lot = desk.lot(TENT, 3, yuan("54"))
    appraisal = TechnicalAppraisal(institute="省检测中心", opinion="无修复价值", appraised_on=TODAY)
    lines = (lot_line(lot, 2, reason="超年限"),)
    seq = desk.post(act(WriteOff, depot=DEPOT, ground=Ground.OVER_AGE, appraisal=appraisal, lines=lines))[0].entry.seq
    sold = {"way": DisposalWay.AUCTION, "handled_on": TODAY, "income": yuan("9.50"), "income_paper": "FS-1"}
    desk.post(act(RecordDisposal, depot=DEPOT, write_off=seq, **sold, receiver="再生资源公司"))
    return {"scrapped": seq}


def _carton(desk: Desk) -> dict[str, int]:
    """Pack a carton, move it, and close another one that is empty."""
    make = {"depot": DEPOT, "location": A01, "kind": UnitKind.CARTON}
    posted = desk.post(act(MakeUnit, **make, name="被服"), act(MakeUnit, **make))
    packed, empty = (row.code for row in desk.read(units, DEPOT))
    lot = desk.lot(TENT, 4, yuan("72"))
    desk.move(move_line(lot, 3, A01, packed))
    desk.post(act(MoveUnit, depot=DEPOT, unit=packed, to_place=A02), act(CloseUnit, depot=DEPOT, unit=empty))
    assert desk.read(unit, DEPOT, packed).location == A02
    return {"carton": posted[0].entry.seq}
