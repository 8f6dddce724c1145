"""What goods are worth: amounts are exact to the fen and count; the price of one unit only informs."""

from supplies.values import MONEY_MAX_FEN, Money, Quantity

E4_PER_FEN = 100
THOUSANDTHS = 1000
UNIT_PRICE_MAX_E4 = MONEY_MAX_FEN * E4_PER_FEN
"""The price of one unit, like every amount, is at most what the books can hold."""


def unit_price_e4(amount: Money, quantity: Quantity) -> int | None:
    """Return the price of one unit in 1/10,000 yuan, rounded half up; None where no cost is known."""
    if not amount:
        return None
    scaled = amount.fen * E4_PER_FEN * THOUSANDTHS
    return (2 * scaled + quantity.thousandths) // (2 * quantity.thousandths)


def is_priceable(amount: Money, quantity: Quantity) -> bool:
    """Return whether the books can hold the price of one unit; the quantity is above zero."""
    return (unit_price_e4(amount, quantity) or 0) <= UNIT_PRICE_MAX_E4


def worth(quantity: Quantity, price_e4: int | None) -> Money:
    """Return what a quantity costs at a unit price, rounded down to the fen."""
    return Money(quantity.thousandths * (price_e4 or 0) // (THOUSANDTHS * E4_PER_FEN))


def is_payable(amount: Money) -> bool:
    """Return whether the books can hold an amount."""
    return amount.fen <= MONEY_MAX_FEN
