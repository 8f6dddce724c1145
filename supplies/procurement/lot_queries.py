"""One lot of a project in full, read by its key: its money, its contracts, and all that happened to it, day by day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, select

from supplies.errors import UnknownRecord
from supplies.language import N_, _
from supplies.models.procurement import Method, Project, RoundResult, TenderLot
from supplies.procurement.bonds import BondRow, bonds
from supplies.procurement.contract_queries import ContractPaper, ContractRow, PaperKind, contracts, lot_papers
from supplies.procurement.goods_queries import DocumentBehind, documents_behind_lot
from supplies.procurement.offers import EmergencyRow, OfferRow, PassedRow, emergency_purchases, offers, passed_awards
from supplies.procurement.queries import LotKey, RoundRow, TenderLotRow, rounds, tender_lots
from supplies.values import Money, SiteId, TenderLotId, parse_lot_name, total_money


class EventKind(StrEnum):
    """What happens to a lot."""

    STARTED = "started"
    ANNOUNCED = "announced"
    ASKED = "asked"
    AWARDED = "awarded"
    PASSED = "passed"
    FAILED = "failed"
    SIGNED = "signed"
    CHANGED = "changed"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    INVOICED = "invoiced"
    PAID = "paid"
    RETURNED = "returned"
    CLOSED = "closed"


_EVENT_NAMES = {
    EventKind.STARTED: N_("Project started"),
    EventKind.ANNOUNCED: N_("Round announced"),
    EventKind.ASKED: N_("Suppliers asked"),
    EventKind.AWARDED: N_("Round awarded"),
    EventKind.PASSED: N_("Award passed on"),
    EventKind.FAILED: N_("Round failed"),
    EventKind.SIGNED: N_("Contract signed"),
    EventKind.CHANGED: N_("Contract changed"),
    EventKind.ACCEPTED: N_("Goods accepted"),
    EventKind.WITHDRAWN: N_("Acceptance withdrawn"),
    EventKind.INVOICED: N_("Invoiced"),
    EventKind.PAID: N_("Paid"),
    EventKind.RETURNED: N_("Return of a payment"),
    EventKind.CLOSED: N_("Lot closed"),
}
_OF_PAPERS = {
    PaperKind.CHANGE: EventKind.CHANGED,
    PaperKind.ACCEPTANCE: EventKind.ACCEPTED,
    PaperKind.WITHDRAWAL: EventKind.WITHDRAWN,
    PaperKind.INVOICE: EventKind.INVOICED,
    PaperKind.PAYMENT: EventKind.PAID,
    PaperKind.RETURN: EventKind.RETURNED,
}
_ORDER = list(EventKind)


@dataclass(frozen=True, slots=True)
class LotEvent:
    """What happened to a lot on a day; ``place`` tells it from every other."""

    place: int
    on: date
    kind: EventKind
    words: str
    amount: Money | None = None
    contract: str = ""
    """The number of the contract that it is about, if it is about one."""

    @property
    def name(self) -> str:
        """Return what happened, in the reader's language."""
        return _(_EVENT_NAMES[self.kind])


@dataclass(frozen=True, slots=True)
class LotView:
    """A lot in full."""

    lot: TenderLotRow
    closed_on: date | None
    rounds: tuple[RoundRow, ...]
    contracts: tuple[ContractRow, ...]
    events: tuple[LotEvent, ...]
    documents: tuple[DocumentBehind, ...]
    offers: tuple[OfferRow, ...]
    bonds: tuple[BondRow, ...]
    emergency: EmergencyRow | None
    """How it came to the newest emergency purchase; None where there is none."""

    @property
    def invoiced(self) -> Money:
        """Return what its contracts were invoiced for."""
        return total_money(row.invoiced for row in self.contracts)

    @property
    def supplier(self) -> str:
        """Return who delivers: as on the contracts, or as on the notice of award."""
        return _(", ").join(dict.fromkeys(row.supplier for row in self.contracts)) or self.lot.winner


def one_lot(connection: Connection, site_id: SiteId, lot_id: TenderLotId) -> TenderLotRow:
    """Return one lot, without reading the others.

    Raises:
        UnknownRecord: there is no such lot.
    """
    found = tender_lots(connection, (site_id, lot_id))
    if not found:
        raise UnknownRecord(kind=_("Tender lot"), key=str(lot_id))
    return found[0]


def lot_name(lot: TenderLotRow | ContractRow) -> str:
    """Return how a lot is asked for: the project's number and its own."""
    number = lot.number if isinstance(lot, TenderLotRow) else lot.lot_number
    return f"{lot.project_number}/{number}"


def lot_view(connection: Connection, name: str) -> LotView:
    """Return the lot of a name as ``lot_name`` writes it.

    Raises:
        UnknownRecord: there is no such lot.
    """
    project, number = parse_lot_name(name)
    same = (Project.site_id == TenderLot.site_id) & (Project.project_id == TenderLot.project_id)
    columns = (TenderLot.site_id, TenderLot.tender_lot_id, TenderLot.closed_on, Project.started_on)
    here = (Project.number == project, TenderLot.number == number)
    row = connection.execute(select(*columns).join(Project, same).where(*here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Tender lot"), key=name)
    site_id, lot_id, closed_on, started_on = row
    key: LotKey = site_id, lot_id
    lot = one_lot(connection, site_id, lot_id)
    held, signed = rounds(connection, site_id, lot_id), contracts(connection, lot=key)
    events = [
        LotEvent(0, started_on, EventKind.STARTED, lot.project_name),
        *(event for each in held for event in _round_events(lot, each, is_last=each is held[-1])),
        *map(_passed_event, passed_awards(connection, key)),
        *(LotEvent(0, each.signed_on, EventKind.SIGNED, _signed(each), each.original, each.number) for each in signed),
        *map(_paper_event, lot_papers(connection, key)),
        *([] if closed_on is None else [LotEvent(0, closed_on, EventKind.CLOSED, "")]),
    ]
    documents = documents_behind_lot(connection, key)
    return LotView(
        lot=lot,
        closed_on=closed_on,
        rounds=tuple(held),
        contracts=tuple(signed),
        events=_numbered(events),
        documents=tuple(documents),
        offers=tuple(offers(connection, key)),
        bonds=tuple(bonds(connection, key)),
        emergency=next(reversed(emergency_purchases(connection, key)), None),
    )


def _numbered(events: list[LotEvent]) -> tuple[LotEvent, ...]:
    """Return what happened in the order of the days; on one day in the order of the steps."""
    ordered = sorted(events, key=lambda event: (event.on, _ORDER.index(event.kind)))
    return tuple(
        LotEvent(place, event.on, event.kind, event.words, event.amount, event.contract)
        for place, event in enumerate(ordered, 1)
    )


def _round_events(lot: TenderLotRow, row: RoundRow, *, is_last: bool) -> list[LotEvent]:
    """Return what a round brings: that it was announced, and how it ended."""
    words = _("round {number}").format(number=row.number)
    begins = EventKind.ASKED if lot.method is Method.EMERGENCY else EventKind.ANNOUNCED
    events = [LotEvent(0, row.announced_on, begins, words)]
    if row.ended_on is not None and row.result is RoundResult.AWARDED and is_last:
        events.append(LotEvent(0, row.ended_on, EventKind.AWARDED, f"{lot.winner} {row.reason}".strip(), lot.award))
    elif row.ended_on is not None:
        events.append(LotEvent(0, row.ended_on, EventKind.FAILED, f"{words} {row.reason}".strip()))
    return events


def _passed_event(row: PassedRow) -> LotEvent:
    """Return what is told of an award that was passed on."""
    words = _("{old} did not sign; next is {new}: {reason}")
    said = words.format(old=row.from_supplier, new=row.to_supplier, reason=row.reason)
    return LotEvent(0, row.passed_on, EventKind.PASSED, said, row.award)


def _signed(row: ContractRow) -> str:
    """Return what is said of a contract that was signed."""
    return f"{row.number} {row.supplier}"


def _paper_event(paper: ContractPaper) -> LotEvent:
    """Return what a paper of a contract brings."""
    return LotEvent(0, paper.dated, _OF_PAPERS[paper.kind], paper.number, paper.amount, paper.contract)
