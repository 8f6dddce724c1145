"""What becomes of a contract: it is changed, its goods are accepted, an invoice comes in."""

from PySide6.QtWidgets import QWidget

from supplies.errors import (
    AlreadyThere,
    ChangeAgainstItsKind,
    ChangeBelowSettled,
    ContractAboveBudget,
    DateInFuture,
    DatesBackward,
    InvoicedAboveContract,
    NothingToDo,
    SupplementTooLarge,
    SuppliesError,
)
from supplies.language import N_, _
from supplies.procurement.contract_queries import ContractItem
from supplies.procurement.contract_view import ContractView
from supplies.procurement.contracts import ChangeContract, ChangedLine, price_of
from supplies.procurement.invoices import InvoicedLine, RecordInvoice
from supplies.procurement.words import SUPPLEMENT_MAX_MILLE, ChangeKind
from supplies.ui.funds.columns import wan_words
from supplies.ui.funds.money_panels import TITLE_MAX
from supplies.ui.procurement.figures_field import Figure, FigureLine, FiguresField, together
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import TextField
from supplies.values import NO_MONEY, NO_QUANTITY, ActionId, Money, new_id, total_money

CHANGE_NAMES = {
    ChangeKind.SUPPLEMENT: N_("More of the same goods (at most 10 %)"),
    ChangeKind.REDUCTION: N_("Fewer goods, or a lower price"),
    ChangeKind.OTHER: N_("Another change"),
}


class ContractPanel(ActionPanel):
    """A step of one contract."""

    def __init__(self, name: str, title: str, page: QWidget, services: Services, places: Places) -> None:
        super().__init__(name, title, page, services, places)
        self._plain_title = title
        self._view: ContractView | None = None

    @property
    def view(self) -> ContractView:
        """Return the contract that the form is about."""
        assert self._view is not None, "open_for comes first"
        return self._view

    def open_for(self, view: ContractView) -> None:
        """Ask about this contract; what was entered about another one is kept until it is its turn."""
        self.about(view.row.contract_id)
        self._view = view
        self.set_title(_("{step}: {lot}").format(step=self._plain_title, lot=view.row.number))
        words = _("{supplier}, {amount}; accepted {accepted}, invoiced {invoiced}, paid {paid}.")
        row = view.row
        self.say(
            words.format(
                supplier=row.supplier,
                amount=wan_words(row.amount),
                accepted=wan_words(row.accepted),
                invoiced=wan_words(row.invoiced),
                paid=wan_words(row.paid),
            )
        )
        self.fill_lines()
        self.open_panel()

    def fill_lines(self) -> None:
        """Show the lines that the form is about; a subclass may have some."""

    def item(self, key: str) -> ContractItem:
        """Return the line of the contract that a key begins with."""
        number = int(key.split("/", maxsplit=1)[0])
        return next(item for item in self.view.items if item.line == number)

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; all that is about a line stands at the lines."""
        return super().place_of(error) or ("lines" if error.lines else "")


def line_words(item: ContractItem) -> str:
    """Return a line of a contract as people read it."""
    words = _("{line}. {name}: {quantity} {unit} × {price} yuan")
    return words.format(
        line=item.line,
        name=item.name,
        quantity=item.quantity.grouped(),
        unit=item.unit,
        price=item.price.grouped(),
    )


def settled_words(item: ContractItem) -> str:
    """Return how much of a line is accepted and invoiced."""
    words = _("Accepted {accepted}, invoiced {invoiced} {unit}")
    return words.format(accepted=item.accepted.grouped(), invoiced=item.invoiced.grouped(), unit=item.unit)


class ChangePanel(ContractPanel):
    """Records a supplementary contract or another change."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            DatesBackward: "signed",
            DateInFuture: "signed",
            ChangeAgainstItsKind: "kind",
            SupplementTooLarge: "lines",
            ContractAboveBudget: "lines",
            ChangeBelowSettled: "lines",
            NothingToDo: "lines",
        }
        super().__init__("change_contract", _("Change the contract"), page, services, places)
        add = self.form.add
        self.number = add(TextField("number", _("Number of the change"), is_required=True, longest=TITLE_MAX))
        kinds = [(kind.value, _(words)) for kind, words in CHANGE_NAMES.items()]
        self.kind = add(SelectField("kind", _("Kind of change"), kinds))
        self.signed = self.add_day("signed", _("Signed on"))
        self.reason = add(TextField("reason", _("Reason"), is_required=True, longest=TITLE_MAX))
        titles = {Figure.QUANTITY: _("Quantity from now on"), Figure.AMOUNT: _("Amount from now on (yuan)")}
        self.lines = add(FiguresField("lines", _("Lines as they are from now on"), titles, _("No lines")))
        self.lines.typed.connect(self._price)
        self.lines.figures_changed.connect(self._tell)

    def fill_lines(self) -> None:
        """Show every line as it is now."""
        self.lines.show_lines(
            [
                FigureLine(
                    str(item.line),
                    line_words(item),
                    settled_words(item),
                    item.decimals,
                    {Figure.QUANTITY: str(item.quantity), Figure.AMOUNT: str(item.amount)},
                )
                for item in self.view.items
            ]
        )

    def make_actions(self) -> Actions:
        """Return the change."""
        number, signed = answer(self.number), answer(self.signed)
        self.tell(_("Change {number} is recorded: {amount}.").format(number=number, amount=wan_words(self._delta())))
        return [
            ChangeContract(
                action_id=ActionId(new_id()),
                business_date=signed,
                contract_id=self.view.row.contract_id,
                number=number,
                kind=ChangeKind(answer(self.kind)),
                signed_on=signed,
                reason=answer(self.reason),
                lines=tuple(self._changed()),
            )
        ]

    def _changed(self) -> list[ChangedLine]:
        """Return the lines that are to be other than they are; a line emptied is to be for nothing."""
        found = []
        for item in self.view.items:
            entered = self.lines.entered(str(item.line))
            if entered is not None and (entered.quantity, entered.amount) != (item.quantity, item.amount):
                found.append(ChangedLine(line=item.line, quantity=entered.quantity, amount=entered.amount))
        return found

    def _delta(self) -> Money:
        """Return how much more the contract would be for, or less."""
        now = {item.line: item.amount for item in self.view.items}
        return Money(sum(line.amount.fen - now[line.line].fen for line in self._changed()))

    def _price(self, key: str, figure: Figure) -> None:
        """Work the amount out of a quantity that was typed."""
        entered = self.lines.entered(key)
        if figure is Figure.QUANTITY and entered is not None:
            amount = price_of(entered.quantity, self.item(key).price)
            self.lines.set_figure(key, Figure.AMOUNT, str(amount))

    def _tell(self) -> None:
        """Say what the change comes to, and how much more a supplement may be for."""
        if self._view is None:
            return
        delta, row = self._delta(), self.view.row
        allowed = Money(row.original.fen * SUPPLEMENT_MAX_MILLE // 1000)
        words = _("The contract is then for {amount} yuan, {delta} more or less than now; supplements: at most {most}.")
        shown = words.format(amount=(row.amount + delta).grouped(), delta=delta.grouped(), most=allowed.grouped())
        self.lines.say(shown if delta else "")


class InvoicePanel(ContractPanel):
    """Records an invoice; what was accepted and not invoiced stands there already."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            AlreadyThere: "number",
            DatesBackward: "dated",
            DateInFuture: "dated",
            InvoicedAboveContract: "lines",
            NothingToDo: "lines",
        }
        super().__init__("record_invoice", _("Record an invoice"), page, services, places)
        add = self.form.add
        self.number = add(TextField("number", _("Number of the invoice"), is_required=True, longest=TITLE_MAX))
        self.dated = self.add_day("dated", _("Date of the invoice"))
        titles = {Figure.QUANTITY: _("Quantity"), Figure.AMOUNT: _("Amount (yuan)")}
        nothing = _("Everything of the contract is invoiced.")
        self.lines = add(FiguresField("lines", _("What the invoice is for"), titles, nothing))
        self.lines.typed.connect(self._price)
        self.lines.figures_changed.connect(self._tell)

    def fill_lines(self) -> None:
        """Show the lines that are not wholly invoiced."""
        self.lines.show_lines(
            [
                FigureLine(
                    str(item.line),
                    line_words(item),
                    settled_words(item),
                    item.decimals,
                    _usual_invoice(item),
                )
                for item in self.view.items
                if item.invoiced < item.quantity or item.invoiced_amount < item.amount
            ]
        )

    def make_actions(self) -> Actions:
        """Return the invoice."""
        number, dated, lines = answer(self.number), answer(self.dated), answer(self.lines)
        amount = total_money(line.amount for line in lines)
        self.tell(_("Invoice {number} is recorded: {amount}.").format(number=number, amount=wan_words(amount)))
        return [
            RecordInvoice(
                action_id=ActionId(new_id()),
                business_date=dated,
                contract_id=self.view.row.contract_id,
                number=number,
                dated=dated,
                lines=tuple(
                    InvoicedLine(contract_line=int(line.key), quantity=line.quantity, amount=line.amount)
                    for line in lines
                ),
            )
        ]

    def _price(self, key: str, figure: Figure) -> None:
        """Work the amount out of a quantity that was typed; the last of a line takes the rest of its amount."""
        entered, item = self.lines.entered(key), self.item(key)
        if figure is Figure.QUANTITY and entered is not None:
            is_last = entered.quantity == item.quantity - item.invoiced
            left = item.amount - item.invoiced_amount
            self.lines.set_figure(key, Figure.AMOUNT, str(left if is_last else price_of(entered.quantity, item.price)))

    def _tell(self) -> None:
        """Say what the invoice comes to."""
        entered = self.lines.value() or ()
        self.lines.say(together(total_money(line.amount for line in entered)) if entered else "")


def _usual_invoice(item: ContractItem) -> dict[Figure, str]:
    """Return what of a line was accepted and not invoiced; nothing where that is nothing."""
    quantity = item.accepted - item.invoiced
    amount = item.accepted_amount - item.invoiced_amount
    if quantity <= NO_QUANTITY or amount <= NO_MONEY:
        return {Figure.QUANTITY: "", Figure.AMOUNT: ""}
    return {Figure.QUANTITY: str(quantity), Figure.AMOUNT: str(amount)}
