"""How the disaster mode looks: light on black, large, and nothing to touch that a glove could miss."""

from dataclasses import asdict, replace

from supplies.ui.icons import ICONS
from supplies.ui.preferences import Preferences
from supplies.ui.style_sheet import style_sheet
from supplies.ui.theme import COLOURS, LARGE_PRINT_SCALE, Scheme, chosen_look, measures

TARGET_PX = 64
"""The least height of anything to touch: a finger in a work glove by torchlight."""
GO_PX = 112
USUAL_SCALE = 125

_MORE = """
#disaster_board Button, #disaster_step Button {{ font-size: {large}pt; }}
#disaster_board #disaster_go {{ min-height: {go}px; font-size: {title}pt; }}
#disaster_lines::item {{ min-height: {row}px; }}
#disaster_bar {{ background: {soft}; }}
"""


def disaster_sheet(preferences: Preferences) -> str:
    """Return the style sheet of the disaster mode, its text at least as large as the person reads everywhere else."""
    chosen = chosen_look(preferences)
    least = LARGE_PRINT_SCALE if chosen.is_large_print else USUAL_SCALE
    look = replace(chosen, scheme=Scheme.CONTRAST, scale=max(chosen.scale, least))
    colours, sizes = COLOURS[look.scheme], replace(measures(look), target=TARGET_PX)
    tick = {"tick": (ICONS / f"tick-{look.scheme}.svg").as_posix()}
    more = _MORE.format(go=GO_PX, title=sizes.title_pt, large=sizes.large_pt, row=sizes.row, soft=colours.accent_soft)
    return style_sheet(asdict(colours) | asdict(sizes) | tick) + more
