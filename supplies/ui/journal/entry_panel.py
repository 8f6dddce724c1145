"""One journal entry whole: its header, and the action exactly as it was posted."""

from collections.abc import Mapping

import msgspec
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from supplies.journal.queries import EntryRow
from supplies.language import _
from supplies.ui.icons import Button
from supplies.ui.widgets.facts import FactsCard
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.overlay import Overlay

WIDEST_EMS = 60
TEXT_EMS = 16


class EntryPanel(Overlay):
    """Opened by Enter on an entry."""

    def __init__(self, page: QWidget, titles: Mapping[str, str]) -> None:
        super().__init__("journal_entry", _("Journal entry"), page, WIDEST_EMS)
        self._titles = titles
        self._title = text_label("", "heading")
        self.facts = FactsCard("journal_entry_facts", _("Journal entry"))
        self.text = QPlainTextEdit()
        self.text.setObjectName("journal_entry_payload")
        self.text.setAccessibleName(_("The action as posted"))
        self.text.setReadOnly(True)
        self.text.setMinimumHeight(TEXT_EMS * self.fontMetrics().height())
        close = Button("journal_entry_close", _("&Close"), "close", "quiet")
        close.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(close)
        layout = QVBoxLayout(self.card)
        layout.setContentsMargins(20, 16, 20, 20)
        layout.addLayout(head)
        layout.addWidget(self.facts)
        layout.addWidget(self.text, 1)

    def show_entry(self, row: EntryRow) -> None:
        """Show an entry."""
        self._title.setText(f"{row.seq:,}  {_(self._titles.get(row.action_type, row.action_type))}")
        self.facts.show_facts(
            [
                (_("Action"), row.action_type),
                (_("Site"), row.site_id),
                (_("Epoch"), str(row.epoch)),
                (_("Who"), row.actor),
                (_("Date"), str(row.business_date)),
                (_("Hash"), row.hash.hex()[:32]),
                (_("Hash of the entry before"), row.prev_hash.hex()[:32]),
            ]
        )
        payload = row.payload or b"{}"
        self.text.setPlainText(msgspec.json.format(payload, indent=2).decode())
        self.open_panel()

    def first_focus(self) -> QWidget:
        """Return the text, so that the arrows scroll it."""
        return self.text
