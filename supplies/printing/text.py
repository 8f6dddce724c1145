"""Text that must fit: broken into lines, or cut with an ellipsis."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeAlias

from supplies.printing.fonts import Faces

Fit: TypeAlias = Callable[[str, float, int], tuple[str, ...]]
"""Returns a text in lines of one size of type that fit a width, at most so many."""

ELLIPSIS = "…"

_TOGETHER = r"[0-9A-Za-z.,:+\-±×#%°℃㎡²³/]"
_NEVER_FIRST = r"[，。、；：！？）〕】》”’)\]},;:!?…%]"
_NEVER_LAST = r"[（〔【《“‘(\[{]"
_SHORT_REMARK = r"[（〔(][^（）〔〕()]{1,4}[）〕)]"
_PIECE = re.compile(rf"(?:{_SHORT_REMARK}|{_NEVER_LAST}*(?:{_TOGETHER}+|.)){_NEVER_FIRST}*", re.DOTALL)
"""What stays together: a character, a word or a short remark in brackets, with the marks that belong to it."""
_CHARACTER = re.compile(rf".{_NEVER_FIRST}*", re.DOTALL)


def pieces(text: str) -> list[str]:
    """Return a text in the smallest parts that a line may break between."""
    return _PIECE.findall(text)


def wrapped(faces: Faces, text: str, width: float, size: float) -> Iterator[str]:
    """Yield a text in lines that fit; put together again they are the text.

    Chinese may break between any two characters, but no line begins with a closing mark or ends with an opening one,
    and words and figures stay whole where a line has room for them. A blank stays at the end of its line.
    """
    line = ""
    for piece in _narrow_pieces(faces, text, width, size):
        if line and not piece.isspace() and faces.width(line + piece, size) > width:
            yield line
            line = ""
        line += piece
    if line:
        yield line


def _narrow_pieces(faces: Faces, text: str, width: float, size: float) -> Iterator[str]:
    """Yield the pieces; what is too wide for a line by itself comes apart, but keeps its closing marks."""
    for piece in pieces(text):
        if faces.width(piece, size) <= width:
            yield piece
        else:
            yield from _CHARACTER.findall(piece)


def narrowest(faces: Faces, text: str, lines: int) -> float:
    """Return how narrow a text can be in so many lines, in ems, to a twentieth; what stays together stays in one."""
    width = max((faces.width(piece, 1) for piece in pieces(text)), default=0.0)
    width = max(width, faces.width(text, 1) / lines)
    while sum(1 for _line in wrapped(faces, text, width, 1)) > lines:
        width *= 1.05
    return width


def shortened(faces: Faces, text: str, width: float, size: float) -> str:
    """Return a text, cut with an ellipsis where it is too wide."""
    if faces.width(text, size) <= width:
        return text
    kept = text
    while kept and faces.width(kept + ELLIPSIS, size) > width:
        kept = kept[:-1]
    return kept + ELLIPSIS


def fitted(faces: Faces, text: str, width: float, size: float, lines: int) -> tuple[str, ...]:
    """Return a text in at most so many lines that fit; the last one is cut where there is more."""
    if faces.width(text, size) <= width:
        return (text,)
    found = list(wrapped(faces, text, width, size))
    if len(found) > lines:
        found[lines - 1 :] = [shortened(faces, "".join(found[lines - 1 :]), width, size)]
    return tuple(line.strip() for line in found)


def fitter(faces: Faces, size: float) -> Fit:
    """Return what puts texts into lines; the same text in the same width is worked out only once."""

    @cache
    def fit(text: str, width: float, lines: int) -> tuple[str, ...]:
        return fitted(faces, text, width, size, lines)

    return fit
