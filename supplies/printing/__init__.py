"""Pages: frozen rows in, PDF bytes out. No store, no screen."""
