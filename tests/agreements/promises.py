"""A promise of an enterprise, as the tests need it."""

from datetime import date
from typing import Any

from supplies.accounts.actions import AddOrganisation
from supplies.agreements.actions import CallOff, Conclude, End, PromiseLine, Verify
from supplies.models.accounts import OrganisationKind
from supplies.models.agreements import AgreementKind
from supplies.values import ItemCode, OrganisationCode
from tests.rooms import TENT, Desk, act, some

MAKER = OrganisationCode("QY1")
NUMBER = "XY-2026-01"


def promised(item: ItemCode = TENT, quantity: str | int = 500) -> PromiseLine:
    """Return so much of an item."""
    return PromiseLine(item=item, quantity=some(quantity))


def conclude(*lines: PromiseLine, **more: Any) -> Conclude:
    """Return an agreement of this year."""
    values: dict[str, Any] = {
        "number": NUMBER,
        "kind": AgreementKind.AGREEMENT,
        "enterprise": MAKER,
        "hours": 12,
        "price_formula": "出厂价上浮不超过5%",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        **more,
    }
    return act(Conclude, lines=lines or (promised(),), **values)


def verify(*lines: PromiseLine, number: str = NUMBER, **more: Any) -> Verify:
    """Return what was found available."""
    return act(Verify, agreement=number, lines=lines, **more)


def call_off(*lines: PromiseLine, number: str = NUMBER, **more: Any) -> CallOff:
    """Return a call."""
    return act(CallOff, agreement=number, lines=lines, **{"needed_by": date(2026, 7, 2), **more})


def end(number: str = NUMBER, reason: str = "企业停产") -> End:
    """Return the end of an agreement."""
    return act(End, agreement=number, reason=reason)


def enterprise(desk: Desk) -> None:
    """Record the enterprise."""
    desk.post(act(AddOrganisation, code=MAKER, name="鞍山帐篷厂", kind=OrganisationKind.SUPPLIER))


def tell_agreements(desk: Desk) -> dict[str, int]:
    """Conclude an agreement, verify it, call upon it and end it."""
    enterprise(desk)
    deeds = {
        "agreement": conclude(),
        "verified agreement": verify(promised(quantity=400)),
        "call upon an agreement": call_off(promised(quantity=100)),
        "ended agreement": end(),
    }
    first = desk.program.head.seq + 1
    desk.post(*deeds.values())
    return {name: first + number for number, name in enumerate(deeds)}
