"""The disaster mode over real stores on SQLite and PostgreSQL, with drafts of its own."""

from tests.ui.scanning.conftest import open_window, window

__all__ = ["open_window", "window"]
