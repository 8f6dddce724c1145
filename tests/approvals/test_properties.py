"""Whatever people submit, decide, withdraw and post, in any order: each action takes effect at most once, and none
that needs approval without the approvals of different people in their order."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from supplies.approvals.actions import Decide, Verdict, Withdraw
from supplies.errors import SuppliesError
from supplies.journal.action import Action
from supplies.journal.queries import EntryRow, walk
from supplies.models.accounts import Role
from supplies.models.approvals import ProposalDecision
from supplies.values import ActionId, Login, LotId
from tests.approvals.office import HEAD, KEEPER, REVIEWER, SECOND, open_office, route, submit, write_off
from tests.rooms import ADMIN, SITE, Desk, act, many, some

PEOPLE = (KEEPER, REVIEWER, SECOND, HEAD, ADMIN)
ACTIONS = 3

steps = st.lists(
    st.tuples(
        st.sampled_from(("submit", "screen", "post", "approve", "return", "withdraw", "route")),
        st.integers(0, ACTIONS - 1),
        st.sampled_from(PEOPLE),
    ),
    min_size=8,
    max_size=40,
)


@dataclass
class Run:
    """One run: write-offs of one lot, and what was submitted."""

    desk: Desk
    lot: LotId
    actions: list[Action]
    proposals: list[int] = field(default_factory=list)
    has_route: bool = True
    direct: list[ActionId] = field(default_factory=list)
    """What took effect while nobody had to approve it."""

    def step(self, kind: str, at: int, who: Login) -> None:
        """Try one thing; it may be refused."""
        try:
            self._try(kind, at, who)
        except SuppliesError:
            return

    def _try(self, kind: str, at: int, who: Login) -> None:
        action = self.actions[at]
        if kind == "submit":
            self.proposals.append(self.desk.post(submit(action), actor=who)[0].entry.seq)
        elif kind == "screen":
            posted = self.desk.program.post([action], who, submitting=True)[0]
            self._note(posted.entry, action, is_new=posted.is_new)
        elif kind == "post":
            posted = self.desk.post(action, actor=who)[0]
            self._note(posted.entry, action, is_new=posted.is_new)
        elif kind == "route":
            wanted = () if self.has_route else (Role.REVIEWER, Role.SECTION_HEAD)
            self.desk.post(route("stock.write_off", *wanted))
            self.has_route = not self.has_route
        elif self.proposals:
            self._decide(kind, self.proposals[-1 - at % len(self.proposals)], who)

    def _note(self, entry: EntryRow, action: Action, *, is_new: bool) -> None:
        """Remember what an entry was."""
        if is_new and entry.action_type == "approvals.submit":
            self.proposals.append(entry.seq)
        elif is_new:
            assert not self.has_route, "what has a route is never posted directly"
            self.direct.append(action.action_id)

    def _decide(self, kind: str, seq: int, who: Login) -> None:
        if kind == "withdraw":
            self.desk.post(act(Withdraw, of_seq=seq), actor=who)
        else:
            verdict = Verdict.APPROVE if kind == "approve" else Verdict.RETURN
            self.desk.post(act(Decide, of_seq=seq, verdict=verdict, note="意见"), actor=who)


def approved_actions(desk: Desk, since: int) -> list[ActionId]:
    """Return the actions that the journal itself shows as approved by the right people, one entry after another."""
    entries = {entry.seq: entry for entry in desk.read(lambda connection: list(walk(connection, SITE, since)))}
    by_proposal: dict[int, list[tuple[Login, Role]]] = {}
    statement = select(ProposalDecision).where(ProposalDecision.verdict == Verdict.APPROVE)
    rows = desk.read(lambda connection: connection.execute(statement.order_by(ProposalDecision.seq)).mappings().all())
    for row in rows:
        if row["of_seq"] in entries:
            by_proposal.setdefault(row["of_seq"], []).append((row["decided_by"], row["role"]))
    found = []
    for seq, decided in by_proposal.items():
        people = [login for login, _role in decided]
        assert len(set(people)) == len(people) and entries[seq].actor not in people
        if [role for _login, role in decided] == [Role.REVIEWER, Role.SECTION_HEAD]:
            submitted = desk.program.journal.read_action(entries[seq].payload or b"")
            nested = desk.program.journal.read_action(bytes(submitted.proposed))  # type: ignore[attr-defined]
            found.append(nested.action_id)
    return found


def test_each_action_takes_effect_at_most_once_and_never_without_its_approvals(desk: Desk) -> None:
    open_office(desk)

    @many(max_examples=25, deadline=None)
    @given(steps)
    def run(tried: list[tuple[str, int, Login]]) -> None:
        since = desk.program.head.seq
        lot = desk.lot(quantity=100)
        desk.post(route("stock.write_off", Role.REVIEWER, Role.SECTION_HEAD))
        this = Run(desk, lot, [write_off(lot, 2**number) for number in range(ACTIONS)])
        for each in tried:
            this.step(*each)
        effective = approved_actions(desk, since) + this.direct
        assert len(set(effective)) == len(effective), "nothing took effect twice"
        gone = sum(2**number for number, action in enumerate(this.actions) if action.action_id in effective)
        assert desk.held(lot) == some(100 - gone)

    run()
    assert desk.program.verify(deep=True).findings == ()
