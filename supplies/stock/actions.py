"""What can happen to goods and to the places that hold them."""

import unicodedata
from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

from supplies.journal.action import END, Action
from supplies.models.disposal import Ground
from supplies.models.incoming import ValueBasis
from supplies.models.open_items import DebtKind
from supplies.models.stock import DocumentKind, Origin
from supplies.values import (
    NO_MONEY,
    AppropriationId,
    DepotCode,
    ItemCode,
    Login,
    LotId,
    Money,
    OrganisationCode,
    PlaceCode,
    Quantity,
)

__all__ = [
    "AddDepot",
    "AddPlace",
    "Adjust",
    "ClosePeriod",
    "Condition",
    "CountLine",
    "DebtKind",
    "DocumentKind",
    "Emergency",
    "Gift",
    "Ground",
    "Into",
    "Issue",
    "LotLine",
    "Move",
    "MoveLine",
    "Origin",
    "ReceiptLine",
    "Receive",
    "RetirePlace",
    "Return",
    "ReturnLine",
    "Reverse",
    "StockAction",
    "TechnicalAppraisal",
    "ValueBasis",
    "WriteOff",
    "kept_number",
]

LINES_MAX = 5000
SEQ_MAX = 2**53
"""No journal ever has as many entries; JSON keeps whole numbers exact up to here."""

TEXT_MAX = 300
"""Characters of a text that a person enters."""

Text = Annotated[str, msgspec.Meta(max_length=TEXT_MAX)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"^\S(.*\S)?" + END)]
NewDepotCode = Annotated[DepotCode, msgspec.Meta(pattern="^[A-Z0-9]{2,8}" + END)]
NewPlaceCode = Annotated[PlaceCode, msgspec.Meta(pattern="^[A-Z0-9]{1,12}" + END)]


class AddDepot(Action, frozen=True, kw_only=True, tag="stock.add_depot"):
    """Open a depot of this site, with the places that stand for the world outside it."""

    code: NewDepotCode
    name: Name
    address: Text = ""
    pinyin: Text = ""


class AddPlace(Action, frozen=True, kw_only=True, tag="stock.add_place"):
    """Open a storage location; its code is short, for it stands in the label."""

    depot: DepotCode
    code: NewPlaceCode
    name: Name


class RetirePlace(Action, frozen=True, kw_only=True, tag="stock.retire_place"):
    """Close a storage location that is empty."""

    depot: DepotCode
    code: PlaceCode


class ClosePeriod(Action, frozen=True, kw_only=True, tag="stock.close_period"):
    """Close a depot's books through a day; they are never opened again."""

    depot: DepotCode
    closed_through: date


class Emergency(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is known where goods go out before the papers (先出后补): who ordered it and how, and what is owed."""

    ordered_by: Text = ""
    phone: Text = ""
    basis: Text = ""
    """How the order came: by telephone, by message, in person."""
    owes: tuple[DebtKind, ...] = ()
    """What the document lacks; each becomes a debt."""
    hours: Annotated[int, msgspec.Meta(ge=1, le=720)] = 48
    """Until when everything is owed, from the moment of posting."""
    owner: Login | None = None
    """Who has to settle it; None is the one who posts."""


class StockAction(Action, frozen=True, kw_only=True):
    """What every stock document has: the depot, and what stands on its paper."""

    depot: DepotCode
    counterparty: Text = ""
    """Supplier, donor, superior or receiver, as on the paper."""
    paper_number: Text = ""
    """The number of the order, contract or approval behind it."""
    incident: Text = ""
    note: Text = ""
    receiver: Text = ""
    """The person who takes the goods, or brings them."""
    vehicle: Text = ""
    """Plate and driver."""
    due_on: date | None = None
    """When the goods are to be back, or to arrive."""
    paper_date: date | None = None
    """The day on a paper that came after its period was closed; the business date lies in the open period."""
    order: Annotated[int, msgspec.Meta(ge=1, le=SEQ_MAX)] | None = None
    """The entry of the order that it carries out."""
    emergency: Emergency | None = None

    @property
    def is_emergency(self) -> bool:
        """Return whether it is posted before its papers."""
        return self.emergency is not None


class Into(StrEnum):
    """As what goods are taken in: usable, to be inspected first, or held for somebody else (代储)."""

    ON_HAND = "on_hand"
    INSPECTING = "inspecting"
    HELD = "held"


def kept_number(text: str) -> str:
    """Return a batch or serial number as it is kept and looked for: half width, upper case, no blanks around it."""
    return unicodedata.normalize("NFKC", text).upper().strip()


class ReceiptLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Goods of one item that came together. Each line becomes a lot; an object with a serial number is a lot of one."""

    lot_id: LotId
    item: ItemCode
    quantity: Quantity
    place: PlaceCode
    # A factory, for the form shown of an action can hold no default that is not plain JSON.
    amount: Money = msgspec.field(default_factory=lambda: NO_MONEY)
    """What the line cost in all; the unit price follows from it."""
    batch_no: Text = ""
    serial_no: Text = ""
    produced_on: date | None = None
    expires_on: date | None = None
    owner: OrganisationCode | None = None
    manager: OrganisationCode | None = None
    appropriation_id: AppropriationId | None = None
    is_consumable: bool = False
    """Whether the goods are used up when they are issued; otherwise they are to come back."""
    ordered: Quantity | None = None
    """How much was due (应到); None where no order says."""
    of_line: Annotated[int, msgspec.Meta(ge=1, le=LINES_MAX)] | None = None
    """The line of the rotation that these goods stand against."""

    def __post_init__(self) -> None:
        """Keep the numbers so that they are found again however they are typed, and that one number is one object."""
        for name in ("batch_no", "serial_no"):
            msgspec.structs.force_setattr(self, name, kept_number(getattr(self, name)))


class Gift(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the law wants recorded of a donation. Who wants to stay unnamed is named nowhere in the store."""

    donor: Text = ""
    is_anonymous: bool = False
    is_directed: bool = False
    """Whether the donor said what it is for (定向)."""
    purpose: Text = ""
    beneficiary: Text = ""
    """The place or the people that it is for."""
    basis: ValueBasis = ValueBasis.AGREEMENT
    """What the value entered rests on."""
    quality_proof: Text = ""
    receipt_number: Text = ""
    """The number of the donation receipt (捐赠票据)."""
    remaining_life: Text = ""
    """How long the goods are good for, as the donor states it."""


class Receive(StockAction, frozen=True, kw_only=True, tag="stock.receive"):
    """Take goods in: bought, given, or allotted from above."""

    origin: Origin
    into: Into = Into.ON_HAND
    supplier: OrganisationCode | None = None
    contract_number: Text = ""
    tender_lot: Text = ""
    """The lot (包) of the tender, as the contract names it."""
    invoice_number: Text = ""
    allotment_number: Text = ""
    """The superior's order."""
    keeps_owner: bool = False
    """Whether the goods stay somebody else's: they are held, or will be once they are inspected."""
    replaces: Annotated[int, msgspec.Meta(ge=1, le=SEQ_MAX)] | None = None
    """The entry of the return to the supplier that these goods make good (换货)."""
    donation: Gift | None = None
    rotation: Annotated[int, msgspec.Meta(ge=1, le=SEQ_MAX)] | None = None
    """The entry of the rotation for which these goods come in."""
    lines: tuple[ReceiptLine, ...]


class LotLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Some of a lot at a place."""

    lot_id: LotId
    place: PlaceCode
    quantity: Quantity
    reason: Text = ""


class Condition(StrEnum):
    """How goods come back."""

    GOOD = "good"
    REPAIR = "repair"
    SCRAP = "scrap"
    LOST = "lost"


class ReturnLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Some of a lot that comes back, or will not."""

    lot_id: LotId
    place: PlaceCode
    quantity: Quantity
    condition: Condition = Condition.GOOD
    """Good goods are usable again; those to be repaired or scrapped are out of service; lost ones are gone."""
    reason: Text = ""
    days_used: Annotated[int, msgspec.Meta(ge=0, le=36500)] | None = None
    of_seq: Annotated[int, msgspec.Meta(ge=1, le=SEQ_MAX)] | None = None
    """The document that it settles; None: the oldest ones, first those of the counterparty who returns it."""


class MoveLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Some of a lot from one place to another of the same depot."""

    lot_id: LotId
    place: PlaceCode
    to_place: PlaceCode
    quantity: Quantity


class CountLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was counted of a lot at a place, and what the books said then."""

    lot_id: LotId
    place: PlaceCode
    book: Quantity
    counted: Quantity
    reason: Text = ""


class Issue(StockAction, frozen=True, kw_only=True, tag="stock.issue"):
    """Hand goods out."""

    lines: tuple[LotLine, ...]


class Move(StockAction, frozen=True, kw_only=True, tag="stock.move"):
    """Move goods between places of one depot."""

    lines: tuple[MoveLine, ...]


class Return(StockAction, frozen=True, kw_only=True, tag="stock.return"):
    """Take back goods that were issued or lent."""

    lines: tuple[ReturnLine, ...]


class Adjust(StockAction, frozen=True, kw_only=True, tag="stock.adjust"):
    """Set the books to what was counted."""

    lines: tuple[CountLine, ...]


class TechnicalAppraisal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who looked at the goods before they are scrapped, and what they found (鉴定意见)."""

    institute: Text = ""
    """The professional institute; where there is none, the experts."""
    experts: tuple[Name, ...] = ()
    opinion: Text
    appraised_on: date


class WriteOff(StockAction, frozen=True, kw_only=True, tag="stock.write_off"):
    """Take goods off the books that are lost, spoilt or expired; scrapping names its ground and its appraisal."""

    ground: Ground | None = None
    appraisal: TechnicalAppraisal | None = None
    lines: tuple[LotLine, ...]


class Reverse(Action, frozen=True, kw_only=True, tag="stock.reverse"):
    """Take back a whole document by its mirror; both stay in the books."""

    reverses_seq: Annotated[int, msgspec.Meta(ge=1, le=SEQ_MAX)]
    reason: Annotated[str, msgspec.Meta(min_length=2, max_length=300)]
