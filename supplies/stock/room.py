"""What this room brings to the journal."""

from supplies.journal.action import Procedure, Room, nothing_to_check
from supplies.language import N_
from supplies.models.accounts import Role
from supplies.stock import (
    apply,
    count_finish,
    count_records,
    counting,
    debts,
    disposal,
    emergencies,
    forms,
    held,
    inspection,
    loans,
    places,
    returns,
    rotation,
    rules,
    sending_back,
    transfers,
    units,
    upkeep,
)
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
from supplies.stock.audits import balance_audit, document_audit, open_line_audit, total_audit
from supplies.stock.receipt_rules import check_receive
from supplies.stock.reversal import check_reverse, depot_reversed
from supplies.values import Topic

_PLACES = frozenset({Topic.PLACES})
_STOCK = frozenset({Topic.STOCK})
_GOODS_PLACES = _PLACES | _STOCK
"""A carton is a place, and with it goods are elsewhere."""

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
_HANDLERS = frozenset({Role.SECTION_HEAD, Role.FINANCE})
"""Who drew up the write-off does not sell what it freed; the section deals with the goods, finance with the money."""
_REVERSERS = frozenset({Role.KEEPER, Role.REVIEWER})
"""Whoever posted a document takes it back at once; later, or as anybody else, with the approval that the route asks."""
_SETTLERS = frozenset({Role.KEEPER, Role.REVIEWER, Role.SECTION_HEAD, Role.DEPOT_ADMIN, Role.CITY_ADMIN})
"""The keeper files the papers; the second person who confirms is anybody else with a say in the depot."""
_INSPECTORS = frozenset({Role.KEEPER, Role.REVIEWER, Role.SECTION_HEAD})
"""Whoever bought the goods does not accept them (采购与验收分离), nor does who received them, by the rule."""

_COUNT_STARTERS = frozenset({Role.KEEPER, Role.REVIEWER, Role.SECTION_HEAD, Role.FINANCE, Role.DEPOT_ADMIN})
"""Counts are ordered by those who keep, check or book the goods; the keeper starts the monthly one."""
_COUNTERS = frozenset({Role.KEEPER, Role.REVIEWER, Role.SECTION_HEAD, Role.FINANCE})
"""The counting team is mixed; who counts, and who counts again, is told apart line by line."""
_COUNT_ENDERS = frozenset({Role.REVIEWER, Role.SECTION_HEAD, Role.FINANCE})
"""Surplus and shortage are dealt with by those who do not keep the goods (行政事业性国有资产管理条例)."""

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
        Procedure(
            inspection.Inspect,
            N_("Inspect goods"),
            inspection.check_inspect,
            inspection.inspect,
            _STOCK,
            _INSPECTORS,
        ),
        Procedure(
            sending_back.SendBack,
            N_("Send goods back"),
            sending_back.check_send_back,
            sending_back.send_back,
            _STOCK,
            _KEEPER,
        ),
        Procedure(
            held.TakeOver,
            N_("Take goods over"),
            held.check_take_over,
            held.take_over,
            _STOCK,
            _DRAFTERS,
        ),
        Procedure(
            held.HandBack,
            N_("Hand out goods of others"),
            held.check_hand_back,
            held.hand_back,
            _STOCK,
            _KEEPER,
        ),
        Procedure(Issue, N_("Issue goods"), rules.check_issue, apply.issue, _STOCK, _KEEPER),
        Procedure(Move, N_("Move goods"), rules.check_move, apply.move, _STOCK, _KEEPER),
        Procedure(
            transfers.Dispatch,
            N_("Send goods to another depot"),
            transfers.check_dispatch,
            transfers.dispatch,
            _STOCK,
            _KEEPER,
        ),
        Procedure(
            transfers.AcceptTransfer,
            N_("Accept a transfer"),
            transfers.check_accept,
            transfers.accept,
            _STOCK,
            _KEEPER,
        ),
        Procedure(
            transfers.SetTransitPolicy,
            N_("Set the deadline of transfers"),
            transfers.check_transit_policy,
            transfers.set_transit_policy,
            _STOCK,
            _CITY,
        ),
        Procedure(loans.Lend, N_("Lend goods"), loans.check_lend, loans.lend, _STOCK, _KEEPER),
        Procedure(Return, N_("Take goods back"), returns.check_return, returns.take_back, _STOCK, _KEEPER),
        Procedure(Adjust, N_("Adjust to a count"), rules.check_adjust, apply.adjust, _STOCK, _KEEPER),
        Procedure(WriteOff, N_("Write goods off"), rules.check_write_off, apply.write_off, _STOCK, _DRAFTERS),
        Procedure(
            upkeep.RecordUpkeep,
            N_("Record upkeep"),
            upkeep.check_record_upkeep,
            upkeep.record_upkeep,
            _STOCK,
            _KEEPER,
        ),
        Procedure(
            upkeep.ReturnToService,
            N_("Return to service"),
            upkeep.check_return_to_service,
            upkeep.return_to_service,
            _STOCK,
            _KEEPER,
        ),
        Procedure(
            disposal.RecordDisposal,
            N_("Record what became of scrapped goods"),
            disposal.check_record,
            disposal.record,
            _STOCK,
            _HANDLERS,
        ),
        Procedure(rotation.Rotate, N_("Rotate goods out"), rotation.check_rotate, rotation.rotate, _STOCK, _DRAFTERS),
        Procedure(
            units.MakeUnit,
            N_("Make a carton or pallet"),
            units.check_make,
            units.make,
            _GOODS_PLACES,
            _KEEPER,
        ),
        Procedure(
            units.MoveUnit,
            N_("Move a carton or pallet"),
            units.check_move_unit,
            units.move_unit,
            _GOODS_PLACES,
            _KEEPER,
        ),
        Procedure(
            units.CloseUnit,
            N_("Close a carton or pallet"),
            units.check_close,
            units.close,
            _GOODS_PLACES,
            _KEEPER,
        ),
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
        Procedure(
            counting.StartCount, N_("Start a count"), counting.check_start, counting.start, _STOCK, _COUNT_STARTERS
        ),
        Procedure(
            counting.RecordCount,
            N_("Record what was counted"),
            count_records.check_record,
            count_records.record,
            _STOCK,
            _COUNTERS,
            counting.depot_counted,
        ),
        Procedure(
            counting.FinishCount,
            N_("Finish a count"),
            count_finish.check_finish,
            count_finish.finish,
            _STOCK,
            _COUNT_ENDERS,
            counting.depot_counted,
        ),
        Procedure(
            counting.CancelCount,
            N_("Cancel a count"),
            count_finish.check_cancel,
            count_finish.cancel,
            _STOCK,
            _COUNT_STARTERS,
            counting.depot_counted,
        ),
        Procedure(Reverse, N_("Reverse a document"), check_reverse, apply.reverse, _STOCK, _REVERSERS, depot_reversed),
    ),
    audits=(document_audit, balance_audit, total_audit, open_line_audit),
)
