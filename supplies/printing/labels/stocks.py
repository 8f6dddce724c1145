"""The paper that labels are printed on."""

import tomllib
from dataclasses import dataclass
from functools import cache

from supplies.errors import LabelStockUnknown
from supplies.language import RESOURCES, pick


@dataclass(frozen=True, slots=True)
class LabelStock:
    """A sheet or roll of labels; lengths in millimetres, across first, then down."""

    key: str
    name_zh: str
    name_en: str
    page: tuple[float, float]
    label: tuple[float, float]
    columns: int
    rows: int
    first: tuple[float, float]
    """From the upper left corner of the page to that of the first label."""
    pitch: tuple[float, float]
    """From one label to the next."""

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def per_page(self) -> int:
        """Return how many labels a page has."""
        return self.columns * self.rows


@cache
def label_stocks() -> dict[str, LabelStock]:
    """Return every stock by its key."""
    table = tomllib.loads((RESOURCES / "labels" / "stocks.toml").read_text(encoding="utf-8"))
    return {
        key: LabelStock(
            key,
            values["name_zh"],
            values["name_en"],
            tuple(values["page"]),
            tuple(values["label"]),
            values["columns"],
            values["rows"],
            tuple(values["first"]),
            tuple(values["pitch"]),
        )
        for key, values in table.items()
    }


def label_stock(key: str) -> LabelStock:
    """Return one stock.

    Raises:
        LabelStockUnknown: there is none of this key; those there are are named.
    """
    stocks = label_stocks()
    if key not in stocks:
        raise LabelStockUnknown(stock=key, known=", ".join(sorted(stocks)))
    return stocks[key]
