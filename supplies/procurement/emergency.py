"""Emergency procurement (紧急采购): no tender and none of its time limits, but a record that is kept.

Where a severe disaster leaves no time, the Government Procurement Law does not apply (政府采购法第八十五条,
自然灾害救助条例第二十三条). What remains is the bureau's own control, as 财办库〔2020〕23号 asked for: who approved it,
on what grounds, which suppliers were asked, what they quoted, and why one of them got it. The asking of suppliers
stands as the lot's round, so that whatever follows from an award follows from this one too.
"""

from datetime import date

import msgspec
from sqlalchemy import insert, select

from supplies.accounts.credit_code import is_credit_code
from supplies.errors import (
    AmountNotPositive,
    AwardAboveCeiling,
    ChosenWithoutPrice,
    CreditCodeWrong,
    DatesBackward,
    IncidentClosed,
    IncidentIsDrill,
    NotAnEmergency,
    OffererTwice,
    SelfApproved,
    UnknownRecord,
)
from supplies.funds import ledger
from supplies.journal.action import Action, Context
from supplies.language import _
from supplies.models.accounts import Person
from supplies.models.bidding import EmergencyPurchase, EmergencyQuote
from supplies.models.funds import Bucket
from supplies.models.procurement import LotStage, Method, RoundResult, TenderRound
from supplies.models.relief import Incident, IncidentKind
from supplies.procurement.actions import Title
from supplies.procurement.apply import write_lot
from supplies.procurement.contracts import CreditCode, LineNumber, Text
from supplies.procurement.rules import LotFact, lot_fact, staged
from supplies.procurement.words import method_name
from supplies.stock.checks import Problem, check_lines
from supplies.values import NO_MONEY, Money, TenderLotId


class Quote(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A supplier that was asked, and for what price it would deliver all that is asked for."""

    supplier: Title
    supplier_code: CreditCode = ""
    price: Money | None = None
    """None: asked, but did not quote."""
    note: Text = ""


class BuyInEmergency(Action, frozen=True, kw_only=True, tag="procurement.buy_in_emergency"):
    """Award a planned lot without tender, by a record of how it came to it."""

    tender_lot_id: TenderLotId
    paper_number: Title
    """Of the paper that approved it; in a hurry it may be written afterwards, but it is there."""
    approved_by: Title
    approved_on: date
    asked_on: date
    """When the first supplier was asked."""
    decided_on: date
    grounds: Title
    incident: Text = ""
    """The number of the incident, where one is recorded."""
    quotes: tuple[Quote, ...]
    chosen: LineNumber
    """The line of the quote that is taken."""
    reason: Title
    """Why this supplier and this price."""
    exception: Text = ""
    """Why whoever buys also approved, in a bureau that has nobody else."""

    @property
    def quote(self) -> Quote:
        """Return the quote that is taken."""
        return self.quotes[self.chosen - 1]


def check_buy(context: Context, action: BuyInEmergency) -> None:
    """Refuse what is no emergency, days out of order, a choice without a price, and one person for everything."""
    lot = staged(context, action.tender_lot_id, LotStage.PLANNED)
    if lot.method is not Method.EMERGENCY:
        raise NotAnEmergency(lot=lot.name, method=method_name(lot.method))
    _check_days(lot, action)
    _check_incident(context, action)
    _check_quotes(action)
    award = _price_chosen(action)
    if award > lot.ceiling:
        raise AwardAboveCeiling(award=award, ceiling=lot.ceiling)
    _check_approver(context, action)


def _check_days(lot: LotFact, action: BuyInEmergency) -> None:
    """Refuse a decision before approval and asking, and asking before an earlier award was void."""
    earlier = [(action.asked_on, action.decided_on), (action.approved_on, action.decided_on)]
    if lot.ended_on is not None:
        earlier.append((lot.ended_on, action.asked_on))
    for before, after in earlier:
        if after < before:
            raise DatesBackward(later=after, earlier=before)


def _check_incident(context: Context, action: BuyInEmergency) -> None:
    """Refuse an incident that there is not, a drill, and one that had not begun or was over."""
    if not action.incident.strip():
        return
    columns = (Incident.kind, Incident.started_on, Incident.closed_on)
    row = context.connection.execute(select(*columns).where(Incident.number == action.incident)).first()
    if row is None:
        raise UnknownRecord(kind=_("Incident"), key=action.incident)
    if row.kind is IncidentKind.DRILL:
        raise IncidentIsDrill(incident=action.incident)
    if action.decided_on < row.started_on:
        raise DatesBackward(later=action.decided_on, earlier=row.started_on)
    if row.closed_on is not None and action.asked_on > row.closed_on:
        raise IncidentClosed(incident=action.incident, closed=row.closed_on)


def _check_quotes(action: BuyInEmergency) -> None:
    """Refuse a list without suppliers, one that stands there twice, a code that is wrong, and a price of nothing."""
    seen: set[str] = set()

    def problem_of(quote: Quote) -> Problem:
        if quote.supplier in seen:
            return "supplier", OffererTwice(supplier=quote.supplier)
        seen.add(quote.supplier)
        if quote.supplier_code and not is_credit_code(quote.supplier_code):
            return "supplier_code", CreditCodeWrong(text=quote.supplier_code)
        if quote.price is not None and quote.price <= NO_MONEY:
            return "price", AmountNotPositive(amount=quote.price)
        return None

    check_lines(action.quotes, problem_of)


def _price_chosen(action: BuyInEmergency) -> Money:
    """Return the price that is taken.

    Raises:
        ChosenWithoutPrice: there is none.
    """
    price = action.quote.price if action.chosen <= len(action.quotes) else None
    if price is None:
        raise ChosenWithoutPrice(line=action.chosen)
    return price


def _check_approver(context: Context, action: BuyInEmergency) -> None:
    """Refuse that whoever buys approved it too, unless it is said why."""
    buyer = context.prepared_by or context.actor
    is_buyer = context.has(Person.login == buyer, Person.name == action.approved_by)
    if is_buyer and not action.exception.strip():
        raise SelfApproved(name=action.approved_by)


def buy(context: Context, action: BuyInEmergency) -> None:
    """Write the record and its quotes, and commit the price; what the budget does not need is saved."""
    lot_id, lot = action.tender_lot_id, lot_fact(context, action.tender_lot_id)
    award, number = _price_chosen(action), lot.round_number + 1
    key = {"site_id": context.site_id, "seq": context.seq}
    days = {"announced_on": action.asked_on, "ended_on": action.decided_on}
    held = {
        "tender_lot_id": lot_id,
        "number": number,
        "result": RoundResult.AWARDED,
        **days,
        "reason": "",
        "approval": "",
    }
    context.connection.execute(insert(TenderRound), {**key, **held})
    record = {
        "tender_lot_id": lot_id,
        "round": number,
        "paper_number": action.paper_number,
        "approved_by": action.approved_by,
        "approved_on": action.approved_on,
        "asked_on": action.asked_on,
        "decided_on": action.decided_on,
        "grounds": action.grounds,
        "incident": action.incident.strip(),
        "reason": action.reason,
        "exception": action.exception.strip(),
    }
    context.connection.execute(insert(EmergencyPurchase), {**key, **record})
    quotes = [
        {
            **key,
            "line": line,
            "supplier": quote.supplier,
            "supplier_code": quote.supplier_code,
            "price_fen": None if quote.price is None else quote.price.fen,
            "note": quote.note,
            "is_chosen": line == action.chosen,
        }
        for line, quote in enumerate(action.quotes, 1)
    ]
    context.connection.execute(insert(EmergencyQuote), quotes)
    write_lot(context, lot_id, stage=LotStage.AWARDED, award_fen=award.fen, winner=action.quote.supplier)
    day = action.business_date
    ledger.move_lot(context, lot_id, (Bucket.PLANNED, Bucket.AWARDED), award, day)
    ledger.move_lot(context, lot_id, (Bucket.PLANNED, Bucket.SAVED), lot.budget - award, day)
