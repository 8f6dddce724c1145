"""Matching the lines of a list to contracts: five thousand payments against two thousand contracts."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from random import Random

from benchmarks.measuring import Figure, fastest
from benchmarks.stores import Bench
from supplies.procurement.lists import ListedLine
from supplies.procurement.matching import OpenContract, propose
from supplies.values import Money

LINES = 5_000
CONTRACTS = 2_000
SUPPLIERS = 400
TARGET_S = 3.0
ROUNDS_MAX = 3
_FIRST_DAY = date(2023, 1, 1)
_GOODS = ("帐篷", "棉被", "折叠床", "发电机", "冲锋舟", "应急灯")


def measure(bench: Bench) -> Iterator[Figure]:
    """Measure lists as they are, and those that an index helps least: one supplier, few amounts."""
    rounds = min(bench.rounds, ROUNDS_MAX)
    count = min(LINES, bench.large)
    for name, suppliers, amounts in (
        ("lines matched to contracts", SUPPLIERS, 10**9),
        ("lines matched to contracts of one supplier", 1, 20),
    ):
        contracts = contracts_of(CONTRACTS * count // LINES, suppliers, amounts)
        taken = fastest(partial(propose, lines_of(contracts, count), contracts), rounds)
        yield Figure(f"{count:,} {name}", taken, "s", TARGET_S)


def contracts_of(count: int, suppliers: int, amounts: int) -> list[OpenContract]:
    """Return contracts of so many suppliers, with at most so many different amounts."""
    random = Random(count)  # noqa: S311 - nothing secret: the same contracts in each run
    return [
        OpenContract(
            number=f"ASYJ-2023-{place:05}",
            supplier=f"示例{place % suppliers:04}应急装备（集团）有限责任公司",
            amount=Money(fen := 100 * (1 + random.randrange(amounts))),
            open_amount=Money(fen),
            signed_on=_FIRST_DAY + timedelta(days=place % 300),
            words=(_GOODS[place % len(_GOODS)],),
            parts=(Money(fen * 95 // 100), Money(fen - fen * 95 // 100)),
        )
        for place in range(count)
    ]


def lines_of(contracts: list[OpenContract], count: int) -> list[ListedLine]:
    """Return lines of the contracts: a third names its number, a third states a share, the rest is only like it."""
    return [
        ListedLine(
            sheet="支付",
            row=place + 2,
            number=f"ZF{place:06}",
            dated=contract.signed_on + timedelta(days=30),
            payee=contract.supplier.replace("（", "(").replace("）", ")").replace("责任", ""),
            amount=contract.open_amount,
            contract_number="",
            text=(f"支付{contract.number}号合同{contract.words[0]}款", "支付合同款的30%", "采购救灾物资款")[place % 3],
            fingerprint=str(place),
        )
        for place in range(count)
        for contract in (contracts[place * 7 % len(contracts)],)
    ]
