"""A waterfall of one appropriation: from what was given to where each yuan of it stands, bars to one scale.

Each bar begins where the one above it ends, so that all of them together are as long as the first. They differ in
pattern as well as in colour, and their figures stand beside them: it can be read in a grey print.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from supplies.funds.words import Bucket, bucket_name
from supplies.language import _
from supplies.procurement.fund_view import WATERFALL
from supplies.tables import percentages
from supplies.ui.funds.bucket_bar import PartBar
from supplies.ui.funds.columns import wan_words
from supplies.ui.widgets.labels import text_label
from supplies.values import Money

_STRONG = (Bucket.PAID, Bucket.SPENT)
_PLAIN = (Bucket.SOURCE, Bucket.AVAILABLE, Bucket.PLANNED, Bucket.SAVED, Bucket.RETURNED)
"""What lies under the pattern of a bar; the others lie on soft ground."""
_PATTERNS = {
    Bucket.ALLOTTED: Qt.BrushStyle.HorPattern,
    Bucket.PLANNED: Qt.BrushStyle.Dense6Pattern,
    Bucket.TENDERING: Qt.BrushStyle.BDiagPattern,
    Bucket.AWARDED: Qt.BrushStyle.Dense5Pattern,
    Bucket.CONTRACTED: Qt.BrushStyle.FDiagPattern,
    Bucket.ADVANCED: Qt.BrushStyle.Dense3Pattern,
    Bucket.ACCEPTED: Qt.BrushStyle.VerPattern,
    Bucket.SAVED: Qt.BrushStyle.DiagCrossPattern,
    Bucket.RETURNED: Qt.BrushStyle.CrossPattern,
}


@dataclass(frozen=True, slots=True)
class Fall:
    """A step of the waterfall: what stands there, where its bar begins, and its share of the whole."""

    bucket: Bucket
    amount: Money
    above: Money
    """What all the steps above it come to."""
    share: str
    """In per cent, with two decimals; all of them add up to 100.00."""

    @property
    def name(self) -> str:
        """Return what it is called."""
        return _("Appropriated") if self.bucket is Bucket.SOURCE else bucket_name(self.bucket)

    @property
    def words(self) -> str:
        """Return the step in words, with its amount in both units and its share."""
        words = _("{step}: {wan}, {yuan} yuan, {share} %")
        return words.format(step=self.name, wan=wan_words(self.amount), yuan=self.amount.grouped(), share=self.share)


def falls_of(parts: Sequence[tuple[Bucket, Money]]) -> tuple[Fall, ...]:
    """Return the steps of an appropriation that hold something, below the whole of it."""
    held = [(bucket, amount) for bucket, amount in parts if amount.fen > 0]
    whole = Money(sum(amount.fen for _bucket, amount in held))
    falls = [Fall(Bucket.SOURCE, whole, Money(0), "100.00" if whole else "0.00")]
    above = Money(0)
    for (bucket, amount), share in zip(held, percentages([amount.fen for _b, amount in held]), strict=True):
        falls.append(Fall(bucket, amount, above, str(share)))
        above += amount
    return tuple(falls)


class FallBar(PartBar):
    """The bar of one step."""

    def __init__(self, name: str, bucket: Bucket) -> None:
        """Make a bar of no length."""
        ground = "strong" if bucket in _STRONG else "plain" if bucket in _PLAIN else "soft"
        super().__init__(name, ground, _PATTERNS.get(bucket))


class Waterfall(QFrame):
    """The steps of one appropriation, one below the other; those that hold nothing take no room."""

    def __init__(self, name: str) -> None:
        """Make the picture without an appropriation."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Where each yuan stands"))
        self.falls: tuple[Fall, ...] = ()
        self.bars = {bucket: FallBar(f"{name}_{bucket}", bucket) for bucket in (Bucket.SOURCE, *WATERFALL)}
        self._rows: dict[Bucket, tuple[QLabel, QLabel, QLabel, QLabel]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 10, 16, 12)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(text_label(_("Where each yuan stands"), "heading"), 0, 0, 1, 2)
        right = Qt.AlignmentFlag.AlignRight
        for column, head in enumerate((_("10,000 yuan"), _("yuan"), "%"), 2):
            grid.addWidget(text_label(head, "label"), 0, column, right)
        for row, bucket in enumerate(self.bars, 1):
            labels = text_label(""), text_label("", "figure"), text_label("", "quiet"), text_label("", "quiet")
            self._rows[bucket] = labels
            grid.addWidget(labels[0], row, 0)
            grid.addWidget(self.bars[bucket], row, 1)
            for column, label in enumerate(labels[1:], 2):
                grid.addWidget(label, row, column, right)
        grid.setRowStretch(len(self.bars) + 1, 1)

    @property
    def words(self) -> str:
        """Return all that it says, line by line."""
        return self.accessibleDescription()

    def show_falls(self, falls: Sequence[Fall]) -> None:
        """Show the steps of an appropriation, all to one scale."""
        self.falls = tuple(falls)
        shown = {fall.bucket: fall for fall in falls}
        whole = shown[Bucket.SOURCE].amount.fen if falls else 0
        for bucket, labels in self._rows.items():
            fall = shown.get(bucket)
            widgets: tuple[QWidget, ...] = (self.bars[bucket], *labels)
            for widget in widgets:
                widget.setVisible(fall is not None)
            if fall is None:
                continue
            scale = max(1, whole)
            self.bars[bucket].show_part(fall.above.fen / scale, fall.amount.fen / scale, fall.words)
            for label, text in zip(
                labels, (fall.name, fall.amount.wan(), fall.amount.grouped(), fall.share), strict=True
            ):
                label.setText(text)
        self.setAccessibleDescription("\n".join(fall.words for fall in falls))
