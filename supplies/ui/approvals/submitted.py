"""What a screen says where what it posted was submitted for approval instead."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from supplies.approvals.posting import SUBMITTED
from supplies.approvals.queries import submitted_numbers
from supplies.errors import SuppliesError
from supplies.language import _
from supplies.ui.session import Answer, Session


def is_submitted(answer: Answer) -> bool:
    """Return whether something of what was posted waits for approval now."""
    return any(each.entry.action_type == SUBMITTED for each in answer)


def tell_submitted(
    session: Session,
    owner: QObject,
    answer: Answer,
    say: Callable[[str], None],
    on_error: Callable[[SuppliesError], None] | None = None,
) -> None:
    """Say under which numbers it was submitted."""
    entries = [each.entry for each in answer if each.entry.action_type == SUBMITTED]
    query = partial(submitted_numbers, site_id=entries[0].site_id, seqs=[entry.seq for entry in entries])
    session.read(owner, query, lambda numbers: say(submitted_words(numbers)), on_error)


def submitted_words(numbers: list[str]) -> str:
    """Return that something waits for approval, in words."""
    return _("Submitted for approval: {numbers}").format(numbers=", ".join(numbers))
