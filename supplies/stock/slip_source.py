"""What a slip of goods that come in says of where they come from: contract, gift, or order from above."""

from typing import Any

import msgspec

from supplies.stock.actions import Gift, Into, Origin


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """All of it may be empty; what belongs to another origin than the slip's is left out when it is posted."""

    into: Into = Into.ON_HAND
    contract_number: str = ""
    tender_lot: str = ""
    invoice_number: str = ""
    allotment_number: str = ""
    keeps_owner: bool = False
    donation: Gift | None = None

    @property
    def is_plain(self) -> bool:
        """Return whether it says nothing beyond as what the goods are taken in."""
        return self == Source(into=self.into)

    def fields(self, origin: Origin) -> dict[str, Any]:
        """Return what a receipt of an origin takes from it."""
        is_allotted, is_given = origin is Origin.ALLOTMENT, origin is Origin.DONATION
        return {
            "into": self.into,
            "contract_number": "" if is_given or is_allotted else self.contract_number,
            "tender_lot": "" if is_given or is_allotted else self.tender_lot,
            "invoice_number": "" if is_given or is_allotted else self.invoice_number,
            "allotment_number": self.allotment_number if is_allotted else "",
            "keeps_owner": self.keeps_owner or self.into is Into.HELD,
            "donation": self.donation if is_given else None,
        }
