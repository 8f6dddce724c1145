"""The official names of levels, of what organisations are to the reserve, and of roles."""

from collections.abc import Iterable

from supplies.language import N_, _
from supplies.models.accounts import Level, OrganisationKind, Role

__all__ = ["Level", "OrganisationKind", "Role", "kind_name", "level_name", "role_name", "role_names"]

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
_ROLES = {
    Role.KEEPER: N_("Keeper"),
    Role.REVIEWER: N_("Reviewer"),
    Role.SECTION_HEAD: N_("Section head"),
    Role.FINANCE: N_("Finance officer"),
    Role.BUYER: N_("Buyer"),
    Role.AUDITOR: N_("Auditor"),
    Role.DEPOT_ADMIN: N_("Depot administrator"),
    Role.CITY_ADMIN: N_("City administrator"),
}


def level_name(level: Level | None) -> str:
    """Return a level's name in the reader's language; nothing where there is none."""
    return "" if level is None else _(_LEVELS[level])


def kind_name(kind: OrganisationKind) -> str:
    """Return in the reader's language what an organisation is to the reserve."""
    return _(_KINDS[kind])


def role_name(role: Role) -> str:
    """Return what a role is called in the reader's language."""
    return _(_ROLES[role])


def role_names(roles: Iterable[Role], separator: str = "") -> str:
    """Return several roles in one text, in the order of the list of roles."""
    wanted = set(roles)
    return (separator or _(" or ")).join(role_name(role) for role in Role if role in wanted)
