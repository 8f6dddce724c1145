"""Recording a red-letter invoice (红字发票): which invoice it takes back, and what of it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from supplies.errors import (
    AlreadyThere,
    DateInFuture,
    DatesBackward,
    InvoicedBelowPaid,
    NothingToDo,
    NumberNeeded,
    ReturnAboveInvoice,
    UnknownRecord,
)
from supplies.language import _
from supplies.procurement.contract_view import ContractView
from supplies.procurement.contracts import price_of
from supplies.procurement.invoices import InvoicedLine
from supplies.procurement.red_letters import InvoiceFact, ReturnInvoice, invoices_left
from supplies.ui.funds.columns import wan_words
from supplies.ui.funds.money_panels import TITLE_MAX
from supplies.ui.procurement.contract_panels import ContractPanel, line_words
from supplies.ui.procurement.figures_field import Figure, FigureLine, FiguresField, together
from supplies.ui.services import Services
from supplies.ui.session import Actions, StoreView
from supplies.ui.widgets.action_panel import Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import TextField
from supplies.values import ActionId, ContractId, SiteId, new_id, total_money


def invoices_of(connection: StoreView, site_id: SiteId, contract_id: ContractId) -> list[InvoiceFact]:
    """Return the invoices of a contract of which something was not taken back."""
    return [each for each in invoices_left(connection, site_id) if each.contract_id == contract_id]


class RedLetterPanel(ContractPanel):
    """Records what takes an invoice back; all that is left of it stands there already."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            AlreadyThere: "number",
            NumberNeeded: "number",
            DatesBackward: "dated",
            DateInFuture: "dated",
            ReturnAboveInvoice: "lines",
            InvoicedBelowPaid: "lines",
            NothingToDo: "lines",
            UnknownRecord: "invoice",
        }
        super().__init__("return_invoice", _("Record a red-letter invoice"), page, services, places)
        self._invoices: dict[str, InvoiceFact] = {}
        add = self.form.add
        self.invoice = add(SelectField("invoice", _("Invoice that it takes back")))
        number = _("Number of the red-letter invoice")
        self.number = add(TextField("number", number, is_required=True, longest=TITLE_MAX))
        self.dated = self.add_day("dated", _("Date of the red-letter invoice"))
        self.note = add(TextField("note", _("Remarks"), longest=TITLE_MAX))
        titles = {Figure.QUANTITY: _("Quantity"), Figure.AMOUNT: _("Amount (yuan)")}
        nothing = _("Nothing of the contract is invoiced.")
        self.lines = add(FiguresField("lines", _("What it takes back"), titles, nothing))
        self.invoice.edited.connect(self.fill_lines)
        self.lines.typed.connect(self._price)
        self.lines.figures_changed.connect(self._tell)

    def open_for(self, view: ContractView) -> None:
        """Read what is invoiced of a contract, then ask about it."""
        row = view.row
        query = partial(invoices_of, site_id=row.site_id, contract_id=row.contract_id)
        self.services.session.read(self, query, partial(self._open, view))

    def _open(self, view: ContractView, invoices: Sequence[InvoiceFact]) -> None:
        """Ask about a contract whose invoices are known."""
        self._invoices = {each.number: each for each in invoices}
        words = _("{number} of {dated}, {amount} yuan left")
        self.invoice.set_options(
            [
                (each.number, words.format(number=each.number, dated=each.dated, amount=each.amount.grouped()))
                for each in invoices
            ]
        )
        super().open_for(view)

    def fill_lines(self) -> None:
        """Show the lines of the invoice that is chosen."""
        chosen = self._invoices.get(self.invoice.text())
        items = {item.line: item for item in self.view.items}
        self.lines.show_lines(
            [
                FigureLine(
                    str(line.contract_line),
                    line_words(items[line.contract_line]),
                    _("{quantity} {unit} for {amount} yuan of the invoice are not taken back").format(
                        quantity=line.quantity.grouped(),
                        unit=items[line.contract_line].unit,
                        amount=line.amount.grouped(),
                    ),
                    items[line.contract_line].decimals,
                    {Figure.QUANTITY: str(line.quantity), Figure.AMOUNT: str(line.amount)},
                )
                for line in (() if chosen is None else chosen.lines)
            ]
        )

    def make_actions(self) -> Actions:
        """Return the red-letter invoice."""
        number, dated, lines = answer(self.number), answer(self.dated), answer(self.lines)
        amount = total_money(line.amount for line in lines)
        words = _("Red-letter invoice {number} takes back {amount}.")
        self.tell(words.format(number=number, amount=wan_words(amount)))
        return [
            ReturnInvoice(
                action_id=ActionId(new_id()),
                business_date=dated,
                contract_id=self.view.row.contract_id,
                invoice=answer(self.invoice),
                number=number,
                dated=dated,
                lines=tuple(
                    InvoicedLine(contract_line=int(line.key), quantity=line.quantity, amount=line.amount)
                    for line in lines
                ),
                note=self.note.value() or "",
            )
        ]

    def _price(self, key: str, figure: Figure) -> None:
        """Work the amount out of a quantity that was typed; the whole of a line is all of its amount."""
        entered, chosen = self.lines.entered(key), self._invoices.get(self.invoice.text())
        if figure is not Figure.QUANTITY or entered is None or chosen is None:
            return
        quantity, amount = chosen.left[int(key)]
        part = amount if entered.quantity == quantity else price_of(entered.quantity, self.item(key).price)
        self.lines.set_figure(key, Figure.AMOUNT, str(part))

    def _tell(self) -> None:
        """Say what it comes to."""
        entered = self.lines.value() or ()
        self.lines.say(together(total_money(line.amount for line in entered)) if entered else "")
