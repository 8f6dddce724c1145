"""How it looks: every colour and measure in one table, for light, dark and high contrast, in each text size."""

from dataclasses import asdict, dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from supplies.ui.icons import ICONS
from supplies.ui.preferences import Preferences
from supplies.ui.style_sheet import style_sheet

TEXT_SCALES = (100, 125, 150, 200)
LARGE_PRINT_SCALE = 150
LARGE_PRINT_TARGET_PX = 44
PX_PER_PT = 96 / 72

CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
SIGN_FONTS = ("Segoe UI Symbol", "Noto Sans Symbols2")
"""Faces that have the signs for separators in codes, such as ␝; without them a box stands there."""


class Scheme(StrEnum):
    """A set of colours."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Look:
    """What a person chose."""

    scheme: Scheme = Scheme.LIGHT
    scale: int = 100
    """Size of the text in per cent: one of TEXT_SCALES."""
    is_large_print: bool = False
    """Text of at least 150 %, and nothing to touch lower than 44 pixels."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour, as ``#rrggbb`` where nothing else is said."""

    window: str
    surface: str
    raised: str
    line: str
    field_line: str
    text: str
    quiet: str
    faint: str
    accent: str
    accent_strong: str
    on_accent: str
    accent_soft: str
    row_line: str
    row_alternate: str
    focus: str
    rail: str
    rail_text: str
    rail_active: str
    rail_active_text: str
    rail_mark: str
    ok: str
    ok_soft: str
    ok_fill: str
    on_ok: str
    warning: str
    warning_soft: str
    warning_fill: str
    on_warning: str
    error: str
    error_soft: str
    error_fill: str
    on_error: str
    veil: str
    """Laid over a page behind a panel: ``rgba(...)``."""


COLOURS = {
    Scheme.LIGHT: Colours(
        window="#f3f6f8",
        surface="#ffffff",
        raised="#ffffff",
        line="#d9e0e6",
        field_line="#7b8b98",
        text="#17222c",
        quiet="#526170",
        faint="#5f6e7c",
        accent="#0b5f7e",
        accent_strong="#084a63",
        on_accent="#ffffff",
        accent_soft="#dcecf2",
        row_line="#e9eef2",
        row_alternate="#f8fafb",
        focus="#1484ab",
        rail="#0e3543",
        rail_text="#cfe0e7",
        rail_active="#1b5063",
        rail_active_text="#ffffff",
        rail_mark="#5cc7e2",
        ok="#136c3b",
        ok_soft="#e2f4e9",
        ok_fill="#15713f",
        on_ok="#ffffff",
        warning="#835000",
        warning_soft="#fff2d9",
        warning_fill="#ffc149",
        on_warning="#2b1d00",
        error="#b0241c",
        error_soft="#fde7e5",
        error_fill="#b7281f",
        on_error="#ffffff",
        veil="rgba(14, 40, 52, 110)",
    ),
    Scheme.DARK: Colours(
        window="#11181e",
        surface="#18212a",
        raised="#202b35",
        line="#2e3a45",
        field_line="#71828f",
        text="#e7edf2",
        quiet="#a7b4c0",
        faint="#93a1ae",
        accent="#58b8d6",
        accent_strong="#7ccbe4",
        on_accent="#06202a",
        accent_soft="#17394a",
        row_line="#232e38",
        row_alternate="#1b252e",
        focus="#6fcbe8",
        rail="#0b1115",
        rail_text="#b6c6d0",
        rail_active="#17394a",
        rail_active_text="#ffffff",
        rail_mark="#58b8d6",
        ok="#63d295",
        ok_soft="#12331f",
        ok_fill="#1a7542",
        on_ok="#ffffff",
        warning="#f3bd50",
        warning_soft="#3a2c0e",
        warning_fill="#f3bd50",
        on_warning="#2b1d00",
        error="#ff938a",
        error_soft="#46191a",
        error_fill="#bd3128",
        on_error="#ffffff",
        veil="rgba(0, 0, 0, 150)",
    ),
    Scheme.CONTRAST: Colours(
        window="#000000",
        surface="#000000",
        raised="#000000",
        line="#ffffff",
        field_line="#ffffff",
        text="#ffffff",
        quiet="#ffffff",
        faint="#e0e0e0",
        accent="#ffe34d",
        accent_strong="#fff3a6",
        on_accent="#000000",
        accent_soft="#3d3600",
        row_line="#5a5a5a",
        row_alternate="#000000",
        focus="#3df0ff",
        rail="#000000",
        rail_text="#ffffff",
        rail_active="#3d3600",
        rail_active_text="#ffffff",
        rail_mark="#ffe34d",
        ok="#6bffa8",
        ok_soft="#00280f",
        ok_fill="#6bffa8",
        on_ok="#000000",
        warning="#ffd45c",
        warning_soft="#2e2200",
        warning_fill="#ffd45c",
        on_warning="#000000",
        error="#ffa39b",
        error_soft="#330a08",
        error_fill="#ffa39b",
        on_error="#000000",
        veil="rgba(0, 0, 0, 200)",
    ),
}


@dataclass(frozen=True, slots=True)
class Measures:
    """Every size: text in points, the rest in pixels of a 96 dpi screen."""

    text_pt: float
    small_pt: float
    large_pt: float
    title_pt: float
    answer_pt: float
    target: int
    row: int
    icon: int
    mark: int
    space: int
    radius: int
    edge: int
    focus_edge: int


def measures(look: Look) -> Measures:
    """Return the sizes of a look. Text grows by the scale, spaces less, so that a small screen holds it at 200 %."""
    scale = max(look.scale, LARGE_PRINT_SCALE) / 100 if look.is_large_print else look.scale / 100
    text_pt = 10.5 * scale
    text_px = text_pt * PX_PER_PT
    target = max(32, round(text_px * 1.5) + 8, LARGE_PRINT_TARGET_PX if look.is_large_print else 0)
    is_contrast = look.scheme is Scheme.CONTRAST
    return Measures(
        text_pt=text_pt,
        small_pt=max(9.0, 9.25 * scale),
        large_pt=2 + 10 * scale,
        title_pt=10 + 8 * scale,
        answer_pt=20 + 8 * scale,
        target=target,
        row=max(34, round(text_px * 1.4) + 12, LARGE_PRINT_TARGET_PX if look.is_large_print else 0),
        icon=round(20 * (1 + (scale - 1) * 0.6)),
        mark=round(52 * (1 + (scale - 1) * 0.5)),
        space=round(8 * (1 + (scale - 1) * 0.25)),
        radius=6,
        edge=2 if is_contrast else 1,
        focus_edge=3 if is_contrast or look.is_large_print else 2,
    )


def chosen_look(preferences: Preferences) -> Look:
    """Return the look a person chose, or the usual one."""
    scheme = preferences.value("look/scheme", Scheme.LIGHT)
    scale = preferences.value("look/scale", "100")
    return Look(
        scheme=Scheme(scheme) if scheme in set(Scheme) else Scheme.LIGHT,
        scale=int(scale) if scale in map(str, TEXT_SCALES) else 100,
        is_large_print=preferences.value("look/large_print", "no") == "yes",
    )


def keep_look(preferences: Preferences, look: Look) -> None:
    """Remember what a person chose."""
    preferences.set_value("look/scheme", look.scheme)
    preferences.set_value("look/scale", str(look.scale))
    preferences.set_value("look/large_print", "yes" if look.is_large_print else "no")


def apply_look(application: QApplication, look: Look) -> None:
    """Dress the whole program: style, palette, font and style sheet."""
    if not application.styleSheet():  # Once: under a style sheet a style no longer says its name.
        application.setStyle("Fusion")
    colours, sizes = COLOURS[look.scheme], measures(look)
    application.setPalette(palette(colours))
    application.setFont(text_font(sizes))
    tick = {"tick": (ICONS / f"tick-{look.scheme}.svg").as_posix()}
    sheet = style_sheet(asdict(colours) | asdict(sizes) | tick)
    if application.styleSheet() != sheet:  # Dressing every widget anew takes most of a second.
        application.setStyleSheet(sheet)


def text_font(sizes: Measures) -> QFont:
    """Return the font of all text: the first Chinese face this computer has, then whatever it likes."""
    present = set(QFontDatabase.families())
    font = QFont()
    chinese = [name for name in CHINESE_FONTS if name in present] or font.families()
    font.setFamilies([*chinese, *(name for name in SIGN_FONTS if name in present)])
    font.setPointSizeF(sizes.text_pt)
    return font


def palette(colours: Colours) -> QPalette:
    """Return the palette of what the style sheet does not draw."""
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.row_alternate,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.error,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.faint,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.LinkVisited: colours.accent,
        QPalette.ColorRole.Light: colours.raised,
        QPalette.ColorRole.Midlight: colours.row_line,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Dark: colours.field_line,
        QPalette.ColorRole.Shadow: colours.line,
    }
    result = QPalette()
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return result
