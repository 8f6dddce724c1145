"""What the set-up screen shows, read at one moment."""

from dataclasses import dataclass

from supplies.accounts.queries import OrganisationRow, PersonStanding, SiteRow, organisations, people_standings, sites
from supplies.stock.depot_queries import DepotStanding, PlaceStanding, depot_standings, place_standings
from supplies.ui.session import Query
from supplies.values import Login, SiteId


@dataclass(frozen=True, slots=True)
class SetupPicture:
    """Depots, locations, people, organisations and sites."""

    depots: tuple[DepotStanding, ...]
    places: tuple[PlaceStanding, ...]
    people: tuple[PersonStanding, ...]
    organisations: tuple[OrganisationRow, ...]
    sites: tuple[SiteRow, ...]

    def site_of(self, login: Login) -> SiteId | None:
        """Return the site at which a person acts."""
        return next((person.site_id for person in self.people if person.login == login), None)

    def site_name(self, site_id: SiteId) -> str:
        """Return what a site is called."""
        return next((site.name for site in self.sites if site.site_id == site_id), site_id)


def setup_picture() -> Query[SetupPicture]:
    """Return the query for all that the screen shows."""
    return lambda connection: SetupPicture(
        tuple(depot_standings(connection)),
        tuple(place_standings(connection)),
        tuple(people_standings(connection)),
        tuple(organisations(connection)),
        tuple(sites(connection)),
    )
