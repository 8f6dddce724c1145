"""What every page is given, and how a page is announced to the window."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from supplies.ui.changes import ChangeNotifier
from supplies.ui.form_drafts import FormDrafts
from supplies.ui.preferences import Preferences
from supplies.ui.session import Query, Session
from supplies.ui.widgets.picker import OptionProvider
from supplies.ui.widgets.sound import Sounds
from supplies.values import Login

if TYPE_CHECKING:
    from supplies.ui.page import Page


@dataclass(frozen=True, slots=True)
class Services:
    """What a page works with."""

    session: Session
    notifier: ChangeNotifier
    preferences: Preferences
    sounds: Sounds
    today: Callable[[], date]
    form_drafts: FormDrafts


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page of the window; it is built when first opened."""

    name: str
    title: str
    """English, marked by N_."""
    icon: str
    factory: Callable[[Services], "Page"]
    shortcut: str = ""
    """Its key from anywhere; without one it is Alt and its place in the rail."""
    in_rail: bool = True
    """Whether the rail lists it; others show one record and are reached from a list."""
    fills_window: bool = False
    """Whether it takes the whole screen; a switch in the rail and its key turn it on and off."""
    waiting: Callable[[Login], Query[int]] | None = None
    """Counts what waits there for somebody; the rail shows it behind the words."""


@dataclass(frozen=True, slots=True)
class Finder:
    """A kind of record that the jump panel finds, and the page that shows one of them."""

    title: str
    """What the records are called; English, marked by N_."""
    icon: str
    page: str
    provider: OptionProvider
    """The value of an option is what the page is opened with."""
