"""Lists of treasury payments and invoices that are taken over, and what is decided about their lines.

A list pays nothing by itself. What a line is matched to is recorded by an ordinary payment, return or invoice, posted
together with the list and before it; a line that says more than is recorded is refused.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from typing import Annotated

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from supplies.errors import (
    DecisionUnclear,
    DifferencesNotAccepted,
    LineDecided,
    LineProblem,
    LineTaken,
    ListedAboveRecorded,
    ListTaken,
    NothingToDo,
    UnknownRecord,
    refuse_lines,
)
from supplies.journal.action import END, Action, Context
from supplies.language import _
from supplies.models.procurement import Contract, Invoice, Payment
from supplies.models.treasury import (
    AcceptedDifference,
    DifferenceKind,
    LineState,
    ListKind,
    PaymentReturn,
    TakenLine,
    TakenList,
)
from supplies.procurement.actions import Title
from supplies.procurement.contracts import Text
from supplies.stock.checks import Problem
from supplies.values import NO_MONEY, ContractId, Money, SiteId

LINES_MAX = 20_000
Mark = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}" + END)]
Whole = Annotated[int, msgspec.Meta(ge=1, le=2**53)]
PaperKey = tuple[str, ContractId, bool]
"""Of what is recorded: the number of the voucher or invoice, the contract, and whether the money came back."""


class ListedEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A line as it is listed; it belongs to a contract, or to none for a reason, or is still open."""

    sheet: Text
    row: Whole
    number: Title
    dated: date
    payee: Text = ""
    amount: Money
    contract_number: Text = ""
    text: Text = ""
    fingerprint: Mark
    contract_id: ContractId | None = None
    reason: Text = ""


class ListedDifference(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A place where the list contradicts itself."""

    name: Text
    kind: DifferenceKind
    told: Money
    computed: Money


class TakeList(Action, frozen=True, kw_only=True, tag="procurement.take_list"):
    """Take a list over that was read from a file: the lines that no other list brought before."""

    kind: ListKind
    file: Text
    fingerprint: Mark
    """Of the whole list as it stands in the file."""
    lines: Annotated[tuple[ListedEntry, ...], msgspec.Meta(max_length=LINES_MAX)]
    differences: tuple[ListedDifference, ...] = ()
    accepted: tuple[Text, ...] = ()
    """The names of the differences that whoever posts this accepts."""


class DecideLine(Action, frozen=True, kw_only=True, tag="procurement.decide_line"):
    """Decide about a line that was left open: the contract that it belongs to, or why it belongs to none."""

    of_list: Whole
    """The entry of the list."""
    line: Whole
    contract_id: ContractId | None = None
    reason: Text = ""


def state_of(contract_id: ContractId | None, reason: str) -> LineState:
    """Return what a decision makes of a line.

    Raises:
        DecisionUnclear: it belongs to a contract and, for a reason, to none.
    """
    if contract_id is not None and reason.strip():
        raise DecisionUnclear
    if contract_id is not None:
        return LineState.MATCHED
    return LineState.DISMISSED if reason.strip() else LineState.OPEN


# --- what is recorded ------------------------------------------------------------------------------------------------


def recorded(
    connection: Connection, site_id: SiteId, kind: ListKind, numbers: Collection[str]
) -> dict[PaperKey, tuple[Money, date]]:
    """Return what is recorded under some numbers, contract by contract, and the day of it; mistakes do not count."""
    sums: Counter[PaperKey] = Counter()
    days: dict[PaperKey, date] = {}
    for number, contract_id, fen, day, is_return in _recorded_rows(connection, site_id, kind, numbers):
        key = number, contract_id, is_return
        sums[key] += int(fen)
        days[key] = min(day, days.get(key, day))
    return {key: (Money(fen), days[key]) for key, fen in sums.items() if fen}


def _recorded_rows(
    connection: Connection, site_id: SiteId, kind: ListKind, numbers: Collection[str]
) -> Iterator[tuple[str, ContractId, int, date, bool]]:
    """Yield what is recorded under some numbers: number, contract, amount, day, and whether it is a return."""
    if kind is ListKind.INVOICES:
        here = (Invoice.site_id == site_id, Invoice.number.in_(numbers))
        columns = (Invoice.number, Invoice.contract_id, Invoice.amount_fen, Invoice.dated, Invoice.is_correction)
        for number, contract_id, fen, day, is_correction in connection.execute(select(*columns).where(*here)):
            is_return = fen < 0 and not is_correction
            yield number, contract_id, -fen if is_return else fen, day, is_return
        return
    of_payments = (Payment.site_id == site_id, Payment.voucher.in_(numbers))
    columns_of = (Payment.voucher, Payment.contract_id, Payment.amount_fen, Payment.paid_on)
    for number, contract_id, fen, day in connection.execute(select(*columns_of).where(*of_payments)):
        yield number, contract_id, fen, day, False
    of_returns = (PaymentReturn.site_id == site_id, PaymentReturn.number.in_(numbers))
    statement = select(
        PaymentReturn.number,
        PaymentReturn.contract_id,
        PaymentReturn.amount_fen,
        PaymentReturn.returned_on,
        PaymentReturn.is_correction,
    )
    for number, contract_id, fen, day, is_correction in connection.execute(statement.where(*of_returns)):
        yield number, contract_id, -fen if is_correction else fen, day, not is_correction


def listed(connection: Connection, site_id: SiteId, kind: ListKind, numbers: Collection[str]) -> dict[PaperKey, Money]:
    """Return what lists have under some numbers and matched to a contract; what came back counts above zero."""
    is_return = TakenLine.amount_fen < 0
    statement = (
        select(TakenLine.number, TakenLine.contract_id, is_return, func.sum(func.abs(TakenLine.amount_fen)))
        .where(
            TakenLine.site_id == site_id,
            TakenLine.kind == kind,
            TakenLine.state == LineState.MATCHED,
            TakenLine.number.in_(numbers),
        )
        .group_by(TakenLine.number, TakenLine.contract_id, is_return)
    )
    return {(row[0], row[1], bool(row[2])): Money(int(row[3])) for row in connection.execute(statement)}


class _Papers:
    """What of the recorded papers no line has named yet."""

    def __init__(self, context: Context, kind: ListKind, numbers: Collection[str]) -> None:
        self._recorded = recorded(context.connection, context.site_id, kind, numbers)
        self._listed: Counter[PaperKey] = Counter()
        for key, amount in listed(context.connection, context.site_id, kind, numbers).items():
            self._listed[key] += amount.fen

    def use(self, number: str, contract_id: ContractId, amount: Money) -> ListedAboveRecorded | None:
        """Count a line; return the error where it says more than is recorded."""
        key = number, contract_id, amount < NO_MONEY
        self._listed[key] += abs(amount.fen)
        there = self._recorded[key][0] if key in self._recorded else NO_MONEY
        if self._listed[key] <= there.fen:
            return None
        return ListedAboveRecorded(number=number, listed=Money(self._listed[key]), recorded=there)


# --- taking over -----------------------------------------------------------------------------------------------------


def taken_marks(connection: Connection, marks: Collection[str]) -> frozenset[str]:
    """Return which fingerprints lines of the store have."""
    return frozenset(connection.scalars(select(TakenLine.fingerprint).where(TakenLine.fingerprint.in_(marks))))


def is_taken(connection: Connection, fingerprint: str) -> bool:
    """Return whether a list was taken over already."""
    return connection.scalar(select(TakenList.seq).where(TakenList.fingerprint == fingerprint).limit(1)) is not None


def check_take_list(context: Context, action: TakeList) -> None:
    """Refuse a list that is there, lines that are, differences that nobody accepts, and more than is recorded."""
    if is_taken(context.connection, action.fingerprint):
        raise ListTaken(file=action.file)
    if not action.lines:
        raise NothingToDo
    names = {each.name for each in action.differences}
    missing = sorted(names - set(action.accepted))
    if missing:
        raise DifferencesNotAccepted(count=len(missing), names=", ".join(missing))
    unknown = sorted(set(action.accepted) - names)
    if unknown:
        raise UnknownRecord(kind=_("Difference"), key=unknown[0])
    _check_entries(context, action)


def _check_entries(context: Context, action: TakeList) -> None:
    """Refuse lines that are there already, or that say more than is recorded."""
    there = set(taken_marks(context.connection, [line.fingerprint for line in action.lines]))
    wanted = {line.contract_id for line in action.lines if line.contract_id is not None}
    here = (Contract.site_id == context.site_id, Contract.contract_id.in_(wanted))
    contracts = set(context.connection.scalars(select(Contract.contract_id).where(*here)))
    papers = _Papers(context, action.kind, {line.number for line in action.lines if line.contract_id is not None})

    def problem_of(line: ListedEntry) -> Problem:
        if line.fingerprint in there:
            return "fingerprint", LineTaken(number=line.number, dated=line.dated)
        there.add(line.fingerprint)
        if line.contract_id is None:
            return None
        if line.reason.strip():
            return "reason", DecisionUnclear()
        if line.contract_id not in contracts:
            return "contract_id", UnknownRecord(kind=_("Contract"), key=str(line.contract_id))
        above = papers.use(line.number, line.contract_id, line.amount)
        return None if above is None else ("amount", above)

    problems = [(number, problem_of(line)) for number, line in enumerate(action.lines, 1)]
    refuse_lines([LineProblem(number, *problem) for number, problem in problems if problem is not None])


def take_list(context: Context, action: TakeList) -> None:
    """Write the list, its lines and the differences that were accepted."""
    head = {
        "site_id": context.site_id,
        "seq": context.seq,
        "kind": action.kind,
        "file_name": action.file,
        "fingerprint": action.fingerprint,
    }
    context.connection.execute(insert(TakenList), head)
    key = {"site_id": context.site_id, "list_seq": context.seq}
    rows = [
        {
            **key,
            "line": at,
            "kind": action.kind,
            "sheet": line.sheet,
            "row": line.row,
            "number": line.number,
            "dated": line.dated,
            "payee": line.payee,
            "amount_fen": line.amount.fen,
            "contract_number": line.contract_number,
            "text": line.text,
            "fingerprint": line.fingerprint,
            "state": state_of(line.contract_id, line.reason),
            "contract_id": line.contract_id,
            "reason": line.reason.strip(),
            "seq": context.seq,
        }
        for at, line in enumerate(action.lines, 1)
    ]
    context.connection.execute(insert(TakenLine), rows)
    accepted = [
        {
            **key,
            "name": each.name,
            "kind": each.kind,
            "told_fen": each.told.fen,
            "computed_fen": each.computed.fen,
            "accepted_by": context.actor,
        }
        for each in action.differences
    ]
    if accepted:
        context.connection.execute(insert(AcceptedDifference), accepted)


# --- deciding later --------------------------------------------------------------------------------------------------


def check_decide_line(context: Context, action: DecideLine) -> None:
    """Refuse a line that is matched already, an unclear decision, and more than is recorded."""
    here = (
        TakenLine.site_id == context.site_id,
        TakenLine.list_seq == action.of_list,
        TakenLine.line == action.line,
    )
    columns = (TakenLine.kind, TakenLine.number, TakenLine.amount_fen, TakenLine.state)
    row = context.connection.execute(select(*columns).where(*here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Listed line"), key=f"{action.of_list}.{action.line}")
    if row.state is LineState.MATCHED:
        raise LineDecided(number=row.number)
    if state_of(action.contract_id, action.reason) is LineState.OPEN:
        raise DecisionUnclear
    if action.contract_id is None:
        return
    if not context.has(Contract.site_id == context.site_id, Contract.contract_id == action.contract_id):
        raise UnknownRecord(kind=_("Contract"), key=str(action.contract_id))
    above = _Papers(context, row.kind, {row.number}).use(row.number, action.contract_id, Money(row.amount_fen))
    if above is not None:
        raise above


def decide_line(context: Context, action: DecideLine) -> None:
    """Write what was decided."""
    here = (
        TakenLine.site_id == context.site_id,
        TakenLine.list_seq == action.of_list,
        TakenLine.line == action.line,
    )
    values = {
        "state": state_of(action.contract_id, action.reason),
        "contract_id": action.contract_id,
        "reason": action.reason.strip(),
        "seq": context.seq,
    }
    context.connection.execute(update(TakenLine).where(*here).values(values))
