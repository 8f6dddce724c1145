"""Checks of who got a lot: its award is what the offer says that was taken."""

from collections.abc import Iterator

from sqlalchemy import Connection, and_, func, select

from supplies.journal.action import Finding
from supplies.language import _
from supplies.models.bidding import Bid, EmergencyPurchase, EmergencyQuote
from supplies.models.procurement import Project, RoundResult, TenderLot, TenderRound
from supplies.values import Money


def emergency_audit(connection: Connection) -> Iterator[Finding]:
    """Yield emergency purchases that do not choose one quote, and lots whose award is not what was chosen."""
    counted = select(EmergencyQuote.site_id, EmergencyQuote.seq, func.count().label("chosen"))
    of_quote = counted.where(EmergencyQuote.is_chosen).group_by(EmergencyQuote.site_id, EmergencyQuote.seq).subquery()
    same = and_(of_quote.c.site_id == EmergencyPurchase.site_id, of_quote.c.seq == EmergencyPurchase.seq)
    statement = select(EmergencyPurchase.site_id, EmergencyPurchase.seq, EmergencyPurchase.paper_number)
    wrong = func.coalesce(of_quote.c.chosen, 0) != 1
    for site_id, seq, number in connection.execute(statement.join(of_quote, same, isouter=True).where(wrong)):
        words = _("The emergency purchase {number} does not choose exactly one quote.")
        yield Finding(site_id, seq, words.format(number=number))
    yield from _emergency_awards(connection)


def _emergency_awards(connection: Connection) -> Iterator[Finding]:
    """Yield lots with an award that is not the quote chosen in the round that awarded it."""
    of_record = and_(
        EmergencyPurchase.site_id == TenderRound.site_id,
        EmergencyPurchase.tender_lot_id == TenderRound.tender_lot_id,
        EmergencyPurchase.round == TenderRound.number,
    )
    of_lot = and_(TenderLot.site_id == TenderRound.site_id, TenderLot.tender_lot_id == TenderRound.tender_lot_id)
    chosen = and_(
        EmergencyQuote.site_id == EmergencyPurchase.site_id,
        EmergencyQuote.seq == EmergencyPurchase.seq,
        EmergencyQuote.is_chosen,
    )
    columns = (TenderLot.site_id, TenderLot.seq, Project.number, TenderLot.number, TenderLot.award_fen)
    statement = (
        select(*columns, EmergencyQuote.price_fen)
        .join(TenderRound, of_lot)
        .join(EmergencyPurchase, of_record)
        .join(EmergencyQuote, chosen)
        .join(Project, and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id))
        .where(
            TenderRound.result == RoundResult.AWARDED,
            TenderLot.award_fen.is_not(None),
            TenderLot.award_fen != EmergencyQuote.price_fen,
        )
    )
    for site_id, seq, project, number, award, price in connection.execute(statement):
        assert award is not None and price is not None, "the statement asks for both"
        words = _("Lot {lot} is awarded for {award}, but the quote that was taken says {price}.")
        said = words.format(lot=f"{project}/{number}", award=Money(award).grouped(), price=Money(price).grouped())
        yield Finding(site_id, seq, said)


def bid_audit(connection: Connection) -> Iterator[Finding]:
    """Yield lots whose award is no valid bid of the list that counts for its round."""
    newest = select(Bid.site_id, Bid.tender_lot_id, Bid.round, func.max(Bid.seq).label("seq"))
    of_round = newest.group_by(Bid.site_id, Bid.tender_lot_id, Bid.round).subquery()
    awarded = and_(
        TenderRound.site_id == of_round.c.site_id,
        TenderRound.tender_lot_id == of_round.c.tender_lot_id,
        TenderRound.number == of_round.c.round,
        TenderRound.result == RoundResult.AWARDED,
    )
    of_lot = and_(TenderLot.site_id == TenderRound.site_id, TenderLot.tender_lot_id == TenderRound.tender_lot_id)
    winning = and_(
        Bid.site_id == of_round.c.site_id,
        Bid.seq == of_round.c.seq,
        Bid.tender_lot_id == TenderLot.tender_lot_id,
        Bid.supplier == TenderLot.winner,
        Bid.price_fen == TenderLot.award_fen,
        Bid.rank.is_not(None),
    )
    statement = (
        select(TenderLot.site_id, TenderLot.seq, Project.number, TenderLot.number, TenderLot.winner)
        .join(TenderRound, of_lot)
        .join(of_round, awarded)
        .join(Project, and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id))
        .join(Bid, winning, isouter=True)
        .where(TenderLot.award_fen.is_not(None), Bid.seq.is_(None))
    )
    for site_id, seq, project, number, winner in connection.execute(statement):
        words = _("The award of lot {lot} to {winner} is no valid bid of its round.")
        yield Finding(site_id, seq, words.format(lot=f"{project}/{number}", winner=winner))
