"""Making the sample store: every line of it is posted through the journal, under the clock of its own day."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from functools import partial
from itertools import groupby
from operator import itemgetter
from random import Random

from supplies import pinyin
from supplies.accounts.actions import AddOrganisation, AddPerson, GrantRole, RevokeRole
from supplies.catalogue.lists import CatalogueList, default_list
from supplies.journal.action import Action, action_name
from supplies.models.accounts import Level, OrganisationKind, Role
from supplies.program import NewStore, Program
from supplies.sample.approvals import show_approvals
from supplies.sample.contracts import Deed, contract_deeds, told
from supplies.sample.facts import DEPOTS, DONOR, FOUNDED, FUNDS, PEOPLE, SEED, SITE, SITE_NAME, SUPPLIERS
from supplies.sample.funds import money_actions
from supplies.sample.history import AUTHORITY, KEEPER, MONTHS, History
from supplies.sample.identity import Identity
from supplies.sample.papers import show_papers
from supplies.sample.procedures_bonds import show_bonds
from supplies.sample.procedures_care import show_care
from supplies.sample.procedures_counts import show_counts
from supplies.sample.procedures_dates import show_dates
from supplies.sample.procedures_emergency import show_emergency
from supplies.sample.procedures_incoming import show_incoming
from supplies.sample.procedures_relief import show_relief
from supplies.sample.procedures_transfers import show_transfers
from supplies.stock.actions import AddDepot, AddPlace
from supplies.values import AppropriationId, DepotCode, Login, OrganisationCode, utc_now

Progress = Callable[[int, int], None]
"""Takes how many steps are done and how many there are."""

EVENING = time(10, 0, tzinfo=UTC)


class _Calendar:
    """The clock of the story: the evening of the day that is being told, never later than now."""

    def __init__(self, day: date) -> None:
        self.day = day

    def now(self) -> datetime:
        """Return the moment that the next entries are recorded at."""
        return min(datetime.combine(self.day, EVENING), utc_now())


PROCEDURES = (
    show_incoming,
    show_transfers,
    show_care,
    show_counts,
    show_emergency,
    show_relief,
    show_dates,
    show_bonds,
    show_papers,
    show_approvals,
)
"""An example of every procedure; the last sets the routes by which others approve."""


def _no_progress(_done: int, _total: int) -> None:
    """Say nothing."""


def make_sample(url: str, progress: Progress = _no_progress) -> Program:
    """Make the sample store and return it open.

    Args:
        url: a new file, or an empty PostgreSQL database.
        progress: called after each step.

    Raises:
        AlreadyThere: the file exists.
        StoreUnusable: it cannot be made there.
    """
    calendar = _Calendar(FOUNDED)
    admin = Login("admin")
    new = NewStore(SITE, SITE_NAME, Level.CITY, admin, PEOPLE[admin][0], is_sample=True)
    program = Program.create(url, new, clock=calendar.now)
    try:
        _tell(program, calendar, progress)
    finally:
        program.close()
    return Program.open(url)


def _tell(program: Program, calendar: _Calendar, progress: Progress) -> None:
    """Post the whole story."""
    admin = Login("admin")
    today = utc_now().astimezone().date()
    steps = MONTHS + 2
    random = Random(SEED)  # noqa: S311 - a story, not a secret
    identity = Identity(random)
    catalogue = default_list()
    history = History(random, identity, catalogue.items, today)
    program.post(list(_foundation(identity, catalogue, history)), admin)
    progress(1, steps)
    funds = [AppropriationId(identity.uuid()) for _fund in FUNDS]
    money = (told(action) for action in money_actions(identity, funds))
    _post_by_day(program, calendar, [*money, *contract_deeds(catalogue.items, history)])
    history.paid_by(funds)
    progress(2, steps)
    for number in range(MONTHS):
        actions = list(history.month(number))
        calendar.day = max(action.business_date for action in actions)
        for actor, some in groupby(actions, partial(_actor, program)):
            program.post(list(some), actor)
        progress(3 + number, steps)
    calendar.day = today
    for show in PROCEDURES:
        show(program, identity, today)


def _actor(program: Program, action: Action) -> Login:
    """Return who does it: the first of the sample's people who holds a role for it, everywhere."""
    wanted = program.journal.procedure(action_name(type(action))).roles
    return next(login for login, (_name, role, depot) in PEOPLE.items() if role in wanted and not depot)


def _post_by_day(program: Program, calendar: _Calendar, deeds: Iterable[Deed]) -> None:
    """Post deeds in the order of their days, each under its own."""
    for day, make in sorted(deeds, key=itemgetter(0)):
        calendar.day = day
        action = make(program)
        program.post([action], _actor(program, action))


def _foundation(identity: Identity, catalogue: CatalogueList, history: History) -> Iterator[Action]:
    """Yield people, organisations, the catalogue, depots and their locations, and who does what."""
    for login, (name, _role, _depot) in PEOPLE.items():
        if login != "admin":
            yield AddPerson(action_id=identity.action(), business_date=FOUNDED, login=login, name=name, site_id=SITE)
    organisations = [
        (AUTHORITY, "鞍山市应急管理局", OrganisationKind.AUTHORITY),
        (KEEPER, "应急管理事务服务中心", OrganisationKind.KEEPER),
        (OrganisationCode(DONOR[0]), DONOR[1], OrganisationKind.DONOR),
        *((OrganisationCode(code), name, OrganisationKind.SUPPLIER) for code, name in SUPPLIERS.items()),
    ]
    for code, name, kind in organisations:
        yield AddOrganisation(
            action_id=identity.action(),
            business_date=FOUNDED,
            code=code,
            name=name,
            kind=kind,
            level=Level.CITY if kind is OrganisationKind.AUTHORITY else None,
            pinyin=pinyin.initials(name),
        )
    yield catalogue.action(identity.action(), FOUNDED)
    for depot, (name, address) in DEPOTS.items():
        yield AddDepot(
            action_id=identity.action(),
            business_date=FOUNDED,
            code=depot,
            name=name,
            address=address,
            pinyin=pinyin.initials(name),
        )
        for place_code, place in history.places(depot):
            yield AddPlace(action_id=identity.action(), business_date=FOUNDED, depot=depot, code=place_code, name=place)
    yield from _roles(identity)


def _roles(identity: Identity) -> Iterator[Action]:
    """Yield everybody's role; the first person keeps only their own, now that there are others."""
    for login, (_name, role, depot) in PEOPLE.items():
        if login != "admin":
            yield GrantRole(
                action_id=identity.action(), business_date=FOUNDED, login=login, role=role, depot=DepotCode(depot)
            )
    for role in Role:
        if role is not Role.CITY_ADMIN:
            yield RevokeRole(
                action_id=identity.action(),
                business_date=FOUNDED,
                login=Login("admin"),
                role=role,
                reason="已有专人负责(示例)",
            )
