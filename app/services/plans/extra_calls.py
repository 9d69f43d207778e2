"""Extra calls beside another provider: what was said, and what happens at the end of their time (REF-9)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from app.services.episodes.open_episode import open_episode
from app.services.episodes.week import versions_of
from app.services.staff_of_day import chosen
from models.episodes import Episode
from models.extra_calls import ExtraCallsSaid, extra_calls_given
from models.plans import Plan
from models.referrals import Referral
from models.rules.plans.changes import Direction, way_of
from models.rules.plans.day_bounds import asked_about_lacks
from models.rules.plans.in_force import plan_of_day
from models.rules.referrals.extra_calls import ended_lacks, extending_lacks, given_lacks, moving_lacks, said_lacks
from models.rules.sentences import day_text
from models.values import london_day
from models.vocabulary.referrals import ExistingPackage, Notice

_TOPICS = (Topic.EPISODES, Topic.PLANS, Topic.REFERRALS)


def record_said(
    turn: Turn,
    *,
    referral: UUID,
    whom: str,
    said: str,
    with_provider: bool = True,
    infection_rules: str = "",
    said_at: datetime | None = None,
    said_by: UUID | None = None,
) -> Changes:
    """What was said with the person or their provider, its infection rules too: by this desk unless another is named.

    Source: OPG 1.4 (REF-9).
    """
    record = look(turn, Referral, referral)
    refuse_if(said_lacks(whom, said, said_at or turn.moment, turn.moment))
    made = _say(turn, referral, whom, said, with_provider=with_provider)
    made.infection_rules, made.said_at = infection_rules.strip(), said_at or turn.moment
    made.said_by_id = chosen(turn, said_by or turn.staff, london_day(made.said_at)).id
    return changes(*_TOPICS, person=record.person_id, made=made.id)


def extend_extra_calls(
    turn: Turn,
    *,
    episode: UUID,
    referral: UUID,
    seen: int,
    until: date,
    whom: str,
    infection_rules: str = "",
    day_is_meant: bool = False,
) -> Changes:
    """The extra calls are needed longer, and `whom` of the provider has agreed; a day far ahead is asked about.

    Source: OPG 1.4 (REF-9).
    """
    record = _given(turn, episode, referral, seen)
    refuse_if(extending_lacks(until, record.extra_until or until, turn.day, whom))
    what, field = "The last day of the extra calls", "until_is_meant"
    refuse_if(asked_about_lacks("REF-9", what, until, turn.day, turn.policy, is_meant=day_is_meant, field=field))
    record.extra_until, record.provider_agreed_at = until, turn.moment
    made = _say(turn, referral, whom, f"Agreed to extra calls up to {day_text(until)}", with_provider=True)
    made.infection_rules = infection_rules.strip()
    return changes(*_TOPICS, person=record.person_id, made=made.id)


def end_extra_calls(turn: Turn, *, episode: UUID, referral: UUID, seen: int, whom: str, said: str) -> Changes:
    """The extra calls are over; the plan has fewer hours by a version in force or agreed. Source: OPG 1.4 (REF-9)."""
    record = _given(turn, episode, referral, seen)
    since = london_day(record.outcome_at) if record.outcome_at else turn.day
    fewer = _fewer(turn, episode, since)
    refuse_if((*said_lacks(whom, said, turn.moment, turn.moment), *ended_lacks(plan_has_fewer=fewer)))
    made = _say(turn, referral, whom, said, with_provider=True)
    made.has_ended = True
    return changes(*_TOPICS, person=record.person_id, made=made.id)


def move_whole_package(
    turn: Turn,
    *,
    episode: UUID,
    referral: UUID,
    seen: int,
    notice: Notice | None,
    notice_given_on: date | None,
    whom: str,
) -> Changes:
    """Instead of the extra calls the whole package moves, with notice to the agency. Source: OPG 1.4 (REF-9)."""
    record = _given(turn, episode, referral, seen)
    refuse_if((*moving_lacks(notice, notice_given_on), *said_lacks(whom, "notice", turn.moment, turn.moment)))
    record.existing_package = ExistingPackage.WHOLE_MOVES
    record.notice, record.notice_given_on = notice, notice_given_on
    made = _say(turn, referral, whom, "The whole package moves; the agency was given notice", with_provider=True)
    return changes(*_TOPICS, person=record.person_id, made=made.id)


def _given(turn: Turn, episode: UUID, referral: UUID, seen: int) -> Referral:
    """The referral whose extra calls are given to the person of this open episode, to be changed."""
    open_episode(turn, episode)
    record = load(turn, Referral, referral, seen=seen, lock=True)
    given = extra_calls_given(turn.office).where(Referral.id == referral, Episode.id == episode)
    refuse_if(given_lacks(are_given=turn.session.execute(given).first() is not None))
    return record


def _fewer(turn: Turn, episode: UUID, since: date) -> bool:
    """Whether a version has fewer hours than the plan of the day before it, in either of two weeks that take turns."""
    versions = versions_of(turn, episode)
    before = [(each, plan_of_day(versions, each.from_day - timedelta(days=1))) for each in versions]
    return any(
        was is not None and way_of(_minutes(was), _minutes(each)) is Direction.LESS and each.from_day >= since
        for each, was in before
    )


def _minutes(plan: Plan) -> tuple[int, int]:
    """The worker minutes of two weeks in a row, and of the heavier one."""
    lighter = plan.worker_minutes if plan.lighter_minutes is None else plan.lighter_minutes
    return plan.worker_minutes + lighter, plan.worker_minutes


def _say(turn: Turn, referral: UUID, whom: str, said: str, *, with_provider: bool) -> ExtraCallsSaid:
    return add(
        turn,
        ExtraCallsSaid(
            referral_id=referral,
            with_provider=with_provider,
            whom=whom.strip(),
            said=said.strip(),
            said_at=turn.moment,
            said_by_id=turn.staff,
            recorded_by_id=turn.staff,
        ),
    )
