"""Taking over people whose care ended before this program: their records are kept until they are reviewed (RET-1).

Their package is closed. What no deed could have recorded isn't taken over: an end before the start or to come, a reason
without its day.
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
from models.rules.owners.changing import heir_lacks
from models.values import from_london, london_day
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
    ended = Ended(_moment(told["ended"]), EndReason(told["because"].replace("-", "_")), _day(told, "fact_on"))
    started = _moment(told["started"])
    kind, reason = EpisodeKind.SHORT_TERM, ended.reason
    days = EndFactDays(kind=kind, reason=reason, started_at=started, ends_at=ended.at, on=ended.fact_on)
    facts = EndingFacts(kind=kind, reason=reason, started_at=started, ends_at=ended.at, is_death_known=False)
    refuse_if(ending_lacks(facts))
    refuse_if(end_ahead_lacks(EpisodeKind.SHORT_TERM, ended.at, as_at))
    refuse_if(end_fact_lacks(days, london_day(as_at), policy, day_is_meant=True))
    return InService(
        details=details_of(loaded, told),
        kind=EpisodeKind.SHORT_TERM,
        team=loaded.teams[told["team"]].id,
        dso=dso.id,
        started=started,
        week=tuple(planned_visit(each) for each in told["visits"]),
        ended=ended,
    )


def _moment(told: str) -> datetime:
    return from_london(datetime.fromisoformat(told))


def _day(told: dict[str, Any], name: str) -> date | None:
    return date.fromisoformat(told[name]) if name in told else None
