"""The disaster mode: one switch, one incident, then scan, quantity, go."""
