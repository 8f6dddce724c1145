"""Relief money: where it came from, and where each yuan of it stands."""
