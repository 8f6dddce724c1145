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
