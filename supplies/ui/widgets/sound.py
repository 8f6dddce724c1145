"""A tone for each answer. Where there is no sound device it stays silent; it never waits and never fails."""

import importlib
from types import ModuleType
from typing import Any, Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QApplication

from supplies.language import RESOURCES
from supplies.ui.widgets.status import Status

SOUNDS = RESOURCES / "sounds"
HEARD = (Status.OK, Status.WARNING, Status.ERROR)


class Sounds(Protocol):
    """Whatever makes a tone for an answer."""

    def play(self, status: Status) -> None:
        """Begin the tone and return at once."""
        ...


class Tones(QObject):
    """The tones as recorded, through Qt's multimedia part."""

    def __init__(self, multimedia: ModuleType, parent: QObject) -> None:
        """Load the tones; a computer without a sound device plays none."""
        super().__init__(parent)
        self._effects: dict[Status, Any] = {}
        for status in HEARD:
            effect = multimedia.QSoundEffect(self)
            effect.setSource(QUrl.fromLocalFile(str(SOUNDS / f"{status}.wav")))
            self._effects[status] = effect

    def play(self, status: Status) -> None:
        """Begin the tone of an answer; a mere note has none."""
        effect = self._effects.get(status)
        if effect is not None:
            effect.play()


class Beeps:
    """The computer's own beep, for what needs attention, without a sound device or Qt's multimedia part."""

    def play(self, status: Status) -> None:
        """Beep for warnings and errors; silence means that all is well."""
        if status in (Status.WARNING, Status.ERROR):
            QApplication.beep()


class Silence:
    """No sound at all, by choice."""

    def play(self, status: Status) -> None:
        """Stay silent."""


def make_sounds(parent: QObject, *, is_wanted: bool) -> Sounds:
    """Return the best this computer can do."""
    if not is_wanted:
        return Silence()
    try:
        multimedia = importlib.import_module("PySide6.QtMultimedia")
    except ImportError:
        return Beeps()
    has_device = not multimedia.QMediaDevices.defaultAudioOutput().isNull()
    return Tones(multimedia, parent) if has_device else Beeps()
