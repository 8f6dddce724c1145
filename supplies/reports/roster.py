"""The roster of a distribution (发放花名册): identity numbers masked, room for a signature or a fingerprint."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from supplies.language import _
from supplies.relief.attachments import roster_of
from supplies.relief.distributions import DistributionGoods, distribution
from supplies.relief.roster import Household, masked
from supplies.reports import columns
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import stamp
from supplies.tables import Cell, Column, Fact, Kind, Report, Row, RowKind, Table


def roster_report(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the roster of the distribution of a number, to be signed by every household.

    Raises:
        UnknownRecord: there is no such distribution.
        RosterPurged: the roster was destroyed.
        RosterKeyMissing: the key is not on this computer.
    """
    row = distribution(connection, wanted.number)
    roster = roster_of(connection, row.number)
    some = tuple(_columns(row.goods))
    lines = [Row(_cells(number, each, row.goods)) for number, each in enumerate(roster.households, 1)]
    sums = {each.item_code: each.quantity for each in row.goods}
    total = columns.summed(some, _("Total"), RowKind.TOTAL, persons=row.persons, **sums)
    facts = (
        Fact(_("Number"), row.number),
        Fact(_("Incident"), row.incident),
        Fact(_("Village"), row.village),
        Fact(_("Date"), row.distributed_on.isoformat()),
        Fact(_("Households"), f"{row.households:,}"),
        Fact(_("Number of people"), f"{row.persons:,}"),
        Fact(_("Issues"), _(", ").join(row.issues)),
    )
    return Report(
        name="roster",
        title=_("Roster of goods handed to households"),
        facts=facts,
        tables=(Table(some, (*lines, total), key_columns=3),),
        stamp=stamp(connection, occasion),
        footnotes=(_("Personal data: to be used for this work only, and destroyed when it has ended."),),
        signatures=(_("Prepared by"), _("Checked by"), _("Village (seal)")),
    )


def _columns(goods: Sequence[DistributionGoods]) -> Iterator[Column]:
    """Yield the columns: who, then each item, then the place to sign."""
    yield columns.number()
    yield Column("group", _("Villagers' group"), width=0.8)
    yield Column("head", _("Head of the household"), width=0.8)
    yield Column("id_number", _("Identity number"), width=1.5, wraps=False)
    yield Column("persons", _("Number of people"), Kind.WHOLE)
    for each in goods:
        title = f"{each.item.name}({each.item.unit})"
        yield Column(each.item_code, title, Kind.QUANTITY)
    yield Column("signature", _("Signature or fingerprint"), width=1.4)
    yield Column("note", _("Remarks"), width=0.8)


def _cells(number: int, household: Household, goods: Sequence[DistributionGoods]) -> tuple[Cell, ...]:
    """Return the line of a household."""
    received = tuple(household.goods.get(each.item_code) for each in goods)
    who = (household.group, household.head, masked(household.id_number), household.persons)
    return (number, *who, *received, "", household.note)
