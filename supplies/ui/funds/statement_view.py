"""The statement at budget basis: large calm figures, a bar of the buckets, and whether all of it agrees to the fen."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from supplies.language import _
from supplies.procurement.queries import TenderLotRow
from supplies.procurement.reconciliation import Check, Statement
from supplies.tables import percentages
from supplies.ui.funds.bucket_bar import Bucket, BucketBar, BucketSwatch, Part
from supplies.ui.funds.figures import FIGURE_NAMES
from supplies.ui.icons import Button, Icon, restyle
from supplies.ui.page import key_text
from supplies.ui.widgets.flow import FlowLayout
from supplies.ui.widgets.labels import run_on, text_label
from supplies.values import Money

LOTS_NAMED = 8
FIGURE_EMS = 12
RARE = (Bucket.ALLOTTED, Bucket.RETURNED)
"""What is shown only where there is something: most bureaus buy all that they are given."""
APPROPRIATED, DIFFERENCE = "appropriated", "difference"


class Figure(Button):
    """An amount with its name: large in units of ten thousand yuan, exact in yuan below, and its share.

    It is a button: whoever asks what an amount is made of presses it.
    """

    def __init__(self, name: str, title: str, keys: str, mark: QWidget | None = None) -> None:
        """Make a figure without an amount; ``mark`` stands before its title."""
        super().__init__(f"figure_{name}", "", kind="figure")
        self.figure_name = name
        self.setAutoDefault(False)
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setObjectName(f"figure_{name}_keys")
        shortcut.activated.connect(self.click)
        self.setProperty("keys", keys)
        self.setToolTip(_("What it is made of ({keys})").format(keys=key_text(shortcut.key())))
        self._title = text_label(title, "label")
        self._wan = text_label("", "amount")
        self._unit = text_label(_("10,000 yuan"), "quiet")
        self._yuan = text_label("", "quiet")
        self._share = text_label("", "hint")
        head = QHBoxLayout()
        head.setSpacing(6)
        if mark is not None:
            head.addWidget(mark)
        head.addWidget(self._title, 1)
        large = QHBoxLayout()
        large.setSpacing(4)
        large.addWidget(self._wan, 0, Qt.AlignmentFlag.AlignBaseline)
        large.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBaseline)
        large.addStretch(1)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(8, 4, 12, 4)
        self._inside.setSpacing(0)
        self._inside.addLayout(head)
        self._inside.addLayout(large)
        self._inside.addWidget(self._yuan)
        self._inside.addWidget(self._share)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def words(self) -> str:
        """Return all that it says."""
        return self.accessibleName()

    def sizeHint(self) -> QSize:
        """Return room for a large amount, so that figures on two lines stand below each other."""
        least = QSize(FIGURE_EMS * self.fontMetrics().horizontalAdvance("中"), 0)
        return self._inside.sizeHint().expandedTo(least)

    def minimumSizeHint(self) -> QSize:
        """Return the same: no figure is cut off."""
        return self.sizeHint()

    def show_amount(self, amount: Money, share: str) -> None:
        """Show an amount, and below it its share or what it means."""
        self._wan.setText(amount.wan())
        self._yuan.setText(_("{amount} yuan").format(amount=amount.grouped()))
        self._share.setText(share)
        said = (self._title.text(), f"{amount.wan()} {self._unit.text()}", self._yuan.text(), share)
        self.setAccessibleName(" ".join(filter(None, said)))
        self.updateGeometry()


class StatementView(QFrame):
    """Shows a statement."""

    checks_wanted = Signal()
    """The checks that do not hold are to be looked at."""
    figure_opened = Signal(str)
    """What a figure is made of is to be looked at: the name of the figure."""

    def __init__(self, name: str) -> None:
        """Make the view without a statement."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Statement at budget basis"))
        self._icon = Icon("info")
        self._verdict = text_label("", "figure", wraps=True)
        self._basis = text_label("", "quiet", wraps=True)
        self._mark = Icon("ok")
        self._mark.setProperty("role", "small")
        self.appropriated = Figure(APPROPRIATED, _("Appropriated"), "Ctrl+1")
        self.buckets = {
            bucket: Figure(bucket, _(words), f"Ctrl+{key}", BucketSwatch(bucket))
            for key, (bucket, words) in enumerate(FIGURE_NAMES.items(), 2)
        }
        self.difference = Figure(DIFFERENCE, _("Difference"), "Ctrl+8", self._mark)
        for figure in self._figures():
            figure.clicked.connect(partial(self.figure_opened.emit, figure.figure_name))
        self.bar = BucketBar(f"{name}_bar", _("Where each yuan stands"))
        self._problems = QVBoxLayout()
        self._problems.setSpacing(4)
        self._problem_labels: list[QLabel] = []
        self._look = Button(f"{name}_look", _("Show the checks (&Z)"), "right", "quiet")
        self._look.clicked.connect(self.checks_wanted)
        self._lay_out()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Return every figure that is shown, from left to right."""
        return tuple(figure for figure in self._figures() if not figure.isHidden())

    def _figures(self) -> tuple[Figure, ...]:
        """Return every figure."""
        return self.appropriated, *self.buckets.values(), self.difference

    @property
    def verdict(self) -> str:
        """Return whether it agrees, in words."""
        return self._verdict.text()

    @property
    def problems(self) -> list[str]:
        """Return what does not hold, each in words."""
        return [label.text() for label in self._problem_labels]

    def show_statement(self, found: Statement) -> None:
        """Show a statement."""
        amounts = {
            Bucket.TENDERED: found.tendered,
            Bucket.TENDERING: found.tendering,
            Bucket.PLANNED: found.planned,
            Bucket.AVAILABLE: found.available,
            Bucket.ALLOTTED: found.allotted,
            Bucket.RETURNED: found.returned,
        }
        difference = found.appropriated - Money(sum(amount.fen for amount in amounts.values()))
        self.appropriated.show_amount(found.appropriated, _("{n} documents").format(n=len(found.appropriations)))
        self._show_buckets(amounts, difference)
        wrong = [check for check in found.checks if not check.holds]
        restyle(self._mark, "status", "error" if difference else "ok")
        self._mark.set_name("error" if difference else "ok")
        self.difference.show_amount(difference, _("not in any bucket") if difference else _("nothing is missing"))
        self._show_verdict(found, wrong)
        self._show_problems(wrong)

    def _lay_out(self) -> None:
        """Lay the parts out from top to bottom."""
        verdict = QHBoxLayout()
        verdict.setSpacing(6)
        verdict.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self._verdict, 1)
        verdict.addWidget(self._look, 0, Qt.AlignmentFlag.AlignTop)
        figures = FlowLayout()
        figures.setContentsMargins(0, 0, 0, 0)
        for figure in self._figures():
            figures.addWidget(figure)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(verdict)
        layout.addWidget(self._basis)
        layout.addLayout(self._problems)
        layout.addLayout(figures)
        layout.addWidget(self.bar)

    def _show_buckets(self, amounts: dict[Bucket, Money], difference: Money) -> None:
        """Show each bucket's amount and share, and the bar of all; what is in no bucket is a part of its own."""
        missing = Money(max(0, difference.fen))
        shares = percentages([max(0, amount.fen) for amount in (*amounts.values(), missing)])
        parts = []
        for (bucket, amount), share in zip(amounts.items(), shares, strict=False):
            self.buckets[bucket].show_amount(amount, f"{share} %")
            self.buckets[bucket].setVisible(bool(amount) or bucket not in RARE)
            parts.append(Part(bucket, amount, f"{_(FIGURE_NAMES[bucket])} {amount.wan()} {share} %"))
        words = _("in no bucket: {amount}").format(amount=missing.wan())
        self.bar.show_parts([*parts, Part(Bucket.MISSING, missing, words)])

    def _show_verdict(self, found: Statement, wrong: Sequence[Check]) -> None:
        """Say whether all of it agrees, and what it was held against."""
        status = "error" if wrong else "ok"
        restyle(self._icon, "status", status)
        self._icon.set_name(status)
        self._look.setVisible(bool(wrong))
        words = (
            _("Does not agree: {n} of {all} checks fail.") if wrong else _("Agrees to the fen: all {all} checks hold.")
        )
        self._verdict.setText(words.format(n=len(wrong), all=len(found.checks)))
        if found.figures is None:
            basis = _("Budget basis. No published figures are recorded yet, so the store is held against itself.")
        else:
            basis = _("Budget basis. Held against the figures published on {date}: {title}.")
            basis = basis.format(date=found.figures.dated, title=found.figures.title)
        self._basis.setText(basis)

    def _show_problems(self, wrong: Sequence[Check]) -> None:
        """Say what does not hold, one below the other."""
        for label in self._problem_labels:
            self._problems.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._problem_labels = [text_label(problem_words(check), "problem", wraps=True) for check in wrong]
        for label in self._problem_labels:
            self._problems.addWidget(label)


def problem_words(check: Check) -> str:
    """Return a check that fails, with both sides, the difference, and the lots concerned."""
    words = _("{title}: expected {expected}, found {found}, difference {difference} yuan.").format(
        title=check.title,
        expected=check.expected.grouped(),
        found=check.found.grouped(),
        difference=check.difference.grouped(),
    )
    concerned = [*map(lot_words, check.lots), *(cause.sentence() for cause in check.causes)]
    if not concerned:
        return words
    named = _("; ").join(concerned[:LOTS_NAMED])
    more = len(concerned) - LOTS_NAMED
    rest = _(" and {n} more").format(n=more) if more > 0 else ""
    return run_on(words, _("Concerned: {lots}{more}.").format(lots=named, more=rest))


def lot_words(lot: TenderLotRow) -> str:
    """Return a lot, and both amounts where its money is not as it should be."""
    if lot.is_right:
        return lot.words
    words = _("{lot} (due {due}, standing {standing})")
    due, standing = lot.compared
    return words.format(lot=lot.words, due=due.grouped(), standing=standing.grouped())
