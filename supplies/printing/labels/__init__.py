"""QR labels for sheets and single-label printers."""
