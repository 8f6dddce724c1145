"""What an action is, and what a room says about each of its own: its form, its rules and its effect."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, exists, select

from supplies.models.accounts import Role
from supplies.values import ActionId, DepotCode, Login, SiteId, Topic

END = r"(?!\n)$"
"""The end of a text in the pattern of a field; ``$`` alone also stands before a last line break."""


class Action(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything one change needs, so that applying it reads no clock, draws no random number and asks no one.

    A subclass is named by its tag, as in ``class Issue(Action, tag="stock.issue")``. Its fields never change their
    meaning; a new form of the same action counts ``version`` up and keeps reading the old one.
    """

    version: ClassVar[int] = 1
    action_id: ActionId
    business_date: date
    """The day that the paper says; when it was posted is the entry's ``recorded_at``."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where an action is being posted or replayed: all that it may know beyond its own fields."""

    connection: Connection
    site_id: SiteId
    epoch: int
    seq: int
    actor: Login
    recorded_at: datetime
    procedures: Mapping[str, "Procedure[Any]"] = field(default_factory=dict, compare=False, repr=False)
    """Every kind of action by name: an approval does what was submitted for it."""
    prepared_by: Login | None = None
    """Who drew up what the actor approved; None where the actor did it alone."""
    known: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was read for this action: its rules and its effect ask the same before anything is written."""

    def has(self, *conditions: ColumnElement[bool]) -> bool:
        """Return whether the store has a row that meets the conditions."""
        return bool(self.connection.scalar(select(exists().where(*conditions))))


A = TypeVar("A", bound=Action)


def depot_named(_context: Context, action: Action) -> DepotCode | None:
    """Return the depot that an action names; None for one that belongs to no depot."""
    return getattr(action, "depot", None)


@dataclass(frozen=True, slots=True)
class Procedure(Generic[A]):
    """One kind of action.

    ``check`` raises a ``Refused`` where the action may not be posted here and now; it runs only at the site that posts.
    ``apply`` changes the tables and succeeds at any site on any day from the action alone.
    """

    action: type[A]
    title: str
    check: Callable[[Context, A], None]
    apply: Callable[[Context, A], None]
    topics: frozenset[Topic]
    roles: frozenset[Role] = frozenset()
    """Who may do it; empty: everybody who acts."""
    depot: Callable[[Context, A], DepotCode | None] = depot_named
    """Where it is done: a role that is held for one depot counts there only. Asked only where that matters."""

    @property
    def name(self) -> str:
        """Return the tag, such as ``stock.issue``."""
        return action_name(self.action)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the store that is not as the journal says, and the entry where it first shows (0: none known)."""

    site_id: SiteId
    seq: int
    text: str


@dataclass(frozen=True, slots=True)
class Room:
    """What a room brings to the journal: its procedures, and checks of its own tables that need no replay."""

    procedures: tuple[Procedure[Any], ...]
    audits: tuple[Callable[[Connection], Iterator[Finding]], ...] = ()


Guard: TypeAlias = Callable[[Context, Procedure[Any], Action], None]
"""A rule that holds for actions of every room: raises a ``Refused`` where this one may not be posted."""


def action_name(action: type[Action]) -> str:
    """Return the tag of an action's class."""
    tag = action.__struct_config__.tag
    assert isinstance(tag, str), f"{action.__name__} has no tag"
    return tag


def nothing_to_check(context: Context, action: Action) -> None:
    """Let an action pass whose form says all."""


def no_effect(context: Context, action: Action) -> None:
    """Leave the tables alone: the entry itself is what matters."""
