"""Agreement and capacity reserves."""
