"""What is due when: every time limit of each open lot and contract, and the days that its papers set.

Of the rules about paying small suppliers the agenda shows the law's own, from delivery, for what was agreed instead is
not recorded; where a contract says more, the head of the section sets its day with that reason. The return of bid
bonds is watched where some were received.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, partial
from typing import Final

from sqlalchemy import ColumnElement, Connection, String, and_, cast, or_, select

from supplies.deadlines.catalogue import Bound, Clock, Rule, Standing, rules_on
from supplies.deadlines.queries import OverrideRow, overrides_where, work_calendar
from supplies.deadlines.words import event_name
from supplies.deadlines.workdays import FoundDay
from supplies.funds.carrying import last_day, rule_of, surplus_rules
from supplies.funds.ledger import account_name
from supplies.language import N_, _
from supplies.models.deadlines import DeadlineOverride
from supplies.models.funds import Appropriation, Bucket, FundBalance
from supplies.models.procurement import Contract, Method, Project, RoundResult, TenderLot
from supplies.models.tendering import Event, Milestone
from supplies.procurement.agenda_days import OPEN, ContractDays, Days, LotDays, known_days
from supplies.procurement.milestones import OF, MilestoneRow, Whose
from supplies.values import Money


class AgendaKind(StrEnum):
    """Why something is due: by the law, by the contract, or by the budget."""

    LAW = "law"
    DELIVERY = "delivery"
    RETENTION = "retention"
    SURPLUS = "surplus"


PENDING: Final = (Standing.OVERDUE, Standing.DUE_SOON, Standing.RUNNING)
"""What somebody still has to do or to wait for."""

_TITLES = {
    AgendaKind.DELIVERY: N_("Delivery of the goods"),
    AgendaKind.RETENTION: N_("Paying the retention"),
    AgendaKind.SURPLUS: N_("Planning what is available"),
}
_BASES = {
    AgendaKind.DELIVERY: N_("as the contract says"),
    AgendaKind.RETENTION: N_("as the contract says"),
}
_OF_EVENTS = {
    Event.DELIVERED: Whose.CONTRACT,
    Event.PROCUREMENT_ENDED: Whose.LOT,
    Event.LOSERS_BOND_RETURNED: Whose.ROUND,
    Event.WINNERS_BOND_RETURNED: Whose.ROUND,
}
_AGREED = frozenset({"payment_agreed", "payment_accepted", "payment_accepted_agreed"})
"""What may be agreed instead of the law's own day of payment."""
_BONDS = frozenset({Event.LOSERS_BOND_RETURNED, Event.WINNERS_BOND_RETURNED})
_RIGHTS = frozenset({"challenge_raised", "complaint_filed"})
"""What a supplier may do; once the time is over there is nothing left to do."""


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """Something that is due, or was."""

    kind: AgendaKind
    lot: str
    """How the lot is asked for; empty where it is money of no lot."""
    lot_name: str
    subject: str
    """What another day is set for: the lot, the number of a contract, a lot with the number of a complaint."""
    rule: Rule | None
    runs_from: date | None
    found: FoundDay
    """The day worked out, or the one that the paper says."""
    ended_on: date | None
    standing: Standing
    moved: OverrideRow | None
    source: str = ""
    """Where the day is from, if it is neither the law's nor a contract's."""

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what tells it from every other."""
        return self.lot, self.subject, self.kind.value if self.rule is None else self.rule.code

    @property
    def due(self) -> date:
        """Return the day that counts: the last one to do it, or the first one after a wait."""
        return self.found.day if self.moved is None else self.moved.new_day

    @property
    def is_wait(self) -> bool:
        """Return whether something must not be earlier than the day."""
        return self.rule is not None and self.rule.bound is Bound.AT_LEAST

    @property
    def warning(self) -> str:
        """Return what to beware of, in the reader's language."""
        return "" if self.moved is not None else self.found.warning

    @property
    def title(self) -> str:
        """Return what is due, in the reader's language; of a wait, what it ends with."""
        return _(_TITLES[self.kind]) if self.rule is None else self.rule.title

    @property
    def basis(self) -> str:
        """Return the paragraph, or the paper, that the day rests on."""
        if self.rule is not None:
            return self.rule.paragraph
        return self.source or _(_BASES[self.kind])

    @property
    def limit_words(self) -> str:
        """Return the day with what it is: the last one, or the first."""
        words = _("not before {day}") if self.is_wait else _("by {day}")
        return words.format(day=self.due)

    @property
    def event_words(self) -> str:
        """Return from what the time runs, in the reader's language."""
        if self.rule is None or self.runs_from is None:
            return ""
        return _("{event} on {day}").format(event=event_name(self.rule.runs_from), day=self.runs_from)


@dataclass(frozen=True, slots=True)
class LotAgenda:
    """All limits of one lot, those that are kept or broken too, and the days that were told of it."""

    rows: tuple[AgendaRow, ...]
    milestones: tuple[MilestoneRow, ...]


def agenda(connection: Connection, today: date) -> list[AgendaRow]:
    """Return what is still due of every open lot, and until when money must be planned: what is overdue first."""
    clock = Clock(work_calendar(connection), today)
    moved = _moved(connection)
    rows = [row for lot in known_days(connection) for row in _of_lot(lot, clock, moved) if row.standing in PENDING]
    return sorted([*rows, *_surplus(connection, clock)], key=_order)


def lot_agenda(connection: Connection, today: date, name: str) -> LotAgenda:
    """Return all limits and told days of one lot.

    Raises:
        UnknownRecord: there is no such lot.
    """
    (lot,) = known_days(connection, name)
    clock = Clock(work_calendar(connection), today)
    rows = sorted(_of_lot(lot, clock, _moved(connection, lot)), key=_order)
    return LotAgenda(tuple(rows), tuple(lot.milestones))


def _order(row: AgendaRow) -> tuple[bool, date, str, str]:
    """Return the place of a row: what is overdue first, then by the day."""
    return row.standing is not Standing.OVERDUE, row.due, row.lot, row.title


# --- what the law says -----------------------------------------------------------------------------------------------


def scope(rule: Rule) -> Whose | None:
    """Return what a rule is kept of; None: it is not about one lot."""
    for event in (rule.limits, rule.runs_from):
        whose = OF.get(event, _OF_EVENTS.get(event))
        if whose is not None:
            return whose
    return None


@cache
def _rules_of(started: date, method: Method) -> Mapping[Whose, Sequence[Rule]]:
    """Return the rules that a project keeps by what they are kept of."""
    found: dict[Whose, list[Rule]] = defaultdict(list)
    for rule in rules_on(started).values():
        whose = scope(rule)
        if whose is not None and rule.code not in _AGREED and rule.holds_for(method):
            found[whose].append(rule)
    return found


Moved = Mapping[str, Mapping[str, OverrideRow]]
"""The day that counts for a rule, by the subject and by the rule's code."""


def _of_lot(lot: LotDays, clock: Clock, moved: Moved) -> Iterator[AgendaRow]:
    """Yield every limit of a lot that has begun."""
    rules = _rules_of(lot.started_on, lot.method)
    of_subject: Callable[[str, Days, Sequence[Rule]], Iterator[AgendaRow]] = partial(_of_subject, lot, clock, moved)
    ended = {} if lot.closed_on is None else {Event.PROCUREMENT_ENDED: lot.closed_on}
    yield from of_subject(lot.key, lot.in_lot | ended, rules.get(Whose.LOT, ()))
    if lot.result is not RoundResult.FAILED:
        yield from of_subject(lot.key, lot.in_round, rules.get(Whose.ROUND, ()))
    for contract in lot.contracts.values():
        yield from of_subject(contract.number, contract.days(), rules.get(Whose.CONTRACT, ()))
        yield from _of_paper(lot, contract, clock)
    for matter, days in lot.in_matters.items():
        of_matter = rules.get(Whose.MATTER, ())
        yield from of_subject(f"{lot.key} {matter}", days | _answer_due(days, of_matter, clock), of_matter)


def _answer_due(days: Days, rules: Sequence[Rule], clock: Clock) -> Days:
    """Return until when a challenge is to be answered: from then on its supplier may complain."""
    received = days.get(Event.CHALLENGE_RECEIVED)
    rule = next((each for each in rules if each.limits is Event.CHALLENGE_ANSWERED), None)
    if received is None or rule is None:
        return {}
    return {Event.CHALLENGE_ANSWER_DUE: days.get(Event.CHALLENGE_ANSWERED) or clock.due(rule, received).day}


def _of_subject(
    lot: LotDays, clock: Clock, moved: Moved, subject: str, days: Days, rules: Sequence[Rule]
) -> Iterator[AgendaRow]:
    """Yield each limit that has begun of what days are told of."""
    key = lot.key
    set_here = [moved[each] for each in (subject, key, lot.project) if each in moved]
    for rule in rules:
        start, end = days.get(rule.runs_from), days.get(rule.limits)
        if start is None or (rule.limits in _BONDS and rule.limits not in lot.asked_bonds):
            continue
        instead = next((each[rule.code] for each in set_here if rule.code in each), None) if set_here else None
        stands = clock.standing(rule, start, end, None if instead is None else instead.new_day)
        if stands is Standing.NOT_BEGUN or (stands is Standing.OVERDUE and rule.code in _RIGHTS):
            continue
        found = clock.due(rule, start)
        yield AgendaRow(AgendaKind.LAW, key, lot.name, subject, rule, start, found, end, stands, instead)


# --- what papers say -------------------------------------------------------------------------------------------------


def _of_paper(lot: LotDays, contract: ContractDays, clock: Clock) -> Iterator[AgendaRow]:
    """Yield until when a contract is to be delivered, and when its retention is to be paid."""
    is_whole = bool(contract.certificates) and contract.accepted >= contract.amount
    delivered = max(each[0] for each in contract.certificates) if is_whole else None
    paid = contract.paid_on if contract.paid >= contract.amount else None
    retained = contract.retention_until if contract.retention else None
    for kind, day, end in (
        (AgendaKind.DELIVERY, contract.delivery_due, delivered),
        (AgendaKind.RETENTION, retained, paid),
    ):
        if day is None:
            continue
        stands = clock.of_duty(day, end)
        found = FoundDay(day, is_known=True)
        yield AgendaRow(kind, lot.key, lot.name, contract.number, None, None, found, end, stands, None)


def _surplus(connection: Connection, clock: Clock) -> Iterator[AgendaRow]:
    """Yield until when what is available of each appropriation must be planned or allotted, before it is surplus."""
    columns = (Appropriation.site_id, Appropriation.appropriation_id, Appropriation.number, Appropriation.title)
    statement = select(*columns, Appropriation.year, Appropriation.dated).where(~Appropriation.is_withdrawn)
    funds = {
        (row.site_id, account_name(row.appropriation_id, Bucket.AVAILABLE)): row
        for row in connection.execute(statement)
    }
    accounts = [account for _site, account in funds]
    holds = select(FundBalance.site_id, FundBalance.account, FundBalance.amount_fen)
    rules = surplus_rules(connection)
    in_use = holds.where(FundBalance.account.in_(accounts), FundBalance.amount_fen > 0)
    for site_id, account, fen in connection.execute(in_use):
        fund = funds[site_id, account]
        day = last_day(rules, fund.year, fund.dated)
        words = _("{title}: {amount} yuan available").format(title=fund.title, amount=Money(fen).grouped())
        found, stands = FoundDay(day, is_known=True), clock.of_duty(day, None)
        source = rule_of(rules, fund.dated).source
        yield AgendaRow(AgendaKind.SURPLUS, "", words, fund.number, None, None, found, None, stands, None, source)


def _moved(connection: Connection, lot: LotDays | None = None) -> Moved:
    """Return the days that somebody set for open lots, their projects, contracts and complaints, or for one lot."""
    if lot is None:
        here = _of_open()
    else:
        own = [lot.project, lot.key, *(each.number for each in lot.contracts.values())]
        own += [f"{lot.key} {matter}" for matter in lot.in_matters]
        here = DeadlineOverride.subject.in_(own)
    found: dict[str, dict[str, OverrideRow]] = defaultdict(dict)
    for row in overrides_where(connection, here):
        found[row.subject][row.rule_code] = row
    return found


def _of_open() -> ColumnElement[bool]:
    """Return what chooses the days that were set for something open."""
    is_open = TenderLot.stage.in_(OPEN)
    same = and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id)
    of_contract = and_(Contract.site_id == TenderLot.site_id, Contract.tender_lot_id == TenderLot.tender_lot_id)
    told = and_(Milestone.site_id == TenderLot.site_id, Milestone.tender_lot_id == TenderLot.tender_lot_id)
    lot = Project.number + "/" + cast(TenderLot.number, String)
    return or_(
        DeadlineOverride.subject.in_(select(Project.number).join(TenderLot, same).where(is_open)),
        DeadlineOverride.subject.in_(select(lot).join(TenderLot, same).where(is_open)),
        DeadlineOverride.subject.in_(select(Contract.number).join(TenderLot, of_contract).where(is_open)),
        DeadlineOverride.subject.in_(
            select(lot + " " + Milestone.matter).join(TenderLot, same).join(Milestone, told).where(is_open)
        ),
    )
