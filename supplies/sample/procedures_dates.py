"""What the sample store shows of time limits: days recorded in time, one set otherwise, a challenge to be answered."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from supplies.deadlines.actions import Override
from supplies.models.procurement import LotStage
from supplies.models.tendering import Event
from supplies.procurement.agenda import AgendaRow, agenda
from supplies.procurement.lot_queries import LotView, lot_name, lot_view
from supplies.procurement.milestones import OF, RecordDay, Whose
from supplies.procurement.queries import tender_lots
from supplies.program import Program
from supplies.sample.identity import Identity
from supplies.values import Login

BUYER, HEAD = Login("buyer"), Login("head")
IN_TIME = frozenset({Event.RESULT_ANNOUNCED, Event.CONTRACT_ANNOUNCED, Event.CONTRACT_FILED})
CHALLENGED = timedelta(days=6)
LONGER = timedelta(days=9)


def show_dates(program: Program, identity: Identity, today: date) -> None:
    """Record what was published in time; the last of it is late and gets another day; one lot is challenged."""
    rows = [row for row in program.read(partial(agenda, today=today)) if row.rule is not None]
    done = [row for row in rows if row.rule is not None and row.rule.limits in IN_TIME and row.found.day <= today]
    if not done:
        return
    late = done.pop()
    actions = [_day(identity, today, program.read(partial(lot_view, name=row.lot)), row) for row in done]
    program.post([*actions, *_challenge(program, identity, today)], BUYER)
    assert late.rule is not None, "only limits of the law are late"
    instead = Override(
        action_id=identity.action(),
        business_date=today,
        subject=late.subject,
        rule=late.rule.code,
        new_day=today + LONGER,
        reason="公告系统停机，经财政部门同意延期(示例)",
    )
    program.post([instead], HEAD)


def _day(identity: Identity, today: date, view: LotView, row: AgendaRow) -> RecordDay:
    """Return that something was done on its last day."""
    assert row.rule is not None, "only limits of the law have an event"
    whose = OF[row.rule.limits]
    contracts = {contract.number: contract.contract_id for contract in view.contracts}
    return RecordDay(
        action_id=identity.action(),
        business_date=today,
        tender_lot_id=view.lot.tender_lot_id,
        round=view.rounds[-1].number if whose is Whose.ROUND else 0,
        contract_id=contracts[row.subject] if whose is Whose.CONTRACT else None,
        event=row.rule.limits,
        happened_on=row.found.day,
        note="示例数据",
    )


def _challenge(program: Program, identity: Identity, today: date) -> Iterator[RecordDay]:
    """Yield a challenge of a lot in tender, where there is one."""
    lots = sorted((row for row in program.read(tender_lots) if row.stage is LotStage.TENDERING), key=lot_name)
    for row in lots[:1]:
        yield RecordDay(
            action_id=identity.action(),
            business_date=today,
            tender_lot_id=row.tender_lot_id,
            matter="质疑1号(示例)",
            event=Event.CHALLENGE_RECEIVED,
            happened_on=today - CHALLENGED,
            note="对评分标准提出质疑(示例)",
        )
