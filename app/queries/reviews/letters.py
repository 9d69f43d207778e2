"""Who in an area's programme is still to be written to, and whom each of them can ring (LTR-1)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from app.door.errors import Refused, not_listed
from app.door.turn import Turn
from app.queries.statement import DEATH, AnyRow, death_of
from models.people import Person
from models.review_facts import review_facts
from models.reviews import LongTermReview, ReviewProgramme
from models.rules.closure.deaths import DeathFacts
from models.rules.reviews.review import review_state
from models.staff import Staff
from models.staff_of_days import is_on_staff
from models.teams import Team
from models.values import fold, whole_name
from models.vocabulary.people import PaperFormat
from models.vocabulary.reviews import ReviewState


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who can be asked, and the number to ring: their own, else their team's; empty where there is none."""

    name: str
    telephone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """Somebody to be written to, who comes (SW or CCW, then Direct Care), and the day of their visit to come."""

    person: UUID
    name: str
    preferred: str
    mosaic_id: str
    address: str
    postcode: str
    paper_format: PaperFormat
    reviewers: tuple[Reviewer, Reviewer] | None
    planned_on: date | None


@dataclass(frozen=True, slots=True)
class ToWriteTo:
    """Who in an area is to be written to, by name, and who writes; `dead` is what is known of those who died."""

    area: str
    writer: Reviewer | None
    letters: tuple[LetterRow, ...]
    dead: tuple[DeathFacts, ...]


def letters_to_write(turn: Turn, *, programme: UUID, person: UUID | None = None) -> ToWriteTo:
    """Whose letter is still to be sent, nobody who died among them; three statements. Source: CAB §2, §5 (LTR-1).

    `person` is somebody whose letter was sent, and lost: that person alone, while they are still to be met.
    """
    opened = turn.session.execute(
        select(ReviewProgramme.area, ReviewProgramme.opened_on).where(
            ReviewProgramme.id == programme, ReviewProgramme.office_id == turn.office
        )
    ).one_or_none()
    if opened is None:
        raise not_listed("programme")
    own = turn.session.execute(
        select(Staff.name, Staff.telephone, Team.telephone.label("of_team"))
        .outerjoin(Team, Team.id == Staff.team_id)
        .where(Staff.id == turn.staff, Staff.office_id == turn.office)
    ).one_or_none()
    writer = Reviewer(own.name, own.telephone or own.of_team or "") if own is not None else None
    rows = _reviews(turn, programme, person)
    state = ReviewState.LETTER if person is None else ReviewState.MEETING
    waits = tuple(
        _letter(turn, row)
        for row in rows
        if not death_of(row).is_known and review_state(review_facts(row[0], opened.opened_on), turn.day) is state
    )
    return ToWriteTo(opened.area, writer, waits, tuple(each for each in map(death_of, rows) if each.is_known))


def programme_named(turn: Turn, area: str) -> UUID:
    """The programme of the area that is meant, as it is typed; refused where none is open there. (LTR-1)."""
    rows = turn.session.execute(
        select(ReviewProgramme.id, ReviewProgramme.area).where(ReviewProgramme.office_id == turn.office)
    ).all()
    found: UUID | None = next((row.id for row in rows if fold(row.area) == fold(area.strip())), None)
    if found is None:
        open_in = ", ".join(sorted(row.area for row in rows)) or "no area"
        raise Refused(f"No programme is open in “{area.strip()}”: one is open in {open_in}.", who="whoever typed it")
    return found


def _reviews(turn: Turn, programme: UUID, person: UUID | None) -> list[AnyRow]:
    review, worker, care = LongTermReview, aliased(Staff), aliased(Staff)
    of_worker, of_care = aliased(Team), aliased(Team)
    is_meant = review.letter_sent_on.is_(None) if person is None else review.person_id == person
    asked = (
        select(
            review, Person.given, Person.family, Person.preferred, Person.mosaic_id, Person.address, Person.postcode,
            Person.paper_format, *DEATH, worker.name.label("worker"), worker.telephone.label("worker_telephone"),
            of_worker.telephone.label("worker_team"), care.name.label("care"), care.telephone.label("care_telephone"),
            of_care.telephone.label("care_team"),
        )
        .join(Person, Person.id == review.person_id)
        .outerjoin(worker, and_(worker.id == review.social_worker_id, is_on_staff(turn.day, worker)))
        .outerjoin(of_worker, of_worker.id == worker.team_id)
        .outerjoin(care, and_(care.id == review.direct_care_id, is_on_staff(turn.day, care)))
        .outerjoin(of_care, of_care.id == care.team_id)
        .where(review.office_id == turn.office, review.programme_id == programme, is_meant)
        .order_by(Person.family_folded, Person.given_folded, review.id)
    )  # fmt: skip
    return list(turn.session.execute(asked))


def _letter(turn: Turn, row: AnyRow) -> LetterRow:
    held: LongTermReview = row[0]
    reviewers = None
    if row.worker is not None and row.care is not None:  # who has left the staff comes to nobody
        reviewers = (
            Reviewer(row.worker, row.worker_telephone or row.worker_team or ""),
            Reviewer(row.care, row.care_telephone or row.care_team or ""),
        )
    ahead = held.planned_on is not None and held.planned_on >= turn.day
    return LetterRow(
        person=held.person_id,
        name=whole_name(row.given, row.family),
        preferred=row.preferred,
        mosaic_id=row.mosaic_id or "",
        address=row.address,
        postcode=row.postcode,
        paper_format=row.paper_format,
        reviewers=reviewers,
        planned_on=held.planned_on if ahead else None,
    )
