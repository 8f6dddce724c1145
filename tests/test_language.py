import gettext
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import supplies
from resources.translations import compile as catalogue
from supplies.errors import SuppliesError
from supplies.language import Language, Wording, _, current_language, pick, use_language

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def all_modules() -> list[ModuleType]:
    names = [module.name for module in pkgutil.walk_packages(supplies.__path__, "supplies.")]
    return [importlib.import_module(name) for name in names if not name.endswith(".__main__")]


def error_classes(base: type[SuppliesError] = SuppliesError) -> Iterator[type[SuppliesError]]:
    """Yield the errors that are raised; a class that others refine and that has no words is only a kind of error."""
    for error in base.__subclasses__():
        if error.__module__.startswith("supplies.") and (error.message or not error.__subclasses__()):
            yield error
        yield from error_classes(error)


def po_file(folder: Path, name: str, **translations: str) -> Path:
    entries = [f'msgid "{text}"\nmsgstr "{translated}"\n' for text, translated in translations.items()]
    file = folder / name
    file.write_text(HEADER + "\n".join(entries), encoding="utf-8")
    return file


def source_file(folder: Path, text: str) -> Path:
    file = folder / "room.py"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_text_of_the_program_is_translated() -> None:
    marked = [mark for file in catalogue.program_files() for mark in catalogue.marked_in(file)]
    assert len(marked) > 100
    assert catalogue.untranslated(catalogue.all_translations(), marked) == []


def test_translations_agree_with_each_other_and_name_the_same_facts() -> None:
    translations = catalogue.all_translations()
    assert catalogue.contradictions(translations) == []
    assert catalogue.broken_placeholders(translations) == []


def test_every_error_has_words_a_remedy_and_a_code_of_its_own() -> None:
    all_modules()
    errors = list(error_classes())
    assert len(errors) > 10
    assert [error.__name__ for error in errors if not (error.message and error.hint)] == []
    codes = [error.code for error in errors]
    assert sorted(codes) == sorted(set(codes))


def test_every_error_speaks_chinese() -> None:
    all_modules()
    words = [words for error in error_classes() for words in (error.message, error.hint)]
    assert [text for text in words if _(text) == text] == []


def test_the_program_reads_the_compiled_catalogue(tmp_path: Path) -> None:
    po_file(tmp_path, "stock.po", Receipt="入库")
    po_file(tmp_path, "funds.po", Budget="预算")
    catalogue.write_catalogue(catalogue.all_translations(tmp_path), tmp_path / "zh_CN.mo")
    with (tmp_path / "zh_CN.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert [compiled.gettext(text) for text in ("Receipt", "Budget", "Loan")] == ["入库", "预算", "Loan"]
    assert list(tmp_path.glob("*.partial")) == []


def test_a_text_translated_in_two_ways_is_refused_with_both_places(tmp_path: Path) -> None:
    po_file(tmp_path, "funds.po", Lot="标段")
    po_file(tmp_path, "stock.po", Lot="批次", Receipt="入库")
    (problem,) = catalogue.contradictions(catalogue.all_translations(tmp_path))
    assert problem == "stock.po:4: 'Lot' is '批次' here, but '标段' in funds.po:4"


@pytest.mark.parametrize("translated", ["{count}行", "{n}行{m}", "行", "{n行"])
def test_a_translation_that_names_other_facts_is_refused(tmp_path: Path, translated: str) -> None:
    po_file(tmp_path, "stock.po", **{"{n} lines": translated})
    (problem,) = catalogue.broken_placeholders(catalogue.all_translations(tmp_path))
    assert problem.startswith("stock.po:4: '{n} lines'")


def test_empty_and_fuzzy_entries_are_not_translations(tmp_path: Path) -> None:
    file = po_file(tmp_path, "stock.po", Receipt="", Issue="出库")
    file.write_text(file.read_text(encoding="utf-8") + '\n#, fuzzy\nmsgid "Loan"\nmsgstr "出库"\n', encoding="utf-8")
    assert [translation.text for translation in catalogue.read_translations(file)] == ["Issue"]


def test_a_malformed_file_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "stock.po"
    file.write_text('msgid "Receipt"\n入库\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"stock\.po"):
        catalogue.read_translations(file)


def test_a_text_is_found_wherever_it_is_marked(tmp_path: Path) -> None:
    file = source_file(
        tmp_path, 'TITLE = N_("Receipt")\ndef show(n):\n    return _("{n} " "lines").format(n=n), _(TITLE)\n'
    )
    found = [(mark.text, mark.place) for mark in catalogue.marked_in(file, tmp_path)]
    assert found == [("Receipt", "room.py:1"), ("{n} lines", "room.py:3")]


@pytest.mark.parametrize("made", ['f"{n} lines"', '"{n} lines".format(n=n)', '"%d lines" % n', '"lines: " + n'])
def test_words_put_together_before_translation_are_refused(tmp_path: Path, made: str) -> None:
    marked = list(catalogue.marked_in(source_file(tmp_path, f"shown = _({made})\n"), tmp_path))
    problem = "room.py:1: words are put together before they are translated"
    assert catalogue.untranslated([], marked) == [problem]


def test_a_missing_translation_is_named_once_with_its_first_place(tmp_path: Path) -> None:
    marked = list(catalogue.marked_in(source_file(tmp_path, '_("Receipt")\n_("Receipt")\n'), tmp_path))
    assert catalogue.untranslated([], marked) == ["room.py:1: 'Receipt' is not translated"]


def test_the_language_can_be_changed_and_says_which_it_is() -> None:
    assert current_language() is Language.CHINESE
    assert pick("帐篷", "Tent") == "帐篷"
    assert pick("", "Tent") == "Tent"
    use_language(Language.ENGLISH)
    assert current_language() is Language.ENGLISH
    assert pick("帐篷", "Tent") == "Tent"
    assert pick("帐篷", "") == "帐篷"
    assert _("There is nothing to post.") == "There is nothing to post."


def test_a_sentence_of_a_library_gets_words_of_ours_and_one_without_words_stays_as_it_is() -> None:
    wording = Wording(
        (r"(?P<names>.+) is mandatory", "{names} must be given"), (r".* is empty", "There is nothing to post.")
    )
    assert wording.say("--depot is mandatory") == "须给出 --depot"
    assert wording.say("the list\nhere is empty") == "没有可过账的内容。"
    assert wording.say("something {else}") == "something {else}"
    use_language(Language.ENGLISH)
    assert wording.say("--depot is mandatory") == "--depot must be given"


def test_an_empty_text_stays_empty_although_a_catalogue_keeps_its_header_there() -> None:
    assert _("") == ""
