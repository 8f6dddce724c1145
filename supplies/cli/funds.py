"""``supplies fund``: relief money, its lots, and the statement that reconciles them."""

from collections.abc import Sequence

from supplies.accounts.words import level_name
from supplies.cli.call import Call, Parser
from supplies.cli.fund_steps import add_steps
from supplies.cli.fund_trace import add_trace
from supplies.cli.fund_views import add_views
from supplies.cli.lots import lot_data, lot_lines
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_verb
from supplies.errors import UnknownRecord
from supplies.funds.queries import AppropriationRow, appropriations
from supplies.language import _
from supplies.procurement.queries import tender_lots
from supplies.procurement.reconciliation import Statement, statement
from supplies.values import Money, total_money


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "fund", _("relief money"))
    add_verb(verbs, shared, "list", _funds, _("list appropriations and where their money stands"))
    add_trace(verbs, shared)
    verb = add_verb(verbs, shared, "show", _show_fund, _("show one appropriation with its lots"))
    verb.add_argument("number")
    verb = add_verb(
        verbs, shared, "reconcile", _reconcile, _("hold appropriations, tenders and published figures together")
    )
    verb.add_argument("--basis", choices=("budget", "contract", "paid"), default="budget")
    add_views(verbs, shared)
    add_steps(verbs, shared)


def _fund_lines(rows: Sequence[AppropriationRow]) -> list[str]:
    """Return appropriations as a table."""
    heads = (
        _("Number"),
        _("Title"),
        _("Date"),
        _("Amount"),
        _("Available"),
        _("Planned"),
        _("In tender"),
        _("Tendered"),
    )
    return table(
        heads,
        (
            (row.number, row.title, row.dated, row.amount, row.available, row.planned, row.tendering, row.tendered)
            for row in rows
        ),
    )


def _funds(call: Call) -> Answer:
    """List appropriations."""
    with call.program() as program:
        rows = program.read(appropriations)
    return Answer(rows, _fund_lines(rows))


def _show_fund(call: Call) -> Answer:
    """Show one appropriation."""
    with call.program() as program:
        rows = [row for row in program.read(appropriations) if row.number == call.options.number]
        lots = program.read(tender_lots)
    if not rows:
        raise UnknownRecord(kind=_("Appropriation"), key=call.options.number)
    fund = rows[0].appropriation_id
    own = [lot for lot in lots if fund in {each.appropriation_id for each in lot.funding}]
    split = ", ".join(
        f"{level_name(level)} {amount.grouped() if amount is not None else _('not split')}"
        for level, amount in rows[0].shares
    )
    sources = _("Sources: {sources}").format(sources=split)
    return Answer(
        {"appropriation": rows[0], "lots": [*map(lot_data, own)]}, [*_fund_lines(rows), sources, *lot_lines(own)]
    )


def _reconcile(call: Call) -> Answer:
    """Print the statement; a difference is bad news, so the exit status says so."""
    with call.program() as program:
        found = program.read(statement)
    data = {
        "basis": call.options.basis,
        "appropriated": found.appropriated,
        "available": found.available,
        "planned": found.planned,
        "in_tender": found.tendering,
        "tendered": found.tendered,
        "allotted": found.allotted,
        "returned": found.returned,
        "published": found.figures,
        "reconciled": found.is_reconciled,
        "difference": _difference(found),
        "checks": [
            {
                "title": check.title,
                "expected": check.expected,
                "found": check.found,
                "difference": check.difference,
                "lots": [*map(lot_data, check.lots)],
                "causes": check.causes,
                "notices": check.notices,
            }
            for check in found.checks
        ],
    }
    status = 0 if found.is_reconciled else 1
    if call.options.basis == "budget":
        return Answer(data, statement_lines(found), exit_status=status)
    whole, part, words = _on_basis(found, call.options.basis)
    data |= {"amount": part, "rest": whole - part}
    return Answer(data, [*words, *_check_lines(found)], exit_status=status)


def _on_basis(found: Statement, basis: str) -> tuple[Money, Money, list[str]]:
    """Return the whole, the part of it that another basis counts, and both in words."""
    if basis == "contract":
        whole, part, title = found.appropriated, found.contracted, _("Contract basis")
        names = (_("Appropriated"), _("Under contract"), _("Not under contract"))
    else:
        whole, part, title = found.contracted, found.paid, _("Paid basis")
        names = (_("Under contract"), _("Paid"), _("Not paid"))
    rows = zip(names, (whole, part, whole - part), strict=True)
    heads = (title, _("10,000 yuan"), _("Yuan"))
    return whole, part, table(heads, ((name, each.wan(), each) for name, each in rows))


def _difference(found: Statement) -> Money:
    """Return what is appropriated but stands in no bucket."""
    stands = (found.available, found.planned, found.tendering, found.tendered, found.allotted, found.returned)
    return found.appropriated - total_money(stands)


def statement_lines(found: Statement) -> list[str]:
    """Return the statement as people read it, in 万元 and to the fen."""
    rows = (
        (_("Appropriated"), found.appropriated),
        (_("Tendered"), found.tendered),
        (_("In tender"), found.tendering),
        (_("Planned"), found.planned),
        (_("Available"), found.available),
        (_("Allotted"), found.allotted),
        (_("Given back"), found.returned),
        (_("Difference"), _difference(found)),
    )
    lines = table((_("Budget basis"), _("10,000 yuan"), _("Yuan")), ((name, each.wan(), each) for name, each in rows))
    return [*lines, *_check_lines(found)]


def _check_lines(found: Statement) -> list[str]:
    """Return each identity with both sides, and the lots of one that does not hold."""
    heads = (_("Check"), _("Expected"), _("Found"), _("Difference"))
    lines = ["", *table(heads, ((each.title, each.expected, each.found, each.difference) for each in found.checks))]
    for check in found.checks:
        if not check.holds and check.lots:
            lines += ["", check.title, *lot_lines(check.lots)]
        if check.causes or check.notices:
            lines += ["", check.title, *(each.sentence() for each in (*check.causes, *check.notices))]
    lines.append(_("Reconciled to the fen.") if found.is_reconciled else _("Not reconciled: see the differences."))
    return lines
