"""Every expected error: one class, one code, its facts, and its words beside what to do next.

The words are English here and translated when shown. The placeholders of ``message`` and ``hint`` are the facts that
whoever raises the error must give; a test proves that no words are missing and that no fact is forgotten.
"""

import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from supplies.language import N_, _
from supplies.values import Money, Quantity

Fact = str | int | date | Quantity | Money | None


def _placeholders(template: str) -> set[str]:
    """Return the names in braces of a message template."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(template) if name}


def _shown(fact: Fact) -> str:
    """Return a fact as people read it."""
    if isinstance(fact, Quantity | Money):
        return fact.grouped()
    return "" if fact is None else str(fact)


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong in one line of a document or a file: its number from 1, the field, and the error."""

    line: int
    field: str
    error: "SuppliesError"

    def __str__(self) -> str:
        """Return the sentence with its line number."""
        return _("Line {line}: {problem}").format(line=self.line, problem=self.error.text())


class SuppliesError(Exception):
    """An error that was foreseen: it has words, a remedy, and has changed nothing."""

    code: ClassVar[str] = "error"
    message: ClassVar[str] = ""
    hint: ClassVar[str] = ""
    exit_status: ClassVar[int] = 1

    def __init__(self, *, lines: Sequence[LineProblem] = (), **facts: Fact) -> None:
        """Keep the facts that the words of this class name, and the problems of single lines."""
        wanted = _placeholders(self.message) | _placeholders(self.hint)
        missing = wanted - facts.keys()
        if missing:
            raise TypeError(f"{type(self).__name__} needs the facts {sorted(missing)}")
        super().__init__(self.code)
        self.facts: dict[str, Fact] = facts
        self.lines = tuple(lines)

    def _filled(self, template: str) -> str:
        """Return a template in the reader's language with the facts filled in."""
        return _(template).format(**{name: _shown(fact) for name, fact in self.facts.items()})

    def text(self) -> str:
        """Return what happened, in the reader's language."""
        return self._filled(self.message)

    def remedy(self) -> str:
        """Return what to do next, in the reader's language."""
        return self._filled(self.hint)

    def __str__(self) -> str:
        """Return what happened, then each line's problem."""
        return "\n".join([self.text(), *map(str, self.lines)])


class Refused(SuppliesError):
    """A rule forbids it; nothing was changed."""

    exit_status = 1


class Unreadable(SuppliesError):
    """The request or the file cannot be understood; nothing was changed."""

    exit_status = 2


class StoreUnusable(SuppliesError):
    """The store is missing, newer than the program, damaged, locked or in a place where it would be lost."""

    exit_status = 3


# --- values and requests -----------------------------------------------------------------------------------------


class BadField(Unreadable):
    """A field does not hold what it should."""

    code = "request.bad_field"
    message = N_("{field}: {problem}.")
    hint = N_("Correct this field and try again.")


class BadRequest(Unreadable):
    """An action's JSON, or an argument, is malformed."""

    code = "request.malformed"
    message = N_("The request cannot be read: {problem}.")
    hint = N_("'supplies actions NAME' shows the form of each action.")


class UnknownAction(Unreadable):
    """No room knows an action of this name."""

    code = "request.unknown_action"
    message = N_("There is no action named {name}.")
    hint = N_("'supplies actions' lists them all.")


class UnknownRecord(Refused):
    """A code or id names nothing in this store."""

    code = "record.unknown"
    message = N_("{kind} {key} is not in this store.")
    hint = N_("Check the code, or record it first.")


class AlreadyThere(Refused):
    """A code that must be new is already in use; codes are never used twice."""

    code = "record.exists"
    message = N_("{kind} {key} already exists.")
    hint = N_("Choose another code: a code is never used twice.")


# --- command line and files ------------------------------------------------------------------------------------------


class WrongUsage(Unreadable):
    """A command line that no command takes."""

    code = "cli.wrong_usage"
    message = N_("The command cannot be understood: {problem}.")
    hint = N_("{usage}")


class ActorNeeded(Unreadable):
    """Nobody is named who acts."""

    code = "cli.actor_needed"
    message = N_("It is not said who acts.")
    hint = N_("Add --actor LOGIN, or set SUPPLIES_ACTOR.")


class FileUnreadable(Unreadable):
    """A file that cannot be read or written."""

    code = "file.unreadable"
    message = N_("{path}: {problem}.")
    hint = N_("Check the path and your rights there.")


class ColumnWrong(Unreadable):
    """A cell of a list that cannot be."""

    code = "catalogue.column_wrong"
    message = N_("{column}: {problem}.")
    hint = N_("Correct the cell and import again.")


class CatalogueUnreadable(Unreadable):
    """Some lines of a list cannot be read."""

    code = "catalogue.unreadable"
    message = N_("{count} lines of the list cannot be read; nothing was changed.")
    hint = N_("Correct the lines named, then import again.")


class LotAmbiguous(Refused):
    """A batch or serial number that several lots have."""

    code = "stock.lot_ambiguous"
    message = N_("{text} names {count} lots.")
    hint = N_("Give the code on the label.")


class ItemShort(Refused):
    """Less of an item on hand than is asked for."""

    code = "stock.item_short"
    message = N_(
        "{wanted} of {item} are asked for, but depot {depot} has {available} that can be issued. Elsewhere: {elsewhere}."
    )
    hint = N_("Ask for less, or take from another depot; an expired lot needs its label and a reason.")


# --- sheets ----------------------------------------------------------------------------------------------------------


class SheetUnreadable(Unreadable):
    """A file that is no workbook, or is locked with a password."""

    code = "sheet.unreadable"
    message = N_("{path} is not an Excel or CSV file that can be read.")
    hint = N_("Save it as .xlsx without a password, then try again.")


class SheetTooLarge(Unreadable):
    """A file beyond what is read at once."""

    code = "sheet.too_large"
    message = N_("{path} is too large: at most 20 MB, 50,000 rows and 200 columns.")
    hint = N_("Split it into several files.")


class SheetEmpty(Unreadable):
    """A file without rows."""

    code = "sheet.empty"
    message = N_("{path} is empty.")
    hint = N_("Put the list into the first sheet.")


class HeaderMissing(Unreadable):
    """A file without the headings that say what its columns are."""

    code = "sheet.header_missing"
    message = N_("{path} has no column for: {columns}.")
    hint = N_("Name the columns in the first row of the list.")


# --- printing --------------------------------------------------------------------------------------------------------


class NoFont(Refused):
    """No Chinese type on this computer."""

    code = "print.no_font"
    message = N_("This computer has no Chinese typeface that can be printed with.")
    hint = N_("Install one: sudo apt-get install fonts-wqy-microhei fonts-wqy-zenhei")


class Unprintable(Refused):
    """Characters that no face draws; better known before than blank on paper."""

    code = "print.unprintable"
    message = N_("These characters cannot be printed: {characters} ({where}).")
    hint = N_("Write the name with other characters, or add a typeface that has them in the settings.")


class LabelStockUnknown(Unreadable):
    """A label paper that is not known."""

    code = "print.stock_unknown"
    message = N_("There is no label paper named {stock}.")
    hint = N_("Choose one of: {known}.")


class LabelStartWrong(Unreadable):
    """A first label beyond the page."""

    code = "print.start_wrong"
    message = N_("The page has no label number {start}.")
    hint = N_("Choose a first label from 1 to {most}.")


# --- the store -----------------------------------------------------------------------------------------------------


class StoreUrlWrong(Unreadable):
    """An address that is neither a file nor a database server."""

    code = "store.url_wrong"
    message = N_("{url} is not the address of a store.")
    hint = N_("Give a file, or an address such as postgresql://server/supplies.")


class StoreMissing(StoreUnusable):
    """No file where the store should be."""

    code = "store.missing"
    message = N_("There is no store at {path}.")
    hint = N_("Check the path, or make a new store with 'supplies store init'.")


class StoreNotAllowed(StoreUnusable):
    """A file or folder that may not be read or written."""

    code = "store.not_allowed"
    message = N_("{path} or its folder cannot be written to.")
    hint = N_("Ask for the right to write there, or put the store into a folder of your own.")


class StoreOnNetworkShare(StoreUnusable):
    """A SQLite store on a network share."""

    code = "store.on_network_share"
    message = N_("{path} is on a network share ({kind}), where a store in a file can be damaged.")
    hint = N_("Put it on a local disk; several computers share a store through PostgreSQL.")


class StoreSettingsRefused(StoreUnusable):
    """SQLite did not take a setting that keeps the store safe."""

    code = "store.settings_refused"
    message = N_("{path} cannot be opened safely: {setting}.")
    hint = N_("Put the store on a local disk and use the program's own SQLite.")


class StoreDamaged(StoreUnusable):
    """A file that is no store, or a broken one."""

    code = "store.damaged"
    message = N_("{store} is not a store of this program, or it is damaged.")
    hint = N_("Keep the file as it is and restore the newest backup with 'supplies store restore'.")


class StoreDiskFull(StoreUnusable):
    """No room to write."""

    code = "store.disk_full"
    message = N_("There is no room left to write to {store}; nothing was changed.")
    hint = N_("Free some space and try again.")


class StoreBusy(StoreUnusable):
    """Other programs hold the store."""

    code = "store.busy"
    message = N_("{store} is in use by another program and did not become free; nothing was changed.")
    hint = N_("Wait a moment and try again; close other programs that use it.")


class StoreUnreachable(StoreUnusable):
    """A database server that does not answer."""

    code = "store.unreachable"
    message = N_("The server at {store} cannot be used: {problem}.")
    hint = N_("Check the network, the address and your login, then try again.")


class StoreNewer(StoreUnusable):
    """A store written by a newer program."""

    code = "store.newer"
    message = N_("This store was written by a newer version of the program (schema {found}, this one knows {known}).")
    hint = N_("Install the newer version; this one changes nothing.")


class StoreOlder(StoreUnusable):
    """A store that has to be upgraded first."""

    code = "store.older"
    message = N_("This store has schema {found}; the program needs {known}.")
    hint = N_("Run 'supplies store upgrade': it makes a backup first.")


class StoreNotEmpty(StoreUnusable):
    """A place that must be empty holds a store."""

    code = "store.not_empty"
    message = N_("{store} already holds a store.")
    hint = N_("Choose an empty file or database; nothing is ever written over.")


class StoreNotSound(StoreUnusable):
    """A store that is not what its journal says."""

    code = "store.not_sound"
    message = N_("The store is not what its journal says, first at entry {seq}: {problem}.")
    hint = N_("Keep it as it is and restore the newest backup that verifies.")


class StoreSchemaWrong(StoreUnusable):
    """A schema that is not the one of its revision."""

    code = "store.schema_wrong"
    message = N_("The schema of this store is not as it should be: {difference}.")
    hint = N_("Keep the store as it is and restore the newest backup with 'supplies store restore'.")


# --- journal -----------------------------------------------------------------------------------------------------


class NotThisStore(StoreUnusable):
    """The store is empty: nobody has said yet whose it is."""

    code = "store.not_founded"
    message = N_("This store has not been set up yet.")
    hint = N_("Set it up with 'supplies store init', or open another store.")


class StoreRewound(StoreUnusable):
    """The store is older than what this computer has already seen of it."""

    code = "store.rewound"
    message = N_("This store stands at entry {seq}, but entry {seen} was already posted to it. It has been put back.")
    hint = N_("Do not post to it. Restore it with 'supplies store restore', which begins a new epoch.")


class ActionIdUsed(Refused):
    """An action's id belongs to another action already."""

    code = "journal.id_used"
    message = N_("The id {action_id} was used for another action, entry {seq}.")
    hint = N_("Give each action an id of its own (a new UUIDv7).")


class DateInFuture(Refused):
    """A business date after today."""

    code = "journal.date_in_future"
    message = N_("The date {date} is after today, {today}.")
    hint = N_("Enter the day on the paper; check this computer's clock if today is wrong.")


class PayloadMissing(Refused):
    """An entry came without what it did."""

    code = "journal.payload_missing"
    message = N_("Entry {seq} of site {site} came without its content.")
    hint = N_("Ask the site that wrote it for the whole entry.")


# --- accounts ----------------------------------------------------------------------------------------------------


class PersonUnknown(Refused):
    """Nobody is recorded under a login."""

    code = "accounts.person_unknown"
    message = N_("Nobody here has the login {login}.")
    hint = N_("Choose a person who is recorded, or record this one first.")


class PersonInactive(Refused):
    """A person no longer acts."""

    code = "accounts.person_inactive"
    message = N_("{login} no longer acts here.")
    hint = N_("Choose another person.")


# --- catalogue ---------------------------------------------------------------------------------------------------


class NothingToDo(Refused):
    """An action without lines."""

    code = "request.empty"
    message = N_("There is nothing to post.")
    hint = N_("Add at least one line.")


class CatalogueRefused(Refused):
    """Some lines of a revision cannot be."""

    code = "catalogue.refused"
    message = N_("{count} lines of the catalogue cannot be recorded; nothing was changed.")
    hint = N_("Correct the lines named, then import again.")


class CodeTwice(Refused):
    """A code stands in two lines."""

    code = "catalogue.code_twice"
    message = N_("the code {code} stands in more than one line")
    hint = N_("Leave one line for each code.")


class ClassInRing(Refused):
    """A class that stands above itself."""

    code = "catalogue.class_in_ring"
    message = N_("the class {code} stands above itself")
    hint = N_("Name another class above it.")


class TwoClasses(Refused):
    """An item type in two classes of one scheme."""

    code = "catalogue.two_classes"
    message = N_("{item} stands in two classes of one scheme")
    hint = N_("Leave one class for each scheme.")


class ItemRetired(Refused):
    """A retired item type."""

    code = "catalogue.item_retired"
    message = N_("The item type {item} is retired.")
    hint = N_("A retired code is never used again: record the type under a new code.")


class ItemKeepsCounting(Refused):
    """Another unit, other decimals or another tracking for an item type that exists."""

    code = "catalogue.item_keeps_counting"
    message = N_("{item} keeps its unit, decimals and tracking.")
    hint = N_("Retire it and record a new item type with a new code.")


class SerialsAreWhole(Refused):
    """Decimals on an item that is tracked by serial number."""

    code = "catalogue.serials_are_whole"
    message = N_("{item} is tracked by serial number and has no decimals.")
    hint = N_("Set the decimals to 0.")


# --- scanning ------------------------------------------------------------------------------------------------------


class LabelNotOurs(Unreadable):
    """A text that is not of the form of our labels."""

    code = "scan.not_ours"
    message = N_("{text} is not one of our labels.")
    hint = N_("Type the code under the QR, or look the goods up by name.")


class LabelCheckWrong(Unreadable):
    """A label code with a wrong or swapped character."""

    code = "scan.check_wrong"
    message = N_("{text} was misread or mistyped: its check character does not fit.")
    hint = N_("Scan again, or compare each group of four with the label.")


# --- stock -------------------------------------------------------------------------------------------------------


class LinesRefused(Refused):
    """Several lines of a document cannot be posted."""

    code = "stock.lines_refused"
    message = N_("{count} lines cannot be posted; nothing was changed.")
    hint = N_("Correct the lines named, then post again.")


class TooManyLines(Refused):
    """A document with more lines than one action may have."""

    code = "stock.too_many_lines"
    message = N_("The document has {count} lines; at most {most} can be posted at once.")
    hint = N_("Post it as several documents.")


class DepotNotOurs(Refused):
    """A depot whose stock another site writes."""

    code = "stock.depot_not_ours"
    message = N_("The stock of depot {depot} is written by site {site}.")
    hint = N_("Post it there, or choose a depot of this site.")


class PeriodClosed(Refused):
    """A business date in a closed period."""

    code = "stock.period_closed"
    message = N_("The books of depot {depot} are closed through {closed}; {date} is too early.")
    hint = N_("Use a date in the open period and note the date on the paper.")


class PeriodNotForward(Refused):
    """A closing that does not close more."""

    code = "stock.period_not_forward"
    message = N_("The books of depot {depot} are already closed through {closed}.")
    hint = N_("Choose a later day, not after today.")


class PlaceRetired(Refused):
    """A storage location that is closed."""

    code = "stock.place_retired"
    message = N_("The location {place} is closed.")
    hint = N_("Choose a location in use.")


class PlaceNotEmpty(Refused):
    """A storage location that still holds goods."""

    code = "stock.place_not_empty"
    message = N_("The location {place} still holds goods.")
    hint = N_("Move them to another location first.")


class SamePlace(Refused):
    """A move to where the goods are."""

    code = "stock.same_place"
    message = N_("{place} is both origin and goal.")
    hint = N_("Choose another location to move to.")


class QuantityNotPositive(Refused):
    """A quantity of nothing or less."""

    code = "stock.quantity_not_positive"
    message = N_("The quantity {quantity} is not above zero.")
    hint = N_("Enter how many, above zero.")


class ObjectElsewhere(Refused):
    """An object counted where the books do not have it, while they have it somewhere else."""

    code = "stock.object_elsewhere"
    message = N_("{item} ({label}) is at {place} by the books; there is only one.")
    hint = N_("Post a move or a return to where it was found.")


class QuantityNegative(Refused):
    """A counted quantity that cannot be."""

    code = "stock.count_impossible"
    message = N_("{quantity} cannot have been counted here.")
    hint = N_("Enter 0 or more; an object with a serial number is there once or not at all.")


class TooManyDecimals(Refused):
    """A quantity finer than its item allows."""

    code = "stock.too_many_decimals"
    message = N_("{item} is counted with at most {decimals} decimals, not as {quantity}.")
    hint = N_("Enter a rounder quantity.")


class AmountNegative(Refused):
    """A cost below zero."""

    code = "stock.amount_negative"
    message = N_("The amount {amount} is below zero.")
    hint = N_("Enter what the goods cost, or 0 if that is not known.")


class SerialNeeded(Refused):
    """An object that has to have a serial number."""

    code = "stock.serial_needed"
    message = N_("{item} is tracked by serial number.")
    hint = N_("Enter one line with a serial number and the quantity 1 for each object.")


class SerialNotWanted(Refused):
    """A serial number on an item that is not tracked by it."""

    code = "stock.serial_not_wanted"
    message = N_("{item} is not tracked by serial number.")
    hint = N_("Leave the serial number empty; use the batch number.")


class SerialTaken(Refused):
    """A serial number that another object of the item has."""

    code = "stock.serial_taken"
    message = N_("The serial number {serial} of {item} is already recorded.")
    hint = N_("Check the number on the object; if it came back, post a return.")


class LifeBackward(Refused):
    """An expiry before the production."""

    code = "stock.life_backward"
    message = N_("The expiry date {expires} is before the production date {produced}.")
    hint = N_("Check both dates on the package.")


class ProducedLater(Refused):
    """Goods received before they were produced."""

    code = "stock.produced_later"
    message = N_("The production date {produced} is after the day of receipt, {date}.")
    hint = N_("Check the production date on the package.")


class ReasonNeeded(Refused):
    """A line that has to say why."""

    code = "stock.reason_needed"
    message = N_("This line needs a reason.")
    hint = N_("Say in a few words why.")


class InsufficientStock(Refused):
    """More is asked for than the place holds of the lot."""

    code = "stock.insufficient"
    message = N_("{wanted} of {item} ({label}) are asked for, but {place} holds {on_hand}. Elsewhere: {elsewhere}.")
    hint = N_("Take less, take another lot, or move goods here first.")


class MoreThanIssued(Refused):
    """More comes back than went out."""

    code = "stock.more_than_issued"
    message = N_("{wanted} of {item} ({label}) are to come back, but only {on_hand} are out.")
    hint = N_("Check the lot; receive what was never issued as a receipt.")


class ShortOnLaterDay(Refused):
    """A back-dated line that would have left too little on a later day."""

    code = "stock.short_on_later_day"
    message = N_("Taking {wanted} of {item} ({label}) on {date} would leave less than nothing: {day} had {on_hand}.")
    hint = N_("Use a later date or a smaller quantity.")


class EarlierLotFirst(Refused):
    """A lot that expires later than another in stock, without a reason."""

    code = "stock.earlier_lot_first"
    message = N_("{item}: lot {earlier} expires first, on {expires}.")
    hint = N_("Take the lot that expires first, or give a reason.")


class LotExpired(Refused):
    """A lot past its expiry, without a reason."""

    code = "stock.lot_expired"
    message = N_("{item}: lot {label} expired on {expires}.")
    hint = N_("Take another lot, or give a reason.")


class BookChanged(Refused):
    """Goods were moved between the count and its posting."""

    code = "stock.book_changed"
    message = N_("{item} ({label}): the books say {on_hand} now, not {book} as when it was counted.")
    hint = N_("Count this line again.")


class LineTwice(Refused):
    """A lot at a place in two lines where there must be one."""

    code = "stock.line_twice"
    message = N_("{item} ({label}) stands in more than one line for {place}.")
    hint = N_("Put both into one line.")


class ReversedAlready(Refused):
    """A document that was taken back before."""

    code = "stock.reversed_already"
    message = N_("{number} was already reversed by {reversal}.")
    hint = N_("Nothing is left to reverse.")


class ReversalStays(Refused):
    """A reversal cannot itself be reversed."""

    code = "stock.reversal_stays"
    message = N_("{number} is a reversal and stays.")
    hint = N_("Post the original document again under a new number.")


class ReversalTooEarly(Refused):
    """A reversal dated before what it reverses."""

    code = "stock.reversal_too_early"
    message = N_("{number} is dated {original}; its reversal cannot be dated {date}.")
    hint = N_("Date the reversal on or after the document.")


class MovedSince(Refused):
    """Goods of a document have been moved on, so that it cannot be taken back whole."""

    code = "stock.moved_since"
    message = N_("{number} cannot be reversed: {item} ({label}) was moved since by {since}.")
    hint = N_("Reverse the later documents first, newest first.")


# --- funds and procurement ---------------------------------------------------------------------------------------


class AmountNotPositive(Refused):
    """An amount of nothing or less."""

    code = "funds.amount_not_positive"
    message = N_("The amount {amount} is not above zero.")
    hint = N_("Enter the amount in yuan, above zero.")


class SharesMissing(Refused):
    """An appropriation without a source."""

    code = "funds.shares_missing"
    message = N_("The appropriation names no level that the money comes from.")
    hint = N_("Name at least one level; leave the amounts empty where the split is not known.")


class LevelTwice(Refused):
    """A level named twice."""

    code = "funds.level_twice"
    message = N_("A level is named more than once.")
    hint = N_("Put the money of one level into one line.")


class SharesDoNotAddUp(Refused):
    """Sources that are not the whole."""

    code = "funds.shares_do_not_add_up"
    message = N_("The sources add up to {total}, the appropriation is {amount}.")
    hint = N_("Correct the amounts, or leave them empty where the split is not known.")


class WithdrawnAlready(Refused):
    """An appropriation that was taken back."""

    code = "funds.withdrawn"
    message = N_("The appropriation {number} was withdrawn.")
    hint = N_("Choose another appropriation.")


class MoneyPlanned(Refused):
    """An appropriation of which money is already planned."""

    code = "funds.money_planned"
    message = N_("Of {amount} only {available} are still available.")
    hint = N_("Cancel the planned lots first; what is tendered cannot be withdrawn.")


class FiguresDoNotAddUp(Refused):
    """Published parts above the whole."""

    code = "funds.figures_do_not_add_up"
    message = N_("Tendered and in tender are {parts} together, more than the {appropriated} appropriated.")
    hint = N_("Check the published figures.")


class FundsInsufficient(Refused):
    """A budget above what is available."""

    code = "funds.insufficient"
    message = N_("{wanted} are asked for, but only {available} of the appropriation are available.")
    hint = N_("Lower the budget, choose another appropriation, or cancel a planned lot.")


class CeilingAboveBudget(Refused):
    """A ceiling that the budget cannot pay."""

    code = "procurement.ceiling_above_budget"
    message = N_("The ceiling {ceiling} is above the budget {budget}.")
    hint = N_("Lower the ceiling.")


class AwardAboveCeiling(Refused):
    """An award above the highest price accepted."""

    code = "procurement.award_above_ceiling"
    message = N_("The award {award} is above the ceiling {ceiling}.")
    hint = N_("Check the notice of award; a bid above the ceiling is invalid.")


class WrongStage(Refused):
    """A lot that is not where this step begins."""

    code = "procurement.wrong_stage"
    message = N_("The lot {lot} is at the stage {stage}; this step needs {wanted}.")
    hint = N_("Look at the lot's rounds and take the step that is due.")


class RoundDatesBackward(Refused):
    """A round whose days are out of order."""

    code = "procurement.dates_backward"
    message = N_("{later} is before {earlier}.")
    hint = N_("Check the dates on the announcement and the notice.")


# --- desktop -------------------------------------------------------------------------------------------------------


class Unforeseen(SuppliesError):
    """The program failed in a way that nobody foresaw."""

    code = "desktop.unforeseen"
    message = N_("The program met a fault: {problem}")
    hint = N_("This step was not carried out. Try again; if it happens again, send the diagnostics to the maintainers.")


class FieldEmpty(Unreadable):
    """A field that must be filled."""

    code = "desktop.field_empty"
    message = N_("Nothing is entered here.")
    hint = N_("Fill in this field.")


class NotAQuantity(Unreadable):
    """A field that should hold a quantity."""

    code = "desktop.not_a_quantity"
    message = N_("“{text}” is not a quantity.")
    hint = N_("Enter digits, such as {example}.")


class NotAnAmount(Unreadable):
    """A field that should hold a sum of money."""

    code = "desktop.not_an_amount"
    message = N_("“{text}” is not an amount in yuan.")
    hint = N_("Enter digits, such as 1234.56.")


class NotADate(Unreadable):
    """A field that should hold a date."""

    code = "desktop.not_a_date"
    message = N_("“{text}” is not a date.")
    hint = N_("Enter it as 2026-11-23 or 20261123.")


class NothingChosen(Unreadable):
    """A text typed into a field where something has to be chosen."""

    code = "desktop.nothing_chosen"
    message = N_("“{text}” is not in the list.")
    hint = N_("Type a part of the name, its pinyin initials or the code, and choose from the list.")


class UnsavedWork(Refused):
    """Something entered on a page would be lost."""

    code = "desktop.unsaved_work"
    message = N_("“{page}” holds something that is not posted yet.")
    hint = N_("Post it or clear it first.")
