"""The forms that end a count: the reason of a line, finishing, and giving up."""

from collections.abc import Mapping
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supplies.errors import DateInFuture, NotAllCounted, PeriodClosed, ReasonNeeded
from supplies.language import _
from supplies.stock.count_queries import CountLineRow, CountWhole
from supplies.stock.count_sessions import CountSessionRow
from supplies.stock.counting import CancelCount, FinishCount, KeyReason
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.fields import TextField
from supplies.ui.widgets.form_panel import FormOverlay
from supplies.values import ActionId, LotId, PlaceCode, new_id

Key: TypeAlias = tuple[LotId, PlaceCode]
"""A lot at a place."""

TEXT_MAX = 300


class ReasonPanel(FormOverlay):
    """Asks why a line differs, or is left out."""

    given = Signal(object, str)
    """The key of the line, and the reason."""

    def __init__(self, page: QWidget) -> None:
        super().__init__("count_reason", _("Reason"), _("Take it over (&B)"), page)
        self.reason = self.form.add(TextField("reason", _("Reason"), is_required=True, longest=TEXT_MAX))
        self.form.submitted.connect(self._give)
        self._row: CountLineRow | None = None

    def open_for(self, row: CountLineRow) -> None:
        """Ask about this line."""
        self._row = row
        self.set_title(f"{row.name} {row.serial_no or row.batch_no or row.label_code} {row.place_text}")
        is_counted = row.holding is not None
        self.say(_("Why does it differ from the books?") if is_counted else _("Why is it not counted?"))
        self.reason.set_text(row.reason)
        self.open_panel()

    def _give(self) -> None:
        """Hand the reason over."""
        assert self._row is not None, "open_for comes first"
        self.close_panel()
        self.given.emit((self._row.lot_id, self._row.place), answer(self.reason))


class FinishPanel(ActionPanel):
    """Finishes a count; what is asked depends on what it comes to."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {DateInFuture: "day", PeriodClosed: "day", ReasonNeeded: "reason", NotAllCounted: "left_out"}
        super().__init__("finish_count", _("Finish the count"), page, services, places, _("Finish it (&B)"))
        add = self.form.add
        self.reason = add(TextField("reason", _("Reason of the differences"), longest=TEXT_MAX))
        self.left_out = add(TextField("left_out", _("Why lines are left out"), longest=TEXT_MAX))
        self.note = add(TextField("note", _("Treatment, remarks"), longest=TEXT_MAX))
        self.day = self.add_day("day", _("Date"))
        self._whole: CountWhole | None = None
        self._reasons: Mapping[Key, str] = {}

    def open_for(self, whole: CountWhole, reasons: Mapping[Key, str]) -> None:
        """Ask about this count; ``reasons`` are those of single lines."""
        self.about(whole.session.number)
        self._whole, self._reasons = whole, reasons
        self.set_title(_("Finish {number}").format(number=whole.session.number))
        differing = sum(bool(line.difference) for line in whole.lines)
        missing = sum(line.holding is None for line in whole.lines)
        words = _("{differing} lines differ and are posted as one adjustment; {missing} lines were not counted.")
        self.say(
            words.format(differing=differing, missing=missing)
            if differing or missing
            else _("Nothing differs: nothing is posted.")
        )
        self.form.set_shown("reason", is_shown=bool(differing))
        self.form.set_shown("left_out", is_shown=bool(missing))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return what finishes the count as it is shown."""
        whole = self._whole
        assert whole is not None, "open_for comes first"
        lines = tuple(
            KeyReason(
                lot_id=line.lot_id,
                place=line.place,
                reason=self._reasons.get((line.lot_id, line.place), ""),
                quantity=line.difference if line.holding is not None else None,
            )
            for line in whole.lines
            if line.difference or (line.lot_id, line.place) in self._reasons
        )
        return [
            FinishCount(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                of_seq=whole.session.seq,
                last_record=whole.session.last_record,
                reason=self.reason.value() or "",
                left_out=self.left_out.value() or "",
                lines=lines,
                note=self.note.value() or "",
            )
        ]


class CancelPanel(ActionPanel):
    """Gives a count up."""

    def __init__(self, page: QWidget, services: Services) -> None:
        title, submit = _("Cancel the count"), _("Cancel it (&B)")
        super().__init__("cancel_count", title, page, services, {ReasonNeeded: "reason"}, submit)
        self.say(_("What was counted stays to be read; nothing is posted."))
        self.reason = self.form.add(TextField("reason", _("Why"), is_required=True, longest=TEXT_MAX))
        self._session_row: CountSessionRow | None = None

    def open_for(self, row: CountSessionRow) -> None:
        """Ask about this count."""
        self.about(row.number)
        self._session_row = row
        self.set_title(_("Cancel {number}").format(number=row.number))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return what gives it up."""
        row = self._session_row
        assert row is not None, "open_for comes first"
        self.tell(_("{number} is cancelled.").format(number=row.number), row.number)
        return [
            CancelCount(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                of_seq=row.seq,
                reason=answer(self.reason),
            )
        ]
