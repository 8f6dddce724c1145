"""The lists of the funds screen, and what can be done with the row selected in each."""

from collections.abc import Callable

from supplies.accounts.words import level_name
from supplies.funds.queries import AppropriationRow
from supplies.language import _
from supplies.procurement.queries import TenderLotRow
from supplies.procurement.reconciliation import Check
from supplies.procurement.words import LotStage, method_name, stage_name
from supplies.ui.funds.columns import (
    APPROPRIATION_COLUMNS,
    APPROPRIATION_ORDERS,
    CHECK_COLUMNS,
    CHECK_ORDERS,
    LOT_COLUMNS,
    LOT_ORDERS,
    wan_words,
)
from supplies.ui.services import Services
from supplies.ui.whole_list import WholeList, no_rows
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.listing import Listing

STEP_STAGES = {
    "start": LotStage.PLANNED,
    "award": LotStage.TENDERING,
    "fail": LotStage.TENDERING,
    "cancel": LotStage.PLANNED,
}
"""The stage at which each step of a lot begins."""


class LotList(Listing[TenderLotRow]):
    """The lots of all projects."""

    def __init__(self, services: Services) -> None:
        title, text = _("No lots here"), _("A lot is planned, put to tender and awarded here.")
        empty = EmptyState("funds_lots_empty", "documents", title, text)
        whole = WholeList(no_rows, lot_key, _lot_texts, LOT_ORDERS)
        hint = _("Project, name, winner or document")
        super().__init__("funds_lots", _("Lots"), LOT_COLUMNS, whole, services, empty, hint)
        stages = [(stage.value, stage_name(stage)) for stage in LotStage]
        self.filters.add_choice("stage", _("Stage"), _("All stages"), stages)
        self.set_filter(self._wanted)
        self.selection_changed.connect(self._show_allowed)

    def _wanted(self) -> Callable[[TenderLotRow], bool] | None:
        """Return the filter by stage."""
        stage = self.filters.values()["stage"]
        return (lambda row: row.stage == stage) if stage else None

    def _show_allowed(self) -> None:
        """Allow the steps that the selected lot's stage allows."""
        lot = self.selected()
        one = "" if lot is not None else _("Select one lot first.")
        self.row_actions.allow("show", one)
        self.row_actions.allow("open", one)
        for name, stage in STEP_STAGES.items():
            reason = one if lot is None or lot.stage is stage else _stage_reason(lot, stage)
            self.row_actions.allow(name, reason)


class FundList(Listing[AppropriationRow]):
    """The appropriations, oldest first."""

    def __init__(self, services: Services) -> None:
        title, text = _("No appropriations here"), _("Clear the filters to see all.")
        empty = EmptyState("funds_appropriations_empty", "funds", title, text)
        whole = WholeList(no_rows, fund_key, _fund_texts, APPROPRIATION_ORDERS)
        name, hint = "funds_appropriations", _("Document, title or level")
        super().__init__(name, _("Appropriations"), APPROPRIATION_COLUMNS, whole, services, empty, hint)
        self.filters.add_tick("withdrawn", _("With withdrawn ones (&E)"))
        self.set_filter(self._wanted)
        self.selection_changed.connect(self._show_allowed)

    def _wanted(self) -> Callable[[AppropriationRow], bool] | None:
        """Return the filter that leaves withdrawn ones out."""
        return None if self.filters.values()["withdrawn"] else lambda row: not row.is_withdrawn

    def _show_allowed(self) -> None:
        """Allow withdrawing what is wholly available."""
        row = self.selected()
        self.row_actions.allow("withdraw", _("Select one appropriation first.") if row is None else _kept_by(row))


class CheckList(Listing[Check]):
    """Every identity that is checked."""

    def __init__(self, services: Services) -> None:
        empty = EmptyState("funds_checks_empty", "ok", _("No check fails"), _("Clear the filters to see all checks."))
        whole = WholeList(no_rows, check_key, _check_texts, CHECK_ORDERS)
        hint = _("Words of a check")
        super().__init__("funds_checks", _("Checks"), CHECK_COLUMNS, whole, services, empty, hint)
        self.filters.add_tick("wrong", _("Only those that fail (&E)"))
        self.set_filter(self._wanted)
        self.selection_changed.connect(self._show_allowed)

    def show_wrong(self) -> None:
        """Show only the checks that fail."""
        self.filters.set_values({"wrong": "yes"})

    def _wanted(self) -> Callable[[Check], bool] | None:
        """Return the filter by outcome."""
        return (lambda row: bool(row.difference)) if self.filters.values()["wrong"] else None

    def _show_allowed(self) -> None:
        """Allow looking at one check."""
        self.row_actions.allow("show", "" if self.selected() else _("Select one check first."))


def lot_key(row: TenderLotRow) -> object:
    """Return what tells one lot from every other."""
    return row.tender_lot_id


def fund_key(row: AppropriationRow) -> object:
    """Return what tells one appropriation from every other."""
    return row.appropriation_id


def check_key(row: Check) -> object:
    """Return what tells one check from every other."""
    return row.title


def _lot_texts(row: TenderLotRow) -> tuple[str, ...]:
    """Return what a search of lots looks into."""
    names = (row.project_number, row.project_name, row.name, row.winner, row.appropriation_number)
    return *names, method_name(row.method), row.words


def _fund_texts(row: AppropriationRow) -> tuple[str, ...]:
    """Return what a search of appropriations looks into."""
    return row.number, row.title, str(row.dated), *(level_name(level) for level, _amount in row.shares)


def _check_texts(row: Check) -> tuple[str, ...]:
    """Return what a search of checks looks into."""
    return row.title, *(lot.words for lot in row.lots)


def _stage_reason(lot: TenderLotRow, wanted: LotStage) -> str:
    """Return why a step cannot be taken now."""
    words = _("{name} is at the stage “{stage}”; this step begins at “{wanted}”.")
    return words.format(name=lot.name, stage=stage_name(lot.stage), wanted=stage_name(wanted))


def _kept_by(row: AppropriationRow) -> str:
    """Return why an appropriation cannot be withdrawn; empty where it can."""
    if row.is_withdrawn:
        return _("{number} is withdrawn already.").format(number=row.number)
    if row.available != row.amount:
        words = _("Of {number}, {amount} are planned, in tender or tendered; only what is wholly available goes back.")
        return words.format(number=row.number, amount=wan_words(row.amount - row.available))
    return ""
