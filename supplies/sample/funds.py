"""The sample's relief money and tenders, up to the day of the published report."""

from collections.abc import Iterator
from datetime import date

from supplies.funds.actions import Appropriate, PublishFigures, ShareLine
from supplies.journal.action import Action
from supplies.models.accounts import Level
from supplies.procurement.actions import AddLot, FailTender, OpenProject, RecordAward, StartTender
from supplies.sample.facts import FUNDS, PROJECTS, REPORT, SUPPLIERS, SampleLot
from supplies.sample.identity import Identity
from supplies.values import AppropriationId, Money, ProjectId, TenderLotId


def money_actions(identity: Identity, funds: list[AppropriationId]) -> Iterator[Action]:
    """Yield appropriations, projects, tenders and the published figures; ``funds`` are the appropriations' ids."""
    for fund, (number, title, dated, wan) in zip(funds, FUNDS, strict=True):
        yield Appropriate(
            action_id=identity.action(),
            business_date=dated,
            appropriation_id=fund,
            number=number,
            title=title,
            dated=dated,
            amount=Money.parse_wan(wan),
            shares=(ShareLine(Level.CENTRAL), ShareLine(Level.PROVINCE)),
        )
    for project in PROJECTS:
        project_id = ProjectId(identity.uuid())
        yield OpenProject(
            action_id=identity.action(),
            business_date=project.started,
            project_id=project_id,
            number=project.number,
            name=project.name,
            method=project.method,
            started_on=project.started,
        )
        for place, lot in enumerate(project.lots, 1):
            yield from _lot_actions(identity, project_id, funds[lot.fund], place, lot, project.started)
    title, dated, *figures = REPORT
    appropriated, tendered, in_tender = (Money.parse_wan(wan) for wan in figures)
    yield PublishFigures(
        action_id=identity.action(),
        business_date=dated,
        title=title,
        dated=dated,
        appropriated=appropriated,
        tendered=tendered,
        in_tender=in_tender,
    )


def _lot_actions(
    identity: Identity, project: ProjectId, fund: AppropriationId, number: int, lot: SampleLot, started: date
) -> Iterator[Action]:
    """Yield the life of one lot."""
    lot_id = TenderLotId(identity.uuid())
    planned = max(started, FUNDS[lot.fund][2])
    yield AddLot(
        action_id=identity.action(),
        business_date=planned,
        tender_lot_id=lot_id,
        project_id=project,
        appropriation_id=fund,
        number=number,
        name=f"{lot.name}(示例)",
        budget=Money.parse_wan(lot.budget),
        ceiling=Money.parse_wan(lot.ceiling),
    )
    if lot.failed_first is not None:
        announced = lot.failed_first
        yield _start(identity, lot_id, announced)
        yield FailTender(
            action_id=identity.action(),
            business_date=lot.announced,
            tender_lot_id=lot_id,
            ended_on=lot.announced,
            reason="有效投标人不足三家(示例)",
        )
    yield _start(identity, lot_id, lot.announced)
    if lot.award is not None and lot.ended is not None:
        yield RecordAward(
            action_id=identity.action(),
            business_date=lot.ended,
            tender_lot_id=lot_id,
            ended_on=lot.ended,
            winner=list(SUPPLIERS.values())[number % len(SUPPLIERS)],
            award=Money.parse_wan(lot.award),
        )


def _start(identity: Identity, lot_id: TenderLotId, day: date) -> StartTender:
    """Return the announcement of a round."""
    return StartTender(action_id=identity.action(), business_date=day, tender_lot_id=lot_id, announced_on=day)
