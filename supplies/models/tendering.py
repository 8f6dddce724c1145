"""The days of a lot: what happened to it, to a contract of it, or to a complaint about it, and when."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.values import ContractId, SiteId, TenderLotId


class Event(StrEnum):
    """Something that happens once to a project, a contract or a complaint, on a day."""

    INTENT_PUBLISHED = "intent_published"
    PROCUREMENT_STARTED = "procurement_started"
    SINGLE_SOURCE_PUBLISHED = "single_source_published"
    SINGLE_SOURCE_NOTICE_ENDED = "single_source_notice_ended"
    TENDER_ANNOUNCED = "tender_announced"
    TENDER_NOTICE_ENDED = "tender_notice_ended"
    PREQUALIFICATION_ANNOUNCED = "prequalification_announced"
    PREQUALIFICATION_CLOSED = "prequalification_closed"
    DOCUMENTS_ISSUED = "documents_issued"
    DOCUMENTS_WITHDRAWN = "documents_withdrawn"
    DOCUMENTS_CLARIFIED = "documents_clarified"
    BIDS_CLOSED = "bids_closed"
    EVALUATED = "evaluated"
    REPORT_DELIVERED = "report_delivered"
    WINNER_CHOSEN = "winner_chosen"
    AWARD_NOTICED = "award_noticed"
    RESULT_ANNOUNCED = "result_announced"
    RESULT_NOTICE_ENDED = "result_notice_ended"
    LOSERS_BOND_RETURNED = "losers_bond_returned"
    CONTRACT_SIGNED = "contract_signed"
    CONTRACT_ANNOUNCED = "contract_announced"
    CONTRACT_FILED = "contract_filed"
    WINNERS_BOND_RETURNED = "winners_bond_returned"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    ACCEPTANCE_PERIOD_ENDED = "acceptance_period_ended"
    PAID = "paid"
    YEAR_ENDED = "year_ended"
    ARREARS_PUBLISHED = "arrears_published"
    QUESTION_RECEIVED = "question_received"
    QUESTION_ANSWERED = "question_answered"
    HARM_KNOWN = "harm_known"
    CHALLENGE_RAISED = "challenge_raised"
    CHALLENGE_RECEIVED = "challenge_received"
    CHALLENGE_ANSWERED = "challenge_answered"
    CHALLENGE_ANSWER_DUE = "challenge_answer_due"
    COMPLAINT_FILED = "complaint_filed"
    COMPLAINT_RECEIVED = "complaint_received"
    COMPLAINT_DECIDED = "complaint_decided"
    PROCUREMENT_SUSPENDED = "procurement_suspended"
    PROCUREMENT_RESUMED = "procurement_resumed"
    PROCUREMENT_ENDED = "procurement_ended"
    FILES_DESTROYED = "files_destroyed"


class Milestone(Base):
    """The day of an event that no other record tells. Never changed: the newest of an event counts."""

    __tablename__ = "milestone"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "tender_lot_id"], ["tender_lot.site_id", "tender_lot.tender_lot_id"]),
        ForeignKeyConstraint(
            ["site_id", "tender_lot_id", "round"],
            ["tender_round.site_id", "tender_round.tender_lot_id", "tender_round.number"],
        ),
        ForeignKeyConstraint(["site_id", "contract_id"], ["contract.site_id", "contract.contract_id"]),
        CheckConstraint(
            "(CASE WHEN round IS NULL THEN 0 ELSE 1 END) + (CASE WHEN contract_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN matter = '' THEN 0 ELSE 1 END) <= 1",
            name="of_one_thing",
        ),
        CheckConstraint("happened_on IS NOT NULL OR reason <> ''", name="taken_back_with_reason"),
        one_of("event", Event),
        real_day("happened_on"),
        Index(None, "site_id", "tender_lot_id"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    tender_lot_id: Mapped[TenderLotId]
    round: Mapped[int | None] = mapped_column(comment="NULL: not of a round")
    contract_id: Mapped[ContractId | None] = mapped_column(comment="NULL: not of a contract")
    matter: Mapped[str] = mapped_column(comment="number of the question, challenge or complaint; empty: of none")
    event: Mapped[Event] = mapped_column(Word(Event))
    happened_on: Mapped[date | None] = mapped_column(comment="NULL: it did not happen, what was recorded was wrong")
    note: Mapped[str]
    reason: Mapped[str] = mapped_column(comment="why the day before was wrong; empty the first time")
