"""Who: sites, organisations and people."""
