"""What waits for approval, who decided it, and which roles have to approve what."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.accounts import Role
from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.values import ActionId, DepotCode, Login, SiteId


class ProposalState(StrEnum):
    """What became of an action that was submitted for approval."""

    OPEN = "open"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class Verdict(StrEnum):
    """What one person decided at one step."""

    APPROVE = "approve"
    RETURN = "return"


class ApprovalRoute(Base):
    """Which roles approve an action of a kind, one after the other; the newest entry about a kind holds."""

    __tablename__ = "approval_route"
    __table_args__ = (CheckConstraint("free_minutes >= 0", name="minutes_not_negative"), STRICT)

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    action_type: Mapped[str] = mapped_column(primary_key=True)
    steps: Mapped[str] = mapped_column(comment="the roles in their order, parted by blanks; empty: nobody has to")
    free_minutes: Mapped[int] = mapped_column(comment="how long whoever posted an entry may reverse it alone")
    source: Mapped[str]
    seq: Mapped[int]


class Proposal(Base):
    """An action that was submitted; what it would do stands in its entry alone."""

    __tablename__ = "proposal"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "seq"], ["journal_entry.site_id", "journal_entry.seq"], deferrable=True, initially="DEFERRED"
        ),
        one_of("state", ProposalState),
        one_of("next_role", Role),
        CheckConstraint("steps_needed >= 1 AND steps_done >= 0 AND steps_done <= steps_needed", name="steps_range"),
        CheckConstraint("(state = 'open') = (next_role IS NOT NULL)", name="open_waits"),
        CheckConstraint("(state = 'open') = (decided_seq IS NULL)", name="closed_by_entry"),
        real_day("business_date"),
        Index(
            "uq_proposal_action",
            "action_id",
            unique=True,
            sqlite_where=text("state IN ('open', 'approved')"),
            postgresql_where=text("state IN ('open', 'approved')"),
        ),
        Index(None, "drafted_by", "site_id", "seq"),
        Index(None, "state", "site_id", "seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    action_id: Mapped[ActionId] = mapped_column(comment="of the action that was submitted")
    action_type: Mapped[str]
    depot_code: Mapped[DepotCode | None]
    drafted_by: Mapped[Login]
    drafted_at: Mapped[datetime]
    business_date: Mapped[date] = mapped_column(comment="of the action that was submitted")
    steps: Mapped[str] = mapped_column(comment="the roles that approve, as the route was when it was submitted")
    steps_needed: Mapped[int]
    steps_done: Mapped[int]
    next_role: Mapped[Role | None] = mapped_column(Word(Role))
    state: Mapped[ProposalState] = mapped_column(Word(ProposalState))
    decided_seq: Mapped[int | None] = mapped_column(comment="the entry that closed it")


class ProposalDecision(Base):
    """What one person decided. Never changed, never deleted."""

    __tablename__ = "proposal_decision"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "of_seq"], ["proposal.site_id", "proposal.seq"]),
        one_of("role", Role),
        one_of("verdict", Verdict),
        CheckConstraint("step >= 1", name="step_from_one"),
        UniqueConstraint("site_id", "of_seq", "step"),
        UniqueConstraint("site_id", "of_seq", "decided_by"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    of_seq: Mapped[int]
    step: Mapped[int]
    role: Mapped[Role] = mapped_column(Word(Role))
    verdict: Mapped[Verdict] = mapped_column(Word(Verdict))
    decided_by: Mapped[Login]
    decided_at: Mapped[datetime]
    note: Mapped[str]


class ProposalSeries(Base):
    """The number given last to a proposal of a year."""

    __tablename__ = "proposal_series"
    __table_args__ = (STRICT,)

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last_number: Mapped[int]
    seq: Mapped[int]
