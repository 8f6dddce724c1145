"""Which words a screen shows: on a Chinese one nothing English may stand, on an English one nothing Chinese."""

import re
from collections.abc import Collection, Iterator
from functools import reduce

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QTableView, QWidget

from tests.ui.walks import visible

ENGLISH = re.compile(r"[A-Za-z]*[a-z]{2,}[A-Za-z]*")
CHINESE = re.compile(r"[\u3400-\u9fff]+")
HASH = re.compile(r"\b[0-9a-f]{8,}\b")
CHINESE_HAS = frozenset({"Alt", "Ctrl", "Shift", "Del", "Esc", "English", "Excel"})
"""English words that Chinese keyboards and programs show."""
DATA = frozenset({"zhangsan", "nonsense", "postgresql", "pdf", "csv"})
"""An example of a login, a code that was scanned, the beginning of an address, and the ends of files' names."""
TECHNICAL = re.compile(r"supplies store init|/[\w/.]+|\b[a-z]+\.[a-z_]+\b")
"""What is typed as it stands, paths, and the names of actions."""
ENGLISH_HAS = frozenset({"中文"})


def english_words(root: QWidget, logins: Collection[str]) -> list[str]:
    """Return what is English on a Chinese screen; the logins of the store are data."""
    found = {word for text in all_texts(root) for word in ENGLISH.findall(TECHNICAL.sub("", HASH.sub("", text)))}
    return sorted(found - CHINESE_HAS - DATA - set(logins))


def chinese_words(root: QWidget, data: Collection[str]) -> list[str]:
    """Return what is Chinese on an English screen and not data: names of depots and goods are what they are.

    The titles of incidents stand on buttons of the disaster mode; units and numbers of documents on fields.
    """
    longest_first = sorted(data, key=len, reverse=True)
    texts = (reduce(lambda rest, word: rest.replace(word, ""), longest_first, text) for text in fixed_texts(root))
    return sorted({word for text in texts for word in CHINESE.findall(text)} - ENGLISH_HAS)


def fixed_texts(root: QWidget) -> Iterator[str]:
    """Yield what visible widgets say whatever the store holds: buttons, hints, headings of columns, menus."""
    for widget in visible(root):
        if isinstance(widget, QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QLineEdit | QAbstractButton | QComboBox | QAbstractItemView):
            yield widget.accessibleName()
        if isinstance(widget, QTableView):
            model = widget.model()
            columns = range(model.columnCount())
            yield from (str(model.headerData(at, Qt.Orientation.Horizontal)) for at in columns)
        yield from (action.text() for action in widget.actions() if isinstance(action, QAction))


def all_texts(root: QWidget) -> Iterator[str]:
    """Yield everything that visible widgets say, but for the rows of tables."""
    yield from fixed_texts(root)
    for widget in visible(root):
        yield widget.toolTip()
        if isinstance(widget, QLabel):
            yield widget.text()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(at) for at in range(widget.count()))
