"""How often the true day lies in the estimated range: `python -m tests.rules.goals.coverage [COURSES [SEED]]`.

On courses of a generator of its own, and on those of the demonstration, cut off at each day on which one could ask.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from datetime import datetime
from random import Random
from uuid import UUID

from models.policy import PolicySettings
from models.rules.goals.aims import aim_of
from models.rules.goals.levels import RatingFacts, rated_visits
from models.rules.goals.when import EstimateKind, when_reached
from models.values import call_at
from models.vocabulary.goals import Letter
from resources import read_text, read_toml
from tests.rules.goals.courses import drawn, history, looked_at, reached_on

NEVER = "never reached"


def judged(visits, kept, day, policy):
    """What the estimate of that day came to: its kind where there is none, else where the true day lay."""
    found = when_reached(history(visits, kept, day), day, policy)
    if found.kind is not EstimateKind.BETWEEN:
        return found.kind.value
    true = reached_on(visits, aim_of(kept, policy))
    if true is None:
        return NEVER
    return "in it" if found.first <= true <= found.last else "sooner" if true < found.first else "later than it"


def on_drawn(courses, seed, policy):
    """One day of each of so many courses."""
    found = Counter()
    for number in range(courses):
        visits, kept = drawn(number, seed)
        day = looked_at(visits, aim_of(kept, policy), Random(number), policy.estimate_from)  # noqa: S311
        found["no day to ask" if day is None else judged(visits, kept, day, policy)] += 1
    return found


def on_demonstration(policy):
    """Each goal of the demonstration's file of ratings, on every seventh day on which one could ask.

    The file ends one day: a range that goes on after it, of a goal that wasn't reached by then, is judged by nobody.
    """
    courses = defaultdict(list)
    for row in csv.DictReader(read_text("demonstration/goal-tracker-2026-11.csv").removeprefix("\ufeff").splitlines()):
        try:
            at = datetime.strptime(f"{row['Visit date']} {row['Visit time']}", "%d/%m/%Y %H:%M")  # noqa: DTZ007
            letter = Letter(row["IPAD"].strip().upper())
        except ValueError:
            continue  # the file has faults of every kind, which its import refuses
        told = RatingFacts(UUID(int=1), at.date(), call_at(at.time()), row["Care worker"], letter)
        courses[row["MOSAIC ID"], row["Goal"]].append(told)
    found, end = Counter(), datetime.fromisoformat(json.loads(read_text("demonstration/office.json"))["as_at"]).date()
    for given in courses.values():
        visits = rated_visits([each for each in given if each.day <= end])
        reached = reached_on(visits, aim_of("", policy))
        days = sorted({each.day for each in visits[policy.estimate_from - 1 :]})
        for day in [day for day in days if reached is None or day < reached][::7]:
            estimate = when_reached(history(visits, "", day), day, policy)
            is_open = reached is None and estimate.last is not None and estimate.last > end
            found["not known yet" if is_open else judged(visits, "", day, policy)] += 1
    return found


def share(found):
    """How many ranges were given, and the share of them that held."""
    given = sum(found[each] for each in ("in it", "sooner", "later than it", NEVER))
    return given, found["in it"] / given if given else 0.0


def main(courses=1000, seed=2026):
    """Print the table of README.md beside this."""
    policy = PolicySettings.parse(read_toml("policy.toml"))
    for title, found in (
        (f"{courses} courses, seed {seed}", on_drawn(int(courses), int(seed), policy)),
        ("the demonstration's courses", on_demonstration(policy)),
    ):
        given, held = share(found)
        print(f"{title}: {given} ranges given, {held:.1%} held; {dict(found.most_common())}")  # noqa: T201  what it is called for


if __name__ == "__main__":
    main(*sys.argv[1:])
