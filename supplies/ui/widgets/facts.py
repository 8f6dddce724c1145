"""What is known of one record: small headings, their values below, as many beside each other as there is room for."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from supplies.language import _
from supplies.ui.widgets.flow import FlowLayout
from supplies.ui.widgets.labels import show_wrapped, text_label


class FactsCard(QFrame):
    """Shows pairs of a heading and a value; unknown values say so."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        """Make an empty card, called ``title`` when read aloud."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self._parts: list[tuple[QWidget, QLabel, QLabel]] = []
        self._flow = FlowLayout(self)

    @property
    def words(self) -> str:
        """Return all that the card says."""
        return " ".join(f"{head.text()} {value.text()}" for part, head, value in self._parts if not part.isHidden())

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show the facts in their order."""
        while len(self._parts) < len(facts):
            self._parts.append(self._made_part())
        for at, (part, head, value) in enumerate(self._parts):
            part.setVisible(at < len(facts))
            if at < len(facts):
                head.setText(facts[at][0])
                show_wrapped(value, facts[at][1] or _("unknown"))
        self._flow.invalidate()

    def _made_part(self) -> tuple[QWidget, QLabel, QLabel]:
        """Return an empty pair."""
        part = QWidget()
        head, value = text_label("", "label"), text_label("", "figure")
        column = QVBoxLayout(part)
        column.setContentsMargins(4, 2, 16, 2)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(value)
        self._flow.addWidget(part)
        return part, head, value
