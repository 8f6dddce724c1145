"""What this room brings to the journal."""

from supplies.journal.action import Procedure, Room, nothing_to_check
from supplies.language import N_
from supplies.models.accounts import Role
from supplies.stock import apply, debts, emergencies, forms, places, returns, rules
from supplies.stock.actions import (
    AddDepot,
    AddPlace,
    Adjust,
    ClosePeriod,
    Issue,
    Move,
    Receive,
    RetirePlace,
    Return,
    Reverse,
    WriteOff,
)
from supplies.stock.audits import balance_audit, document_audit, total_audit
from supplies.stock.receipt_rules import check_receive
from supplies.stock.reversal import check_reverse, depot_reversed
from supplies.values import Topic

_PLACES = frozenset({Topic.PLACES})
_STOCK = frozenset({Topic.STOCK})

_CITY = frozenset({Role.CITY_ADMIN})
"""A new depot is the city administrator's: nobody is its administrator yet."""
_PLACE_KEEPERS = frozenset({Role.KEEPER, Role.DEPOT_ADMIN, Role.CITY_ADMIN})
"""Locations are masters, not goods: whoever keeps the depot or administers it may open and close them."""
_KEEPER = frozenset({Role.KEEPER})
"""Goods go in and out through the hands of the keeper alone."""
_REVIEWER = frozenset({Role.REVIEWER})
"""Who keeps does not check: taking a document back and closing the books is another person's (会计法第二十五条)."""
_DRAFTERS = frozenset({Role.KEEPER, Role.SECTION_HEAD})
"""Goods leave the books without a receiver only on the section head's word: the route of approvals sees to that."""
_REVERSERS = frozenset({Role.KEEPER, Role.REVIEWER})
"""Whoever posted a document takes it back at once; later, or as anybody else, with the approval that the route asks."""
_SETTLERS = frozenset({Role.KEEPER, Role.REVIEWER, Role.SECTION_HEAD, Role.DEPOT_ADMIN, Role.CITY_ADMIN})
"""The keeper files the papers; the second person who confirms is anybody else with a say in the depot."""

STOCK = Room(
    procedures=(
        Procedure(AddDepot, N_("Open a depot"), places.check_add_depot, places.add_depot, _PLACES, _CITY),
        Procedure(AddPlace, N_("Open a location"), places.check_add_place, places.add_place, _PLACES, _PLACE_KEEPERS),
        Procedure(
            RetirePlace, N_("Close a location"), places.check_retire_place, places.retire_place, _PLACES, _PLACE_KEEPERS
        ),
        Procedure(
            ClosePeriod, N_("Close a period"), places.check_close_period, places.close_period, _PLACES, _REVIEWER
        ),
        Procedure(Receive, N_("Receive goods"), check_receive, apply.receive, _STOCK, _KEEPER),
        Procedure(Issue, N_("Issue goods"), rules.check_issue, apply.issue, _STOCK, _KEEPER),
        Procedure(Move, N_("Move goods"), rules.check_move, apply.move, _STOCK, _KEEPER),
        Procedure(Return, N_("Take goods back"), returns.check_return, returns.take_back, _STOCK, _KEEPER),
        Procedure(Adjust, N_("Adjust to a count"), rules.check_adjust, apply.adjust, _STOCK, _KEEPER),
        Procedure(WriteOff, N_("Write goods off"), rules.check_write_off, apply.write_off, _STOCK, _DRAFTERS),
        Procedure(
            debts.SettleDebt,
            N_("Settle what an emergency owes"),
            debts.check_settle,
            debts.settle,
            _STOCK,
            _SETTLERS,
            debts.depot_owing,
        ),
        Procedure(
            emergencies.SetEmergencyPolicy,
            N_("Set the deadline of emergencies"),
            nothing_to_check,
            emergencies.set_policy,
            _STOCK,
            _CITY,
        ),
        Procedure(
            forms.IssueBlankForms,
            N_("Give out blank forms"),
            forms.check_issue_forms,
            forms.issue_forms,
            _STOCK,
            _PLACE_KEEPERS,
        ),
        Procedure(
            forms.VoidBlankForm,
            N_("Mark a blank form void"),
            forms.check_void,
            forms.void,
            _STOCK,
            _PLACE_KEEPERS,
            forms.depot_of_form,
        ),
        Procedure(Reverse, N_("Reverse a document"), check_reverse, apply.reverse, _STOCK, _REVERSERS, depot_reversed),
    ),
    audits=(document_audit, balance_audit, total_audit),
)
