"""What can happen when goods are needed: incidents, requests and orders."""

from datetime import date
from typing import Annotated

import msgspec

from supplies.journal.action import END, Action
from supplies.models.relief import Disaster, IncidentKind
from supplies.values import DepotCode, ItemCode, LotId, Quantity

LINES_MAX = 1000
PRIORITY_USUAL = 3

Text = Annotated[str, msgspec.Meta(max_length=300)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"^\S(.*\S)?" + END)]
Number = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Reason = Annotated[str, msgspec.Meta(min_length=2, max_length=300)]
LineNumber = Annotated[int, msgspec.Meta(ge=1, le=LINES_MAX)]


class OpenIncident(Action, frozen=True, kw_only=True, tag="relief.open_incident"):
    """Open an incident or a drill; what is posted under it carries its number."""

    kind: IncidentKind
    title: Name
    disaster: Disaster
    level: Annotated[int, msgspec.Meta(ge=1, le=4)] | None = None
    """Of the response, 1 the highest; None where none is declared."""
    place: Text = ""
    started_on: date
    note: Text = ""


class CloseIncident(Action, frozen=True, kw_only=True, tag="relief.close_incident"):
    """Close an incident whose orders are all handed over or released."""

    incident: Number


class RequestLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How much of an item is asked for."""

    item: ItemCode
    quantity: Quantity
    note: Text = ""


class Request(Action, frozen=True, kw_only=True, tag="relief.request"):
    """Ask for goods."""

    requester: Name
    contact: Text = ""
    """Whom to call, as on the paper."""
    place: Text = ""
    needed_by: date
    priority: Annotated[int, msgspec.Meta(ge=1, le=5)] = PRIORITY_USUAL
    """1 is the most urgent."""
    incident: Annotated[str, msgspec.Meta(max_length=60)] = ""
    """Its number; empty for none."""
    note: Text = ""
    lines: tuple[RequestLine, ...]


class CancelRequest(Action, frozen=True, kw_only=True, tag="relief.cancel_request"):
    """Give up a request that has no open orders."""

    request: Number
    reason: Reason


class OrderLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How much of a lot a depot hands over for a line of the request."""

    request_line: LineNumber
    depot: DepotCode
    lot_id: LotId
    quantity: Quantity


class Order(Action, frozen=True, kw_only=True, tag="relief.order"):
    """Order goods to be handed over for a request, wholly or partly; they are reserved until they are, or released."""

    request: Number
    receiver: Name
    vehicle: Text = ""
    """Kind and number plate."""
    driver: Text = ""
    expected_on: date | None = None
    note: Text = ""
    lines: tuple[OrderLine, ...]


class ReleaseOrder(Action, frozen=True, kw_only=True, tag="relief.release_order"):
    """Free what an order has reserved and what is not handed over yet."""

    order: Number
    reason: Reason


RosterHash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}" + END)]
Count = Annotated[int, msgspec.Meta(ge=1, le=10_000_000)]


class GoodsLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """So much of an item, for all households together."""

    item: ItemCode
    quantity: Quantity


class Distribute(Action, frozen=True, kw_only=True, tag="relief.distribute"):
    """Hand issued goods on to the households of a village. Who they are stands in the encrypted roster alone."""

    incident: Number
    village: Name
    roster_hash: RosterHash
    """The SHA-256 of the encrypted roster."""
    roster_size: Count
    households: Count
    persons: Count
    issues: tuple[Number, ...]
    """The numbers of the issues whose goods are handed on."""
    lines: tuple[GoodsLine, ...]
    note: Text = ""


class ConfirmDistribution(Action, frozen=True, kw_only=True, tag="relief.confirm_distribution"):
    """Record that the signed list came back, and what was short."""

    distribution: Number
    signed_households: Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]
    paper: Text = ""
    """Where the signed list is kept."""
    short: tuple[GoodsLine, ...] = ()


class PurgeRoster(Action, frozen=True, kw_only=True, tag="relief.purge_roster"):
    """Destroy who received goods, once the work has ended (突发事件应对法第八十五条); the counts stay."""

    distribution: Number
    reason: Reason
