"""The catalogue: every item type in use, found by name, initials and code, with what is on hand of it."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt

from supplies.catalogue.actions import ReviseCatalogue
from supplies.ui.catalogue.catalogue_page import CataloguePage
from supplies.ui.stock.card_page import CardPage
from supplies.ui.widgets.choice_box import ChoiceBox
from tests.rooms import COMMAND_TENT, QUILT, Desk, act, goods, yuan
from tests.ui.desktop import Desktop
from tests.ui.pages import search

ITEMS = 176


@pytest.fixture
def page(desktop: Desktop) -> CataloguePage:
    return desktop.open(CataloguePage, "catalogue")


def names(page: CataloguePage) -> list[str]:
    """Return the names of the item types that are shown."""
    return [page.model.row_at(at).name for at in range(page.model.rowCount())]


def test_every_item_type_stands_with_what_is_on_hand(desktop: Desktop, page: CataloguePage, desk: Desk) -> None:
    assert page.model.rowCount() == ITEMS
    desk.receive(goods(QUILT, 1200, yuan("30000.50")))
    desktop.press(Qt.Key.Key_F5)
    row = next(page.model.row_at(at) for at in range(ITEMS) if page.model.row_at(at).item_code == QUILT)
    assert (row.on_hand.grouped(), row.amount.grouped()) == ("1,200", "30,000.50")


@pytest.mark.parametrize(
    ("text", "found"),
    [("指挥帐篷", ["60㎡指挥帐篷"]), ("zhzp", ["60㎡指挥帐篷"]), ("YJ01008", ["棉被"]), ("没有这样的", [])],
)
def test_item_types_are_found_by_name_initials_and_code(
    desktop: Desktop, page: CataloguePage, text: str, found: Sequence[str]
) -> None:
    search(desktop, page.search, text)
    assert names(page) == found
    assert page.table._empty.isVisible() == (not found)


def test_a_category_leaves_its_own_item_types(desktop: Desktop, page: CataloguePage) -> None:
    box = desktop.find(ChoiceBox, "catalogue_filters_category")
    counts = {box.itemData(at): box.itemText(at) for at in range(1, box.count())}
    assert len(counts) == 9
    box.choose("C02")
    desktop.settle()
    assert counts["C02"].endswith(f"({page.model.rowCount()})")
    assert "土工布" in names(page)
    assert "棉被" not in names(page)


def test_an_item_type_that_was_retired_is_not_listed(desktop: Desktop, page: CataloguePage, desk: Desk) -> None:
    desk.post(act(ReviseCatalogue, retired=(COMMAND_TENT,)))
    desktop.press(Qt.Key.Key_F5)
    assert page.model.rowCount() == ITEMS - 1


def test_an_item_type_opens_its_card(desktop: Desktop, page: CataloguePage) -> None:
    search(desktop, page.search, "棉被")
    page.table.selectRow(0)
    page.table.setFocus()
    desktop.press(Qt.Key.Key_Return)
    card = desktop.window.current_page
    assert isinstance(card, CardPage)
    assert card.title == "YJ01008  棉被"
