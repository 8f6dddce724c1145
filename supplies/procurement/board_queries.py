"""Every lot as a card: how far it is, with whom, and what is due next; read in one statement, without the ledger."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, case, func, select

from supplies.language import _
from supplies.models.procurement import Contract, LotStage, Method, Project, TenderLot
from supplies.values import Money

PERCENT = 100


@dataclass(frozen=True, slots=True)
class LotCard:
    """A lot at a glance."""

    project_number: str
    project_name: str
    lot_number: int
    name: str
    method: Method
    stage: LotStage
    budget: Money
    supplier: str
    """As on its first contract, or as on the notice of award."""
    contracted: Money
    accepted: Money
    paid: Money
    next_due: date | None
    """The next day on which a contract is to be delivered; None where nothing is known to be due."""

    @property
    def key(self) -> str:
        """Return how the lot is asked for: the project's number and its own."""
        return f"{self.project_number}/{self.lot_number}"

    @property
    def words(self) -> str:
        """Return the lot as people say it: project, number and name."""
        words = _("{project} lot {number} {name}")
        return words.format(project=self.project_number, number=self.lot_number, name=self.name)

    def share(self, amount: Money) -> int:
        """Return how many per cent of the budget an amount is, rounded down: a hundred is all of it."""
        return amount.fen * PERCENT // self.budget.fen


def lot_cards(connection: Connection) -> list[LotCard]:
    """Return every lot, what is due first before the others, then the newest projects."""
    due = func.min(case((Contract.accepted_fen < Contract.amount_fen, Contract.delivery_due), else_=None))
    key = (Contract.site_id, Contract.tender_lot_id)
    held = (
        select(
            *key,
            func.min(Contract.supplier).label("supplier"),
            func.sum(Contract.amount_fen).label("contracted"),
            func.sum(Contract.accepted_fen).label("accepted"),
            func.sum(Contract.paid_fen).label("paid"),
            due.label("next_due"),
        )
        .group_by(*key)
        .subquery()
    )
    statement = (
        select(
            Project.number,
            Project.name,
            TenderLot.number,
            TenderLot.name,
            Project.method,
            TenderLot.stage,
            TenderLot.budget_fen,
            func.coalesce(held.c.supplier, TenderLot.winner),
            held.c.contracted,
            held.c.accepted,
            held.c.paid,
            held.c.next_due,
        )
        .join(Project, and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id))
        .outerjoin(held, and_(held.c.site_id == TenderLot.site_id, held.c.tender_lot_id == TenderLot.tender_lot_id))
        .order_by(Project.number.desc(), TenderLot.number)
    )
    found = [_card(list(row)) for row in connection.execute(statement)]
    return sorted(found, key=lambda card: (card.next_due is None, card.next_due or date.max))


def _card(read: list[Any]) -> LotCard:
    """Return a lot as it was read; what has no contract is contracted for nothing."""
    sums = (Money(int(fen or 0)) for fen in read[8:11])
    values = [*read[:6], Money(read[6]), read[7], *sums, read[11]]
    return LotCard(*values)
