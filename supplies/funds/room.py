"""What this room brings to the journal."""

from supplies.funds import apply, rules
from supplies.funds.actions import Appropriate, PublishFigures, Withdraw
from supplies.funds.audits import fund_audit
from supplies.journal.action import Procedure, Room
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
    ),
    audits=(fund_audit,),
)
