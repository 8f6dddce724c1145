"""The forms of relief money: record and withdraw an appropriation, record published figures."""

from PySide6.QtWidgets import QWidget

from supplies.accounts.words import Level, level_name
from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    DateInFuture,
    FiguresDoNotAddUp,
    LevelTwice,
    SharesDoNotAddUp,
    SharesMissing,
    SuppliesError,
)
from supplies.funds.actions import Appropriate, PublishFigures, ShareLine, Withdraw
from supplies.funds.queries import AppropriationRow
from supplies.language import _
from supplies.ui.funds.columns import wan_words
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.amount_field import AmountField
from supplies.ui.widgets.choices import SelectField, TicksField
from supplies.ui.widgets.code_field import CodeField, matching
from supplies.ui.widgets.fields import TextField
from supplies.values import NO_MONEY, ActionId, AppropriationId, Money, new_id, total_money

TITLE_MAX = 200
SPLIT, UNSPLIT = "split", "unsplit"


class AppropriatePanel(ActionPanel):
    """Records a document that brings money. The parts of its levels may be unknown: 来源未拆分 is a legal answer."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            AlreadyThere: "number",
            SharesMissing: "levels",
            LevelTwice: "levels",
            SharesDoNotAddUp: "levels",
            DateInFuture: "dated",
        }
        super().__init__("appropriate", _("Record an appropriation"), page, services, places)
        add = self.form.add
        self.number = add(TextField("number", _("Document number"), is_required=True, longest=TITLE_MAX))
        self.title = add(TextField("title", _("Title of the document"), is_required=True, longest=TITLE_MAX))
        self.dated = self.add_day("dated", _("Date of the document"))
        self.amount = add(AmountField("amount", _("Amount")))
        levels = [(level.value, level_name(level)) for level in Level]
        self.levels = add(TicksField("levels", _("Levels that the money comes from"), levels))
        split_words = [(UNSPLIT, _("The document does not split the amount")), (SPLIT, _("Each level's part is known"))]
        self.split = add(SelectField("split", _("Parts of the levels"), split_words))
        self.parts = {level: add(self._part_field(level)) for level in Level}
        self.function_code = add(
            CodeField(
                "function_code",
                _("Functional classification"),
                matching("[0-9]{3}|[0-9]{5}|[0-9]{7}"),
                _("3, 5 or 7 digits; empty where it is not known"),
                is_required=False,
            )
        )
        self.levels.ticked.connect(self._show_parts)
        self.split.edited.connect(self._show_parts)
        for each in (self.amount, *self.parts.values()):
            each.amount_changed.connect(self._show_rest)
        self._show_parts()

    def make_actions(self) -> Actions:
        """Return the appropriation."""
        appropriation_id = AppropriationId(new_id())
        number, amount = answer(self.number), answer(self.amount)
        words = _("{number} is recorded: {amount}.").format(number=number, amount=wan_words(amount))
        self.tell(words, appropriation_id)
        dated = answer(self.dated)
        return [
            Appropriate(
                action_id=ActionId(new_id()),
                business_date=dated,
                appropriation_id=appropriation_id,
                number=number,
                title=answer(self.title),
                dated=dated,
                amount=amount,
                shares=self._shares(amount),
                function_code=self.function_code.value() or "",
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; an amount of nothing may be the whole or a part."""
        if isinstance(error, AmountNotPositive):
            wrong = [part.name for part in self._asked_parts().values() if part.value() == error.facts["amount"]]
            return "amount" if self.amount.value() == error.facts["amount"] or not wrong else wrong[0]
        return super().place_of(error)

    def _part_field(self, level: Level) -> AmountField:
        """Return the field of one level's part."""
        return AmountField(f"part_{level}", _("Part of {level}").format(level=level_name(level)))

    def _ticked(self) -> list[Level]:
        """Return the levels that are ticked."""
        return [Level(value) for value in self.levels.value() or ()]

    def _asked_parts(self) -> dict[Level, AmountField]:
        """Return the parts that are asked for: of several levels, where the document splits the amount."""
        levels = self._ticked()
        is_asked = len(levels) > 1 and self.split.value() == SPLIT
        return {level: self.parts[level] for level in levels} if is_asked else {}

    def _shares(self, amount: Money) -> tuple[ShareLine, ...]:
        """Return the sources; all of the money where there is one level only."""
        levels = self._ticked()
        if len(levels) == 1:
            return (ShareLine(levels[0], amount),)
        asked = self._asked_parts()
        return tuple(ShareLine(level, answer(asked[level]) if level in asked else None) for level in levels)

    def _show_parts(self) -> None:
        """Ask for the parts that are known."""
        asked = self._asked_parts()
        self.form.set_shown("split", is_shown=len(self._ticked()) > 1)
        for level, part in self.parts.items():
            self.form.set_shown(part.name, is_shown=level in asked)
        self._show_rest()
        self.fit()

    def _show_rest(self) -> None:
        """Say how much of the amount the parts do not account for yet."""
        asked = self._asked_parts()
        total = self.amount.value()
        words = ""
        if asked and total is not None:
            rest = total - total_money(part.value() or NO_MONEY for part in asked.values())
            words = _("The parts add up to the amount.") if not rest else _("Still to be split: {amount}")
            words = words.format(amount=wan_words(rest))
        self.split.set_note(words)


class WithdrawPanel(ActionPanel):
    """Takes an appropriation back of which nothing is planned."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {DateInFuture: "day"}
        super().__init__("withdraw", _("Withdraw an appropriation"), page, services, places)
        self.day = self.add_day("day", _("Withdrawn on"))
        self.reason = self.form.add(TextField("reason", _("Reason"), is_required=True, longest=TITLE_MAX))
        self._row: AppropriationRow | None = None

    def open_for(self, row: AppropriationRow) -> None:
        """Ask why this one is withdrawn."""
        self.about(row.appropriation_id)
        self._row = row
        self.set_title(_("Withdraw {number}").format(number=row.number))
        words = _("{title}, {amount}. It stays on record as withdrawn and counts no more.")
        self.say(words.format(title=row.title, amount=wan_words(row.amount)))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the withdrawal."""
        assert self._row is not None, "open_for comes first"
        self.tell(_("{number} is withdrawn.").format(number=self._row.number), self._row.appropriation_id)
        return [
            Withdraw(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                appropriation_id=self._row.appropriation_id,
                reason=answer(self.reason),
            )
        ]


class PublishPanel(ActionPanel):
    """Records figures that were made public, for the statement to be held against."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {DateInFuture: "dated", FiguresDoNotAddUp: "appropriated"}
        super().__init__("publish", _("Record published figures"), page, services, places)
        self.say(_("The statement is held against the newest published figures, to the fen."))
        add = self.form.add
        self.title = add(TextField("title", _("Where they were published"), is_required=True, longest=TITLE_MAX))
        self.dated = self.add_day("dated", _("Date of publication"))
        self.appropriated = add(AmountField("appropriated", _("Appropriated")))
        self.tendered = add(AmountField("tendered", _("Tendering completed")))
        self.in_tender = add(AmountField("in_tender", _("In tender")))

    def make_actions(self) -> Actions:
        """Return the figures."""
        dated = answer(self.dated)
        self.tell(_("The published figures of {date} are recorded.").format(date=dated))
        return [
            PublishFigures(
                action_id=ActionId(new_id()),
                business_date=dated,
                title=answer(self.title),
                dated=dated,
                appropriated=answer(self.appropriated),
                tendered=answer(self.tendered),
                in_tender=answer(self.in_tender),
            )
        ]
