"""The ladder of a lot's amounts: from budget to payment, a bar for each step to one scale, with its exact figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from supplies.language import N_, _
from supplies.procurement.lot_queries import LotView
from supplies.procurement.words import Bucket, LotStage
from supplies.ui.funds.bucket_bar import PartBar
from supplies.ui.funds.columns import wan_words
from supplies.ui.widgets.labels import text_label
from supplies.values import Money


class Rung(StrEnum):
    """A step of the ladder."""

    BUDGET = "budget"
    CEILING = "ceiling"
    AWARD = "award"
    CONTRACT = "contract"
    ACCEPTED = "accepted"
    INVOICED = "invoiced"
    PAID = "paid"
    SAVED = "saved"


RUNG_NAMES = {
    Rung.BUDGET: N_("Budget"),
    Rung.CEILING: N_("Ceiling"),
    Rung.AWARD: N_("Award"),
    Rung.CONTRACT: N_("Under contract"),
    Rung.ACCEPTED: N_("Accepted so far"),
    Rung.INVOICED: N_("Invoiced"),
    Rung.PAID: N_("Paid"),
    Rung.SAVED: N_("Saved"),
}
_GROUNDS = {Rung.BUDGET: "plain", Rung.CEILING: "plain", Rung.SAVED: "plain", Rung.PAID: "strong"}
"""What lies under the pattern of a step; the others lie on soft ground."""
_PATTERNS = {
    Rung.CEILING: Qt.BrushStyle.Dense6Pattern,
    Rung.AWARD: Qt.BrushStyle.BDiagPattern,
    Rung.CONTRACT: Qt.BrushStyle.FDiagPattern,
    Rung.ACCEPTED: Qt.BrushStyle.VerPattern,
    Rung.INVOICED: Qt.BrushStyle.HorPattern,
    Rung.SAVED: Qt.BrushStyle.DiagCrossPattern,
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step and its amount; None where the lot has not come so far."""

    rung: Rung
    amount: Money | None

    @property
    def name(self) -> str:
        """Return what it is called."""
        return _(RUNG_NAMES[self.rung])

    @property
    def words(self) -> str:
        """Return the step with its amount in both units."""
        if self.amount is None:
            return _("{step}: not yet").format(step=self.name)
        words = _("{step}: {wan}, {yuan} yuan")
        return words.format(step=self.name, wan=wan_words(self.amount), yuan=self.amount.grouped())


def steps_of(view: LotView) -> tuple[Step, ...]:
    """Return the steps of a lot, from its budget to what it saved."""
    lot = view.lot
    is_signed = bool(view.contracts)
    saved = lot.budget - lot.contracted if lot.stage is LotStage.CLOSED else lot.of(Bucket.SAVED)
    amounts = {
        Rung.BUDGET: lot.budget,
        Rung.CEILING: lot.ceiling,
        Rung.AWARD: lot.award,
        Rung.CONTRACT: lot.contracted if is_signed else None,
        Rung.ACCEPTED: lot.accepted if is_signed else None,
        Rung.INVOICED: view.invoiced if is_signed else None,
        Rung.PAID: lot.paid if is_signed else None,
        Rung.SAVED: None if lot.award is None else saved,
    }
    return tuple(Step(rung, amount) for rung, amount in amounts.items())


class LadderBar(PartBar):
    """The bar of one step, as long as its part of the largest amount."""

    def __init__(self, name: str, rung: Rung) -> None:
        """Make a bar of no length."""
        super().__init__(name, _GROUNDS.get(rung, "soft"), _PATTERNS.get(rung))

    @property
    def length(self) -> float:
        """Return how long it is."""
        start, end = self.ends
        return end - start


class Ladder(QFrame):
    """The steps of one lot, one below the other."""

    def __init__(self, name: str) -> None:
        """Make the ladder without a lot."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Ladder of amounts"))
        self.steps: tuple[Step, ...] = ()
        self.bars = {rung: LadderBar(f"{name}_{rung}", rung) for rung in Rung}
        self._figures: dict[Rung, tuple[QLabel, QLabel]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 10, 16, 12)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(text_label(_("Ladder of amounts"), "heading"), 0, 0, 1, 2)
        grid.addWidget(text_label(_("10,000 yuan"), "label"), 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(text_label(_("yuan"), "label"), 0, 3, Qt.AlignmentFlag.AlignRight)
        for row, rung in enumerate(Rung, 1):
            wan, yuan = text_label("", "figure"), text_label("", "quiet")
            self._figures[rung] = wan, yuan
            grid.addWidget(text_label(_(RUNG_NAMES[rung])), row, 0)
            grid.addWidget(self.bars[rung], row, 1)
            grid.addWidget(wan, row, 2, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(yuan, row, 3, Qt.AlignmentFlag.AlignRight)
        grid.setRowStretch(len(Rung) + 1, 1)

    @property
    def words(self) -> str:
        """Return all that it says."""
        return self.accessibleDescription()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show the steps of a lot, all to one scale."""
        self.steps = tuple(steps)
        largest = max((step.amount.fen for step in steps if step.amount is not None), default=0)
        for step in steps:
            fen = 0 if step.amount is None else step.amount.fen
            self.bars[step.rung].show_part(0.0, fen / largest if largest else 0.0, step.words)
            wan, yuan = self._figures[step.rung]
            wan.setText("—" if step.amount is None else step.amount.wan())
            yuan.setText("" if step.amount is None else step.amount.grouped())
        self.setAccessibleDescription("\n".join(step.words for step in steps))
