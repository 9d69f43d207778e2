"""What a service has to show that it discussed: with whom and on which day; nothing prompts for it (NICE QS173)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from models.rules.closure.deaths import DeathFacts, with_the_dead_lacks
from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import DSO, WHOEVER_TYPED
from models.vocabulary.episodes import ExplainedKind

_DAY = "on"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedFacts:
    """The days between which something can have been discussed: since the service was asked for, while it went on.

    Of somebody who was taken over without a referral `asked_on` is the day on which support began.
    """

    asked_on: date
    is_referred: bool = True
    ended_on: date | None = None
    death: DeathFacts = field(default_factory=DeathFacts)
    is_undone: bool = False


def explained_lacks(facts: ExplainedFacts, on: date, with_whom: str, today: date) -> tuple[Lack, ...]:
    """It says with whom, on a day that has come, within the support; all that fails is named. Source: NICE QS173."""
    if facts.is_undone:
        return (Lack("", "The start of this support was undone: nothing is recorded of it any more.", DSO),)
    whom = Lack("", "Say with whom: the person, their family, or whoever speaks for them.", WHOEVER_TYPED, "with_whom")
    return (*(() if with_whom.strip() else (whom,)), *_of_day(facts, on, today))


def explained_back_lacks(because: str, *, is_taken_back: bool) -> tuple[Lack, ...]:
    """What is taken back says why, and goes once. Good practice."""
    if is_taken_back:
        return (Lack("", "It was taken back already.", WHOEVER_TYPED),)
    return () if because.strip() else (Lack("", "Say why this was recorded by mistake.", WHOEVER_TYPED, "because"),)


def not_recorded(kinds: Collection[ExplainedKind], recorded: Collection[ExplainedKind]) -> tuple[str, ...]:
    """A line for each of these of which nothing stands. Source: NICE QS173."""
    return tuple(f"{each.label}: not recorded yet." for each in kinds if each not in recorded)


def _of_day(facts: ExplainedFacts, on: date, today: date) -> tuple[Lack, ...]:
    if on > today:
        return (_wrong("It can't be in the future: record it when it has happened."),)
    if on < facts.asked_on:
        what = "The service was asked for" if facts.is_referred else "Support began"
        return (_wrong(f"{what} on {day_text(facts.asked_on)}: correct the day."),)
    of_the_dead = with_the_dead_lacks(facts.death, on, _DAY)
    if not of_the_dead and facts.ended_on is not None and on > facts.ended_on:
        return (_wrong(f"Support ended on {day_text(facts.ended_on)}: correct the day."),)
    return of_the_dead


def _wrong(sentence: str) -> Lack:
    return Lack("", sentence, WHOEVER_TYPED, _DAY)
