"""Courses of ratings drawn from a generator of its own, which isn't the estimate's model.

Somebody's ability follows an S from where they begin to where they stop (often short of the aim), with setbacks, moods
that last for days, workers who rate differently, visits that nobody rated and visits that were declined. The estimate
knows nothing of all that: it lays straight lines through levels.
"""

import math
from datetime import date, timedelta
from random import Random
from uuid import UUID

from models.rules.goals.aims import Aim, standing
from models.rules.goals.levels import RatingFacts, rated_visits
from models.rules.goals.suggestions import GoalHistory
from models.values import Call
from models.vocabulary.goals import Letter

FIRST = date(2026, 8, 3)
DAYS = 130
AIMS = ("", "I 6 of 7", "I 5 of 7", "P 6 of 7", "I 4 of 5")
_LETTERS = (Letter.A2, Letter.A1, Letter.P, Letter.I)


def drawn(number, seed):
    """One course of 130 days, and the aim of its goal as a record keeps it."""
    rng = Random(seed * 100_000 + number)  # noqa: S311  courses, not secrets
    kind, begins = rng.random(), rng.uniform(-0.3, 1.8)
    stops = begins if kind < 0.15 else begins + rng.uniform(0.3, 1.0) if kind < 0.35 else rng.uniform(3.0, 4.2)
    middle, width = rng.uniform(8, 32), rng.uniform(3, 9)
    setbacks = [
        (rng.uniform(5, 60), rng.uniform(3, 8), rng.uniform(0.5, 1.4)) for _ in range(rng.choice((0, 0, 1, 1, 2)))
    ]
    calls = (Call.MORNING, Call.TEA)[: rng.choice((1, 1, 2))]
    workers = [rng.uniform(-0.3, 0.3) for _ in range(rng.randint(2, 4))]
    declined, missed = rng.choice((0, 0.02, 0.05, 0.1)), rng.uniform(0.05, 0.25)
    mood, given = 0.0, []
    for number_of_day in range(DAYS):
        mood = 0.6 * mood + rng.uniform(-0.45, 0.45)
        able = begins + (stops - begins) / (1 + math.exp(-(number_of_day - middle) / width))
        able -= sum(
            deep * (1 - (number_of_day - at) / long) for at, long, deep in setbacks if 0 <= number_of_day - at < long
        )
        for call in calls:
            if rng.random() < missed:
                continue
            seen = round(able + mood + rng.choice(workers) + rng.triangular(-0.9, 0.9, 0))
            letter = Letter.D if rng.random() < declined else _LETTERS[max(0, min(3, seen))]
            given.append(RatingFacts(UUID(int=1), FIRST + timedelta(days=number_of_day), call, 1, letter))
    return rated_visits(given), rng.choice(AIMS)


def reached_on(visits, aim: Aim):
    """The first day on which the ratings say that it is reached; none where they never do."""
    window = []
    for each in visits:
        window = [each, *window][: aim.of]
        if standing(window, aim).is_reached:
            return each.day
    return None


def looked_at(visits, aim, rng, least):
    """A day on which somebody might ask when: with enough ratings, before it was reached; none where there is none."""
    if len(visits) < least:
        return None
    first, reached = visits[least - 1].day, reached_on(visits, aim)
    last = min(FIRST + timedelta(days=45), reached - timedelta(days=1) if reached else date.max)
    return first + timedelta(days=rng.randint(0, (last - first).days)) if last >= first else None


def history(visits, kept, day):
    """What was known on that day."""
    return GoalHistory(set_on=FIRST, aim=kept, visits=tuple(each for each in visits if each.day <= day))
