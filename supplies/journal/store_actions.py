"""The journal's own actions: the first of all, and the one that follows a restore."""

from uuid import UUID

from sqlalchemy import insert, select

from supplies.errors import AlreadyThere
from supplies.journal.action import Action, Context
from supplies.language import _
from supplies.models.journal import Store
from supplies.values import SiteId


class FoundStore(Action, frozen=True, kw_only=True, tag="journal.found_store"):
    """Make an empty store the store of a site; always its first entry."""

    store_id: UUID
    site_id: SiteId
    is_sample: bool
    """Invented data, to be marked wherever it is shown."""


class NewEpoch(Action, frozen=True, kw_only=True, tag="journal.new_epoch"):
    """Go on after a restore: numbers given since the backup was made are not given again."""

    reason: str
    backup_sha256: str
    """Of the file restored from, in hex."""


def check_found_store(context: Context, action: FoundStore) -> None:  # noqa: ARG001 - the form of every rule
    """Refuse to found a store that is one already."""
    site_id = context.connection.scalar(select(Store.site_id))
    if site_id is not None:
        raise AlreadyThere(kind=_("Store"), key=site_id)


def found_store(context: Context, action: FoundStore) -> None:
    """Write which store this is."""
    context.connection.execute(
        insert(Store),
        {
            "only_row": 1,
            "store_id": action.store_id,
            "site_id": action.site_id,
            "is_sample": action.is_sample,
            "created_at": context.recorded_at,
        },
    )
