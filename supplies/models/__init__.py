"""Every table of the store, one file per room. No behaviour: the rooms write, triggers keep the balances."""

from supplies.models import (
    accounts,
    agreements,
    approvals,
    catalogue,
    counts,
    disposal,
    emergencies,
    funds,
    incoming,
    journal,
    open_items,
    procurement,
    relief,
    stock,
    transfers,
    units,
    upkeep,
)
from supplies.models.base import Base

__all__ = [
    "Base",
    "accounts",
    "agreements",
    "approvals",
    "catalogue",
    "counts",
    "disposal",
    "emergencies",
    "funds",
    "incoming",
    "journal",
    "open_items",
    "procurement",
    "relief",
    "stock",
    "transfers",
    "units",
    "upkeep",
]
