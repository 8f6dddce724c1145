"""Lists from Excel and CSV files, and back."""
