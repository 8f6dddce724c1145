"""The window with every page, over real stores on SQLite and PostgreSQL."""

from tests.rooms import desk, program, room_database, room_file
from tests.ui.pages import desktop

__all__ = ["desk", "desktop", "program", "room_database", "room_file"]
