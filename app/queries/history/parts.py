"""Which records of a person History can be narrowed to, and shown as they stood: the person, and what was made of."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.agreement import Agreement
from models.episodes import Episode
from models.people import Person
from models.plans import Plan
from models.referrals import Referral
from models.rules.sentences import day_text
from models.values import london_day, whole_name


@dataclass(frozen=True, slots=True)
class PartRow:
    """A record with what it is called in a list: "Plan 2 from 3 Nov 2026"."""

    id: UUID
    label: str


def parts(turn: Turn, *, about: UUID) -> tuple[PartRow, ...]:
    """The person, then their referrals, plans and agreements, the newest first; nothing of another record."""
    asked = select(Person.given, Person.family).where(Person.id == about, Person.office_id == turn.office)
    person = turn.session.execute(asked).one_or_none()
    if person is None:
        return ()
    rows = [PartRow(about, f"{whole_name(person.given, person.family)}, and all of theirs")]
    referrals = select(Referral.id, Referral.reference, Referral.received_at).where(Referral.person_id == about)
    for key, reference, at in turn.session.execute(referrals.order_by(Referral.received_at.desc(), Referral.id)):
        rows.append(PartRow(key, f"Referral {reference} of {day_text(london_day(at))}"))
    plans = select(Plan.id, Plan.number, Plan.effective_from).join(Episode, Episode.id == Plan.episode_id)
    plans = plans.where(Episode.person_id == about).order_by(Plan.effective_from.desc(), Plan.number.desc())
    for key, number, at in turn.session.execute(plans):
        rows.append(PartRow(key, f"Plan {number} from {day_text(london_day(at))}"))
    signed = select(Agreement.id, Agreement.reference, Agreement.issued_at).join(
        Episode, Episode.id == Agreement.episode_id
    )
    signed = signed.where(Episode.person_id == about).order_by(Agreement.issued_at.desc(), Agreement.id)
    for key, reference, at in turn.session.execute(signed):
        rows.append(PartRow(key, f"Agreement {reference} of {day_text(london_day(at))}"))
    return tuple(rows)
