"""What was bought in parts and together exceeds the open-tender threshold; and the amounts that hold."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supplies.errors import ThresholdsWrong
from supplies.funds.words import purpose_name
from supplies.language import N_, _
from supplies.procurement.separation import SetAcceptancePolicy
from supplies.procurement.thresholds import (
    SetThresholds,
    SplitLot,
    Splitting,
    Thresholds,
    splitting_words,
    splittings,
    threshold_on,
    thresholds,
)
from supplies.procurement.words import method_name
from supplies.ui.funds.columns import money_column
from supplies.ui.funds.money_panels import TITLE_MAX
from supplies.ui.page import Page
from supplies.ui.paged_table import Column
from supplies.ui.permits import no_depot
from supplies.ui.procurement.known_rows import fill, known_table
from supplies.ui.services import Services
from supplies.ui.session import Actions, Latest, StoreView
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.amount_field import AmountField
from supplies.ui.widgets.code_field import CodeField, matching
from supplies.ui.widgets.fields import TextField
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.row_actions import RowActions
from supplies.values import ActionId, new_id


@dataclass(frozen=True, slots=True)
class SplitRow:
    """A lot of something that was bought in parts."""

    found: Splitting
    lot: SplitLot


SPLIT_COLUMNS: tuple[Column[SplitRow], ...] = (
    Column("year", N_("Year"), lambda row: str(row.found.year), width_ems=3),
    Column("category", N_("Category"), lambda row: row.found.category_name or _("not known"), width_ems=8),
    Column("purpose", N_("Purpose"), lambda row: purpose_name(row.found.purpose), width_ems=6),
    Column("lot", N_("Tender lot"), lambda row: f"{row.lot.key} {row.lot.name}", width_ems=10, stretches=True),
    Column("method", N_("Method"), lambda row: method_name(row.lot.method), width_ems=5),
    money_column("budget", N_("Budget (yuan)"), lambda row: row.lot.budget),
    money_column("total", N_("Together (yuan)"), lambda row: row.found.total),
)


@dataclass(frozen=True, slots=True)
class SplittingPicture:
    """What the view shows."""

    known: tuple[Thresholds, ...]
    found: tuple[Splitting, ...]


def picture(connection: StoreView) -> SplittingPicture:
    """Return the thresholds and what was bought in parts."""
    return SplittingPicture(tuple(thresholds(connection)), tuple(splittings(connection)))


class ThresholdsPanel(ActionPanel):
    """Sets the thresholds of procurement from a day on."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {ThresholdsWrong: "quota"}
        super().__init__("thresholds", _("Set the thresholds of procurement"), page, services, places)
        add = self.form.add
        self.quota = add(AmountField("quota", _("Quota of public procurement")))
        self.open_tender = add(AmountField("open_tender", _("Threshold of open tender")))
        self.day = self.add_day("day", _("In force from"))
        self.source = add(TextField("source", _("Paper that sets them"), is_required=True, longest=TITLE_MAX))

    def make_actions(self) -> Actions:
        """Return the thresholds."""
        day = answer(self.day)
        self.tell(_("The thresholds are set from {day} on.").format(day=day))
        return [
            SetThresholds(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                valid_from=day,
                quota=answer(self.quota),
                open_tender=answer(self.open_tender),
                source=answer(self.source),
            )
        ]


class GroupPanel(ActionPanel):
    """Sets how many members an acceptance group has at least."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("acceptance_policy", _("Set the size of acceptance groups"), page, services, {})
        add = self.form.add
        number = matching("[0-9]{1,2}")
        self.least = add(CodeField("least", _("Members at least"), number, _("a whole number from 0 to 99")))
        self.source = add(TextField("group_source", _("Paper that sets it"), is_required=True, longest=TITLE_MAX))

    def make_actions(self) -> Actions:
        """Return the rule."""
        least = int(answer(self.least))
        self.tell(_("Acceptance groups have at least {n} members from now on.").format(n=least))
        return [
            SetAcceptancePolicy(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                least=least,
                source=answer(self.source),
            )
        ]


class SplittingView(QWidget):
    """The amounts that hold, and a table of lots that together exceed them."""

    lot_opened = Signal(str)
    done = Signal(str, object)

    def __init__(self, page: Page, services: Services) -> None:
        """Build the view, still without rows."""
        super().__init__()
        self._services = services
        self._latest = Latest()
        self._amounts = text_label("", "figure", wraps=True)
        self.table = known_table("board_splitting", _("Bought in parts"), SPLIT_COLUMNS, _row_key, services, page)
        self.steps = RowActions("board_splitting_steps")
        self.panel = ThresholdsPanel(page, services)
        self.steps.add("set", _("Set the thresholds (&H)"), self.panel.open_panel, "Ctrl+H", "settings")
        self.steps.permit("set", services.session, "procurement.set_thresholds", no_depot)
        self.group_panel = GroupPanel(page, services)
        self.steps.add("group", _("Acceptance groups (&M)"), self.group_panel.open_panel, "Ctrl+M", "person")
        self.steps.permit("group", services.session, "procurement.set_acceptance_policy", no_depot)
        self.group_panel.done.connect(self._done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._amounts)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.steps)
        self.panel.done.connect(self._done)
        self.table.row_opened.connect(self._open)

    @property
    def said(self) -> str:
        """Return what is said of the amounts and of what was found."""
        return self._amounts.text()

    def reload(self) -> None:
        """Read the thresholds and the lots again."""
        self._services.session.read(self, picture, self._show, latest=self._latest)

    def _show(self, found: SplittingPicture) -> None:
        """Show the amounts, and what together exceeds them."""
        there = threshold_on(list(found.known), self._services.today())
        if there is None:
            words = _("The province's thresholds are not set; nothing can be compared with them yet.")
        else:
            words = _("In force since {day}: quota {quota} yuan, open tender from {open_tender} yuan on ({source}).")
            amounts = {"quota": there.quota.grouped(), "open_tender": there.open_tender.grouped()}
            words = words.format(day=there.valid_from, source=there.source, **amounts)
        self._amounts.setText("\n".join([words, *map(splitting_words, found.found)]))
        fill(self.table, _rows(found.found))

    def _open(self, row: SplitRow) -> None:
        """Open a lot."""
        self.lot_opened.emit(row.lot.key)

    def _done(self, words: str, key: Hashable) -> None:
        """Tell what was done."""
        self.done.emit(words, key)


def _rows(found: Sequence[Splitting]) -> list[SplitRow]:
    """Return each lot beside what it is a part of."""
    return [SplitRow(each, lot) for each in found for lot in each.lots]


def _row_key(row: SplitRow) -> str:
    """Return what tells one lot from every other."""
    return row.lot.key
