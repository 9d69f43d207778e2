"""The programmes of the office's areas with their figures, and the reviews of one of them (LTR-1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.queries.statement import AnyRow, death_of
from models.people import Person
from models.review_facts import review_facts
from models.reviews import LongTermReview, ReviewProgramme
from models.rules.reviews.figures import ProgrammeFigures, programme_figures
from models.rules.reviews.review import review_state
from models.staff import Staff
from models.values import whole_name
from models.vocabulary.reviews import MetWhom, ReviewOutcome, ReviewState, StaysBecause


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A review as its area's list has it; hours are minutes of workers a week. `mark` is said of whoever died."""

    id: UUID
    version: int
    person_id: UUID
    person: str
    mark: str
    state: ReviewState
    package_since: date | None
    visits_a_week: int | None
    minutes_a_week: int | None
    speaks_for: str
    social_worker_id: UUID | None
    social_worker: str
    direct_care_id: UUID | None
    direct_care: str
    planned_on: date | None
    letter_sent_on: date | None
    met_on: date | None
    met_whom: MetWhom | None
    met_name: str
    needs_match: bool | None
    circumstances: str
    agreed_on: date | None
    agreed_minutes_a_week: int | None
    agreed_with: str
    agreed_because: str
    outcome: ReviewOutcome | None
    provider: str
    minutes_then: int | None
    starts_on: date | None
    stays_because: StaysBecause | None
    outcome_because: str
    handed_over_on: date | None
    handed_over_by: str
    provider_contact: str
    shown: str
    closed_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRow:
    """The programme of an area, how far it has got, and its reviews by name."""

    id: UUID
    version: int
    area: str
    opened_on: date
    note: str
    figures: ProgrammeFigures
    reviews: tuple[ReviewRow, ...]


def programmes(turn: Turn) -> tuple[ProgrammeRow, ...]:
    """Every area's programme by its name, with whoever was taken in; two statements. Source: CAB §1, §2 (LTR-1)."""
    found = turn.session.scalars(
        select(ReviewProgramme)
        .where(ReviewProgramme.office_id == turn.office)
        .order_by(ReviewProgramme.area, ReviewProgramme.id)
    ).all()
    if not found:
        return ()
    rows = _reviews(turn)
    return tuple(_programme(turn, each, [row for row in rows if row[0].programme_id == each.id]) for each in found)


def _reviews(turn: Turn) -> list[AnyRow]:
    review, worker, care, over = LongTermReview, aliased(Staff), aliased(Staff), aliased(Staff)
    asked = (
        select(
            review, Person.given, Person.family, Person.death_reported_at, Person.death_confirmed_at, Person.died_on,
            worker.name.label("worker"), care.name.label("care"), over.name.label("over"),
        )
        .join(Person, Person.id == review.person_id)
        .outerjoin(worker, worker.id == review.social_worker_id)
        .outerjoin(care, care.id == review.direct_care_id)
        .outerjoin(over, over.id == review.handed_over_by_id)
        .where(review.office_id == turn.office)
        .order_by(Person.family_folded, Person.given_folded, review.id)
    )  # fmt: skip
    return list(turn.session.execute(asked))


def _programme(turn: Turn, programme: ReviewProgramme, rows: Iterable[AnyRow]) -> ProgrammeRow:
    told = [(row, review_facts(row[0], programme.opened_on)) for row in rows]
    return ProgrammeRow(
        id=programme.id,
        version=programme.version,
        area=programme.area,
        opened_on=programme.opened_on,
        note=programme.note,
        figures=programme_figures((facts for _, facts in told), turn.day),
        reviews=tuple(_row(row, review_state(facts, turn.day)) for row, facts in told),
    )


def _row(row: AnyRow, state: ReviewState) -> ReviewRow:
    held: LongTermReview = row[0]
    return ReviewRow(
        id=held.id,
        version=held.version,
        person_id=held.person_id,
        person=whole_name(row.given, row.family),
        mark=death_of(row).mark,
        state=state,
        package_since=held.package_since,
        visits_a_week=held.visits_a_week,
        minutes_a_week=held.minutes_a_week,
        speaks_for=held.speaks_for,
        social_worker_id=held.social_worker_id,
        social_worker=row.worker or "",
        direct_care_id=held.direct_care_id,
        direct_care=row.care or "",
        planned_on=held.planned_on,
        letter_sent_on=held.letter_sent_on,
        met_on=held.met_on,
        met_whom=held.met_whom,
        met_name=held.met_name,
        needs_match=held.needs_match,
        circumstances=held.circumstances,
        agreed_on=held.agreed_on,
        agreed_minutes_a_week=held.agreed_minutes_a_week,
        agreed_with=held.agreed_with,
        agreed_because=held.agreed_because,
        outcome=held.outcome,
        provider=held.provider,
        minutes_then=held.minutes_then,
        starts_on=held.starts_on,
        stays_because=held.stays_because,
        outcome_because=held.outcome_because,
        handed_over_on=held.handed_over_on,
        handed_over_by=row.over or "",
        provider_contact=held.provider_contact,
        shown=held.shown,
        closed_because=held.closed_because,
    )
