"""Who: sites, organisations and people. Reference tables: small, and copied whole to every site."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of
from supplies.values import DepotCode, Login, OrganisationCode, SiteId


class Level(StrEnum):
    """The administrative level that owns, pays or keeps."""

    CENTRAL = "central"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    DONATION = "donation"


class OrganisationKind(StrEnum):
    """What an organisation is to the reserve."""

    AUTHORITY = "authority"
    KEEPER = "keeper"
    SUPPLIER = "supplier"
    DONOR = "donor"
    USER = "user"


class Role(StrEnum):
    """What a person may do; a role may be held for one depot or for all."""

    KEEPER = "keeper"
    REVIEWER = "reviewer"
    SECTION_HEAD = "section_head"
    FINANCE = "finance"
    BUYER = "buyer"
    AUDITOR = "auditor"
    DEPOT_ADMIN = "depot_admin"
    CITY_ADMIN = "city_admin"


class Site(Base):
    """An installation that writes one journal."""

    __tablename__ = "site"
    __table_args__ = (CheckConstraint("level IN ('city', 'county')", name="level_known"), STRICT)

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    name: Mapped[str]
    level: Mapped[Level] = mapped_column(Word(Level))
    seq: Mapped[int] = mapped_column(comment="the entry that wrote this row last")


class Organisation(Base):
    """A body that owns, manages, supplies, gives or receives goods."""

    __tablename__ = "organisation"
    __table_args__ = (one_of("kind", OrganisationKind), one_of("level", Level), STRICT)

    code: Mapped[OrganisationCode] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[OrganisationKind] = mapped_column(Word(OrganisationKind))
    level: Mapped[Level | None] = mapped_column(Word(Level))
    credit_code: Mapped[str | None] = mapped_column(comment="GB 32100-2015 unified social credit code", unique=True)
    pinyin: Mapped[str]
    is_active: Mapped[bool]
    seq: Mapped[int]


class Person(Base):
    """Somebody who acts: every entry names one."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("failed_count >= 0", name="failed_count_not_negative"), STRICT)

    login: Mapped[Login] = mapped_column(primary_key=True)
    name: Mapped[str]
    site_id: Mapped[SiteId] = mapped_column(ForeignKey("site.site_id"))
    is_active: Mapped[bool]
    password_hash: Mapped[str | None] = mapped_column(comment="argon2id in its own notation; none set yet is NULL")
    must_change: Mapped[bool] = mapped_column(comment="the password was set by somebody else")
    failed_count: Mapped[int] = mapped_column(comment="refused sign-ins in a row")
    failed_at: Mapped[datetime | None] = mapped_column(comment="of the last refused sign-in")
    signed_in_at: Mapped[datetime | None] = mapped_column(comment="of the last accepted sign-in")
    seq: Mapped[int]


class PersonRole(Base):
    """A role that a person holds; who held which in the past is in the journal."""

    __tablename__ = "person_role"
    __table_args__ = (one_of("role", Role), STRICT)

    login: Mapped[Login] = mapped_column(ForeignKey("person.login"), primary_key=True)
    role: Mapped[Role] = mapped_column(Word(Role), primary_key=True)
    depot_code: Mapped[DepotCode] = mapped_column(primary_key=True, comment="empty: for every depot")
    reason: Mapped[str] = mapped_column(comment="why it is held though another role forbids it; else empty")
    seq: Mapped[int]


class RoleConflict(Base):
    """Two roles that one person should not hold: separation of duties, as the bureau has it."""

    __tablename__ = "role_conflict"
    __table_args__ = (
        one_of("role_a", Role),
        one_of("role_b", Role),
        CheckConstraint("role_a < role_b", name="each_pair_once"),
        STRICT,
    )

    role_a: Mapped[Role] = mapped_column(Word(Role), primary_key=True)
    role_b: Mapped[Role] = mapped_column(Word(Role), primary_key=True)
    source: Mapped[str] = mapped_column(comment="the law or the bureau's own rule")
    seq: Mapped[int]


class SignInPolicy(Base):
    """When sign-in waits: one row."""

    __tablename__ = "sign_in_policy"
    __table_args__ = (
        CheckConstraint("only_row = 1", name="only_row"),
        CheckConstraint("attempts > 0 AND lock_minutes > 0", name="counts_from_one"),
        STRICT,
    )

    only_row: Mapped[int] = mapped_column(primary_key=True, default=1)
    attempts: Mapped[int] = mapped_column(comment="refused in a row, then sign-in waits")
    lock_minutes: Mapped[int]
    seq: Mapped[int]
