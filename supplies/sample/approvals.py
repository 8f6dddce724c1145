"""What the sample store shows of approvals: the usual routes, one write-off approved, one that waits, one returned."""

from datetime import date

import msgspec
from sqlalchemy import Connection

from supplies.approvals.actions import Decide, Submit, Verdict
from supplies.journal import codec
from supplies.journal.action import Action
from supplies.program import Program, usual_routes
from supplies.sample.facts import CITY
from supplies.sample.identity import Identity
from supplies.stock.actions import LotLine, WriteOff
from supplies.stock.queries import StockFilter, StockRow, stock_page
from supplies.values import Login, Quantity

ADMIN, KEEPER, REVIEWER, HEAD = Login("admin"), Login("keeper"), Login("reviewer"), Login("head")
REASONS = ("受潮霉变(示例)", "包装破损(示例)", "虫蛀(示例)")


def show_approvals(program: Program, identity: Identity, day: date) -> None:
    """Set the routes, then submit three write-offs of the city depot and decide about two of them."""
    program.post([usual_routes(day, identity.action())], ADMIN)
    rows = program.read(_some_stock)
    actions = [_write_off(identity, day, row, reason) for row, reason in zip(rows, REASONS, strict=False)]
    submissions = [_submission(identity, day, action) for action in actions]
    seqs = [each.entry.seq for each in program.post(submissions, KEEPER)]
    if len(seqs) == len(REASONS):
        done, returned, _waiting = seqs
        program.post([_decision(identity, day, done, Verdict.APPROVE, "属实(示例)")], REVIEWER)
        program.post([_decision(identity, day, done, Verdict.APPROVE, "同意核销(示例)")], HEAD)
        program.post([_decision(identity, day, returned, Verdict.RETURN, "请补充现场照片(示例)")], REVIEWER)


def _some_stock(connection: Connection) -> list[StockRow]:
    """Return a few lots of the city depot that can be spared."""
    rows = stock_page(connection, StockFilter(depot=CITY), limit=200)
    return [row for row in rows if row.serial_no is None and row.quantity > Quantity(10_000)][: len(REASONS)]


def _write_off(identity: Identity, day: date, row: StockRow, reason: str) -> Action:
    """Return the write-off of two units of a lot."""
    line = LotLine(lot_id=row.lot_id, place=row.place_code, quantity=Quantity(2000), reason=reason)
    return WriteOff(
        action_id=identity.action(), business_date=day, depot=row.depot_code, note="示例数据", lines=(line,)
    )


def _submission(identity: Identity, day: date, action: Action) -> Submit:
    """Return the submission of an action, its id of the sample's own."""
    return Submit(action_id=identity.action(), business_date=day, proposed=msgspec.Raw(codec.encode(action)))


def _decision(identity: Identity, day: date, seq: int, verdict: Verdict, note: str) -> Decide:
    """Return what somebody decides."""
    return Decide(action_id=identity.action(), business_date=day, of_seq=seq, verdict=verdict, note=note)
