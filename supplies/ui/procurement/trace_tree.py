"""The tree that a trace is shown in: unfolded line by line, all of it from the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from supplies.procurement.trace import Node
from supplies.ui.procurement.trace_model import Line, TraceModel
from supplies.ui.widgets.empty_state import EmptyState

TREE_LEAST_PX = 240
WIDTHS_EMS = (18.0, 11.0, 9.0, 6.5, 7.5, 8.0)
"""Least widths of the columns, in widths of a Chinese character; what is left over goes to ``SHARES``."""
SHARES = (5, 2, 0, 0, 0, 3)
ROOTS_MAX = 5
"""So many records of one number are unfolded at once."""


class TraceTree(QTreeView):
    """Right unfolds, Left folds, Enter goes to the record of a line."""

    line_opened = Signal(object)
    """A Node, by Enter or double click."""
    line_chosen = Signal()
    """Another line is current."""

    def __init__(self, name: str, title: str, model: TraceModel, empty: EmptyState) -> None:
        """Make the tree of a model.

        Args:
            name: its object name.
            title: what it is called when read aloud.
            model: whose lines it shows.
            empty: what is shown instead of no lines.
        """
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._lines = model
        self._empty = empty
        self._unfolded: set[tuple[object, ...]] = set()
        self._wanted: tuple[object, ...] = ()
        empty.setParent(self.viewport())
        self._set_up()
        self.setModel(model)
        self.header().setObjectName(f"{name}_header")
        self.selectionModel().currentChanged.connect(self.line_chosen)
        model.unfolded.connect(self._go_on)
        self.expanded.connect(self._keep_unfolded)
        self.collapsed.connect(self._forget_unfolded)
        self.doubleClicked.connect(self._open_current)

    @property
    def current_node(self) -> Node | None:
        """Return the line that is current."""
        line = self._lines.line_at(self.currentIndex())
        return None if line is None else line.node

    def begin(self, *, is_new: bool) -> None:
        """Show what the model begins with now.

        Args:
            is_new: whether it is something else than before; otherwise what was unfolded is unfolded again.
        """
        if is_new:
            self._unfolded.clear()
            self._wanted = ()
        self._unfold_roots()

    def keep(self) -> None:
        """Remember which line is current, to come back to it."""
        line = self._lines.line_at(self.currentIndex())
        self._wanted = () if line is None else line.way

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current line on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open_current()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the columns and the empty state as wide as the tree."""
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().rect())
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a new text size with the widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_columns()

    def _set_up(self) -> None:
        """Choose how the tree behaves."""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setAnimated(False)
        self.setMinimumHeight(TREE_LEAST_PX)
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)

    def _unfold_roots(self) -> None:
        """Unfold what the tree begins with, where that is not much."""
        roots = self._lines.lines_below(None)
        self._empty.setVisible(not roots)
        for line in roots:
            if len(roots) <= ROOTS_MAX or line.way in self._unfolded:
                self._unfold(line)
        if roots and not self._choose(roots):
            self.setCurrentIndex(self._lines.index_of(roots[0]))

    def _unfold(self, line: Line) -> None:
        """Unfold a line; its lines below are asked for where they have not come."""
        index = self._lines.index_of(line)
        self._unfolded.add(line.way)
        self._lines.fetchMore(index)
        self.expand(index)

    def _go_on(self, line: Line) -> None:
        """Unfold further what was unfolded before, the only part of a line, and every way up: there are never many."""
        below = self._lines.lines_below(line)
        parts = [each for each in below if not each.node.is_view]
        is_short = len(parts) == 1 or (self._lines.is_upward and len(parts) <= ROOTS_MAX)
        self.expand(self._lines.index_of(line))
        for each in below:
            if each.way in self._unfolded or (is_short and each in parts and not each.node.is_leaf):
                self._unfold(each)
        self._choose(below)

    def _choose(self, lines: Sequence[Line]) -> bool:
        """Make the line current that was so before, if it is one of these."""
        found = [line for line in lines if line.way == self._wanted]
        for line in found:
            self.setCurrentIndex(self._lines.index_of(line))
        return bool(found)

    def _keep_unfolded(self, index: QModelIndex) -> None:
        """Remember what was unfolded."""
        line = self._lines.line_at(index)
        if line is not None:
            self._unfolded.add(line.way)

    def _forget_unfolded(self, index: QModelIndex) -> None:
        """Remember what was folded."""
        line = self._lines.line_at(index)
        if line is not None:
            self._unfolded.discard(line.way)

    def _open_current(self) -> None:
        """Tell that the current line was opened."""
        node = self.current_node
        if node is not None:
            self.line_opened.emit(node)

    def _fit_columns(self) -> None:
        """Give each column its least width, and share out what is left."""
        em = self.fontMetrics().horizontalAdvance("国")
        widths = [round(width * em) for width in WIDTHS_EMS]
        left = max(0, self.viewport().width() - sum(widths))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width + left * SHARES[column] // sum(SHARES))
