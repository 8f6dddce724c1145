"""The table every list is shown in: pages while scrolling, widths remembered, copies to a spreadsheet, sums."""

import json
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Property, QEvent, QItemSelectionModel, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView

from supplies.language import _
from supplies.ui.icons import colour_property, icon
from supplies.ui.paged_table import PagedTableModel
from supplies.ui.preferences import Preferences
from supplies.ui.widgets.empty_state import EmptyState
from supplies.values import Money, Quantity

FETCH_AHEAD_ROWS = 60
SELECTION_PAUSE_MS = 30
GAP_EMS = 1.6
MARK_EMS = 2.0
STATUS_ICONS = ("ok", "warning", "error")
QUIET_ICONS = ("waiting", "info", "undo", "check", "right", "documents", "local", "shared")
FORMULA_SIGNS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class SelectionTotals:
    """What is selected: how many rows, and the sum of each column of figures, title and total."""

    count: int
    sums: tuple[tuple[str, str], ...]


class TableView(QTableView):
    """Shows a paged model. Whole rows are selected; Enter or a double click opens one."""

    row_opened = Signal(object)
    """A row, by Enter or double click."""
    totals_changed = Signal(object)
    """SelectionTotals of what is selected now."""
    rows_changed = Signal()
    """Rows came or went, or loading began or ended."""
    sort_asked = Signal(str, bool)
    """A header was clicked: what to sort by, and whether from the largest."""

    def __init__(self, name: str, title: str, preferences: Preferences, empty: EmptyState) -> None:
        """Make a table.

        Args:
            name: its object name, under which widths are remembered.
            title: what it is called when read aloud.
            preferences: remembers widths, order and hidden columns.
            empty: what is shown instead of no rows.
        """
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._preferences = preferences
        self._paged: PagedTableModel[Any] | None = None
        self._empty = empty
        self._kept: list[Hashable] = []
        self._current: Hashable | None = None
        self._colours: dict[str, QColor] = {}
        self._widths: dict[int, float] = {}
        self._is_placing = False
        self._empty.setParent(self.viewport())
        self._empty.hide()
        self._totals_timer = QTimer(self, interval=SELECTION_PAUSE_MS, singleShot=True)
        self._totals_timer.timeout.connect(self._tell_totals)
        self._set_up()
        self._add_actions()

    @property
    def row_total(self) -> int:
        """Return how many rows are loaded."""
        return self._paged.rowCount() if self._paged else 0

    @property
    def is_loading(self) -> bool:
        """Return whether rows are on their way."""
        return self._paged is not None and self._paged.is_loading

    @property
    def is_complete(self) -> bool:
        """Return whether every row is loaded."""
        return self._paged is not None and self._paged.is_complete

    def show_model(self, model: PagedTableModel[Any]) -> None:
        """Show a model; once for each table."""
        self._paged = model
        self.setModel(model)
        model.state_changed.connect(self._state_changed)
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.replaced.connect(self._find_selection)
        model.dataChanged.connect(self._totals_timer.start)
        self.selectionModel().selectionChanged.connect(self._totals_timer.start)
        self._restore_columns()
        self._give_icons()
        self.horizontalHeader().sectionResized.connect(self._width_changed)
        self.horizontalHeader().sectionMoved.connect(self._column_moved)

    def selected_rows(self) -> list[Any]:
        """Return the rows selected, from top to bottom."""
        return [self._model.row_at(position) for position in self._selected_positions()]

    def select_key(self, key: Hashable) -> bool:
        """Select the row of a key and bring it into sight; False where it is not loaded."""
        position = self._model.position_of(key)
        if position is not None:
            # Not selectRow: that would toggle while a person still holds Ctrl down.
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._model.index(position, 0), flags)
        return position is not None

    def copy(self, *, with_headers: bool = False) -> None:
        """Put the selected rows on the clipboard, as a spreadsheet takes them: figures plain, columns as shown."""
        shown = self._shown_columns()
        lines = [[_(self._model.columns[at].title) for at in shown]] if with_headers else []
        for position in self._selected_positions():
            texts = self._model.plain_texts(position)
            lines.append([self._cell(at, texts[at]) for at in shown])
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open_current()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the empty state over the whole table."""
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().rect())
        if self._paged is not None:
            self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a new text size with the widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._paged is not None:
            self._fit_columns()

    @property
    def _model(self) -> PagedTableModel[Any]:
        """Return the model, which is there from ``show_model`` on."""
        assert self._paged is not None, "show_model comes first"
        return self._paged

    def _set_up(self) -> None:
        """Choose how the table behaves."""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setObjectName(f"{self.objectName()}_header")
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_header_menu)
        header.sectionClicked.connect(self._sort_by)
        header.setSectionsClickable(True)
        self.doubleClicked.connect(self._open_current)
        self.verticalScrollBar().valueChanged.connect(self._fetch_ahead)

    def _add_actions(self) -> None:
        """Offer copying, by key and in the context menu."""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for name, text, keys, slot in (
            ("copy", _("&Copy rows"), QKeySequence(QKeySequence.StandardKey.Copy), self._copy_rows),
            ("copy_headers", _("Copy rows with &headings"), QKeySequence("Ctrl+Shift+C"), self._copy_with_headers),
        ):
            action = QAction(text, self)
            action.setObjectName(f"{self.objectName()}_{name}")
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            self.addAction(action)

    def _copy_rows(self) -> None:
        """Copy the rows alone."""
        self.copy()

    def _copy_with_headers(self) -> None:
        """Copy the rows below their headings."""
        self.copy(with_headers=True)

    def _cell(self, column: int, text: str) -> str:
        """Return a cell for a spreadsheet: on one line, and never a formula."""
        flat = " ".join(text.split())
        is_text = self._model.columns[column].plain is None
        return f"'{flat}" if is_text and flat.startswith(FORMULA_SIGNS) else flat

    def _shown_columns(self) -> list[int]:
        """Return the columns that can be seen, from left to right."""
        header = self.horizontalHeader()
        return [
            logical
            for logical in (header.logicalIndex(visual) for visual in range(header.count()))
            if not header.isSectionHidden(logical)
        ]

    def _selected_positions(self) -> list[int]:
        """Return where the selected rows stand."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def _open_current(self) -> None:
        """Tell that the current row was opened."""
        index = self.currentIndex()
        if index.isValid():
            self.row_opened.emit(self._model.row_at(index.row()))

    def _sort_by(self, column: int) -> None:
        """Ask for another order; a second click turns it round."""
        sort = self._model.columns[column].sort
        if not sort:
            return
        header = self.horizontalHeader()
        was_rising = header.isSortIndicatorShown() and header.sortIndicatorSection() == column
        is_falling = was_rising and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(True)
        order = Qt.SortOrder.DescendingOrder if is_falling else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(column, order)
        self.sort_asked.emit(sort, is_falling)

    def _fetch_ahead(self) -> None:
        """Ask for the next page before the end comes into sight."""
        if self._paged is None:
            return
        last = self.rowAt(self.viewport().height() - 1)
        if last < 0 or last + FETCH_AHEAD_ROWS >= self._paged.rowCount():
            self._paged.fetchMore()

    def _state_changed(self) -> None:
        """Show the empty state where nothing is, and tell."""
        model = self._model
        self._empty.setGeometry(self.viewport().rect())
        self._empty.setVisible(model.is_complete and not model.is_loading and not model.rowCount())
        self.rows_changed.emit()

    def _keep_selection(self) -> None:
        """Remember by key what is selected, before the rows are replaced."""
        self._kept = [self._model.row_key(row) for row in self.selected_rows()]
        index = self.currentIndex()
        self._current = self._model.row_key(self._model.row_at(index.row())) if index.isValid() else None

    def _find_selection(self) -> None:
        """Select again what was selected and is still there."""
        kept, current = self._kept, self._current
        self._kept, self._current = [], None
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for key in kept:
            position = self._model.position_of(key)
            if position is not None:
                self.selectionModel().select(self._model.index(position, 0), flags)
        position = None if current is None else self._model.position_of(current)
        if position is not None:
            stay = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._model.index(position, 0), stay)
        self._totals_timer.start()

    def _tell_totals(self) -> None:
        """Tell what the selection adds up to."""
        rows = self.selected_rows()
        sums = []
        for column in self._model.columns:
            total = None if column.total is None else _sum(column.total, rows)
            if total is not None:
                sums.append((_(column.title), total))
        self.totals_changed.emit(SelectionTotals(len(rows), tuple(sums)))

    # --- columns -----------------------------------------------------------------------------------------------

    @property
    def _columns_name(self) -> str:
        """Return under what the columns are remembered."""
        return f"table/{self.objectName()}/columns"

    def _em(self) -> float:
        """Return the width of a Chinese character in pixels."""
        return max(1.0, self.fontMetrics().horizontalAdvance("中"))

    def _extra_px(self, column: int) -> float:
        """Return what a column needs beside its text: the gaps, and the icon."""
        ems = GAP_EMS + (MARK_EMS if self._model.columns[column].mark else 0)
        return ems * self._em()

    def _width_changed(self, column: int, _before: int, width: int) -> None:
        """Take a width that was dragged, in ems, so that it grows with the text."""
        if not self._is_placing and width:
            self._widths[column] = round(max(1.0, (width - self._extra_px(column)) / self._em()), 2)
            self._keep_columns()

    def _column_moved(self) -> None:
        """Take an order that was dragged."""
        if not self._is_placing:
            self._keep_columns()

    def _keep_columns(self) -> None:
        """Remember widths, order and what is hidden."""
        header = self.horizontalHeader()
        state = {
            column.key: [self._widths[at], header.visualIndex(at), header.isSectionHidden(at)]
            for at, column in enumerate(self._model.columns)
        }
        self._preferences.set_value(self._columns_name, json.dumps(state))

    def _restore_columns(self) -> None:
        """Give the columns the widths, order and visibility remembered, or the usual ones."""
        kept = _read_state(self._preferences.value(self._columns_name))
        header = self.horizontalHeader()
        places = {}
        self._is_placing = True
        for at, column in enumerate(self._model.columns):
            self._widths[at], places[at], is_hidden = kept.get(column.key, (column.width_ems, at, False))
            self.setColumnHidden(at, is_hidden)
        for visual, at in enumerate(sorted(places, key=lambda at: (places[at], at))):
            header.moveSection(header.visualIndex(at), visual)
        self._is_placing = False
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Set the widths; the columns that stretch share what room is left."""
        shown = self._shown_columns()
        widths = {at: round(self._widths[at] * self._em() + self._extra_px(at)) for at in shown}
        stretching = [at for at in shown if self._model.columns[at].stretches]
        left = self.viewport().width() - sum(widths.values())
        self._is_placing = True
        for at, width in widths.items():
            share = max(0, left) // len(stretching) if at in stretching else 0
            self.setColumnWidth(at, width + share)
        self._is_placing = False

    def _show_header_menu(self, position: QPoint) -> None:
        """Offer to hide and show columns and to go back to the usual ones."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for at, column in enumerate(self._model.columns):
            action = menu.addAction(_(column.title))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(at))
            action.setEnabled(self.isColumnHidden(at) or len(self._shown_columns()) > 1)
            action.setData(at)
        menu.addSeparator()
        menu.addAction(_("&Restore usual columns")).setData(None)
        menu.triggered.connect(self._header_menu_chosen)
        menu.popup(self.horizontalHeader().mapToGlobal(position))

    def _header_menu_chosen(self, action: QAction) -> None:
        """Do what was chosen in the menu of the header."""
        column = action.data()
        if column is None:
            self.reset_columns()
        else:
            self.set_shown(column, is_shown=action.isChecked())

    def set_shown(self, column: int, *, is_shown: bool) -> None:
        """Show or hide a column, by its place in the model."""
        self.setColumnHidden(column, not is_shown)
        self._keep_columns()
        self._fit_columns()

    def reset_columns(self) -> None:
        """Go back to the usual widths and order, every column shown."""
        self._preferences.set_value(self._columns_name, "")
        self._restore_columns()

    # --- what the style sheet sets -----------------------------------------------------------------------------

    def _give_icons(self) -> None:
        """Give the model its marks in the present colours."""
        if self._paged is None:
            return
        icons: dict[str, QIcon] = {}
        for name in STATUS_ICONS + QUIET_ICONS:
            colour = self._colours.get(name if name in STATUS_ICONS else "quiet")
            if colour is not None:
                icons[name] = icon(name, colour)
        self._paged.set_icons(icons)

    def mark_colour(self, name: str) -> QColor:
        """Return the colour of a kind of marks: "ok", "warning", "error" or "quiet"."""
        return self._colours.get(name, QColor())

    def set_mark_colour(self, name: str, colour: QColor) -> None:
        """Draw a kind of marks in another colour."""
        if self._colours.get(name) != colour:
            self._colours[name] = QColor(colour)
            self._give_icons()

    def _set_row_px(self, height: int) -> None:
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setMinimumSectionSize(height)
        self.horizontalHeader().setMinimumHeight(height)

    def _get_row_px(self) -> int:
        return self.verticalHeader().defaultSectionSize()

    def _set_icon_px(self, size: int) -> None:
        self.setIconSize(QSize(size, size))

    def _get_icon_px(self) -> int:
        return self.iconSize().width()

    ok_colour = colour_property("ok")
    warning_colour = colour_property("warning")
    error_colour = colour_property("error")
    quiet_colour = colour_property("quiet")
    row_px = Property(int, _get_row_px, _set_row_px)
    icon_px = Property(int, _get_icon_px, _set_icon_px)


def _sum(value: Callable[[Any], Quantity | Money | None], rows: Sequence[Any]) -> str | None:
    """Return the exact sum of a column, for people; None for no figures."""
    total: Any = None
    for each in map(value, rows):
        if each is not None:
            total = each if total is None else total + each
    return None if total is None else total.grouped()


def _read_state(text: str) -> dict[str, tuple[float, int, bool]]:
    """Return the columns remembered; what cannot be read is forgotten."""
    try:
        kept = json.loads(text) if text else {}
        return {key: (float(width), int(visual), bool(hidden)) for key, (width, visual, hidden) in kept.items()}
    except (ValueError, TypeError, AttributeError):
        return {}
