"""The paper that labels are printed on: which, where to begin, how many of each, and this printer's offsets."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from supplies.language import _
from supplies.printing.labels.stocks import LabelStock, label_stock, label_stocks
from supplies.ui.labels.start_grid import StartGrid
from supplies.ui.preferences import Preferences
from supplies.ui.widgets.choice_box import ChoiceBox
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.step_edit import StepEdit

USUAL_STOCK = "a4-3x8"
COPIES_MAX = "500"
OFFSET_MAX_MM = "20.0"


class PaperCard(QFrame):
    """Remembers what was chosen for each paper."""

    changed = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("labels_paper_card")
        self.setProperty("role", "card")
        self._preferences = preferences
        stocks = label_stocks()
        self.stock_box = ChoiceBox("labels_stock", _("Paper"))
        for stock in stocks.values():
            self.stock_box.addItem(stock.name, stock.key)
        kept = preferences.value("labels/stock", USUAL_STOCK)
        self.stock_box.choose(kept if kept in stocks else USUAL_STOCK)
        self.grid = StartGrid(self.stock)
        self.copies = StepEdit("labels_copies", _("Copies of each"), "1", COPIES_MAX, "1")
        self.right = _offset_edit("labels_right", _("Shift right (mm)"))
        self.down = _offset_edit("labels_down", _("Shift down (mm)"))
        self._build()
        self._show_stock()
        self.stock_box.currentIndexChanged.connect(self._stock_chosen)
        self.grid.changed.connect(self._settle)
        for edit in (self.copies, self.right, self.down):
            edit.changed.connect(self._settle)

    @property
    def stock(self) -> LabelStock:
        """Return the paper chosen."""
        return label_stock(self.stock_box.value())

    @property
    def offset(self) -> tuple[float, float]:
        """Return this printer's offsets to the right and down, in millimetres."""
        return float(self.right.value()), float(self.down.value())

    def use_up(self, labels: int) -> None:
        """Note that so many labels were printed: the next ones begin behind them."""
        per_page = self.stock.per_page
        self.grid.set_stock(self.stock, (self.grid.start - 1 + labels) % per_page + 1)
        self._settle()

    def _build(self) -> None:
        """Lay the parts out."""
        left = QGridLayout()
        left.setVerticalSpacing(2)
        left.addWidget(_buddy(_("Pap&er"), self.stock_box), 0, 0, 1, 3)
        left.addWidget(self.stock_box, 1, 0, 1, 3)
        fields: Mapping[str, StepEdit] = {
            _("Copies of e&ach"): self.copies,
            _("Shift &right (mm)"): self.right,
            _("Shift do&wn (mm)"): self.down,
        }
        for column, (words, field) in enumerate(fields.items()):
            left.addWidget(_buddy(words, field), 2, column)
            left.addWidget(field, 3, column)
            left.setColumnStretch(column, 1)
        left.setRowStretch(4, 1)
        right = QVBoxLayout()
        right.addWidget(text_label(_("Begin at"), "label"))
        right.addWidget(self.grid)
        right.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setSpacing(16)
        layout.addLayout(left, 1)
        layout.addLayout(right)

    def _stock_chosen(self) -> None:
        """Show what was remembered of a paper."""
        self._preferences.set_value("labels/stock", self.stock.key)
        self._show_stock()
        self.changed.emit()

    def _show_stock(self) -> None:
        """Show where to begin on the paper, and the printer's offsets for it."""
        start, right, down = self._kept()
        self.right.set_value(right)
        self.down.set_value(down)
        self.grid.set_stock(self.stock, start)
        self.grid.setVisible(self.stock.per_page > 1)

    def _kept(self) -> tuple[int, Decimal, Decimal]:
        """Return what was remembered of the paper."""
        kept = self._preferences.value(f"labels/{self.stock.key}").split()
        try:
            start, right, down = kept
            return int(start), Decimal(right), Decimal(down)
        except (ValueError, InvalidOperation):
            return 1, Decimal(0), Decimal(0)

    def _settle(self) -> None:
        """Remember what was chosen, and tell."""
        values = f"{self.grid.start} {self.right.value()} {self.down.value()}"
        self._preferences.set_value(f"labels/{self.stock.key}", values)
        self.changed.emit()


def _buddy(words: str, field: QWidget) -> QLabel:
    """Return the label of a field, whose mnemonic leads there."""
    label = text_label(words, "label")
    label.setBuddy(field)
    return label


def _offset_edit(name: str, title: str) -> StepEdit:
    """Return a field for an offset to a tenth of a millimetre."""
    return StepEdit(name, title, f"-{OFFSET_MAX_MM}", OFFSET_MAX_MM, "0.1")
