"""What this room brings to the journal."""

from supplies.funds import adjustments, allotments, apply, carrying, rules
from supplies.funds.actions import Appropriate, PublishFigures, Withdraw
from supplies.funds.adjustments import Adjust, ReturnMoney
from supplies.funds.allotments import Allot, ReportUse, TakeBack
from supplies.funds.audits import adjustment_audit, allotment_audit, carry_over_audit, fund_audit
from supplies.funds.carrying import CarryOver, SetSurplusRule
from supplies.journal.action import Procedure, Room, nothing_to_check
from supplies.language import N_
from supplies.models.accounts import Role
from supplies.values import Topic

_FUNDS = frozenset({Topic.FUNDS})
_FINANCE = frozenset({Role.FINANCE})
"""Relief funds and their ledger are the finance officer's, apart from whoever keeps goods (会计法第二十五条)."""

FUNDS = Room(
    procedures=(
        Procedure(
            Appropriate, N_("Record an appropriation"), rules.check_appropriate, apply.appropriate, _FUNDS, _FINANCE
        ),
        Procedure(Withdraw, N_("Withdraw an appropriation"), rules.check_withdraw, apply.withdraw, _FUNDS, _FINANCE),
        Procedure(
            PublishFigures, N_("Record published figures"), rules.check_figures, apply.publish_figures, _FUNDS, _FINANCE
        ),
        Procedure(Allot, N_("Allot money"), allotments.check_allot, allotments.apply_allot, _FUNDS, _FINANCE),
        Procedure(
            ReportUse,
            N_("Report what is spent"),
            allotments.check_report_use,
            allotments.apply_report_use,
            _FUNDS,
            _FINANCE,
        ),
        Procedure(
            TakeBack,
            N_("Take back allotted money"),
            allotments.check_take_back,
            allotments.apply_take_back,
            _FUNDS,
            _FINANCE,
        ),
        Procedure(
            Adjust, N_("Adjust an appropriation"), adjustments.check_adjust, adjustments.apply_adjust, _FUNDS, _FINANCE
        ),
        Procedure(
            ReturnMoney,
            N_("Return money"),
            adjustments.check_return_money,
            adjustments.apply_return_money,
            _FUNDS,
            _FINANCE,
        ),
        Procedure(
            CarryOver, N_("Carry money over"), carrying.check_carry_over, carrying.apply_carry_over, _FUNDS, _FINANCE
        ),
        Procedure(
            SetSurplusRule,
            N_("Set when money is surplus"),
            nothing_to_check,
            carrying.apply_surplus_rule,
            _FUNDS,
            _FINANCE,
        ),
    ),
    audits=(fund_audit, adjustment_audit, allotment_audit, carry_over_audit),
)
