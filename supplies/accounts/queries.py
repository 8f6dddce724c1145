"""Who there is: frozen rows of sites, organisations and people."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from supplies.models.accounts import Level, Organisation, OrganisationKind, Person, Site
from supplies.values import Login, OrganisationCode, SiteId


@dataclass(frozen=True, slots=True)
class SiteRow:
    """An installation that writes a journal."""

    site_id: SiteId
    name: str
    level: Level


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who acts."""

    login: Login
    name: str
    site_id: SiteId
    is_active: bool


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A body that owns, manages, supplies, gives or receives goods."""

    code: OrganisationCode
    name: str
    kind: OrganisationKind
    level: Level | None
    pinyin: str
    credit_code: str | None = None


def sites(connection: Connection) -> list[SiteRow]:
    """Return every site, by code."""
    statement = select(Site.site_id, Site.name, Site.level).order_by(Site.site_id)
    return [SiteRow(*row) for row in connection.execute(statement)]


def people(connection: Connection) -> list[PersonRow]:
    """Return everybody, by login."""
    statement = select(Person.login, Person.name, Person.site_id, Person.is_active).order_by(Person.login)
    return [PersonRow(*row) for row in connection.execute(statement)]


def organisations(connection: Connection) -> list[OrganisationRow]:
    """Return every organisation, by code."""
    columns = [getattr(Organisation, name) for name in OrganisationRow.__dataclass_fields__]
    return [OrganisationRow(*row) for row in connection.execute(select(*columns).order_by(Organisation.code))]
