"""The one style sheet, written once with names for colours and measures; ``theme`` gives their values."""

from collections.abc import Mapping
from string import Template

CELL_PX = 3
"""Qt sets the text of a cell in by so much more than that of a heading."""


def style_sheet(tokens: Mapping[str, str | float]) -> str:
    """Return the style sheet with the theme's colours and measures filled in."""
    gap = int(tokens["focus_edge"]) - int(tokens["edge"])
    space, target = int(tokens["space"]), int(tokens["target"])
    return _SHEET.substitute(
        tokens,
        half=space // 2,
        double=2 * space,
        triple=3 * space,
        scan=target + space,
        head=target + 2 * int(tokens["focus_edge"]),
        cell=space + CELL_PX,
        gap=gap,
        nudge=space // 4,
        small_icon=int(tokens["icon"]) * 4 // 5,
    )


_SHEET = Template("""
QWidget { color: $text; font-size: ${text_pt}pt; }
QMainWindow, #page, #page_body, #stack { background: $window; }
QToolTip { background: $raised; color: $text; border: 1px solid $field_line; padding: ${half}px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title_pt}pt; font-weight: bold; min-height: ${head}px; }
QLabel[role="heading"] { font-size: ${large_pt}pt; font-weight: bold; }
QLabel[role="quiet"], QLabel[role="hint"] { color: $quiet; }
QLabel[role="hint"] { font-size: ${small_pt}pt; }
QLabel[role="label"] { color: $quiet; font-weight: bold; font-size: ${small_pt}pt; }
QLabel[role="figure"] { font-weight: bold; }
Icon { qproperty-icon_colour: $quiet; qproperty-icon_px: $icon; }
Icon[status="accent"] { qproperty-icon_colour: $accent; }
Icon[status="ok"] { qproperty-icon_colour: $ok; }
Icon[status="warning"] { qproperty-icon_colour: $warning; }
Icon[status="error"] { qproperty-icon_colour: $error; }
Icon[role="mark"] { qproperty-icon_px: $mark; }
Icon[role="small"] { qproperty-icon_px: $small_icon; }
QFrame[role="card"] { background: $surface; border: ${edge}px solid $line; border-radius: ${radius}px; }
Preview QScrollArea { background: $window; }
QFrame[role="rule"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[role="scrolled"] { background: transparent; }

QPushButton {
    background: $surface; color: $text; border: ${edge}px solid $field_line; border-radius: ${radius}px;
    min-height: ${target}px; padding: 0 ${double}px; margin: ${gap}px;
}
Button { qproperty-icon_colour: $quiet; qproperty-icon_px: $icon; }
QPushButton:hover { background: $accent_soft; border-color: $accent; }
QPushButton:pressed { background: $accent_soft; border-color: $accent_strong; }
QPushButton:focus { border: ${focus_edge}px solid $focus; margin: 0; }
QPushButton:disabled { color: $faint; border-color: $line; background: transparent; }
QPushButton:checked { background: $accent_soft; border-color: $accent; color: $accent; }
Button[kind="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: bold;
    qproperty-icon_colour: $on_accent;
}
Button[kind="primary"]:hover { background: $accent_strong; border-color: $accent_strong; }
Button[kind="primary"]:focus { border: ${focus_edge}px solid $focus; margin: 0; }
Button[kind="primary"]:disabled { background: $window; color: $faint; border-color: $line; }
Button[kind="quiet"] {
    background: transparent; border-color: transparent; color: $accent; padding: 0 ${space}px;
    qproperty-icon_colour: $accent;
}
Button[kind="quiet"]:hover { background: $accent_soft; }
Button[kind="quiet"]:focus { border: ${focus_edge}px solid $focus; margin: 0; }
Button[kind="quiet"]:disabled { color: $faint; }
Button[kind="tab"] {
    background: transparent; border: ${edge}px solid transparent; border-bottom: 3px solid $line; border-radius: 0;
    color: $quiet; margin: 0;
}
Button[kind="tab"]:hover { color: $text; background: $accent_soft; }
Button[kind="tab"]:checked { color: $accent; border-bottom: 3px solid $accent; font-weight: bold; }
Button[kind="tab"]:focus { border: ${focus_edge}px solid $focus; border-bottom: 3px solid $focus; }
Button[kind="figure"] { background: transparent; border: ${edge}px solid transparent; padding: 0; margin: 0; }
Button[kind="figure"]:hover { background: $accent_soft; border-color: $accent; }
Button[kind="figure"]:focus { border: ${focus_edge}px solid $focus; }
QPushButton::menu-indicator { image: none; width: 0; }

#rail { background: $rail; border: none; border-right: ${edge}px solid $rail; }
#rail QWidget { background: transparent; }
#rail QLabel { color: $rail_text; }
#rail QLabel[role="brand"] { color: $rail_active_text; font-weight: bold; font-size: ${large_pt}pt; }
#rail Icon { qproperty-icon_colour: $rail_mark; }
#rail Button {
    background: transparent; color: $rail_text; border: none; border-left: 3px solid transparent; border-radius: 0;
    text-align: left; padding: ${nudge}px ${double}px; margin: 0; min-height: ${target}px;
    qproperty-icon_colour: $rail_text;
}
#rail Button:hover { background: $rail_active; color: $rail_active_text; }
#rail Button:checked {
    background: $rail_active; color: $rail_active_text; border-left: 3px solid $rail_mark; font-weight: bold;
}
#rail Button:focus { border: ${focus_edge}px solid $focus; border-left: 3px solid $focus; }
#rail Button QLabel { font-size: ${small_pt}pt; }

QLineEdit, QComboBox, QPlainTextEdit {
    background: $surface; color: $text; border: ${edge}px solid $field_line; border-radius: ${radius}px;
    min-height: ${target}px; padding: 0 ${space}px; margin: ${gap}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus { border: ${focus_edge}px solid $focus; margin: 0; }
QLineEdit[state="bad"], QComboBox[state="bad"] {
    border: ${focus_edge}px solid $error; margin: 0; background: $error_soft;
}
QLineEdit:disabled, QComboBox:disabled { background: $window; color: $faint; border-color: $line; }
QLineEdit:read-only { background: $window; }
ScanEdit { font-size: ${large_pt}pt; border: 2px solid $accent; margin: 1px; min-height: ${scan}px; }
ScanEdit:focus { border: 3px solid $focus; margin: 0; }
SearchField { qproperty-icon_colour: $quiet; padding-left: 0; }
JumpPanel { qproperty-icon_colour: $quiet; }
Picker { qproperty-icon_colour: $quiet; }
ChoiceBox { padding-right: ${triple}px; qproperty-icon_colour: $quiet; }
QComboBox::drop-down { border: none; width: ${triple}px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
    background: $raised; border: ${edge}px solid $field_line; selection-background-color: $accent;
    selection-color: $on_accent; outline: none;
}
QCheckBox { min-height: ${target}px; spacing: ${space}px; background: transparent; }
QCheckBox::indicator {
    width: ${icon}px; height: ${icon}px; border: ${edge}px solid $field_line; border-radius: 4px; background: $surface;
}
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border: ${edge}px solid $focus; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QCheckBox:focus { color: $accent; }

TableView {
    background: $surface; alternate-background-color: $row_alternate; border: ${edge}px solid $line;
    border-radius: ${radius}px; gridline-color: $row_line; outline: none;
    selection-background-color: $accent_soft; selection-color: $text;
}
TableView {
    qproperty-row_px: $row; qproperty-icon_px: $icon; qproperty-ok_colour: $ok; qproperty-warning_colour: $warning;
    qproperty-error_colour: $error; qproperty-quiet_colour: $quiet;
}
ScanLog { qproperty-ok_colour: $ok; qproperty-warning_colour: $warning; qproperty-error_colour: $error; }
TableView:focus { border-color: $focus; }
TableView::item { padding: 0 ${space}px; border: none; border-bottom: 1px solid $row_line; }
TableView::item:selected { background: $accent_soft; color: $text; }
TableView::item:focus { background: $accent_soft; color: $text; border-bottom: 2px solid $accent; }
TraceTree {
    background: $surface; alternate-background-color: $row_alternate; border: ${edge}px solid $line;
    border-radius: ${radius}px; outline: none; selection-background-color: $accent_soft; selection-color: $text;
}
TraceTree:focus { border-color: $focus; }
TraceTree::item { min-height: ${row}px; padding: 0 ${half}px; border: none; border-bottom: 1px solid $row_line; }
TraceTree::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $quiet; border: none; border-bottom: ${edge}px solid $field_line;
    padding: 0 ${cell}px; min-height: ${row}px; font-weight: bold; font-size: ${small_pt}pt;
}
QHeaderView::section:hover { color: $text; }
QTableCornerButton::section { background: $surface; border: none; }

QListView, QListWidget {
    background: $raised; border: ${edge}px solid $line; border-radius: ${radius}px; outline: none;
}
QListView::item, QListWidget::item { min-height: ${target}px; padding: 0 ${space}px; border: none; }
QListView::item:selected, QListWidget::item:selected { background: $accent_soft; color: $text; }
QListView::item:hover, QListWidget::item:hover { background: $row_alternate; }
QMenu { background: $raised; border: ${edge}px solid $field_line; padding: ${half}px; }
QMenu::item { min-height: ${target}px; padding: ${half}px ${triple}px ${half}px ${triple}px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: ${half}px ${space}px; }
QMenu::indicator { width: ${icon}px; height: ${icon}px; left: ${half}px; }
QProgressBar { background: $row_line; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; border: none; }
QScrollBar::handle { background: $field_line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
#rail QScrollBar::handle { background: $rail_active; }
QCalendarWidget QTableView { border: none; selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QSpinBox { min-height: ${target}px; }
QCalendarWidget QWidget { background: $raised; alternate-background-color: $raised; }
QCalendarWidget QToolButton { background: transparent; color: $text; border: none; min-height: ${target}px; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $on_accent; }

AnswerBand { border-radius: ${radius}px; border: ${edge}px solid $line; background: $surface; }
AnswerBand QLabel[role="answer"] { font-size: ${answer_pt}pt; font-weight: bold; }
AnswerBand QLabel[role="word"] { font-size: ${large_pt}pt; font-weight: bold; }
AnswerBand QLabel[role="detail"] { font-size: ${large_pt}pt; }
AnswerBand[state="idle"] QLabel { color: $quiet; }
AnswerBand[state="ok"] { background: $ok_fill; border-color: $ok_fill; }
AnswerBand[state="ok"] QLabel { color: $on_ok; }
AnswerBand[state="ok"] Icon { qproperty-icon_colour: $on_ok; }
AnswerBand[state="warning"] { background: $warning_fill; border-color: $warning_fill; }
AnswerBand[state="warning"] QLabel { color: $on_warning; }
AnswerBand[state="warning"] Icon { qproperty-icon_colour: $on_warning; }
AnswerBand[state="error"] { background: $error_fill; border-color: $error_fill; }
AnswerBand[state="error"] QLabel { color: $on_error; }
AnswerBand[state="error"] Icon { qproperty-icon_colour: $on_error; }

MessageBar { border-radius: ${radius}px; border: ${edge}px solid $line; background: $accent_soft; }
MessageBar[state="info"] { border-color: $accent; }
MessageBar[state="info"] Icon { qproperty-icon_colour: $accent; }
MessageBar[state="ok"] { background: $ok_soft; border-color: $ok; }
MessageBar[state="ok"] Icon { qproperty-icon_colour: $ok; }
MessageBar[state="warning"] { background: $warning_soft; border-color: $warning; }
MessageBar[state="warning"] Icon { qproperty-icon_colour: $warning; }
MessageBar[state="error"] { background: $error_soft; border-color: $error; }
MessageBar[state="error"] Icon { qproperty-icon_colour: $error; }
MessageBar QLabel[role="text"] { font-weight: bold; }
QLabel[role="problem"] { color: $error; font-size: ${small_pt}pt; }

Form { background: $surface; border: ${edge}px solid $line; border-radius: ${radius}px; }
Form[role="bare"] { background: transparent; border: none; }
QLabel[role="amount"] { font-size: ${title_pt}pt; font-weight: bold; }
StatementView QLabel[role="problem"] { font-size: ${text_pt}pt; }
BucketBar, BucketSwatch, LadderBar, FallBar, ProgressList {
    qproperty-strong_colour: $accent; qproperty-soft_colour: $accent_soft; qproperty-plain_colour: $surface;
    qproperty-wrong_colour: $error; qproperty-edge_colour: $field_line; qproperty-icon_px: $icon;
}
TotalsBar { background: $surface; border: ${edge}px solid $line; border-radius: ${radius}px; }
StatusStrip { background: $surface; border: none; border-top: ${edge}px solid $line; }
StatusStrip QLabel { font-size: ${small_pt}pt; color: $quiet; }
StatusStrip QLabel[role="sample"] {
    background: $warning_fill; color: $on_warning; border-radius: 4px; padding: 2px ${space}px; font-weight: bold;
}
StatusStrip QLabel[role="offline"] {
    background: $error_fill; color: $on_error; border-radius: 4px; padding: 2px ${space}px; font-weight: bold;
}
ShortcutSheet, JumpPanel, Overlay { background: $veil; }
#overlay_card { background: $raised; border: ${edge}px solid $field_line; border-radius: ${radius}px; }
#picker_list { background: $raised; border: ${edge}px solid $field_line; }
""")
