"""The sheet of keys: F1 shows every shortcut of the present page and of the window."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from supplies.language import _
from supplies.ui.icons import Button
from supplies.ui.widgets.labels import rule, text_label
from supplies.ui.widgets.overlay import Overlay

WIDEST_EMS = 34

Section = tuple[str, Sequence[tuple[str, str]]]
"""A heading, and keys with what they do."""


class ShortcutSheet(Overlay):
    """Lists keys; Esc closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__("shortcut_sheet", _("Keyboard shortcuts"), window, WIDEST_EMS)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("shortcut_sheet_scroll")
        self._scroll.setAccessibleName(_("Keyboard shortcuts"))
        self._scroll.setWidgetResizable(True)
        self._close = Button("shortcut_sheet_close", _("&Close"), "close", "quiet")
        self._close.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.addWidget(text_label(_("Keyboard shortcuts"), "heading"), 1)
        head.addWidget(self._close)
        layout = QVBoxLayout(self.card)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show the keys of each section."""
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        grid = QGridLayout(inner)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(24)
        for title, rows in sections:
            _add_section(grid, title, rows)
        self._scroll.setWidget(inner)
        self._scroll.setMinimumHeight(min(inner.sizeHint().height() + 4, self.covered.height() - 220))
        self.open_panel()

    def first_focus(self) -> QWidget:
        """Return the list, so that the arrows scroll it."""
        return self._scroll


def _add_section(grid: QGridLayout, title: str, rows: Sequence[tuple[str, str]]) -> None:
    """Add a heading, and below it keys at the left and what they do at the right."""
    if not rows:
        return
    if grid.rowCount() > 1:
        grid.addWidget(rule(), grid.rowCount(), 0, 1, 2)
    grid.addWidget(text_label(title, "label"), grid.rowCount(), 0, 1, 2)
    for keys, words in rows:
        at = grid.rowCount()
        grid.addWidget(text_label(keys, "figure"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text_label(words, wraps=True), at, 1)
