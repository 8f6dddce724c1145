"""The window with every page, over real stores on SQLite and PostgreSQL."""

from tests.ui.pages import desktop

__all__ = ["desktop"]
