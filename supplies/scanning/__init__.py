"""What a scanned string means. Pure: it knows no store and no screen."""
