"""Goods sent from the first depot to the second, and what becomes of them."""

from typing import Any

from sqlalchemy import Connection, select

from supplies.models.stock import Balance, PlaceKind
from supplies.stock.actions import AddDepot, AddPlace, LotLine
from supplies.stock.documents import DocumentRow
from supplies.stock.loans import Lend
from supplies.stock.lookups import part_of
from supplies.stock.transfers import AcceptLine, AcceptTransfer, Dispatch, SetTransitPolicy
from supplies.values import DepotCode, LotId, Money, PlaceCode, Quantity
from tests.rooms import A01, DEPOT, QUILT, TENT, TODAY, Desk, act, lot_line, some, yuan
from tests.stock.keeper import SECOND, second_depot

THIRD = DepotCode("210300C")
STOPPED = part_of(A01, PlaceKind.OUT_OF_SERVICE)
KEPT = part_of(A01, PlaceKind.HELD)


def third_depot(desk: Desk) -> DepotCode:
    """Open one more depot, with a place A01."""
    desk.post(act(AddDepot, code=THIRD, name="第三库"), act(AddPlace, depot=THIRD, code=A01, name="一号架"))
    return THIRD


def to_second(*lines: LotLine, **more: Any) -> Dispatch:
    """Return a transfer to the second depot."""
    return act(Dispatch, **({"depot": DEPOT, "to_depot": SECOND, "lines": lines} | more))


def arrived(of_line: int, accepted: str | int = 0, place: PlaceCode = A01, **more: Any) -> AcceptLine:
    """Return what became of a line: so many arrived, at A01 unless it is said otherwise."""
    parts: dict[str, Any] = {name: some(more.pop(name)) for name in ("damaged", "short") if name in more}
    return AcceptLine(of_line=of_line, accepted=some(accepted), place=place, **parts, **more)


def acceptance(paper: DocumentRow, *lines: AcceptLine, **more: Any) -> AcceptTransfer:
    """Return what the second depot says of a transfer."""
    return act(AcceptTransfer, **({"depot": SECOND, "of_seq": paper.seq, "lines": lines} | more))


def sent(desk: Desk, quantity: str | int = 6, total: str | int = 10, amount: str = "0") -> tuple[LotId, DocumentRow]:
    """Open the second depot and send it some of a lot."""
    second_depot(desk)
    lot = desk.lot(TENT, total, yuan(amount))
    return lot, desk.paper(to_second(lot_line(lot, quantity)))


def go_and_come(desk: Desk, lot: LotId, origin: DepotCode, goal: DepotCode, quantity: str | int = 1) -> None:
    """Send goods from one depot to another, where they are accepted whole."""
    paper = desk.paper(act(Dispatch, depot=origin, to_depot=goal, lines=(lot_line(lot, quantity),)))
    desk.paper(act(AcceptTransfer, depot=goal, of_seq=paper.seq, lines=(arrived(1, quantity),)))


def worths(connection: Connection, lot: LotId) -> dict[tuple[DepotCode, PlaceCode], tuple[str, str]]:
    """Return what each place of each depot has of a lot, and what that is worth."""
    statement = select(Balance.depot_code, Balance.place_code, Balance.quantity, Balance.amount_fen)
    found = connection.execute(statement.where(Balance.lot_id == lot))
    return {(depot, place): (str(Quantity(much)), str(Money(fen))) for depot, place, much, fen in found}


def tell_transfers(desk: Desk) -> dict[str, int]:
    """Send, accept and lend a little, for a story of everything; return the entries by name."""
    goal, lot = third_depot(desk), desk.lot(QUILT, 10, yuan("180.00"))
    paper = desk.paper(to_second(lot_line(lot, 4), to_depot=goal))
    accepted = desk.paper(acceptance(paper, arrived(1, 2, damaged=1, reason="划破"), depot=goal))
    lent = desk.paper(act(Lend, depot=DEPOT, counterparty="立山区", due_on=TODAY, lines=(lot_line(lot, 2),)))
    policy = desk.post(act(SetTransitPolicy, hours=12, source="局调拨规程"))[0].entry.seq
    return {"dispatch": paper.seq, "acceptance": accepted.seq, "loan": lent.seq, "transit policy": policy}
