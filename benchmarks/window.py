"""A process of its own: the desktop as app.py starts it, until its first page has been read."""

import sys

from PySide6.QtCore import QTimer

from app import Desktop
from benchmarks.story import KEEPER
from supplies.language import Language, use_language
from supplies.settings import data_folder
from supplies.ui.application import make_application

LOOK_MS = 5
QUIET_LOOKS = 3
READY = "ready"


def main() -> None:
    """Open the window on the store that is named, say when it is ready, and end."""
    use_language(Language.CHINESE)
    application = make_application(sys.argv[:1])
    desktop = Desktop(application, data_folder(), KEEPER)
    desktop.start(sys.argv[1])
    quiet = 0

    def look() -> None:
        nonlocal quiet
        window = desktop.window
        is_quiet = window is not None and window.isVisible() and window.current_page.services.session.is_idle
        quiet = quiet + 1 if is_quiet else 0
        if quiet == QUIET_LOOKS:
            print(READY, flush=True)
            application.quit()

    timer = QTimer(application, interval=LOOK_MS)
    timer.timeout.connect(look)
    timer.start()
    application.exec()
    desktop.close()
