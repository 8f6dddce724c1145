"""A list with search, filters and steps: what was posted is found, wherever it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supplies.ui.changes import ChangeNotifier
from supplies.ui.form_drafts import FormDrafts
from supplies.ui.paged_table import PAGE_ROWS, Column
from supplies.ui.preferences import FilePreferences
from supplies.ui.services import Services
from supplies.ui.session import Session
from supplies.ui.whole_list import WholeList, no_rows
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.listing import Listing
from supplies.ui.widgets.sound import Silence
from tests.ui.gallery import TODAY


@dataclass(frozen=True)
class Item:
    number: int
    name: str


COLUMNS: tuple[Column[Item], ...] = (
    Column("number", "编号", lambda row: str(row.number), sort="number"),
    Column("name", "名称", lambda row: row.name, stretches=True),
)


class Items(Listing[Item]):
    """Numbered items, with a filter for even ones."""

    def __init__(self, services: Services) -> None:
        whole: WholeList[Item] = WholeList(
            no_rows, lambda row: row.number, lambda row: (row.name,), {"number": lambda row: row.number}
        )
        empty = EmptyState("items_empty", "stock", "没有", "")
        super().__init__("items", "物资", COLUMNS, whole, services, empty, "名称")
        self.filters.add_tick("even", "双数(&E)")
        self.set_filter(self._wanted)

    def _wanted(self) -> Callable[[Item], bool] | None:
        return (lambda row: row.number % 2 == 0) if self.filters.values()["even"] else None


@pytest.fixture
def listing(qtbot: QtBot, session: Session, preferences: FilePreferences) -> Items:
    made = Items(Services(session, ChangeNotifier(), preferences, Silence(), lambda: TODAY, FormDrafts(session)))
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def show(qtbot: QtBot, listing: Items, rows: Sequence[Item]) -> None:
    with qtbot.waitSignal(listing.model.replaced):
        listing.show_rows(rows)


def numbers(listing: Items) -> list[int]:
    return [listing.model.row_at(at).number for at in range(listing.model.rowCount())]


ROWS = [Item(number, f"物资{number}") for number in range(5)]


def test_one_row_selected_is_told_and_several_are_none(qtbot: QtBot, listing: Items) -> None:
    show(qtbot, listing, ROWS)
    assert listing.selected() is None
    with qtbot.waitSignal(listing.selection_changed):
        listing.table.selectRow(2)
    assert listing.selected() == ROWS[2]
    listing.table.selectAll()
    assert listing.selected() is None


def test_what_is_waited_for_is_selected_when_it_comes(qtbot: QtBot, listing: Items) -> None:
    show(qtbot, listing, ROWS)
    listing.await_row(5)
    show(qtbot, listing, [*ROWS, Item(5, "新来的")])
    assert listing.selected() == Item(5, "新来的")
    assert listing.table.hasFocus()
    listing.table.selectRow(0)
    show(qtbot, listing, [*ROWS, Item(5, "新来的")])
    assert listing.selected() == ROWS[0]


def test_a_search_and_filters_that_hide_it_are_cleared(qtbot: QtBot, listing: Items) -> None:
    show(qtbot, listing, ROWS)
    listing.filters.set_values({"even": "yes"})
    listing.search.setText("物资4")
    qtbot.waitUntil(lambda: numbers(listing) == [4])
    listing.await_row(3)
    listing.show_rows(ROWS)
    qtbot.waitUntil(lambda: listing.selected() == ROWS[3])
    assert numbers(listing) == [0, 1, 2, 3, 4]
    assert not listing.search.text() and not listing.filters.values()["even"]


def test_it_is_found_on_a_later_page_too(qtbot: QtBot, listing: Items) -> None:
    rows = [Item(number, "x") for number in range(3 * PAGE_ROWS)]
    listing.await_row(3 * PAGE_ROWS - 1)
    listing.show_rows(rows)
    qtbot.waitUntil(lambda: listing.selected() == rows[-1])


def test_a_heading_puts_the_rows_in_order_and_back(qtbot: QtBot, listing: Items) -> None:
    show(qtbot, listing, [ROWS[2], ROWS[0], ROWS[1]])
    for expected in ([0, 1, 2], [2, 1, 0]):
        with qtbot.waitSignal(listing.model.replaced):
            listing.table.horizontalHeader().sectionClicked.emit(0)
        assert numbers(listing) == expected


def test_what_is_looked_for_overrules_the_filters(qtbot: QtBot, listing: Items) -> None:
    show(qtbot, listing, ROWS)
    listing.filters.set_values({"even": "yes"})
    listing.look_for("物资3")
    qtbot.waitUntil(lambda: numbers(listing) == [3])


def test_enter_opens_a_row_and_the_arrow_leaves_the_search(qtbot: QtBot, listing: Items) -> None:
    show(qtbot, listing, ROWS)
    listing.search.setFocus()
    QTest.keyClick(listing.search, Qt.Key.Key_Down)
    assert listing.table.hasFocus()
    listing.table.selectRow(1)
    with qtbot.waitSignal(listing.row_opened) as heard:
        QTest.keyClick(listing.table, Qt.Key.Key_Return)
    assert heard.args == [ROWS[1]]
