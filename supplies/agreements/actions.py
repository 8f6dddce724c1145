"""What can happen to a promise: it is concluded, verified, called upon and ended."""

from datetime import date
from typing import Annotated

import msgspec

from supplies.journal.action import END, Action
from supplies.models.agreements import AgreementKind
from supplies.values import ItemCode, OrganisationCode, Quantity

__all__ = [
    "HOURS_MAX",
    "LEGAL_BASE",
    "LINES_MAX",
    "AgreementKind",
    "CallOff",
    "Conclude",
    "End",
    "PromiseLine",
    "Verify",
]

LINES_MAX = 500
HOURS_MAX = 24 * 365

Text = Annotated[str, msgspec.Meta(max_length=300)]
Number = Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=r"^\S(.*\S)?" + END)]
Reason = Annotated[str, msgspec.Meta(min_length=2, max_length=300)]
Hours = Annotated[int, msgspec.Meta(ge=1, le=HOURS_MAX)]

LEGAL_BASE = "《中华人民共和国突发事件应对法》第四十六条"
"""What lets a county's government conclude such agreements."""


class PromiseLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """So much of an item, in its base unit."""

    item: ItemCode
    quantity: Quantity


class Conclude(Action, frozen=True, kw_only=True, tag="agreements.conclude"):
    """Record what an enterprise promises to supply."""

    number: Number
    kind: AgreementKind
    enterprise: OrganisationCode
    hours: Hours
    """Within how many hours it supplies once it is called."""
    price_formula: Text = ""
    legal_base: Text = LEGAL_BASE
    starts_on: date
    ends_on: date
    note: Text = ""
    lines: tuple[PromiseLine, ...]


class Verify(Action, frozen=True, kw_only=True, tag="agreements.verify"):
    """Record what the enterprise was found able to supply, on the business date; items left out stay as they were."""

    agreement: Number
    lines: tuple[PromiseLine, ...]


class CallOff(Action, frozen=True, kw_only=True, tag="agreements.call_off"):
    """Call for some of what was promised (启用通知)."""

    agreement: Number
    needed_by: date
    deliver_to: Text = ""
    incident: Text = ""
    lines: tuple[PromiseLine, ...]


class End(Action, frozen=True, kw_only=True, tag="agreements.end"):
    """End an agreement before its time."""

    agreement: Number
    reason: Reason
