"""Submitting for approval, and approving."""

from supplies.errors.base import Refused
from supplies.language import N_


class ApprovalNeeded(Refused):
    """An action that takes effect only once others have approved it."""

    code = "approvals.needed"
    message = N_("“{action}” takes effect only once it is approved by: {roles}.")
    hint = N_("Submit it for approval; on the command line with --submit.")


class NoApprovalNeeded(Refused):
    """An action that nobody has to approve."""

    code = "approvals.not_needed"
    message = N_("“{action}” needs no approval.")
    hint = N_("Post it directly.")


class NotForApproval(Refused):
    """A kind of action that cannot be submitted."""

    code = "approvals.not_for_approval"
    message = N_("“{action}” is never subject to approval.")
    hint = N_("Choose another kind of action.")


class SubmittedAlready(Refused):
    """An action that waits for approval, or has been approved."""

    code = "approvals.submitted_already"
    message = N_("This was submitted for approval already, as {number}.")
    hint = N_("Look at {number} on the page of approvals; withdraw it there if it shall not be done.")


class ProposalClosed(Refused):
    """A proposal that is open no more."""

    code = "approvals.closed"
    message = N_("{number} is closed: {state} by {who}, {moment}.")
    hint = N_("Nothing is left to decide. Submit it anew if it shall be done all the same.")


class DrafterMayNotDecide(Refused):
    """Somebody who would approve what they drew up."""

    code = "approvals.drafter"
    message = N_("You drew {number} up yourself; a second person has to decide about it.")
    hint = N_("Let a second person sign in, here or elsewhere, and decide.")


class DecidedEarlierStep(Refused):
    """Somebody who would approve two steps of the same proposal."""

    code = "approvals.same_person"
    message = N_("You approved an earlier step of {number}; each step takes another person.")
    hint = N_("Let another person who holds the role “{role}” decide.")


class RoleToDecideMissing(Refused):
    """Somebody without the role of the next step."""

    code = "approvals.role_missing"
    message = N_("{number} waits for somebody who is “{role}” of depot {depot}.")
    hint = N_("Let somebody who holds this role sign in and decide.")


class NotTheDrafter(Refused):
    """Somebody who would withdraw what another drew up."""

    code = "approvals.not_the_drafter"
    message = N_("{number} was drawn up by {who}, who alone may withdraw it.")
    hint = N_("Return it with a note instead, if you are to decide about it.")


class ReturnNeedsNote(Refused):
    """A return that does not say why."""

    code = "approvals.note_needed"
    message = N_("Whoever returns a paper has to say why.")
    hint = N_("Write into the note what is to be put right.")


class ProposalOutdated(Refused):
    """Something that the rules no longer allow, though they did when it was submitted."""

    code = "approvals.outdated"
    message = N_("{number} cannot be done any more: {problem}")
    hint = N_("Return it to whoever drew it up, with this reason.")


class RouteWrong(Refused):
    """A route for approvals that cannot work."""

    code = "approvals.route_wrong"
    message = N_("The route for {action} cannot be set: {problem}.")
    hint = N_("Correct the route and try again.")
