"""Bonds of a lot: received with a bid or a contract, returned or forfeited."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    BondSettled,
    BondTooHigh,
    DateInFuture,
    DatesBackward,
    ForfeitNeedsReason,
)
from supplies.language import N_, _
from supplies.procurement.bonds import (
    BID_BOND_MAX_MILLE,
    PERFORMANCE_BOND_MAX_MILLE,
    BondRow,
    SettleBond,
    TakeBidBond,
    TakePerformanceBond,
    bonds,
)
from supplies.procurement.contract_queries import ContractRow, contracts
from supplies.procurement.queries import LotKey, TenderLotRow
from supplies.procurement.words import (
    BondForm,
    BondKind,
    BondOutcome,
    bond_form_name,
    bond_kind_name,
    bond_outcome_name,
)
from supplies.ui.funds.columns import money_column
from supplies.ui.funds.money_panels import TITLE_MAX
from supplies.ui.funds.tender_panels import REASON_MAX, StepPanel
from supplies.ui.paged_table import Column
from supplies.ui.services import Services
from supplies.ui.session import Actions, Latest, Query, StoreView
from supplies.ui.widgets.action_panel import Places, answer
from supplies.ui.widgets.amount_field import AmountField, Unit
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import TextField
from supplies.values import ActionId, Money, new_id


def bond_words(row: BondRow) -> str:
    """Return what became of a bond, and when."""
    name = bond_outcome_name(row.outcome)
    return name if row.settled_on is None else f"{name} {row.settled_on}"


BOND_COLUMNS: tuple[Column[BondRow], ...] = (
    Column("kind", N_("Kind"), lambda row: bond_kind_name(row.kind), width_ems=5),
    Column("supplier", N_("Supplier"), lambda row: row.supplier, width_ems=7, stretches=True),
    money_column("amount", N_("Amount (yuan)"), lambda row: row.amount),
    Column("received", N_("Bond received on"), lambda row: str(row.received_on), width_ems=5.5),
    Column("due", N_("To be returned by"), lambda row: str(row.return_by or ""), width_ems=5.5),
    Column("outcome", N_("Outcome"), bond_words, width_ems=8),
)


class TakeBondPanel(StepPanel):
    """Records a bond: of a bidder, or of the supplier of a contract."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            BondTooHigh: "amount",
            AmountNotPositive: "amount",
            AlreadyThere: "paper",
            DateInFuture: "received",
        }
        super().__init__("take_bond", _("Record a bond"), page, services, places)
        self._latest = Latest()
        self._contracts: dict[str, ContractRow] = {}
        add = self.form.add
        bid = bond_kind_name(BondKind.BID)
        self.contract = add(SelectField("contract", _("Kind of bond"), is_required=False, empty_words=bid))
        self.supplier = add(TextField("supplier", _("Supplier"), is_required=True, longest=TITLE_MAX))
        forms = [(form.value, bond_form_name(form)) for form in BondForm]
        self.bond_form = add(SelectField("bond_form", _("Form of the bond, never cash"), forms))
        self.amount = add(AmountField("amount", _("Amount of the bond"), unit=Unit.YUAN))
        self.paper = add(TextField("paper", _("Number of the paper"), is_required=True, longest=TITLE_MAX))
        self.received = self.add_day("received", _("Bond received on"))
        self.contract.edited.connect(self._kind_chosen)

    def open_for(self, lot: TenderLotRow) -> None:
        """Ask about this lot, and look which contracts it has."""
        super().open_for(lot)
        self.services.session.read(
            self, contracts_of((lot.site_id, lot.tender_lot_id)), self._offer, latest=self._latest
        )

    def make_actions(self) -> Actions:
        """Return the bond."""
        contract = self._contracts.get(self.contract.value() or "")
        supplier = answer(self.supplier) if contract is None else contract.supplier
        words = _("The bond of {supplier} is recorded: {amount} yuan.")
        self.tell(words.format(supplier=supplier, amount=answer(self.amount).grouped()), self.lot.tender_lot_id)
        day, form, paper = answer(self.received), BondForm(answer(self.bond_form)), answer(self.paper)
        if contract is None:
            return [
                TakeBidBond(
                    action_id=ActionId(new_id()),
                    business_date=day,
                    tender_lot_id=self.lot.tender_lot_id,
                    supplier=supplier,
                    form=form,
                    amount=answer(self.amount),
                    paper_number=paper,
                    received_on=day,
                )
            ]
        return [
            TakePerformanceBond(
                action_id=ActionId(new_id()),
                business_date=day,
                contract_id=contract.contract_id,
                form=form,
                amount=answer(self.amount),
                paper_number=paper,
                received_on=day,
            )
        ]

    def _offer(self, rows: Sequence[ContractRow]) -> None:
        """Offer the contracts of the lot."""
        self._contracts = {row.number: row for row in rows}
        words = _("Performance bond of {number}")
        self.contract.set_options([(row.number, words.format(number=row.number)) for row in rows])
        self._kind_chosen()

    def _kind_chosen(self) -> None:
        """Ask for the supplier of a bid only; a contract names its own."""
        is_bid = self.contract.value() is None
        self.form.set_shown("supplier", is_shown=is_bid)
        mille = BID_BOND_MAX_MILLE if is_bid else PERFORMANCE_BOND_MAX_MILLE
        whole = self.lot.budget if is_bid else self._contracts[answer(self.contract)].amount
        words = _("at most {amount} yuan")
        self.amount.set_more(words.format(amount=Money(whole.fen * mille // 1000).grouped()))


class SettleBondPanel(StepPanel):
    """Records that a bond of the lot went back, or is forfeited."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            BondSettled: "bond",
            DatesBackward: "settled",
            DateInFuture: "settled",
            ForfeitNeedsReason: "reason",
        }
        super().__init__("settle_bond", _("Settle a bond"), page, services, places)
        self._latest = Latest()
        add = self.form.add
        self.bond = add(SelectField("bond", _("Bond"), empty_words=_("choose a bond that is held")))
        outcomes = [(outcome.value, bond_outcome_name(outcome)) for outcome in BondOutcome]
        self.outcome = add(SelectField("outcome", _("What became of it"), outcomes))
        self.paper = add(TextField("paper", _("Number of the paper"), is_required=True, longest=TITLE_MAX))
        self.settled = self.add_day("settled", _("Returned or forfeited on"))
        self.reason = add(TextField("reason", _("Reason, where it is forfeited"), longest=REASON_MAX))

    def open_for(self, lot: TenderLotRow) -> None:
        """Ask about this lot, and look which bonds it holds."""
        super().open_for(lot)
        query = partial(bonds, lot=(lot.site_id, lot.tender_lot_id), only_held=True)
        self.services.session.read(self, query, self._offer, latest=self._latest)

    def make_actions(self) -> Actions:
        """Return what became of the bond."""
        outcome, day = BondOutcome(answer(self.outcome)), answer(self.settled)
        self.tell(_("The bond is settled: {outcome}.").format(outcome=bond_outcome_name(outcome)))
        return [
            SettleBond(
                action_id=ActionId(new_id()),
                business_date=day,
                bond=int(answer(self.bond)),
                outcome=outcome,
                settled_on=day,
                paper_number=answer(self.paper),
                reason=self.reason.text(),
            )
        ]

    def _offer(self, rows: Sequence[BondRow]) -> None:
        """Offer the bonds that are held; where there is one, it is chosen."""
        words = _("{kind} of {supplier}, {amount} yuan, {paper}")
        self.bond.set_options(
            [
                (
                    str(row.seq),
                    words.format(
                        kind=bond_kind_name(row.kind),
                        supplier=row.supplier,
                        amount=row.amount.grouped(),
                        paper=row.paper_number,
                    ),
                )
                for row in rows
            ]
        )
        if len(rows) == 1:
            self.bond.set_text(str(rows[0].seq))


def contracts_of(lot: LotKey) -> Query[Sequence[ContractRow]]:
    """Return the query for the contracts of a lot."""

    def query(connection: StoreView) -> Sequence[ContractRow]:
        return contracts(connection, lot=lot)

    return query
