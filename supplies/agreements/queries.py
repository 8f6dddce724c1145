"""Promises as read: agreements with their lines, calls, and what is promised of each item."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from supplies.errors import UnknownRecord
from supplies.language import N_, _, pick
from supplies.models.accounts import Organisation
from supplies.models.agreements import Agreement, AgreementKind, AgreementLine, CallOff, CallOffLine
from supplies.models.catalogue import Item
from supplies.values import ItemCode, OrganisationCode, Quantity, SiteId

KIND_NAMES = {
    AgreementKind.AGREEMENT: N_("Agreement reserve"),
    AgreementKind.CAPACITY: N_("Capacity reserve"),
}


def kind_name(kind: AgreementKind) -> str:
    """Return what kind of promise it is, in the reader's language."""
    return _(KIND_NAMES[kind])


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """A promise of an enterprise."""

    site_id: SiteId
    seq: int
    number: str
    kind: AgreementKind
    enterprise: OrganisationCode
    enterprise_name: str
    hours: int
    price_formula: str
    legal_base: str
    starts_on: date
    ends_on: date
    note: str
    verified_on: date | None
    verified_by: str | None
    ended_on: date | None
    end_reason: str
    lines: int

    @property
    def kind_name(self) -> str:
        """Return what kind of promise it is, in the reader's language."""
        return kind_name(self.kind)

    def binds(self, day: date) -> bool:
        """Return whether it binds on a day."""
        return self.ended_on is None and self.starts_on <= day <= self.ends_on

    def state(self, day: date) -> str:
        """Return how it stands on a day, in the reader's language."""
        if self.ended_on is not None or day > self.ends_on:
            return _("No longer binding")
        return _("Binding") if day >= self.starts_on else _("Not yet binding")


def _agreements() -> Select[*tuple[Any, ...]]:
    """Select agreements with their enterprises."""
    lines = (
        select(func.count())
        .where(AgreementLine.site_id == Agreement.site_id, AgreementLine.seq == Agreement.seq)
        .scalar_subquery()
    )
    return select(
        Agreement.site_id,
        Agreement.seq,
        Agreement.number,
        Agreement.kind,
        Agreement.enterprise,
        Organisation.name,
        Agreement.hours,
        Agreement.price_formula,
        Agreement.legal_base,
        Agreement.starts_on,
        Agreement.ends_on,
        Agreement.note,
        Agreement.verified_on,
        Agreement.verified_by,
        Agreement.ended_on,
        Agreement.end_reason,
        lines,
    ).join(Organisation, Organisation.code == Agreement.enterprise)


def agreements(connection: Connection) -> list[AgreementRow]:
    """Return every agreement: those that end first come first, ended ones last."""
    order = (Agreement.ended_seq.is_not(None), Agreement.ends_on, Agreement.number)
    return [AgreementRow(*row) for row in connection.execute(_agreements().order_by(*order))]


def agreement(connection: Connection, number: str) -> AgreementRow:
    """Return one agreement.

    Raises:
        UnknownRecord: there is none of this number.
    """
    row = connection.execute(_agreements().where(Agreement.number == number.strip())).first()
    if row is None:
        raise UnknownRecord(kind=_("Agreement"), key=number)
    return AgreementRow(*row)


@dataclass(frozen=True, slots=True)
class PromisedLine:
    """What is promised of an item, found available, and called so far."""

    item_code: ItemCode
    name_zh: str
    name_en: str
    specification: str
    unit: str
    decimals: int
    quantity: Quantity
    available: Quantity | None
    """As verified last; None: never."""
    called: Quantity

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def left(self) -> Quantity:
        """Return what may still be called."""
        return self.quantity - self.called


def promised_lines(connection: Connection, site_id: SiteId, seq: int) -> list[PromisedLine]:
    """Return the lines of an agreement, by item."""
    called = (
        select(func.coalesce(func.sum(CallOffLine.quantity), 0))
        .join(CallOff, and_(CallOff.site_id == CallOffLine.site_id, CallOff.seq == CallOffLine.seq))
        .where(
            CallOff.site_id == AgreementLine.site_id,
            CallOff.of_seq == AgreementLine.seq,
            CallOffLine.item_code == AgreementLine.item_code,
        )
        .scalar_subquery()
    )
    columns = (Item.code, Item.name_zh, Item.name_en, Item.specification, Item.unit, Item.decimals)
    statement = (
        select(*columns, AgreementLine.quantity, AgreementLine.available, called)
        .join(Item, Item.code == AgreementLine.item_code)
        .where(AgreementLine.site_id == site_id, AgreementLine.seq == seq)
        .order_by(Item.code)
    )
    return [
        PromisedLine(
            *(
                *row[:6],
                Quantity(row[6]),
                None if row[7] is None else Quantity(row[7]),
                Quantity(int(row[8])),
            )
        )
        for row in connection.execute(statement)
    ]


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call for what was promised."""

    number: str
    agreement: str
    called_on: date
    needed_by: date
    deliver_to: str
    incident: str
    actor: str
    goods: str
    """Item and quantity of each line, as people read them."""


def calls(connection: Connection, number: str = "") -> list[CallRow]:
    """Return the calls upon one agreement or all, newest first."""
    statement = (
        select(
            CallOff.site_id,
            CallOff.seq,
            CallOff.number,
            Agreement.number,
            CallOff.called_on,
            CallOff.needed_by,
            CallOff.deliver_to,
            CallOff.incident,
            CallOff.actor,
        )
        .join(Agreement, and_(Agreement.site_id == CallOff.site_id, Agreement.seq == CallOff.of_seq))
        .order_by(CallOff.called_on.desc(), CallOff.site_id, CallOff.seq.desc())
    )
    if number:
        statement = statement.where(Agreement.number == number)
    lines = (
        select(CallOffLine.site_id, CallOffLine.seq, Item.name_zh, Item.name_en, CallOffLine.quantity, Item.unit)
        .join(Item, Item.code == CallOffLine.item_code)
        .order_by(CallOffLine.item_code)
    )
    goods: dict[tuple[SiteId, int], list[str]] = {}
    for site_id, seq, name_zh, name_en, quantity, unit in connection.execute(lines):
        text = f"{pick(name_zh, name_en)} {Quantity(quantity).grouped()} {unit}"
        goods.setdefault((site_id, seq), []).append(text)
    return [CallRow(*(*row[2:], "；".join(goods.get((row[0], row[1]), [])))) for row in connection.execute(statement)]


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised of an item by all who are bound: by agreement and by capacity, and what of it was verified."""

    agreement: Quantity
    capacity: Quantity
    agreement_verified: Quantity
    capacity_verified: Quantity


def promises(connection: Connection, day: date) -> dict[ItemCode, Promise]:
    """Return what is promised of each item on a day, less what was called."""
    binds = and_(
        Agreement.starts_on <= day,
        Agreement.ends_on >= day,
        or_(Agreement.ended_on.is_(None), Agreement.ended_on > day),
    )
    found: dict[ItemCode, dict[AgreementKind, list[int]]] = {}
    rows = connection.execute(_agreements().where(binds))
    for row in [AgreementRow(*each) for each in rows]:
        for line in promised_lines(connection, row.site_id, row.seq):
            sums = found.setdefault(line.item_code, {}).setdefault(row.kind, [0, 0])
            left = line.left.thousandths
            sums[0] += left
            sums[1] += min(left, 0 if line.available is None else line.available.thousandths)
    return {item: _promise(kinds) for item, kinds in found.items()}


def _promise(kinds: dict[AgreementKind, list[int]]) -> Promise:
    """Return the sums of both kinds."""
    agreement, capacity = (kinds.get(kind, [0, 0]) for kind in AgreementKind)
    return Promise(Quantity(agreement[0]), Quantity(capacity[0]), Quantity(agreement[1]), Quantity(capacity[1]))
