"""One lot in full, with its rounds; one check in full, with the lots concerned."""

from functools import partial

from PySide6.QtWidgets import QWidget

from supplies.language import _
from supplies.procurement.queries import RoundRow, TenderLotRow, rounds
from supplies.procurement.reconciliation import Check
from supplies.procurement.words import method_name, stage_name
from supplies.ui.funds.columns import CHECKED_LOT_COLUMNS, ROUND_COLUMNS, wan_words
from supplies.ui.funds.lists import lot_key
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.whole_list import Wanted, WholeList
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.record_panel import RecordPanel
from supplies.values import Money


def both(money: Money | None) -> str:
    """Return a sum in both units; nothing for None."""
    if money is None:
        return ""
    return _("{wan} = {yuan} yuan").format(wan=wan_words(money), yuan=money.grouped())


class LotPanel(RecordPanel[RoundRow]):
    """A lot: what it was planned for, what it cost, and every round of its tender."""

    def __init__(self, page: QWidget, services: Services) -> None:
        empty = EmptyState("funds_rounds_empty", "waiting", _("Not yet put to tender"), "")
        super().__init__("funds_lot", _("Tender lot"), page, services, ROUND_COLUMNS, _round_key, empty)

    def show_lot(self, lot: TenderLotRow) -> None:
        """Show this lot."""
        saved = None if lot.award is None else lot.budget - lot.award
        facts = (
            (_("Stage"), stage_name(lot.stage)),
            (_("Method"), method_name(lot.method)),
            (_("Paid from"), lot.appropriation_number),
            (_("Winner"), lot.winner),
            (_("Budget"), both(lot.budget)),
            (_("Ceiling"), both(lot.ceiling)),
            (_("Award"), both(lot.award)),
            (_("Saved"), both(saved)),
            (_("Standing in the ledger"), both(lot.standing)),
        )
        self.show_record(lot.words, lot.project_name, facts, partial(_rounds_page, lot))


class CheckPanel(RecordPanel[TenderLotRow]):
    """A check: both sides, the difference, and the lots behind the right side where they differ."""

    def __init__(self, page: QWidget, services: Services) -> None:
        empty = EmptyState("funds_check_lots_empty", "ok", _("No lot is concerned"), "")
        super().__init__("funds_check", _("Check"), page, services, CHECKED_LOT_COLUMNS, lot_key, empty)

    def show_check(self, check: Check) -> None:
        """Show this check."""
        facts = (
            (_("Outcome"), _("Right") if check.holds else _("Wrong")),
            (_("Expected"), both(check.expected)),
            (_("Found"), both(check.found)),
            (_("Difference"), both(check.difference)),
        )
        whole: WholeList[TenderLotRow] = WholeList(lambda _connection: check.lots, lot_key, _no_texts, {})
        self.show_record(check.title, "", facts, partial(whole.page, Wanted()))


def _round_key(row: RoundRow) -> int:
    """Return what tells one round from every other."""
    return row.number


def _no_texts(_row: TenderLotRow) -> tuple[str, ...]:
    """Return nothing: this list is not searched."""
    return ()


def _rounds_page(lot: TenderLotRow, after: RoundRow | None, _limit: int) -> Query[list[RoundRow]]:
    """Return the query for the rounds of a lot; they are so few that the first page holds them all."""
    if after is not None:
        return lambda _connection: []
    return lambda connection: rounds(connection, lot.site_id, lot.tender_lot_id)
