"""The rows of a list of amounts: which are lines, what stands in them, and whether totals agree with their lines."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from supplies.capitals import chinese_capitals
from supplies.errors import LineProblem, MoneyCellWrong
from supplies.language import _
from supplies.procurement.lists import Difference, DifferenceKind, plain
from supplies.sheets.amounts import is_nothing, read_day, read_money, read_number, read_yuan, rounded_money
from supplies.sheets.heads import Head, HeadColumn
from supplies.sheets.reading import Rounded, Sheet
from supplies.values import NO_MONEY, BadValue, Money

_MONEY = ("amount", "net", "tax")

_TOTAL = re.compile(
    r".{0,20}?(?P<word>小计|合计|共计|总计|累计|subtotal|total)(?:数|金额)?(?:\d+[笔张条行])?:?(?:\(.*\))?",
    re.IGNORECASE,
)
_NOTE = re.compile(r".*(制表|编制|填表|审核|复核|经办|负责人|单位|盖章|说明|备注|注).{0,8}:.*")
_COUNTED = re.compile(r"([^\u4e00-\u9fff]*)[\u4e00-\u9fff]*")
"""A quantity, and the word for its unit."""
_NUMBERED_WITH = frozenset({"甲", "乙", "丙", "丁", "栏次", "行次"})
_SCOPES = {
    "小计": ("part", "group"),
    "subtotal": ("part", "group"),
    "总计": ("all", "group"),
    "累计": ("all", "group"),
}
"""Which lines each word for a total may mean, the likeliest first; every other word means the group, or all."""
_OTHER_SCOPES = ("group", "all")


class SheetReader:
    """Reads the rows of one sheet, and keeps the sums that its totals are compared with."""

    def __init__(
        self, sheet: Sheet, head: Head, unit: str, problems: list[LineProblem], differences: list[Difference]
    ) -> None:
        self.sheet_name = sheet.name
        self._head = head
        self._unit = unit
        self._problems = problems
        self._differences = differences
        self._heads = [list(map(plain, row)) for row in sheet.rows[head.first : head.end]]
        self._sums: dict[str, Counter[str]] = {scope: Counter() for scope in ("part", "group", "all")}

    # --- what a row is -----------------------------------------------------------------------------------------------

    def is_total(self, row: Sequence[str]) -> bool:
        """Return whether a row is a total; a line of its own has a number, whatever its words are."""
        number = self._cell(row, "number")
        if not _total_word(row) or self._is_head(row):  # A heading may be called 价税合计.
            return False
        return is_nothing(number) or bool(_total_word([number]))

    def is_no_line(self, row: Sequence[str]) -> bool:
        """Return whether a row is the head once more, a numbering of the columns, a note, a signature or unused."""
        filled = [plain(cell) for cell in row if cell]
        if self._is_head(row) or _is_numbering(filled):
            return True
        number, day, payee, amount = (self._cell(row, key) for key in ("number", "date", "payee", "amount"))
        if all(map(is_nothing, (number, day, payee))) and (is_nothing(amount) or plain(amount) == "0"):
            return True
        is_note = len(filled) == 1 or any(map(_NOTE.fullmatch, filled))
        return is_note and is_nothing(amount) and (is_nothing(number) or not _is_day(day))

    def _is_head(self, row: Sequence[str]) -> bool:
        """Return whether a row is one of the head, as it stands on each page."""
        return list(map(plain, row)) in self._heads

    # --- cells -------------------------------------------------------------------------------------------------------

    def address(self, row_number: int, key: str) -> str:
        """Return the address of a cell, as Excel writes it."""
        return f"{self.sheet_name}!{self._column(key).letter}{row_number}"

    def text(self, row_number: int, row: Sequence[str], key: str) -> str:
        """Return a text: of several columns of remarks all, of several columns of numbers the first that is filled."""
        cells = [self._at(row, column) for column in self._head.columns.get(key, ())]
        if key != "text":
            cells = [cell for cell in cells if not is_nothing(cell)][:1]
        rounded = next((cell for cell in cells if isinstance(cell, Rounded)), None)
        if rounded is not None:
            self._wrong(row_number, key, _("Excel has rounded the long number {number}").format(number=rounded))
        told = " ".join(plain(cell) for cell in cells if not is_nothing(cell))
        if key == "number" and not told:
            self._wrong(row_number, key, _("it is empty"))
        return told

    def day(self, row_number: int, row: Sequence[str]) -> date | None:
        """Return the day of a line; None where it cannot be read, which is noted."""
        cell = self._cell(row, "date")
        try:
            if is_nothing(cell):
                raise BadValue(_("it is empty"))
            return read_day(cell)
        except BadValue as error:
            self._wrong(row_number, "date", str(error))
            return None

    def checked_amount(self, row_number: int, row: Sequence[str]) -> Money | None:
        """Return the amount of a line; None where it or what it is made of cannot be read, which is noted."""
        before = len(self._problems)
        amounts = {key: self._money(row_number, row, key) for key in _MONEY}
        product = self._product(row_number, row)
        amount, net, tax = (amounts[key] for key in _MONEY)
        if amount is None and len(self._problems) == before:
            self._wrong(row_number, "amount", _("it is empty"))
        if amount is None or len(self._problems) > before:
            return None
        if net is not None and tax is not None and net + tax != amount:
            self.differs(row_number, "amount", DifferenceKind.TAX, amount, net + tax)
        if product is not None and product not in (amount, net):
            told = amount if net is None else net
            self.differs(row_number, "amount" if net is None else "net", DifferenceKind.PRODUCT, told, product)
        for sums in self._sums.values():
            sums.update({key: told.fen for key, told in amounts.items() if told is not None})
        return amount

    def check_total(self, row_number: int, row: Sequence[str]) -> bool:
        """Compare a total with its lines; return whether there was anything to compare."""
        scopes = _SCOPES.get(_total_word(row), _OTHER_SCOPES)
        compared = [self._compare(row_number, row, key, scopes) for key in _MONEY if self._cell(row, key)]
        self._sums["part"].clear()
        if scopes == _OTHER_SCOPES:
            self._sums["group"].clear()
        return any(compared)

    def _compare(self, row_number: int, row: Sequence[str], key: str, scopes: Sequence[str]) -> bool:
        """Compare one amount of a total with the sums that it may mean; return whether it could be read."""
        sums = [Money(self._sums[scope][key]) for scope in scopes]
        if any(_is_in_capitals(self._cell(row, key), each) for each in sums):
            return True
        told = self._money(row_number, row, key)
        if told is not None and told not in sums:
            self.differs(row_number, key, DifferenceKind.TOTAL, told, sums[0])
        return told is not None

    def differs(
        self, row_number: int, key: str, kind: DifferenceKind, told: Money, computed: Money, repeats: str = ""
    ) -> None:
        """Note a difference."""
        column = called(self._column(key))
        name = f"{self.address(row_number, key)}:{kind}"
        difference = Difference(name, kind, self.sheet_name, row_number, column, told, computed, repeats)
        self._differences.append(difference)

    def _money(self, row_number: int, row: Sequence[str], key: str) -> Money | None:
        """Return an amount; None where there is none, or none that can be read, which is noted."""
        cell = self._cell(row, key)
        if is_nothing(cell):
            return None
        try:
            return read_money(cell, self._column(key).unit or self._unit)
        except BadValue as error:
            self._wrong(row_number, key, str(error))
            return None

    def _product(self, row_number: int, row: Sequence[str]) -> Money | None:
        """Return what quantity and price make; None where one of them is missing or cannot be read."""
        quantity, price = self._cell(row, "quantity"), self._cell(row, "price")
        if is_nothing(quantity) or is_nothing(price):
            return None
        key = "quantity"
        try:
            counted = _COUNTED.fullmatch(plain(quantity))
            count = read_number(counted[1] if counted else quantity)
            key = "price"
            return rounded_money(count * read_yuan(price, self._column(key).unit or self._unit))
        except BadValue as error:
            self._wrong(row_number, key, str(error))
            return None

    def _column(self, key: str) -> HeadColumn:
        """Return the column of a key that the sheet has."""
        return self._head.columns[key][0]

    def _cell(self, row: Sequence[str], key: str) -> str:
        """Return the text in the column of a key; empty where the sheet has none."""
        column = self._head.column(key)
        return "" if column is None else self._at(row, column)

    @staticmethod
    def _at(row: Sequence[str], column: HeadColumn) -> str:
        """Return the text in a column; a row of a text file may end before it."""
        return row[column.place] if column.place < len(row) else ""

    def _wrong(self, row_number: int, key: str, problem: str) -> None:
        """Note a cell that cannot be read."""
        column = called(self._column(key))
        error = MoneyCellWrong(sheet=self.sheet_name, row=row_number, column=column, problem=problem)
        self._problems.append(LineProblem(row_number, column, error))


def called(column: HeadColumn) -> str:
    """Return a column in words: its heading, and its letter."""
    return f"{column.heading} ({column.letter})"


def _total_word(row: Sequence[str]) -> str:
    """Return the word for a total in a row; empty where there is none."""
    likely = (cell for cell in row if "计" in cell or "total" in cell.lower())
    found = (_TOTAL.fullmatch(plain(cell).replace(" ", "")) for cell in likely)
    return next((each["word"].lower() for each in found if each), "")


def _is_day(cell: str) -> bool:
    """Return whether a cell holds a day."""
    try:
        read_day(cell)
    except BadValue:
        return False
    return True


def _is_numbering(filled: Sequence[str]) -> bool:
    """Return whether the cells of a row number its columns, as forms do below their head."""
    numbers = [cell for cell in filled if cell not in _NUMBERED_WITH]
    return len(numbers) > 1 and numbers == [str(each) for each in range(1, len(numbers) + 1)]


def _is_in_capitals(cell: str, amount: Money) -> bool:
    """Return whether a cell says an amount in Chinese capitals."""
    told = plain(cell).replace(" ", "").removeprefix("人民币").replace("正", "整").replace("圆", "元")
    return amount > NO_MONEY and told == chinese_capitals(amount).removeprefix("人民币")
