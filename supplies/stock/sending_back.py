"""Goods that go back to the supplier (退货), by the line of the receipt with which they came."""

from dataclasses import dataclass
from typing import Annotated

import msgspec
from sqlalchemy import Connection, and_, insert, select

from supplies.errors import NotOfThisReceipt, ReasonNeeded, ReceiptReversed, UnknownRecord
from supplies.journal.action import Context
from supplies.language import _, pick
from supplies.models.catalogue import Item
from supplies.models.incoming import ReceiptDetail, SentBack
from supplies.models.stock import Balance, Bucket, Document, DocumentKind, Lot, Movement, PlaceKind
from supplies.stock import ledger
from supplies.stock.actions import LINES_MAX, SEQ_MAX, StockAction, Text
from supplies.stock.checks import Problem, check_lines, taking_problem
from supplies.stock.documents import document_numbered
from supplies.stock.incoming import ReceiptHead, StandingLine, receipt_head, receipt_standing
from supplies.stock.ledger import Route
from supplies.stock.lookups import OUTSIDE, part_kind
from supplies.stock.rules import free_stock
from supplies.values import ItemCode, LotId, PlaceCode, Quantity, SiteId

BACK = OUTSIDE[PlaceKind.SENT_BACK]
RETURNABLE = (PlaceKind.INSPECTING, PlaceKind.OUT_OF_SERVICE)
"""Goods that are set aside and yet may go back; those of others go to their owner."""


class BackLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Some goods of a line of the receipt, from wherever they lie."""

    of_line: Annotated[int, msgspec.Meta(ge=1, le=LINES_MAX)]
    place: PlaceCode
    """A location or a unit, or the part of a location where the goods are set aside."""
    quantity: Quantity
    reason: Text = ""


class SendBack(StockAction, frozen=True, kw_only=True, tag="stock.send_back"):
    """Send goods back to the supplier."""

    of_seq: Annotated[int, msgspec.Meta(ge=1, le=SEQ_MAX)]
    """The entry of the receipt."""
    expects_exchange: bool = False
    """Whether others are to come for them (换货)."""
    lines: tuple[BackLine, ...]


def check_send_back(context: Context, action: SendBack) -> None:
    """Refuse what the receipt did not bring, more than is there and free, and a line that does not say why."""
    head = receipt_head(context.connection, context.site_id, action.of_seq)
    if head.depot_code != action.depot:
        raise UnknownRecord(kind=_("Receipt"), key=head.number)
    if head.reversed_by:
        raise ReceiptReversed(number=head.number, reversal=head.reversed_by)
    known = _lines(context, action)
    stock = free_stock(context, action, (line.lot_id for line in known.values()))

    def problem_of(line: BackLine) -> Problem:
        if line.of_line not in known:
            return "of_line", NotOfThisReceipt(number=head.number, line=line.of_line)
        if not line.reason.strip():
            return "reason", ReasonNeeded()
        return taking_problem(stock, known[line.of_line].lot_id, line.place, line.quantity, RETURNABLE)

    check_lines(action.lines, problem_of)


def _lines(context: Context, action: SendBack) -> dict[int, StandingLine]:
    """Return the lines of the receipt that the document names."""
    wanted = {line.of_line for line in action.lines}
    standing = receipt_standing(context.connection, context.site_id, action.of_seq)
    return {line.line: line for line in standing if line.line in wanted}


def send_back(context: Context, action: SendBack) -> None:
    """Take the lines out of the depot."""
    known = _lines(context, action)
    routes = [
        Route(known[line.of_line].lot_id, line.place, BACK, line.quantity, line.reason, action.of_seq, line.of_line)
        for line in action.lines
    ]
    ledger.carry(context, action, DocumentKind.SEND_BACK, routes)
    values = {
        "site_id": context.site_id,
        "seq": context.seq,
        "of_seq": action.of_seq,
        "expects_exchange": action.expects_exchange,
    }
    context.connection.execute(insert(SentBack), values)


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """A return to the supplier for which other goods are to come."""

    site_id: SiteId
    seq: int
    number: str
    counterparty: str
    answered_by: str
    """The receipt that made it good; empty: nothing has come."""


def exchanges(connection: Connection) -> list[ExchangeRow]:
    """Return the returns for which other goods are to come, the oldest first; what was reversed does not count."""
    sent, came = Document.__table__.alias("sent"), Document.__table__.alias("came")
    undone, taken_back = Document.__table__.alias("undone"), Document.__table__.alias("taken_back")
    statement = (
        select(SentBack.site_id, SentBack.seq, sent.c.number, sent.c.counterparty, came.c.number, taken_back.c.seq)
        .join(sent, and_(sent.c.site_id == SentBack.site_id, sent.c.seq == SentBack.seq))
        .outerjoin(undone, and_(undone.c.site_id == SentBack.site_id, undone.c.reverses_seq == SentBack.seq))
        .outerjoin(
            ReceiptDetail,
            and_(ReceiptDetail.site_id == SentBack.site_id, ReceiptDetail.replaces_seq == SentBack.seq),
        )
        .outerjoin(came, and_(came.c.site_id == ReceiptDetail.site_id, came.c.seq == ReceiptDetail.seq))
        .outerjoin(taken_back, and_(taken_back.c.site_id == came.c.site_id, taken_back.c.reverses_seq == came.c.seq))
        .where(SentBack.expects_exchange, undone.c.seq.is_(None))
        .order_by(SentBack.site_id, SentBack.seq, came.c.seq)
    )
    found: dict[tuple[SiteId, int], ExchangeRow] = {}
    for site_id, seq, number, counterparty, answer, undone_seq in connection.execute(statement):
        answered = answer if answer is not None and undone_seq is None else ""
        before = found.get((site_id, seq))
        joined = ", ".join(filter(None, (before.answered_by if before else "", answered)))
        found[site_id, seq] = ExchangeRow(site_id, seq, number, counterparty, joined)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class ReturnableRow:
    """Goods of a receipt that lie somewhere in its depot and may go back."""

    line: int
    lot_id: LotId
    label_code: str
    item_code: ItemCode
    name_zh: str
    name_en: str
    unit: str
    decimals: int
    place: PlaceCode
    quantity: Quantity

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def is_good(self) -> bool:
        """Return whether they are usable, so that nobody expects them to go back."""
        return part_kind(self.place) is None


@dataclass(frozen=True, slots=True)
class Returnable:
    """A receipt, and what of it may go back."""

    head: ReceiptHead
    counterparty: str
    rows: tuple[ReturnableRow, ...]


def returnable(connection: Connection, number: str) -> Returnable:
    """Return what of a receipt may go back to the supplier: rejected goods first, then waiting and usable ones.

    Raises:
        UnknownRecord: there is no receipt of this number.
    """
    paper = document_numbered(connection, number)
    head = receipt_head(connection, paper.site_id, paper.seq)
    columns = (
        Movement.line,
        Movement.lot_id,
        Lot.label_code,
        Movement.item_code,
        Item.name_zh,
        Item.name_en,
        Item.unit,
        Item.decimals,
        Balance.place_code,
        Balance.quantity,
    )
    statement = (
        select(*columns)
        .join(Lot, and_(Lot.site_id == Movement.site_id, Lot.lot_id == Movement.lot_id))
        .join(Item, Item.code == Movement.item_code)
        .join(
            Balance,
            and_(
                Balance.site_id == Movement.site_id,
                Balance.lot_id == Movement.lot_id,
                Balance.depot_code == Movement.depot_code,
            ),
        )
        .where(
            Movement.site_id == paper.site_id,
            Movement.seq == paper.seq,
            Balance.bucket.in_((Bucket.OUT_OF_SERVICE, Bucket.INSPECTING, Bucket.ON_HAND)),
            Balance.quantity > 0,
        )
        .order_by(Movement.line, Balance.bucket.desc(), Balance.place_code)
    )
    rows = [ReturnableRow(*(*row[:9], Quantity(row[9]))) for row in connection.execute(statement)]
    return Returnable(head, paper.counterparty, tuple(rows))
