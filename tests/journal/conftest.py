"""The stores that the journal is tried on, with all rooms in them."""

from tests.rooms import desk, program, room_database, room_file

__all__ = ["desk", "program", "room_database", "room_file"]
