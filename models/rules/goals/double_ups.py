"""Whether two workers were needed where two are planned: what an OT may look at and answer, never a decision.

An answer that two are still needed keeps the question away until as many visits as at first were rated after it; one
that one worker is enough takes its place, and changes no plan: that is the MDT's, in a new version (PSP-4).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from models.policy import PolicySettings
from models.rules.decision import Lack, Prompt
from models.rules.goals.levels import Rated, RatedVisit, in_time, level
from models.rules.goals.suggestions import BreakDays
from models.rules.plans.day_bounds import asked_about_lacks
from models.rules.sentences import counted, day_text
from models.rules.who import NOBODY, WHOEVER_TYPED
from models.values import Call, PlannedVisit, start_of_day
from models.vocabulary.goals import Letter
from models.vocabulary.plans import TwoWorkers
from models.vocabulary.staff import Role
from models.vocabulary.today import DeedOf
from models.vocabulary.two_weeks import TURNS, week_of_two

_OT = "the OT"
_TWO_WORKERS = 2
_ONE_HELPED = level(Letter.A1) or 0
_LATELY = timedelta(weeks=1)  # the weekly MDT talks of what was rated since it last met


@dataclass(frozen=True, slots=True)
class OneWorkerHelped:
    """How many of the last visits by two workers in a row no goal took both at, and on which days they lie."""

    visits: int
    first: date
    last: date

    @property
    def sentence(self) -> str:
        """What was seen, as the agenda, Today and the Service plans tab say it."""
        first, last = day_text(self.first), day_text(self.last)
        days = last if first == last else f"{first} to {last}"
        visits = f"{self.visits} rated visits" if self.visits > 1 else "rated visit"
        return f"no goal needed both workers at the last {visits} by two, declined ones aside ({days})"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtAnswer:
    """What an OT answered last in somebody's support.

    `version` is what the next answer about the same plan calls `seen`; `of_plan_now` says whether it is about the
    version in force today, `is_followed` whether a version was made after that one which stands and has no call for
    two.
    """

    answer: TwoWorkers
    on: date
    by: str
    because: str
    version: int = 1
    ask_again_on: date | None = None
    of_plan_now: bool = True
    is_followed: bool = False

    @property
    def sentence(self) -> str:
        """The answer in one line."""
        again = f", not to be asked before {day_text(self.ask_again_on)}" if self.ask_again_on else ""
        return f"{self.answer.label}{again}: {self.because} ({self.by}, {day_text(self.on)})"

    @property
    def waits_for_plan(self) -> bool:
        """Whether one worker was found enough, and every version of the plan made since keeps calls for two."""
        return self.answer is TwoWorkers.ONE_ENOUGH and not self.is_followed

    def is_settled(self, day: date) -> bool:
        """Whether nothing is asked on this day, whatever was rated since."""
        if self.answer is TwoWorkers.ONE_ENOUGH:
            return self.of_plan_now or not self.is_followed
        return self.ask_again_on is not None and day < self.ask_again_on


@dataclass(frozen=True, slots=True)
class DoubleUpFacts:
    """What of somebody's calls for two workers was rated lately, and what an OT answered last; either may be none."""

    helped: OneWorkerHelped | None = None
    answer: OtAnswer | None = None

    def asks(self, policy: PolicySettings) -> OneWorkerHelped | None:
        """What an OT is asked to look at: visits in a row, as many as the setting says. PSP-10."""
        return self.helped if self.helped and self.helped.visits >= policy.one_worker_over else None


NOTHING_KNOWN = DoubleUpFacts()


def without_second_worker(
    visits: Iterable[RatedVisit[Rated]],
    week: Iterable[PlannedVisit],
    since: date,
    breaks: Iterable[BreakDays],
    day: date,
    answer: OtAnswer | None = None,
) -> OneWorkerHelped | None:
    """The last visits in a row, of those planned for two workers, at which no goal took both; none without one lately.

    `week` is the plan in force on the `day` and `since` its first: what was rated under another plan says nothing of
    this one's calls, nor does what was rated before a break. Where a call also has a visit by one worker on a weekday,
    a rating doesn't say which of the two it is of, so that day's call is left out. Of the goals rated at a visit the
    one that took the most help counts. A visit at which all was declined, or that wasn't rated, neither counts nor ends
    the run. After an OT's `answer` only what was rated on later days counts, and nothing while it settles the question.

    Source: good practice on OPG 3.1, 3.7 (PSP-10, IPAD-3).
    """
    planned = [
        ((weeks, on, each.call), each.workers == _TWO_WORKERS)
        for each in week
        for weeks in ((each.weeks,) if each.weeks else TURNS)
        for on in each.days
    ]
    by_two = {place for place, is_by_two in planned if is_by_two} - {
        place for place, is_by_two in planned if not is_by_two
    }
    began = [each for each in breaks if each.began <= day]
    if (
        not by_two
        or (answer is not None and answer.is_settled(day))
        or any(each.returned is None or each.returned > day for each in began)
    ):
        return None
    answered = (answer.on + timedelta(days=1),) if answer is not None else ()
    since = max((since, *answered, *(each.returned for each in began if each.returned)))
    least: dict[tuple[date, Call], int] = {}
    for each in visits:
        place = each.day, each.call
        planned_at = week_of_two(each.day), each.day.weekday(), each.call
        if each.level is not None and each.day >= since and planned_at in by_two:
            least[place] = min(each.level, least.get(place, each.level))
    newest_first = reversed(in_time(least))
    run = [on for on, _ in takewhile(lambda place: least[place] >= _ONE_HELPED, newest_first)]
    return OneWorkerHelped(len(run), run[-1], run[0]) if run and day - run[0] <= _LATELY else None


def double_up_line(facts: DoubleUpFacts, day: date, policy: PolicySettings) -> str:
    """As Today asks it, and where nothing is asked the answer, or how far it is.

    Source: good practice on OPG 3.7 (PSP-10).
    """
    asked, answer = facts.asks(policy), facts.answer
    last = f" {answer.sentence}." if answer is not None else ""
    if asked is not None:
        return f"Two workers: {asked.sentence}. An OT looks whether one is enough.{last}"
    if answer is not None and answer.waits_for_plan:
        return f"Two workers:{last} The MDT agrees the step-down: make a new version."
    if answer is not None and answer.is_settled(day):
        return f"Two workers:{last}"
    seen = facts.helped.visits if facts.helped else 0
    of = f"{seen} of {counted(policy.one_worker_over, 'visit')} in a row"
    return f"Two workers: {of} at which no goal took both by the ratings; then an OT is asked.{last}"


def double_up_prompts(name: str, facts: DoubleUpFacts | None, policy: PolicySettings) -> tuple[Prompt, ...]:
    """An OT is asked whether one worker is enough; once they said so, the MDT agrees the step-down.

    Source: good practice on OPG 3.1, 3.7 (PSP-4, PSP-10).
    """
    if facts is None:
        return ()
    if facts.answer is not None and facts.answer.waits_for_plan:
        said = (
            f"{name}: {facts.answer.by} found on {day_text(facts.answer.on)} that one worker is enough "
            f"({facts.answer.because}): agree the step-down in the MDT, and make a new version of the plan."
        )
        return (Prompt("PSP-4", said, start_of_day(facts.answer.on), None, "plans.step_down"),)
    asked = facts.asks(policy)
    if asked is None:
        return ()
    said = f"{name}: {asked.sentence}. Let an OT look whether one is enough, and record the answer."
    return (Prompt("PSP-10", said, start_of_day(asked.last), None, "plans.double_up", DeedOf.OT),)


def double_up_answer_lacks(
    role: Role, because: str, on: date, ask_again_on: date | None, today: date, *, answer: TwoWorkers, by_two: bool,
    began: date, policy: PolicySettings, again_is_meant: bool = False,
) -> tuple[Lack, ...]:  # fmt: skip
    """Moving and handling is an OT's to say, for a reason, of a plan with calls for two; all that fails is named.

    The answer was given since the service `began`; a day far ahead to ask again is asked about until it is meant.
    Source: good practice on OPG 3.7 (PSP-10).
    """
    is_two = answer is TwoWorkers.TWO_NEEDED
    found = (
        (by_two, Lack("PSP-10", "No call of this plan is for two workers: there is nothing to answer.", NOBODY)),
        (role is Role.OT, Lack("PSP-10", "Moving and handling is an OT's to say: name the OT.", _OT, "ot")),
        (because.strip(), Lack("PSP-10", "Say why, as the OT did.", _OT, "because")),
        (on <= today, Lack("PSP-10", "The answer can't be in the future: record it when it is there.", _OT, "on")),
        (
            on >= began,
            Lack("PSP-10", f"The service began on {day_text(began)}: the answer can't be from before.", _OT, "on"),
        ),
        (
            ask_again_on is None or (is_two and ask_again_on > on),
            Lack(
                "PSP-10",
                "A day before which it isn't asked again lies after the answer that two are still needed."
                if is_two
                else "Nothing is asked again once one worker is enough: leave the day out.",
                WHOEVER_TYPED,
                "again",
            ),
        ),
    )
    lacks = tuple(lack for holds, lack in found if not holds)
    if lacks or ask_again_on is None:
        return lacks
    what, field = "The day before which it isn't asked again", "again_is_meant"
    return asked_about_lacks("PSP-10", what, ask_again_on, today, policy, is_meant=again_is_meant, field=field)
