"""The stores of this computer: a bureau's own, ready to receive goods, the sample store, and any other."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from supplies import pinyin
from supplies.accounts import passwords
from supplies.catalogue.lists import default_list
from supplies.database import remove_file
from supplies.errors import StoreMissing
from supplies.journal.action import Action
from supplies.models.accounts import Level
from supplies.program import NewStore, Program, usual_routes
from supplies.sample import make_sample
from supplies.settings import default_store
from supplies.stock.actions import AddDepot, AddPlace
from supplies.values import ActionId, DepotCode, Login, PlaceCode, SiteId, new_id, utc_now

PLACES_MAX = 99
SAMPLE = "sample.db"


@dataclass(frozen=True, slots=True)
class NewBureau:
    """What has to be known before the first goods can come in."""

    site_id: SiteId
    name: str
    level: Level
    login: Login
    person_name: str
    depot_name: str
    places: int
    """How many storage locations the depot begins with: A01, A02 and so on."""
    password: str = field(default="", repr=False)
    """Of the first person; empty: they have none yet."""


def found_bureau(url: str, bureau: NewBureau) -> Program:
    """Make a store that goods can be received into, all or nothing, and return it open.

    Raises:
        AlreadyThere: the file exists.
        StoreUnusable: it cannot be made there.
        BadRequest: a code or a name is not of the form it must have.
        PasswordLength: the password is too short or too long.
        PasswordGuessable: anybody would try the password.
    """
    made = ""
    if bureau.password:
        passwords.check(bureau.password, bureau.login, bureau.person_name)
        made = passwords.make_hash(bureau.password)
    new = NewStore(bureau.site_id, bureau.name, bureau.level, bureau.login, bureau.person_name, password_hash=made)
    return Program.create(url, new, first=_first_actions(bureau))


def _first_actions(bureau: NewBureau) -> list[Action]:
    """Return the catalogue, and the depot with its locations; the depot has the code of the site."""
    day = utc_now().astimezone().date()
    depot = DepotCode(bureau.site_id)
    places = [
        AddPlace(
            action_id=ActionId(new_id()),
            business_date=day,
            depot=depot,
            code=PlaceCode(f"A{number:02d}"),
            name=f"A{number:02d}",
        )
        for number in range(1, min(bureau.places, PLACES_MAX) + 1)
    ]
    opening = AddDepot(
        action_id=ActionId(new_id()),
        business_date=day,
        code=depot,
        name=bureau.depot_name,
        pinyin=pinyin.initials(bureau.depot_name),
    )
    return [default_list().action(ActionId(new_id()), day), opening, *places, usual_routes(day)]


class LocalStores:
    """Opens and makes stores. Each call may come from a worker thread."""

    def __init__(self, folder: Path) -> None:
        """Keep the sample store in ``folder``."""
        self._folder = folder

    def open(self, url: str) -> Program:
        """Open a store that exists."""
        return Program.open(url)

    def own(self) -> str:
        """Return where the user's own store lies on this computer; empty where there is none yet."""
        return default_store() if Path(default_store()).is_file() else ""

    def found(self, bureau: NewBureau) -> Program:
        """Make the user's own store."""
        return found_bureau(default_store(), bureau)

    def sample(self, progress: Callable[[int, int], None]) -> Program:
        """Open the sample store, and make it first where there is none; one that was begun only is made anew."""
        path = self._folder / SAMPLE
        with suppress(StoreMissing):
            return Program.open(str(path))
        unfinished = path.with_suffix(".making")
        remove_file(unfinished)
        try:
            make_sample(str(unfinished), progress).close()
        except BaseException:
            remove_file(unfinished)
            raise
        unfinished.replace(path)
        return Program.open(str(path))
