"""The records that papers belong to, found by what people call them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from supplies.attachments.words import subject_name
from supplies.errors import UnknownRecord
from supplies.language import _
from supplies.models.attachments import SubjectKind
from supplies.models.funds import Appropriation
from supplies.models.procurement import Acceptance, Contract, Invoice, Payment, Project, TenderLot
from supplies.models.stock import Document
from supplies.values import BadValue, DepotCode, SiteId, parse_lot_name


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """A record by its kind, and by what people call it there."""

    kind: SubjectKind
    key: str

    @property
    def words(self) -> str:
        """Return what it is and which one, in the reader's language."""
        return f"{subject_name(self.kind)} {self.key}"


def read_subject(text: str) -> Subject:
    """Read a record as it is written on a command line: ``contract:HT-2026-1``.

    Raises:
        BadValue: it does not begin with one of the kinds.
    """
    kind, _colon, key = text.strip().partition(":")
    if kind not in set(SubjectKind) or not key.strip():
        kinds = ", ".join(SubjectKind)
        raise BadValue(_("{text} is not written as kind:number; the kinds are {kinds}").format(text=text, kinds=kinds))
    return Subject(SubjectKind(kind), key.strip())


def _lots(key: str) -> Select[Any]:
    """Select the lot that is called by its project's number and its own."""
    project, number = parse_lot_name(key)
    same = (Project.site_id == TenderLot.site_id) & (Project.project_id == TenderLot.project_id)
    return select(TenderLot.site_id).join(Project, same).where(Project.number == project, TenderLot.number == number)


def _certificates(key: str) -> Select[Any]:
    """Select the certificate that is called by its contract's number and its own; either may hold a stroke itself."""
    same = (Contract.site_id == Acceptance.site_id) & (Contract.contract_id == Acceptance.contract_id)
    cuts = [place for place, character in enumerate(key) if character == "/"]
    contracts = [key[:cut] for cut in cuts]
    called = Contract.number + "/" + Acceptance.number == key
    return select(Acceptance.site_id).join(Contract, same).where(Contract.number.in_(contracts), called)


_FOUND: dict[SubjectKind, Callable[[str], Select[Any]]] = {
    SubjectKind.APPROPRIATION: lambda key: select(Appropriation.site_id).where(Appropriation.number == key),
    SubjectKind.PROJECT: lambda key: select(Project.site_id).where(Project.number == key),
    SubjectKind.LOT: _lots,
    SubjectKind.CONTRACT: lambda key: select(Contract.site_id).where(Contract.number == key),
    SubjectKind.ACCEPTANCE: _certificates,
    SubjectKind.INVOICE: lambda key: select(Invoice.site_id).where(Invoice.number == key),
    SubjectKind.PAYMENT: lambda key: select(Payment.site_id).where(Payment.voucher == key),
    SubjectKind.DOCUMENT: lambda key: select(Document.site_id).where(Document.number == key),
}


def check_subject(connection: Connection, site_id: SiteId, subject: Subject) -> None:
    """Refuse a record that is not there, or belongs to another site: each site writes about its own.

    Raises:
        UnknownRecord: there is none.
    """
    if site_id not in sites_of(connection, subject):
        raise UnknownRecord(kind=subject_name(subject.kind), key=subject.key)


def sites_of(connection: Connection, subject: Subject) -> frozenset[SiteId]:
    """Return the sites that have such a record; none where there is none."""
    return frozenset(connection.scalars(_FOUND[subject.kind](subject.key)))


def depot_of(connection: Connection, subject: Subject) -> DepotCode | None:
    """Return the depot whose keeper writes about a record; None where it belongs to no depot."""
    if subject.kind is not SubjectKind.DOCUMENT:
        return None
    found: DepotCode | None = connection.scalar(select(Document.depot_code).where(Document.number == subject.key))
    return found
