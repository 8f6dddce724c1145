"""The stores that commands are run on, and what runs them."""

from tests.cli.command import command, nowhere

__all__ = ["command", "nowhere"]
