"""Where the program keeps what is its own on this computer."""

import os
from pathlib import Path

import platformdirs

APPLICATION = "emergency-supplies"


def data_folder() -> Path:
    """Return the folder for stores, drafts and the witness; ``SUPPLIES_DATA`` names another."""
    return Path(os.environ.get("SUPPLIES_DATA") or platformdirs.user_data_dir(APPLICATION, appauthor=False))


def default_store() -> str:
    """Return the store to open when none is named: ``SUPPLIES_STORE``, else a file in the data folder."""
    return os.environ.get("SUPPLIES_STORE") or str(data_folder() / "supplies.db")
