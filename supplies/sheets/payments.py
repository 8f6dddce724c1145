"""Treasury payments and invoices as they come in Excel and CSV files; each problem names its sheet, row and column."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from supplies.errors import (
    ColumnTwice,
    HeaderMissing,
    LineProblem,
    MoneyListEmpty,
    MoneyListUnreadable,
    SheetEmpty,
    UnitUnclear,
)
from supplies.procurement.lists import (
    Difference,
    DifferenceKind,
    LeftOut,
    ListedLine,
    ListKind,
    MoneyList,
    SheetRead,
    line_fingerprint,
)
from supplies.sheets.amounts import told_unit
from supplies.sheets.heads import Head, find_head
from supplies.sheets.money_rows import SheetReader, called
from supplies.sheets.reading import Sheet, read_sheets
from supplies.values import BadValue, total_money

_PAYEES = ("供应商", "供应商名称", "对方单位", "对方单位名称", "supplier")
_CONTRACTS = ("合同编号", "合同号", "合同号码", "采购合同编号", "采购合同号", "政府采购合同编号", "contract")
_ARITHMETIC = {"quantity": ("数量", "quantity"), "price": ("含税单价", "单价", "price")}

WORDS: dict[ListKind, dict[str, tuple[str, ...]]] = {
    ListKind.PAYMENTS: {
        "number": (
            *("支付凭证号", "支付凭证号码", "支付凭证编号", "支付凭证", "凭证号", "凭证号码", "凭证编号", "付款凭证号"),
            *(
                "付款单号",
                "支付单号",
                "支付令号",
                "支付令编号",
                "拨款单号",
                "单据号",
                "单据编号",
                "交易流水号",
                "voucher",
            ),
        ),
        "date": (
            *("支付日期", "付款日期", "支付时间", "拨付日期", "拨款日期", "付款时间", "凭证日期", "支付凭证日期"),
            *("交易日期", "清算日期", "入账日期", "日期", "date"),
        ),
        "payee": (
            *("收款人", "收款人名称", "收款人全称", "收款单位", "收款单位名称", "收款方", "收款方名称", "收款户名"),
            *("收款人户名", "对方户名", "payee", *_PAYEES),
        ),
        "amount": (
            *("支付金额", "实际支付金额", "实付金额", "本次支付金额", "付款金额", "拨付金额", "拨款金额"),
            *("金额", "发生额", "amount"),
        ),
        "contract": _CONTRACTS,
        "text": ("摘要", "用途", "资金用途", "支付用途", "附言", "事由", "款项内容", "备注", "purpose", "note"),
        **_ARITHMETIC,
    },
    ListKind.INVOICES: {
        "number": ("数电发票号码", "数电票号码", "全电发票号码", "发票号码", "发票号", "发票编号", "invoice"),
        "code": ("发票代码",),
        "date": ("开票日期", "发票日期", "开票时间", "日期", "date"),
        "payee": (
            *("销售方名称", "销方名称", "销售方", "销方", "销货单位", "销货单位名称", "销货方", "开票单位", "开票方"),
            *_PAYEES,
        ),
        "amount": ("价税合计", "价税合计金额", "含税金额", "发票金额", "开票金额", "总金额", "金额", "amount"),
        "net": ("不含税金额", "金额", "net"),
        "tax": ("税额", "税金", "tax"),
        "contract": _CONTRACTS,
        "text": ("摘要", "用途", "货物或应税劳务名称", "货物名称", "项目名称", "商品名称", "备注", "note"),
        **_ARITHMETIC,
    },
}
"""The headings of each column, the best first."""

_NEEDED = {
    ListKind.PAYMENTS: {"number": "支付凭证号", "date": "支付日期", "amount": "支付金额"},
    ListKind.INVOICES: {"number": "发票号码", "date": "开票日期", "amount": "价税合计"},
}
"""The columns that a list must have, by their usual headings."""
_SINGLE = ("number", "date", "payee", "amount", "contract")


def read_payments(path: Path) -> MoneyList:
    """Return the list of treasury payments in a file.

    Raises:
        Unreadable: the file cannot be read, has not the columns, or some cells of it cannot be; each is named.
    """
    return _read_list(path, ListKind.PAYMENTS)


def read_invoices(path: Path) -> MoneyList:
    """Return the list of invoices in a file; an invoice of the old form has its code before its number.

    Raises:
        Unreadable: the file cannot be read, has not the columns, or some cells of it cannot be; each is named.
    """
    return _read_list(path, ListKind.INVOICES)


def read_money_list(path: Path, kind: ListKind | None = None) -> MoneyList:
    """Return the list in a file: of payments where it can be read as one, of invoices where only that can be.

    Args:
        path: the file.
        kind: what it is said to hold; None: its head tells.

    Raises:
        Unreadable: see ``read_payments``; where the head is of neither, the refusal names the columns of payments.
    """
    if kind is not None:
        return _read_list(path, kind)
    try:
        return _read_list(path, ListKind.PAYMENTS)
    except HeaderMissing as missing:
        try:
            return _read_list(path, ListKind.INVOICES)
        except HeaderMissing:
            raise missing from None


def _read_list(path: Path, kind: ListKind) -> MoneyList:
    """Return the lists of every sheet of a file as one."""
    sheets = [sheet for sheet in read_sheets(path) if any(map(any, sheet.rows))]
    if not sheets:
        raise SheetEmpty(path=path.name)
    found = [(sheet, _head(sheet, kind)) for sheet in sheets]
    if all(_missing(head, kind) for _sheet, head in found):
        columns = min((_missing(head, kind) for _sheet, head in found), key=len)
        raise HeaderMissing(path=path.name, columns=", ".join(columns))
    listing = _Listing(path.name, kind)
    for sheet, head in found:
        if _missing(head, kind):
            listing.left_out.append(LeftOut(sheet.name, ()))
        else:
            listing.read(sheet, head)
    return listing.result()


def _head(sheet: Sheet, kind: ListKind) -> Head:
    """Return the head of a sheet; an only column of amounts is no net one."""
    head = find_head(sheet.rows, WORDS[kind])
    amount, net = head.column("amount"), head.column("net")
    if amount is None or net is None or amount.place != net.place:
        return head
    columns = {key: columns for key, columns in head.columns.items() if key != "net"}
    if head.column("tax") is not None:  # Beside a tax, an amount of which nobody says that it is gross is net.
        columns = {key: columns for key, columns in head.columns.items() if key != "amount"}
    return Head(head.first, head.end, columns)


def _missing(head: Head, kind: ListKind) -> list[str]:
    """Return the needed columns that a sheet has not, by their usual headings."""
    return [heading for key, heading in _NEEDED[kind].items() if head.column(key) is None]


class _Listing:
    """What was found in the sheets of a file so far."""

    def __init__(self, file: str, kind: ListKind) -> None:
        self.left_out: list[LeftOut] = []
        self._file = file
        self._kind = kind
        self._lines: list[ListedLine] = []
        self._differences: list[Difference] = []
        self._problems: list[LineProblem] = []
        self._totals = 0
        self._assumed: list[str] = []
        self._times: Counter[tuple[object, ...]] = Counter()
        self._first_cells: dict[tuple[object, ...], str] = {}
        self._sheets: list[SheetRead] = []

    def read(self, sheet: Sheet, head: Head) -> None:
        """Read the list of one sheet."""
        self._check_rivals(sheet, head)
        unit = self._unit(sheet, head)
        reader = SheetReader(sheet, head, unit, self._problems, self._differences)
        lines_before, totals_before = len(self._lines), self._totals
        left_out: list[int] = []
        for number, row in enumerate(sheet.rows[head.end :], head.end + 1):
            if not any(row):
                continue
            if reader.is_total(row) and reader.check_total(number, row):
                self._totals += 1
            elif reader.is_total(row) or reader.is_no_line(row):
                left_out.append(number)
            else:
                self._take(reader, number, row)
        if left_out:
            self.left_out.append(LeftOut(sheet.name, tuple(left_out)))
        lines, totals = self._lines[lines_before:], self._totals - totals_before
        column = head.column("amount")
        shown = column.unit if column is not None and column.unit is not None else unit
        amount = total_money(line.amount for line in lines)
        self._sheets.append(SheetRead(sheet.name, head.first + 1, head.end, shown, len(lines), totals, amount))

    def result(self) -> MoneyList:
        """Return the whole list.

        Raises:
            MoneyListUnreadable: there are cells that could not be read.
            MoneyListEmpty: there is no line.
        """
        if self._problems:
            raise MoneyListUnreadable(path=self._file, count=len(self._problems), lines=self._problems)
        if not self._lines:
            raise MoneyListEmpty(path=self._file)
        return MoneyList(
            self._kind,
            self._file,
            tuple(self._lines),
            tuple(self._differences),
            self._totals,
            tuple(self._assumed),
            tuple(self.left_out),
            tuple(self._sheets),
        )

    def _check_rivals(self, sheet: Sheet, head: Head) -> None:
        """Refuse a sheet where two columns may equally well be meant."""
        rivals = [column for key in _SINGLE for column in head.rivals(key)]
        if rivals:
            columns = ", ".join(map(called, rivals))
            raise ColumnTwice(sheet=sheet.name, path=self._file, columns=columns)

    def _unit(self, sheet: Sheet, head: Head) -> str:
        """Return the unit of the amounts whose heading tells none; yuan where the sheet tells none either."""
        try:
            told = told_unit("\n".join(" ".join(row) for row in sheet.rows[: head.end]))
        except BadValue as error:
            raise UnitUnclear(sheet=sheet.name, path=self._file, problem=str(error)) from error
        column = head.column("amount")
        if told is None and column is not None and column.unit is None:
            self._assumed.append(sheet.name)
        return told or "元"

    def _take(self, reader: SheetReader, row_number: int, row: Sequence[str]) -> None:
        """Read a line; one that was there already is kept, and named."""
        before = len(self._problems)
        texts = {key: reader.text(row_number, row, key) for key in ("code", "number", "payee", "contract", "text")}
        dated = reader.day(row_number, row)
        amount = reader.checked_amount(row_number, row)
        if len(self._problems) > before or dated is None or amount is None:
            return
        number = "-".join(filter(None, (texts["code"], texts["number"])))
        same = (number, dated, texts["payee"], amount)
        self._times[same] += 1
        if self._times[same] > 1:
            reader.differs(row_number, "amount", DifferenceKind.REPEATED, amount, amount, self._first_cells[same])
        self._first_cells.setdefault(same, reader.address(row_number, "amount"))
        mark = line_fingerprint(self._kind, number, dated, texts["payee"], amount, self._times[same])
        sheet = reader.sheet_name
        told = (texts["payee"], amount, texts["contract"], texts["text"])
        self._lines.append(ListedLine(sheet, row_number, number, dated, *told, mark))
