"""How far each lot is: three bars below each other, of how much of its budget is contracted, accepted and paid."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout

from supplies.language import N_, _
from supplies.procurement.board_queries import LotCard
from supplies.ui.funds.bucket_bar import Painted
from supplies.ui.funds.columns import wan_words
from supplies.ui.widgets.labels import text_label
from supplies.values import Money

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
PATTERNS = {
    "contracted": (N_("Under contract"), "soft", Qt.BrushStyle.FDiagPattern),
    "accepted": (N_("Accepted so far"), "soft", Qt.BrushStyle.VerPattern),
    "paid": (N_("Paid"), "strong", Qt.BrushStyle.NoBrush),
}
"""Of each bar its name, its ground and its pattern: never colour alone."""
GAP_PX = 6
NAME_SHARE = 0.34
FIGURES_EMS = 14


def progress_words(card: LotCard) -> str:
    """Return how far a lot is, in words."""
    amounts = amounts_of(card)
    shares = [
        _("{step} {percent} %").format(step=_(PATTERNS[name][0]), percent=card.share(amount))
        for name, amount in amounts.items()
    ]
    return f"{card.words}  {wan_words(card.budget)}  {'  '.join(shares)}"


def amounts_of(card: LotCard) -> dict[str, Money]:
    """Return the amount of each bar."""
    return {"contracted": card.contracted, "accepted": card.accepted, "paid": card.paid}


class _Cards(QAbstractListModel):
    """The lots."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[LotCard, ...] = ()

    def show_cards(self, cards: Sequence[LotCard]) -> None:
        """Take other lots."""
        self.beginResetModel()
        self.cards = tuple(cards)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many lots there are."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own type
        """Return what is said of a lot."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return progress_words(self.cards[index.row()])
        return None


class _Bars(QStyledItemDelegate):
    """Paints a lot: its name, its bars, and how many per cent each is."""

    def __init__(self, owner: "ProgressList") -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return a row as high as two lines of text."""
        return QSize(0, 2 * option.fontMetrics.height() + 2 * GAP_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row; only those in sight are asked for."""
        card = self._owner.card_at(index.row())
        style = self._owner.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, self._owner.view)
        area = option.rect.adjusted(2 * GAP_PX, GAP_PX, -2 * GAP_PX, -GAP_PX)
        figures = FIGURES_EMS * option.fontMetrics.horizontalAdvance("中")
        name = QRect(area.left(), area.top(), round(area.width() * NAME_SHARE), area.height())
        bars = QRectF(
            name.right() + GAP_PX, area.top(), area.width() - name.width() - figures - 2 * GAP_PX, area.height()
        )
        painter.save()
        painter.setFont(option.font)
        painter.setPen(self._owner.palette().text().color())
        cut = option.fontMetrics.elidedText(card.words, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, f"{cut}\n{wan_words(card.budget)}")
        shares = [card.share(amount) for amount in amounts_of(card).values()]
        right = QRect(area.right() - figures, area.top(), figures, area.height())
        words = "  ".join(f"{share} %" for share in shares)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        self._paint_bars(painter, bars, shares)
        painter.restore()

    def _paint_bars(self, painter: QPainter, area: QRectF, shares: Sequence[int]) -> None:
        """Paint the three bars below each other, each within an outline of the whole budget."""
        height = area.height() / len(PATTERNS)
        for at, ((_name, ground, pattern), share) in enumerate(zip(PATTERNS.values(), shares, strict=True)):
            whole = QRectF(area.left(), area.top() + at * height + 1, area.width(), height - 2)
            part = QRectF(whole.left(), whole.top(), whole.width() * min(share, 100) / 100, whole.height())
            painter.fillRect(whole, self._owner.mark_colour("plain"))
            painter.fillRect(part, self._owner.mark_colour(ground))
            painter.fillRect(part, QBrush(self._owner.mark_colour("strong"), pattern))
            painter.setPen(QPen(self._owner.mark_colour("edge"), 1))
            painter.drawRect(whole)


class ProgressList(Painted):
    """The lots, one below the other; Enter or a double click opens one."""

    card_opened = Signal(str)

    def __init__(self, name: str) -> None:
        """Make the list without lots."""
        super().__init__(name)
        self.view = QListView()
        self.view.setObjectName(f"{name}_view")
        self.view.setAccessibleName(_("Progress by lot"))
        self.view.setUniformItemSizes(True)
        self.view.setAlternatingRowColors(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._model = _Cards()
        self.view.setModel(self._model)
        self.view.setItemDelegate(_Bars(self))
        self.view.activated.connect(self._opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(text_label("  ·  ".join(_(name) for name, _ground, _pattern in PATTERNS.values()), "quiet"))
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)

    def show_cards(self, cards: Sequence[LotCard]) -> None:
        """Show these lots."""
        self._model.show_cards(cards)
        if cards:
            self.view.setCurrentIndex(self._model.index(0))

    def card_at(self, row: int) -> LotCard:
        """Return the lot of a row."""
        return self._model.cards[row]

    @property
    def words(self) -> list[str]:
        """Return what is said of each lot."""
        return [progress_words(card) for card in self._model.cards]

    def _opened(self, index: QModelIndex) -> None:
        """Tell which lot is wanted."""
        self.card_opened.emit(self.card_at(index.row()).key)
