"""The Qt application, set up before any widget: input methods, names, garbage on the UI thread."""

import os
from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from supplies.ui.garbage import GarbageCollector

INPUT_METHODS = "fcitx;ibus"
"""PySide6's own wheels bring no fcitx part; fcitx answers to ibus as well, so that Chinese can be typed under both."""


def make_application(arguments: Sequence[str]) -> QApplication:
    """Return the application of this process, ready for windows."""
    os.environ.setdefault("QT_IM_MODULES", INPUT_METHODS)
    QApplication.setApplicationName("supplies")
    QApplication.setApplicationDisplayName("")
    application = QApplication(list(arguments))
    application.setQuitOnLastWindowClosed(True)
    GarbageCollector(application)
    return application
