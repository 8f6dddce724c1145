"""The forms of later documents and of the year's end: adjust an appropriation, give money back, carry it over."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supplies.accounts.words import Level, level_name
from supplies.errors import (
    AdjustedToNothing,
    AlreadyThere,
    AmountNotPositive,
    DateInFuture,
    DatesBackward,
    FundsInsufficient,
    LevelBelowNothing,
    LevelNeeded,
    SharesDoNotAddUp,
    WrongUnspent,
    YearBeforeMoney,
    YearNotOver,
)
from supplies.funds.adjustments import Adjust, Direction, ReturnMoney
from supplies.funds.carrying import CarryOver, YearsRule, rule_of, unspent_at
from supplies.funds.queries import AppropriationRow
from supplies.language import N_, _
from supplies.ui.funds.columns import wan_words
from supplies.ui.funds.money_panels import TITLE_MAX
from supplies.ui.services import Services
from supplies.ui.session import Actions, Latest
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.amount_field import AmountField
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import TextField
from supplies.ui.widgets.labels import run_on
from supplies.values import ActionId, Money, new_id

DIRECTIONS = {Direction.MORE: N_("More: it is added to"), Direction.LESS: N_("Less: it is cut")}


class MoneyStepPanel(ActionPanel):
    """A step of one appropriation."""

    def __init__(self, name: str, title: str, page: QWidget, services: Services, places: Places) -> None:
        super().__init__(name, title, page, services, places)
        self._plain_title = title
        self._row: AppropriationRow | None = None

    @property
    def row(self) -> AppropriationRow:
        """Return the appropriation that the form is about."""
        assert self._row is not None, "open_for comes first"
        return self._row

    def open_for(self, row: AppropriationRow) -> None:
        """Ask about this appropriation."""
        self.about(row.appropriation_id)
        self._row = row
        self.set_title(_("{step}: {lot}").format(step=self._plain_title, lot=row.number))
        words = _("{title}: {amount}, available {available}.")
        self.say(words.format(title=row.title, amount=wan_words(row.amount), available=wan_words(row.available)))
        self.open_panel()


class AdjustPanel(MoneyStepPanel):
    """Records a later document that makes an appropriation more or less."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            AlreadyThere: "number",
            DatesBackward: "dated",
            DateInFuture: "dated",
            AmountNotPositive: "amount",
            AdjustedToNothing: "amount",
            FundsInsufficient: "amount",
            LevelNeeded: "level",
            LevelBelowNothing: "level",
            SharesDoNotAddUp: "level",
        }
        super().__init__("adjust", _("Adjust an appropriation"), page, services, places)
        add = self.form.add
        directions = [(each.value, _(words)) for each, words in DIRECTIONS.items()]
        self.direction = add(SelectField("direction", _("More or less"), directions))
        self.amount = add(AmountField("amount", _("By how much")))
        levels = [(level.value, level_name(level)) for level in Level]
        label, unknown = _("Whose money"), _("Not said: the sources are not split")
        self.level = add(SelectField("level", label, levels, is_required=False, empty_words=unknown))
        self.number = add(TextField("number", _("Document number"), is_required=True, longest=TITLE_MAX))
        self.dated = self.add_day("dated", _("Date of the document"))
        self.reason = add(TextField("reason", _("Reason"), is_required=True, longest=TITLE_MAX))

    def prepare(self) -> None:
        """Name the level where the money has one only."""
        super().prepare()
        if self._row is not None and not self.level.text() and len(self._row.shares) == 1:
            self.level.set_text(self._row.shares[0][0].value)

    def make_actions(self) -> Actions:
        """Return the adjustment."""
        amount, dated, direction = answer(self.amount), answer(self.dated), Direction(answer(self.direction))
        words = _("{number} is {amount} more.") if direction is Direction.MORE else _("{number} is {amount} less.")
        self.tell(words.format(number=self.row.number, amount=wan_words(amount)), self.row.appropriation_id)
        level = self.level.value()
        return [
            Adjust(
                action_id=ActionId(new_id()),
                business_date=dated,
                appropriation_id=self.row.appropriation_id,
                number=answer(self.number),
                dated=dated,
                direction=direction,
                amount=amount,
                level=Level(level) if level else None,
                reason=answer(self.reason),
            )
        ]


class ReturnPanel(MoneyStepPanel):
    """Gives available money back to whoever gave it."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            AlreadyThere: "number",
            DatesBackward: "dated",
            DateInFuture: "dated",
            AmountNotPositive: "amount",
            FundsInsufficient: "amount",
        }
        super().__init__("return_money", _("Return money"), page, services, places)
        self.amount = self.form.add(AmountField("amount", _("Amount returned")))
        self.number = self.form.add(TextField("number", _("Document number"), is_required=True, longest=TITLE_MAX))
        self.dated = self.add_day("dated", _("Date of the document"))
        self.reason = self.form.add(TextField("reason", _("Reason"), is_required=True, longest=TITLE_MAX))

    def make_actions(self) -> Actions:
        """Return the money."""
        amount, dated = answer(self.amount), answer(self.dated)
        words = _("{amount} of {number} are returned.").format(amount=wan_words(amount), number=self.row.number)
        self.tell(words, self.row.appropriation_id)
        return [
            ReturnMoney(
                action_id=ActionId(new_id()),
                business_date=dated,
                appropriation_id=self.row.appropriation_id,
                number=answer(self.number),
                dated=dated,
                amount=amount,
                reason=answer(self.reason),
            )
        ]


class CarryPanel(MoneyStepPanel):
    """Carries over what was unspent at a year's end; what the ledger says stands there already."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            AlreadyThere: "year",
            YearBeforeMoney: "year",
            YearNotOver: "year",
            AmountNotPositive: "amount",
            WrongUnspent: "amount",
            DateInFuture: "day",
        }
        super().__init__("carry_over", _("Carry money over"), page, services, places)
        self._rules: Sequence[YearsRule] = ()
        self._latest = Latest()
        self._proposed = ""
        self.year = self.form.add(SelectField("year", _("Year that ended")))
        self.amount = self.form.add(AmountField("amount", _("Unspent at its end")))
        self.day = self.add_day("day", _("Carried over on"))
        self.year.edited.connect(self._read_unspent)

    def show_rules(self, rules: Sequence[YearsRule]) -> None:
        """Tell by which rules money becomes surplus."""
        self._rules = rules

    def open_for(self, row: AppropriationRow) -> None:
        """Ask what of this appropriation is carried over, and say until when it may be used."""
        carried = {year for year, _amount in row.carried}
        years = [year for year in range(row.year, self.services.today().year + 1) if year not in carried]
        self.year.set_options([(str(year), str(year)) for year in years])
        super().open_for(row)
        self.say(self._rule_words(row))
        self._read_unspent()

    def make_actions(self) -> Actions:
        """Return the carry-over."""
        amount, year = answer(self.amount), int(answer(self.year))
        words = _("{amount} of {number} are carried over from {year}.")
        self.tell(words.format(amount=wan_words(amount), number=self.row.number, year=year), self.row.appropriation_id)
        return [
            CarryOver(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                appropriation_id=self.row.appropriation_id,
                year=year,
                amount=amount,
            )
        ]

    def _rule_words(self, row: AppropriationRow) -> str:
        """Return until when the money may be used, and by which paragraph what is left then is surplus."""
        words = _(
            "Money of {year} may be planned and allotted until {last}; what is left then is surplus and goes back."
        )
        said = words.format(year=row.year, last=row.last_day)
        source = rule_of(self._rules, row.dated).source if self._rules else ""
        surplus = row.surplus_on(self.services.today())
        more = _("{amount} are surplus already.").format(amount=wan_words(surplus)) if surplus else ""
        return run_on(said, _("By: {source}.").format(source=source) if source else "", more)

    def _read_unspent(self) -> None:
        """Ask the ledger what was unspent when the year ended."""
        year, row = self.year.value(), self._row
        if row is None or not year:
            return
        site_id, fund, ended = row.site_id, row.appropriation_id, int(year)
        self.services.session.read(
            self,
            lambda connection: unspent_at(connection, site_id, fund, ended),
            self._show_unspent,
            latest=self._latest,
        )

    def _show_unspent(self, unspent: Money) -> None:
        """Say what the ledger has, and put it where nothing else was entered."""
        self.amount.set_more(_("The ledger has {amount} unspent at its end.").format(amount=wan_words(unspent)))
        if self.amount.text() not in {"", self._proposed}:
            return
        is_fresh = not self.has_entries
        self.amount.set_value(unspent)
        self._proposed = self.amount.text()
        if is_fresh:
            self._fresh = self.form.content()
