"""The screen of depots, people, organisations and the catalogue list."""
