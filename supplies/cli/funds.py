"""``supplies fund`` and ``supplies tender``: relief money, its lots, and the statement that reconciles them."""

from collections.abc import Sequence

from supplies.accounts.words import level_name
from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_verb, whole
from supplies.errors import UnknownRecord
from supplies.funds.queries import AppropriationRow, appropriations
from supplies.language import _
from supplies.procurement.queries import TenderLotRow, rounds, tender_lots
from supplies.procurement.reconciliation import Statement, statement
from supplies.procurement.words import result_name, stage_name
from supplies.values import Money


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "fund", _("relief money"))
    add_verb(verbs, shared, "list", _funds, _("list appropriations and where their money stands"))
    verb = add_verb(verbs, shared, "show", _show_fund, _("show one appropriation with its lots"))
    verb.add_argument("number")
    verb = add_verb(
        verbs, shared, "reconcile", _reconcile, _("hold appropriations, tenders and published figures together")
    )
    verb.add_argument("--basis", choices=("budget", "contract", "paid"), default="budget")
    verbs = add_group(groups, shared, "tender", _("procurement lots"))
    add_verb(verbs, shared, "list", _tenders, _("list lots with stage and amounts"))
    verb = add_verb(verbs, shared, "show", _show_tender, _("show one lot with its rounds"))
    verb.add_argument("project", help=_("number of the project"))
    verb.add_argument("lot", type=whole, help=_("number of the lot"))


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


def _lot_lines(rows: Sequence[TenderLotRow]) -> list[str]:
    """Return lots as a table."""
    heads = (_("Project"), _("Tender lot"), _("Name"), _("Stage"), _("Budget"), _("Award"), _("Winner"))
    return table(
        heads,
        (
            (row.project_number, row.number, row.name, stage_name(row.stage), row.budget, row.award, row.winner)
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
    return Answer({"appropriation": rows[0], "lots": own}, [*_fund_lines(rows), sources, *_lot_lines(own)])


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
        "published": found.figures,
        "reconciled": found.is_reconciled,
        "difference": _difference(found),
        "checks": [
            {
                "title": check.title,
                "expected": check.expected,
                "found": check.found,
                "difference": check.difference,
                "lots": check.lots,
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
    return found.appropriated - found.available - found.planned - found.tendering - found.tendered


def statement_lines(found: Statement) -> list[str]:
    """Return the statement as people read it, in 万元 and to the fen."""
    rows = (
        (_("Appropriated"), found.appropriated),
        (_("Tendered"), found.tendered),
        (_("In tender"), found.tendering),
        (_("Planned"), found.planned),
        (_("Available"), found.available),
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
            lines += ["", check.title, *_lot_lines(check.lots)]
        if check.causes or check.notices:
            lines += ["", check.title, *(each.sentence() for each in (*check.causes, *check.notices))]
    lines.append(_("Reconciled to the fen.") if found.is_reconciled else _("Not reconciled: see the differences."))
    return lines


def _tenders(call: Call) -> Answer:
    """List lots."""
    with call.program() as program:
        rows = program.read(tender_lots)
    return Answer(rows, _lot_lines(rows))


def _show_tender(call: Call) -> Answer:
    """Show one lot with its rounds."""
    project, number = call.options.project, call.options.lot
    with call.program() as program:
        rows = [row for row in program.read(tender_lots) if row.project_number == project and row.number == number]
        if not rows:
            raise UnknownRecord(kind=_("Tender lot"), key=f"{project} {number}")
        held = program.read(lambda connection: rounds(connection, rows[0].site_id, rows[0].tender_lot_id))
    heads = (_("Round"), _("Announced"), _("Ended"), _("Result"), _("Reason"))
    lines = table(
        heads,
        ((row.number, row.announced_on, row.ended_on, result_name(row.result), row.reason) for row in held),
    )
    return Answer({"lot": rows[0], "rounds": held}, [*_lot_lines(rows), "", *lines])
