"""Reports on paper: a frozen report in, a PDF out."""
