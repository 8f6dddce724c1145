"""Goods that go out before their papers, and the blank forms for when nothing runs."""

from supplies.errors.base import Refused
from supplies.language import N_


class EmergencyNotFor(Refused):
    """An emergency that is no handing out: goods that come in, a count, a write-off."""

    code = "stock.emergency_not_for"
    message = N_("“{title}” is never posted before its papers.")
    hint = N_("Only goods that go out or are moved may go first. Post this the usual way.")


class EmergencyIncidentNeeded(Refused):
    """An emergency document that does not say for which incident."""

    code = "stock.emergency_incident_needed"
    message = N_("Goods that go out before their papers go out for an incident.")
    hint = N_("Choose the open incident ({open}), or open one, then post again.")


class EmergencyOwesMore(Refused):
    """An emergency document that keeps quiet about what it lacks."""

    code = "stock.emergency_owes_more"
    message = N_("The document lacks more than it says: {missing}.")
    hint = N_("Supply it, or let the document owe it; nothing is waived silently.")


class EmergencyTooLong(Refused):
    """A deadline beyond what the policy allows."""

    code = "stock.emergency_too_long"
    message = N_("Papers may be owed for {most} hours at most, not for {hours}.")
    hint = N_("Take a shorter deadline; the city administrator may change the policy.")


class DebtAnswerNeeded(Refused):
    """A debt that is to be settled with nothing."""

    code = "stock.debt_answer_needed"
    message = N_("{kind}: say what is supplied now.")
    hint = N_("A name, a number, or where the signed paper is kept.")


class FormEntered(Refused):
    """A blank form that was entered before."""

    code = "stock.form_entered"
    message = N_("Form {form} was entered already, as {document}.")
    hint = N_("Open that document. If it was entered wrongly, reverse it first.")


class FormVoid(Refused):
    """A blank form that was marked void."""

    code = "stock.form_void"
    message = N_("Form {form} was marked void by {by}: {reason}.")
    hint = N_("Take the number of the form that was really filled in.")


class FormElsewhere(Refused):
    """A blank form of another depot."""

    code = "stock.form_elsewhere"
    message = N_("Form {form} belongs to depot {depot}.")
    hint = N_("Enter it in that depot.")


class FormItemTwice(Refused):
    """A list for blank forms that names an item twice."""

    code = "stock.form_item_twice"
    message = N_("{item} is to stand on the form twice.")
    hint = N_("Name each item once; free lines are there for the rest.")
