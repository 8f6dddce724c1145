"""A roster of households in an Excel or CSV file: who they are, and a column for each item that they receive."""

from collections.abc import Sequence
from pathlib import Path

from supplies.catalogue.queries import ItemRow
from supplies.errors import LineProblem, RosterEmpty, RosterRowWrong, RosterUnreadable, SuppliesError
from supplies.language import _
from supplies.relief.roster import Household, Roster
from supplies.sheets.reading import SheetRow, WantedColumn, read_table
from supplies.values import NO_QUANTITY, BadValue, ItemCode, Quantity

_COLUMNS = {
    "group": ("村组", "村（组）", "村(组)", "组"),
    "head": ("户主", "户主姓名", "姓名"),
    "id_number": ("身份证号", "身份证号码", "身份证"),
    "persons": ("家庭人口", "人口", "人数"),
    "note": ("备注",),
}
_NEEDED = ("head", "persons")
PERSONS_MAX = 100


def read_roster(path: Path, items: Sequence[ItemRow]) -> Roster:
    """Return the households of a file; a column of goods is headed by the name or the code of its item.

    Raises:
        Unreadable: the file cannot be read, has not the columns, or some rows of it cannot be; each is named.
    """
    wanted = [WantedColumn(key, headings, key in _NEEDED) for key, headings in _COLUMNS.items()]
    wanted += [WantedColumn(row.code, (row.code, row.name_zh), is_required=False) for row in items]
    known = {str(row.code): row for row in items}
    households: list[Household] = []
    problems: list[LineProblem] = []
    for row in read_table(path, wanted).rows:
        try:
            households.append(_household(row, known))
        except SuppliesError as error:
            problems.append(LineProblem(row.number, "", error))
    if problems:
        raise RosterUnreadable(count=len(problems), lines=problems)
    if not any(each.goods for each in households):
        raise RosterEmpty
    return Roster(tuple(households))


def _household(row: SheetRow, known: dict[str, ItemRow]) -> Household:
    """Return the household of a row."""
    head = row.cells.get("head", "").strip()
    if not head:
        raise RosterRowWrong(column=_("Head of the household"), problem=_("it is empty"))
    text = row.cells.get("persons", "").strip().removesuffix(".0")
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= PERSONS_MAX):
        problem = _("{text} is not a whole number").format(text=text or "–")
        raise RosterRowWrong(column=_("Number of people"), problem=problem)
    goods = {ItemCode(code): _quantity(row, item) for code, item in known.items() if row.cells.get(code, "").strip()}
    return Household(
        group=row.cells.get("group", "").strip(),
        head=head,
        id_number=row.cells.get("id_number", "").strip().upper(),
        persons=int(text),
        goods={code: quantity for code, quantity in goods.items() if quantity},
        note=row.cells.get("note", "").strip(),
    )


def _quantity(row: SheetRow, item: ItemRow) -> Quantity:
    """Return how much of an item a household receives."""
    text = row.cells[item.code].strip()
    try:
        quantity = Quantity.parse(text)
    except BadValue as error:
        raise RosterRowWrong(column=item.name, problem=str(error)) from error
    if quantity < NO_QUANTITY or not quantity.fits(item.decimals):
        problem = _("{text} is no quantity of the item").format(text=text)
        raise RosterRowWrong(column=item.name, problem=problem)
    return quantity
