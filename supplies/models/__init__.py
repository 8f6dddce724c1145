"""Every table of the store, one file per room. No behaviour: the rooms write, triggers keep the balances."""

from supplies.models import accounts, catalogue, funds, journal, open_items, procurement, relief, stock
from supplies.models.base import Base

__all__ = ["Base", "accounts", "catalogue", "funds", "journal", "open_items", "procurement", "relief", "stock"]
