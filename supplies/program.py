"""The program behind every screen and command: one store, one journal with all rooms, and the witness of its head."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from supplies.accounts.actions import AddPerson, OpenSite
from supplies.accounts.room import ACCOUNTS
from supplies.accounts.rules import check_actor
from supplies.catalogue.room import CATALOGUE
from supplies.database import Database, parse_url
from supplies.errors import NotThisStore
from supplies.funds.room import FUNDS
from supplies.journal import queries
from supplies.journal.action import Action
from supplies.journal.post import Journal, Posted
from supplies.journal.queries import HeadRow, StoreRow
from supplies.journal.store_actions import FoundStore
from supplies.journal.verify import Verification, verify
from supplies.journal.witness import Witness
from supplies.models.accounts import Level
from supplies.procurement.room import PROCUREMENT
from supplies.settings import data_folder
from supplies.stock.room import STOCK
from supplies.upgrade import create_schema, require_current
from supplies.values import ActionId, Changes, Login, SiteId, new_id, utc_now

T = TypeVar("T")

ROOMS = (ACCOUNTS, CATALOGUE, STOCK, FUNDS, PROCUREMENT)


@dataclass(frozen=True, slots=True)
class NewStore:
    """Whose store it becomes, and the first person, who may act in it."""

    site_id: SiteId
    site_name: str
    level: Level
    login: Login
    person_name: str
    is_sample: bool = False


class Program:
    """One open store, ready to be read and posted to."""

    def __init__(self, database: Database, witness: Witness, clock: Callable[[], datetime] = utc_now) -> None:
        """Put the rooms together; use ``open`` or ``create``."""
        self.database = database
        self.clock = clock
        self._witness = witness
        self.journal = Journal(ROOMS, check_actor, witness.check, clock)
        self._seen: dict[SiteId, int] = {}

    @classmethod
    def open(cls, url: str, clock: Callable[[], datetime] = utc_now) -> "Program":
        """Open a store that exists and is set up.

        Raises:
            StoreUnusable: it cannot be used; nothing was changed.
        """
        database = Database.open(url)
        try:
            require_current(database)
            known = database.read(queries.store)
            if known is None:
                raise NotThisStore
        except BaseException:
            database.close()
            raise
        program = cls(database, Witness(witness_path(known)), clock)
        program.poll()
        return program

    @classmethod
    def create(cls, url: str, new: NewStore, clock: Callable[[], datetime] = utc_now) -> "Program":
        """Make an empty store: a new file, or the tables in an empty database.

        Raises:
            AlreadyThere: the file exists.
            StoreUnusable: it cannot be made there, or the database holds a store.
        """
        parsed = parse_url(url)
        is_file = parsed.get_backend_name() == "sqlite"
        database = Database.create_file(Path(parsed.database or "")) if is_file else Database.open(url)
        try:
            create_schema(database)
            store = StoreRow(new_id(), new.site_id, new.is_sample, clock())
            program = cls(database, Witness(witness_path(store)), clock)
            program.post(_founding(store, new, clock().astimezone().date()), new.login)
        except BaseException:
            database.close()
            raise
        program.poll()
        return program

    @property
    def store(self) -> StoreRow:
        """Return which store this is."""
        known = self.database.read(queries.store)
        assert known is not None, "an open store is set up"
        return known

    @property
    def head(self) -> HeadRow:
        """Return the newest entry of the site that writes here."""
        head = self.database.read(queries.own_head)
        assert head is not None, "an open store has a head"
        return head

    def read(self, query: Callable[[Connection], T]) -> T:
        """Run a query on one consistent view of the store."""
        return self.database.read(query)

    def post(self, actions: Sequence[Action], actor: Login) -> list[Posted]:
        """Post actions, all or nothing; posting one again changes nothing.

        Raises:
            Refused: a rule forbids one of them; nothing was changed.
            StoreUnusable: the store cannot be used now; nothing was changed.
        """

        def operation(connection: Connection) -> list[Posted]:
            return [self.journal.post(connection, action, actor) for action in actions]

        posted = self.database.write(operation)
        newest = [each.entry for each in posted if each.is_new]
        if newest:
            entry = newest[-1]
            self._witness.note(HeadRow(entry.site_id, entry.epoch, entry.seq, entry.hash))
        return posted

    def poll(self) -> Changes:
        """Return what anybody has posted since the last call; the first call returns nothing."""
        return self.database.read(self._poll)

    def _poll(self, connection: Connection) -> Changes:
        """Compare the heads with those seen last; only where one moved, ask what its entries were."""
        changes = Changes()
        for head in queries.heads(connection):
            seen = self._seen.get(head.site_id)
            if seen is not None and seen != head.seq:
                kinds = queries.action_types_after(connection, head.site_id, seen)
                changes |= Changes(self.journal.topics(kinds))
            self._seen[head.site_id] = head.seq
        return changes

    def verify(self, *, deep: bool = False) -> Verification:
        """Check the whole store; see ``supplies.journal.verify``."""
        return verify(self.journal, self.database, deep=deep)

    def close(self) -> None:
        """Let the store go."""
        self.database.close()


def witness_path(store: StoreRow) -> Path:
    """Return where this computer remembers the head of a store: never beside the store itself."""
    return data_folder() / "witness" / f"{store.store_id}.json"


def _founding(store: StoreRow, new: NewStore, today: date) -> list[Action]:
    """Return the first actions of a store: whose it is, the site, and the first person."""
    return [
        FoundStore(
            action_id=ActionId(new_id()),
            business_date=today,
            store_id=store.store_id,
            site_id=new.site_id,
            is_sample=new.is_sample,
        ),
        OpenSite(
            action_id=ActionId(new_id()),
            business_date=today,
            code=new.site_id,
            name=new.site_name,
            level=new.level,
        ),
        AddPerson(
            action_id=ActionId(new_id()),
            business_date=today,
            login=new.login,
            name=new.person_name,
            site_id=new.site_id,
        ),
    ]
