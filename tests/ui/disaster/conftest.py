"""The disaster mode over real stores on SQLite and PostgreSQL, with drafts of its own."""

from tests.rooms import desk, program, room_database, room_file
from tests.ui.scanning.conftest import open_window, window

__all__ = ["desk", "open_window", "program", "room_database", "room_file", "window"]
