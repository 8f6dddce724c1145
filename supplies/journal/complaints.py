"""What is wrong with the JSON of an action, or with the cells of a list, in the reader's language.

The library that reads them complains in English; here its sentences get words of ours. A sentence that is not known
here, such as that of a ``BadValue``, is left as it is: it speaks the reader's language already.
"""

import re

from supplies.language import N_, Wording, _

_WORDING = Wording(
    (r"Object missing required field (?P<field>`.+`)", N_("the field {field} is missing")),
    (r"Object contains unknown field (?P<field>`.+`)", N_("there is no field {field}")),
    (r"Expected (?P<wanted>`.+`), got (?P<found>`.+`)", N_("{wanted} is expected, not {found}")),
    (r"Expected (?P<wanted>`[^`]+`)", N_("{wanted} is expected")),
    (r"Invalid (?:enum )?value (?P<value>.+)", N_("{value} is none of the words that may stand here")),
    (r"Expected `str` of length >= (?P<least>\d+)", N_("the text needs at least {least} characters")),
    (r"Expected `str` of length <= (?P<most>\d+)", N_("the text may have at most {most} characters")),
    (
        r"Expected `str` matching regex '\^\[A-Z0-9\]\{(?P<least>\d+),(?P<most>\d+)\}.*",
        N_("only {least} to {most} capital letters and digits may stand here"),
    ),
    (
        r"Expected `str` matching regex '\^\[a-z0-9\].*",
        N_("only small letters, digits, dots, hyphens and underscores may stand here"),
    ),
    (r"Expected `str` matching regex '\^\\\\S.*", N_("the text may not be blank, nor begin or end with a blank")),
    (r"Expected `str` matching regex (?P<form>.+)", N_("the text does not have the form {form}")),
    (r"Expected `int` >= (?P<least>-?\d+)", N_("the number must be at least {least}")),
    (r"Expected `int` <= (?P<most>-?\d+)", N_("the number may be at most {most}")),
    (r"(?:Integer value|Number) out of range", N_("the number is too large")),
    (r"Invalid UUID", N_("this is not an id")),
    (r"Invalid RFC3339 encoded date", N_("this is not a date; write it as 2026-11-23")),
    (
        r"Invalid RFC3339 encoded datetime|Expected `datetime` with a timezone component",
        N_("this is not a moment; write it as 2026-11-23T08:05:09Z"),
    ),
    (r"JSON is malformed: .+ \(byte (?P<byte>\d+)\)", N_("this is not JSON; byte {byte} is wrong")),
    (r"Input data was truncated", N_("the JSON ends too early")),
    (r"maximum recursion depth exceeded.*", N_("it is nested too deep")),
    (r".*(?:codec can't|UTF-8|surrogate).*", N_("it is not text in UTF-8")),
)
_PLACE = re.compile(r"(?P<problem>.*) - at (?P<place>`\$.*?`)", re.DOTALL)


def parted(error: Exception) -> tuple[str, str]:
    """Return what is wrong, in the reader's language, and the place in backquotes; the place is empty if none is known.

    Args:
        error: of msgspec, or of the encoding.
    """
    found = _PLACE.fullmatch(str(error))
    problem, place = found.group("problem", "place") if found else (str(error), "")
    return _WORDING.say(problem), place


def complaint(error: Exception) -> str:
    """Return what is wrong and where, as a part of a sentence in the reader's language."""
    problem, place = parted(error)
    return _("{problem} (at {place})").format(problem=problem, place=place) if place else problem
