"""Lists from Excel and CSV files."""

from supplies.errors.base import Unreadable
from supplies.language import N_


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


class DigitsLost(Unreadable):
    """A long number that Excel has rounded."""

    code = "sheet.digits_lost"
    message = N_("{path}, row {row}: Excel has rounded the long number {number}.")
    hint = N_("Format the column as text, enter its numbers again, then import.")


class HeaderMissing(Unreadable):
    """A file without the headings that say what its columns are."""

    code = "sheet.header_missing"
    message = N_("{path} has no column for: {columns}.")
    hint = N_("Name the columns in the first row of the list.")


class MoneyListUnreadable(Unreadable):
    """A list of payments or invoices with cells that cannot be read."""

    code = "sheet.money_list_unreadable"
    message = N_("{path}: {count} cells cannot be read; nothing was imported.")
    hint = N_("Correct the cells that are named, then import the file again.")


class MoneyCellWrong(Unreadable):
    """A cell that does not hold what its column is for."""

    code = "sheet.money_cell_wrong"
    message = N_("Sheet {sheet}, row {row}, column {column}: {problem}.")
    hint = N_("Correct the cell in the file.")


class MoneyListEmpty(Unreadable):
    """A list with a head and no line."""

    code = "sheet.money_list_empty"
    message = N_("{path} has the headings of a list, but no line below them.")
    hint = N_("Check that the right file was chosen.")


class UnitUnclear(Unreadable):
    """A sheet that tells two units of its amounts."""

    code = "sheet.unit_unclear"
    message = N_("Sheet {sheet} of {path}: {problem}.")
    hint = N_("Leave one unit above the list, 元 or 万元, or tell it in the heading of each column.")


class ColumnTwice(Unreadable):
    """A sheet with several columns that may equally well be meant."""

    code = "sheet.column_twice"
    message = N_("Sheet {sheet} of {path} has several columns that may be meant: {columns}.")
    hint = N_("Give the columns that are not meant another heading.")
