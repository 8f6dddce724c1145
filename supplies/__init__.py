"""Emergency supplies: stock, tenders and relief funds of a city's emergency reserve."""

__version__ = "0.2.0"
