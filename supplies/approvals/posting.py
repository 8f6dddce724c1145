"""What is posted where somebody wants something done: the action itself, or its submission."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection

from supplies.approvals.actions import Submit
from supplies.approvals.rules import Poster, is_for_approval, needed_route
from supplies.approvals.submission import number_of_action, submission
from supplies.journal import codec, queries
from supplies.journal.action import Action, action_name
from supplies.values import ActionId, Login, new_id

SUBMITTED = "approvals.submit"
"""The kind of the entry that a submission becomes."""


def to_post(connection: Connection, action: Action, actor: Login, moment: datetime) -> Action:
    """Return what to post: the action itself, or its submission where others have to approve it.

    One that was submitted before is returned as it was submitted, so that posting it again changes nothing.
    """
    name = action_name(type(action))
    head = queries.own_head(connection)
    if head is None or not is_for_approval(name):
        return action
    known = number_of_action(connection, action.action_id)
    if known is not None:
        return _submitted_before(connection, action, known[1])
    if queries.entry_of_action(connection, action.action_id) is not None:
        return action
    if needed_route(Poster(connection, head.site_id, actor, moment), name, action) is None:
        return action
    return Submit(
        action_id=ActionId(new_id()),
        business_date=moment.astimezone().date(),
        proposed=msgspec.Raw(codec.encode(action)),
    )


def _submitted_before(connection: Connection, action: Action, seq: int) -> Action:
    """Return a submission as it was posted; another action under the same id is left to the rules to refuse."""
    head = queries.own_head(connection)
    assert head is not None, "something was submitted here"
    before = submission(connection, head.site_id, seq)
    return before if bytes(before.proposed) == codec.encode(action) else action
