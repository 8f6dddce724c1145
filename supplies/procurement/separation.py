"""Who buys, who accepts and who pays are different people (政府采购法第六十一条, 会计法第二十五条).

Roles are kept apart when they are given. This looks at what was really done: roles change hands, and some may be held
together. Whoever holds one of them by a named exception acts by it here too; a small bureau states it once, not daily.
"""

from collections.abc import Collection
from typing import Annotated

import msgspec
from sqlalchemy import insert, select

from supplies.errors import AcceptorPays, GroupTooSmall, MemberTwice, SoleAcceptor
from supplies.journal.action import Action, Context, nothing_to_check
from supplies.models.accounts import Person, PersonRole, Role
from supplies.models.bidding import AcceptanceMember, AcceptancePolicy
from supplies.models.procurement import Acceptance, Contract
from supplies.procurement import acceptance, payments
from supplies.procurement.acceptance import Accept
from supplies.procurement.actions import Title
from supplies.procurement.contract_queries import CERTIFICATE_STANDS
from supplies.procurement.payments import RecordPayment
from supplies.values import Login

_APART = frozenset({Role.BUYER, Role.REVIEWER, Role.SECTION_HEAD, Role.FINANCE})
"""Roles that one person holds together only by a named exception."""


class SetAcceptancePolicy(Action, frozen=True, kw_only=True, tag="procurement.set_acceptance_policy"):
    """Say how many members an acceptance group has at least; until then none need be named."""

    least: Annotated[int, msgspec.Meta(ge=0, le=99)]
    source: Title
    """The bureau's rule that says so (实施条例第四十五条; 财库〔2016〕205号)."""


check_policy = nothing_to_check


def set_policy(context: Context, action: SetAcceptancePolicy) -> None:
    """Write the rule behind those before it."""
    row = {"site_id": context.site_id, "seq": context.seq, "least": action.least, "source": action.source}
    context.connection.execute(insert(AcceptancePolicy), row)


# --- accepting -------------------------------------------------------------------------------------------------------


def check_accept(context: Context, action: Accept) -> None:
    """Refuse goods that cannot be accepted, too small a group, and nobody but those who made the contract."""
    acceptance.check_accept(context, action)
    _check_group(context, action)
    if not action.exception.strip():
        _check_others(context, action)


def _check_group(context: Context, action: Accept) -> None:
    """Refuse a member named twice, and fewer than the bureau asks for."""
    seen: set[str] = set()
    for name in action.group:
        if name in seen:
            raise MemberTwice(name=name)
        seen.add(name)
    columns = (AcceptancePolicy.least, AcceptancePolicy.source)
    newest = select(*columns).where(AcceptancePolicy.site_id == context.site_id)
    row = context.connection.execute(newest.order_by(AcceptancePolicy.seq.desc()).limit(1)).first()
    if row is not None and len(action.group) < row.least:
        raise GroupTooSmall(count=len(action.group), least=row.least, source=row.source)


def _check_others(context: Context, action: Accept) -> None:
    """Refuse an acceptance by nobody but those who drew up or approved the contract."""
    here = (Contract.site_id == context.site_id, Contract.contract_id == action.contract_id)
    makers = context.connection.execute(select(Contract.prepared_by, Contract.approved_by).where(*here)).one()
    logins = {login for login in (context.actor, context.prepared_by) if login is not None}
    names = _names(context, set(makers))
    has_other = bool(logins - set(makers)) or bool(set(action.group) - set(names.values()))
    if not has_other and not _is_excepted(context, context.actor):
        raise SoleAcceptor(name=names.get(context.actor, context.actor))


# --- paying ----------------------------------------------------------------------------------------------------------


def check_payment(context: Context, action: RecordPayment) -> None:
    """Refuse what is not due, and a payment recorded by whoever accepted the goods."""
    payments.check_payment(context, action)
    if action.exception.strip() or _is_excepted(context, context.actor):
        return
    name = _names(context, {context.actor}).get(context.actor, context.actor)
    number = _accepted_by(context, action, name)
    if number is not None:
        raise AcceptorPays(name=name, number=number)


def _accepted_by(context: Context, action: RecordPayment, name: str) -> str | None:
    """Return the certificate that stands by which the actor accepted goods of a contract; None where none does."""
    member = select(AcceptanceMember.seq).where(
        AcceptanceMember.site_id == Acceptance.site_id,
        AcceptanceMember.seq == Acceptance.seq,
        AcceptanceMember.name == name,
    )
    is_acceptor = (
        (Acceptance.accepted_by == context.actor) | (Acceptance.prepared_by == context.actor) | member.exists()
    )
    here = (Acceptance.site_id == context.site_id, Acceptance.contract_id == action.contract_id)
    statement = select(Acceptance.number).where(*here, CERTIFICATE_STANDS, is_acceptor)
    return context.connection.scalar(statement.order_by(Acceptance.seq).limit(1))


# --- people ----------------------------------------------------------------------------------------------------------


def _names(context: Context, logins: Collection[Login]) -> dict[Login, str]:
    """Return what some people are called."""
    rows = context.connection.execute(select(Person.login, Person.name).where(Person.login.in_(logins))).all()
    return dict(rows)


def _is_excepted(context: Context, login: Login) -> bool:
    """Return whether somebody holds one of the roles that are apart by a named exception."""
    return context.has(PersonRole.login == login, PersonRole.role.in_(_APART), PersonRole.reason != "")
