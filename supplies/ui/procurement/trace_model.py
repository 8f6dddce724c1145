"""The lines of a trace as a tree: the lines below one are read when it is unfolded, away from the screen."""

from collections.abc import Sequence
from functools import partial
from typing import Any, overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from supplies.errors import SuppliesError
from supplies.language import N_, _
from supplies.procurement.trace import Node, NodeKind, children, sources
from supplies.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
COLUMNS = (
    (N_("What"), False),
    (N_("Number"), False),
    (N_("Amount (yuan)"), True),
    (N_("Quantity"), True),
    (N_("Day"), False),
    (N_("Remarks"), False),
)
"""The titles, and which columns are figures."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Line:
    """A line of the tree."""

    __slots__ = ("above", "below", "is_asked", "node", "place", "texts")

    def __init__(self, node: Node, above: "Line | None", place: int) -> None:
        """Make a line, not unfolded yet; its texts are made once, here."""
        self.node, self.above, self.place = node, above, place
        self.below: list[Line] | None = None
        self.is_asked = False
        self.texts = (
            node.title,
            node.number,
            "" if node.amount is None else node.amount.grouped(),
            node.quantity_words,
            "" if node.on is None else str(node.on),
            node.note,
        )

    @property
    def identity(self) -> tuple[NodeKind, tuple[Any, ...], str]:
        """Return what tells the line from its neighbours, however often it is read."""
        return self.node.kind, self.node.ids, self.node.key or self.node.words

    @property
    def way(self) -> tuple[object, ...]:
        """Return what tells the line from every other of the tree."""
        return (self.identity,) if self.above is None else (*self.above.way, self.identity)


class TraceModel(QAbstractItemModel):
    """Lines below lines."""

    unfolded = Signal(object)
    """A line whose lines below have come."""
    failed = Signal(object)
    """A SuppliesError."""

    def __init__(self, session: Session, parent: QObject) -> None:
        """Make a tree without lines."""
        super().__init__(parent)
        self._session = session
        self._roots: list[Line] = []
        self._generation = 0
        self.is_upward = False

    def show_roots(self, nodes: Sequence[Node], *, upward: bool) -> None:
        """Begin with other lines; what is still on its way for those before is dropped."""
        self.beginResetModel()
        self._generation += 1
        self.is_upward = upward
        self._roots = [Line(node, None, place) for place, node in enumerate(nodes)]
        self.endResetModel()

    def line_at(self, index: Index) -> Line | None:
        """Return the line of an index; None outside the tree."""
        line = index.internalPointer() if index.isValid() else None
        return line if isinstance(line, Line) else None

    def index_of(self, line: Line, column: int = 0) -> QModelIndex:
        """Return where a line stands."""
        return self.createIndex(line.place, column, line)

    def lines_below(self, line: Line | None) -> Sequence[Line]:
        """Return the lines below a line that have come; those that the tree begins with where there is none."""
        return self._roots if line is None else line.below or ()

    # --- what Qt asks ------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own
        """Return the index of a line below another."""
        lines = self.lines_below(self.line_at(parent))
        if 0 <= row < len(lines) and 0 <= column < len(COLUMNS):
            return self.createIndex(row, column, lines[row])
        return QModelIndex()

    @overload
    def parent(self) -> QObject: ...

    @overload
    def parent(self, index: Index) -> QModelIndex: ...

    def parent(self, index: Index | None = None) -> QObject | QModelIndex | None:
        """Return the index of the line above; without an index, whose model this is."""
        if index is None:
            return super().parent()
        line = self.line_at(index)
        return QModelIndex() if line is None or line.above is None else self.index_of(line.above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """Return how many lines stand below."""
        return 0 if parent.column() > 0 else len(self.lines_below(self.line_at(parent)))

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """Return how many columns there are."""
        return len(COLUMNS)

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's own
        """Return whether a line can be unfolded; one that was not read yet can, unless it is known to end there."""
        line = self.line_at(parent)
        if line is None:
            return bool(self._roots)
        return not line.node.is_leaf if line.below is None else bool(line.below)

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether the lines below were not asked for yet."""
        line = self.line_at(parent)
        return line is not None and line.below is None and not line.is_asked and not line.node.is_leaf

    def fetchMore(self, parent: Index) -> None:
        """Ask for the lines below; they come later."""
        line = self.line_at(parent)
        if line is None or not self.canFetchMore(parent):
            return
        line.is_asked = True
        query = partial(sources if self.is_upward else children, node=line.node)
        take = partial(self._take, self._generation, line)
        self._session.read(self, query, take, partial(self._fail, self._generation, line))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Look a cell up."""
        line = self.line_at(index)
        if line is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.texts[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if COLUMNS[index.column()][1] else LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, line.texts)) if index.column() == 0 else line.texts[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a title."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        title, is_number = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(title)
        return (RIGHT if is_number else LEFT) if role == Qt.ItemDataRole.TextAlignmentRole else None

    # --- what comes --------------------------------------------------------------------------------------------

    def _take(self, generation: int, line: Line, nodes: Sequence[Node]) -> None:
        """Put lines below another; the answer to a tree that was replaced is dropped."""
        if generation != self._generation:
            return
        index = self.index_of(line)
        below = [Line(node, line, place) for place, node in enumerate(nodes)]
        if below:
            self.beginInsertRows(index, 0, len(below) - 1)
            line.below = below
            self.endInsertRows()
        else:
            line.below = []
            self.dataChanged.emit(index, index)
        self.unfolded.emit(line)

    def _fail(self, generation: int, line: Line, error: SuppliesError) -> None:
        """Say what went wrong; the line may be unfolded again."""
        if generation == self._generation:
            line.is_asked = False
            self.failed.emit(error)
