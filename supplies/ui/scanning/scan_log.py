"""What was scanned last and what came of it: the newest on top."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from supplies.language import _
from supplies.stock.slip_said import Said
from supplies.ui.icons import colour_property, icon
from supplies.ui.widgets.status import Status

SCANS_MAX = 20
LEAST_PX = 72


class ScanLog(QListWidget):
    """The last scans, each with the icon of its answer."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scan_log")
        self.setAccessibleName(_("Last scans"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumHeight(LEAST_PX)
        self._colours: dict[str, QColor] = {}

    def add(self, said: Said, raw: str) -> None:
        """Put an answer on top."""
        words = f"{said.title}    {raw}" if raw else said.title
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, said.tone.value)
        item.setToolTip("\n".join(filter(None, (said.title, said.detail, said.remedy))))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{Status(said.tone.value).word}: {words}")
        self._draw(item)
        self.insertItem(0, item)
        while self.count() > SCANS_MAX:
            self.takeItem(SCANS_MAX)

    def _draw(self, item: QListWidgetItem) -> None:
        """Give an answer its icon."""
        tone = item.data(Qt.ItemDataRole.UserRole)
        item.setIcon(icon(tone, self._colours.get(tone, self.palette().text().color())))

    def mark_colour(self, name: str) -> QColor:
        """Return the colour of a kind of answers."""
        return self._colours.get(name, QColor())

    def set_mark_colour(self, name: str, colour: QColor) -> None:
        """Draw a kind of answers in another colour."""
        if self._colours.get(name) != colour:
            self._colours[name] = QColor(colour)
            for at in range(self.count()):
                self._draw(self.item(at))

    ok_colour = colour_property("ok")
    warning_colour = colour_property("warning")
    error_colour = colour_property("error")
