"""Screens of stock: what is on hand, and the documents that moved it."""
