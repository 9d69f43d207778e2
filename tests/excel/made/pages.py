"""Pages of the tracker: one that went out, and the next one, in which people came, left and changed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from models.values import Call
from models.vocabulary.tracker import TrackerChangeKind
from reports.tracker.page import About, CapacityRow, Minutes, PersonRow, TrackerPage, TrackerRow

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
_NAMES = (
    "Łukasz O'Brien", "=Ann & <Co>", "Siân _x0041_ Rees", "Zoë  Two", " Lee", "Bob\nSmith", "李小龙", "Fatima 😀 Noor",
)  # fmt: skip
_KINDS = (
    TrackerChangeKind.START,
    TrackerChangeKind.INCREASE,
    TrackerChangeKind.DECREASE,
    TrackerChangeKind.HOLD,
    TrackerChangeKind.END,
)
_CALLS = (Call.MORNING, Call.LUNCH, Call.TEA)


def change(random: Random, number: int) -> TrackerRow:
    """A change that Scheduling is told, by its number."""
    return TrackerRow(
        ref=f"T{number:05}",
        notified=NOW - timedelta(hours=400 - number, minutes=random.randrange(60)),
        change=random.choice(_KINDS),
        effective=random.choice((date(2026, 11, 21), NOW + timedelta(minutes=75), None, date(2026, 3, 29))),
        person=random.choice(_NAMES),
        mosaic_id=f"{number:07}",
        postcode="DE4 3AF",
        patch=random.choice(("Matlock", "Bakewell")),
        to_team="STS Dales North",
        visits_a_week=random.choice((None, 7, 28)),
        minutes_a_week=random.choice((None, 875, 420)),
        double_up=number % 3 == 0,
        calls="every day: morning 45 ×2",
        reason=random.choice(("", "Weak", "two\nlines")),
        dso="Priya",
        case_note=random.choice(("", "=1+1", "ring first ")),
    )


def person(random: Random, number: int) -> PersonRow:
    return PersonRow(
        key=f"p-{number}",
        person=random.choice(_NAMES),
        mosaic_id=f"{number:07}",
        postcode="DE4 3AF",
        patch="Matlock",
        team="North",
        dso="Priya",
        kind="Short-term",
        started=date(2026, 11, 1),
        day=20,
        of_days=random.choice((42, None)),
        visits_a_week=14,
        week=Minutes(420, 840),
        deadline=random.choice((None, NOW + timedelta(days=2))),
        deadline_about="Review",
    )


def capacity(random: Random, patch: str, call: Call) -> CapacityRow:
    held = [Minutes(random.randrange(0, 900, 15), 90) for _ in range(4)]
    return CapacityRow(f"{patch} / {call.value}", patch, call, *held)


def pages(random: Random) -> tuple[TrackerPage, TrackerPage]:
    """What went out last time, and what goes out now: more changes, somebody new, somebody gone."""
    sent = [change(random, number) for number in range(1, random.randint(1, 9) + 1)]
    people = [person(random, number) for number in range(1, random.randint(1, 6) + 1)]
    held = [capacity(random, patch, call) for patch in ("Matlock", "Bakewell") for call in _CALLS]
    about = About(
        "Homeward 0.1.0", "dales", "Dales", "Derbyshire County Council", office_id="office-1", book="book-1", exports=1
    )
    first = TrackerPage(NOW, about, tuple(sent), tuple(held[:5]), tuple(people))
    news = [change(random, len(sent) + number) for number in range(1, random.randint(0, 3) + 1)]
    moved = [replace(people[0], day=23, person="Moved Name"), *people[1:]]
    gone = moved.pop() if len(moved) > 1 and random.random() < 0.5 else None
    came = [person(random, 90 + number) for number in range(random.randint(0, 2))]
    told: dict[str, Any] = {"left": {gone.key: "left on 20/11/2026"}} if gone else {}
    second = replace(
        first,
        moment=NOW + timedelta(hours=3),
        about=replace(about, exports=2),
        rows=tuple(replace(each, sent=True) for each in sent) + tuple(news),
        capacity=(capacity(random, "Matlock", Call.MORNING), *held[1:]),
        people=(*moved, *came),
        **told,
    )
    return first, second


def nothing_new(page: TrackerPage) -> TrackerPage:
    """The same page an hour later: all went out, only the counter of exports goes on."""
    return replace(
        page,
        moment=page.moment + timedelta(hours=1),
        about=replace(page.about, exports=page.about.exports + 1),
        rows=tuple(replace(each, sent=True) for each in page.rows),
    )
