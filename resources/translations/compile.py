"""Merge the translations of all rooms into the catalogue that the program reads.

``compile.py`` writes ``zh_CN.mo`` from ``zh_CN/*.po``. A text that two rooms translate differently, or whose
translation names other facts than the text, is refused. ``compile.py --check`` moreover looks for texts of the program
that nobody has translated.
"""

import argparse
import ast
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

TRANSLATIONS = Path(__file__).resolve().parent
PROJECT = TRANSLATIONS.parent.parent
LOCALE = "zh_CN"
MARKS = frozenset({"_", "N_"})


@dataclass(frozen=True, slots=True)
class Translation:
    """A text, its translation, and the file and line where both stand."""

    text: str
    translated: str
    place: str


@dataclass(frozen=True, slots=True)
class Marked:
    """An expression given to ``_`` or ``N_``: its text, or None where the words cannot be known before it runs."""

    text: str | None
    place: str


def placeholders(template: str) -> set[str]:
    """Return the names in braces.

    Raises:
        ValueError: a brace is left open.
    """
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(template) if name is not None}


def read_translations(file: Path) -> list[Translation]:
    """Return what one ``.po`` file translates; empty and fuzzy entries are not translations.

    Raises:
        ValueError: the file is malformed, or has an entry with a context or a plural, which the program never asks for.
    """
    with file.open("rb") as opened:
        try:
            catalog = read_po(opened, locale=LOCALE, abort_invalid=True)
        except PoFileError as error:
            raise ValueError(f"{file.name}: {error}") from error
    return [_translation(file, message) for message in catalog if message.id and message.string and not message.fuzzy]


def _translation(file: Path, message: Message) -> Translation:
    """Return a plain entry of a catalogue."""
    place = f"{file.name}:{message.lineno}"
    if not isinstance(message.id, str) or not isinstance(message.string, str) or message.context:
        raise ValueError(f"{place}: {message.id!r} has a plural or a context")
    return Translation(message.id, message.string, place)


def all_translations(folder: Path = TRANSLATIONS / LOCALE) -> list[Translation]:
    """Return the translations of every room, file by file."""
    return [translation for file in sorted(folder.glob("*.po")) for translation in read_translations(file)]


def contradictions(translations: list[Translation]) -> list[str]:
    """Return a sentence for each text that is translated in two ways."""
    first: dict[str, Translation] = {}
    found = []
    for translation in translations:
        other = first.setdefault(translation.text, translation)
        if other.translated != translation.translated:
            found.append(
                f"{translation.place}: {translation.text!r} is {translation.translated!r} here, "
                f"but {other.translated!r} in {other.place}"
            )
    return found


def broken_placeholders(translations: list[Translation]) -> list[str]:
    """Return a sentence for each translation that names other facts than its text, or leaves a brace open."""
    found = []
    for translation in translations:
        try:
            same = placeholders(translation.text) == placeholders(translation.translated)
        except ValueError as error:
            found.append(f"{translation.place}: {translation.text!r}: {error}")
            continue
        if not same:
            found.append(f"{translation.place}: {translation.text!r} and {translation.translated!r} name other facts")
    return found


def program_files() -> list[Path]:
    """Return the source files whose words people see."""
    return [*sorted((PROJECT / "supplies").rglob("*.py")), *PROJECT.glob("app.py")]


def marked_in(file: Path, root: Path = PROJECT) -> Iterator[Marked]:
    """Yield what a source file gives to ``_`` and ``N_``, except names that are looked up later."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS and node.args:
            place = f"{file.relative_to(root)}:{node.lineno}"
            match node.args[0]:
                case ast.Constant(value=str(text)):
                    yield Marked(text, place)
                case ast.Name() | ast.Attribute() | ast.Subscript():
                    pass
                case ast.Call() | ast.JoinedStr() | ast.BinOp() as made if _holds_words(made):
                    yield Marked(None, place)


def _holds_words(made: ast.expr) -> bool:
    """Return whether an expression contains words of its own: an f-string, or a text formatted before translation."""
    if isinstance(made, ast.Call):
        made = made.func.value if isinstance(made.func, ast.Attribute) else ast.Tuple([])
    return any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in ast.walk(made))


def untranslated(translations: list[Translation], marked: list[Marked]) -> list[str]:
    """Return a sentence for each marked text without a translation, and for each that can never have one."""
    known = {translation.text for translation in translations}
    found = [f"{mark.place}: words are put together before they are translated" for mark in marked if mark.text is None]
    missing = {mark.text: mark.place for mark in reversed(marked) if mark.text and mark.text not in known}
    return found + [f"{place}: {text!r} is not translated" for text, place in missing.items()]


def write_catalogue(translations: list[Translation], target: Path = TRANSLATIONS / f"{LOCALE}.mo") -> None:
    """Write the catalogue in one step, so that a running program never reads half of it."""
    catalog = Catalog(locale=LOCALE, charset="utf-8")
    for translation in translations:
        catalog.add(translation.text, translation.translated)
    partial = target.with_suffix(".partial")
    with partial.open("wb") as file:
        write_mo(file, catalog)
    partial.replace(target)


def main() -> int:
    """Write the catalogue, or with ``--check`` only look whether all is well; 1 when it is not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; also find texts that are not translated")
    only_check = parser.parse_args().check
    translations = all_translations()
    problems = contradictions(translations) + broken_placeholders(translations)
    if only_check:
        marked = [mark for file in program_files() for mark in marked_in(file)]
        problems += untranslated(translations, marked)
    elif not problems:
        write_catalogue(translations)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
