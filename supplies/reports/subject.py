"""What every report begins with: the stamp, and the facts that say in words what was asked for."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from supplies.accounts.queries import people, sites
from supplies.catalogue.queries import CategoryRow, ItemFilter, ItemRow, categories, items
from supplies.catalogue.queries import item as item_row
from supplies.errors import PersonUnknown, UnknownRecord
from supplies.journal import queries
from supplies.language import _
from supplies.reports.request import Occasion
from supplies.stock.queries import DepotRow, depots
from supplies.tables import Fact, Stamp
from supplies.values import DepotCode, ItemCode, Login

NO_CATEGORY = ""


def stamp(connection: Connection, occasion: Occasion) -> Stamp:
    """Return whose figures these are, and from which state of the journal; read together with the figures.

    Raises:
        PersonUnknown: nobody here has the login of whoever makes the report.
    """
    store, head = queries.store(connection), queries.own_head(connection)
    assert store is not None and head is not None, "a store that is read has a head"
    newest = queries.entry(connection, head.site_id, head.seq)
    assert newest is not None, "a head has its entry"
    names = {row.site_id: row.name for row in sites(connection)}
    return Stamp(
        organisation=names.get(store.site_id, str(store.site_id)),
        person="" if occasion.login is None else _person_name(connection, occasion.login),
        printed_at=occasion.at,
        data_as_of=newest.recorded_at,
        head_seq=head.seq,
        head_hash=head.short_hash(),
        is_sample=store.is_sample,
    )


def _person_name(connection: Connection, login: Login) -> str:
    """Return what somebody is called."""
    for row in people(connection):
        if row.login == login:
            return row.name
    raise PersonUnknown(login=login)


def all_items(connection: Connection) -> Mapping[ItemCode, ItemRow]:
    """Return every item type by its code, retired ones too: they may still be in stock."""
    return {row.code: row for row in items(connection, ItemFilter(with_retired=True))}


def category_names(connection: Connection) -> Mapping[str, str]:
    """Return the names of the categories by their codes, in the order of the codes; last, what stands in none."""
    return {**{row.code: row.name for row in categories(connection)}, NO_CATEGORY: _("Without category")}


def depot_row(connection: Connection, code: DepotCode) -> DepotRow:
    """Return one depot.

    Raises:
        UnknownRecord: there is none of this code.
    """
    for row in depots(connection):
        if row.code == code:
            return row
    raise UnknownRecord(kind=_("Depot"), key=code)


def category_row(connection: Connection, code: str) -> CategoryRow:
    """Return one category.

    Raises:
        UnknownRecord: there is none of this code.
    """
    for row in categories(connection):
        if row.code == code:
            return row
    raise UnknownRecord(kind=_("Category"), key=code)


def depot_fact(connection: Connection, code: DepotCode | None) -> Fact:
    """Return which depot a report is about."""
    return Fact(_("Depot"), _("All depots") if code is None else depot_row(connection, code).name)


def category_fact(connection: Connection, code: str) -> Fact:
    """Return which category a report is about."""
    return Fact(_("Category"), category_row(connection, code).name if code else _("All categories"))


def item_fact(connection: Connection, code: ItemCode) -> Fact:
    """Return which item type a report is about."""
    row = item_row(connection, code)
    return Fact(_("Item type"), f"{row.code} {row.name}")


def as_of_fact(day: date) -> Fact:
    """Return the day whose end the figures stand for."""
    return Fact(_("As of"), day.isoformat())


def in_yuan() -> str:
    """Return the note over a table whose amounts are in yuan."""
    return _("Unit: yuan")
