"""Taking a certificate of acceptance back, by its mirror: it was wrong, or the goods turn out not to be as agreed."""

from datetime import date
from typing import Any

from sqlalchemy import insert, select

from supplies.errors import AcceptancePaid, AcceptanceWithdrawn, DatesBackward, DocumentAccepted, UnknownRecord
from supplies.funds import ledger
from supplies.journal.action import Action, Context, Procedure
from supplies.language import _
from supplies.models.funds import Bucket
from supplies.models.procurement import (
    Acceptance,
    AcceptanceLine,
    Contract,
    ContractLine,
    LotStage,
    PaymentKind,
)
from supplies.procurement.acceptance import Seq
from supplies.procurement.actions import Title
from supplies.procurement.contract_queries import CERTIFICATE_STANDS, paid_of_kind
from supplies.procurement.contracts import contract_fact, write_contract, write_line
from supplies.procurement.rules import staged
from supplies.stock.actions import Reverse
from supplies.values import NO_MONEY, ContractId, Money, SiteId


class WithdrawAcceptance(Action, frozen=True, kw_only=True, tag="procurement.withdraw_acceptance"):
    """Take a certificate back whole; both stay in the books, and its goods may be accepted anew."""

    contract_id: ContractId
    acceptance: Seq
    """The entry of the certificate."""
    withdrawn_on: date
    reason: Title


def check_withdraw(context: Context, action: WithdrawAcceptance) -> None:
    """Refuse a certificate that is not there any more, whose goods are paid, or whose lot is closed."""
    contract, certificate = contract_fact(context, action.contract_id), _certificate(context, action)
    staged(context, contract.tender_lot_id, LotStage.CONTRACTED)
    if context.has(Acceptance.site_id == context.site_id, Acceptance.of_seq == action.acceptance):
        raise AcceptanceWithdrawn(number=certificate["number"])
    if action.withdrawn_on < certificate["accepted_on"]:
        raise DatesBackward(later=action.withdrawn_on, earlier=certificate["accepted_on"])
    advance = paid_of_kind(context.connection, context.site_id, action.contract_id, PaymentKind.ADVANCE)
    paid = contract.paid - advance  # accepting goods uses an advance up, in silence
    left = contract.accepted - Money(certificate["amount_fen"])
    if paid > left:
        raise AcceptancePaid(number=certificate["number"], paid=paid, left=left)


def _certificate(context: Context, action: WithdrawAcceptance) -> dict[str, Any]:
    """Return the certificate of an action as it was written.

    Raises:
        UnknownRecord: the contract has none of this entry.
    """
    here = (
        Acceptance.site_id == context.site_id,
        Acceptance.seq == action.acceptance,
        Acceptance.contract_id == action.contract_id,
        Acceptance.of_seq.is_(None),
    )
    row = context.connection.execute(select(Acceptance.__table__).where(*here)).mappings().first()
    if row is None:
        raise UnknownRecord(kind=_("Certificate of acceptance"), key=str(action.acceptance))
    return dict(row)


def withdraw(context: Context, action: WithdrawAcceptance) -> None:
    """Write the mirror of the certificate, and let its money be contracted, or paid in advance, again."""
    contract, certificate = contract_fact(context, action.contract_id), _certificate(context, action)
    amount = Money(certificate["amount_fen"])
    mirror = {
        "seq": context.seq,
        "accepted_on": action.withdrawn_on,
        "amount_fen": -amount.fen,
        "penalty_fen": -certificate["penalty_fen"],
        "of_seq": action.acceptance,
        "reason": action.reason,
        "accepted_by": context.actor,
        "prepared_by": context.prepared_by,
    }
    context.connection.execute(insert(Acceptance), {**certificate, **mirror})
    lines = _lines(context, action.acceptance)
    undone = ({"quantity": -line["quantity"], "amount_fen": -line["amount_fen"]} for line in lines)
    rows = [{**line, **less, "seq": context.seq} for line, less in zip(lines, undone, strict=True)]
    context.connection.execute(insert(AcceptanceLine), rows)
    for line in rows:
        values = {
            "accepted_quantity": ContractLine.accepted_quantity + line["quantity"],
            "accepted_fen": ContractLine.accepted_fen + line["amount_fen"],
        }
        write_line(context, action.contract_id, line["contract_line"], **values)
    write_contract(context, action.contract_id, accepted_fen=(contract.accepted - amount).fen)
    lot_id, day = contract.tender_lot_id, action.business_date
    owed = min(amount, max(NO_MONEY, contract.accepted - contract.paid))
    ledger.move_lot(context, lot_id, (Bucket.ACCEPTED, Bucket.CONTRACTED), owed, day)
    ledger.move_lot(context, lot_id, (Bucket.PAID, Bucket.ADVANCED), amount - owed, day)


def _lines(context: Context, seq: int) -> list[dict[str, Any]]:
    """Return the lines of a certificate as they were written."""
    here = (AcceptanceLine.site_id == context.site_id, AcceptanceLine.seq == seq)
    statement = select(AcceptanceLine.__table__).where(*here).order_by(AcceptanceLine.line)
    return [dict(row) for row in context.connection.execute(statement).mappings()]


def check_not_accepted(context: Context, _procedure: Procedure[Any], action: Action) -> None:
    """Refuse to reverse a document of the warehouse as long as a certificate says that its goods were accepted.

    The warehouse does not know of contracts; so this stands beside its rules, as a guard of the journal.
    """
    if not isinstance(action, Reverse):
        return
    found = _accepting(context, context.site_id, action.reverses_seq)
    if found is not None:
        contract, number = found
        raise DocumentAccepted(number=number, contract=contract)


def _accepting(context: Context, site_id: SiteId, document: int) -> tuple[str, str] | None:
    """Return the contract and the certificate that accepted goods of a document; None where none does now."""
    same = (Acceptance.site_id == AcceptanceLine.site_id) & (Acceptance.seq == AcceptanceLine.seq)
    of_contract = (Contract.site_id == Acceptance.site_id) & (Contract.contract_id == Acceptance.contract_id)
    here = (
        AcceptanceLine.site_id == site_id,
        AcceptanceLine.document_seq == document,
        CERTIFICATE_STANDS,
    )
    statement = select(Contract.number, Acceptance.number).join(Acceptance, of_contract).join(AcceptanceLine, same)
    row = context.connection.execute(statement.where(*here).order_by(Acceptance.seq)).first()
    return None if row is None else (row[0], row[1])
