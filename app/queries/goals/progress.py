"""How a goal gets on by its ratings: what they suggest, how far it is from its aim, and when that may be reached."""

from datetime import date
from typing import NamedTuple

from app.door.turn import Turn
from app.queries.episodes.run_of_service import Run
from app.queries.goals.wordings_and_ratings import GivenRating, GoalRecord
from models.rules.goals.aims import own_aim, standing
from models.rules.goals.dismissals import Dismissed, put_aside, still_said
from models.rules.goals.levels import RatedVisit
from models.rules.goals.suggestions import BreakDays, GoalHistory, Suggestion, suggestions
from models.rules.goals.when import Estimate, when_reached
from models.values import Call, london_day
from models.vocabulary.goals import GoalState


class Progress(NamedTuple):
    """Of a goal that is worked on, by somebody in service; `way_to_go` only where it has an aim of its own (IPAD-4).

    `dismissed` are the suggestions that would be made and are put aside.
    """

    suggestions: tuple[Suggestion, ...]
    dismissed: tuple[Dismissed, ...]
    way_to_go: str
    when: Estimate | None


def progress_of(
    turn: Turn,
    run: Run,
    goal: GoalRecord,
    series: tuple[RatedVisit[GivenRating], ...],
    dismissed: tuple[Dismissed, ...],
    not_made: frozenset[tuple[date, Call]],
) -> Progress:
    """By the ratings of the present statement, which are the `series`; `dismissed` is all that was put aside of it.

    `not_made` are the person's visits that are recorded as such.
    """
    changed = [each.changed_at for each in goal.earlier if each.wording < goal.series_from]
    told = GoalHistory(
        set_on=london_day(max((goal.set_at, *changed))),
        calls=frozenset(goal.calls),
        aim=goal.facts.aim,
        visits=series,
        planned=run.week_on(turn.day),
        breaks=tuple([BreakDays(each.began, each.returned) for each in run.breaks]),
        not_made=not_made,
        death_reported=run.death_reported,
    )
    if goal.state is not GoalState.OPEN or run.latest.ended_at is not None:
        return Progress((), (), "", None)
    when = None if run.death_reported else when_reached(told, turn.day, turn.policy)
    aim = own_aim(told.aim)
    way = standing(told.until(turn.day), aim).sentence if aim else ""
    found = suggestions(told, turn.moment, turn.policy)
    aside = put_aside(found, dismissed, told, turn.day, turn.policy)
    return Progress(still_said(found, aside), aside, way, when)
