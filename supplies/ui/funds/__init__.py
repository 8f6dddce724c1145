"""The screen of relief money."""
