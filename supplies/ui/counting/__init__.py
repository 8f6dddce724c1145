"""Counts on the screen: the list of sessions, the scan desk of a counter, the differences and how a count ends."""
