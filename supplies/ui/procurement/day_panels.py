"""What is said about days: on which something happened to a lot, and another day than a rule's, with its reason."""

from PySide6.QtWidgets import QWidget

from supplies.deadlines.actions import Override
from supplies.deadlines.words import event_name
from supplies.errors import (
    DateInFuture,
    DayFarOff,
    EventOfAnother,
    EventsBackward,
    NothingToDo,
    ReasonNeeded,
    SameDay,
    UnknownRecord,
)
from supplies.language import _
from supplies.procurement.agenda import AgendaRow
from supplies.procurement.lot_queries import LotView, lot_name
from supplies.procurement.milestones import OF, Event, RecordDay, Whose
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import TextField
from supplies.values import ActionId, ContractId, new_id, parse_id

NOTE_MAX, MATTER_MAX = 300, 60
HAPPENED, NOTHING = "happened", "nothing"


class RecordDayPanel(ActionPanel):
    """Records on which day something happened to a lot, its newest round, a contract, or a complaint about it."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            DateInFuture: "day",
            EventsBackward: "day",
            SameDay: "day",
            NothingToDo: "is_so",
            ReasonNeeded: "reason",
            EventOfAnother: "event",
            UnknownRecord: "event",
        }
        super().__init__("record_day", _("Record a day"), page, services, places)
        self._view: LotView | None = None
        add = self.form.add
        self.what = add(SelectField("event", _("What happened"), empty_words=_("Choose an event")))
        self.contract = add(SelectField("contract", _("Of which contract"), is_required=False))
        self.matter = add(TextField("matter", _("Number of the question, challenge or complaint"), longest=MATTER_MAX))
        ways = [(HAPPENED, _("It happened on this day")), (NOTHING, _("It did not happen; the record was wrong"))]
        self.is_so = add(SelectField("is_so", _("What is recorded"), ways))
        self.day = self.add_day("day", _("Day"))
        self.note = add(TextField("note", _("Remark"), longest=NOTE_MAX))
        self.reason = add(TextField("reason", _("Why the day recorded before is wrong"), longest=NOTE_MAX))
        self.what.edited.connect(self._show_asked)

    def open_for(self, view: LotView) -> None:
        """Ask about this lot; what was entered about another one is forgotten."""
        self.about(view.lot.tender_lot_id)
        self._view = view
        self.set_title(_("Record a day: {lot}").format(lot=view.lot.words))
        self.say(
            _("Round {number} is the one that counts.").format(number=len(view.rounds))
            if view.rounds
            else _("No round has begun yet.")
        )
        can = {
            Whose.LOT: True,
            Whose.MATTER: True,
            Whose.ROUND: bool(view.rounds),
            Whose.CONTRACT: bool(view.contracts),
        }
        self.what.set_options([(event.value, event_name(event)) for event, whose in OF.items() if can[whose]])
        self.contract.set_options([(str(row.contract_id), f"{row.number} {row.supplier}") for row in view.contracts])
        self._show_asked()
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the day."""
        assert self._view is not None, "open_for comes first"
        lot, event, day = self._view.lot, Event(answer(self.what)), answer(self.day)
        whose, has_happened = OF[event], answer(self.is_so) == HAPPENED
        words = _("{event} on {day}") if has_happened else _("{event}: taken back")
        self.tell(f"{lot_name(lot)} {words.format(event=event_name(event), day=day)}", lot.tender_lot_id)
        contract = self.contract.value() if whose is Whose.CONTRACT else None
        return [
            RecordDay(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                tender_lot_id=lot.tender_lot_id,
                round=self._view.rounds[-1].number if whose is Whose.ROUND else 0,
                contract_id=None if contract is None else ContractId(parse_id(contract)),
                matter=(self.matter.value() or "") if whose is Whose.MATTER else "",
                event=event,
                happened_on=day if has_happened else None,
                note=self.note.value() or "",
                reason=self.reason.value() or "",
            )
        ]

    def _show_asked(self) -> None:
        """Ask only what belongs to the event."""
        event = self.what.value()
        whose = None if event is None else OF[Event(event)]
        self.form.set_shown("contract", is_shown=whose is Whose.CONTRACT)
        self.form.set_shown("matter", is_shown=whose is Whose.MATTER)
        self.matter.set_required(is_required=whose is Whose.MATTER)


class AnotherDayPanel(ActionPanel):
    """Sets another day than a rule's, and answers for it with a reason."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {DayFarOff: "day", ReasonNeeded: "reason"}
        super().__init__("another_day", _("Set another day"), page, services, places)
        self._row: AgendaRow | None = None
        add = self.form.add
        self.subject = add(SelectField("subject", _("For what it counts")))
        self.day = self.add_day("day", _("The day that counts instead"))
        self.reason = add(TextField("reason", _("Reason"), is_required=True, longest=NOTE_MAX))

    def open_for(self, row: AgendaRow) -> None:
        """Ask about this limit; what was entered about another one is forgotten."""
        self.about(*row.key)
        self._row = row
        self.set_title(_("Set another day: {title}").format(title=row.title))
        words = _("{lot}: by the rule {day} ({basis}).")
        self.say(words.format(lot=row.subject, day=row.found.day, basis=row.basis))
        project = row.lot.rpartition("/")[0]
        names = {row.subject: row.subject, row.lot: _("the whole lot {lot}").format(lot=row.lot)}
        names.setdefault(project, _("the whole project {project}").format(project=project))
        names[row.subject] = row.subject
        self.subject.set_options(list(names.items()))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the day."""
        assert self._row is not None and self._row.rule is not None, "open_for comes first, with a rule"
        day, subject = answer(self.day), answer(self.subject)
        self.tell(_("{title} of {subject}: {day} counts.").format(title=self._row.title, subject=subject, day=day))
        return [
            Override(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                subject=subject,
                rule=self._row.rule.code,
                new_day=day,
                reason=answer(self.reason),
            )
        ]
