"""What this room brings to the journal."""

from supplies.journal.action import Procedure, Room
from supplies.language import N_
from supplies.stock import apply, places, rules
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
from supplies.stock.reversal import check_reverse
from supplies.values import Topic

_PLACES = frozenset({Topic.PLACES})
_STOCK = frozenset({Topic.STOCK})

STOCK = Room(
    procedures=(
        Procedure(AddDepot, N_("Open a depot"), places.check_add_depot, places.add_depot, _PLACES),
        Procedure(AddPlace, N_("Open a location"), places.check_add_place, places.add_place, _PLACES),
        Procedure(RetirePlace, N_("Close a location"), places.check_retire_place, places.retire_place, _PLACES),
        Procedure(ClosePeriod, N_("Close a period"), places.check_close_period, places.close_period, _PLACES),
        Procedure(Receive, N_("Receive goods"), check_receive, apply.receive, _STOCK),
        Procedure(Issue, N_("Issue goods"), rules.check_issue, apply.issue, _STOCK),
        Procedure(Move, N_("Move goods"), rules.check_move, apply.move, _STOCK),
        Procedure(Return, N_("Take goods back"), rules.check_return, apply.take_back, _STOCK),
        Procedure(Adjust, N_("Adjust to a count"), rules.check_adjust, apply.adjust, _STOCK),
        Procedure(WriteOff, N_("Write goods off"), rules.check_write_off, apply.write_off, _STOCK),
        Procedure(Reverse, N_("Reverse a document"), check_reverse, apply.reverse, _STOCK),
    ),
    audits=(document_audit, balance_audit, total_audit),
)
