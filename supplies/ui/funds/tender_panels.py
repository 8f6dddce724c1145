"""The forms of procurement: open a project, plan a lot, and each step of a lot from tender to award."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from supplies.catalogue.queries import CategoryRow, categories
from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    AwardAboveCeiling,
    AwardNotBid,
    CeilingAboveBudget,
    DateInFuture,
    DatesBackward,
    EmergencyNeedsRecord,
    FundsInsufficient,
    MethodNeedsApproval,
    NotFirstRanked,
    SuppliesError,
    TooFewBids,
    WinnerNotBidder,
    WithdrawnAlready,
)
from supplies.language import _
from supplies.procurement.actions import AddLot, CancelLot, FailTender, OpenProject, RecordAward, StartTender
from supplies.procurement.bids import BidRow, newest_bids
from supplies.procurement.queries import TenderLotRow
from supplies.procurement.words import Method, method_name
from supplies.ui.funds.columns import wan_words
from supplies.ui.funds.money_panels import TITLE_MAX
from supplies.ui.funds.picture import FundsPicture, fund_option, fund_options, project_options
from supplies.ui.services import Services
from supplies.ui.session import Actions, Latest
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.amount_field import AmountField
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.code_field import CodeField, matching
from supplies.ui.widgets.fields import ChoiceField, TextField
from supplies.ui.widgets.picker import Option
from supplies.values import ActionId, AppropriationId, ProjectId, TenderLotId, new_id, parse_id

REASON_MAX = 300


class ProjectPanel(ActionPanel):
    """Opens a procurement project."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {AlreadyThere: "number", DateInFuture: "started"}
        super().__init__("project", _("Open a project"), page, services, places)
        add = self.form.add
        self.number = add(TextField("number", _("Project number"), is_required=True, longest=TITLE_MAX))
        self.name = add(TextField("name", _("Project name"), is_required=True, longest=TITLE_MAX))
        methods = [(method.value, method_name(method)) for method in Method]
        self.method = add(SelectField("method", _("Method of procurement"), methods))
        self.started = self.add_day("started", _("Started on"))

    def make_actions(self) -> Actions:
        """Return the project."""
        number, started = answer(self.number), answer(self.started)
        self.tell(_("Project {number} is open; plan its lots now.").format(number=number))
        return [
            OpenProject(
                action_id=ActionId(new_id()),
                business_date=started,
                project_id=ProjectId(new_id()),
                number=number,
                name=answer(self.name),
                method=Method(answer(self.method)),
                started_on=started,
            )
        ]


class PlanPanel(ActionPanel):
    """Plans a lot of a project and sets money aside for it."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            AlreadyThere: "number",
            CeilingAboveBudget: "ceiling",
            FundsInsufficient: "budget",
            WithdrawnAlready: "appropriation",
            DateInFuture: "day",
        }
        super().__init__("plan", _("Plan a lot"), page, services, places)
        self._picture: FundsPicture | None = None
        add, session = self.form.add, services.session
        self.project = add(ChoiceField("project", _("Project"), session, project_options(self._picture_now)))
        self.appropriation = add(ChoiceField("appropriation", _("Paid from"), session, fund_options(self._picture_now)))
        self.number = add(
            CodeField("number", _("Lot number"), matching("[1-9][0-9]{0,2}"), _("a whole number from 1 to 999"))
        )
        self.name = add(TextField("name", _("Name of the lot"), is_required=True, longest=TITLE_MAX))
        self.budget = add(AmountField("budget", _("Budget")))
        self.ceiling = add(AmountField("ceiling", _("Ceiling, at most the budget")))
        self.category = add(
            SelectField("category", _("Category of the goods"), is_required=False, empty_words=_("not known"))
        )
        self.day = self.add_day("day", _("Planned on"))
        self.project.chosen.connect(self._project_chosen)
        self.appropriation.chosen.connect(self._fund_chosen)

    def show_picture(self, picture: FundsPicture) -> None:
        """Offer the projects and the money that there are now."""
        self._picture = picture

    def open_panel(self) -> None:
        """Ask about a lot, and look which classes the catalogue has."""
        super().open_panel()
        self.services.session.read(self, categories, self._offer_categories)

    def prepare(self) -> None:
        """Choose project and money where there is no choice."""
        super().prepare()
        picture = self._picture
        if picture is None:
            return
        open_funds = [row for row in picture.statement.appropriations if row.available]
        if not self.appropriation.text() and len(open_funds) == 1:
            self.appropriation.choose(fund_option(open_funds[0]))
        if not self.project.text() and len(picture.projects) == 1:
            row = picture.projects[0]
            self.project.choose(Option(str(row.project_id), row.number, row.name))

    def make_actions(self) -> Actions:
        """Return the plan."""
        lot_id = TenderLotId(new_id())
        number, name, budget = answer(self.number), answer(self.name), answer(self.budget)
        words = _("Lot {number} {name} is planned with {amount}.")
        self.tell(words.format(number=number, name=name, amount=wan_words(budget)), lot_id)
        return [
            AddLot(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                tender_lot_id=lot_id,
                project_id=ProjectId(parse_id(answer(self.project))),
                appropriation_id=AppropriationId(parse_id(answer(self.appropriation))),
                number=int(number),
                name=name,
                budget=budget,
                ceiling=answer(self.ceiling),
                category=self.category.value() or "",
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; an amount of nothing may be budget or ceiling."""
        if isinstance(error, AmountNotPositive):
            return "budget" if self.budget.value() == error.facts["amount"] else "ceiling"
        return super().place_of(error)

    def _offer_categories(self, rows: Sequence[CategoryRow]) -> None:
        """Offer the classes of the catalogue."""
        self.category.set_options([(row.code, f"{row.code} {row.name}") for row in rows])

    def _picture_now(self) -> FundsPicture | None:
        """Return what was read last."""
        return self._picture

    def _project_chosen(self, option: Option | None) -> None:
        """Propose the number after those of the project's lots."""
        picture = self._picture
        self.project.set_note(option.detail if option else "")
        if option is not None and picture is not None:
            self.number.set_text(str(picture.next_lot_number(option.label)))

    def _fund_chosen(self, option: Option | None) -> None:
        """Say what is available of the money chosen."""
        self.appropriation.set_note(option.detail if option else "")


class StepPanel(ActionPanel):
    """A step of one lot."""

    def __init__(self, name: str, title: str, page: QWidget, services: Services, places: Places) -> None:
        super().__init__(name, title, page, services, places)
        self._plain_title = title
        self._lot: TenderLotRow | None = None

    @property
    def lot(self) -> TenderLotRow:
        """Return the lot that the form is about."""
        assert self._lot is not None, "open_for comes first"
        return self._lot

    def open_for(self, lot: TenderLotRow) -> None:
        """Ask about this lot; what was entered about another one is forgotten."""
        self.about(lot.tender_lot_id)
        self._lot = lot
        self.set_title(_("{step}: {lot}").format(step=self._plain_title, lot=lot.words))
        words = _("Budget {budget}, ceiling {ceiling}, paid from {number}.")
        self.say(
            words.format(budget=wan_words(lot.budget), ceiling=wan_words(lot.ceiling), number=lot.appropriation_number)
        )
        self.open_panel()


class StartPanel(StepPanel):
    """Announces a round of tender."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            DatesBackward: "announced",
            DateInFuture: "announced",
            MethodNeedsApproval: "approval",
            EmergencyNeedsRecord: "announced",
        }
        super().__init__("start", _("Put a lot to tender"), page, services, places)
        self.announced = self.add_day("announced", _("Announced on"))
        words = _("Approval of another method than open tender")
        self.approval = self.form.add(TextField("approval", words, longest=REASON_MAX))

    def make_actions(self) -> Actions:
        """Return the announcement."""
        self.tell(_("{lot} is in tender.").format(lot=self.lot.words), self.lot.tender_lot_id)
        announced = answer(self.announced)
        return [
            StartTender(
                action_id=ActionId(new_id()),
                business_date=announced,
                tender_lot_id=self.lot.tender_lot_id,
                announced_on=announced,
                approval=self.approval.text(),
            )
        ]


class AwardPanel(StepPanel):
    """Records who won, and at what price."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            DatesBackward: "ended",
            DateInFuture: "ended",
            AwardAboveCeiling: "award",
            AmountNotPositive: "award",
            WinnerNotBidder: "winner",
            AwardNotBid: "award",
            TooFewBids: "reason",
            NotFirstRanked: "reason",
        }
        super().__init__("award", _("Record an award"), page, services, places)
        self.ended = self.add_day("ended", _("Date of the award"))
        self.winner = self.form.add(TextField("winner", _("Winner"), is_required=True, longest=TITLE_MAX))
        self.award = self.form.add(AmountField("award", _("Award")))
        words = _("Why fewer than three bids, or not the first-ranked")
        self.reason = self.form.add(TextField("reason", words, longest=REASON_MAX))
        self._latest = Latest()
        self.award.amount_changed.connect(self._show_saving)

    def open_for(self, lot: TenderLotRow) -> None:
        """Ask about this lot; where bids are recorded, the first-ranked is proposed."""
        super().open_for(lot)
        query = partial(newest_bids, lot=(lot.site_id, lot.tender_lot_id))
        self.services.session.read(self, query, self._propose, latest=self._latest)

    def make_actions(self) -> Actions:
        """Return the award."""
        award, ended = answer(self.award), answer(self.ended)
        words = _("{lot} is awarded for {amount}.").format(lot=self.lot.words, amount=wan_words(award))
        self.tell(words, self.lot.tender_lot_id)
        return [
            RecordAward(
                action_id=ActionId(new_id()),
                business_date=ended,
                tender_lot_id=self.lot.tender_lot_id,
                ended_on=ended,
                winner=answer(self.winner),
                award=award,
                reason=self.reason.text(),
            )
        ]

    def _propose(self, bids: Sequence[BidRow]) -> None:
        """Fill in the first-ranked bid where nothing stands yet."""
        first = next((bid for bid in bids if bid.is_valid), None)
        if first is not None and not self.winner.text() and not self.award.text():
            self.winner.set_text(first.supplier)
            self.award.set_value(first.price)

    def _show_saving(self) -> None:
        """Say what of the budget is saved."""
        award = self.award.value()
        saved = None if award is None or self._lot is None else self._lot.budget - award
        words = _("{amount} of the budget are saved; they come back when the lot is closed.")
        self.award.set_more(words.format(amount=wan_words(saved)) if saved is not None and saved.fen > 0 else "")


class FailPanel(StepPanel):
    """Records that a round failed (废标); the lot may be put to tender again."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {DatesBackward: "ended", DateInFuture: "ended"}
        super().__init__("fail", _("Record a failed tender"), page, services, places)
        self.ended = self.add_day("ended", _("Failed on"))
        self.reason = self.form.add(TextField("reason", _("Reason"), is_required=True, longest=TITLE_MAX))

    def make_actions(self) -> Actions:
        """Return the failure."""
        self.tell(
            _("The round of {lot} failed; it is planned again.").format(lot=self.lot.words), self.lot.tender_lot_id
        )
        ended = answer(self.ended)
        return [
            FailTender(
                action_id=ActionId(new_id()),
                business_date=ended,
                tender_lot_id=self.lot.tender_lot_id,
                ended_on=ended,
                reason=answer(self.reason),
            )
        ]


class CancelPanel(StepPanel):
    """Gives a planned lot up; its money becomes available again."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("cancel", _("Cancel a lot"), page, services, {DateInFuture: "day"})
        self.day = self.add_day("day", _("Cancelled on"))
        self.reason = self.form.add(TextField("reason", _("Reason"), is_required=True, longest=TITLE_MAX))

    def make_actions(self) -> Actions:
        """Return the cancellation."""
        self.tell(_("{lot} is cancelled.").format(lot=self.lot.words), self.lot.tender_lot_id)
        return [
            CancelLot(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                tender_lot_id=self.lot.tender_lot_id,
                reason=answer(self.reason),
            )
        ]
