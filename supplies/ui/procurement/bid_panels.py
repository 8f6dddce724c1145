"""The bids of a round, and passing an award on to the next candidate."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtWidgets import QWidget

from supplies.errors import (
    AwardNotBid,
    BidAboveCeiling,
    BidsNotRecorded,
    DateInFuture,
    DatesBackward,
    NotNextCandidate,
    RankingWrong,
    SuppliesError,
)
from supplies.language import _
from supplies.procurement.bids import BidLine, BidRow, PassAward, RecordBids, newest_bids, next_candidate
from supplies.procurement.queries import TenderLotRow
from supplies.ui.funds.columns import wan_words
from supplies.ui.funds.money_panels import TITLE_MAX
from supplies.ui.funds.tender_panels import StepPanel
from supplies.ui.procurement.offers_field import OfferLine, OffersField
from supplies.ui.services import Services
from supplies.ui.session import Actions, Latest
from supplies.ui.widgets.action_panel import Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import TextField
from supplies.values import NO_MONEY, ActionId, Money, new_id


class Ranking(StrEnum):
    """How the valid bids are ranked."""

    BY_PRICE = "by_price"
    AS_LISTED = "as_listed"


def bid_lines(lines: Sequence[OfferLine], ranking: Ranking) -> tuple[BidLine, ...]:
    """Return bids with the ranks of the valid ones; among equal prices the first listed is the better."""
    valid = [line for line in lines if not line.note]
    if ranking is Ranking.BY_PRICE:
        valid.sort(key=_price)
    ranks = {line.supplier: rank for rank, line in enumerate(valid, 1)}
    return tuple(
        BidLine(
            supplier=line.supplier,
            supplier_code=line.code,
            price=_price(line),
            rank=ranks.get(line.supplier),
            rejected=line.note,
        )
        for line in lines
    )


def _price(line: OfferLine) -> Money:
    """Return what a bid asks; a bid without a price is refused as one of nothing."""
    return line.price or NO_MONEY


class BidsPanel(StepPanel):
    """Records all bids of the running round."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {RankingWrong: "bids", DateInFuture: "day"}
        super().__init__("record_bids", _("Record the bids"), page, services, places)
        self._latest = Latest()
        add = self.form.add
        self.bids = add(OffersField("bids", _("Bids of the round"), _("Why it is invalid; empty where it is valid")))
        rankings = [
            (Ranking.BY_PRICE.value, _("by price, the lowest first")),
            (Ranking.AS_LISTED.value, _("in the order of the list")),
        ]
        self.ranking = add(SelectField("ranking", _("Ranking of the valid bids"), rankings))
        self.day = self.add_day("day", _("Recorded on"))

    def open_for(self, lot: TenderLotRow) -> None:
        """Ask about the bids of this lot; what was recorded before stands there to be corrected."""
        super().open_for(lot)
        if self.bids.value() is None:
            query = partial(newest_bids, lot=(lot.site_id, lot.tender_lot_id))
            self.services.session.read(self, query, self._show_recorded, latest=self._latest)

    def make_actions(self) -> Actions:
        """Return the bids."""
        lines = answer(self.bids)
        words = _("{n} bids of {lot} are recorded.").format(n=len(lines), lot=self.lot.words)
        self.tell(words, self.lot.tender_lot_id)
        return [
            RecordBids(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                tender_lot_id=self.lot.tender_lot_id,
                bids=bid_lines(lines, Ranking(answer(self.ranking))),
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; one about a bid stands beside the bids."""
        is_of_bid = bool(error.lines) or isinstance(error, BidAboveCeiling)
        return super().place_of(error) or ("bids" if is_of_bid else "")

    def _show_recorded(self, rows: Sequence[BidRow]) -> None:
        """Show the bids that are recorded, where nothing else was begun."""
        if rows and self.bids.value() is None:
            lines = (OfferLine(row.supplier, row.supplier_code, row.price, row.rejected) for row in rows)
            self.bids.set_lines(tuple(lines))
            self.ranking.set_text(Ranking.AS_LISTED.value)


class PassPanel(StepPanel):
    """Gives the award to the next candidate."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            DatesBackward: "day",
            DateInFuture: "day",
            NotNextCandidate: "candidate",
            AwardNotBid: "candidate",
            BidsNotRecorded: "candidate",
        }
        super().__init__("pass_award", _("Pass the award on"), page, services, places)
        self._latest = Latest()
        self._candidate: BidRow | None = None
        add = self.form.add
        nobody = _("nobody: annul the award instead")
        self.candidate = add(SelectField("candidate", _("Next candidate"), empty_words=nobody))
        self.day = self.add_day("day", _("Passed on"))
        self.reason = add(TextField("reason", _("Why the winner does not sign"), is_required=True, longest=TITLE_MAX))

    def open_for(self, lot: TenderLotRow) -> None:
        """Ask about this lot, and look who is next."""
        super().open_for(lot)
        query = partial(newest_bids, lot=(lot.site_id, lot.tender_lot_id))
        self.services.session.read(self, query, self._show_candidate, latest=self._latest)

    def make_actions(self) -> Actions:
        """Return what is passed on."""
        candidate = self._candidate
        assert candidate is not None and answer(self.candidate), "the form asks for a candidate"
        words = _("The award of {lot} goes to {supplier} for {amount}.")
        amount = wan_words(candidate.price)
        self.tell(words.format(lot=self.lot.words, supplier=candidate.supplier, amount=amount), self.lot.tender_lot_id)
        day = answer(self.day)
        return [
            PassAward(
                action_id=ActionId(new_id()),
                business_date=day,
                tender_lot_id=self.lot.tender_lot_id,
                passed_on=day,
                supplier=candidate.supplier,
                award=candidate.price,
                reason=answer(self.reason),
            )
        ]

    def _show_candidate(self, rows: Sequence[BidRow]) -> None:
        """Offer whoever is next in the ranking."""
        self._candidate = next_candidate(rows, self.lot.winner)
        found = [] if self._candidate is None else [self._candidate]
        self.candidate.set_options([(row.supplier, f"{row.supplier} {wan_words(row.price)}") for row in found])
        for row in found:
            self.candidate.set_text(row.supplier)
