"""What follows from the actions on sites, organisations and people."""

from sqlalchemy import insert

from supplies.accounts.actions import AddOrganisation, AddPerson, OpenSite
from supplies.journal.action import Context
from supplies.models.accounts import Organisation, Person, Site


def open_site(context: Context, action: OpenSite) -> None:
    """Write the site."""
    values = {"site_id": action.code, "name": action.name, "level": action.level, "seq": context.seq}
    context.connection.execute(insert(Site), values)


def add_person(context: Context, action: AddPerson) -> None:
    """Write the person, who may act from now on."""
    values = {
        "login": action.login,
        "name": action.name,
        "site_id": action.site_id,
        "is_active": True,
        "seq": context.seq,
    }
    context.connection.execute(insert(Person), values)


def add_organisation(context: Context, action: AddOrganisation) -> None:
    """Write the organisation."""
    values = {
        "code": action.code,
        "name": action.name,
        "kind": action.kind,
        "level": action.level,
        "credit_code": action.credit_code,
        "pinyin": action.pinyin,
        "seq": context.seq,
    }
    context.connection.execute(insert(Organisation), values)
