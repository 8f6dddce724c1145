"""Whether goods may be handed on to households, a signed list be recorded, and a roster be destroyed."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from supplies.errors import (
    DistributionConfirmed,
    IssueDistributed,
    IssueOfOtherKind,
    ItemTwice,
    MoreThanWasIssued,
    PeopleMiscounted,
    RosterPurged,
    ShortOfMore,
    SuppliesError,
    TooManySigned,
    UnknownRecord,
    WorkNotEnded,
)
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.catalogue import Item
from supplies.models.relief import Attachment, Distribution, DistributionIssue, DistributionLine, Incident
from supplies.models.stock import Document, DocumentKind, Movement
from supplies.relief.actions import ConfirmDistribution, Distribute, GoodsLine, PurgeRoster
from supplies.relief.rules import check_open_incident
from supplies.stock.checks import Problem, check_lines, quantity_problem
from supplies.values import NO_QUANTITY, ItemCode, Quantity


def check_distribute(context: Context, action: Distribute) -> None:
    """Refuse a closed incident, miscounted people, issues that are none, and more than was issued.

    Raises:
        Refused: naming what is wrong, line by line for goods and issues.
    """
    check_open_incident(context, action.incident)
    if action.persons < action.households:
        raise PeopleMiscounted(households=action.households, persons=action.persons)
    check_lines(action.issues, lambda number: _issue_problem(context, action.incident, number, action.issues))
    issued = _issued(context, action.issues)
    columns = (Item.code, Item.name_zh, Item.decimals)
    named = {row.code: row for row in context.connection.execute(select(*columns))}
    seen: set[ItemCode] = set()

    def problem_of(line: GoodsLine) -> Problem:
        row = named.get(line.item)
        if row is None:
            return "item", UnknownRecord(kind=_("Item type"), key=line.item)
        if line.item in seen:
            return "item", ItemTwice(item=row.name_zh)
        seen.add(line.item)
        problem = quantity_problem(line.quantity, row.name_zh, row.decimals)
        if problem is None and line.quantity.thousandths > issued[line.item]:
            there = Quantity(issued[line.item])
            return "quantity", MoreThanWasIssued(wanted=line.quantity, item=row.name_zh, issued=there)
        return problem

    check_lines(action.lines, problem_of)


def _issue_problem(context: Context, incident: str, number: str, all_numbers: Sequence[str]) -> Problem:
    """Return why a document is not an issue whose goods can be handed on here."""
    here = (Document.site_id == context.site_id, Document.number == number)
    row = context.connection.execute(select(Document.seq, Document.kind, Document.incident).where(*here)).first()
    if row is None:
        return "issues", UnknownRecord(kind=_("Document"), key=number)
    reversal = (Document.site_id == context.site_id, Document.reverses_seq == row.seq)
    is_reversed = context.connection.scalar(select(Document.seq).where(*reversal)) is not None
    is_twice = all_numbers.count(number) > 1
    if row.kind is not DocumentKind.ISSUE or row.incident != incident or is_reversed or is_twice:
        return "issues", IssueOfOtherKind(number=number, incident=incident)
    same = (Distribution.site_id == DistributionIssue.site_id) & (Distribution.seq == DistributionIssue.seq)
    taken = select(Distribution.number).join(DistributionIssue, same)
    used = context.connection.scalar(
        taken.where(DistributionIssue.site_id == context.site_id, DistributionIssue.issue_seq == row.seq)
    )
    return None if used is None else ("issues", IssueDistributed(number=number, distribution=used))


def _issued(context: Context, numbers: Sequence[str]) -> Counter[ItemCode]:
    """Return what some issues handed out of every item, in thousandths."""
    statement = (
        select(Movement.item_code, func.sum(Movement.quantity))
        .join(Document, (Document.site_id == Movement.site_id) & (Document.seq == Movement.seq))
        .where(Document.site_id == context.site_id, Document.number.in_(numbers[:1000]))
        .group_by(Movement.item_code)
    )
    return Counter({item: int(quantity) for item, quantity in context.connection.execute(statement)})


def distribution_row(context: Context, number: str) -> Any:  # noqa: ANN401 - a database row
    """Return a distribution of this site.

    Raises:
        UnknownRecord: there is none of this number.
    """
    columns = (
        Distribution.seq,
        Distribution.incident,
        Distribution.households,
        Distribution.roster_hash,
        Distribution.confirmed_seq,
    )
    here = (Distribution.site_id == context.site_id, Distribution.number == number)
    row = context.connection.execute(select(*columns).where(*here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Distribution"), key=number)
    return row


def check_confirm(context: Context, action: ConfirmDistribution) -> None:
    """Refuse a list that came back before, too many signatures, and more short than there was.

    Raises:
        UnknownRecord: there is no such distribution.
        DistributionConfirmed: its list is recorded already.
        TooManySigned: more households signed than there are.
        Refused: naming each line that is short of more than was to be handed on.
    """
    row = distribution_row(context, action.distribution)
    if row.confirmed_seq is not None:
        raise DistributionConfirmed(number=action.distribution)
    if action.signed_households > row.households:
        raise TooManySigned(signed=action.signed_households, households=row.households)
    here = (DistributionLine.site_id == context.site_id, DistributionLine.seq == row.seq)
    columns = (DistributionLine.item_code, DistributionLine.quantity)
    planned = dict(context.connection.execute(select(*columns).where(*here)).all())
    seen: set[ItemCode] = set()

    def problem_of(line: GoodsLine) -> Problem:
        if line.item in seen:
            return "item", ItemTwice(item=line.item)
        seen.add(line.item)
        there = Quantity(planned.get(line.item, 0))
        if line.quantity <= NO_QUANTITY or line.quantity > there:
            return "quantity", ShortOfMore(quantity=line.quantity, item=line.item, planned=there)
        return None

    if action.short:
        check_lines(action.short, problem_of)


def check_purge(context: Context, action: PurgeRoster) -> None:
    """Refuse to destroy a roster while its work goes on, and one that is destroyed already.

    Raises:
        UnknownRecord: there is no such distribution.
        RosterPurged: the roster is destroyed already.
        WorkNotEnded: the signed list is not recorded, or the incident is under way.
    """
    row = distribution_row(context, action.distribution)
    purged = select(Attachment.purged_seq).where(Attachment.hash == row.roster_hash)
    if context.connection.scalar(purged) is not None:
        raise RosterPurged(number=action.distribution)
    closed = context.connection.scalar(select(Incident.closed_seq).where(Incident.number == row.incident))
    problem: SuppliesError | None = None
    if row.confirmed_seq is None:
        problem = WorkNotEnded(number=action.distribution, open=_("the signed list is not recorded"))
    elif closed is None:
        problem = WorkNotEnded(number=action.distribution, open=_("the incident is under way"))
    if problem is not None:
        raise problem
