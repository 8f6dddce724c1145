"""The forms of allotments: put money at the disposal of a county or unit, record what it spends, take money back."""

from PySide6.QtWidgets import QWidget

from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    DateInFuture,
    DatesBackward,
    FundsInsufficient,
    OrganisationClosed,
    PurposeNotAllowed,
    SuppliesError,
    SurplusMoney,
    UnknownRecord,
    UsedAboveAllotted,
    WithdrawnAlready,
)
from supplies.funds.allotment_queries import AllotmentRow
from supplies.funds.allotments import Allot, ReportUse, TakeBack
from supplies.funds.queries import AppropriationRow
from supplies.funds.words import Purpose, purpose_name
from supplies.language import _
from supplies.ui.funds.columns import wan_words
from supplies.ui.funds.money_panels import TITLE_MAX
from supplies.ui.funds.picture import available_funds, fund_option
from supplies.ui.options import organisation_options
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.amount_field import AmountField
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import ChoiceField, TextField
from supplies.ui.widgets.picker import Option
from supplies.values import ActionId, AllotmentId, AppropriationId, OrganisationCode, new_id, parse_id

NOTE_MAX = 300


class AllotPanel(ActionPanel):
    """Allots money of an appropriation."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            AlreadyThere: "number",
            OrganisationClosed: "receiver",
            UnknownRecord: "receiver",
            WithdrawnAlready: "appropriation",
            PurposeNotAllowed: "purpose",
            SurplusMoney: "dated",
            DatesBackward: "dated",
            DateInFuture: "dated",
            AmountNotPositive: "amount",
            FundsInsufficient: "amount",
        }
        super().__init__("allot", _("Allot money"), page, services, places)
        self._proposed: AppropriationRow | None = None
        add, session = self.form.add, services.session
        self.appropriation = add(ChoiceField("appropriation", _("Paid from"), session, available_funds))
        self.receiver = add(ChoiceField("receiver", _("County or unit"), session, organisation_options))
        purposes = [(purpose.value, purpose_name(purpose)) for purpose in Purpose]
        self.purpose = add(SelectField("purpose", _("Purpose"), purposes))
        self.amount = add(AmountField("amount", _("Amount allotted")))
        self.number = add(TextField("number", _("Number of the allotment"), is_required=True, longest=TITLE_MAX))
        self.dated = self.add_day("dated", _("Date of the document"))
        self.appropriation.chosen.connect(self._fund_chosen)

    def open_for(self, row: AppropriationRow | None) -> None:
        """Ask to whom money goes, of this appropriation where one is named; an unfinished entry comes first."""
        if not self.has_entries:
            self.begin_anew()
        self._proposed = row
        self.open_panel()

    def prepare(self) -> None:
        """Choose the money that was named."""
        super().prepare()
        if self._proposed is not None and not self.appropriation.text():
            self.appropriation.choose(fund_option(self._proposed))

    def make_actions(self) -> Actions:
        """Return the allotment."""
        allotment_id = AllotmentId(new_id())
        amount, dated = answer(self.amount), answer(self.dated)
        receiver = self.receiver.option
        name = receiver.label if receiver is not None else ""
        self.tell(_("{amount} are allotted: {name}.").format(amount=wan_words(amount), name=name), allotment_id)
        return [
            Allot(
                action_id=ActionId(new_id()),
                business_date=dated,
                allotment_id=allotment_id,
                appropriation_id=AppropriationId(parse_id(answer(self.appropriation))),
                receiver=OrganisationCode(answer(self.receiver)),
                purpose=Purpose(answer(self.purpose)),
                number=answer(self.number),
                dated=dated,
                amount=amount,
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; what is unknown may be the money."""
        is_money = isinstance(error, UnknownRecord) and error.facts["kind"] == _("Appropriation")
        return "appropriation" if is_money else super().place_of(error)

    def _fund_chosen(self, option: Option | None) -> None:
        """Say what is available of the money chosen, and what it is for."""
        self.appropriation.set_note(option.detail if option else "")


class AllotmentStepPanel(ActionPanel):
    """A step of one allotment."""

    def __init__(self, name: str, title: str, page: QWidget, services: Services) -> None:
        places: Places = {
            AlreadyThere: "number",
            DatesBackward: "dated",
            DateInFuture: "dated",
            AmountNotPositive: "amount",
            UsedAboveAllotted: "amount",
        }
        super().__init__(name, title, page, services, places)
        self._plain_title = title
        self._row: AllotmentRow | None = None
        self.amount = self.form.add(AmountField("amount", _("Amount")))
        self.number = self.form.add(TextField("number", _("Document number"), is_required=True, longest=TITLE_MAX))
        self.dated = self.add_day("dated", _("Date of the document"))

    @property
    def row(self) -> AllotmentRow:
        """Return the allotment that the form is about."""
        assert self._row is not None, "open_for comes first"
        return self._row

    def open_for(self, row: AllotmentRow) -> None:
        """Ask about this allotment."""
        self.about(row.allotment_id)
        self._row = row
        self.set_title(_("{step}: {lot}").format(step=self._plain_title, lot=row.receiver_name))
        words = _("{number}, {purpose}: {amount} were allotted, {left} are left.")
        facts = {"number": row.number, "purpose": purpose_name(row.purpose)}
        self.say(words.format(**facts, amount=wan_words(row.amount), left=wan_words(row.left)))
        self.open_panel()


class UsePanel(AllotmentStepPanel):
    """Records what a receiver reports as spent."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("report_use", _("Record what is spent"), page, services)
        self.note = self.form.add(TextField("note", _("Remarks"), longest=NOTE_MAX))

    def make_actions(self) -> Actions:
        """Return the report."""
        amount, dated = answer(self.amount), answer(self.dated)
        words = _("{receiver} spent {amount}.").format(receiver=self.row.receiver_name, amount=wan_words(amount))
        self.tell(words, self.row.allotment_id)
        return [
            ReportUse(
                action_id=ActionId(new_id()),
                business_date=dated,
                allotment_id=self.row.allotment_id,
                number=answer(self.number),
                dated=dated,
                amount=amount,
                note=self.note.text(),
            )
        ]


class TakeBackPanel(AllotmentStepPanel):
    """Takes back what a receiver has not spent."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("take_back", _("Take money back"), page, services)
        self.reason = self.form.add(TextField("reason", _("Reason"), is_required=True, longest=TITLE_MAX))

    def make_actions(self) -> Actions:
        """Return the document that takes it back."""
        amount, dated = answer(self.amount), answer(self.dated)
        words = _("{amount} are taken back from {receiver} and available again.")
        self.tell(words.format(amount=wan_words(amount), receiver=self.row.receiver_name), self.row.allotment_id)
        return [
            TakeBack(
                action_id=ActionId(new_id()),
                business_date=dated,
                allotment_id=self.row.allotment_id,
                number=answer(self.number),
                dated=dated,
                amount=amount,
                reason=answer(self.reason),
            )
        ]
