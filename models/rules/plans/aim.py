"""What short-term support is for at first: to recover and recuperate, or SMART goals (STC-2)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from models.policy import PolicySettings
from models.rules.clocks import elapsed
from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import NOBODY, SERVICE_MANAGER, WHOEVER_TYPED
from models.values import london_day, start_of_day
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.plans import AimOfSupport


@dataclass(frozen=True, slots=True)
class AimDecided:
    """An aim that was decided, and on which day; `goals_from` is as `goals_from` says.

    `after` is the other aim that it took the place of, as that stood last; none where nothing was decided before.
    """

    aim: AimOfSupport
    on: date
    goals_from: datetime | None = None
    after: "AimDecided | None" = None

    @property
    def recuperates(self) -> bool:
        """Whether somebody recovers first, so that no goals are asked for."""
        return self.aim is AimOfSupport.RECUPERATE


def aim_as_it_came(decided: Iterable[AimDecided]) -> AimDecided | None:
    """What stands after all that was decided, the first first: the same aim said again takes its own place.

    Source: STCH (STC-2).
    """
    stands: AimDecided | None = None
    for each in decided:
        after = stands.after if stands is not None and stands.aim is each.aim else stands
        stands = replace(each, after=after)
    return stands


def aim_line(decided: AimDecided, because: str, by: str) -> str:
    """What was decided, in a sentence. Source: STCH (STC-2)."""
    if decided.recuperates:
        said = f"To recover and recuperate first, no goals are due: {because}"
    else:
        said = f"To work on SMART goals{f': {because}' if because else ''}"
    return f"{said} ({by}, {day_text(decided.on)})."


def aim_lacks(
    kind: EpisodeKind,
    wanted: AimOfSupport,
    because: str,
    on: date,
    *,
    before: AimDecided | None,
    started_on: date,
    today: date,
    policy: PolicySettings,
) -> tuple[Lack, ...]:
    """The office lets people recuperate first, it is said why, on a day of the support; all that fails is named.

    Source: STCH (STC-2).
    """
    recuperate = wanted is AimOfSupport.RECUPERATE
    asked_anew = recuperate and (before is None or not before.recuperates)
    other = before if before is None or before.aim is not wanted else before.after
    since = started_on if other is None else max(started_on, other.on)
    found = (
        (
            kind is EpisodeKind.SHORT_TERM,
            Lack("STC-2", "Goals and recuperation are of short-term support: interim support has neither.", NOBODY),
        ),
        (
            policy.recuperation_possible or not asked_anew,
            Lack(
                "STC-2",
                "In this office goals are set with everybody: the service manager sets whether somebody can recover "
                "and recuperate first.",
                SERVICE_MANAGER,
                "aim",
            ),
        ),
        (
            because.strip() or not recuperate,
            Lack("STC-2", "Say from what the person recovers, or for how long.", WHOEVER_TYPED, "because"),
        ),
        (on <= today, Lack("STC-2", "It can't be decided in the future: record it then.", WHOEVER_TYPED, "on")),
        (
            on >= since,
            Lack("STC-2", f"It can't be decided before {day_text(since)}: correct the day.", WHOEVER_TYPED, "on"),
        ),
    )
    return tuple(lack for holds, lack in found if not holds)


def goals_from(
    wanted: AimOfSupport, on: date, before: AimDecided | None, started_at: datetime, moment: datetime
) -> datetime | None:
    """From when the time for goals counts once recuperating turns to goals; none where it counts from the start. STC-2.

    Recuperating pauses that time from the day on which it was decided and undoes none of it: what had gone by before
    is taken off again, so who was late by then stays as late. Goals on the very day of recuperating take it back. Of a
    day that has passed it is the beginning of that day; corrected, the day counts anew. Source: OPG 3.3; STCH (GOAL-1).
    """
    if wanted is AimOfSupport.RECUPERATE or before is None:
        return None
    if not before.recuperates and (before.after is None or on == before.on):
        return before.goals_from
    recuperated = before if before.recuperates else before.after
    if recuperated is None:
        return None
    counted_from = recuperated.after.goals_from if recuperated.after is not None else None
    if on <= recuperated.on:
        return counted_from
    turned = moment if on >= london_day(moment) else start_of_day(on)
    went_by = elapsed(counted_from or started_at, start_of_day(recuperated.on))
    return turned - max(went_by, timedelta())
