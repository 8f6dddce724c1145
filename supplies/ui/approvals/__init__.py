"""What waits for approval, and what became of it."""
