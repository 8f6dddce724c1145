"""Buying: projects, their lots (包), and each round in which a lot was put to tender."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.values import AppropriationId, ProjectId, SiteId, TenderLotId


class Method(StrEnum):
    """How a project is bought (政府采购法第二十六条; 框架协议 by 财政部令第110号)."""

    OPEN_TENDER = "open_tender"
    INVITED_TENDER = "invited_tender"
    COMPETITIVE_NEGOTIATION = "competitive_negotiation"
    COMPETITIVE_CONSULTATION = "competitive_consultation"
    INQUIRY = "inquiry"
    SINGLE_SOURCE = "single_source"
    FRAMEWORK = "framework"


class LotStage(StrEnum):
    """How far a tender lot has come."""

    PLANNED = "planned"
    TENDERING = "tendering"
    TENDERED = "tendered"
    CANCELLED = "cancelled"


class RoundResult(StrEnum):
    """How a round ended; NULL while it runs."""

    AWARDED = "awarded"
    FAILED = "failed"


class Project(Base):
    """A procurement project."""

    __tablename__ = "project"
    __table_args__ = (one_of("method", Method), real_day("started_on"), STRICT)

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    project_id: Mapped[ProjectId] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    method: Mapped[Method] = mapped_column(Word(Method))
    started_on: Mapped[date]
    seq: Mapped[int]


class TenderLot(Base):
    """A lot (包) of a project: it has its own budget, ceiling and winner, and may fail while others succeed."""

    __tablename__ = "tender_lot"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "project_id"], ["project.site_id", "project.project_id"]),
        ForeignKeyConstraint(
            ["site_id", "appropriation_id"], ["appropriation.site_id", "appropriation.appropriation_id"]
        ),
        UniqueConstraint("site_id", "project_id", "number"),
        one_of("stage", LotStage),
        CheckConstraint("budget_fen > 0", name="budget_positive"),
        CheckConstraint("ceiling_fen > 0 AND ceiling_fen <= budget_fen", name="ceiling_within_budget"),
        CheckConstraint("award_fen > 0 AND award_fen <= ceiling_fen", name="award_within_ceiling"),
        CheckConstraint("(stage = 'tendered') = (award_fen IS NOT NULL)", name="tendered_has_award"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    tender_lot_id: Mapped[TenderLotId] = mapped_column(primary_key=True)
    project_id: Mapped[ProjectId]
    appropriation_id: Mapped[AppropriationId]
    number: Mapped[int] = mapped_column(comment="第几包, from 1")
    name: Mapped[str]
    budget_fen: Mapped[int]
    ceiling_fen: Mapped[int]
    award_fen: Mapped[int | None]
    winner: Mapped[str] = mapped_column(comment="as on the notice of award; empty until then")
    stage: Mapped[LotStage] = mapped_column(Word(LotStage))
    seq: Mapped[int]


class TenderRound(Base):
    """One attempt to tender a lot; a failed round is kept and another may follow."""

    __tablename__ = "tender_round"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "tender_lot_id"], ["tender_lot.site_id", "tender_lot.tender_lot_id"]),
        CheckConstraint("result IN ('awarded', 'failed')", name="result_known"),
        CheckConstraint("(ended_on IS NULL) = (result IS NULL)", name="ended_with_result"),
        real_day("announced_on"),
        real_day("ended_on"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    tender_lot_id: Mapped[TenderLotId] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    announced_on: Mapped[date]
    ended_on: Mapped[date | None]
    result: Mapped[RoundResult | None] = mapped_column(Word(RoundResult))
    reason: Mapped[str]
    seq: Mapped[int]
