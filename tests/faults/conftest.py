"""The stores that faults are tried on, beside the small raw one of this folder."""

from tests.rooms import desk, program, room_database, room_file

__all__ = ["desk", "program", "room_database", "room_file"]
