"""Which words a screen shows: on a Chinese one nothing English may stand, on an English one nothing Chinese."""

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QWidget,
)

ENGLISH = re.compile(r"[A-Za-z]*[a-z]{2,}[A-Za-z]*")
CHINESE = re.compile(r"[\u3400-\u9fff]+")


def own_words(root: QWidget) -> Iterator[str]:
    """Yield what visible widgets say by themselves, whatever the store holds: buttons, hints, headings, menus."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        if isinstance(widget, QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QLabel) and widget.property("role") in {"label", "heading", "hint", "quiet"}:
            yield widget.text()
        if isinstance(widget, QLineEdit | QAbstractButton | QComboBox | QAbstractItemView):
            yield widget.toolTip()
            yield widget.accessibleName()
        if isinstance(widget, QTableView):
            model = widget.model()
            columns = range(model.columnCount()) if model is not None else ()
            yield from (str(model.headerData(at, Qt.Orientation.Horizontal)) for at in columns)
        if isinstance(widget, QMenu):
            yield from (action.text() for action in widget.findChildren(QAction))


def all_words(root: QWidget) -> Iterator[str]:
    """Yield everything that visible widgets say, but for the rows of tables."""
    yield from own_words(root)
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QLabel):
            yield widget.text()
        if widget.isVisible() and isinstance(widget, QComboBox):
            yield from (widget.itemText(at) for at in range(widget.count()))
