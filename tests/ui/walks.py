"""Walks over a tree of widgets: what every screen must keep. Each returns what is wrong, so nothing is right."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

INTERACTIVE = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QAbstractSpinBox, QPlainTextEdit)
OWNERS_OF_PARTS = (QComboBox, QLineEdit, QAbstractSpinBox, QCalendarWidget, QAbstractItemView)


def named(widget: QObject) -> str:
    """Return how a widget is called in a complaint."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton | QAction) else ""
    return f"{type(widget).__name__} {widget.objectName()!r} {text!r}"


def is_part_of_qt(widget: QWidget) -> bool:
    """Return whether a widget is an inner part of one of Qt's own, such as the corner of a table."""
    if isinstance(widget, QHeaderView) or (type(widget).__module__.startswith("PySide6") and is_inner(widget)):
        return True
    return widget.objectName().startswith("qt_")


def is_inner(widget: QWidget) -> bool:
    """Return whether a widget lies within one that draws its own parts, and not on its viewport."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, OWNERS_OF_PARTS):
            return True
        around = around.parentWidget()
    return False


def interactive(root: QWidget) -> Iterator[QWidget]:
    """Yield every widget that can be used."""
    for widget in (root, *root.findChildren(QWidget)):
        if isinstance(widget, INTERACTIVE) and not is_part_of_qt(widget):
            yield widget


def nameless(root: QWidget) -> list[str]:
    """Return widgets without an object name, or that are not called anything when read aloud."""
    return [named(widget) for widget in interactive(root) if not (widget.objectName() and widget.accessibleName())]


def keyless(root: QWidget) -> list[str]:
    """Return buttons and actions that no key reaches."""
    buttons = [
        named(button)
        for button in root.findChildren(QPushButton)
        if not is_part_of_qt(button) and button.shortcut().isEmpty() and not button.property("keys")
    ]
    actions = [
        named(action)
        for action in root.findChildren(QAction)
        if action.text() and action.isEnabled() and not (action.isSeparator() or _has_key(action))
    ]
    return buttons + actions


def clashing(root: QWidget) -> list[str]:
    """Return keys that two visible parts claim, so that neither would get them; a panel closes off what it covers."""
    keys = [key for widget in visible(root) for key in _keys_of(widget)]
    return [key for key, count in Counter(keys).items() if count > 1]


def _keys_of(widget: QWidget) -> Iterator[str]:
    """Yield the keys that a widget claims, though it itself may wait for something, and those of its shortcuts."""
    around = widget.parentWidget()
    if around is None or around.isEnabled():
        if isinstance(widget, QAbstractButton) and not widget.shortcut().isEmpty():
            yield widget.shortcut().toString()
        text = widget.text().replace("&&", "") if isinstance(widget, QLabel) and widget.buddy() is not None else ""
        if "&" in text:
            yield f"Alt+{text[text.index('&') + 1].upper()}"
    for part in widget.children() if widget.isEnabled() else ():
        if isinstance(part, QShortcut) and part.context() is Qt.ShortcutContext.WindowShortcut:
            yield part.key().toString()


def visible(root: QWidget) -> Iterator[QWidget]:
    """Yield a widget and everything in it that can be seen."""
    if root.isVisible():
        yield root
        for child in root.children():
            if isinstance(child, QWidget):
                yield from visible(child)


def cut_off(root: QWidget) -> list[str]:
    """Return visible labels, buttons and ticks that do not fit their place."""
    found: list[Any] = []
    for widget in visible(root):
        is_text = isinstance(widget, QLabel | QPushButton | QCheckBox) and not is_part_of_qt(widget)
        if is_text and (not _fits(widget) or _is_clipped(widget)):
            found.append(f"{named(widget)} has {widget.size().toTuple()}, wants {widget.sizeHint().toTuple()}")
    return found


def lower_than(root: QWidget, pixels: int) -> list[str]:
    """Return visible things to touch that are lower than ``pixels``."""
    return [
        f"{named(widget)} is {widget.height()} high"
        for widget in visible(root)
        if isinstance(widget, INTERACTIVE) and not is_part_of_qt(widget) and widget.height() < pixels
    ]


def too_wide(root: QWidget) -> list[str]:
    """Return what has to be scrolled sideways; tables may, everything else has to fit."""
    return [
        f"{named(area)} wants {area.horizontalScrollBar().maximum()} more"
        for area in visible(root)
        if isinstance(area, QScrollArea) and area.horizontalScrollBar().maximum() > 0
    ]


def _has_key(action: QAction) -> bool:
    """Return whether a key leads to an action."""
    return "&" in action.text() or not action.shortcut().isEmpty()


def _fits(widget: QWidget) -> bool:
    """Return whether a widget has the size that its text wants."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() >= widget.heightForWidth(widget.width())
    wanted = widget.sizeHint()
    return widget.width() >= wanted.width() and widget.height() >= wanted.height()


def _is_clipped(widget: QWidget) -> bool:
    """Return whether a part of a widget lies outside of what holds it, and no scrolling brings it into sight."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        around = parent.parentWidget()
        if isinstance(around, QAbstractScrollArea) or isinstance(
            around.parentWidget() if around else None, QAbstractScrollArea
        ):
            return False
        corner = widget.mapTo(parent, widget.rect().bottomRight())
        if not parent.rect().contains(corner):
            return True
        parent = around
    return False
