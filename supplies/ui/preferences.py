"""What a person chose about the look of things, kept on this computer."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSettings


class Preferences(Protocol):
    """Where choices about the look are kept, as texts under names such as ``table/stock/columns``."""

    def value(self, name: str, default: str = "") -> str:
        """Return what was kept under ``name``."""
        ...

    def set_value(self, name: str, value: str) -> None:
        """Keep a text under ``name``."""
        ...


class FilePreferences:
    """Choices kept in an INI file of the user's own."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def value(self, name: str, default: str = "") -> str:
        """Return what was kept under ``name``."""
        return str(self._settings.value(name, default))

    def set_value(self, name: str, value: str) -> None:
        """Keep a text under ``name``; Qt writes it to the file from the event loop, and when the program ends."""
        self._settings.setValue(name, value)
