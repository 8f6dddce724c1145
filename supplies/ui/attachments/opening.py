"""Looking at a paper: a copy that only this person can read and nobody can change, opened by the system's viewer."""

import weakref
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from supplies.attachments.files import copy_to_look_at, private_folder, remove_folder
from supplies.attachments.queries import PaperRow
from supplies.ui.session import StoreView


class LookingPlace:
    """A private folder, made when it is first needed and removed with the window or the program."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def copy(self, row: PaperRow, connection: StoreView) -> Path:
        """Write the copy of a paper, proved to be the one that was attached. Runs on a worker thread."""
        if self._folder is None or not self._folder.is_dir():
            self._folder = private_folder()
            weakref.finalize(self, remove_folder, self._folder)
        return copy_to_look_at(connection, row.seq, row.site_id, self._folder)


def show_file(path: Path) -> bool:
    """Hand a file to the system's viewer; return whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
