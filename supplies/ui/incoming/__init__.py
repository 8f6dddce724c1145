"""Goods that come in: what awaits its inspection, what goes back to the supplier, what is held for others."""
