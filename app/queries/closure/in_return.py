"""What an end is in the statutory return, by the release in force on its day and what is known of it. (FIG-2)."""

from collections.abc import Sequence
from datetime import date, datetime

from app.door.cld_releases import release_on
from app.door.turn import Turn
from app.queries.closure.view import BreakView
from models.closure import Closure
from models.episodes import Episode
from models.people import Person
from models.rules.cld.at_closing import said_at_closing
from models.rules.cld.our_events import OurPerson, Support, moved_on
from models.rules.cld.who_paid import pays_in_full
from models.values import london_day, whole_name
from models.vocabulary.cld import InterimType
from models.vocabulary.closure import EndReason


def in_return(
    turn: Turn,
    episode: Episode,
    person: Person,
    reason: EndReason,
    *,
    breaks: Sequence[BreakView],
    closure: Closure | None,
    is_chc: bool,
) -> str:
    """Of an episode that has ended for this reason, or may; empty of one whose start was undone."""
    if episode.undone_at is not None:
        return ""
    ended = london_day(episode.ended_at) if episode.ended_at else None
    support = Support(
        reference=episode.id.hex,
        person=OurPerson(
            whole_name(person.given, person.family), person.nhs_number or "", person.mosaic_id or "", person.born,
            person.died_on, person.postcode,
        ),
        kind=episode.kind,
        started=london_day(episode.started_at),
        ended=ended,
        reason=episode.end_reason,
        is_self_funded=pays_in_full(
            person.funding, at_closing=closure.was_self_funder if closure else None
        ),
        is_chc=is_chc,
        suspended=_suspended(episode.ended_at, breaks) if episode.ended_at else None,
        package_on=episode.package_started_on,
        moved_on=moved_on(episode.end_reason, closure.fact_on if closure else None, ended),
    )  # fmt: skip
    release = release_on(ended or turn.day)
    said = said_at_closing(support, reason, release, InterimType(turn.policy.return_interim_type))
    return said if ended is None else f"{said} By {release.said(turn.policy)}."


def _suspended(ended_at: datetime, breaks: Sequence[BreakView]) -> date | None:
    """The day since which nobody came before the end, as the return has it."""
    away = [
        each.began_at
        for each in breaks
        if not each.undone_because
        and each.began_at <= ended_at
        and (each.returned_at is None or each.returned_at > ended_at)
    ]
    return london_day(max(away)) if away else None
