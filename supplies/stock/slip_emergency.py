"""What is particular to a slip that is posted before its papers: blank forms that are entered, and reasons in haste."""

from collections.abc import Collection
from datetime import date

from msgspec.structs import replace

from supplies.errors import FormElsewhere, FormEntered, FormVoid
from supplies.language import _
from supplies.stock.emergencies import is_form_number
from supplies.stock.forms import FormRow
from supplies.stock.slip import Slip, put
from supplies.stock.slip_checks import slip_errors
from supplies.stock.slip_said import Said, Tone


def enter_form(slip: Slip, form: FormRow) -> tuple[Slip, Said]:
    """Let an emergency slip stand for a blank form that was filled in by hand.

    Raises:
        FormVoid: the form was marked void.
        FormEntered: it was entered before.
        FormElsewhere: it belongs to another depot.
    """
    if form.is_void:
        raise FormVoid(form=form.number, by=form.voided_by, reason=form.void_reason)
    if form.document:
        raise FormEntered(form=form.number, document=form.document)
    if form.depot_code != slip.depot:
        raise FormElsewhere(form=form.number, depot=form.depot_code)
    if not slip.head.is_emergency:
        return slip, Said(Tone.WARNING, form.number, _("A blank form is entered in the disaster mode (F12)."))
    before = slip.head.paper_number
    if slip.lines and is_form_number(before) and before != form.number:
        text = _("The lines of form {form} are not posted yet. Post them, then scan the next form.")
        return slip, Said(Tone.WARNING, form.number, text.format(form=before))
    slip = replace(slip, head=replace(slip.head, paper_number=form.number))
    return slip, Said(Tone.OK, form.number, _("Scan the code of each line that is ticked, then its quantity."))


def give_reason(slip: Slip, reason: str, day: date, keys: Collection[int] = ()) -> tuple[Slip, Said]:
    """Give a reason to every line that wants one and has none, and to the lines named; taken back by one undo.

    Args:
        slip: as it was.
        reason: in words, as it will stand on the document.
        day: the business date, which decides what has expired.
        keys: lines that a rule wanted a reason for, though the slip alone could not know it.
    """
    errors = slip_errors(slip, day)
    given = 0
    for line in slip.lines:
        if (line.key in keys or "reason" in errors.get(line.key, {})) and not line.reason.strip():
            slip = put(slip, replace(line, reason=reason), is_joined=given > 0)
            given += 1
    return slip, Said(Tone.INFO, _("{n} lines say why: {reason}").format(n=given, reason=reason) if given else "")
