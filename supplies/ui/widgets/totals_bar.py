"""The bar below a table: how many rows, and the sums of those selected, as in a spreadsheet."""

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from supplies.language import _
from supplies.ui.widgets.flow import FlowLayout
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.table import SelectionTotals, TableView


class TotalsBar(QFrame):
    """Shows what a table has loaded and what its selection adds up to."""

    def __init__(self, name: str, table: TableView, parent: QWidget | None = None) -> None:
        """Follow ``table``."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(_("Totals of the selection"))
        self._table = table
        self._rows = text_label("", "quiet")
        self._sums: list[QLabel] = []
        self._flow = FlowLayout(self)
        self._flow.addWidget(self._rows)
        table.rows_changed.connect(self._show_rows)
        table.totals_changed.connect(self._show_totals)
        self._show_rows()

    @property
    def words(self) -> str:
        """Return what the bar says."""
        return " ".join([self._rows.text(), *(label.text() for label in self._sums if not label.isHidden())])

    def _show_rows(self) -> None:
        """Say how many rows are loaded, and whether there are more."""
        table = self._table
        if table.is_loading and not table.row_total:
            words = _("Loading …")
        elif table.is_complete:
            words = _("{n} rows").format(n=f"{table.row_total:,}")
        else:
            words = _("{n} rows loaded, more by scrolling").format(n=f"{table.row_total:,}")
        self._rows.setText(words)

    def _show_totals(self, totals: SelectionTotals) -> None:
        """Say how many rows are selected, and their sums."""
        parts = [_("{n} selected").format(n=f"{totals.count:,}")] if totals.count else []
        parts += [f"{title} {total}" for title, total in totals.sums]
        while len(self._sums) < len(parts):
            self._sums.append(text_label("", "figure"))
            self._flow.addWidget(self._sums[-1])
        for at, label in enumerate(self._sums):
            label.setText(parts[at] if at < len(parts) else "")
            label.setVisible(at < len(parts))
