"""The stores that this room's rules are tried on."""

from tests.rooms import desk, program, room_database, room_file

__all__ = ["desk", "program", "room_database", "room_file"]
