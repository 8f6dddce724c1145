"""The window with every page, over real stores on SQLite and PostgreSQL."""

import pytest

from supplies.ui.care.care_page import CarePage
from tests.ui.desktop import Desktop
from tests.ui.pages import desktop

__all__ = ["desktop"]


@pytest.fixture
def page(desktop: Desktop) -> CarePage:
    return desktop.open(CarePage, "care")
