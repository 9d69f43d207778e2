"""What a record prompts in the course of one day, worked out once: each prompt with the moments between it is shown.

Most prompts arise at their `shown_from` and stay. A few take the place of others, or go, at a moment that the record
tells ahead: a hold that expires, an offer that comes or is withdrawn, a break that reaches its limit.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from models.policy import PolicySettings
from models.rules.capacity.holds import hold_expires
from models.rules.clocks import in_utc
from models.rules.closure.breaks import end_prompted_from
from models.rules.decision import Prompt
from models.rules.today.prompts import RecordPromptFacts, record_prompts
from models.rules.transfer.conditions import listing_limit
from models.values import start_of_day

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class DayPrompt:
    """A prompt that is shown from `since` on and not any more at `until`; none where it lasts to the end of the day."""

    prompt: Prompt
    since: datetime
    until: datetime | None

    def is_shown_at(self, moment: datetime) -> bool:
        """Whether it is to be shown at a moment of its day."""
        return self.since <= moment and (self.until is None or moment < self.until)


def prompts_of_day(record: RecordPromptFacts, day: date, policy: PolicySettings) -> tuple[DayPrompt, ...]:
    """Everything that is to be shown about this record at some moment of a day, as `record_prompts` says it then.

    What the record says by itself changes only at the moments of `_turns`: between two of them the last one says all,
    each prompt from its own moment on. Source: `domain.md`, *Rules* (prompt).
    """
    begins, ends = start_of_day(day), start_of_day(day + _DAY)
    inner = {each for each in map(in_utc, _turns(record, policy)) if begins < each < ends}
    found: dict[tuple[Prompt, int], DayPrompt] = {}
    closed: list[DayPrompt] = []
    for since, until in pairwise((begins, *sorted(inner), ends)):
        said = Counter[Prompt]()
        lasting: dict[tuple[Prompt, int], DayPrompt] = {}
        for prompt in record_prompts(record, until - _INSTANT, policy):
            key = prompt, said[prompt]  # two of the same words are two
            said[prompt] += 1
            before = found.pop(key, None)
            shown = max(in_utc(prompt.shown_from), since) if before is None else before.since
            lasting[key] = DayPrompt(prompt, shown, None if until == ends else until)
        closed += found.values()
        found = lasting
    return (*closed, *found.values())


def _turns(record: RecordPromptFacts, policy: PolicySettings) -> Iterator[datetime]:
    """The moments from which on the record says something else by itself, apart from a prompt's own beginning."""
    referral, transfer = record.referral, record.transfer
    if referral is not None and referral.hold_found_at is not None:
        yield hold_expires(referral.hold_found_at, policy, referral.first_start_at) + _INSTANT
    for each in record.breaks:
        ending = end_prompted_from(each, policy)
        if ending is not None:
            yield ending
    if transfer is None:
        return
    facts = transfer.transfer
    limits = (listing_limit(facts, policy), facts.still_listed_at)
    offers = (moment for each in facts.offers for moment in (each.offered_at, each.ended_at))
    yield from (each for each in (*limits, *offers) if each is not None)
