"""The award of a lot as it stands: what its notice says, and until when the contract is to be signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, or_, select

from supplies.deadlines.catalogue import Rule, due, rules_on
from supplies.deadlines.queries import moved_days, work_calendar
from supplies.errors import LotNotAwarded, UnknownRecord
from supplies.language import _
from supplies.models.procurement import Method, Project, RoundResult, TenderLot, TenderRound
from supplies.models.tendering import Event
from supplies.procurement.agenda_days import known_days
from supplies.procurement.words import stage_name
from supplies.values import Money, parse_lot_name

SIGNING_RULE = "contract_signed"


_COLUMNS = (
    Project.number.label("project_number"),
    Project.name.label("project_name"),
    Project.started_on,
    Project.method,
    TenderLot.number.label("lot_number"),
    TenderLot.name.label("lot_name"),
    TenderLot.winner,
    TenderLot.stage,
    TenderLot.award_fen,
    TenderRound.number.label("round_number"),
    TenderRound.ended_on,
)


@dataclass(frozen=True, slots=True)
class AwardRow:
    """What was awarded in a lot, to whom, and by which round."""

    project_number: str
    project_name: str
    started_on: date
    method: Method
    lot_number: int
    lot_name: str
    supplier: str
    award: Money
    round_number: int
    awarded_on: date

    @property
    def name(self) -> str:
        """Return how the lot is asked for: the project's number and its own."""
        return f"{self.project_number}/{self.lot_number}"


@dataclass(frozen=True, slots=True)
class SigningTerm:
    """Until when a contract is to be signed, by which rule."""

    day: date
    rule: Rule
    warning: str
    """What to beware of; empty where all years are known."""
    reason: str
    """Why it is another day than the rule's; empty where it is the rule's."""


def award(connection: Connection, name: str) -> AwardRow:
    """Return the award of a lot, asked for as ``CG-2023-01/2``.

    Raises:
        UnknownRecord: there is no such lot.
        LotNotAwarded: no award of it stands.
    """
    project, number = parse_lot_name(name)
    here = (Project.number == project, TenderLot.number == number)
    same_project = and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id)
    won = and_(
        TenderRound.site_id == TenderLot.site_id,
        TenderRound.tender_lot_id == TenderLot.tender_lot_id,
        TenderRound.result == RoundResult.AWARDED,
    )
    statement = select(*_COLUMNS).join(Project, same_project).join(TenderRound, won, isouter=True)
    row = connection.execute(statement.where(*here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Tender lot"), key=name)
    if row.award_fen is None:
        raise LotNotAwarded(lot=name.strip(), stage=stage_name(row.stage))
    return AwardRow(*row[:7], Money(row.award_fen), row.round_number, row.ended_on)


def signing_term(connection: Connection, row: AwardRow) -> SigningTerm | None:
    """Return until when the contract of a lot is to be signed, by the rules of the day on which its project began.

    The time runs from the notice of award, where its day is told, and anew where the award was passed on.
    None: nothing says so, for it was bought in an emergency.
    """
    rule = rules_on(row.started_on)[SIGNING_RULE]
    if not rule.holds_for(row.method):
        return None
    moved = moved_days(connection, row.project_number) | moved_days(connection, row.name)
    if SIGNING_RULE in moved:
        return SigningTerm(moved[SIGNING_RULE].new_day, rule, "", moved[SIGNING_RULE].reason)
    (days,) = known_days(connection, row.name)
    found = due(rule, days.in_round.get(Event.AWARD_NOTICED, row.awarded_on), work_calendar(connection))
    return SigningTerm(found.day, rule, found.warning, "")


def awarded_lots(connection: Connection, search: str, limit: int) -> Sequence[tuple[str, str]]:
    """Return how lots with an award are asked for, and what they are, by a part of number, name or winner."""
    columns = (Project.number, TenderLot.number, TenderLot.name, TenderLot.winner)
    same = and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id)
    found = or_(*(each.icontains(search.strip(), autoescape=True) for each in (columns[0], *columns[2:])))
    statement = select(*columns).join(Project, same).where(TenderLot.award_fen.is_not(None), found)
    rows = connection.execute(statement.order_by(Project.number, TenderLot.number).limit(limit))
    return [(f"{project}/{number}", f"{name} {winner}") for project, number, name, winner in rows]
