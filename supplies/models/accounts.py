"""Who: sites, organisations and people. Reference tables: small, and copied whole to every site."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of
from supplies.values import Login, OrganisationCode, SiteId


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
    seq: Mapped[int]


class Person(Base):
    """Somebody who acts: every entry names one."""

    __tablename__ = "person"
    __table_args__ = (STRICT,)

    login: Mapped[Login] = mapped_column(primary_key=True)
    name: Mapped[str]
    site_id: Mapped[SiteId] = mapped_column(ForeignKey("site.site_id"))
    is_active: Mapped[bool]
    seq: Mapped[int]
