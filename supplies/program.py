"""The program behind every screen and command: one store, one journal with all rooms, and the witness of its head."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from supplies import backup
from supplies.accounts import passwords, sign_in
from supplies.accounts.actions import (
    AddPerson,
    GrantRole,
    OpenSite,
    SetPassword,
    SetRoleConflicts,
    SetSignInPolicy,
    SignIn,
)
from supplies.accounts.defaults import ATTEMPTS, LOCK_MINUTES, ROLES_APART
from supplies.accounts.permissions import Permissions, administrators, standing
from supplies.accounts.room import ACCOUNTS
from supplies.accounts.rules import check_actor
from supplies.agreements.room import AGREEMENTS
from supplies.approvals.actions import SetRoutes
from supplies.approvals.posting import to_post
from supplies.approvals.room import APPROVALS
from supplies.approvals.routes import default_routes
from supplies.approvals.rules import check_route
from supplies.attachments import keeping
from supplies.attachments.actions import Attach
from supplies.attachments.room import ATTACHMENTS
from supplies.backup import BackupFile
from supplies.catalogue.room import CATALOGUE
from supplies.database import Database, parse_url, remove_file
from supplies.deadlines.room import DEADLINES
from supplies.errors import NotThisStore, PasswordNeeded, SignInRefused, StoreNotSound
from supplies.funds.room import FUNDS
from supplies.journal import queries
from supplies.journal.action import Action
from supplies.journal.post import Journal, Posted
from supplies.journal.queries import HeadRow, StoreRow
from supplies.journal.store_actions import FoundStore, NewEpoch
from supplies.journal.verify import Verification, verify
from supplies.journal.witness import Witness
from supplies.language import _
from supplies.models.accounts import Level, Role
from supplies.procurement.room import PROCUREMENT
from supplies.procurement.withdrawn import check_not_accepted
from supplies.relief import attachments
from supplies.relief.room import RELIEF
from supplies.settings import data_folder
from supplies.stock.emergencies import check_emergency
from supplies.stock.room import STOCK
from supplies.upgrade import SchemaState, migrate_empty, refuse_unknown, require_current, upgrade
from supplies.values import ActionId, Changes, Login, SiteId, new_id, utc_now

T = TypeVar("T")
A = TypeVar("A", bound=Action)

ROOMS = (ACCOUNTS, CATALOGUE, STOCK, FUNDS, PROCUREMENT, RELIEF, APPROVALS, AGREEMENTS, DEADLINES, ATTACHMENTS)
GUARDS = (check_actor, check_emergency, check_route, check_not_accepted)
"""What holds for every action, whichever room it is of."""


@dataclass(frozen=True, slots=True)
class NewStore:
    """Whose store it becomes, and the first person, who may act in it."""

    site_id: SiteId
    site_name: str
    level: Level
    login: Login
    person_name: str
    is_sample: bool = False
    password_hash: str = field(default="", repr=False)
    """Of the first person; empty: they have none yet."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who may go on."""

    login: Login
    has_password: bool
    must_change: bool
    """Somebody else set the password: nothing is done before the person has set their own."""


class Program:
    """One open store, ready to be read and posted to."""

    def __init__(self, database: Database, witness: Witness, clock: Callable[[], datetime] = utc_now) -> None:
        """Put the rooms together; use ``open`` or ``create``."""
        self.database = database
        self.clock = clock
        self._witness = witness
        self.journal = Journal(ROOMS, GUARDS, witness.check, clock)
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
    def create(
        cls, url: str, new: NewStore, clock: Callable[[], datetime] = utc_now, first: Sequence[Action] = ()
    ) -> "Program":
        """Make an empty store: a new file, or the tables in an empty database; all or nothing.

        Args:
            url: where it shall be.
            new: whose it becomes.
            clock: the present moment, in UTC.
            first: what is posted to it at once, such as its catalogue.

        Raises:
            FileThere: the file exists.
            StoreUnusable: it cannot be made there, or the database holds a store.
            Refused: a rule forbids one of the first actions.
        """
        parsed = parse_url(url)
        is_file = parsed.get_backend_name() == "sqlite"
        database = Database.create_file(Path(parsed.database or "")) if is_file else Database.open(url)
        try:
            store = StoreRow(new_id(), new.site_id, new.is_sample, clock())
            program = cls(database, Witness(witness_path(store)), clock)
            actions = [*_founding(store, new, clock().astimezone().date()), *first]
            program._post(actions, new.login, before=partial(migrate_empty, name=database.name))
        except BaseException:
            database.close()
            if database.path is not None:
                remove_file(database.path)
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

    def post(self, actions: Sequence[Action], actor: Login, *, submitting: bool = False) -> list[Posted]:
        """Post actions, all or nothing; posting one again changes nothing.

        Args:
            actions: in their order.
            actor: in whose name.
            submitting: submit for approval what others have to approve, instead of refusing it.

        Raises:
            Refused: a rule forbids one of them; nothing was changed.
            StoreUnusable: the store cannot be used now; nothing was changed.
        """
        return self._post(actions, actor, before=_nothing, submitting=submitting)

    def post_with(self, actions: Sequence[Action], actor: Login, attachment: bytes) -> list[Posted]:
        """Post actions that name a file, and keep the file beside them, all or nothing: a paper, or a sealed roster.

        Raises:
            Refused: a rule forbids one of them; nothing was changed.
            StoreUnusable: the store cannot be used now; nothing was changed.
        """
        if any(isinstance(action, Attach) for action in actions):
            return self._post(actions, actor, before=partial(keeping.keep, actions=actions, content=attachment))
        return self._post(actions, actor, before=partial(attachments.keep, sealed=attachment))

    def _post(
        self,
        actions: Sequence[Action],
        actor: Login,
        before: Callable[[Connection], None],
        *,
        submitting: bool = False,
    ) -> list[Posted]:
        """Post actions in one transaction, behind what comes before them."""

        def operation(connection: Connection) -> list[Posted]:
            before(connection)
            return [post_one(connection, action) for action in actions]

        def post_one(connection: Connection, action: Action) -> Posted:
            wanted = to_post(connection, action, actor, self.clock()) if submitting else action
            return self.journal.post(connection, wanted, actor)

        posted = self.database.write(operation)
        newest = [each.entry for each in posted if each.is_new]
        if newest:
            entry = newest[-1]
            self._witness.note(HeadRow(entry.site_id, entry.epoch, entry.seq, entry.hash))
        return posted

    def sign_in(self, login: Login, password: str) -> SignedIn:
        """Let somebody go on whose password is right; the attempt is an entry, whether it succeeds or not.

        Somebody who has no password goes on without one, and leaves no entry. For a login that nobody has, the same
        work is done and the same is said as for a wrong password.

        Raises:
            SignInRefused: the password is wrong, or nobody who acts has the login.
            PasswordNeeded: there is a password, and none was given.
            PersonLocked: too many attempts were refused.
        """
        door = self.read(partial(sign_in.door_of, login=login))
        if door is None or not door.is_active:
            passwords.fits(None, password)
            raise self._refused()
        if door.password_hash is None:
            return SignedIn(login, has_password=False, must_change=False)
        if not password:
            raise PasswordNeeded(login=login)
        self.read(lambda connection: sign_in.refuse_locked(connection, login, self.clock()))
        is_accepted = passwords.fits(door.password_hash, password)
        self.post([SignIn(**self._today(), is_accepted=is_accepted)], login)
        if not is_accepted:
            raise self._refused()
        if passwords.is_outdated(door.password_hash) and not door.must_change:
            self._keep_password(login, password)
        return SignedIn(login, has_password=True, must_change=door.must_change)

    def has_password(self, login: Login) -> bool:
        """Return whether somebody has a password; nobody has none."""
        door = self.read(partial(sign_in.door_of, login=login))
        return door is not None and door.password_hash is not None

    def change_password(self, login: Login, old: str, new: str) -> None:
        """Set somebody's own password; ``old`` is looked at where there is one.

        Raises:
            SignInRefused: the old one is wrong; see ``sign_in`` for the others.
            PasswordLength: the new one is too short or too long.
            PasswordGuessable: anybody would try the new one.
        """
        door = self.read(partial(sign_in.door_of, login=login))
        passwords.check(new, login, "" if door is None else door.name)
        self.sign_in(login, old)
        self._keep_password(login, new)

    def permissions(self, login: Login) -> Permissions:
        """Return what somebody may do, as it stands now."""
        roles = {name: procedure.roles for name, procedure in self.journal.by_name.items()}

        def query(connection: Connection) -> Permissions:
            return Permissions(login, standing(connection, login), roles, administrators(connection))

        return self.read(query)

    def _keep_password(self, login: Login, password: str) -> None:
        """Post a person's own password anew, under its present hash."""
        made = passwords.make_hash(password)
        self.post([SetPassword(**self._today(), login=login, password_hash=made)], login)

    def _today(self) -> dict[str, Any]:
        """Return a new id and today, as every action has them."""
        return {"action_id": ActionId(new_id()), "business_date": self.clock().astimezone().date()}

    def _refused(self) -> SignInRefused:
        """Return that login or password is wrong, and when sign-in will wait."""
        policy = self.read(sign_in.policy_of)
        return SignInRefused(attempts=policy.attempts, minutes=policy.lock_minutes)

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

    def back_up(self, target: Path) -> tuple[BackupFile, HeadRow]:
        """Copy the store to a file while it is in use; the copy is verified before it gets its name.

        Raises:
            FileThere: the file exists.
            StoreUnusable: it cannot be written there, or the store is not sound.
        """
        heads: list[HeadRow] = []
        file = backup.back_up(self.database, target, lambda copy: heads.append(_verified(self.journal, copy)))
        return file, heads[0]

    def close(self) -> None:
        """Let the store go."""
        self.database.close()


def _nothing(_connection: Connection) -> None:
    """Do nothing before posting: the store is set up."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore found in the backup, and where the new store goes on."""

    backup_head: HeadRow
    backup_at: datetime
    head: HeadRow
    missing: int
    """Entries that this computer had seen in the store and that the backup does not have; 0 where it knows of none."""


def restore(
    file: Path,
    url: str,
    actor: Login,
    reason: str,
    clock: Callable[[], datetime] = utc_now,
    password: Callable[[], str] = str,
) -> Restored:
    """Put a backup into a new store and begin a new epoch there, so that no number is given twice.

    Args:
        file: the backup.
        url: where the new store shall be.
        actor: who restores.
        reason: why.
        clock: the present moment, in UTC.
        password: asked for the actor's password, where they have one in the backup.

    Raises:
        PasswordNeeded: the actor has a password, and none was given.
        SignInRefused: the password is wrong.
        FileThere: the new file exists.
        StoreUnusable: the backup is missing or not sound, or the database holds a store already.
        Refused: the person is not recorded in the backup.
    """
    journal = Journal(ROOMS, GUARDS, _any_head, clock)
    heads: list[HeadRow] = []
    action = NewEpoch(
        action_id=ActionId(new_id()),
        business_date=clock().astimezone().date(),
        reason=reason,
        backup_sha256=backup.file_sha256(file) if file.is_file() else "",
    )

    def begin_epoch(copy: Database) -> None:
        heads.append(_verified(journal, copy))
        _prove(copy, actor, password)
        copy.write(lambda connection: journal.post(connection, action, actor))

    database = backup.restore(file, url, begin_epoch)
    try:
        before, head = heads[0], database.read(queries.own_head)
        store = database.read(queries.store)
        newest = database.read(lambda connection: queries.entry(connection, before.site_id, before.seq))
        assert store is not None and newest is not None and head is not None, "a verified backup has entries"
        witness = Witness(witness_path(store))
        missing = max(0, witness.seen(before.site_id) - before.seq)
        witness.note(head)
        return Restored(before, newest.recorded_at, head, missing)
    finally:
        database.close()


def _prove(copy: Database, actor: Login, password: Callable[[], str]) -> None:
    """Refuse a password that is not the actor's; nothing is counted in a store that is not yet one."""
    door = copy.read(partial(sign_in.door_of, login=actor))
    if door is None or door.password_hash is None:
        return
    given = password()
    if not given:
        raise PasswordNeeded(login=actor)
    if not passwords.fits(door.password_hash, given):
        policy = copy.read(sign_in.policy_of)
        raise SignInRefused(attempts=policy.attempts, minutes=policy.lock_minutes)


def _any_head(_head: HeadRow) -> None:
    """Accept a head that is behind what was seen: a restored store is, and begins a new epoch for it."""


def _verified(journal: Journal, copy: Database) -> HeadRow:
    """Return the head of a copy whose chain, balances and schema are right.

    Raises:
        StoreUnusable: the copy has another schema, is empty, or is not what its journal says.
    """
    require_current(copy)
    head = copy.read(queries.own_head)
    if head is None:
        raise NotThisStore
    first = verify(journal, copy).first
    if first is not None:
        raise StoreNotSound(seq=first.seq, problem=first.text)
    return head


def upgrade_store(url: str) -> BackupFile | None:
    """Bring an older store up to date, after a backup beside it; None where nothing is to be done.

    Raises:
        StoreUnusable: the store cannot be used, or is newer than the program.
    """
    database = Database.open(url)
    try:
        if refuse_unknown(database) is SchemaState.CURRENT:
            return None
        folder = database.path.parent if database.path is not None else data_folder()
        target = folder / f"before-upgrade-{utc_now():%Y%m%dT%H%M%SZ}.db"
        made = backup.back_up(database, target, _no_check)
        upgrade(database)
        return made
    finally:
        database.close()


def _no_check(_copy: Database) -> None:
    """Trust the database's own check: an older store cannot be verified by the newer program."""


def witness_path(store: StoreRow) -> Path:
    """Return where this computer remembers the head of a store: never beside the store itself."""
    return data_folder() / "witness" / f"{store.store_id}.json"


def usual_routes(day: date, action_id: ActionId | None = None) -> SetRoutes:
    """Return the action that says who approves what in a new store, of the kinds of action that there are."""
    known = {procedure.name for room in ROOMS for procedure in room.procedures}
    return default_routes(action_id or ActionId(new_id()), day, known)


def _founding(store: StoreRow, new: NewStore, today: date) -> list[Action]:
    """Return the first actions of a store: whose it is, the site, the first person, and the rules about people.

    The first person holds every role, so that a depot of one person works from the first minute; that this keeps
    nothing apart is written beside each role.
    """

    def act(action: type[A], **fields: object) -> A:
        values: dict[str, Any] = {"action_id": ActionId(new_id()), "business_date": today, **fields}
        return action(**values)

    reason = _("The first person of the store holds every role until others are recorded.")
    founded = {"store_id": store.store_id, "site_id": new.site_id, "is_sample": new.is_sample}
    roles = sorted(Role, key=lambda role: role is not Role.CITY_ADMIN)  # the one that gives the others comes first
    password = [act(SetPassword, login=new.login, password_hash=new.password_hash)] if new.password_hash else []
    return [
        act(FoundStore, **founded),
        act(OpenSite, code=new.site_id, name=new.site_name, level=new.level),
        act(AddPerson, login=new.login, name=new.person_name, site_id=new.site_id),
        *password,
        *(act(GrantRole, login=new.login, role=role, exception=reason) for role in roles),
        act(SetRoleConflicts, pairs=ROLES_APART),
        act(SetSignInPolicy, attempts=ATTEMPTS, lock_minutes=LOCK_MINUTES),
    ]
