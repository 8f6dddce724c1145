"""Tables without end: pages read by key as one scrolls, every text made once on arrival."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.ui.session import Latest, Query, Session
from supplies.values import Money, Quantity

Row = TypeVar("Row")
Index: TypeAlias = QModelIndex | QPersistentModelIndex

PAGE_ROWS = 200
RELOAD_ROWS_MAX = 1000
"""A reload reads again what is shown, but no more than this; the rest comes by scrolling."""

ROOT = QModelIndex()


class Align(Enum):
    """Where the text of a column stands: words at the left, figures at the right."""

    LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: how a row becomes text."""

    key: str
    """Names the column where widths and sums are kept; never changes."""
    title: str
    """English, marked by N_; translated when shown."""
    text: Callable[[Row], str]
    align: Align = Align.LEFT
    plain: Callable[[Row], str] | None = None
    """The text for another program: figures without grouping. None: the same text."""
    tip: Callable[[Row], str] | None = None
    """What is shown when the pointer rests here; None: the text itself, which may be cut off."""
    mark: Callable[[Row], str] | None = None
    """The name of an icon before the text, or nothing: "ok", "warning", "error" and others."""
    total: Callable[[Row], Quantity | Money | None] | None = None
    """What a selection is summed by."""
    width_ems: float = 10
    """Usual width, in widths of a Chinese character."""
    stretches: bool = False
    """Whether it takes the room that is left over."""
    sort: str = ""
    """What is sorted by after a click on the header; nothing: it cannot be."""


def number_column(
    key: str, title: str, value: Callable[[Row], Quantity | Money], *, width_ems: float = 8, sort: str = ""
) -> Column[Row]:
    """Return a column of exact figures: grouped to read, plain to copy, summed in a selection."""
    return Column(
        key=key,
        title=title,
        text=lambda row: value(row).grouped(),
        align=Align.RIGHT,
        plain=lambda row: str(value(row)),
        total=value,
        width_ems=width_ems,
        sort=sort,
    )


class _Line(NamedTuple):
    """What a row shows, column by column."""

    texts: tuple[str, ...]
    tips: tuple[str, ...]
    marks: tuple[str, ...]


Reader: TypeAlias = Callable[[Row | None, int], Query[Sequence[Row]]]
"""Takes the last row shown, or None, and how many rows are wanted; returns the query for them."""


class PagedTableModel(QAbstractTableModel, Generic[Row]):
    """Rows of the store, a page at a time.

    Invariant: the rows shown are a prefix of what the reader yields; no row stands twice. An answer to a question asked
    before the last reload is dropped.
    """

    state_changed = Signal()
    """Loading, completeness or the number of rows changed."""
    replaced = Signal()
    """The rows were read anew; whoever remembers rows looks for them again."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        reader: Reader[Row],
        row_key: Callable[[Row], Hashable],
        session: Session,
        parent: QObject,
    ) -> None:
        """Make an empty table; ``reload`` fills it.

        Args:
            columns: from left to right.
            reader: yields the rows after a given one, in a fixed order without ties.
            row_key: what tells one row from every other.
            session: reads.
            parent: the view's page, which shows errors; the model ends with it.
        """
        super().__init__(parent)
        self.columns = tuple(columns)
        self.row_key = row_key
        self._reader = reader
        self._session = session
        self._owner = parent
        self._rows: list[Row] = []
        self._lines: list[_Line] = []
        self._icons: Mapping[str, QIcon] = {}
        self._generation = 0
        self._latest = Latest()
        self.is_loading = False
        self.is_complete = False
        self.has_failed = False

    def set_reader(self, reader: Reader[Row]) -> None:
        """Show other rows, such as those of a new search; the old ones stay in sight until the new ones are here."""
        self._reader = reader
        self._ask_anew(PAGE_ROWS)

    def reload(self) -> None:
        """Read again what is shown."""
        self._ask_anew(max(PAGE_ROWS, min(len(self._rows), RELOAD_ROWS_MAX)))

    def set_icons(self, icons: Mapping[str, QIcon]) -> None:
        """Draw the marks with these icons from now on."""
        self._icons = icons
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.DecorationRole])

    def row_at(self, position: int) -> Row:
        """Return the row shown at a position from 0."""
        return self._rows[position]

    def position_of(self, key: Hashable) -> int | None:
        """Return where the row of a key stands, if it is loaded."""
        return next((at for at, row in enumerate(self._rows) if self.row_key(row) == key), None)

    def plain_texts(self, position: int) -> tuple[str, ...]:
        """Return a row for another program, figures without grouping."""
        row = self._rows[position]
        return tuple((column.plain or column.text)(row) for column in self.columns)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many rows are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own type
        """Look up what a cell shows."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._lines[index.row()].texts[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[index.column()].align.value
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icons.get(self._lines[index.row()].marks[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._lines[index.row()].tips[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own type
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].align.value
        return None

    def canFetchMore(self, parent: Index = ROOT) -> bool:
        """Return whether a further page may be asked for now."""
        return not (parent.isValid() or self.is_loading or self.is_complete or self.has_failed) and bool(self._rows)

    def fetchMore(self, parent: Index = ROOT) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent):
            query = self._reader(self._rows[-1], PAGE_ROWS)
            self._ask(query, partial(self._receive_more, self._generation))

    def _ask_anew(self, limit: int) -> None:
        """Ask for the first rows; answers still on their way are stale from here on."""
        self._generation += 1
        self._ask(self._reader(None, limit), partial(self._receive_anew, self._generation, limit))

    def _ask(self, query: Query[Sequence[Row]], on_rows: Callable[[Sequence[Row]], None]) -> None:
        """Read a page."""
        self.is_loading = True
        self.has_failed = False
        failed = partial(self._receive_error, self._generation)
        self._session.read(self._owner, query, on_rows, failed, latest=self._latest)
        self.state_changed.emit()

    def _receive_more(self, generation: int, rows: Sequence[Row]) -> None:
        """Add one page below."""
        if generation != self._generation:
            return
        first = len(self._rows)
        if rows:
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self._lines.extend(map(self._line, rows))
        self._settle(is_complete=len(rows) < PAGE_ROWS)
        if rows:
            self.endInsertRows()
        self.state_changed.emit()

    def _receive_anew(self, generation: int, limit: int, rows: Sequence[Row]) -> None:
        """Show the rows in place of those before; what stayed the same does not flicker."""
        if generation != self._generation:
            return
        lines = list(map(self._line, rows))
        is_complete = len(rows) < limit
        if self._is_same_order(rows):
            self._rows, self._lines = list(rows), lines
            self._settle(is_complete=is_complete)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
        else:
            self.beginResetModel()
            self._rows, self._lines = list(rows), lines
            self._settle(is_complete=is_complete)
            self.endResetModel()
        self.replaced.emit()
        self.state_changed.emit()

    def _is_same_order(self, rows: Sequence[Row]) -> bool:
        """Return whether these are the rows shown, in the same order, whatever else about them changed."""
        return len(rows) == len(self._rows) and all(
            self.row_key(old) == self.row_key(new) for old, new in zip(self._rows, rows, strict=True)
        )

    def _receive_error(self, generation: int, error: SuppliesError) -> None:
        """Stop loading; what is shown stays."""
        if generation == self._generation:
            self.is_loading = False
            self.has_failed = True
            self._session.show_near(self._owner, error)
            self.state_changed.emit()

    def _settle(self, *, is_complete: bool) -> None:
        """Note that the rows are in place; whoever hears of them may ask for the next page, but not before."""
        self.is_loading = False
        self.is_complete = is_complete

    def _line(self, row: Row) -> _Line:
        """Return what a row shows."""
        texts = tuple(column.text(row) for column in self.columns)
        tips = tuple(column.tip(row) if column.tip else text for column, text in zip(self.columns, texts, strict=True))
        return _Line(texts, tips, tuple(column.mark(row) if column.mark else "" for column in self.columns))
