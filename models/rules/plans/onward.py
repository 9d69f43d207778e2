"""Onward connections: what was asked of another service is asked about until somebody says what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.policy import PolicySettings
from models.rules.clocks import is_past
from models.rules.decision import Lack, Prompt
from models.rules.sentences import day_text
from models.rules.who import WHOEVER_TYPED
from models.values import london_day, start_of_day
from models.vocabulary.plans import OnwardService


@dataclass(frozen=True, slots=True)
class OnwardFacts:
    """A request that waits for its answer: of which service, what, and when it was asked."""

    service: OnwardService
    what: str
    asked_at: datetime


def onward_lacks(what: str, at: datetime, moment: datetime) -> tuple[Lack, ...]:
    """A request says what was asked, and isn't ahead; all that fails is named. Source: OPG 3.9 (PSP-11)."""
    said = Lack("PSP-11", "Say what was asked of the service.", WHOEVER_TYPED, "what")
    return (*(() if what.strip() else (said,)), *_ahead(at, moment, "The request"))


def answer_lacks(outcome: str, at: datetime, asked_at: datetime, moment: datetime) -> tuple[Lack, ...]:
    """An answer says what came of it, neither ahead nor before the request. Source: OPG 3.9 (PSP-11)."""
    said = Lack("PSP-11", "Say what came of it.", WHOEVER_TYPED, "outcome")
    early = Lack("PSP-11", f"It was asked on {day_text(london_day(asked_at))}: correct the day.", WHOEVER_TYPED, "at")
    return (
        *(() if outcome.strip() else (said,)),
        *((early,) if at < asked_at else ()),
        *_ahead(at, moment, "The answer"),
    )


def onward_prompts(name: str, waiting: Iterable[OnwardFacts], policy: PolicySettings) -> tuple[Prompt, ...]:
    """What waits for its answer for some days is asked about until it is answered. Source: OPG 3.9 (PSP-11)."""
    return tuple(_prompt(name, each, policy) for each in waiting)


def _prompt(name: str, asked: OnwardFacts, policy: PolicySettings) -> Prompt:
    day = london_day(asked.asked_at)
    asks = f"{asked.service.label} was asked for {name} on {day_text(day)} ({asked.what})"
    shown = start_of_day(day + policy.at(asked.asked_at).onward_asked_after)
    return Prompt("PSP-11", f"{asks}: say what came of it, or ask again.", shown, None, "plans.onward_answer")


def _ahead(at: datetime, moment: datetime, what: str) -> tuple[Lack, ...]:
    if not is_past(moment, at):
        return ()
    return (Lack("PSP-11", f"{what} can't be in the future: record it when it is there.", WHOEVER_TYPED, "at"),)
