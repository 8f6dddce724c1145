"""What the sample store shows of bonds: two bidders of each lot in tender gave one, and each contract's supplier."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from supplies.journal.action import Action
from supplies.models.bidding import BondForm
from supplies.procurement.bonds import TakeBidBond, TakePerformanceBond
from supplies.procurement.contract_queries import contracts
from supplies.procurement.lot_queries import lot_name, lot_view
from supplies.procurement.queries import tender_lots
from supplies.procurement.words import LotStage
from supplies.program import Program
from supplies.sample.facts import SUPPLIERS
from supplies.sample.identity import Identity
from supplies.values import Login, Money

BUYER = Login("buyer")
BIDDERS = 2
BID_PERCENT, CONTRACT_PERCENT = 1, 5
AFTER_NOTICE = timedelta(days=10)


def show_bonds(program: Program, identity: Identity, today: date) -> None:
    """Record the bonds."""
    actions = [*_of_bids(program, identity, today), *_of_contracts(program, identity, today)]
    if actions:
        program.post(actions, BUYER)


def _of_bids(program: Program, identity: Identity, today: date) -> Iterator[Action]:
    """Yield bonds of the bidders of each lot in tender."""
    for lot in program.read(tender_lots):
        if lot.stage is not LotStage.TENDERING:
            continue
        view = program.read(partial(lot_view, name=lot_name(lot)))
        for place, supplier in enumerate(list(SUPPLIERS.values())[:BIDDERS], 1):
            yield TakeBidBond(
                action_id=identity.action(),
                business_date=today,
                tender_lot_id=lot.tender_lot_id,
                supplier=supplier,
                form=BondForm.GUARANTEE,
                amount=_part(lot.budget, BID_PERCENT),
                paper_number=f"TB-{lot.project_number}-{lot.number}-{place}",
                received_on=view.rounds[-1].announced_on + AFTER_NOTICE,
            )


def _of_contracts(program: Program, identity: Identity, today: date) -> Iterator[Action]:
    """Yield the bond of each contract's supplier."""
    for row in program.read(contracts):
        yield TakePerformanceBond(
            action_id=identity.action(),
            business_date=today,
            contract_id=row.contract_id,
            form=BondForm.TRANSFER,
            amount=_part(row.amount, CONTRACT_PERCENT),
            paper_number=f"LY-{row.number}",
            received_on=row.signed_on,
        )


def _part(amount: Money, percent: int) -> Money:
    """Return so many hundredths of an amount, in whole fen."""
    return Money(amount.fen * percent // 100)
