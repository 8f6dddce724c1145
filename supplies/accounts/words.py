"""The official names of levels and of what organisations are to the reserve."""

from supplies.language import N_, _
from supplies.models.accounts import Level, OrganisationKind

__all__ = ["Level", "OrganisationKind", "kind_name", "level_name"]

_LEVELS = {
    Level.CENTRAL: N_("Central"),
    Level.PROVINCE: N_("Province"),
    Level.CITY: N_("City"),
    Level.COUNTY: N_("County"),
    Level.DONATION: N_("Donation"),
}
_KINDS = {
    OrganisationKind.AUTHORITY: N_("Authority"),
    OrganisationKind.KEEPER: N_("Custodian"),
    OrganisationKind.SUPPLIER: N_("Supplier"),
    OrganisationKind.DONOR: N_("Donor"),
    OrganisationKind.USER: N_("User of goods"),
}


def level_name(level: Level | None) -> str:
    """Return a level's name in the reader's language; nothing where there is none."""
    return "" if level is None else _(_LEVELS[level])


def kind_name(kind: OrganisationKind) -> str:
    """Return in the reader's language what an organisation is to the reserve."""
    return _(_KINDS[kind])
