"""The forms of scrapping: write goods off with ground and appraisal, and record what became of them."""

import re

from PySide6.QtWidgets import QWidget

from supplies.errors import (
    AppraisalLater,
    AppraisersNeeded,
    DateInFuture,
    HandledBefore,
    IncomePaperNeeded,
    NoIncomeThere,
    ReasonNeeded,
    SuppliesError,
    WitnessesNeeded,
)
from supplies.language import _
from supplies.stock.actions import TEXT_MAX, LotLine, TechnicalAppraisal, WriteOff
from supplies.stock.disposal import GROUND_NAMES, WAY_NAMES, DisposalWay, Ground, RecordDisposal, ScrapRow
from supplies.stock.upkeep_queries import Spot
from supplies.ui.care.goods_panel import GoodsPanel
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import DateField, MoneyField, TextField
from supplies.values import NO_MONEY, ActionId, new_id


def names_of(text: str | None) -> tuple[str, ...]:
    """Return the names in a text, however they are set apart."""
    return tuple(filter(None, (name.strip() for name in re.split(r"[,，、;；\n]+", text or ""))))


class ScrapPanel(GoodsPanel):
    """Scraps one lot or object (报废); where others have to approve it, it is submitted."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {AppraisersNeeded: "experts", AppraisalLater: "appraised_on"}
        super().__init__("scrap", _("Scrap goods"), page, services, places, _("Post (&B)"))
        self.say(_("Obsolete, beyond repair, over age: an institute or at least five experts appraise it first."))
        add = self.form.add
        grounds = [(ground.value, _(name)) for ground, name in GROUND_NAMES.items()]
        self.ground = add(SelectField("ground", _("Ground"), grounds))
        self.reason = add(TextField("reason", _("Reason"), is_required=True, longest=TEXT_MAX))
        self.institute = add(TextField("institute", _("Institute of the appraisal"), longest=TEXT_MAX))
        self.experts = add(TextField("experts", _("Experts, five at least"), longest=TEXT_MAX))
        self.opinion = add(TextField("opinion", _("Opinion of the appraisal"), longest=TEXT_MAX))
        self.appraised_on = add(DateField("appraised_on", _("Appraised on"), services.today))
        self.paper = add(TextField("paper", _("Number of the approval"), longest=TEXT_MAX))
        self.day = self.add_day("day", _("Business date"))

    def prepare(self) -> None:
        """Begin with today's business date; the day of the appraisal is asked for."""
        if not self.day.text():
            self.day.set_text(self.services.today().isoformat())

    def is_offered(self, spot: Spot) -> bool:
        """Return whether goods there may be scrapped: not what is held for others."""
        return spot.is_writable

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; outside the line, what is missing is the opinion."""
        if isinstance(error, ReasonNeeded) and not error.lines:
            return "opinion"
        return super().place_of(error)

    def make_actions(self) -> Actions:
        """Return the write-off."""
        lot, spot = self.found.lot, self.chosen
        self.tell(_("{name} is scrapped.").format(name=lot.name), (lot.lot_id, spot.depot_code))
        line = LotLine(
            lot_id=lot.lot_id,
            place=spot.place_code,
            quantity=answer(self.quantity),
            reason=answer(self.reason),
        )
        return [
            WriteOff(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                depot=spot.depot_code,
                paper_number=self.paper.value() or "",
                ground=Ground(answer(self.ground)),
                appraisal=self._appraisal(),
                lines=(line,),
            )
        ]

    def _appraisal(self) -> TechnicalAppraisal | None:
        """Return the appraisal; none where nothing of it is filled in."""
        institute, experts = self.institute.value() or "", names_of(self.experts.value())
        opinion, day = self.opinion.value() or "", self.appraised_on.value()
        if not (institute or experts or opinion):
            return None
        return TechnicalAppraisal(
            institute=institute, experts=experts, opinion=opinion, appraised_on=day or answer(self.day)
        )


class DisposalPanel(ActionPanel):
    """Records what became of the goods of one write-off."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            DateInFuture: "handled_on",
            HandledBefore: "handled_on",
            IncomePaperNeeded: "income_paper",
            NoIncomeThere: "income",
            WitnessesNeeded: "witnesses",
        }
        super().__init__("disposal", _("Record what became of the goods"), page, services, places)
        add = self.form.add
        self.way = add(SelectField("way", _("Way of disposal"), [(w.value, _(name)) for w, name in WAY_NAMES.items()]))
        self.handled_on = add(DateField("handled_on", _("Done on"), services.today, is_required=True))
        self.receiver = add(TextField("receiver", _("Buyer, who destroyed it, or owner"), longest=TEXT_MAX))
        self.witnesses = add(TextField("witnesses", _("Witnesses"), longest=TEXT_MAX))
        self.income = add(MoneyField("income", _("Income")))
        self.income_paper = add(TextField("income_paper", _("Payment voucher to the treasury"), longest=TEXT_MAX))
        self.note = add(TextField("note", _("Note"), longest=TEXT_MAX))
        self._row: ScrapRow | None = None

    def open_for(self, row: ScrapRow) -> None:
        """Ask about the goods of a write-off."""
        self.about(row.number)
        self._row = row
        self.set_title(_("What became of the goods of {number}?").format(number=row.number))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the record."""
        assert self._row is not None, "open_for comes first"
        row = self._row
        self.tell(_("It is recorded what became of {number}.").format(number=row.number), row.number)
        return [
            RecordDisposal(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                depot=row.depot_code,
                write_off=row.seq,
                way=DisposalWay(answer(self.way)),
                handled_on=answer(self.handled_on),
                receiver=self.receiver.value() or "",
                witnesses=names_of(self.witnesses.value()),
                income=self.income.value() or NO_MONEY,
                income_paper=self.income_paper.value() or "",
                note=self.note.value() or "",
            )
        ]
