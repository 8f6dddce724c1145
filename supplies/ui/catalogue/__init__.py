"""The screen of the catalogue."""
