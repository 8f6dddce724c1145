"""Screens of procurement: lots, contracts, the board, what falls due, and what the treasury paid."""
