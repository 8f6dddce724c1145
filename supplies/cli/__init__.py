"""The ``supplies`` command: the desktop's work without a screen, through the same actions."""
