"""A keeper with a scanner: what is scanned acts on a slip as on the screen, with a real store behind."""

import re
from datetime import date
from functools import partial

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.models.stock import DocumentKind
from supplies.scanning.commands import MORE, Command
from supplies.scanning.entry import Amount, Code, read_entry
from supplies.stock.actions import AddDepot, AddPlace
from supplies.stock.documents import DocumentRow
from supplies.stock.scanned import what_is
from supplies.stock.slip import Slip, action_of, day_of, undo
from supplies.stock.slip_checks import first_error, whole_error
from supplies.stock.slip_said import Said, Tone
from supplies.stock.slip_scan import count_more, set_amount, take, take_all
from supplies.stock.tracing import lot as lot_row
from supplies.values import DepotCode, LotId, PlaceCode, Quantity
from tests.rooms import A01, DEPOT, TODAY, Desk, act
from tests.stock.slips import slip

SECOND = DepotCode("210300B")


class Keeper:
    """Fills one slip."""

    def __init__(self, desk: Desk, kind: DocumentKind, today: date = TODAY) -> None:
        self.desk = desk
        self.today = today
        self.slip: Slip = slip(kind)
        self.said = Said(Tone.INFO, "")

    def scan(self, *texts: str) -> Said:
        """Scan or type one thing after the other; return the answer to the last."""
        for text in texts:
            self.slip, self.said = self._taken(text)
        return self.said

    def _taken(self, text: str) -> tuple[Slip, Said]:
        """Return the slip and the answer after one scan."""
        entry = read_entry(text)
        match entry:
            case Code(code):
                day = day_of(self.slip, self.today)
                return take(self.slip, self.desk.read(what_is, self.slip.depot, code, day), self.today)
            case Amount():
                return set_amount(self.slip, entry, self.today)
            case Command.UNDO:
                return undo(self.slip), Said(Tone.INFO, "undone")
            case Command.ALL:
                return take_all(self.slip, self.today)
        return count_more(self.slip, MORE[entry], self.today)

    @property
    def lines(self) -> list[tuple[LotId, PlaceCode, Quantity]]:
        """Return lot, place and quantity of each line."""
        return [(line.lot_id, line.place, line.quantity) for line in self.slip.lines]

    @property
    def is_well(self) -> bool:
        """Return whether the slip knows nothing that keeps it from being posted."""
        whole = whole_error(self.slip, self.today)
        return whole is None and first_error(self.slip, day_of(self.slip, self.today)) is None

    def post(self) -> DocumentRow:
        """Post the slip."""
        assert self.is_well, first_error(self.slip, day_of(self.slip, self.today))
        return self.desk.paper(action_of(self.slip, self.today))


def says(said: Said, kind: type[SuppliesError]) -> bool:
    """Return whether an answer is an error of a class, told as an error."""
    form = re.sub(r"\\\{\w+\\\}", ".+", re.escape(_(kind.message)))
    return said.tone is Tone.ERROR and re.fullmatch(form, said.title, re.DOTALL) is not None and bool(said.remedy)


def label_of(desk: Desk, lot: LotId) -> str:
    """Return the label of a lot."""
    code: str = desk.read(lot_row, lot).label_code
    return code


def second_depot(desk: Desk) -> DepotCode:
    """Open another depot of the site, with a place A01."""
    open_place = partial(act, AddPlace, depot=SECOND)
    desk.post(act(AddDepot, code=SECOND, name="铁东区库"), open_place(code=A01, name="一号架"))
    return SECOND


__all__ = ["DEPOT", "SECOND", "Keeper", "label_of", "says", "second_depot"]
