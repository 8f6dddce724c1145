"""Finding by a part of a number or name, without reading what does not match: lots, contracts, appropriations."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, cast, or_, select
from sqlalchemy.types import String

from supplies.models.funds import Appropriation
from supplies.models.procurement import Contract, Project, TenderLot

Found = tuple[str, str]
"""How a record is asked for, and what it is."""

_OF_PROJECT = and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id)
_LOT_NAME = Project.number + "/" + cast(TenderLot.number, String)


def lots_found(connection: Connection, search: str, limit: int) -> Sequence[Found]:
    """Return lots by a part of the project's number or name, the lot's own name or its winner; the newest first."""
    texts = (_LOT_NAME, Project.name, TenderLot.name, TenderLot.winner)
    here = or_(*(each.icontains(search.strip(), autoescape=True) for each in texts))
    statement = select(_LOT_NAME, TenderLot.name, TenderLot.winner).join(Project, _OF_PROJECT).where(here)
    rows = connection.execute(
        statement.order_by(Project.started_on.desc(), Project.number, TenderLot.number).limit(limit)
    )
    return [(key, f"{name} {winner}".strip()) for key, name, winner in rows]


def contracts_found(connection: Connection, search: str, limit: int) -> Sequence[Found]:
    """Return contracts by a part of their number or supplier; the newest first."""
    here = or_(*(each.icontains(search.strip(), autoescape=True) for each in (Contract.number, Contract.supplier)))
    statement = select(Contract.number, Contract.supplier, Contract.signed_on).where(here)
    rows = connection.execute(statement.order_by(Contract.signed_on.desc(), Contract.number).limit(limit))
    return [(number, f"{supplier} {signed_on}") for number, supplier, signed_on in rows]


def appropriations_found(connection: Connection, search: str, limit: int) -> Sequence[Found]:
    """Return appropriations by a part of their number or title; the newest first."""
    texts = (Appropriation.number, Appropriation.title)
    here = or_(*(each.icontains(search.strip(), autoescape=True) for each in texts))
    statement = select(Appropriation.number, Appropriation.title, Appropriation.dated).where(here)
    rows = connection.execute(statement.order_by(Appropriation.dated.desc(), Appropriation.number).limit(limit))
    return [(number, f"{title} {dated}") for number, title, dated in rows]
