"""One allotment in full: what was allotted to whom and for what, and all that became of it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from supplies.funds.allotment_queries import AllotmentChangeRow, AllotmentRow, allotment_changes
from supplies.funds.words import purpose_name
from supplies.language import _
from supplies.ui.funds.columns import CHANGE_COLUMNS
from supplies.ui.funds.details import both
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.record_panel import RecordPanel


class AllotmentPanel(RecordPanel[AllotmentChangeRow]):
    """Shows an allotment with what its receiver reported and what was taken back."""

    def __init__(self, page: QWidget, services: Services) -> None:
        empty = EmptyState("funds_changes_empty", "waiting", _("Nothing is reported yet"), "")
        super().__init__("funds_allotment", _("Allotment"), page, services, CHANGE_COLUMNS, _key, empty)

    def show_allotment(self, row: AllotmentRow) -> None:
        """Show this allotment."""
        facts = (
            (_("Purpose"), purpose_name(row.purpose)),
            (_("Paid from"), row.appropriation_number),
            (_("Date"), str(row.dated)),
            (_("Allotted"), both(row.amount)),
            (_("Spent"), both(row.spent)),
            (_("Taken back"), both(row.taken_back)),
            (_("Left of it"), both(row.left)),
        )
        title = _("{receiver}, {number}").format(receiver=row.receiver_name, number=row.number)
        self.show_record(title, "", facts, partial(_changes_page, row))


def _key(row: AllotmentChangeRow) -> tuple[str, str]:
    """Return what tells one change of an allotment from every other."""
    return row.step, row.number


def _changes_page(row: AllotmentRow, after: AllotmentChangeRow | None, _limit: int) -> Query[list[AllotmentChangeRow]]:
    """Return the query for what became of an allotment; it is so few that the first page holds all of it."""
    if after is not None:
        return lambda _connection: []
    return lambda connection: allotment_changes(connection, row.site_id, row.allotment_id)
