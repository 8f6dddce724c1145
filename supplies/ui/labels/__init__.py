"""The screen for labels: what to label, on which paper, from which place of the sheet."""
