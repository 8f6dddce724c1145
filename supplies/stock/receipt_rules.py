"""Whether goods may be taken in: each line becomes a lot, so each line is looked at whole."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from supplies.catalogue.queries import ItemFilter, ItemRow, items
from supplies.errors import (
    AlreadyThere,
    AmountNegative,
    AmountTooLarge,
    ItemRetired,
    LifeBackward,
    ProducedLater,
    SerialNeeded,
    SerialNotWanted,
    SerialTaken,
    UnknownRecord,
)
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.accounts import Organisation
from supplies.models.catalogue import Tracking
from supplies.models.funds import Appropriation
from supplies.models.stock import Lot
from supplies.stock import incoming, lookups, rotation
from supplies.stock.actions import ReceiptLine, Receive
from supplies.stock.checks import Problem, check_head, check_lines, place_problem, quantity_problem
from supplies.stock.worth import is_priceable
from supplies.values import NO_MONEY, ONE, AppropriationId, ItemCode, LotId, OrganisationCode, PlaceCode


@dataclass(frozen=True, slots=True)
class _Known:
    """What the lines of a receipt may name, and what they may not repeat."""

    items: dict[ItemCode, ItemRow]
    places: dict[PlaceCode, bool]
    organisations: set[OrganisationCode]
    appropriations: set[AppropriationId]
    lots: set[LotId]
    serials: set[tuple[ItemCode, str]]
    roots: set[PlaceCode]
    """The storage locations: they alone have parts where goods are set aside."""


def check_receive(context: Context, action: Receive) -> None:
    """Refuse goods that cannot be what the line says, and everything it names that is not recorded."""
    check_head(context, action)
    incoming.check_detail(context, action)
    standing = rotation.standing_for(context, action)
    known = _read_known(context, action)
    if action.supplier is not None and action.supplier not in known.organisations:
        raise UnknownRecord(kind=_("Organisation"), key=action.supplier)
    checks: tuple[Callable[[ReceiptLine, _Known, date], Problem], ...] = (_goods, _identity, _dates, _names)

    def problem_of(line: ReceiptLine) -> Problem:
        found = (check(line, known, action.business_date) for check in checks)
        problem = next((problem for problem in found if problem is not None), None)
        return problem or _into_problem(action, line, known) or rotation.line_problem(standing, line)

    check_lines(action.lines, problem_of)


def _into_problem(action: Receive, line: ReceiptLine, known: _Known) -> Problem:
    """Check what a line is set aside as, and how much was due."""
    item = known.items[line.item]
    return incoming.line_problem(action, line, (item.name, item.decimals), known.roots)


def _read_known(context: Context, action: Receive) -> _Known:
    """Read what the receipt may name."""
    connection = context.connection
    return _Known(
        {item.code: item for item in items(connection, ItemFilter(with_retired=True))},
        lookups.storage_places(connection, action.depot),
        set(connection.scalars(select(Organisation.code).where(Organisation.is_active))),
        set(connection.scalars(select(Appropriation.appropriation_id))),
        set(lookups.lots(connection, context.site_id, (line.lot_id for line in action.lines))),
        _serials_taken(connection, action),
        incoming.locations(connection, action.depot),
    )


def _serials_taken(connection: Connection, action: Receive) -> set[tuple[ItemCode, str]]:
    """Return the serial numbers of the receipt that are recorded already."""
    wanted = {line.serial_no for line in action.lines if line.serial_no}
    taken: set[tuple[ItemCode, str]] = set()
    for some in lookups.chunks(wanted):
        statement = select(Lot.item_code, Lot.serial_no).where(Lot.serial_no.in_(some), ~Lot.is_void)
        taken.update((item, serial) for item, serial in connection.execute(statement) if serial is not None)
    return taken


def _goods(line: ReceiptLine, known: _Known, _day: date) -> Problem:
    """Check item, quantity, cost and place."""
    item = known.items.get(line.item)
    if item is None:
        return "item", UnknownRecord(kind=_("Item type"), key=line.item)
    if item.is_retired:
        return "item", ItemRetired(item=item.code)
    if line.amount < NO_MONEY:
        return "amount", AmountNegative(amount=line.amount)
    problem = quantity_problem(line.quantity, item.name, item.decimals) or place_problem(known.places, line.place)
    if problem is None and not is_priceable(line.amount, line.quantity):
        return "amount", AmountTooLarge(quantity=line.quantity, item=item.name)
    return problem


def _identity(line: ReceiptLine, known: _Known, _day: date) -> Problem:
    """Check the lot's id and serial number; what is found is remembered for the lines behind."""
    item = known.items[line.item]
    if line.lot_id in known.lots:
        return "lot_id", AlreadyThere(kind=_("Lot"), key=str(line.lot_id))
    known.lots.add(line.lot_id)
    if item.tracking is not Tracking.SERIAL:
        return ("serial_no", SerialNotWanted(item=item.name)) if line.serial_no else None
    if not line.serial_no.strip() or line.quantity != ONE:
        return "serial_no", SerialNeeded(item=item.name)
    if (line.item, line.serial_no) in known.serials:
        return "serial_no", SerialTaken(serial=line.serial_no, item=item.name)
    known.serials.add((line.item, line.serial_no))
    return None


def _dates(line: ReceiptLine, _known: _Known, day: date) -> Problem:
    """Check production and expiry; goods may well be expired when they come, but not before they were made."""
    if line.produced_on is not None and line.produced_on > day:
        return "produced_on", ProducedLater(produced=line.produced_on, date=day)
    if line.produced_on is not None and line.expires_on is not None and line.expires_on < line.produced_on:
        return "expires_on", LifeBackward(expires=line.expires_on, produced=line.produced_on)
    return None


def _names(line: ReceiptLine, known: _Known, _day: date) -> Problem:
    """Check whose the goods are and what paid for them; unknown is a legal answer."""
    for field, code in (("owner", line.owner), ("manager", line.manager)):
        if code is not None and code not in known.organisations:
            return field, UnknownRecord(kind=_("Organisation"), key=code)
    if line.appropriation_id is not None and line.appropriation_id not in known.appropriations:
        return "appropriation_id", UnknownRecord(kind=_("Appropriation"), key=str(line.appropriation_id))
    return None
