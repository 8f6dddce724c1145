"""What is said about a scan: good or bad, in large what it is, below it the rest, and what to do next."""

from dataclasses import dataclass
from enum import StrEnum

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.models.stock import DocumentKind
from supplies.stock.scanned import (
    Found,
    FoundForm,
    FoundItem,
    FoundLot,
    FoundNothing,
    FoundPaper,
    FoundPlace,
    FoundUnit,
)
from supplies.stock.slip import Slip, SlipLine
from supplies.stock.slip_checks import room
from supplies.values import NO_QUANTITY, Quantity

PLACES_NAMED = 3
"""Of the places that have more of the goods."""


class Tone(StrEnum):
    """How good an answer is."""

    INFO = "info"
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Said:
    """The answer to a scan."""

    tone: Tone
    title: str
    detail: str = ""
    remedy: str = ""


def said_of(error: SuppliesError) -> Said:
    """Return an error as an answer."""
    return Said(Tone.ERROR, error.text(), "\n".join(map(str, error.lines)), error.remedy())


def describe(found: Found) -> Said:
    """Return what a code means, where nothing is to be done with it."""
    match found:
        case FoundLot(lot=lot):
            where = [f"{row.depot_name} {row.place_code} {row.quantity.grouped()} {row.unit}" for row in found.here]
            where += [f"{row.depot_name} {row.quantity.grouped()} {row.unit}" for row in found.elsewhere]
            where += map(str, found.aside)
            expires = _("expires {date}").format(date=lot.expires_on) if lot.expires_on else ""
            about = " · ".join(filter(None, (lot.specification, lot.serial_no or lot.batch_no, expires)))
            return Said(Tone.INFO, lot.name, "\n".join([about, "; ".join(where) or _("none on hand")]))
        case FoundItem(item=item):
            here = Quantity(sum(row.quantity.thousandths for row in found.open_rows))
            text = _("Can be issued here: {quantity} {unit}. Elsewhere: {elsewhere}.")
            detail = text.format(quantity=here.grouped(), unit=item.unit, elsewhere=elsewhere_of(found))
            return Said(Tone.INFO, f"{item.code}  {item.name}", detail)
        case FoundPlace():
            return Said(Tone.INFO, f"{found.code}  {found.name}", found.depot_name)
        case FoundUnit(place=place):
            inside = "; ".join(f"{row.name} {row.quantity.grouped()} {row.unit}" for row in found.rows)
            return Said(Tone.INFO, place.name, f"{place.depot_name} {found.location}\n{inside or _('empty')}")
        case FoundPaper(document):
            return Said(Tone.INFO, document.number, f"{document.kind_name} · {document.business_date}")
        case FoundForm(form):
            return Said(Tone.INFO, form.number, " · ".join(filter(None, (form.state_name, form.document))))
        case FoundNothing(error=error):
            return said_of(error)


def title_of(line: SlipLine) -> str:
    """Return the goods and how many of them are on the slip."""
    return f"{line.name}  {line.quantity.grouped()} {line.unit}"


def id_of(line: SlipLine) -> str:
    """Return what tells the lot or object from others, as its package says it."""
    return line.serial_no or line.batch_no or line.label


def detail_of(slip: Slip, line: SlipLine) -> str:
    """Return lot, place and what is left there."""
    parts = [line.specification, id_of(line), line.route]
    left = room(slip, line)
    if slip.kind is DocumentKind.ADJUSTMENT:
        parts.append(_("books: {quantity}").format(quantity=(line.limit or NO_QUANTITY).grouped()))
    elif left is not None and not line.is_single:
        parts.append(_("left: {quantity}").format(quantity=(left - line.quantity).grouped()))
    return " · ".join(filter(None, parts))


def elsewhere_of(found: FoundLot | FoundItem) -> str:
    """Return where there are more of the goods, and what there is that cannot be handed out, in words."""
    if isinstance(found, FoundLot):
        places = [f"{row.depot_name} {row.place_name} {row.quantity.grouped()}" for row in found.elsewhere]
        places += map(str, found.more)
    else:
        places = [f"{name} {quantity.grouped()}" for _code, name, quantity in found.elsewhere]
    return "; ".join([*places[:PLACES_NAMED], *map(str, found.aside)]) or _("none")


def doubted(said: Said, number: str) -> Said:
    """Return an answer that says how the number came about: it has the form of a label of ours, but is none."""
    doubt = _("{text} was taken as the number on the goods. If it was one of our labels, undo and scan it again.")
    return Said(Tone.WARNING, said.title, said.detail, doubt.format(text=number))
