"""Goods sent to another depot, or to an organisation outside: they are on their way until whoever has them says so.

Only the addressee tells what arrived and what is missing. What turns round on the way is taken back by the depot that
sent it; a transfer of which nothing has arrived may as well be reversed. An addressee outside keeps no books here: the
depot that sent the goods records the receipt that came back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any

import msgspec
from sqlalchemy import Connection, insert, select

from supplies.errors import (
    AddresseeNeeded,
    DepotNotOurs,
    DueBackward,
    MoreThanSent,
    NotAddressee,
    PlaceNeeded,
    QuantityNotPositive,
    ReasonNeeded,
    SameDepot,
    ShortageElsewhere,
    TooManyDecimals,
    UnknownRecord,
)
from supplies.journal.action import Action, Context
from supplies.language import N_, _
from supplies.models.open_items import OpenLine
from supplies.models.stock import Bucket, Depot, Document, DocumentKind, PlaceKind
from supplies.models.transfers import Terms, Transfer, TransitPolicy
from supplies.stock import ledger, lookups, rules
from supplies.stock.actions import SEQ_MAX, LotLine, StockAction, Text
from supplies.stock.apply import meet_order
from supplies.stock.checks import (
    Problem,
    Stock,
    check_depot,
    check_head,
    check_lines,
    leaving_problem,
    lot_problem,
    place_problem,
)
from supplies.stock.ledger import Leg, Route
from supplies.stock.lookups import IN_TRANSIT, LOST, OUTSIDE, LotFact, part_of
from supplies.values import NO_QUANTITY, DepotCode, LotId, PlaceCode, Quantity

__all__ = [
    "HANDED_OVER",
    "HOURS",
    "PEER",
    "TERMS_NAMES",
    "AcceptLine",
    "AcceptTransfer",
    "Dispatch",
    "SetTransitPolicy",
    "Terms",
    "accept",
    "check_accept",
    "check_dispatch",
    "check_due",
    "check_transit_policy",
    "dispatch",
    "set_transit_policy",
    "transit_hours",
]

HANDED_OVER = OUTSIDE[PlaceKind.HANDED_OVER]
PEER = OUTSIDE[PlaceKind.PEER]

TERMS_NAMES = {
    Terms.PASSES: N_("Ownership passes"),
    Terms.HELD: N_("Kept for the sender"),
    Terms.LENT: N_("Lent"),
}
HOURS = 24
"""After so many hours a dispatch that nobody confirmed alarms, until the bureau says otherwise."""


def _nothing() -> Quantity:
    """Return the quantity of what is not told of; a factory, for a default has to be plain JSON."""
    return NO_QUANTITY


class Dispatch(StockAction, frozen=True, kw_only=True, tag="stock.dispatch"):
    """Send goods to another depot, or to the organisation outside that is the counterparty."""

    to_depot: DepotCode | None = None
    terms: Terms = Terms.PASSES
    lines: tuple[LotLine, ...]


class AcceptLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What became of a line of a dispatch: it may be told in parts."""

    of_line: Annotated[int, msgspec.Meta(ge=1, le=SEQ_MAX)]
    place: PlaceCode = PlaceCode("")
    """Where the goods are put; empty where an organisation outside has taken them over."""
    accepted: Quantity = msgspec.field(default_factory=_nothing)
    """What arrived in good order."""
    damaged: Quantity = msgspec.field(default_factory=_nothing)
    """What arrived and cannot be used."""
    short: Quantity = msgspec.field(default_factory=_nothing)
    """What did not arrive and will not."""
    reason: Text = ""

    @property
    def parts(self) -> tuple[Quantity, Quantity, Quantity]:
        """Return what is told, part by part."""
        return self.accepted, self.damaged, self.short

    @property
    def total(self) -> Quantity:
        """Return how much of the line is settled."""
        return self.accepted + self.damaged + self.short


class AcceptTransfer(StockAction, frozen=True, kw_only=True, tag="stock.accept_transfer"):
    """Say what arrived of a dispatch, what is damaged and what is missing."""

    of_seq: Annotated[int, msgspec.Meta(ge=1, le=SEQ_MAX)]
    """The entry of the dispatch."""
    lines: tuple[AcceptLine, ...]


class SetTransitPolicy(Action, frozen=True, kw_only=True, tag="stock.set_transit_policy"):
    """Say after how many hours a dispatch that nobody confirmed alarms."""

    hours: Annotated[int, msgspec.Meta(ge=1, le=8760)]
    source: Text


# --- sending ---------------------------------------------------------------------------------------------------------


def check_dispatch(context: Context, action: Dispatch) -> None:
    """Refuse a transfer to nobody, and goods that may not be handed out; those held for others may go home."""
    _check_addressee(context, action)
    check_due(action)
    rules.check_handing_out(context, action, action.lines, (PlaceKind.HELD,))


def _check_addressee(context: Context, action: Dispatch) -> None:
    """Refuse a transfer without an addressee, to the depot itself, or to a depot whose books are kept elsewhere."""
    if action.to_depot is None:
        if not action.counterparty.strip():
            raise AddresseeNeeded
        return
    if action.to_depot == action.depot:
        raise SameDepot(depot=action.depot)
    site = lookups.depot_site(context.connection, action.to_depot)
    if site is None:
        raise UnknownRecord(kind=_("Depot"), key=action.to_depot)
    if site != context.site_id:
        raise DepotNotOurs(depot=action.to_depot, site=site)


def check_due(action: StockAction) -> None:
    """Refuse goods that are due before they leave."""
    if action.due_on is not None and action.due_on < action.business_date:
        raise DueBackward(due=action.due_on, date=action.business_date)


def dispatch(context: Context, action: Dispatch) -> None:
    """Put the lines on their way; what the order held is met."""
    routes = [Route(line.lot_id, line.place, IN_TRANSIT, line.quantity, line.reason) for line in action.lines]
    legs = ledger.legs_of(context, action.depot, routes)
    with_whom = _with(context, action, action.to_depot)
    ledger.post(context, action, DocumentKind.DISPATCH, legs, peer_depot=action.to_depot, counterparty=with_whom)
    values = {"site_id": context.site_id, "seq": context.seq, "terms": action.terms}
    context.connection.execute(insert(Transfer), values)
    meet_order(context, action, routes)


def _with(context: Context, action: StockAction, depot: DepotCode | None) -> str:
    """Return the other side as the paper names it; a depot that it does not name, by that depot's name."""
    if action.counterparty.strip() or depot is None:
        return action.counterparty
    return context.connection.scalar(select(Depot.name).where(Depot.code == depot)) or ""


# --- arriving --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sent:
    """A dispatch, and what of it is still on its way."""

    number: str
    depot: DepotCode
    to_depot: DepotCode | None
    addressee: str
    terms: Terms
    lines: dict[int, tuple[LotId, Quantity]]

    @property
    def lot_ids(self) -> set[LotId]:
        """Return the lots of its lines."""
        return {lot_id for lot_id, _left in self.lines.values()}


def _sent(context: Context, of_seq: int) -> Sent:
    """Return a dispatch of this site.

    Raises:
        UnknownRecord: the entry is no dispatch.
    """
    head = (
        select(Document.number, Document.depot_code, Document.peer_depot, Document.counterparty, Transfer.terms)
        .join(Transfer, (Transfer.site_id == Document.site_id) & (Transfer.seq == Document.seq))
        .where(Document.site_id == context.site_id, Document.seq == of_seq)
    )
    row = context.connection.execute(head).first()
    if row is None:
        raise UnknownRecord(kind=_("Transfer"), key=str(of_seq))
    lines = select(OpenLine.of_line, OpenLine.lot_id, OpenLine.left_quantity).where(
        OpenLine.site_id == context.site_id, OpenLine.of_seq == of_seq, OpenLine.bucket == Bucket.IN_TRANSIT
    )
    left = {at: (lot_id, Quantity(much)) for at, lot_id, much in context.connection.execute(lines)}
    return Sent(*row, left)


@dataclass(slots=True)
class _Arrival:
    """A dispatch that is being accepted, less what the lines before have told of it."""

    action: AcceptTransfer
    sent: Sent
    stock: Stock
    """What the sender has on its way."""
    places: dict[PlaceCode, bool]
    """Where the goods may be put."""
    told: dict[int, int] = field(default_factory=dict)

    @property
    def is_home(self) -> bool:
        """Return whether the sender tells it: what came back, or what an addressee outside has confirmed."""
        return self.action.depot == self.sent.depot

    @property
    def is_outside(self) -> bool:
        """Return whether the addressee keeps no books here."""
        return self.sent.to_depot is None


def check_accept(context: Context, action: AcceptTransfer) -> None:
    """Refuse what was not sent here, more than is on its way, and what is missing or damaged without a reason."""
    check_head(context, action)
    sent = _sent(context, action.of_seq)
    if action.depot not in {sent.depot, sent.to_depot}:
        raise NotAddressee(number=sent.number, addressee=sent.addressee, depot=action.depot)
    if action.depot != sent.depot:
        check_depot(context, sent.depot, action.business_date)
    stock = Stock.read(context, sent.depot, action.business_date, sent.lot_ids)
    arrival = _Arrival(action, sent, stock, lookups.storage_places(context.connection, action.depot))
    check_lines(action.lines, lambda line: _arrival_problem(arrival, line))


def _arrival_problem(arrival: _Arrival, line: AcceptLine) -> Problem:
    """Return what is wrong with a line of an acceptance; counts it as told if nothing is."""
    if line.of_line not in arrival.sent.lines:
        return "of_line", UnknownRecord(kind=_("Line"), key=str(line.of_line))
    lot_id, left = arrival.sent.lines[line.of_line]
    problem = lot_problem(arrival.stock, lot_id)
    if problem is not None:
        return problem
    lot = arrival.stock.lots[lot_id]
    problem = _parts_problem(line, lot) or _left_problem(arrival, line, lot, left)
    if problem is not None:
        return problem
    problem = _telling_problem(arrival, line) or _goal_problem(arrival, line)
    if problem is not None:
        return problem
    late = leaving_problem(arrival.stock, lot, IN_TRANSIT, line.total)
    return None if late is None else ("accepted", late[1])


def _parts_problem(line: AcceptLine, lot: LotFact) -> Problem:
    """Return what is wrong with the quantities of a line by themselves."""
    for name, part in zip(("accepted", "damaged", "short"), line.parts, strict=True):
        if part < NO_QUANTITY:
            return name, QuantityNotPositive(quantity=part)
        if not part.fits(lot.decimals):
            return name, TooManyDecimals(item=lot.item_name, decimals=lot.decimals, quantity=part)
    return None if line.total else ("accepted", QuantityNotPositive(quantity=NO_QUANTITY))


def _left_problem(arrival: _Arrival, line: AcceptLine, lot: LotFact, left: Quantity) -> Problem:
    """Return why so much of a line cannot have arrived; counts it as told if it can."""
    told = arrival.told.get(line.of_line, 0)
    if told + line.total.thousandths > left.thousandths:
        facts: dict[str, Any] = {"item": lot.item_name, "label": lot.label_code, "number": arrival.sent.number}
        return "accepted", MoreThanSent(wanted=line.total, left=Quantity(left.thousandths - told), **facts)
    arrival.told[line.of_line] = told + line.total.thousandths
    return None


def _telling_problem(arrival: _Arrival, line: AcceptLine) -> Problem:
    """Return why a shortage or a damage cannot be told like this, or not by this depot."""
    if line.short and arrival.is_home and not arrival.is_outside:
        return "short", ShortageElsewhere(number=arrival.sent.number, addressee=arrival.sent.addressee)
    if (line.short or line.damaged) and not line.reason.strip():
        return "reason", ReasonNeeded()
    return None


def _goal_problem(arrival: _Arrival, line: AcceptLine) -> Problem:
    """Return why the goods cannot be put there; what an organisation outside has taken over needs no place."""
    if line.place:
        return place_problem(arrival.places, line.place)
    if arrival.is_outside or not (line.accepted or line.damaged):
        return None
    lot_id, _left = arrival.sent.lines[line.of_line]
    return "place", PlaceNeeded(item=arrival.stock.lots[lot_id].item_name)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a dispatch's line that goes one way."""

    lot_id: LotId
    of_line: int
    quantity: Quantity
    goal: PlaceCode
    """In the sender's books."""
    place: PlaceCode | None
    """Where the addressee puts it; None where its books have no part in it."""
    reason: str


def accept(context: Context, action: AcceptTransfer) -> None:
    """Settle the lines of the dispatch; what leaves the sender's books comes into the addressee's at the same worth."""
    sent = _sent(context, action.of_seq)
    pieces = [piece for line in action.lines for piece in _pieces(action, sent, line)]
    lots, on_way = ledger.read(context, sent.depot, sent.lot_ids)
    here = lookups.goods(context, action.depot, sent.lot_ids).held
    legs = []
    for piece in pieces:
        lot = lots[piece.lot_id]
        amount = on_way.carry(lot.lot_id, IN_TRANSIT, piece.goal, piece.quantity)
        facts = (lot.lot_id, lot.item_code, lot.is_single)
        settled = (action.of_seq, piece.of_line)
        out = Leg(*facts, IN_TRANSIT, piece.goal, piece.quantity, amount, piece.reason, *settled, sent.depot)
        legs.append(out)
        if piece.place is not None:
            origin = lookups.comes_from(lot, here, PEER)
            legs.append(Leg(*facts, origin, piece.place, piece.quantity, amount, piece.reason, depot=action.depot))
    other = None if action.depot == sent.depot else sent.depot
    with_whom = _with(context, action, other) or sent.addressee
    ledger.post(context, action, DocumentKind.ACCEPTANCE, legs, peer_depot=other, counterparty=with_whom)


def _pieces(action: AcceptTransfer, sent: Sent, line: AcceptLine) -> Iterator[_Piece]:
    """Yield the ways that the parts of a line go."""
    lot_id, _left = sent.lines[line.of_line]
    why = line.reason
    good = line.place
    stopped = part_of(line.place, PlaceKind.OUT_OF_SERVICE)
    is_home = action.depot == sent.depot
    if sent.terms is Terms.HELD and not is_home:
        good = part_of(line.place, PlaceKind.HELD)
    ways = ((line.accepted, good, "" if line.damaged or line.short else why), (line.damaged, stopped, why))
    for quantity, place, reason in ways:
        if quantity and not is_home:
            yield _Piece(lot_id, line.of_line, quantity, HANDED_OVER, place, reason)
        elif quantity:
            yield _Piece(lot_id, line.of_line, quantity, place if line.place else HANDED_OVER, None, reason)
    if line.short:
        yield _Piece(lot_id, line.of_line, line.short, LOST, None, why)


# --- when it alarms --------------------------------------------------------------------------------------------------


def check_transit_policy(context: Context, action: SetTransitPolicy) -> None:  # noqa: ARG001 - the form of every rule
    """Refuse a number of hours that nobody stands for."""
    if not action.source.strip():
        raise ReasonNeeded


def set_transit_policy(context: Context, action: SetTransitPolicy) -> None:
    """Write the number of hours."""
    values = {"site_id": context.site_id, "seq": context.seq, "hours": action.hours, "source": action.source}
    context.connection.execute(insert(TransitPolicy), values)


def transit_hours(connection: Connection) -> int:
    """Return after how many hours a dispatch that nobody confirmed alarms."""
    newest = select(TransitPolicy.hours).order_by(TransitPolicy.seq.desc()).limit(1)
    return connection.scalar(newest) or HOURS
