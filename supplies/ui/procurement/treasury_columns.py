"""The tables of the treasury screen: lines of a file, what is noticed in it, lines and lists taken over. In yuan."""

from dataclasses import dataclass

from supplies.language import N_, _
from supplies.procurement.lists import MoneyList
from supplies.procurement.matching import Candidate, Proposal
from supplies.procurement.take_over import Fate, PlannedLine, fate_name
from supplies.procurement.taken_lists import LineState, TakenLineRow, TakenListRow, kind_name, state_name
from supplies.ui.funds.columns import money_column
from supplies.ui.paged_table import Align, Column

PROPOSED, UNMATCHED, MATCHED, REFUSED, DISMISSED = "proposed", "unmatched", "matched", "refused", "dismissed"
STATES = {
    PROPOSED: N_("Proposed"),
    UNMATCHED: N_("Not matched"),
    MATCHED: N_("Matched to a contract"),
    REFUSED: N_("Cannot be recorded"),
    DISMISSED: N_("Belongs to no contract"),
}
"""What a line of a file is at, before it is taken over."""
STATE_MARKS = {PROPOSED: "info", UNMATCHED: "warning", MATCHED: "ok", REFUSED: "error", DISMISSED: "remove"}
TAKEN_MARKS = {LineState.OPEN: "waiting", LineState.MATCHED: "ok", LineState.DISMISSED: "remove"}
SENTENCES_SHOWN = 3


def state_of_planned(row: PlannedLine) -> str:
    """Return what a line of a file is at."""
    if row.fate in {Fate.RECORD, Fate.KNOWN}:
        return MATCHED
    if row.fate is Fate.DISMISSED:
        return DISMISSED
    if row.problem is not None:
        return REFUSED
    return PROPOSED if row.proposal.match is not None else UNMATCHED


def state_words(row: PlannedLine) -> str:
    """Return what a line is at, and of a matched one whether something is recorded with it."""
    state = state_of_planned(row)
    return fate_name(row.fate) if state in {MATCHED, DISMISSED} else _(STATES[state])


def contract_words(contract: str, proposal: Proposal | None) -> str:
    """Return the contract of a line: the one that it was said to belong to, the proposed one, or the nearest ones."""
    if contract or proposal is None:
        return contract
    if proposal.match is not None:
        return proposal.match.contract.number
    near = proposal.candidates[:1]
    return _("near: {contract}").format(contract=near[0].contract.number) if near else _("none is near")


def why_candidate(candidate: Candidate) -> str:
    """Return what speaks for a contract and what against it."""
    return _("; ").join(candidate.sentences()[:SENTENCES_SHOWN])


def why_proposal(contract: str, proposal: Proposal | None) -> str:
    """Return why a contract is proposed or was chosen; where none is, why the nearest one."""
    if proposal is None or not proposal.candidates:
        return ""
    shown = next((each for each in proposal.candidates if each.contract.number == contract), None)
    if contract and shown is None:
        return _("chosen by hand")
    return why_candidate(shown or proposal.match or proposal.candidates[0])


def why_planned(row: PlannedLine) -> str:
    """Return why a line is at what it is."""
    if row.problem is not None:
        return row.problem.text()
    return row.reason or why_proposal(row.contract, row.proposal)


PLANNED_COLUMNS: tuple[Column[PlannedLine], ...] = (
    Column("row", N_("Row"), lambda row: f"{row.line.row}  {row.line.sheet}", width_ems=4.5),
    Column("number", N_("Number"), lambda row: row.line.number, width_ems=6.5, sort="number"),
    Column("dated", N_("Date"), lambda row: str(row.line.dated), width_ems=5.5, sort="dated"),
    Column("payee", N_("Payee"), lambda row: row.line.payee, width_ems=8, stretches=True, sort="payee"),
    money_column("amount", N_("Amount (yuan)"), lambda row: row.line.amount, sort="amount"),
    Column(
        "state",
        N_("State"),
        state_words,
        mark=lambda row: STATE_MARKS[state_of_planned(row)],
        width_ems=7,
        sort="state",
    ),
    Column("contract", N_("Contract"), lambda row: contract_words(row.contract, row.proposal), width_ems=8),
    Column("why", N_("Why"), why_planned, width_ems=12, stretches=True),
    Column("text", N_("Purpose"), lambda row: row.line.text, width_ems=6),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is noticed in a file: a cell that cannot be read, a difference, or what was left out."""

    key: str
    words: str
    mark: str
    is_difference: bool = False
    is_accepted: bool = False

    @property
    def state(self) -> str:
        """Return what is to be done about it, in words."""
        if not self.is_difference:
            return _("To be corrected in the file") if self.mark == "error" else _("For information")
        return _("Accepted") if self.is_accepted else _("To be accepted or corrected")


def findings_of(of: MoneyList, accepted: frozenset[str]) -> list[Finding]:
    """Return the differences of a list, what is accepted of them, and what else a person should know."""
    found = [
        Finding(
            key=each.name,
            words=each.sentence(),
            mark="ok" if each.name in accepted else "warning",
            is_difference=True,
            is_accepted=each.name in accepted,
        )
        for each in of.differences
    ]
    return [*found, *(Finding(words, words, "info") for words in of.notices())]


FINDING_COLUMNS: tuple[Column[Finding], ...] = (
    Column("state", N_("State"), lambda row: row.state, mark=lambda row: row.mark, width_ems=9),
    Column("words", N_("What is noticed"), lambda row: row.words, width_ems=24, stretches=True),
    Column("name", N_("Name"), lambda row: row.key if row.is_difference else "", width_ems=8),
)


def why_taken(row: TakenLineRow) -> str:
    """Return why a line belongs to no contract, or why a contract is near an open one."""
    return row.reason or why_proposal("", row.proposal)


TAKEN_COLUMNS: tuple[Column[TakenLineRow], ...] = (
    Column("list", N_("List"), lambda row: str(row.taken.list_seq), Align.RIGHT, width_ems=3),
    Column("row", N_("Row"), lambda row: str(row.taken.listed.row), Align.RIGHT, width_ems=2.5),
    Column("kind", N_("Kind"), lambda row: kind_name(row.taken.kind), width_ems=5),
    Column("number", N_("Number"), lambda row: row.taken.listed.number, width_ems=6.5, sort="number"),
    Column("dated", N_("Date"), lambda row: str(row.taken.listed.dated), width_ems=5.5, sort="dated"),
    Column("payee", N_("Payee"), lambda row: row.taken.listed.payee, width_ems=8, stretches=True, sort="payee"),
    money_column("amount", N_("Amount (yuan)"), lambda row: row.taken.listed.amount, sort="amount"),
    Column(
        "state",
        N_("State"),
        lambda row: state_name(row.state),
        mark=lambda row: TAKEN_MARKS[row.state],
        width_ems=6.5,
        sort="state",
    ),
    Column("contract", N_("Contract"), lambda row: contract_words(row.contract, row.proposal), width_ems=8),
    Column("why", N_("Why"), why_taken, width_ems=10, stretches=True),
)
LIST_COLUMNS: tuple[Column[TakenListRow], ...] = (
    Column("seq", N_("List"), lambda row: str(row.seq), Align.RIGHT, width_ems=3, sort="seq"),
    Column("taken_on", N_("Taken over on"), lambda row: str(row.taken_on), width_ems=5.5),
    Column("file", N_("File"), lambda row: row.file, width_ems=10, stretches=True, sort="file"),
    Column("kind", N_("Kind"), lambda row: kind_name(row.kind), width_ems=5),
    Column("lines", N_("Lines"), lambda row: str(row.lines), Align.RIGHT, width_ems=3.5),
    money_column("amount", N_("Amount (yuan)"), lambda row: row.amount),
    Column("matched", N_("Lines matched"), lambda row: str(row.matched), Align.RIGHT, width_ems=3.5),
    Column("dismissed", N_("Belong to none"), lambda row: str(row.dismissed), Align.RIGHT, width_ems=4.5),
    Column(
        "open",
        N_("Lines open"),
        lambda row: str(row.open),
        Align.RIGHT,
        mark=lambda row: "waiting" if row.open else "ok",
        width_ems=4,
        sort="open",
    ),
    Column("differences", N_("Differences accepted"), lambda row: str(row.differences), Align.RIGHT, width_ems=5),
    Column("actor", N_("By"), lambda row: row.actor, width_ems=5),
)
