"""The screen for scanning: slips are filled and posted here."""
