"""Numbered blank issue forms (空白应急出库单): given out beforehand, filled in by hand, entered later by scanning."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import msgspec
from sqlalchemy import Connection, Select, and_, func, insert, select, update

from supplies.errors import FormEntered, FormItemTwice, FormVoid, ItemRetired, UnknownRecord
from supplies.journal.action import Action, Context
from supplies.language import _, pick
from supplies.models.catalogue import Item
from supplies.models.emergencies import BlankForm, BlankFormLine
from supplies.models.journal import JournalEntry
from supplies.models.stock import Bucket, Depot, Document, DocumentKind, ItemTotal, Movement
from supplies.stock import lookups
from supplies.stock.checks import check_depot
from supplies.stock.emergencies import FORM_PREFIX
from supplies.stock.ledger import next_number
from supplies.values import DepotCode, ItemCode, SiteId

FORMS_MAX = 200
ITEMS_MAX = 8
"""Lines that a form has room for, beside its free ones."""


class IssueBlankForms(Action, frozen=True, kw_only=True, tag="stock.issue_blank_forms"):
    """Give out the numbers of blank issue forms of a depot, to be printed beforehand."""

    depot: DepotCode
    count: Annotated[int, msgspec.Meta(ge=1, le=FORMS_MAX)]
    items: Annotated[tuple[ItemCode, ...], msgspec.Meta(max_length=ITEMS_MAX)] = ()
    """What stands on their lines, each with its code to scan; free lines follow."""


class VoidBlankForm(Action, frozen=True, kw_only=True, tag="stock.void_blank_form"):
    """Mark a blank form void: spoilt, lost, or filled in wrongly."""

    number: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    reason: Annotated[str, msgspec.Meta(min_length=2, max_length=300)]


def check_issue_forms(context: Context, action: IssueBlankForms) -> None:
    """Refuse a depot that is not ours, and items that are unknown, retired, or named twice."""
    site = lookups.depot_site(context.connection, action.depot)
    if site != context.site_id:
        check_depot(context, action.depot, action.business_date)
    columns = (Item.code, Item.name_zh, Item.is_retired)
    rows = context.connection.execute(select(*columns).where(Item.code.in_(action.items)))
    known = {code: (name, is_retired) for code, name, is_retired in rows}
    for at, code in enumerate(action.items):
        if code not in known:
            raise UnknownRecord(kind=_("Item type"), key=code)
        name, is_retired = known[code]
        if is_retired:
            raise ItemRetired(item=code)
        if code in action.items[:at]:
            raise FormItemTwice(item=name)


def issue_forms(context: Context, action: IssueBlankForms) -> None:
    """Write the forms under their numbers, and what stands on their lines."""
    year = action.business_date.year
    rows = [
        {
            "number": next_number(context, action.depot, FORM_PREFIX, year),
            "site_id": context.site_id,
            "depot_code": action.depot,
            "made_seq": context.seq,
            "void_reason": "",
            "seq": context.seq,
        }
        for _form in range(action.count)
    ]
    context.connection.execute(insert(BlankForm), rows)
    lines = [
        {"site_id": context.site_id, "seq": context.seq, "line": number, "item_code": code}
        for number, code in enumerate(action.items, 1)
    ]
    if lines:
        context.connection.execute(insert(BlankFormLine), lines)


def check_void(context: Context, action: VoidBlankForm) -> None:
    """Refuse a form that this site does not have, that is void already, or that was entered."""
    form = form_numbered(context.connection, action.number)
    if form.site_id != context.site_id:
        raise UnknownRecord(kind=_("Blank form"), key=action.number)
    if form.is_void:
        raise FormVoid(form=form.number, by=form.voided_by, reason=form.void_reason)
    if form.document:
        raise FormEntered(form=form.number, document=form.document)


def void(context: Context, action: VoidBlankForm) -> None:
    """Write why the form is void."""
    values = {
        "void_seq": context.seq,
        "voided_by": context.actor,
        "void_reason": action.reason,
        "seq": context.seq,
    }
    here = (BlankForm.site_id == context.site_id) & (BlankForm.number == action.number.strip().upper())
    context.connection.execute(update(BlankForm).where(here).values(values))


def depot_of_form(context: Context, action: VoidBlankForm) -> DepotCode | None:
    """Return the depot of the form that is marked void."""
    number = action.number.strip().upper()
    return context.connection.scalar(select(BlankForm.depot_code).where(BlankForm.number == number))


# --- reading ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FormRow:
    """A blank form."""

    number: str
    site_id: SiteId
    depot_code: DepotCode
    depot_name: str
    made_seq: int
    made_at: datetime
    document: str
    """The number of the document that was entered from it; else empty."""
    voided_by: str
    void_reason: str
    is_void: bool

    @property
    def is_outstanding(self) -> bool:
        """Return whether it may still come back filled in."""
        return not self.is_void and not self.document

    @property
    def state_name(self) -> str:
        """Return what became of it, in the reader's language."""
        if self.is_void:
            return _("Void")
        return _("Entered") if self.document else _("Outstanding")


def _forms() -> Select[*tuple[Any, ...]]:
    """Select forms with what became of them."""
    made = and_(JournalEntry.site_id == BlankForm.site_id, JournalEntry.seq == BlankForm.made_seq)
    used = and_(Document.site_id == BlankForm.site_id, Document.seq == BlankForm.used_seq)
    return (
        select(
            BlankForm.number,
            BlankForm.site_id,
            BlankForm.depot_code,
            Depot.name,
            BlankForm.made_seq,
            JournalEntry.recorded_at,
            func.coalesce(Document.number, ""),
            func.coalesce(BlankForm.voided_by, ""),
            BlankForm.void_reason,
            BlankForm.void_seq.is_not(None),
        )
        .join(Depot, Depot.code == BlankForm.depot_code)
        .join(JournalEntry, made)
        .outerjoin(Document, used)
    )


def forms(
    connection: Connection,
    *,
    depot: DepotCode | None = None,
    made_seq: int | None = None,
    only_outstanding: bool = False,
) -> list[FormRow]:
    """Return blank forms by number: all, those given out by one entry, or those that may still come back."""
    statement = _forms().order_by(BlankForm.number)
    if depot is not None:
        statement = statement.where(BlankForm.depot_code == depot)
    if made_seq is not None:
        statement = statement.where(BlankForm.made_seq == made_seq)
    if only_outstanding:
        statement = statement.where(BlankForm.void_seq.is_(None), BlankForm.used_seq.is_(None))
    return [FormRow(*row) for row in connection.execute(statement)]


def form_numbered(connection: Connection, number: str) -> FormRow:
    """Return one blank form.

    Raises:
        UnknownRecord: none has this number.
    """
    row = connection.execute(_forms().where(BlankForm.number == number.strip().upper())).first()
    if row is None:
        raise UnknownRecord(kind=_("Blank form"), key=number)
    return FormRow(*row)


@dataclass(frozen=True, slots=True)
class FormItem:
    """A line of a blank form: what may be ticked on it."""

    code: ItemCode
    name_zh: str
    name_en: str
    specification: str
    unit: str

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


_ITEM_COLUMNS = (Item.code, Item.name_zh, Item.name_en, Item.specification, Item.unit)


def form_items(connection: Connection, site_id: SiteId, made_seq: int) -> list[FormItem]:
    """Return what stands on the lines of the forms that an entry gave out."""
    here = (BlankFormLine.site_id == site_id, BlankFormLine.seq == made_seq)
    statement = select(*_ITEM_COLUMNS).join(BlankFormLine, BlankFormLine.item_code == Item.code)
    return [FormItem(*row) for row in connection.execute(statement.where(*here).order_by(BlankFormLine.line))]


def most_wanted(connection: Connection, depot: DepotCode, limit: int = ITEMS_MAX) -> list[FormItem]:
    """Return the items that a depot has handed out most often and still has; then those it has most lots of."""
    issues = (
        select(Movement.item_code, func.count().label("times"))
        .join(Document, and_(Document.site_id == Movement.site_id, Document.seq == Movement.seq))
        .where(Document.depot_code == depot, Document.kind == DocumentKind.ISSUE)
        .group_by(Movement.item_code)
        .subquery()
    )
    here = (ItemTotal.depot_code == depot, ItemTotal.bucket == Bucket.ON_HAND, ItemTotal.quantity > 0)
    statement = (
        select(*_ITEM_COLUMNS)
        .join(ItemTotal, ItemTotal.item_code == Item.code)
        .outerjoin(issues, issues.c.item_code == Item.code)
        .where(*here, ~Item.is_retired)
        .order_by(func.coalesce(issues.c.times, 0).desc(), ItemTotal.quantity.desc(), Item.code)
        .limit(limit)
    )
    return [FormItem(*row) for row in connection.execute(statement)]
