"""What can happen to sites, organisations and people."""

from typing import Annotated

import msgspec

from supplies.journal.action import END, Action
from supplies.models.accounts import Level, OrganisationKind
from supplies.values import Login, OrganisationCode, SiteId

__all__ = ["AddOrganisation", "AddPerson", "Level", "OpenSite", "OrganisationKind"]

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"^\S(.*\S)?" + END)]


class OpenSite(Action, frozen=True, kw_only=True, tag="accounts.open_site"):
    """Record an installation that writes a journal: the city bureau or a county depot."""

    code: Annotated[SiteId, msgspec.Meta(pattern="^[A-Z0-9]{2,8}" + END)]
    name: Name
    level: Level


class AddPerson(Action, frozen=True, kw_only=True, tag="accounts.add_person"):
    """Record somebody who acts at a site."""

    login: Annotated[Login, msgspec.Meta(pattern="^[a-z0-9][a-z0-9._-]{0,31}" + END)]
    name: Name
    site_id: SiteId


class AddOrganisation(Action, frozen=True, kw_only=True, tag="accounts.add_organisation"):
    """Record a body that owns, manages, supplies, gives or receives goods."""

    code: Annotated[OrganisationCode, msgspec.Meta(pattern="^[A-Z0-9]{2,18}" + END)]
    name: Name
    kind: OrganisationKind
    level: Level | None = None
    credit_code: str | None = None
    """The unified social credit code (GB 32100-2015), 18 characters, checked; None is unknown."""
    pinyin: str = ""
    """Initials for search, made where the action is made."""
