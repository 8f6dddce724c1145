"""The first window: which store, and who acts."""
