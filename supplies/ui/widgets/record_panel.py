"""One record in full, over its page: its facts, and a list of what belongs to it."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from supplies.language import _
from supplies.ui.icons import Button
from supplies.ui.paged_table import Column, PagedTableModel, Reader
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.flow import FlowLayout
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.overlay import Overlay
from supplies.ui.widgets.table import TableView

Row = TypeVar("Row")

WIDEST_EMS = 64
TABLE_LEAST_PX = 200
HEAD_PX = 56
"""The margins of the card, and the gaps between its parts."""


class FactList(QWidget):
    """Short facts, each under what it is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "scrolled")
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._boxes: list[QWidget] = []
        self.facts: tuple[tuple[str, str], ...] = ()

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these facts in place of those before; facts without words are left out."""
        for box in self._boxes:
            self._flow.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.facts = tuple((title, words) for title, words in facts if words)
        self._boxes = [_fact_box(title, words) for title, words in self.facts]
        for box in self._boxes:
            self._flow.addWidget(box)


def _fact_box(title: str, words: str) -> QWidget:
    """Return a fact under its title."""
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 16, 4)
    layout.setSpacing(0)
    layout.addWidget(text_label(title, "label"))
    layout.addWidget(text_label(words))
    return box


class RecordPanel(Overlay, Generic[Row]):
    """Shows one record at a time; Esc puts it away."""

    def __init__(
        self,
        name: str,
        title: str,
        page: QWidget,
        services: Services,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        empty: EmptyState,
    ) -> None:
        """Make a hidden panel over ``page``, with a table of what belongs to the record."""
        super().__init__(name, title, page, WIDEST_EMS)
        self._title = text_label(title, "heading", wraps=True)
        self._said = text_label("", "quiet", wraps=True)
        self.facts = FactList(f"{name}_facts")
        self._scroll = QScrollArea()
        self._scroll.setObjectName(f"{name}_scroll")
        self._scroll.setAccessibleName(title)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.facts)
        self.table = TableView(f"{name}_table", title, services.preferences, empty)
        self.table.setMinimumHeight(TABLE_LEAST_PX)
        self.model = PagedTableModel(columns, self._nothing_yet, key, services.session, self)
        self.table.show_model(self.model)
        close = Button(f"{name}_close", _("&Close"), "close", "quiet")
        close.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self.card)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addLayout(head)
        layout.addWidget(self._said)
        layout.addWidget(self._scroll)
        layout.addWidget(self.table, 1)

    def open_panel(self) -> None:
        """Show the panel, its facts as high as they need and the page has room for; the rest of them scrolls."""
        super().open_panel()
        wanted = self.facts.heightForWidth(self._scroll.viewport().width())
        room = self.card.maximumHeight() - TABLE_LEAST_PX - 3 * self._title.height() - HEAD_PX
        self._scroll.setFixedHeight(max(0, min(wanted, room)))

    def show_record(self, title: str, said: str, facts: Sequence[tuple[str, str]], reader: Reader[Row]) -> None:
        """Show a record; ``said`` stands quietly below its title, ``reader`` yields what belongs to it."""
        self._title.setText(title)
        self.card.setAccessibleName(title)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.facts.show_facts(facts)
        self.model.set_reader(reader)
        self.open_panel()

    @property
    def title(self) -> str:
        """Return which record is shown."""
        return self._title.text()

    def first_focus(self) -> QWidget:
        """Return the table."""
        return self.table

    def _nothing_yet(self, _after: Row | None, _limit: int) -> Query[Sequence[Row]]:
        """Return the query for nothing, until a record is shown."""
        return lambda _connection: []
