"""Sources x purposes: who gave the money, and what it is meant for; rows and columns add up to the fen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from supplies.funds.matrix import COLUMNS, Matrix, Meaning, meaning_name
from supplies.language import N_, _
from supplies.ui.funds.columns import money_column, wan_words
from supplies.ui.paged_table import Column
from supplies.ui.procurement.known_rows import fill, known_table
from supplies.ui.services import Services
from supplies.ui.widgets.labels import text_label
from supplies.values import NO_MONEY, Money

LEAST_EMS = 7.0
HEADING_SHARE = 0.85
"""How wide a character of a heading is beside one of a cell."""


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A source, or all of them together."""

    name: str
    cells: Mapping[Meaning, Money]
    total: Money

    def of(self, meaning: Meaning) -> Money:
        """Return a cell; nothing where nothing stands."""
        return self.cells.get(meaning, NO_MONEY)


def matrix_lines(found: Matrix) -> tuple[MatrixLine, ...]:
    """Return the lines of the matrix, and below them the totals of the columns."""
    lines = [MatrixLine(row.name, row.cells, row.total) for row in found.rows]
    totals = {column: found.total_of(column) for column in found.columns}
    return (*lines, MatrixLine(_("Total"), totals, found.total)) if lines else ()


def _cell_column(meaning: Meaning) -> Column[MatrixLine]:
    """Return the column of one purpose, or of what is meant for none."""
    title = meaning_name(meaning)
    width = max(LEAST_EMS, HEADING_SHARE * len(title))
    column: Column[MatrixLine] = money_column(f"of_{meaning}", "", lambda row: row.of(meaning), width_ems=width)
    return replace(column, title=title)


def matrix_columns() -> tuple[Column[MatrixLine], ...]:
    """Return the columns: the source, the total, and every purpose."""
    source: Column[MatrixLine] = Column("source", N_("Source"), lambda row: row.name, width_ems=6, stretches=True)
    total: Column[MatrixLine] = money_column("total", N_("Total (yuan)"), lambda row: row.total, width_ems=7)
    return source, total, *map(_cell_column, COLUMNS)


class MatrixView(QWidget):
    """Shows a matrix; purposes without money take no room."""

    def __init__(self, services: Services, page: QWidget) -> None:
        """Build the view, still without a matrix."""
        super().__init__()
        self.setObjectName("funds_matrix")
        self.columns = matrix_columns()
        self._said = text_label("", "quiet", wraps=True)
        self._said.setObjectName("funds_matrix_said")
        self.table = known_table("funds_matrix_table", _("Sources × uses"), self.columns, _name, services, page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._said)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    @property
    def said(self) -> str:
        """Return what stands above the table."""
        return self._said.text()

    def show_matrix(self, found: Matrix) -> None:
        """Show a matrix."""
        for place, column in enumerate(COLUMNS, len(self.columns) - len(COLUMNS)):
            self.table.setColumnHidden(place, column not in found.columns)
        fill(self.table, matrix_lines(found))
        self._said.setText(_said(found))


def _said(found: Matrix) -> str:
    """Return what the table says as a whole, and what is not known."""
    words = _("Budget basis: {amount} in all; every row and every column adds up to it to the fen.")
    said = [words.format(amount=wan_words(found.total))]
    unsplit = [row.total for row in found.rows if row.level is None]
    if unsplit:
        words = _(
            "Of {amount} no paper says how much each level gave; that stays a row of its own, nothing is guessed."
        )
        said.append(words.format(amount=wan_words(unsplit[0])))
    return _joined(said)


def _joined(sentences: Sequence[str]) -> str:
    """Return sentences one after the other, each on a line of its own."""
    return "\n".join(sentences)


def _name(row: MatrixLine) -> str:
    """Return what tells one line from every other."""
    return row.name
