"""What can happen to relief money."""

from datetime import date
from typing import Annotated

import msgspec

from supplies.journal.action import END, Action
from supplies.models.accounts import Level
from supplies.models.funds import Purpose
from supplies.values import AppropriationId, Money

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=r"^\S(.*\S)?" + END)]
Year = Annotated[int, msgspec.Meta(ge=2000, le=2199)]
FunctionCode = Annotated[str, msgspec.Meta(pattern="^([0-9]{3}|[0-9]{5}|[0-9]{7})?" + END)]


class ShareLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A level that the money comes from; without an amount while the split is not known (来源未拆分)."""

    level: Level
    amount: Money | None = None


class Appropriate(Action, frozen=True, kw_only=True, tag="funds.appropriate"):
    """Record a document that puts relief money at the bureau's disposal."""

    appropriation_id: AppropriationId
    number: Title
    """The document's own number (文号)."""
    title: Title
    dated: date
    amount: Money
    shares: tuple[ShareLine, ...]
    function_code: FunctionCode = ""
    """Functional classification (支出功能分类): 3, 5 or 7 digits; empty is unknown."""
    purposes: tuple[Purpose, ...] = ()
    """What the money may be used for; empty: the document tells no limit."""
    is_direct: bool = False
    """Whether the document marks it as direct funds (直达资金)."""
    year: Year | None = None
    """Whose budget it belongs to; None: the year of the document. Money may be announced the year before (提前下达)."""


class Withdraw(Action, frozen=True, kw_only=True, tag="funds.withdraw"):
    """Take back an appropriation of which nothing is planned yet."""

    appropriation_id: AppropriationId
    reason: Title


class PublishFigures(Action, frozen=True, kw_only=True, tag="funds.publish_figures"):
    """Record figures that the bureau has made public; the statement is held against the newest ones."""

    title: Title
    dated: date
    appropriated: Money
    tendered: Money
    in_tender: Money
