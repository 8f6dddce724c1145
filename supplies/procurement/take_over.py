"""Taking a list over: what becomes of each line, and the actions that do it, posted together.

Nothing is decided here by itself: a line is recorded only where somebody said which contract it belongs to, and where
the contract can take it. What cannot be recorded is said, and the line stays open.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    DatesBackward,
    InvoicedBelowPaid,
    ListTaken,
    NothingToDo,
    PaidAboveDue,
    PaidAboveInvoices,
    RecordedOtherwise,
    RedLetterUnclear,
    SuppliesError,
    UnknownRecord,
)
from supplies.journal.action import Action
from supplies.language import N_, _
from supplies.models.procurement import PaymentKind
from supplies.models.treasury import ListKind
from supplies.procurement.contract_queries import payable_now
from supplies.procurement.invoice_goods import InvoiceGoods
from supplies.procurement.invoices import RecordInvoice
from supplies.procurement.lists import ListedLine, MoneyList
from supplies.procurement.matching import Proposal, Reason, certain, propose
from supplies.procurement.payments import RecordPayment
from supplies.procurement.red_letters import ReturnInvoice, invoices_left
from supplies.procurement.refunds import ReturnPayment
from supplies.procurement.returned import Returns, papers_left
from supplies.procurement.treasury import (
    DecideLine,
    ListedDifference,
    ListedEntry,
    PaperKey,
    TakeList,
    is_taken,
    listed,
    recorded,
    taken_marks,
)
from supplies.procurement.treasury_queries import Standing, TakenRow, own_site, standings
from supplies.values import NO_MONEY, ActionId, Money, new_id, total_money

TEXT_MOST = 300
"""How much of a remark is kept."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody said about a line: the number of its contract, or why it belongs to none."""

    contract: str = ""
    reason: str = ""


class Fate(StrEnum):
    """What becomes of a line."""

    RECORD = "record"
    KNOWN = "known"
    DISMISSED = "dismissed"
    OPEN = "open"


_FATES = {
    Fate.RECORD: N_("will be recorded"),
    Fate.KNOWN: N_("is recorded already"),
    Fate.DISMISSED: N_("belongs to no contract"),
    Fate.OPEN: N_("stays open"),
}


def fate_name(fate: Fate) -> str:
    """Return what becomes of a line, in the reader's language."""
    return _(_FATES[fate])


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line of the list that is not in the store yet, the contract proposed for it, and what becomes of it."""

    proposal: Proposal
    fate: Fate
    contract: str = ""
    """The number of the contract that it was said to belong to."""
    reason: str = ""
    problem: SuppliesError | None = None
    """Why it stays open although its contract was named."""

    @property
    def line(self) -> ListedLine:
        """Return the line as it is listed."""
        return self.proposal.line


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a list over would do."""

    money_list: MoneyList
    is_taken: bool
    """Whether this very list was taken over already, or every line of it with others."""
    skipped: int
    """How many lines other lists brought before."""
    lines: tuple[PlannedLine, ...]
    records: tuple[Action, ...]
    """The payments, returns and invoices that are recorded together with the list."""
    known: Mapping[str, Standing]

    def actions(self, accepted: Iterable[str], day: date) -> list[Action]:
        """Return the actions that take the list over; nothing pays twice, for each records only what is new.

        Raises:
            ListTaken: it is there already.
        """
        if self.is_taken:
            raise ListTaken(file=self.money_list.file)
        of = self.money_list
        entries = tuple(_entry(line, self.known) for line in self.lines)
        differences = tuple(
            ListedDifference(name=each.name, kind=each.kind, told=each.told, computed=each.computed)
            for each in of.differences
        )
        taking = TakeList(
            action_id=ActionId(new_id()),
            business_date=day,
            kind=of.kind,
            file=of.file[:TEXT_MOST],
            fingerprint=of.fingerprint,
            lines=entries,
            differences=differences,
            accepted=tuple(sorted(set(accepted))),
        )
        return [*self.records, taking]


def _entry(planned: PlannedLine, known: Mapping[str, Standing]) -> ListedEntry:
    """Return a line as it is taken over."""
    line = planned.line
    is_matched = planned.fate in {Fate.RECORD, Fate.KNOWN}
    return ListedEntry(
        sheet=line.sheet[:TEXT_MOST],
        row=line.row,
        number=line.number,
        dated=line.dated,
        payee=line.payee[:TEXT_MOST],
        amount=line.amount,
        contract_number=line.contract_number[:TEXT_MOST],
        text=line.text[:TEXT_MOST],
        fingerprint=line.fingerprint,
        contract_id=known[planned.contract].contract_id if is_matched else None,
        reason=planned.reason,
    )


# --- planning --------------------------------------------------------------------------------------------------------


def plan(connection: Connection, money_list: MoneyList, decisions: Mapping[str, Decision], day: date) -> Plan:
    """Return what taking a list over would do.

    Args:
        connection: the store.
        money_list: as it was read.
        decisions: what somebody said, by the fingerprints of the lines; the others stay open.
        day: the business date of what is recorded.

    Raises:
        UnknownRecord: a decision names a contract that is not there.
    """
    marks = taken_marks(connection, [line.fingerprint for line in money_list.lines])
    new = [line for line in money_list.lines if line.fingerprint not in marks]
    known = standings(connection)
    if is_taken(connection, money_list.fingerprint) or not new:
        return Plan(money_list, is_taken=True, skipped=len(marks), lines=(), records=(), known=known)
    planner = _Planner(connection, money_list.kind, new, known, day)
    lines = tuple(planner.decided(decisions))
    records = tuple(planner.records)
    return Plan(money_list, is_taken=False, skipped=len(marks), lines=lines, records=records, known=known)


def confirmed(found: Plan) -> dict[str, Decision]:
    """Return the decisions that follow every proposal of a plan."""
    matched = ((line.line.fingerprint, line.proposal.match) for line in found.lines)
    return {mark: Decision(contract=match.contract.number) for mark, match in matched if match is not None}


def decide(connection: Connection, row: TakenRow, decision: Decision, day: date) -> list[Action]:
    """Return the actions that decide about a line that was left open.

    Raises:
        UnknownRecord: there is no such contract.
        Refused: the contract cannot take the line.
    """
    return decide_all(connection, [(row, decision)], day)


def decide_all(connection: Connection, said: Sequence[tuple[TakenRow, Decision]], day: date) -> list[Action]:
    """Return the actions that decide about lines that were left open; each finds its contract as those before left it.

    Raises:
        UnknownRecord: there is no such contract.
        Refused: a contract cannot take a line; none is decided then.
    """
    known = standings(connection)
    actions: list[Action] = []
    for kind in ListKind:
        of_kind = [(row, decision) for row, decision in said if row.kind is kind]
        if of_kind:
            actions += _deciding(connection, kind, of_kind, known, day)
    return actions


def _deciding(
    connection: Connection,
    kind: ListKind,
    said: Sequence[tuple[TakenRow, Decision]],
    known: Mapping[str, Standing],
    day: date,
) -> list[Action]:
    """Return the actions that decide about lines of one kind."""
    planner = _Planner(connection, kind, [row.listed for row, _decision in said], known, day)
    found = planner.decided({row.listed.fingerprint: decision for row, decision in said})
    for planned in found:
        if planned.problem is not None:
            raise planned.problem
        if planned.fate is Fate.OPEN:
            raise NothingToDo
    decisions = [
        DecideLine(
            action_id=ActionId(new_id()),
            business_date=day,
            of_list=row.list_seq,
            line=row.line,
            contract_id=known[planned.contract].contract_id if planned.contract else None,
            reason=planned.reason,
        )
        for (row, _decision), planned in zip(said, found, strict=True)
    ]
    return [*planner.records, *decisions]


class _Planner:
    """Follows lines in the order of their days, so that each finds its contract as the ones before have left it."""

    def __init__(
        self,
        connection: Connection,
        kind: ListKind,
        lines: Sequence[ListedLine],
        known: Mapping[str, Standing],
        day: date,
    ) -> None:
        """Read what the lines are held against."""
        self.records: list[Action] = []
        self._kind = kind
        self._known = dict(known)
        self._day = day
        self._numbers = {each.contract_id: number for number, each in known.items()}
        self._connection, self._site_id = connection, own_site(connection)
        site_id, numbers = self._site_id, {line.number for line in lines}
        self._recorded = recorded(connection, site_id, kind, numbers)
        self._listed = listed(connection, site_id, kind, numbers)
        self._days = {key[0]: dated for key, (_amount, dated) in self._recorded.items() if not key[2]}
        has_returns = any(line.amount < NO_MONEY for line in lines)
        self._returns = Returns(papers_left(connection, kind) if has_returns else ())
        self._goods = InvoiceGoods(connection, site_id)
        self._taken_back: set[str] = set()
        self._proposals = self._proposed(lines)

    def decided(self, decisions: Mapping[str, Decision]) -> list[PlannedLine]:
        """Return what becomes of each line, in the order of the list; what is recorded stands in ``records``."""
        groups: dict[PaperKey, list[Proposal]] = defaultdict(list)
        fates: dict[str, PlannedLine] = {}
        for proposal in self._proposals:
            line = proposal.line
            said = decisions.get(line.fingerprint, Decision())
            if said.contract:
                contract = self._named(said.contract)
                groups[line.number, contract.contract_id, line.amount < NO_MONEY].append(proposal)
            else:
                fate = Fate.DISMISSED if said.reason.strip() else Fate.OPEN
                fates[line.fingerprint] = PlannedLine(proposal, fate, reason=said.reason.strip())
        for key, members in sorted(groups.items(), key=lambda group: min(each.line.dated for each in group[1])):
            fate, problem = self._follow(key, [each.line for each in members])
            number = self._numbers[key[1]]
            for each in members:
                fates[each.line.fingerprint] = PlannedLine(each, fate, number, problem=problem)
        return [fates[each.line.fingerprint] for each in self._proposals]

    def _named(self, number: str) -> Standing:
        """Return the contract of a number."""
        if number not in self._known:
            raise UnknownRecord(kind=_("Contract"), key=number)
        return self._known[number]

    def _proposed(self, lines: Sequence[ListedLine]) -> list[Proposal]:
        """Return a proposal for each line: what the store knows already comes before all likeness."""
        contracts = {number: each.open_for(self._kind) for number, each in self._known.items()}
        found: list[Proposal] = []
        for proposal in propose(lines, list(contracts.values())):
            line = proposal.line
            here = [key[1] for key in self._recorded if key[0] == line.number and key[2] == (line.amount < NO_MONEY)]
            returns = self._returns.contract_of(line)
            if len(here) == 1:
                found.append(certain(line, contracts[self._numbers[here[0]]], Reason.RECORDED))
            elif returns is not None and returns in self._numbers:
                reason = Reason.RETURNS if self._kind is ListKind.PAYMENTS else Reason.TAKES_BACK
                found.append(certain(line, contracts[self._numbers[returns]], reason))
            else:
                found.append(proposal)
        return found

    def _follow(self, key: PaperKey, lines: Sequence[ListedLine]) -> tuple[Fate, SuppliesError | None]:
        """Return what becomes of lines of one paper and contract, and why they stay open if they do."""
        number, _contract_id, is_return = key
        amount = Money(abs(total_money(line.amount for line in lines).fen))
        if key in self._recorded:
            left = self._recorded[key][0] - self._listed.get(key, NO_MONEY)
            return (Fate.KNOWN, None) if amount <= left else (Fate.OPEN, RecordedOtherwise(number=number, left=left))
        contract = self._known[self._numbers[key[1]]]
        dated = min(line.dated for line in lines)
        if dated < contract.signed_on:
            return Fate.OPEN, DatesBackward(later=dated, earlier=contract.signed_on)
        if not amount:
            return Fate.OPEN, AmountNotPositive(amount=amount)
        paper = _Paper(contract, number, dated, amount, lines[0].text)
        ways = {
            (ListKind.PAYMENTS, False): self._pay,
            (ListKind.PAYMENTS, True): self._give_back,
            (ListKind.INVOICES, False): self._invoice,
            (ListKind.INVOICES, True): self._take_back,
        }
        problem = ways[self._kind, is_return](paper)
        return (Fate.RECORD, None) if problem is None else (Fate.OPEN, problem)

    def _pay(self, paper: "_Paper") -> SuppliesError | None:
        """Record a payment, and its part that is retention; return why it cannot be."""
        if self._days.setdefault(paper.number, paper.dated) != paper.dated:
            return AlreadyThere(kind=_("Payment"), key=paper.number)
        contract = paper.contract
        parts = payment_parts(contract, paper.amount, paper.dated)
        if not parts:
            due = payable_now(contract, contract.released, PaymentKind.ACCEPTED)
            return PaidAboveDue(amount=paper.amount, due=due)
        paid = contract.paid + paper.amount
        if parts[0][0] is not PaymentKind.ADVANCE and paid > contract.invoiced:
            return PaidAboveInvoices(paid=paid, invoiced=contract.invoiced)
        let_go = total_money(part for kind, part in parts if kind is PaymentKind.RETENTION)
        self._known[contract.number] = replace(contract, paid=paid, released=contract.released + let_go)
        for kind, part in parts:
            self.records.append(
                RecordPayment(
                    action_id=ActionId(new_id()),
                    business_date=self._day,
                    contract_id=contract.contract_id,
                    voucher=paper.number,
                    paid_on=paper.dated,
                    kind=kind,
                    amount=part,
                    note=paper.text[:TEXT_MOST],
                )
            )
            self._returns.add(contract.contract_id, paper.number, kind, paper.dated, part)
        return None

    def _give_back(self, paper: "_Paper") -> SuppliesError | None:
        """Record that a payment came back; return why it cannot be."""
        contract = paper.contract
        found = self._returns.take(contract.contract_id, paper.number, paper.text, paper.dated, paper.amount)
        if isinstance(found, SuppliesError):
            return found
        assert found.kind is not None, "what comes back is a payment"
        let_go = paper.amount if found.kind is PaymentKind.RETENTION else NO_MONEY
        left = replace(contract, paid=contract.paid - paper.amount, released=contract.released - let_go)
        self._known[contract.number] = left
        self.records.append(
            ReturnPayment(
                action_id=ActionId(new_id()),
                business_date=self._day,
                contract_id=contract.contract_id,
                voucher=found.voucher,
                kind=found.kind,
                number=paper.number,
                returned_on=paper.dated,
                amount=paper.amount,
                note=paper.text[:TEXT_MOST],
            )
        )
        return None

    def _invoice(self, paper: "_Paper") -> SuppliesError | None:
        """Record an invoice for the goods that its amount tells; return why it cannot be."""
        if paper.number in self._days:
            return AlreadyThere(kind=_("Invoice"), key=paper.number)
        lines = self._goods.take(paper.contract.contract_id, paper.amount)
        if isinstance(lines, SuppliesError):
            return lines
        self._days[paper.number] = paper.dated
        self._know_invoiced(paper.contract, paper.amount)
        self.records.append(
            RecordInvoice(
                action_id=ActionId(new_id()),
                business_date=self._day,
                contract_id=paper.contract.contract_id,
                number=paper.number,
                dated=paper.dated,
                lines=lines,
            )
        )
        return None

    def _take_back(self, paper: "_Paper") -> SuppliesError | None:
        """Record that an invoice is taken back by a red-letter one (红字发票); return why it cannot be."""
        if paper.number in self._days:
            return AlreadyThere(kind=_("Invoice"), key=paper.number)
        contract = paper.contract
        found = self._returns.take(contract.contract_id, paper.number, paper.text, paper.dated, paper.amount)
        if isinstance(found, SuppliesError):
            return RedLetterUnclear(amount=paper.amount)
        of_number = invoices_left(self._connection, self._site_id, found.voucher)
        invoice = next((each for each in of_number if each.contract_id == contract.contract_id), None)
        lines = None if invoice is None or invoice.number in self._taken_back else invoice.part(paper.amount)
        if lines is None:
            return RedLetterUnclear(amount=paper.amount)
        left = contract.invoiced - paper.amount
        if contract.paid > left:
            return InvoicedBelowPaid(left=left, paid=contract.paid)
        self._days[paper.number] = paper.dated
        self._taken_back.add(found.voucher)
        self._know_invoiced(contract, Money(-paper.amount.fen))
        self.records.append(
            ReturnInvoice(
                action_id=ActionId(new_id()),
                business_date=self._day,
                contract_id=contract.contract_id,
                invoice=found.voucher,
                number=paper.number,
                dated=paper.dated,
                lines=lines,
                note=paper.text[:TEXT_MOST],
            )
        )
        return None

    def _know_invoiced(self, contract: Standing, more: Money) -> None:
        """Count what a line invoices or takes back."""
        self._known[contract.number] = replace(contract, invoiced=contract.invoiced + more)


@dataclass(frozen=True, slots=True)
class _Paper:
    """What one voucher or invoice says about one contract."""

    contract: Standing
    number: str
    dated: date
    amount: Money
    text: str


def payment_parts(contract: Standing, amount: Money, dated: date) -> list[tuple[PaymentKind, Money]]:
    """Return what a payment is for: what was accepted, the retention, both, or an advance; nothing where none fits."""
    due = payable_now(contract, contract.released, PaymentKind.ACCEPTED)
    is_over = contract.retention_until is None or dated >= contract.retention_until
    kept = payable_now(contract, contract.released, PaymentKind.RETENTION) if is_over else NO_MONEY
    if amount <= due:
        return [(PaymentKind.ACCEPTED, amount)]
    if amount <= due + kept:
        parts = [(PaymentKind.ACCEPTED, due), (PaymentKind.RETENTION, amount - due)]
        return [(kind, part) for kind, part in parts if part]
    if amount <= payable_now(contract, contract.released, PaymentKind.ADVANCE):
        return [(PaymentKind.ADVANCE, amount)]
    return []
