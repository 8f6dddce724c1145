"""Scanned papers, on the page of the record that they belong to."""
