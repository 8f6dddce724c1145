"""Where goods that come in come from: the fields of a purchase, a gift, or an allotment from above."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supplies.language import _
from supplies.stock.actions import TEXT_MAX, Gift, Origin, ValueBasis
from supplies.stock.documents import ORIGIN_NAMES
from supplies.stock.incoming import basis_name
from supplies.stock.slip_source import Source
from supplies.ui.widgets.choices import SelectField, TicksField
from supplies.ui.widgets.fields import TextField
from supplies.ui.widgets.form_panel import FormOverlay

GIFT = ("donor", "unnamed", "purpose", "beneficiary", "basis", "proof", "receipt", "life")
ALLOTMENT = ("allotment",)
PURCHASE = ("contract", "tender_lot", "invoice")
OF_ORIGIN = {Origin.DONATION: GIFT, Origin.ALLOTMENT: ALLOTMENT}
"""The fields of an origin; the others have those of a purchase."""
YES = "yes"


class SourcePanel(FormOverlay):
    """Opened with the origin of the slip and what was entered before."""

    changed = Signal(object)
    """The Source as it was entered."""

    def __init__(self, page: QWidget) -> None:
        """Make a hidden panel over the scan page."""
        super().__init__("slip_source", _("Source"), _("&Keep"), page)
        self._source = Source()
        self._origin = Origin.PURCHASE
        add = self.form.add
        self.contract = add(TextField("contract", _("Contract number"), longest=TEXT_MAX))
        self.tender_lot = add(TextField("tender_lot", _("Tender lot"), longest=TEXT_MAX))
        self.invoice = add(TextField("invoice", _("Invoice number"), longest=TEXT_MAX))
        self.allotment = add(TextField("allotment", _("The superior's order"), longest=TEXT_MAX))
        self.donor = add(TextField("donor", _("Donor"), longest=TEXT_MAX))
        unnamed = ((YES, _("The donor wants to stay unnamed")),)
        self.unnamed = add(TicksField("unnamed", _("Anonymous"), unnamed, is_required=False))
        self.purpose = add(TextField("purpose", _("Purpose, where the donor names one"), longest=TEXT_MAX))
        self.beneficiary = add(TextField("beneficiary", _("For which place or people"), longest=TEXT_MAX))
        bases = [(basis.value, basis_name(basis)) for basis in ValueBasis]
        self.basis = add(SelectField("basis", _("Basis of the value"), bases))
        self.proof = add(TextField("proof", _("Proof of quality"), longest=TEXT_MAX))
        self.receipt = add(TextField("receipt", _("Number of the donation receipt"), longest=TEXT_MAX))
        self.life = add(TextField("life", _("Remaining life"), longest=TEXT_MAX))
        keeps = ((YES, _("The goods stay somebody else's; choose the owner in the head")),)
        self.keeps = add(TicksField("keeps", _("Owner keeps them"), keeps, is_required=False))
        self.form.submitted.connect(self._keep)

    def open_for(self, origin: Origin, source: Source) -> None:
        """Show what was entered before, and the fields of an origin."""
        self._source, self._origin = source, origin
        self.set_title(_("Source: {origin}").format(origin=_(ORIGIN_NAMES[origin])))
        shown = OF_ORIGIN.get(origin, PURCHASE)
        for name in (*PURCHASE, *ALLOTMENT, *GIFT):
            self.form.set_shown(name, is_shown=name in shown)
        self._fill(source, source.donation or Gift())
        self.open_panel()

    def _fill(self, source: Source, gift: Gift) -> None:
        """Show what was entered before."""
        self.contract.set_text(source.contract_number)
        self.tender_lot.set_text(source.tender_lot)
        self.invoice.set_text(source.invoice_number)
        self.allotment.set_text(source.allotment_number)
        self.keeps.set_text(YES if source.keeps_owner else "")
        self.donor.set_text(gift.donor)
        self.unnamed.set_text(YES if gift.is_anonymous else "")
        self.purpose.set_text(gift.purpose)
        self.beneficiary.set_text(gift.beneficiary)
        self.basis.set_text(gift.basis.value)
        self.proof.set_text(gift.quality_proof)
        self.receipt.set_text(gift.receipt_number)
        self.life.set_text(gift.remaining_life)

    def _keep(self) -> None:
        """Hand over what was entered."""
        self.close_panel()
        self.changed.emit(
            Source(
                into=self._source.into,
                contract_number=self.contract.text(),
                tender_lot=self.tender_lot.text(),
                invoice_number=self.invoice.text(),
                allotment_number=self.allotment.text(),
                keeps_owner=bool(self.keeps.value()),
                donation=self._gift() if self._origin is Origin.DONATION else None,
            )
        )

    def _gift(self) -> Gift:
        """Return what was entered of a gift; a purpose makes it a directed one."""
        return Gift(
            donor=self.donor.text(),
            is_anonymous=bool(self.unnamed.value()),
            is_directed=bool(self.purpose.text()),
            purpose=self.purpose.text(),
            beneficiary=self.beneficiary.text(),
            basis=ValueBasis(self.basis.text()),
            quality_proof=self.proof.text(),
            receipt_number=self.receipt.text(),
            remaining_life=self.life.text(),
        )
