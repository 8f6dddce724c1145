"""Inspection (验收): what of a receipt is accepted, conceded or rejected, and the certificate that says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import msgspec
from sqlalchemy import Connection, insert, select

from supplies.errors import (
    AwaitsNothing,
    ConcessionUnfounded,
    InspectorNeeded,
    LineTwice,
    NoPartsThere,
    NotOfThisReceipt,
    QuantityNegative,
    QuantityNotPositive,
    ReasonNeeded,
    ReceiptReversed,
    ReceiverInspects,
    TooManyDecimals,
    TooManyLines,
    UnknownRecord,
)
from supplies.journal.action import Context
from supplies.language import _
from supplies.models import incoming as tables
from supplies.models.incoming import Outcome
from supplies.models.open_items import DebtKind
from supplies.models.stock import DocumentKind, PlaceKind
from supplies.stock import ledger
from supplies.stock.actions import LINES_MAX, SEQ_MAX, StockAction, Text
from supplies.stock.checks import Problem, Stock, check_head, check_lines, place_problem, taking_problem
from supplies.stock.documents import document_numbered
from supplies.stock.incoming import (
    DetailRow,
    ReceiptHead,
    StandingLine,
    locations,
    receipt_detail,
    receipt_head,
    receipt_standing,
)
from supplies.stock.ledger import Route
from supplies.stock.lookups import part_of
from supplies.values import NO_QUANTITY, PlaceCode, Quantity, SiteId

INSPECTORS_MAX = 50
CERTIFICATE_MAX = 2000
"""Characters of an opinion on the certificate."""

LongText = Annotated[str, msgspec.Meta(max_length=CERTIFICATE_MAX)]
Seq = Annotated[int, msgspec.Meta(ge=1, le=SEQ_MAX)]


class Signer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Somebody who inspected the goods and signs for it."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    unit: Text = ""
    """Whom they stand for: buyer, user, testing body."""


class Certificate(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What stands on the certificate of acceptance (采购法第四十一条、实施条例第四十五条)."""

    inspectors: tuple[Signer, ...] = ()
    method: LongText = ""
    indicators: LongText = ""
    """How each technical, service and safety standard of the contract was met."""
    sample_number: Text = ""
    problems: LongText = ""
    correction: LongText = ""
    group_opinion: LongText = ""
    buyer_opinion: LongText = ""
    supplier_confirmation: LongText = ""


class InspectLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was found of one line of the receipt; the rest of it goes on waiting."""

    of_line: Annotated[int, msgspec.Meta(ge=1, le=LINES_MAX)]
    accepted: Quantity = msgspec.field(default_factory=lambda: NO_QUANTITY)
    conceded: Quantity = msgspec.field(default_factory=lambda: NO_QUANTITY)
    """Accepted though it is not as ordered (让步接收)."""
    rejected: Quantity = msgspec.field(default_factory=lambda: NO_QUANTITY)
    concession: Text = ""
    """Why it is accepted all the same."""
    allowed_by: Text = ""
    reason: Text = ""
    """Why it is rejected."""
    to_place: PlaceCode | None = None
    """Where accepted goods are put; None: where they lie."""


class Inspect(StockAction, frozen=True, kw_only=True, tag="stock.inspect"):
    """Accept goods that came in, or reject them; some of them now and others later."""

    of_seq: Seq
    """The entry of the receipt."""
    certificate: Certificate
    lines: tuple[InspectLine, ...]


@dataclass(frozen=True, slots=True)
class _Receipt:
    """The receipt that is inspected."""

    head: ReceiptHead
    detail: DetailRow
    lines: dict[int, StandingLine]


def _read(context: Context, action: Inspect) -> _Receipt:
    """Read the receipt."""
    connection, site = context.connection, context.site_id
    head = receipt_head(connection, site, action.of_seq)
    standing = receipt_standing(connection, site, action.of_seq)
    return _Receipt(head, receipt_detail(connection, site, action.of_seq), {line.line: line for line in standing})


def check_inspect(context: Context, action: Inspect) -> None:
    """Refuse what is not waiting, a concession or rejection without its reason, and the receiver's own acceptance."""
    check_head(context, action)
    receipt = _read(context, action)
    _check_head(context, action, receipt.head)
    wanted = [receipt.lines[line.of_line].lot_id for line in action.lines if line.of_line in receipt.lines]
    stock = Stock.read(context, action.depot, action.business_date, wanted)
    roots = locations(context.connection, action.depot)
    seen: set[int] = set()

    def problem_of(line: InspectLine) -> Problem:
        known = receipt.lines.get(line.of_line)
        if known is None:
            return "of_line", NotOfThisReceipt(number=receipt.head.number, line=line.of_line)
        if line.of_line in seen:
            return "of_line", LineTwice(item=known.name, label=known.label_code, place=known.place)
        seen.add(line.of_line)
        problem = _quantities_problem(line, known) or _words_problem(line)
        problem = problem or _goal_problem(stock, roots, receipt, line)
        return problem or _waiting_problem(stock, line, known)

    check_lines(action.lines, problem_of)


def _check_head(context: Context, action: Inspect, head: ReceiptHead) -> None:
    """Refuse a receipt of another depot or one that was taken back, and a certificate that nobody else answers for."""
    if head.depot_code != action.depot:
        raise UnknownRecord(kind=_("Receipt"), key=head.number)
    if head.reversed_by:
        raise ReceiptReversed(number=head.number, reversal=head.reversed_by)
    owes = () if action.emergency is None else action.emergency.owes
    if context.actor in {head.actor, head.prepared_by} and DebtKind.SECOND_PERSON not in owes:
        raise ReceiverInspects(login=context.actor)
    signers = action.certificate.inspectors
    if not any(signer.name.strip() for signer in signers):
        raise InspectorNeeded
    if len(signers) > INSPECTORS_MAX:
        raise TooManyLines(count=len(signers), most=INSPECTORS_MAX)


def _quantities_problem(line: InspectLine, known: StandingLine) -> Problem:
    """Return what is wrong with the quantities of a line."""
    for field in ("accepted", "conceded", "rejected"):
        quantity: Quantity = getattr(line, field)
        if quantity < NO_QUANTITY:
            return field, QuantityNegative(quantity=quantity)
        if not quantity.fits(known.decimals):
            return field, TooManyDecimals(item=known.name, decimals=known.decimals, quantity=quantity)
    if _total(line) == NO_QUANTITY:
        return "accepted", QuantityNotPositive(quantity=NO_QUANTITY)
    return None


def _words_problem(line: InspectLine) -> Problem:
    """Return which reason is missing."""
    if line.conceded and not (line.concession.strip() and line.allowed_by.strip()):
        return "concession", ConcessionUnfounded()
    if line.rejected and not line.reason.strip():
        return "reason", ReasonNeeded()
    return None


def _goal_problem(stock: Stock, roots: set[PlaceCode], receipt: _Receipt, line: InspectLine) -> Problem:
    """Return what is wrong with where accepted goods go; those of others go into a part of a location."""
    if line.to_place is None:
        return None
    problem = place_problem(stock.places, line.to_place, "to_place")
    if problem is None and receipt.detail.keeps_owner and line.to_place not in roots:
        return "to_place", NoPartsThere(place=line.to_place)
    return problem


def _waiting_problem(stock: Stock, line: InspectLine, known: StandingLine) -> Problem:
    """Return why so much of a line cannot be inspected."""
    waiting = stock.on_hand(known.lot_id, known.came_to) if known.is_inspected else NO_QUANTITY
    wanted = _total(line)
    if waiting < wanted:
        error = AwaitsNothing(wanted=wanted, item=known.name, label=known.label_code, waiting=waiting)
        return "accepted", error
    return taking_problem(stock, known.lot_id, known.came_to, wanted, (PlaceKind.INSPECTING,))


def _total(line: InspectLine) -> Quantity:
    """Return how much of a line was inspected."""
    return line.accepted + line.conceded + line.rejected


def inspect(context: Context, action: Inspect) -> None:
    """Put accepted goods into stock or with those of others, rejected ones out of service; write the certificate."""
    receipt = _read(context, action)
    ways = [way for line in action.lines for way in _ways(action, receipt, line)]
    ledger.carry(context, action, DocumentKind.INSPECTION, [route for route, _outcome, _by in ways])
    key = {"site_id": context.site_id, "seq": context.seq}
    facts = msgspec.structs.asdict(action.certificate)
    signers = facts.pop("inspectors")
    context.connection.execute(insert(tables.Inspection), {**key, "of_seq": action.of_seq, **facts})
    named = [signer for signer in signers if signer.name.strip()]
    if named:
        rows = [{**key, "at": at, "name": signer.name, "unit": signer.unit} for at, signer in enumerate(named, 1)]
        context.connection.execute(insert(tables.Inspector), rows)
    lines = [
        {**key, "line": at, "outcome": outcome, "allowed_by": allowed_by}
        for at, (_route, outcome, allowed_by) in enumerate(ways, 1)
    ]
    context.connection.execute(insert(tables.InspectionLine), lines)


def _ways(action: Inspect, receipt: _Receipt, line: InspectLine) -> Iterator[tuple[Route, Outcome, str]]:
    """Yield where the goods of a line go, as what, and on whose word."""
    known = receipt.lines[line.of_line]
    goal = line.to_place or known.place
    if receipt.detail.keeps_owner:
        goal = part_of(goal, PlaceKind.HELD)
    stopped = part_of(known.place, PlaceKind.OUT_OF_SERVICE)
    for quantity, outcome, where, reason, allowed_by in (
        (line.accepted, Outcome.ACCEPTED, goal, "", ""),
        (line.conceded, Outcome.CONCEDED, goal, line.concession, line.allowed_by),
        (line.rejected, Outcome.REJECTED, stopped, line.reason, ""),
    ):
        if quantity:
            route = Route(known.lot_id, known.came_to, where, quantity, reason, action.of_seq, line.of_line)
            yield route, outcome, allowed_by


# --- what is so ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InspectorRow:
    """Somebody who signed the certificate."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """The certificate of an inspection."""

    of_seq: int
    method: str
    indicators: str
    sample_number: str
    problems: str
    correction: str
    group_opinion: str
    buyer_opinion: str
    supplier_confirmation: str
    inspectors: tuple[InspectorRow, ...]
    outcomes: dict[int, tuple[Outcome, str]]
    """Of each line of the document: what it means, and who allowed a concession."""


def certificate(connection: Connection, site_id: SiteId, seq: int) -> CertificateRow:
    """Return the certificate that an inspection wrote.

    Raises:
        UnknownRecord: the entry posted no inspection.
    """
    names = CertificateRow.__slots__[:-2]
    columns = [getattr(tables.Inspection, name) for name in names]
    here = (tables.Inspection.site_id == site_id) & (tables.Inspection.seq == seq)
    row = connection.execute(select(*columns).where(here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Inspection"), key=str(seq))
    signers = select(tables.Inspector.name, tables.Inspector.unit).where(
        tables.Inspector.site_id == site_id, tables.Inspector.seq == seq
    )
    lines = select(tables.InspectionLine.line, tables.InspectionLine.outcome, tables.InspectionLine.allowed_by).where(
        tables.InspectionLine.site_id == site_id, tables.InspectionLine.seq == seq
    )
    facts = dict(zip(names, row, strict=True))
    return CertificateRow(
        **facts,
        inspectors=tuple(InspectorRow(*each) for each in connection.execute(signers.order_by(tables.Inspector.at))),
        outcomes={line: (outcome, by) for line, outcome, by in connection.execute(lines)},
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A receipt to be inspected."""

    head: ReceiptHead
    detail: DetailRow
    lines: tuple[StandingLine, ...]
    """Those of its lines that still wait."""


def waiting(connection: Connection, number: str) -> Waiting:
    """Return a receipt with those of its lines that still await their inspection.

    Raises:
        UnknownRecord: there is no receipt of this number.
    """
    paper = document_numbered(connection, number)
    head = receipt_head(connection, paper.site_id, paper.seq)
    lines = tuple(line for line in receipt_standing(connection, paper.site_id, paper.seq) if line.waiting)
    return Waiting(head, receipt_detail(connection, paper.site_id, paper.seq), lines)
