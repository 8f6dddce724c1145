"""The official names of incidents, disasters, priorities and states."""

from enum import StrEnum

from supplies.language import N_, _
from supplies.models.relief import Disaster, IncidentKind

__all__ = [
    "PRIORITIES",
    "Disaster",
    "IncidentKind",
    "OrderState",
    "RequestState",
    "disaster_name",
    "kind_name",
    "level_name",
    "order_state_name",
    "priority_name",
    "request_state_name",
]


class RequestState(StrEnum):
    """How far a request is; it follows from its orders and what was handed over."""

    WAITING = "waiting"
    PARTLY_ORDERED = "partly_ordered"
    ORDERED = "ordered"
    HANDED_OVER = "handed_over"
    CANCELLED = "cancelled"


class OrderState(StrEnum):
    """How far an order is; it follows from what was handed over."""

    OPEN = "open"
    PARTLY = "partly"
    HANDED_OVER = "handed_over"
    RELEASED = "released"


PRIORITIES = {1: N_("Extremely urgent"), 2: N_("Very urgent"), 3: N_("Urgent"), 4: N_("Usual"), 5: N_("Can wait")}
"""What the priorities of requests are called, the most urgent first."""

_KINDS = {IncidentKind.INCIDENT: N_("Incident"), IncidentKind.DRILL: N_("Drill")}
_DISASTERS = {
    Disaster.FLOOD: N_("Flood"),
    Disaster.DROUGHT: N_("Drought"),
    Disaster.TYPHOON: N_("Typhoon"),
    Disaster.EARTHQUAKE: N_("Earthquake"),
    Disaster.GEOLOGICAL: N_("Geological disaster"),
    Disaster.FOREST_FIRE: N_("Forest or grassland fire"),
    Disaster.SNOW_AND_COLD: N_("Snow, ice and cold"),
    Disaster.WIND_AND_HAIL: N_("Wind and hail"),
    Disaster.ACCIDENT: N_("Accident"),
    Disaster.OTHER: N_("Other disaster"),
}
_LEVELS = {1: N_("Level I"), 2: N_("Level II"), 3: N_("Level III"), 4: N_("Level IV")}
_REQUEST_STATES = {
    RequestState.WAITING: N_("Waiting for allocation"),
    RequestState.PARTLY_ORDERED: N_("Partly ordered"),
    RequestState.ORDERED: N_("Ordered"),
    RequestState.HANDED_OVER: N_("Handed over"),
    RequestState.CANCELLED: N_("Cancelled"),
}
_ORDER_STATES = {
    OrderState.OPEN: N_("To be picked"),
    OrderState.PARTLY: N_("Partly handed over"),
    OrderState.HANDED_OVER: N_("Handed over"),
    OrderState.RELEASED: N_("Released"),
}


def kind_name(kind: IncidentKind) -> str:
    """Return whether it is in earnest, in the reader's language."""
    return _(_KINDS[kind])


def disaster_name(disaster: Disaster) -> str:
    """Return what kind of disaster it is, in the reader's language."""
    return _(_DISASTERS[disaster])


def level_name(level: int | None) -> str:
    """Return the level of the response; empty where none is declared."""
    return "" if level is None else _(_LEVELS[level])


def priority_name(priority: int) -> str:
    """Return what a priority is called, in the reader's language."""
    return _(PRIORITIES[priority])


def request_state_name(state: RequestState) -> str:
    """Return how far a request is, in the reader's language."""
    return _(_REQUEST_STATES[state])


def order_state_name(state: OrderState) -> str:
    """Return how far an order is, in the reader's language."""
    return _(_ORDER_STATES[state])
