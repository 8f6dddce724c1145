"""The lists of the funds screen, and what can be done with the row selected in each."""

from collections.abc import Callable, Iterable

from supplies.accounts.words import level_name
from supplies.funds.allotment_queries import AllotmentRow
from supplies.funds.queries import AppropriationRow
from supplies.funds.words import Purpose, purpose_name
from supplies.language import _
from supplies.procurement.queries import TenderLotRow
from supplies.procurement.reconciliation import Check
from supplies.procurement.words import LotStage, method_name, stage_name
from supplies.ui.funds.bucket_bar import Bucket
from supplies.ui.funds.columns import (
    ALLOTMENT_COLUMNS,
    ALLOTMENT_ORDERS,
    APPROPRIATION_COLUMNS,
    APPROPRIATION_ORDERS,
    CHECK_COLUMNS,
    CHECK_ORDERS,
    LOT_COLUMNS,
    LOT_ORDERS,
    wan_words,
)
from supplies.ui.funds.figures import FIGURE_NAMES, FUND_FIGURES, LOT_FIGURES, in_lot, of_fund
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
        self.filters.add_choice("money", _("Money"), _("All money"), _figures(LOT_FIGURES))
        self.set_filter(self._wanted)
        self.selection_changed.connect(self._show_allowed)

    def show_figure(self, bucket: Bucket) -> None:
        """Show the lots that a figure of the statement is made of."""
        self.search.clear()
        self.filters.set_values({"stage": "", "money": bucket.value})

    def _wanted(self) -> Callable[[TenderLotRow], bool] | None:
        """Return the filter by stage, and by where the money stands."""
        values = self.filters.values()
        stage, money = values["stage"], values["money"]
        if not (stage or money):
            return None
        bucket = Bucket(money) if money else None
        return lambda row: (not stage or row.stage == stage) and (bucket is None or bool(in_lot(row, bucket)))

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
        self.filters.add_choice("money", _("Money"), _("All money"), _figures(FUND_FIGURES))
        self.filters.add_tick("withdrawn", _("With withdrawn ones (&E)"))
        self.set_filter(self._wanted)
        self.selection_changed.connect(self._show_allowed)

    def show_figure(self, bucket: Bucket | None) -> None:
        """Show the appropriations that a figure of the statement is made of; None: all that stand."""
        self.search.clear()
        self.filters.set_values({"money": bucket.value if bucket else "", "withdrawn": ""})

    def _wanted(self) -> Callable[[AppropriationRow], bool] | None:
        """Return the filter that leaves withdrawn ones out, and those that have nothing where money is looked for."""
        values = self.filters.values()
        is_all, bucket = bool(values["withdrawn"]), Bucket(values["money"]) if values["money"] else None
        if is_all and bucket is None:
            return None
        return lambda row: (is_all or not row.is_withdrawn) and (bucket is None or bool(of_fund(row, bucket)))

    def _show_allowed(self) -> None:
        """Allow what can be done with the money selected."""
        row = self.selected()
        one = _("Select one appropriation first.")
        self.row_actions.allow("open", one if row is None else "")
        self.row_actions.allow("withdraw", one if row is None else kept_by(row))
        for name in ("allot", "give_back"):
            self.row_actions.allow(name, one if row is None else nothing_free(row))
        for name in ("adjust", "carry"):
            self.row_actions.allow(name, one if row is None else is_gone(row))


class AllotmentList(Listing[AllotmentRow]):
    """What was put at the disposal of counties and units, and what became of it."""

    def __init__(self, services: Services) -> None:
        title = _("Nothing is allotted yet")
        text = _(
            "Money that counties and units spend themselves is allotted to them here, and what they report stands."
        )
        empty = EmptyState("funds_allotments_empty", "transfer", title, text)
        whole = WholeList(no_rows, allotment_key, _allotment_texts, ALLOTMENT_ORDERS)
        hint = _("Receiver, document or purpose")
        super().__init__("funds_allotments", _("Allotments"), ALLOTMENT_COLUMNS, whole, services, empty, hint)
        purposes = [(purpose.value, purpose_name(purpose)) for purpose in Purpose]
        self.filters.add_choice("purpose", _("Purpose"), _("All purposes"), purposes)
        self.filters.add_tick("left", _("Only with money left (&E)"))
        self.set_filter(self._wanted)
        self.selection_changed.connect(self._show_allowed)

    def _wanted(self) -> Callable[[AllotmentRow], bool] | None:
        """Return the filter by purpose and by what is left."""
        values = self.filters.values()
        purpose, is_left = values["purpose"], bool(values["left"])
        if not (purpose or is_left):
            return None
        return lambda row: (not purpose or row.purpose == purpose) and (not is_left or bool(row.left))

    def _show_allowed(self) -> None:
        """Allow reporting and taking back while something is left."""
        row = self.selected()
        one = _("Select one allotment first.")
        self.row_actions.allow("show", one if row is None else "")
        for name in ("use", "take_back"):
            self.row_actions.allow(name, one if row is None else nothing_left(row))


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

    def show_wrong(self, *, is_wrong: bool = True) -> None:
        """Show only the checks that fail, or all of them."""
        self.search.clear()
        self.filters.set_values({"wrong": "yes" if is_wrong else ""})

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


def allotment_key(row: AllotmentRow) -> object:
    """Return what tells one allotment from every other."""
    return row.allotment_id


def _figures(buckets: Iterable[Bucket]) -> list[tuple[str, str]]:
    """Return figures of the statement as choices."""
    return [(bucket.value, _(FIGURE_NAMES[bucket])) for bucket in buckets]


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


def _allotment_texts(row: AllotmentRow) -> tuple[str, ...]:
    """Return what a search of allotments looks into."""
    return row.receiver_name, row.receiver, row.number, row.appropriation_number, purpose_name(row.purpose)


def _check_texts(row: Check) -> tuple[str, ...]:
    """Return what a search of checks looks into."""
    return row.title, *(lot.words for lot in row.lots)


def _stage_reason(lot: TenderLotRow, wanted: LotStage) -> str:
    """Return why a step cannot be taken now."""
    words = _("{name} is at the stage “{stage}”; this step begins at “{wanted}”.")
    return words.format(name=lot.name, stage=stage_name(lot.stage), wanted=stage_name(wanted))


def kept_by(row: AppropriationRow) -> str:
    """Return why an appropriation cannot be withdrawn; empty where it can."""
    if row.is_withdrawn:
        return _("{number} is withdrawn already.").format(number=row.number)
    if row.available != row.amount:
        words = _("Of {number}, {amount} are planned, in tender or tendered; only what is wholly available goes back.")
        return words.format(number=row.number, amount=wan_words(row.amount - row.available))
    return ""


def is_gone(row: AppropriationRow) -> str:
    """Return why nothing can be done with an appropriation; empty where it stands."""
    return _("{number} is withdrawn already.").format(number=row.number) if row.is_withdrawn else ""


def nothing_free(row: AppropriationRow) -> str:
    """Return why no money of an appropriation can be moved; empty where some is available."""
    if row.is_withdrawn or row.available:
        return is_gone(row)
    return _("Nothing of {number} is available.").format(number=row.number)


def nothing_left(row: AllotmentRow) -> str:
    """Return why an allotment is done with; empty where something is left."""
    return "" if row.left else _("Nothing of this allotment is left.")
