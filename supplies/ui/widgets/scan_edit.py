"""The field that a scanner types into. It keeps what was scanned to the letter and is always ready for the next."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from supplies.language import _

REFOCUS_MS = 60
LENGTH_MAX = 4096
SHOWN_CONTROLS = {"\x1d": "␝", "\x1e": "␞", "\x04": "␄"}
"""Separators of GS1 and ISO 15434 codes, which a line edit would drop, and the signs they are shown by."""
_RAW_CONTROLS = str.maketrans({shown: raw for raw, shown in SHOWN_CONTROLS.items()})
PLAIN_KEYS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class ScanEdit(QLineEdit):
    """Takes scans and typed codes; Enter or Tab ends one.

    No input method gets between the scanner and the field. The focus comes back when it was lost to nothing, such as a
    panel that closed; F9, which a scanner can send before each code, fetches it from anywhere in the window.
    """

    scanned = Signal(str)
    """A whole code, with its separators as they were sent."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(_("Scan or type a code"))
        self.setPlaceholderText(_("Scan or type a code, then Enter"))
        self.setMaxLength(LENGTH_MAX)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._refocus = QTimer(self, interval=REFOCUS_MS, singleShot=True)
        self._refocus.timeout.connect(self._take_back_focus)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_F9), self)
        shortcut.setObjectName(f"{name}_fetch")
        shortcut.setWhatsThis(_("Go to the scan field"))
        shortcut.activated.connect(self.fetch_focus)
        application = QApplication.instance()
        assert isinstance(application, QApplication), "a field needs an application"
        application.focusChanged.connect(self._focus_changed)

    def raw(self) -> str:
        """Return what was typed so far, with separators as they were sent."""
        return self.text().translate(_RAW_CONTROLS)

    def fetch_focus(self) -> None:
        """Take the focus; what is half typed is replaced by the next key."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def take_keys_of(self, *widgets: QWidget) -> None:
        """Take what is typed while one of these has the focus: none of them wants text, and no scan may be lost."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the first character of a scan from a button or a list; the others come here by themselves."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._is_for_scan(event):
            self.fetch_focus()
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: Any = None) -> Any:  # noqa: ANN401 - Qt's own type
        """Answer that no input method is wanted: it would turn the letters of a code into words."""
        if query == Qt.InputMethodQuery.ImEnabled:
            return False
        return super().inputMethodQuery(query) if argument is None else super().inputMethodQuery(query, argument)

    def event(self, event: QEvent) -> bool:
        """Take Tab as the end of a code, and leave Ctrl+Z to the page while there is nothing typed to be taken back."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._is_end_by_tab(event):
                self._end()
                return True
            is_undo = event.type() == QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo)
            if is_undo and not self.text():
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep separators, and end a code on Enter."""
        shown = SHOWN_CONTROLS.get(event.text())
        if shown is not None:
            self.insert(shown)
        elif event.key() in ENDS:
            self._end()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _is_for_scan(self, event: QKeyEvent) -> bool:
        """Return whether a key that came to another widget begins a scan."""
        is_plain = event.modifiers() in PLAIN_KEYS
        return is_plain and self.isVisible() and self.isEnabled() and event.text().isprintable() and event.text() > " "

    def _is_end_by_tab(self, event: QKeyEvent) -> bool:
        """Return whether this is a Tab after a code."""
        return event.key() == Qt.Key.Key_Tab and not event.modifiers() and bool(self.text())

    def _end(self) -> None:
        """Hand over what was scanned, and be ready for the next before anyone acts on it."""
        raw = self.raw()
        self.clear()
        if raw.strip():
            self.scanned.emit(raw)

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        """Fetch the focus back soon where it was lost: to nothing, or because its holder vanished."""
        has_vanished = old is not None and (not isValid(old) or not old.isVisible())
        if (new is None or has_vanished) and new is not self and self.isVisible():
            self._refocus.start()

    def _take_back_focus(self) -> None:
        """Take the focus, unless another window or a popup has a claim to it by now."""
        is_claimed = QGuiApplication.modalWindow() is not None or QApplication.activePopupWidget() is not None
        if self.isVisible() and self.isEnabled() and self.window().isActiveWindow() and not is_claimed:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
