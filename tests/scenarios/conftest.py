"""The stores that whole stories are told in."""

from tests.rooms import desk, program, room_database, room_file

__all__ = ["desk", "program", "room_database", "room_file"]
