"""What every page that prints shares: the preview, which is the very PDF, and saving and printing it."""
