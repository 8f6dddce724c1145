"""What this room brings to the journal."""

from supplies.journal.action import Procedure, Room
from supplies.language import N_
from supplies.models.accounts import Role
from supplies.procurement import (
    acceptance,
    apply,
    bids,
    bonds,
    contracts,
    emergency,
    invoices,
    payments,
    red_letters,
    refunds,
    rules,
    separation,
    thresholds,
    treasury,
    undo,
    withdrawn,
)
from supplies.procurement.acceptance import Accept
from supplies.procurement.actions import (
    AddLot,
    AnnulAward,
    CancelLot,
    CloseLot,
    FailTender,
    FundLot,
    OpenProject,
    RecordAward,
    StartTender,
)
from supplies.procurement.audits import contract_audit, payment_audit
from supplies.procurement.bid_audits import bid_audit, emergency_audit
from supplies.procurement.bids import PassAward, RecordBids
from supplies.procurement.bonds import SettleBond, TakeBidBond, TakePerformanceBond
from supplies.procurement.contracts import ChangeContract, SignContract
from supplies.procurement.emergency import BuyInEmergency
from supplies.procurement.invoices import RecordInvoice
from supplies.procurement.milestones import RecordDay, check_record_day, milestone_audit, record_day
from supplies.procurement.payments import RecordPayment
from supplies.procurement.red_letters import ReturnInvoice
from supplies.procurement.refunds import ReturnPayment
from supplies.procurement.separation import SetAcceptancePolicy
from supplies.procurement.thresholds import SetThresholds
from supplies.procurement.treasury import DecideLine, TakeList
from supplies.procurement.undo import UndoMatch
from supplies.procurement.withdrawn import WithdrawAcceptance
from supplies.values import Topic

_TENDERS = frozenset({Topic.TENDERS, Topic.FUNDS})
_BUYER = frozenset({Role.BUYER})
"""Tenders are the buyer's, who neither accepts the goods nor pays for them (政府采购法第六十一条)."""
_ACCEPTORS = frozenset({Role.REVIEWER, Role.SECTION_HEAD})
"""Whoever accepts did not buy, and does not pay (实施条例第四十五条; 政府采购法第六十一条)."""
_SETTERS = frozenset({Role.CITY_ADMIN, Role.FINANCE})
"""What the province sets is entered by those who answer for the rules, not by whoever buys by them."""
_FINANCE = frozenset({Role.FINANCE})
"""Invoices and payments are finance's, apart from whoever buys (会计法第二十五条)."""
_SECTION = frozenset({Role.SECTION_HEAD})
"""Papers of a tender come to the head of the section too; a day is a fact, not a decision."""

PROCUREMENT = Room(
    procedures=(
        Procedure(OpenProject, N_("Open a project"), rules.check_open_project, apply.open_project, _TENDERS, _BUYER),
        Procedure(AddLot, N_("Plan a lot"), rules.check_add_lot, apply.add_lot, _TENDERS, _BUYER),
        Procedure(StartTender, N_("Put a lot to tender"), thresholds.check_start, apply.start_tender, _TENDERS, _BUYER),
        Procedure(RecordBids, N_("Record bids"), bids.check_record_bids, bids.record_bids, _TENDERS, _BUYER),
        Procedure(RecordAward, N_("Record an award"), bids.check_award, apply.record_award, _TENDERS, _BUYER),
        Procedure(
            FailTender, N_("Record a failed tender"), rules.check_fail_tender, apply.fail_tender, _TENDERS, _BUYER
        ),
        Procedure(BuyInEmergency, N_("Buy in an emergency"), emergency.check_buy, emergency.buy, _TENDERS, _BUYER),
        Procedure(CancelLot, N_("Cancel a lot"), rules.check_cancel_lot, apply.cancel_lot, _TENDERS, _BUYER),
        Procedure(FundLot, N_("Add money to a lot"), rules.check_fund_lot, apply.fund_lot, _TENDERS, _BUYER | _FINANCE),
        Procedure(PassAward, N_("Pass an award on"), bids.check_pass, bids.pass_award, _TENDERS, _BUYER),
        Procedure(AnnulAward, N_("Annul an award"), rules.check_annul_award, apply.annul_award, _TENDERS, _BUYER),
        Procedure(RecordDay, N_("Record a day of a lot"), check_record_day, record_day, _TENDERS, _BUYER | _SECTION),
        Procedure(
            TakeBidBond,
            N_("Record a bid bond"),
            bonds.check_take_bid_bond,
            bonds.take_bid_bond,
            _TENDERS,
            _BUYER | _FINANCE,
        ),
        Procedure(
            TakePerformanceBond,
            N_("Record a performance bond"),
            bonds.check_take_performance_bond,
            bonds.take_performance_bond,
            _TENDERS,
            _BUYER | _FINANCE,
        ),
        Procedure(
            SettleBond, N_("Settle a bond"), bonds.check_settle_bond, bonds.settle_bond, _TENDERS, _BUYER | _FINANCE
        ),
        Procedure(
            SetThresholds,
            N_("Set the thresholds of procurement"),
            thresholds.check_set_thresholds,
            thresholds.set_thresholds,
            _TENDERS,
            _SETTERS,
        ),
        Procedure(
            SetAcceptancePolicy,
            N_("Set the size of acceptance groups"),
            separation.check_policy,
            separation.set_policy,
            _TENDERS,
            _SETTERS,
        ),
        Procedure(CloseLot, N_("Close a lot"), rules.check_close_lot, apply.close_lot, _TENDERS, _BUYER | _FINANCE),
        Procedure(SignContract, N_("Record a contract"), contracts.check_sign, contracts.sign, _TENDERS, _BUYER),
        Procedure(ChangeContract, N_("Change a contract"), contracts.check_change, contracts.change, _TENDERS, _BUYER),
        Procedure(
            Accept,
            N_("Accept goods of a contract"),
            separation.check_accept,
            acceptance.accept,
            _TENDERS,
            _ACCEPTORS,
        ),
        Procedure(
            WithdrawAcceptance,
            N_("Withdraw an acceptance"),
            withdrawn.check_withdraw,
            withdrawn.withdraw,
            _TENDERS,
            _ACCEPTORS,
        ),
        Procedure(
            RecordInvoice,
            N_("Record an invoice"),
            invoices.check_invoice,
            invoices.record_invoice,
            _TENDERS,
            _FINANCE,
        ),
        Procedure(
            RecordPayment,
            N_("Record a payment"),
            separation.check_payment,
            payments.record_payment,
            _TENDERS,
            _FINANCE,
        ),
        Procedure(
            ReturnPayment,
            N_("Record the return of a payment"),
            refunds.check_return,
            refunds.return_payment,
            _TENDERS,
            _FINANCE,
        ),
        Procedure(
            TakeList,
            N_("Take a list of payments or invoices over"),
            treasury.check_take_list,
            treasury.take_list,
            _TENDERS,
            _FINANCE,
        ),
        Procedure(
            DecideLine,
            N_("Decide about a listed line"),
            treasury.check_decide_line,
            treasury.decide_line,
            _TENDERS,
            _FINANCE,
        ),
        Procedure(UndoMatch, N_("Undo a wrong match"), undo.check_undo, undo.undo_match, _TENDERS, _FINANCE),
        Procedure(
            ReturnInvoice,
            N_("Record what takes an invoice back"),
            red_letters.check_return_invoice,
            red_letters.return_invoice,
            _TENDERS,
            _FINANCE,
        ),
    ),
    audits=(contract_audit, payment_audit, emergency_audit, bid_audit, milestone_audit),
)
