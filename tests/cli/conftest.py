"""The stores that commands are run on, and what runs them."""

from tests.cli.command import command, nowhere
from tests.rooms import desk, program, room_database, room_file

__all__ = ["command", "desk", "nowhere", "program", "room_database", "room_file"]
