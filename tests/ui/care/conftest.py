"""The window with every page, over real stores on SQLite and PostgreSQL."""

import pytest

from supplies.ui.care.care_page import CarePage
from tests.rooms import desk, program, room_database, room_file
from tests.ui.desktop import Desktop
from tests.ui.pages import desktop

__all__ = ["desk", "desktop", "program", "room_database", "room_file"]


@pytest.fixture
def page(desktop: Desktop) -> CarePage:
    return desktop.open(CarePage, "care")
