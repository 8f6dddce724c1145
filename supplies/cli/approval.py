"""``supplies approval``: what waits for approval, approving, returning and withdrawing it, and who approves what."""

from typing import Any

from supplies.approvals.actions import Decide, RouteLine, SetRoutes, Verdict, Withdraw
from supplies.approvals.posting import SUBMITTED
from supplies.approvals.queries import (
    ProposalFilter,
    ProposalPaper,
    ProposalRow,
    proposal_numbered,
    proposals_page,
    routes,
    submitted_numbers,
    whole_proposal,
)
from supplies.approvals.words import ProposalState, Role, role_name
from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_verb, whole
from supplies.errors import ActorNeeded, WrongUsage
from supplies.journal.post import Posted
from supplies.language import _
from supplies.program import Program
from supplies.tables import local_text
from supplies.values import ActionId, Login, new_id

LIMIT = 100


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "approval", _("what waits for approval, and who approves what"))
    verb = add_verb(verbs, shared, "list", _list, _("list proposals, newest first"))
    verb.add_argument("--state", choices=[state.value for state in ProposalState], help=_("only those in this state"))
    verb.add_argument("--waiting", action="store_true", help=_("only those that wait for whoever acts"))
    verb.add_argument("--mine", action="store_true", help=_("only those that whoever acts has submitted"))
    verb.add_argument("--limit", type=whole, default=LIMIT)
    verb = add_verb(verbs, shared, "show", _show, _("show a proposal, what it would do, and who decided"))
    verb.add_argument("number", help=_("number of the proposal"))
    for name, command, text in (
        ("approve", _approve, _("approve the next step; the last one carries it out")),
        ("return", _return, _("return a proposal, and say why")),
        ("withdraw", _withdraw, _("withdraw what one submitted")),
    ):
        verb = add_verb(verbs, shared, name, command, text)
        verb.add_argument("number", help=_("number of the proposal"))
        verb.add_argument("--note", default="")
    verb = add_verb(verbs, shared, "routes", _routes, _("list who approves what, or set it for one kind of action"))
    verb.add_argument("action", nargs="?", default="", help=_("name of the action, such as stock.write_off"))
    roles = [role.value for role in Role]
    verb.add_argument("--step", action="append", choices=roles, help=_("a role that approves; once for each step"))
    verb.add_argument("--none", action="store_true", help=_("nobody has to approve it"))
    verb.add_argument(
        "--free-minutes", type=whole, default=0, help=_("minutes in which whoever posted an entry may reverse it alone")
    )
    verb.add_argument("--source", default="", help=_("what the route rests on"))


def submission_answer(program: Program, posted: list[Posted]) -> Answer | None:
    """Return what is said where something was submitted for approval; None where nothing was."""
    entries = [each.entry for each in posted if each.entry.action_type == SUBMITTED]
    if not entries:
        return None
    seqs = [entry.seq for entry in entries]
    numbers = program.read(lambda connection: submitted_numbers(connection, entries[0].site_id, seqs))
    text = _("Submitted for approval: {numbers}").format(numbers=", ".join(numbers))
    return Answer({"submitted": numbers, "seqs": seqs}, [text])


def _reader(call: Call, program: Program) -> Login:
    """Return whoever acts, or nobody in particular."""
    return call.actor_if_known(program) or Login("")


def _list(call: Call) -> Answer:
    """List proposals."""
    with call.program() as program:
        login = _reader(call, program)
        if not login and (call.options.waiting or call.options.mine):
            raise ActorNeeded
        wanted = ProposalFilter(
            state=ProposalState(call.text("state")) if call.text("state") else None,
            drafted_by=login if call.options.mine else None,
            waits_for=login if call.options.waiting else None,
        )
        limit = max(1, min(call.options.limit, 1000))
        rows = program.read(lambda connection: proposals_page(connection, wanted, limit=limit))
        titles = {name: procedure.title for name, procedure in program.journal.by_name.items()}
    heads = (_("Number"), _("What it does"), _("Depot"), _("Drawn up by"), _("State"), _("Steps"), _("Waits for"))
    lines = table(
        heads,
        (
            (
                row.number,
                _(titles.get(row.action_type, row.action_type)),
                row.depot_name,
                row.drafter_name,
                row.state_name,
                row.progress,
                row.waits_for,
            )
            for row in rows
        ),
    )
    return Answer(rows, lines)


def _show(call: Call) -> Answer:
    """Show one proposal whole."""
    with call.program() as program:
        paper = _paper(call, program)
    described = paper.described
    lines = [f"{paper.row.number}  {described.title}  {paper.row.state_name}"]
    lines += [f"{title}: {text}" for title, text in _facts(paper)]
    if described.lines:
        heads = (_("Line"), _("Goods"), _("Quantity"), _("Location"), _("Details"))
        lines += table(
            heads, ((each.line, each.what, each.quantity, each.where, each.details) for each in described.lines)
        )
    return Answer(paper, lines)


def _paper(call: Call, program: Program) -> ProposalPaper:
    """Return the proposal named, as whoever acts sees it."""
    reader = _reader(call, program)
    procedures = program.journal.by_name
    return program.read(lambda connection: whole_proposal(connection, call.text("number"), procedures, reader))


def _facts(paper: ProposalPaper) -> list[tuple[str, str]]:
    """Return who submitted a proposal, what it says, and each step."""
    row = paper.row
    decided = {each.step: each.words() for each in paper.decisions}
    steps = [
        (_("Step {n}: {role}").format(n=step, role=role_name(role)), decided.get(step, _("not decided yet")))
        for step, role in enumerate(row.roles, 1)
    ]
    facts = [
        (_("Drawn up by"), row.drafter_name),
        (_("Submitted"), local_text(row.drafted_at)),
        (_("Note of the drafter"), paper.note),
        *paper.described.facts,
        *steps,
    ]
    return [(title, text) for title, text in facts if text]


def _named(call: Call, program: Program) -> ProposalRow:
    """Return the proposal named."""
    return program.read(lambda connection: proposal_numbered(connection, call.text("number")))


def _today(call: Call, program: Program) -> dict[str, Any]:
    """Return a new id and today."""
    return {"action_id": ActionId(new_id()), "business_date": call.business_date(program)}


def _approve(call: Call) -> Answer:
    """Approve the next step."""
    return _decided(call, Verdict.APPROVE)


def _return(call: Call) -> Answer:
    """Return a proposal."""
    return _decided(call, Verdict.RETURN)


def _decided(call: Call, verdict: Verdict) -> Answer:
    """Post a decision and say where the proposal stands."""
    with call.program() as program:
        row = _named(call, program)
        note = call.text("note")
        call.post(program, [Decide(**_today(call, program), of_seq=row.seq, verdict=verdict, note=note)])
        return _standing(_named(call, program))


def _withdraw(call: Call) -> Answer:
    """Withdraw a proposal."""
    with call.program() as program:
        row = _named(call, program)
        call.post(program, [Withdraw(**_today(call, program), of_seq=row.seq, note=call.text("note"))])
        return _standing(_named(call, program))


def _standing(row: ProposalRow) -> Answer:
    """Say where a proposal stands now."""
    lines = [f"{row.number}: {row.state_name}"]
    if row.waits_for:
        lines.append(_("Waits for {role}, step {progress}.").format(role=row.waits_for, progress=row.progress))
    return Answer(row, lines)


def _routes(call: Call) -> Answer:
    """List the routes, after setting one where it is named."""
    with call.program() as program:
        if call.text("action"):
            call.post(program, [_new_route(call, program)])
        rows = program.read(routes)
        titles = {name: procedure.title for name, procedure in program.journal.by_name.items()}
    heads = (_("Action"), _("What it does"), _("Approved by"), _("Free minutes"), _("Source"))
    lines = table(
        heads,
        (
            (
                row.action_type,
                _(titles.get(row.action_type, "")),
                " → ".join(map(role_name, row.steps)),
                row.free_minutes or "",
                row.source,
            )
            for row in rows
        ),
    )
    return Answer(rows, lines)


def _new_route(call: Call, program: Program) -> SetRoutes:
    """Return the action that sets the route of one kind of action."""
    steps = call.options.step or []
    if bool(steps) == call.options.none:
        raise WrongUsage(problem=_("name either --step or --none"), usage="supplies approval routes --help")
    line = RouteLine(
        action_type=call.text("action"),
        steps=tuple(Role(step) for step in steps),
        free_minutes=call.options.free_minutes,
        source=call.text("source"),
    )
    return SetRoutes(**_today(call, program), routes=(line,))
