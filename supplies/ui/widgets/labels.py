"""Labels. Their text is always plain: what was scanned or typed is never read as markup."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

LONG_WORD = re.compile(r"[!-~]{13,}")
"""So many plain letters, digits and signs without a blank."""
ZERO_WIDTH_BLANK = "\u200b"
LONG_TEXT = 40


def run_on(*sentences: str) -> str:
    """Return sentences one after the other; Chinese needs no blank between them."""
    text = ""
    for sentence in filter(None, sentences):
        text += sentence if not text or text.endswith("。") else f" {sentence}"
    return text


def breakable(text: str) -> str:
    """Return a text whose long codes and paths may be broken anywhere, so that they never push a page wide."""
    return LONG_WORD.sub(lambda word: ZERO_WIDTH_BLANK.join(word[0]), text)


def show_wrapped(label: QLabel, text: str) -> None:
    """Show a text on one line, or on several where it is a long one; Qt would break short ones too."""
    label.setWordWrap(len(text) > LONG_TEXT)
    label.setText(text)


def text_label(text: str = "", role: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label.

    Args:
        text: what it says.
        role: what the style sheet calls it: "title", "heading", "quiet", "hint", "label", "figure" and others.
        wraps: whether it may take several lines.
    """
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wraps)
    if wraps:
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def rule() -> QFrame:
    """Return a thin line between parts."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


def card(name: str) -> QFrame:
    """Return a framed surface that holds things which belong together."""
    frame = QFrame()
    frame.setObjectName(name)
    frame.setProperty("role", "card")
    return frame
