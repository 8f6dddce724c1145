"""Words in the reader's language.

Source strings are English; ``resources/translations`` holds the Chinese ones, one ``.po`` file per room, compiled by
``make`` into one catalogue. Nothing here knows a screen, so the command line, the printed pages and the desktop all
speak through the same words.
"""

import gettext
import re
from enum import StrEnum
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


class Language(StrEnum):
    """A language that people can read the program in."""

    CHINESE = "zh"
    ENGLISH = "en"


_CATALOGUES = {Language.CHINESE: RESOURCES / "translations" / "zh_CN.mo"}
_current: gettext.NullTranslations = gettext.NullTranslations()
_language = Language.ENGLISH


def use_language(language: Language) -> None:
    """Speak ``language`` from now on, in the whole process.

    Raises:
        FileNotFoundError: the compiled catalogue is missing; ``make setup`` builds it.
    """
    global _current, _language
    path = _CATALOGUES.get(language)
    if path is None:
        _current = gettext.NullTranslations()
    else:
        with path.open("rb") as file:
            _current = gettext.GNUTranslations(file)
    _language = language


def current_language() -> Language:
    """Return the language in use."""
    return _language


def _(text: str) -> str:
    """Return ``text`` in the language in use; format placeholders afterwards, never before."""
    return _current.gettext(text) if text else ""


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark ``text`` for translation where it is only looked up later."""
    return text


class Wording:
    """Words of ours for the English sentences of a library, by their form."""

    def __init__(self, *words: tuple[str, str]) -> None:
        """Take pairs: a regular expression that fits a whole sentence, and words for it whose facts are its groups."""
        self._words = [(re.compile(form, re.DOTALL), text) for form, text in words]

    def say(self, sentence: str) -> str:
        """Return a sentence in the language in use; one that no form fits is returned as it is."""
        for form, text in self._words:
            found = form.fullmatch(sentence)
            if found is not None:
                return _(text).format(**found.groupdict())
        return sentence


def pick(zh: str, en: str) -> str:
    """Return the name in the language in use; the other one where it is empty."""
    if _language is Language.CHINESE:
        return zh or en
    return en or zh
