"""Every look can be read, and every token is used."""

import itertools
from dataclasses import asdict, fields

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication

from supplies.ui.preferences import FilePreferences
from supplies.ui.style_sheet import _SHEET
from supplies.ui.theme import (
    CHINESE_FONTS,
    COLOURS,
    TEXT_SCALES,
    Colours,
    Look,
    Measures,
    Scheme,
    chosen_look,
    keep_look,
    measures,
    text_font,
)

TEXT_ON = [
    ("text", "window"),
    ("text", "surface"),
    ("text", "raised"),
    ("text", "accent_soft"),
    ("text", "row_alternate"),
    ("quiet", "window"),
    ("quiet", "surface"),
    ("faint", "surface"),
    ("faint", "window"),
    ("accent", "surface"),
    ("accent", "window"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("rail_text", "rail"),
    ("rail_active_text", "rail_active"),
    ("ok", "surface"),
    ("warning", "surface"),
    ("error", "surface"),
    ("error", "window"),
    ("text", "ok_soft"),
    ("text", "warning_soft"),
    ("text", "error_soft"),
    ("quiet", "error_soft"),
    ("on_ok", "ok_fill"),
    ("on_warning", "warning_fill"),
    ("on_error", "error_fill"),
]
EDGE_ON = [("field_line", "surface"), ("field_line", "window"), ("focus", "surface"), ("rail_mark", "rail")]


def light_of(colour: str) -> float:
    drawn = QColor(colour)
    parts = (drawn.redF(), drawn.greenF(), drawn.blueF())
    linear: list[float] = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((light_of(one), light_of(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize(("ink", "paper"), TEXT_ON)
def test_text_stands_out_from_its_ground(scheme: Scheme, ink: str, paper: str) -> None:
    colours = asdict(COLOURS[scheme])
    least = 7.0 if scheme is Scheme.CONTRAST else 4.5
    assert contrast(colours[ink], colours[paper]) >= least


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize(("ink", "paper"), EDGE_ON)
def test_edges_can_be_seen(scheme: Scheme, ink: str, paper: str) -> None:
    colours = asdict(COLOURS[scheme])
    assert contrast(colours[ink], colours[paper]) >= 3.0


def test_every_token_is_used_and_none_is_unknown() -> None:
    tokens = {field.name for kind in (Colours, Measures) for field in fields(kind)}
    used = set(_SHEET.get_identifiers())
    derived = {"cell", "head", "nudge", "half", "double", "triple", "scan", "gap", "small_icon", "tick"}
    assert used - derived - tokens == set()
    assert tokens - used == set()


@pytest.mark.parametrize(("scheme", "scale"), list(itertools.product(Scheme, TEXT_SCALES)))
def test_large_print_leaves_nothing_small(scheme: Scheme, scale: int) -> None:
    sizes = measures(Look(scheme, scale, is_large_print=True))
    assert sizes.target >= 44
    assert sizes.row >= 44
    assert sizes.text_pt >= 10.5 * 1.5


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_text_grows_by_the_scale_and_answers_are_large(scale: int) -> None:
    sizes = measures(Look(scale=scale))
    assert sizes.text_pt == pytest.approx(10.5 * scale / 100)
    assert sizes.answer_pt >= 28
    assert sizes.small_pt < sizes.text_pt < sizes.large_pt <= sizes.title_pt < sizes.answer_pt


def test_the_look_chosen_is_remembered(preferences: FilePreferences) -> None:
    look = Look(Scheme.DARK, 150, is_large_print=True)
    keep_look(preferences, look)
    assert chosen_look(preferences) == look


def test_a_spoilt_preference_gives_the_usual_look(preferences: FilePreferences) -> None:
    preferences.set_value("look/scheme", "pink")
    preferences.set_value("look/scale", "9999")
    assert chosen_look(preferences) == Look()


def test_chinese_is_not_shown_as_boxes(qapp: QApplication) -> None:
    font = text_font(measures(Look()))
    assert QFontInfo(font).family() in CHINESE_FONTS
    assert QFontMetrics(font).inFont("帐")
