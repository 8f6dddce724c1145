"""The tables of the funds screen: appropriations, lots, checks, and the rounds of a lot. Amounts are in yuan."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from supplies.accounts.words import level_name
from supplies.funds.allotment_queries import AllotmentChangeRow, AllotmentRow
from supplies.funds.queries import AppropriationRow
from supplies.funds.words import Purpose, purpose_name, step_name
from supplies.language import N_, _
from supplies.procurement.check_words import Cause, Check, cause_kind_name
from supplies.procurement.queries import RoundRow, TenderLotRow
from supplies.procurement.words import LotStage, method_name, result_name, stage_name
from supplies.ui.paged_table import Align, Column, number_column
from supplies.values import NO_MONEY, Money

Row = TypeVar("Row")

STAGE_MARKS = {
    LotStage.PLANNED: "waiting",
    LotStage.TENDERING: "right",
    LotStage.AWARDED: "check",
    LotStage.CONTRACTED: "documents",
    LotStage.CLOSED: "ok",
    LotStage.CANCELLED: "undo",
}


def wan_words(money: Money) -> str:
    """Return a sum in units of ten thousand yuan, with the unit."""
    return _("{amount} × 10,000 yuan").format(amount=money.wan())


def money_column(
    key: str, title: str, value: Callable[[Row], Money], *, width_ems: float = 6.5, sort: str = ""
) -> Column[Row]:
    """Return a column of sums in yuan, that shows each in units of ten thousand when the pointer rests there."""
    column = number_column(key, title, value, width_ems=width_ems, sort=sort)
    return replace(column, tip=lambda row: wan_words(value(row)))


def known_money_column(
    key: str, title: str, value: Callable[[Row], Money | None], *, width_ems: float = 6.5, sort: str = ""
) -> Column[Row]:
    """Return a column of sums in yuan, of which some are not there yet."""

    def shown(row: Row, form: Callable[[Money], str]) -> str:
        money = value(row)
        return "" if money is None else form(money)

    return Column(
        key=key,
        title=title,
        text=lambda row: shown(row, Money.grouped),
        align=Align.RIGHT,
        plain=lambda row: shown(row, str),
        tip=lambda row: shown(row, wan_words),
        total=value,
        width_ems=width_ems,
        sort=sort,
    )


def sources(row: AppropriationRow) -> str:
    """Return where an appropriation comes from: its levels, and each one's part where that is known."""
    separator = _(", ")
    if not row.is_split_known:
        names = separator.join(level_name(level) for level, _amount in row.shares)
        return _("Not split: {levels}").format(levels=names)
    if len(row.shares) == 1:
        return level_name(row.shares[0][0])
    return separator.join(f"{level_name(level)} {amount.wan()}" for level, amount in row.shares if amount is not None)


def title_words(row: AppropriationRow) -> str:
    """Return an appropriation's title, and that it was withdrawn."""
    return _("{title} (withdrawn)").format(title=row.title) if row.is_withdrawn else row.title


def stage_words(row: TenderLotRow) -> str:
    """Return a lot's stage, and that its money does not stand where the stage says."""
    words = stage_name(row.stage)
    return words if row.is_right else _("{stage}, money wrong").format(stage=words)


APPROPRIATION_COLUMNS: tuple[Column[AppropriationRow], ...] = (
    Column(
        "number",
        N_("Number of the appropriation"),
        lambda row: row.number,
        width_ems=9,
        sort="number",
    ),
    Column("title", N_("Title"), title_words, width_ems=8, stretches=True, sort="title"),
    Column("dated", N_("Date"), lambda row: str(row.dated), width_ems=6, sort="dated"),
    money_column("amount", N_("Amount (yuan)"), lambda row: row.amount, sort="amount"),
    Column("sources", N_("Sources"), sources, width_ems=10),
    money_column("available", N_("Available"), lambda row: row.available, width_ems=6, sort="available"),
    money_column("planned", N_("Planned"), lambda row: row.planned, width_ems=6, sort="planned"),
    money_column("tendering", N_("In tender"), lambda row: row.tendering, width_ems=6, sort="tendering"),
    money_column("tendered", N_("Tendered"), lambda row: row.tendered, width_ems=6, sort="tendered"),
    money_column("allotted", N_("Allotted"), lambda row: row.allotted, width_ems=6, sort="allotted"),
    money_column("returned", N_("Given back"), lambda row: row.returned, width_ems=5, sort="returned"),
)

LOT_COLUMNS: tuple[Column[TenderLotRow], ...] = (
    Column("project", N_("Project"), lambda row: row.project_number, width_ems=8, sort="project"),
    Column("number", N_("Lot no."), lambda row: str(row.number), Align.RIGHT, width_ems=2),
    Column("name", N_("Name"), lambda row: row.name, width_ems=9, stretches=True, sort="name"),
    Column("method", N_("Method"), lambda row: method_name(row.method), width_ems=4.5, sort="method"),
    Column(
        "stage",
        N_("Stage"),
        stage_words,
        mark=lambda row: STAGE_MARKS[row.stage] if row.is_right else "error",
        width_ems=4,
        sort="stage",
    ),
    money_column("budget", N_("Budget (yuan)"), lambda row: row.budget, sort="budget"),
    money_column("ceiling", N_("Ceiling (yuan)"), lambda row: row.ceiling, sort="ceiling"),
    known_money_column("award", N_("Award (yuan)"), lambda row: row.award, sort="award"),
    Column("winner", N_("Winner"), lambda row: row.winner, width_ems=6, sort="winner"),
    Column("appropriation", N_("Paid from"), lambda row: row.appropriation_number, width_ems=7, sort="appropriation"),
    money_column("standing", N_("On the books (yuan)"), lambda row: row.standing, sort="standing"),
)

CHECK_COLUMNS: tuple[Column[Check], ...] = (
    Column(
        "outcome",
        N_("Outcome"),
        lambda row: _("Right") if row.holds else _("Wrong"),
        mark=lambda row: "ok" if row.holds else "error",
        width_ems=3,
        sort="outcome",
    ),
    Column("title", N_("What must be equal"), lambda row: row.title, width_ems=24, stretches=True, sort="title"),
    money_column("expected", N_("Expected (yuan)"), lambda row: row.expected, sort="expected"),
    money_column("found", N_("Found (yuan)"), lambda row: row.found, sort="found"),
    money_column("difference", N_("Difference (yuan)"), lambda row: row.difference, sort="difference"),
    Column("lots", N_("Lots concerned"), lambda row: str(len(row.lots)) if row.lots else "", Align.RIGHT, width_ems=5),
)

CAUSE_COLUMNS: tuple[Column[Cause], ...] = (
    Column("kind", N_("Kind"), lambda row: cause_kind_name(row.kind), width_ems=6),
    Column("words", N_("Lot or paper"), lambda row: row.words, width_ems=14, stretches=True),
    money_column("expected", N_("Expected (yuan)"), lambda row: row.expected),
    money_column("found", N_("Found (yuan)"), lambda row: row.found),
    money_column("difference", N_("Difference (yuan)"), lambda row: row.found - row.expected),
)

ROUND_COLUMNS: tuple[Column[RoundRow], ...] = (
    Column("number", N_("Round"), lambda row: str(row.number), Align.RIGHT, width_ems=3),
    Column("announced", N_("Announced"), lambda row: str(row.announced_on), width_ems=6),
    Column("ended", N_("Ended"), lambda row: "" if row.ended_on is None else str(row.ended_on), width_ems=6),
    Column("result", N_("Result"), lambda row: result_name(row.result), width_ems=5),
    Column("reason", N_("Reason"), lambda row: row.reason, width_ems=14, stretches=True),
)

ALLOTMENT_COLUMNS: tuple[Column[AllotmentRow], ...] = (
    Column(
        "receiver", N_("County or unit"), lambda row: row.receiver_name, width_ems=8, stretches=True, sort="receiver"
    ),
    Column("purpose", N_("Purpose"), lambda row: purpose_name(row.purpose), width_ems=10, sort="purpose"),
    Column("number", N_("Number of the allotment"), lambda row: row.number, width_ems=9, sort="number"),
    Column("dated", N_("Date"), lambda row: str(row.dated), width_ems=6, sort="dated"),
    money_column("amount", N_("Allotted (yuan)"), lambda row: row.amount, sort="amount"),
    money_column("spent", N_("Spent (yuan)"), lambda row: row.spent, sort="spent"),
    money_column("taken_back", N_("Taken back (yuan)"), lambda row: row.taken_back, sort="taken_back"),
    money_column("left", N_("Left (yuan)"), lambda row: row.left, sort="left"),
    Column("appropriation", N_("Paid from"), lambda row: row.appropriation_number, width_ems=8, sort="appropriation"),
)

CHANGE_COLUMNS: tuple[Column[AllotmentChangeRow], ...] = (
    Column("dated", N_("Date"), lambda row: str(row.dated), width_ems=6),
    Column("step", N_("Step"), lambda row: step_name(row.step), width_ems=6),
    Column("number", N_("Document number"), lambda row: row.number, width_ems=9),
    money_column("amount", N_("Amount (yuan)"), lambda row: row.amount),
    Column("reason", N_("Reason"), lambda row: row.reason, width_ems=12, stretches=True),
)


APPROPRIATION_ORDERS: dict[str, Callable[[AppropriationRow], object]] = {
    "number": lambda row: row.number,
    "title": lambda row: row.title,
    "dated": lambda row: row.dated,
    "amount": lambda row: row.amount,
    "available": lambda row: row.available,
    "planned": lambda row: row.planned,
    "tendering": lambda row: row.tendering,
    "tendered": lambda row: row.tendered,
    "allotted": lambda row: row.allotted,
    "returned": lambda row: row.returned,
}
ALLOTMENT_ORDERS: dict[str, Callable[[AllotmentRow], object]] = {
    "receiver": lambda row: row.receiver_name,
    "purpose": lambda row: list(Purpose).index(row.purpose),
    "number": lambda row: row.number,
    "dated": lambda row: row.dated,
    "amount": lambda row: row.amount,
    "spent": lambda row: row.spent,
    "taken_back": lambda row: row.taken_back,
    "left": lambda row: row.left,
    "appropriation": lambda row: row.appropriation_number,
}
LOT_ORDERS: dict[str, Callable[[TenderLotRow], object]] = {
    "project": lambda row: (row.project_number, row.number),
    "name": lambda row: row.name,
    "method": lambda row: row.method,
    "stage": lambda row: list(STAGE_MARKS).index(row.stage),
    "budget": lambda row: row.budget,
    "ceiling": lambda row: row.ceiling,
    "award": lambda row: row.award or NO_MONEY,
    "winner": lambda row: row.winner,
    "appropriation": lambda row: row.appropriation_number,
    "standing": lambda row: row.standing,
}
CHECK_ORDERS: dict[str, Callable[[Check], object]] = {
    "outcome": lambda row: not row.difference,
    "title": lambda row: row.title,
    "expected": lambda row: row.expected,
    "found": lambda row: row.found,
    "difference": lambda row: abs(row.difference.fen),
}
