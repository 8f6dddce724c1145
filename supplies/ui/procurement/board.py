"""Lots as cards on a board, a column for each stage; arrows go from card to card and from column to column."""

from collections.abc import Sequence
from datetime import date
from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from supplies.language import _
from supplies.procurement.board_queries import LotCard
from supplies.procurement.words import LotStage, stage_name
from supplies.ui.funds.columns import wan_words
from supplies.ui.icons import Button
from supplies.ui.widgets.labels import breakable, text_label
from supplies.values import total_money

COLUMNS = (LotStage.PLANNED, LotStage.TENDERING, LotStage.AWARDED, LotStage.CONTRACTED, LotStage.CLOSED)
CARDS_MAX = 40
"""So many cards of a stage are shown; the rest is found in the table."""
COLUMN_EMS = 10
COLUMN_LEAST_PX = 150
"""A column lower than this is of no use: the board scrolls instead."""
COLUMN_GAP_PX = 10
CARD_GAP_PX = 3
MNEMONICS = "WXYZQ"
"""Of the buttons for more, column by column; the digits are those of the rail."""
KEY_ROLE = Qt.ItemDataRole.UserRole


class CardList(QListWidget):
    """The cards of one stage; left and right leave it."""

    left_sideways = Signal(int)
    """To the column before (-1) or after (1)."""
    card_opened = Signal(str)
    """A lot, as ``LotCard.key`` writes it."""

    def __init__(self, stage: LotStage) -> None:
        """Make the list without cards."""
        super().__init__()
        self.setObjectName(f"board_{stage}")
        self.setAccessibleName(stage_name(stage))
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setSpacing(CARD_GAP_PX)
        self.setAlternatingRowColors(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemActivated.connect(self._opened)

    def show_cards(self, cards: Sequence[LotCard], today: date) -> None:
        """Show cards; the one that was chosen stays chosen."""
        kept = self.key()
        self.clear()
        for card in cards:
            item = QListWidgetItem(breakable(card_words(card, today)))
            item.setData(KEY_ROLE, card.key)
            item.setToolTip(card_words(card, today))
            self.addItem(item)
            if card.key == kept:
                self.setCurrentItem(item)
        if cards and self.currentRow() < 0:
            self.setCurrentRow(0)

    def key(self) -> str:
        """Return the lot that is chosen; nothing where none is."""
        item = self.currentItem()
        return "" if item is None else str(item.data(KEY_ROLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave for the column beside with the arrows; open a card with Enter."""
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if sideways:
            self.left_sideways.emit(sideways)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._opened()
        else:
            super().keyPressEvent(event)

    def _opened(self) -> None:
        """Tell which card is wanted."""
        if self.key():
            self.card_opened.emit(self.key())


class BoardColumn(QWidget):
    """A stage: how many lots and how much money stand there, its cards, and what is not shown of them."""

    more_wanted = Signal(str)
    """The stage whose lots are all wanted."""

    def __init__(self, stage: LotStage, mnemonic: str) -> None:
        """Make the column; ``mnemonic`` is that of its button for more."""
        super().__init__()
        self.stage = stage
        self._mnemonic = mnemonic
        self._title = text_label(stage_name(stage), "heading")
        self._sum = text_label("", "quiet")
        self.cards = CardList(stage)
        self.more = Button(f"board_{stage}_more", "", "right", "quiet")
        self.more.clicked.connect(self._ask_more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._sum)
        layout.addWidget(self.cards, 1)
        layout.addWidget(self.more)
        self.cards.setMinimumHeight(COLUMN_LEAST_PX)
        self.more.hide()

    def show_lots(self, lots: Sequence[LotCard], today: date) -> None:
        """Show the lots of the stage."""
        self._title.setText(f"{stage_name(self.stage)}  {len(lots):,}")
        self._sum.setText(wan_words(total_money(card.budget for card in lots)))
        self.cards.show_cards(lots[:CARDS_MAX], today)
        more = len(lots) - CARDS_MAX
        words = _("and {n} more (&{key})").format(n=more, key=self._mnemonic)
        self.more.setText(words)
        self.more.setAccessibleName(_("and {n} more").format(n=more))
        self.more.setVisible(more > 0)
        self.setMinimumWidth(COLUMN_EMS * self.fontMetrics().horizontalAdvance("中"))

    def _ask_more(self) -> None:
        """Ask for all lots of the stage."""
        self.more_wanted.emit(self.stage.value)


class Board(QScrollArea):
    """The columns side by side; where there is no room for all of them they stand in two rows or more."""

    card_opened = Signal(str)
    more_wanted = Signal(str)

    def __init__(self, name: str) -> None:
        """Make the board without cards."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_("Board"))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(COLUMN_GAP_PX)
        self.columns = tuple(map(BoardColumn, COLUMNS, MNEMONICS))
        for at, column in enumerate(self.columns):
            column.cards.card_opened.connect(self.card_opened)
            column.more_wanted.connect(self.more_wanted)
            column.cards.left_sideways.connect(lambda step, at=at: self._go(at, step))
        self.setWidget(inner)
        self.setFocusProxy(self.columns[0].cards)

    def show_cards(self, cards: Sequence[LotCard], today: date) -> None:
        """Show the lots, each in the column of its stage; lots that were given up stand in the table only."""
        for column in self.columns:
            column.show_lots([card for card in cards if card.stage is column.stage], today)
        self._arrange()
        filled = [column for column in self.columns if column.cards.count()]
        self.setFocusProxy((filled or list(self.columns))[0].cards)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Place as many columns beside each other as there is room for, in rows of about the same length."""
        least = max(column.minimumWidth() for column in self.columns) + COLUMN_GAP_PX
        fitting = min(len(self.columns), max(1, (self.width() - self.verticalScrollBar().sizeHint().width()) // least))
        rows = ceil(len(self.columns) / fitting)
        length = ceil(len(self.columns) / rows)
        for at, column in enumerate(self.columns):
            self._grid.addWidget(column, at // length, at % length)
        for at in range(len(self.columns)):
            self._grid.setColumnStretch(at, 1 if at < length else 0)

    def _go(self, at: int, step: int) -> None:
        """Go to the next column on that side that has cards."""
        there = self.columns[at + step :] if step > 0 else self.columns[:at][::-1]
        for column in there:
            if column.cards.count():
                column.cards.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(column)
                return


def card_words(card: LotCard, today: date) -> str:
    """Return what stands on a card: the lot, its budget and supplier, and what is due next."""
    lines = [card.words, "  ".join(filter(None, (wan_words(card.budget), card.supplier)))]
    if card.next_due is not None:
        is_late = card.next_due < today
        words = _("overdue since {date}") if is_late else _("delivery due {date}")
        lines.append(words.format(date=card.next_due))
    return "\n".join(lines)
