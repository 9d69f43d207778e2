"""Taking over people whose care ended before this program: their records are kept until they are reviewed (RET-1).

Their package is closed. What no deed could have recorded isn't taken over: an end before the start or to come, a reason
without its day, a day long after it, somebody without a name, a child, a team of another kind.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.door.errors import refuse_if
from app.services.office.in_service import Ended, InService, store
from app.setup.entries import entry, known_as
from app.setup.members import on_staff
from app.setup.people_in_service import Loaded, details_of, planned_visit
from models.policy import PolicySettings
from models.rules.closure.end_facts import EndFactDays, end_fact_lacks
from models.rules.closure.ending import EndingFacts, end_ahead_lacks, ending_lacks
from models.rules.closure.taken_over import REASONS_BEFORE, adult_then_lacks, fact_before_lacks
from models.rules.owners.changing import episode_team_lacks, heir_lacks
from models.rules.people.naming import naming_lacks
from models.rules.referrals.suitability import birth_date_lacks
from models.values import NotAValue, from_london, london_day
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.owners import OwnerOf


def add_people_before(
    session: Session, loaded: Loaded, told: Iterable[dict[str, Any]], as_at: datetime, policy: PolicySettings
) -> None:
    """Take each over with their one period of short-term support; refused by their place in the file."""
    for number, each in enumerate(told, start=1):
        with entry(f"people_before {number}{known_as(each)}"):
            store(session, loaded.office, (_person(session, loaded, each, as_at, policy),), as_at)


def _person(
    session: Session, loaded: Loaded, told: dict[str, Any], as_at: datetime, policy: PolicySettings
) -> InService:
    dso = loaded.staff[told["dso"]]
    refuse_if(heir_lacks(OwnerOf.DSO, on_staff(session, dso), london_day(as_at)))
    details, team = details_of(loaded, told), loaded.teams[told["team"]]
    ended = Ended(_moment(told["ended"]), _reason(told["because"]), _day(told, "fact_on"))
    started, today = _moment(told["started"]), london_day(as_at)
    kind, reason = EpisodeKind.SHORT_TERM, ended.reason
    if not (details.mosaic_id or "").strip():
        raise NotAValue("its field “mosaic_id” is empty")
    refuse_if(episode_team_lacks(kind, team.kind))
    refuse_if((*naming_lacks(details.given, details.family), *birth_date_lacks(details.born, today)))
    if details.born is not None:
        refuse_if(adult_then_lacks(details.born, started, policy))
    days = EndFactDays(kind=kind, reason=reason, started_at=started, ends_at=ended.at, on=ended.fact_on)
    facts = EndingFacts(kind=kind, reason=reason, started_at=started, ends_at=ended.at, is_death_known=False)
    refuse_if(ending_lacks(facts))
    refuse_if(end_ahead_lacks(kind, ended.at, as_at))
    refuse_if(fact_before_lacks(days, policy))
    refuse_if(end_fact_lacks(days, today, policy, day_is_meant=False))
    return InService(
        details=details,
        kind=kind,
        team=team.id,
        dso=dso.id,
        started=started,
        week=tuple(planned_visit(each) for each in told["visits"]),
        ended=ended,
    )


def _reason(told: str) -> EndReason:
    """Why it ended, as the file writes it. NotAValue where it can't have ended so."""
    reasons = {each.value.replace("_", "-"): each for each in REASONS_BEFORE}
    if told not in reasons:
        raise NotAValue(f"“{told}” is not a reason for which support ended: it is one of {', '.join(reasons)}")
    return reasons[told]


def _moment(told: str) -> datetime:
    return from_london(datetime.fromisoformat(told))


def _day(told: dict[str, Any], name: str) -> date | None:
    return date.fromisoformat(told[name]) if name in told else None
