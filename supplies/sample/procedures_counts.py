"""What the sample store shows of counts: one finished with a shortage found twice, one that is under way."""

from datetime import date
from functools import partial

from supplies.program import Program
from supplies.sample.facts import CITY
from supplies.sample.identity import Identity
from supplies.stock.count_queries import CountLineRow, count_lines
from supplies.stock.count_sessions import CountSessionRow, count_sessions
from supplies.stock.counting import CountedLine, FinishCount, RecordCount, Sample, StartCount, UnknownCode
from supplies.values import DepotCode, Login, Quantity

KEEPER, REVIEWER, HEAD = Login("keeper"), Login("reviewer"), Login("head")
LOTS = 6
SHORT = Quantity(1000)
UNKNOWN = "6901234567892"


def show_counts(program: Program, identity: Identity, day: date) -> None:
    """Count a sample of the city depot and finish it with one piece missing; begin another and count a part of it.

    Told before the routes of approvals are set: from then on the result of a count waits for the section head.
    """
    session = _started(program, identity, day, "月度抽盘(示例)", "示例1")
    lines = _lines(program, session)
    wrong = next((line for line in lines if line.now > SHORT), None)
    if wrong is None:
        return
    found = {line.number: line.now - SHORT if line is wrong else line.now for line in lines}
    _record(program, identity, day, session, KEEPER, *(_counted(program, line, found[line.number]) for line in lines))
    again = _counted(program, wrong, found[wrong.number], number=2)
    recorded = _record(program, identity, day, session, REVIEWER, again)
    finish = FinishCount(
        action_id=identity.action(),
        business_date=day,
        of_seq=session.seq,
        last_record=recorded,
        reason="出库时多发一件,已追查(示例)",
        note="示例数据",
    )
    program.post([finish], HEAD)
    running = _started(program, identity, day, "季度盘点(示例)", "示例2")
    some = _lines(program, running)[: LOTS // 2]
    _record(
        program, identity, day, running, KEEPER, *(_counted(program, line, line.now) for line in some), code=UNKNOWN
    )


def _started(program: Program, identity: Identity, day: date, name: str, seed: str) -> CountSessionRow:
    """Start a count of a few lots of the city depot."""
    action = StartCount(
        action_id=identity.action(),
        business_date=day,
        depot=DepotCode(CITY),
        name=name,
        sample=Sample(size=LOTS, seed=seed),
    )
    program.post([action], KEEPER)
    return program.read(partial(count_sessions, limit=1))[0]


def _lines(program: Program, session: CountSessionRow) -> list[CountLineRow]:
    """Return the lines of a count."""
    return program.read(partial(count_lines, site_id=session.site_id, of_seq=session.seq))


def _counted(program: Program, line: CountLineRow, quantity: Quantity, number: int = 1) -> CountedLine:
    """Return a line counted just now."""
    return CountedLine(
        lot_id=line.lot_id,
        place=line.place,
        counted=quantity,
        at_seq=program.head.seq,
        counted_at=program.clock(),
        round=number,
    )


def _record(
    program: Program,
    identity: Identity,
    day: date,
    session: CountSessionRow,
    login: Login,
    *lines: CountedLine,
    code: str = "",
) -> int:
    """Record lines; return the entry."""
    unknown = (UnknownCode(code=code, counted_at=program.clock(), note="外包装无标签(示例)"),) if code else ()
    action = RecordCount(
        action_id=identity.action(), business_date=day, of_seq=session.seq, lines=lines, unknown=unknown
    )
    return program.post([action], login)[0].entry.seq
