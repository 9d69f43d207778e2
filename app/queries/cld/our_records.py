"""The records of an office that the statutory return tells; five statements, whatever the period. (FIG-2)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.door.turn import Turn
from models.breaks import Break, took_place
from models.chc import was_chc
from models.closure import Closure
from models.episodes import Episode, Equipment, Milestone
from models.people import Person
from models.policy import PolicySettings
from models.reassessments import Reassessment
from models.referral_parts import first_parts
from models.referrals import Referral
from models.rules.cld.our_events import TO_CARE_HOME, Asked, Dated, OurPerson, Support, moved_on
from models.rules.cld.who_paid import pays_in_full
from models.values import london_day, start_of_day, whole_name
from models.vocabulary.cld import InterimType
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.referrals import ReferralOutcome

_PERSON = (
    Person.given,
    Person.family,
    Person.nhs_number,
    Person.mosaic_id,
    Person.born,
    Person.died_on,
    Person.postcode,
)


@dataclass(frozen=True, slots=True)
class OurRecords:
    """What the return tells, with what the office has set for it; `unconfirmed` died on a day that isn't recorded.

    They are names of those whose support runs; `undated` has the NHS numbers of these and of those whose has ended.
    `undone` says by the reference of an episode that never was whose it seemed to be.
    """

    support: tuple[Support, ...]
    asked: tuple[Asked, ...]
    assessed: tuple[Dated, ...]
    equipment: tuple[Dated, ...]
    unconfirmed: tuple[str, ...]
    undated: frozenset[str]
    policy: PolicySettings
    undone: Mapping[str, str]

    @property
    def interim(self) -> InterimType:
        """What interim support is in the return."""
        return InterimType(self.policy.return_interim_type)


def our_records(turn: Turn, *, first: date, last: date) -> OurRecords:
    """Everything that touches the days from the first to the last, and the care that earlier support led to.

    Source: standards.md, CLD (FIG-2).
    """
    told = [*_support(turn, first, last)]
    support = [(each, is_undated) for each, is_undated, is_undone in told if not is_undone]
    return OurRecords(
        support=tuple(each for each, _ in support),
        asked=tuple(_asked(turn, first, last)),
        assessed=(*_assessed(turn, first, last), *_reassessed(turn, first, last)),
        equipment=tuple(_equipment(turn, first, last)),
        unconfirmed=tuple(sorted({each.person.name for each, undated in support if undated and each.ended is None})),
        undated=frozenset(each.person.nhs_number for each, undated in support if undated and each.person.nhs_number),
        policy=turn.policy,
        undone={each.reference: each.person.name for each, _, is_undone in told if is_undone},
    )


def _support(turn: Turn, first: date, last: date) -> Iterator[tuple[Support, bool, bool]]:
    """Episodes, each with whether a death is reported on a day that isn't recorded, and whether it was undone."""
    away = (
        select(func.max(Break.began_at))
        .where(
            Break.episode_id == Episode.id,
            Break.began_at <= Episode.ended_at,
            or_(Break.returned_at.is_(None), Break.returned_at > Episode.ended_at),
            took_place(),
        )
        .correlate(Episode)
        .scalar_subquery()
    )
    rows = turn.session.execute(
        select(
            Episode.id, Episode.kind, Episode.started_at, Episode.ended_at, Episode.end_reason,
            Episode.package_started_on, Episode.package_reviewed_on, Closure.fact_on, away, was_chc(),
            Closure.was_self_funder, Person.funding, Person.death_reported_at, Episode.undone_at, *_PERSON,
        )
        .join(Person, Person.id == Episode.person_id)
        .outerjoin(Closure, Closure.episode_id == Episode.id)
        .where(Episode.office_id == turn.office, *_touches(first, last, or_ended=_is_cared_for(turn, first, last)))
        .order_by(Episode.started_at, Episode.id)
    )  # fmt: skip
    for (
        key,
        kind,
        started,
        ended,
        reason,
        package_on,
        reviewed_on,
        fact_on,
        gone,
        is_chc,
        was_self_funder,
        funding,
        reported,
        undone,
        *who,
    ) in rows:
        person = _person(who)
        yield (
            Support(
                reference=key.hex,
                person=person,
                kind=kind,
                started=london_day(started),
                ended=_day(ended),
                reason=reason,
                is_self_funded=pays_in_full(funding, at_closing=was_self_funder),
                is_chc=bool(is_chc),
                suspended=_day(gone),
                package_on=package_on,
                moved_on=moved_on(reason, fact_on, _day(ended)),
                reviewed_on=reviewed_on,
            ),
            reported is not None and person.died is None,
            undone is not None,
        )


def _touches(
    first: date, last: date, *, episode: type[Episode] = Episode, or_ended: ColumnElement[bool] | None = None
) -> tuple[ColumnElement[bool], ...]:
    """Whose days these are; of those that ended earlier what `or_ended` says too."""
    until = [episode.ended_at.is_(None), episode.ended_at >= start_of_day(first)]
    return (
        episode.started_at < start_of_day(last + timedelta(days=1)),
        or_(*until, *([] if or_ended is None else [or_ended])),
    )


def _is_cared_for(turn: Turn, first: date, last: date) -> ColumnElement[bool]:
    """Care that goes on after it, of who had support in these days: however long ago, they are no new client."""
    supported = aliased(Episode)
    return and_(
        or_(Episode.package_started_on.is_not(None), Episode.end_reason.in_(TO_CARE_HOME)),
        Episode.person_id.in_(
            select(supported.person_id).where(
                supported.office_id == turn.office, *_touches(first, last, episode=supported)
            )
        ),
    )


def _asked(turn: Turn, first: date, last: date) -> Iterator[Asked]:
    """Each asking once: of one that was taken on in part, what began first, else what was settled last. (REF-17)."""
    rows = turn.session.execute(
        select(
            Referral.id, Referral.earlier_id, Referral.received_at, Referral.outcome_at, Referral.outcome,
            Referral.reason, *_PERSON,
        )
        .join(Person, Person.id == Referral.person_id)
        .where(
            Referral.office_id == turn.office,
            or_(Referral.outcome_at.is_(None), and_(*_is_in(Referral.outcome_at, first, last))),
        )
        .order_by(Referral.received_at, Referral.id)
    ).all()  # fmt: skip
    first_of = first_parts((row.id, row.earlier_id, row.received_at) for row in rows)
    askings: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        askings[first_of[row.id]].append(row)
    for key, parts in askings.items():
        part = _settling(parts)
        if part is not None:
            _, _, received, settled, outcome, reason, *who = part
            yield Asked(key.hex, _person(who), london_day(received), london_day(settled), outcome, reason)


def _settling(parts: Sequence[Any]) -> Any | None:
    """The part that says what became of an asking; none while nothing began and a part waits."""
    began = [each for each in parts if each.outcome is ReferralOutcome.STARTED]
    if began:
        return min(began, key=lambda each: each.outcome_at)
    return None if any(each.outcome is None for each in parts) else max(parts, key=lambda each: each.outcome_at)


def _assessed(turn: Turn, first: date, last: date) -> Iterator[Dated]:
    rows = turn.session.execute(
        select(Milestone.id, Milestone.at, Milestone.decision, *_PERSON)
        .join(Episode, Episode.id == Milestone.episode_id)
        .join(Person, Person.id == Episode.person_id)
        .where(
            Episode.office_id == turn.office,
            Episode.undone_at.is_(None),
            *_touches(first, last),
            Milestone.kind == MilestoneKind.ASSESSED,
            Milestone.withdrawn_at.is_(None),
        )
        .order_by(Milestone.at, Milestone.id)
    )
    for key, at, decision, *who in rows:
        yield Dated(key.hex, _person(who), london_day(at), decision)


def _reassessed(turn: Turn, first: date, last: date) -> Iterator[Dated]:
    rows = turn.session.execute(
        select(Reassessment.id, Reassessment.reassessed_on, *_PERSON)
        .join(Episode, Episode.id == Reassessment.episode_id)
        .join(Person, Person.id == Episode.person_id)
        .where(
            Episode.office_id == turn.office,
            Episode.undone_at.is_(None),
            Episode.kind != EpisodeKind.SHORT_TERM,
            *_touches(first, last),
            Reassessment.withdrawn_at.is_(None),
        )
        .order_by(Reassessment.reassessed_on, Reassessment.id)
    )
    for key, on, *who in rows:
        yield Dated(key.hex, _person(who), on)


def _equipment(turn: Turn, first: date, last: date) -> Iterator[Dated]:
    """What was ordered before the episode began, for its start, begins with it."""
    rows = turn.session.execute(
        select(Equipment.id, Equipment.ordered_at, Episode.started_at, *_PERSON)
        .join(Episode, Episode.id == Equipment.episode_id)
        .join(Person, Person.id == Episode.person_id)
        .where(Episode.office_id == turn.office, Episode.undone_at.is_(None), *_touches(first, last))
        .order_by(Equipment.ordered_at, Equipment.id)
    )
    for key, ordered, started, *who in rows:
        yield Dated(key.hex, _person(who), max(london_day(ordered), london_day(started)))


def _person(who: list[Any]) -> OurPerson:
    given, family, nhs_number, council_id, born, died, postcode = who
    return OurPerson(whole_name(given, family), nhs_number or "", council_id or "", born, died, postcode)


def _is_in(moment: InstrumentedAttribute[Any], first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    return (moment >= start_of_day(first), moment < start_of_day(last + timedelta(days=1)))


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else london_day(moment)
