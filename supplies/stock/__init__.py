"""Where goods are: depots, places, lots, and what moves them."""
