"""What this room brings to the journal."""

from supplies.journal.action import Procedure, Room
from supplies.language import N_
from supplies.models.accounts import Role
from supplies.procurement import acceptance, apply, contracts, invoices, payments, refunds, rules, treasury, withdrawn
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
from supplies.procurement.contracts import ChangeContract, SignContract
from supplies.procurement.invoices import RecordInvoice
from supplies.procurement.payments import RecordPayment
from supplies.procurement.refunds import ReturnPayment
from supplies.procurement.treasury import DecideLine, TakeList
from supplies.procurement.withdrawn import WithdrawAcceptance
from supplies.values import Topic

_TENDERS = frozenset({Topic.TENDERS, Topic.FUNDS})
_BUYER = frozenset({Role.BUYER})
"""Tenders are the buyer's, who neither accepts the goods nor pays for them (政府采购法第六十一条)."""
_ACCEPTORS = frozenset({Role.REVIEWER, Role.SECTION_HEAD})
"""Whoever accepts did not buy, and does not pay (实施条例第四十五条; 政府采购法第六十一条)."""
_FINANCE = frozenset({Role.FINANCE})
"""Invoices and payments are finance's, apart from whoever buys (会计法第二十五条)."""

PROCUREMENT = Room(
    procedures=(
        Procedure(OpenProject, N_("Open a project"), rules.check_open_project, apply.open_project, _TENDERS, _BUYER),
        Procedure(AddLot, N_("Plan a lot"), rules.check_add_lot, apply.add_lot, _TENDERS, _BUYER),
        Procedure(
            StartTender, N_("Put a lot to tender"), rules.check_start_tender, apply.start_tender, _TENDERS, _BUYER
        ),
        Procedure(RecordAward, N_("Record an award"), rules.check_record_award, apply.record_award, _TENDERS, _BUYER),
        Procedure(
            FailTender, N_("Record a failed tender"), rules.check_fail_tender, apply.fail_tender, _TENDERS, _BUYER
        ),
        Procedure(CancelLot, N_("Cancel a lot"), rules.check_cancel_lot, apply.cancel_lot, _TENDERS, _BUYER),
        Procedure(FundLot, N_("Add money to a lot"), rules.check_fund_lot, apply.fund_lot, _TENDERS, _BUYER | _FINANCE),
        Procedure(AnnulAward, N_("Annul an award"), rules.check_annul_award, apply.annul_award, _TENDERS, _BUYER),
        Procedure(CloseLot, N_("Close a lot"), rules.check_close_lot, apply.close_lot, _TENDERS, _BUYER | _FINANCE),
        Procedure(SignContract, N_("Record a contract"), contracts.check_sign, contracts.sign, _TENDERS, _BUYER),
        Procedure(ChangeContract, N_("Change a contract"), contracts.check_change, contracts.change, _TENDERS, _BUYER),
        Procedure(
            Accept,
            N_("Accept goods of a contract"),
            acceptance.check_accept,
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
            payments.check_payment,
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
    ),
    audits=(contract_audit, payment_audit),
)
