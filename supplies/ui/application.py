"""The Qt application, set up before any widget: input methods, names, garbage on the UI thread."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from supplies.ui.garbage import GarbageCollector

INPUT_METHODS = "fcitx;ibus"
"""PySide6's own wheels bring no fcitx part; fcitx answers to ibus as well, so that Chinese can be typed under both."""
MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
"""Without one of these, as in a bare container, D-Bus ends the process that looks for an input method."""


def make_application(arguments: Sequence[str]) -> QApplication:
    """Return the application of this process, ready for windows."""
    if any(path.exists() for path in MACHINE_IDS):
        os.environ.setdefault("QT_IM_MODULES", INPUT_METHODS)
    else:
        os.environ.setdefault("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    QApplication.setApplicationName("supplies")
    QApplication.setApplicationDisplayName("")
    application = QApplication(list(arguments))
    application.setQuitOnLastWindowClosed(True)
    GarbageCollector(application)
    return application
