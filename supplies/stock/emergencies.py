"""Goods that go out before their papers (先出后补): what must be said even then, and what is owed afterwards.

Two sources stand behind it. 鞍山 has no rule of its own yet; 邹城市 (2020) lets a spoken order do and wants the written
one within 48 hours. The deadline is a policy that may be changed, never a constant of the program.
"""

import re
from datetime import date
from typing import Annotated, Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from supplies.errors import (
    EmergencyIncidentNeeded,
    EmergencyNotFor,
    EmergencyOwesMore,
    EmergencyTooLong,
    FormElsewhere,
    FormEntered,
    FormVoid,
    IncidentClosed,
    PersonInactive,
    UnknownRecord,
)
from supplies.journal.action import Action, Context, Procedure
from supplies.language import _
from supplies.models.accounts import Person
from supplies.models.emergencies import BlankForm, EmergencyOrder, EmergencyPolicy
from supplies.models.open_items import Debt, DebtKind
from supplies.models.relief import Incident
from supplies.models.stock import Document
from supplies.stock import debts
from supplies.stock.actions import StockAction
from supplies.values import Login, SiteId

HOURS = 48
"""As a store begins, until a policy is set."""
SOURCE = "邹城市救灾物资储备管理办法（2020）：48小时内补办书面指令和手续"

GOING_OUT = frozenset({"stock.issue", "stock.dispatch", "stock.lend", "relief.distribute"})
"""What may be posted before its papers: goods that go out."""
DONE_ALONE = frozenset({"stock.inspect", "stock.accept_transfer", "stock.move", "stock.move_unit"})
"""What one person may do in an emergency that usually wants two: there is no receiver, order or vehicle to it."""
BOTH = (DebtKind.SIGNATURE, DebtKind.SECOND_PERSON)
"""What is owed for all of them."""

FORM_PREFIX = "KB"
_FORM_NUMBER = re.compile(rf"{FORM_PREFIX}-[A-Z0-9]{{2,8}}-\d{{4}}(E\d+)?-\d{{6}}")
INCIDENTS_NAMED = 3


class SetEmergencyPolicy(Action, frozen=True, kw_only=True, tag="stock.set_emergency_policy"):
    """Say how long the papers of an emergency may be owed at most."""

    hours: Annotated[int, msgspec.Meta(ge=1, le=720)]
    source: Annotated[str, msgspec.Meta(min_length=2, max_length=300)]
    """The rule that says so."""


def set_policy(context: Context, action: SetEmergencyPolicy) -> None:
    """Write the policy; those before stay, for what was posted under them."""
    values = {"site_id": context.site_id, "seq": context.seq, "hours": action.hours, "source": action.source}
    context.connection.execute(insert(EmergencyPolicy), values)


def hours_allowed(connection: Connection, site_id: SiteId) -> int:
    """Return for how many hours papers may be owed at most."""
    here = EmergencyPolicy.site_id == site_id
    newest = select(EmergencyPolicy.hours).where(here).order_by(EmergencyPolicy.seq.desc()).limit(1)
    hours: int | None = connection.scalar(newest)
    return HOURS if hours is None else hours


def is_form_number(text: str) -> bool:
    """Return whether a text has the form of the number of a blank form."""
    return _FORM_NUMBER.fullmatch(text.strip().upper()) is not None


def lacking(receiver: str, paper_number: str, vehicle: str) -> tuple[DebtKind, ...]:
    """Return what a document of these facts lacks that was posted by one person before its papers.

    The number of a blank form is no written order. A signature is always owed: it is on a paper that nobody has filed
    yet. Whoever is named beside the one who posts has confirmed nothing yet, so the second person is owed as well.
    """
    known = {
        DebtKind.RECEIVER: receiver.strip(),
        DebtKind.ORDER: "" if is_form_number(paper_number) else paper_number.strip(),
        DebtKind.VEHICLE: vehicle.strip(),
    }
    return (*(kind for kind, text in known.items() if not text), *BOTH)


def check_emergency(context: Context, procedure: Procedure[Any], action: Action) -> None:
    """Hold the papers of an emergency to what even an emergency must say; any other action passes.

    Raises:
        EmergencyNotFor: goods that come in, a count or a write-off.
        EmergencyIncidentNeeded: it does not say for which open incident.
        IncidentClosed: the incident is over.
        EmergencyTooLong: the deadline lies beyond the policy.
        EmergencyOwesMore: something is missing and not owed.
        UnknownRecord: nobody has the login of the one who has to settle it.
        PersonInactive: that person no longer acts.
        FormEntered: the blank form was entered before; see ``FormVoid`` and ``FormElsewhere``.
    """
    if not isinstance(action, StockAction):
        return
    _check_form(context, action)
    emergency = action.emergency
    if emergency is None:
        return
    if procedure.name not in GOING_OUT | DONE_ALONE:
        raise EmergencyNotFor(title=_(procedure.title))
    _check_incident(context, action.incident.strip())
    most = hours_allowed(context.connection, context.site_id)
    if emergency.hours > most:
        raise EmergencyTooLong(hours=emergency.hours, most=most)
    if emergency.owner is not None:
        _check_owner(context, emergency.owner)
    missing = _missing(context, procedure.name, action) - set(emergency.owes)
    if missing:
        names = [_(debts.KIND_NAMES[kind]) for kind in DebtKind if kind in missing]
        raise EmergencyOwesMore(missing="、".join(names))


def _missing(context: Context, name: str, action: StockAction) -> set[DebtKind]:
    """Return what a document of a kind lacks that is posted before its papers."""
    is_going_out = name in GOING_OUT
    missing = set(lacking(action.receiver, action.paper_number, action.vehicle) if is_going_out else BOTH)
    if context.prepared_by is not None:
        missing.discard(DebtKind.SECOND_PERSON)
    return missing


def _check_incident(context: Context, incident: str) -> None:
    """Refuse what belongs to no open incident; where none is recorded, its name in words will do."""
    if incident:
        row = context.connection.execute(select(Incident.closed_on).where(Incident.number == incident)).first()
        closed: date | None = None if row is None else row.closed_on
        if closed is not None:
            raise IncidentClosed(incident=incident, closed=closed)
        if row is not None:
            return
    statement = select(Incident.number).where(Incident.closed_seq.is_(None)).order_by(Incident.started_on.desc())
    numbers = list(context.connection.scalars(statement.limit(INCIDENTS_NAMED)))
    if numbers or not incident:
        raise EmergencyIncidentNeeded(open="、".join(numbers) or _("none"))


def _check_owner(context: Context, owner: Login) -> None:
    """Refuse an owner of debts who cannot settle them."""
    is_active: bool | None = context.connection.scalar(select(Person.is_active).where(Person.login == owner))
    if is_active is None:
        raise UnknownRecord(kind=_("Person"), key=owner)
    if not is_active:
        raise PersonInactive(login=owner)


# --- blank forms that are entered -----------------------------------------------------------------------------------


def _check_form(context: Context, action: StockAction) -> None:
    """Refuse a blank form that does not exist, belongs elsewhere, is void, or was entered before."""
    number = action.paper_number.strip().upper()
    if not is_form_number(number):
        return
    columns = (BlankForm.depot_code, BlankForm.used_seq, BlankForm.void_seq, BlankForm.voided_by, BlankForm.void_reason)
    form = context.connection.execute(
        select(*columns).where(BlankForm.number == number, BlankForm.site_id == context.site_id)
    ).first()
    if form is None:
        raise UnknownRecord(kind=_("Blank form"), key=number)
    if form.void_seq is not None:
        raise FormVoid(form=number, by=form.voided_by, reason=form.void_reason)
    if form.used_seq is not None:
        of_form = (Document.site_id == context.site_id) & (Document.seq == form.used_seq)
        raise FormEntered(form=number, document=context.connection.scalar(select(Document.number).where(of_form)))
    if form.depot_code != action.depot:
        raise FormElsewhere(form=number, depot=form.depot_code)


def write(context: Context, action: StockAction) -> None:
    """Write what follows from the document being posted: what it owes, and that its blank form is used up."""
    if action.emergency is not None:
        names = ("ordered_by", "phone", "basis")
        told = {name: getattr(action.emergency, name) for name in names}
        context.connection.execute(insert(EmergencyOrder), {"site_id": context.site_id, "seq": context.seq, **told})
        debts.write(context, action.emergency)
    number = action.paper_number.strip().upper()
    if is_form_number(number):
        form = (BlankForm.number == number) & (BlankForm.site_id == context.site_id)
        context.connection.execute(update(BlankForm).where(form).values(used_seq=context.seq, seq=context.seq))


def take_back(context: Context, of_seq: int) -> None:
    """Let a document that is reversed owe nothing more, and its blank form be entered again."""
    here = (Document.site_id == context.site_id) & (Document.seq == context.seq)
    values = {
        "settled_seq": context.seq,
        "settled_by": context.actor,
        "settled_at": context.recorded_at,
        "answer": context.connection.scalar(select(Document.number).where(here)),
        "seq": context.seq,
    }
    owed = (Debt.site_id == context.site_id) & (Debt.of_seq == of_seq) & Debt.settled_seq.is_(None)
    context.connection.execute(update(Debt).where(owed).values(values))
    form = (BlankForm.site_id == context.site_id) & (BlankForm.used_seq == of_seq)
    context.connection.execute(update(BlankForm).where(form).values(used_seq=None, seq=context.seq))
