"""What a bureau says itself about time limits: the working days of a year, and a day set instead of a rule's."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, real_day
from supplies.values import Login, SiteId


class WorkDayException(Base):
    """A holiday, or a weekend day on which people work. The rows of a year are replaced together."""

    __tablename__ = "work_day_exception"
    __table_args__ = (real_day("day"), STRICT)

    day: Mapped[date] = mapped_column(primary_key=True)
    is_working: Mapped[bool]
    name: Mapped[str]
    source: Mapped[str] = mapped_column(comment="the yearly notice, or what the bureau goes by")
    seq: Mapped[int]


class DeadlineOverride(Base):
    """A day that somebody answers for instead of a rule's. Never changed, never deleted: a later one counts."""

    __tablename__ = "deadline_override"
    __table_args__ = (real_day("new_day"), real_day("decided_on"), Index(None, "subject"), STRICT)

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(comment="what the limit is of, such as the number of a project")
    rule_code: Mapped[str]
    new_day: Mapped[date]
    reason: Mapped[str]
    decided_on: Mapped[date]
    actor: Mapped[Login]
