"""One lot in full, with its rounds; one check in full, with every paper that it is wrong for."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supplies.language import _
from supplies.procurement.check_words import Cause, CauseKind, Check
from supplies.procurement.queries import RoundRow, TenderLotRow, rounds
from supplies.procurement.words import method_name, stage_name
from supplies.ui.funds.columns import CAUSE_COLUMNS, ROUND_COLUMNS, wan_words
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


CAUSE_PAGES = {
    CauseKind.LOT: "lot",
    CauseKind.CONTRACT: "contract",
    CauseKind.DOCUMENT: "document",
    CauseKind.APPROPRIATION: "appropriation",
    CauseKind.PROJECT: "board",
    CauseKind.ITEM: "card",
    CauseKind.VOUCHER: "fund_trace",
    CauseKind.ALLOTMENT: "funds",
    CauseKind.DISTRIBUTION: "relief",
}
"""The page on which each kind of cause is looked at."""


class CheckPanel(RecordPanel[Cause]):
    """A check: both sides, the difference, and every paper that it is wrong for, which Enter opens."""

    asked_for = Signal(str, str)
    """A page, and what to show on it."""

    def __init__(self, page: QWidget, services: Services) -> None:
        empty = EmptyState("funds_check_lots_empty", "ok", _("Nothing is concerned"), "")
        super().__init__("funds_check", _("Check"), page, services, CAUSE_COLUMNS, _cause_key, empty)
        self.table.row_opened.connect(self._open)

    def show_check(self, check: Check) -> None:
        """Show this check."""
        facts = (
            (_("Outcome"), _("Right") if check.holds else _("Wrong")),
            (_("Expected"), both(check.expected)),
            (_("Found"), both(check.found)),
            (_("Difference"), both(check.difference)),
        )
        whole: WholeList[Cause] = WholeList(lambda _connection: check.behind, _cause_key, _no_texts, {})
        self.show_record(check.title, "", facts, partial(whole.page, Wanted()))

    def _open(self, cause: Cause) -> None:
        """Open the paper."""
        self.close_panel()
        self.asked_for.emit(CAUSE_PAGES[cause.kind], cause.key)


def _round_key(row: RoundRow) -> int:
    """Return what tells one round from every other."""
    return row.number


def _cause_key(row: Cause) -> tuple[str, str, str]:
    """Return what tells one cause from every other."""
    return row.kind.value, row.key, row.words


def _no_texts(_row: Cause) -> tuple[str, ...]:
    """Return nothing: this list is not searched."""
    return ()


def _rounds_page(lot: TenderLotRow, after: RoundRow | None, _limit: int) -> Query[list[RoundRow]]:
    """Return the query for the rounds of a lot; they are so few that the first page holds them all."""
    if after is not None:
        return lambda _connection: []
    return lambda connection: rounds(connection, lot.site_id, lot.tender_lot_id)
