"""The office, its people, and those who speak for them."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Recorded
from models.keys import new_id
from models.vocabulary.agreement import Authority, Funding
from models.vocabulary.people import PaperFormat


class Office(Base):
    """An area's short-term and interim teams, who share a caseload: the wall that the database guards."""

    __tablename__ = "office"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(unique=True)
    area: Mapped[str]
    council: Mapped[str]
    complaints_telephone: Mapped[str] = mapped_column(default="")
    finance_telephone: Mapped[str] = mapped_column(default="")
    out_of_hours_telephone: Mapped[str | None]
    operation_id: Mapped[UUID | None]  # by which deed it was last changed, for its audit


class Person(Recorded):
    """Somebody who is referred or in service. Ids are text: leading zeros matter."""

    __tablename__ = "person"
    links = {"patch_id": "patch"}
    rules = (
        UniqueConstraint("office_id", "mosaic_id"),
        UniqueConstraint("office_id", "nhs_number"),
        CheckConstraint("length(nhs_number) = 10", name="nhs_number_of_ten"),
        CheckConstraint("died_on IS NULL OR died_on >= born", name="died_after_birth"),
        CheckConstraint("(death_confirmed_at IS NULL) = (died_on IS NULL)", name="death_confirmed_with_its_date"),
        Index(None, "family_folded", "given_folded"),
    )

    mosaic_id: Mapped[str | None]
    nhs_number: Mapped[str | None]
    given: Mapped[str]
    family: Mapped[str]
    preferred: Mapped[str] = mapped_column(default="")
    given_folded: Mapped[str]
    family_folded: Mapped[str]
    born: Mapped[date | None]
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    patch_id: Mapped[UUID | None]
    telephone: Mapped[str] = mapped_column(default="")
    communication: Mapped[str] = mapped_column(default="")
    paper_format: Mapped[PaperFormat] = mapped_column(default=PaperFormat.STANDARD)
    funding: Mapped[Funding] = mapped_column(default=Funding.NOT_KNOWN)
    risks: Mapped[str] = mapped_column(default="")
    lone_worker_risk: Mapped[bool] = mapped_column(default=False)
    has_at: Mapped[bool] = mapped_column(default=False)  # assistive technology during STS (END-5)
    death_reported_at: Mapped[datetime | None]
    death_confirmed_at: Mapped[datetime | None]
    died_on: Mapped[date | None]


class Representative(Recorded):
    """Somebody who speaks for a person, and with what authority. Source: Mental Capacity Act 2005 (FUND-5)."""

    __tablename__ = "representative"
    links = {"person_id": "person", "evidence_seen_by_id": "staff"}
    rules = (
        CheckConstraint("(evidence_seen_at IS NULL) = (evidence_seen_by_id IS NULL)", name="evidence_seen_by_somebody"),
    )

    person_id: Mapped[UUID]
    name: Mapped[str]
    relation: Mapped[str] = mapped_column(default="")
    authority: Mapped[Authority] = mapped_column(default=Authority.NONE)
    is_joint: Mapped[bool] = mapped_column(default=False)  # attorneys who may only act together
    telephone: Mapped[str] = mapped_column(default="")
    paper_format: Mapped[PaperFormat] = mapped_column(default=PaperFormat.STANDARD)
    communication: Mapped[str | None]  # language and what else they need to read or understand
    evidence: Mapped[str] = mapped_column(default="")
    evidence_seen_at: Mapped[datetime | None]
    evidence_seen_by_id: Mapped[UUID | None]


class Concern(Recorded):
    """A safeguarding concern: what, told to whom, when (DAY-1)."""

    __tablename__ = "concern"
    links = {"person_id": "person", "raised_by_id": "staff"}
    rules = (CheckConstraint("told_at IS NULL OR told_whom <> ''", name="told_to_somebody"),)

    person_id: Mapped[UUID]
    raised_at: Mapped[datetime]
    raised_by_id: Mapped[UUID]
    what: Mapped[str]
    told_whom: Mapped[str] = mapped_column(default="")
    told_at: Mapped[datetime | None]


class DatabaseMark(Base):
    """One row that says what this database is for: a test database accepts a moment other than the real one."""

    __tablename__ = "database_mark"
    __table_args__ = (CheckConstraint("number = 1", name="one_row"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    is_test: Mapped[bool]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    office_id: Mapped[UUID | None] = mapped_column(ForeignKey("office.id"))
    name: Mapped[UUID | None] = mapped_column(default=uuid4)  # of the database; by chance, so that no two have the same
    # Of a server's last backup (`models.backup_noted`); an older database hasn't these, so they are asked for apart.
    backup_compared_at: Mapped[datetime | None] = mapped_column(deferred=True)
    backup_changes: Mapped[int | None] = mapped_column(BigInteger, deferred=True)
    backup_file: Mapped[str | None] = mapped_column(deferred=True)
