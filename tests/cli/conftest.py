"""The stores that commands are run on, and what runs them."""

import pytest

from tests.cli.command import Command, command, nowhere
from tests.journal.story import tell
from tests.rooms import Desk

__all__ = ["command", "nowhere", "told"]


@pytest.fixture
def told(command: Command, desk: Desk) -> Command:
    """Return the command on the store with the story: a little of everything was done there."""
    tell(desk)
    return command
