"""The screen for reports: choose one, see the very pages, print them or save them for Excel."""
