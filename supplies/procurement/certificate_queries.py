"""A certificate of acceptance as read: what it accepted of its contract, beside what others accepted before."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, or_, select

from supplies.errors import CertificateAmbiguous, UnknownRecord
from supplies.language import _
from supplies.models.bidding import AcceptanceMember
from supplies.models.procurement import Acceptance, AcceptanceLine, Contract
from supplies.models.stock import Document
from supplies.procurement.contract_queries import (
    CERTIFICATE_STANDS,
    ContractItem,
    ContractRow,
    contract,
    contract_items,
)
from supplies.values import NO_MONEY, NO_QUANTITY, ContractId, Money, Quantity, SiteId


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """What was accepted of a line of the contract, now and by certificates before."""

    item: ContractItem
    accepted: Quantity
    accepted_before: Quantity
    amount: Money
    documents: tuple[str, ...]
    """The warehouse's, by which the goods became usable."""


@dataclass(frozen=True, slots=True)
class AcceptanceRow:
    """A certificate, and the contract that it is of."""

    site_id: SiteId
    seq: int
    contract: ContractRow
    number: str
    delivered_on: date
    accepted_on: date
    amount: Money
    late_days: int
    penalty: Money
    lines: tuple[CertificateLine, ...]
    group: tuple[str, ...]
    """Who accepted together, by name; empty where nobody is named."""


_HEAD = (
    Acceptance.site_id,
    Acceptance.seq,
    Acceptance.contract_id,
    Contract.number.label("contract_number"),
    Acceptance.number,
    Acceptance.delivered_on,
    Acceptance.accepted_on,
    Acceptance.amount_fen,
    Acceptance.late_days,
    Acceptance.penalty_fen,
)
_SAME_CONTRACT = and_(Contract.site_id == Acceptance.site_id, Contract.contract_id == Acceptance.contract_id)


def acceptance_certificate(connection: Connection, name: str) -> AcceptanceRow:
    """Return a certificate by its number, or by contract and number where several have it: ``HT-1/YS-1``.

    Raises:
        UnknownRecord: there is none of this number.
        CertificateAmbiguous: several contracts have one of this number.
    """
    wanted = name.strip()
    named = Contract.number + "/" + Acceptance.number
    here = or_(Acceptance.number == wanted, named == wanted)
    statement = select(*_HEAD).join(Contract, _SAME_CONTRACT).where(here, CERTIFICATE_STANDS)
    rows = connection.execute(statement.limit(2)).all()
    if not rows:
        raise UnknownRecord(kind=_("Certificate of acceptance"), key=name)
    if len(rows) > 1:
        raise CertificateAmbiguous(number=wanted, example=f"{rows[0].contract_number}/{rows[0].number}")
    row = rows[0]
    lines = _lines(connection, row.site_id, row.seq, row.contract_id)
    return AcceptanceRow(
        site_id=row.site_id,
        seq=row.seq,
        contract=contract(connection, row.contract_number),
        number=row.number,
        delivered_on=row.delivered_on,
        accepted_on=row.accepted_on,
        amount=Money(row.amount_fen),
        late_days=row.late_days,
        penalty=Money(row.penalty_fen),
        lines=tuple(lines),
        group=_group(connection, row.site_id, row.seq),
    )


def _group(connection: Connection, site_id: SiteId, seq: int) -> tuple[str, ...]:
    """Return who accepted together, in the order of the certificate."""
    here = (AcceptanceMember.site_id == site_id, AcceptanceMember.seq == seq)
    names = select(AcceptanceMember.name).where(*here).order_by(AcceptanceMember.line)
    return tuple(connection.scalars(names))


def _lines(connection: Connection, site_id: SiteId, seq: int, contract_id: ContractId) -> list[CertificateLine]:
    """Return what a certificate accepted, by the lines of the contract."""
    before = _accepted_before(connection, site_id, seq, contract_id)
    quantity: dict[int, Quantity] = defaultdict(lambda: NO_QUANTITY)
    amount: dict[int, Money] = defaultdict(lambda: NO_MONEY)
    papers: dict[int, dict[str, None]] = defaultdict(dict)
    columns = (AcceptanceLine.contract_line, AcceptanceLine.quantity, AcceptanceLine.amount_fen, Document.number)
    same = and_(Document.site_id == AcceptanceLine.site_id, Document.seq == AcceptanceLine.document_seq)
    statement = select(*columns).join(Document, same).order_by(AcceptanceLine.line)
    here = (AcceptanceLine.site_id == site_id, AcceptanceLine.seq == seq)
    for line, thousandths, fen, number in connection.execute(statement.where(*here)):
        quantity[line] += Quantity(thousandths)
        amount[line] += Money(fen)
        papers[line][number] = None
    return [
        CertificateLine(
            item, quantity[item.line], before.get(item.line, NO_QUANTITY), amount[item.line], tuple(papers[item.line])
        )
        for item in contract_items(connection, site_id, contract_id)
        if item.line in quantity
    ]


def _accepted_before(connection: Connection, site_id: SiteId, seq: int, contract_id: ContractId) -> dict[int, Quantity]:
    """Return what certificates recorded before accepted of each line of a contract."""
    same = and_(Acceptance.site_id == AcceptanceLine.site_id, Acceptance.seq == AcceptanceLine.seq)
    here = (Acceptance.site_id == site_id, Acceptance.contract_id == contract_id, Acceptance.seq < seq)
    columns = (AcceptanceLine.contract_line, func.sum(AcceptanceLine.quantity))
    rows = connection.execute(
        select(*columns).join(Acceptance, same).where(*here).group_by(AcceptanceLine.contract_line)
    )
    return {line: Quantity(int(thousandths)) for line, thousandths in rows}


def certificates_found(connection: Connection, search: str, limit: int) -> Sequence[tuple[str, str]]:
    """Return how certificates are asked for, and whose they are, by a part of number, contract or supplier."""
    columns = (Contract.number, Acceptance.number, Contract.supplier)
    found = or_(*(each.icontains(search.strip(), autoescape=True) for each in columns))
    statement = select(*columns, Acceptance.accepted_on).join(Contract, _SAME_CONTRACT).where(found, CERTIFICATE_STANDS)
    rows = connection.execute(statement.order_by(Acceptance.site_id, Acceptance.seq.desc()).limit(limit))
    return [(f"{contract}/{number}", f"{supplier} {day}") for contract, number, supplier, day in rows]
