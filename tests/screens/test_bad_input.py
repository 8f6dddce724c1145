"""Every form of the program with nothing, nonsense and far too much in it: beside each wrong field a sentence, and
nothing is posted. And what was written into any of them is not lost."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit

from supplies.language import Language
from supplies.ui.theme import Look
from supplies.ui.widgets.amount_field import AmountField
from supplies.ui.widgets.fields import DateField, Field, MoneyField, QuantityField
from supplies.ui.widgets.form_panel import FormOverlay, FormPanel
from supplies.ui.widgets.forms import Form
from tests.screens.test_screens import put_away, show
from tests.screens.tour import Tour, settle

NONSENSE = {
    QuantityField: ("-5", "abc", "9" * 40, "1.23456", "１２ａ"),
    MoneyField: ("-0.01x", "1e5", "9" * 40, "12.345"),
    AmountField: ("一百", "1e5", "9" * 40, "12.3456789"),
    DateField: ("2026-02-30", "明天", "9" * 40, "0000-00-00"),
}
"""What no field of a kind may take, typed or pasted."""


def fields_of(form: Form) -> list[Field[object]]:
    """Return the fields that are asked for."""
    return [field for field in form.findChildren(Field) if field.isVisibleTo(form)]


def is_told(field: Field[object]) -> bool:
    """Return whether a field says what is wrong with it."""
    return bool(field.shown_problem)


def empty_form(form: Form) -> list[str]:
    """Submit a form with nothing in it; return which field that must be filled says nothing."""
    form.clear()
    if not any(field.is_required and not field.text() for field in fields_of(form)):
        return []  # everything that must be chosen is chosen from the start
    form.submit()
    return [
        field.objectName() for field in fields_of(form) if field.is_required and not field.text() and not is_told(field)
    ]


def nonsense(form: Form) -> list[str]:
    """Fill each field that takes numbers or days with what it cannot take; return which says nothing."""
    silent: list[str] = []
    for field in fields_of(form):
        for text in NONSENSE.get(type(field), ()):
            field.set_text(text)
            form.submit()
            if not is_told(field):
                silent.append(f"{field.objectName()}: {text[:12]}")
        field.set_text("")
    return silent


def forgotten(panel: FormOverlay) -> list[str]:
    """Write into every entry, begin anew as after a crash, and open it again; return what is not there again."""
    if not isinstance(panel, FormPanel):
        return []
    for field in fields_of(panel.form):
        for edit in (entry for entry in field.findChildren(QLineEdit) if entry.isEnabled() and not entry.isReadOnly()):
            edit.setText("7")
            edit.textEdited.emit("7")
    panel.form.settle()
    written = panel.form.draft()
    for field in panel.form.findChildren(Field):
        field.set_text("")
    panel.form.take_as_it_stands()
    panel.open_panel()
    again = panel.form.draft()
    panel.anew_button.click()
    return [f"{panel.objectName()}_{name} is not kept" for name, answer in written.items() if again[name] != answer]


def test_no_form_takes_nothing_or_nonsense_and_each_wrong_field_says_why(
    qapp: QApplication, tmp_path: Path, sample_copy: Path
) -> None:
    shown = show(qapp, tmp_path / "desktop", sample_copy, Language.CHINESE)
    shown.dress(Look())
    before = shown.program.head
    found: list[str] = []
    tried: set[str] = set()
    for place, root in Tour(shown.window, shown.session, shown.program).stops():
        for panel in root.findChildren(FormOverlay):
            if not panel.isVisible() or panel.objectName() in tried:
                continue
            if not any(field.is_required for field in fields_of(panel.form)):
                continue  # a form that asks for nothing posts as it stands
            tried.add(panel.objectName())
            found += forgotten(panel)
            found += [f"{place}: {each}" for each in (*empty_form(panel.form), *nonsense(panel.form))]
            settle(shown.session)
            panel.form.clear()
    head = shown.program.head
    put_away(shown)
    assert len(tried) >= 35, sorted(tried)
    assert not found, "\n".join(found)
    assert head == before, "nothing may be posted"
