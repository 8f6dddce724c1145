"""The window with every page, over real stores on SQLite and PostgreSQL."""

from tests.rooms import desk, program, room_database, room_file

__all__ = ["desk", "program", "room_database", "room_file"]
