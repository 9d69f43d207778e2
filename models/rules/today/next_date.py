"""The next date of somebody: what is due now, else the first moment from which something will be.

Nobody whose record isn't over is without one; the weekly meeting, which looks at everybody in service, is the last.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.policy import PolicySettings
from models.rules.decision import Prompt
from models.rules.sentences import beginning_text, moment_text
from models.rules.today.headings import group_of
from models.rules.today.prompts import RecordPromptFacts, record_prompts, standing

_INSTANT = timedelta(microseconds=1)
_AHEAD = timedelta(days=366)  # further ahead than any limit of a record that isn't over


@dataclass(frozen=True, slots=True)
class NextDate:
    """What is to be done, from which moment on; `more` is how many other prompts are due now as well.

    `own` is what comes next of the person's own, while only their team's meeting is due.
    """

    prompt: Prompt
    shown_from: datetime
    is_due: bool
    more: int = 0
    own: "NextDate | None" = None

    @property
    def sentence(self) -> str:
        """Such as "Next, from 30 Nov 2026 at 10:00: …" or "To do by …: …"."""
        limit = f" by {moment_text(self.prompt.due)}" if self.prompt.due is not None else ""
        if not self.is_due:
            return f"Next, from {beginning_text(self.shown_from)}: {self.prompt.sentence}"
        others = f" And {self.more} more on Today." if self.more else ""
        then = f" {self.own.sentence}" if self.own is not None else ""
        return f"To do{limit}: {self.prompt.sentence}{others}{then}"


def next_date(records: Iterable[RecordPromptFacts], moment: datetime, policy: PolicySettings) -> NextDate | None:
    """The most pressing of what is due now; while nothing is, what will be due first, and from when.

    None for somebody whose records are all over. Source: `domain.md`, *Rules* (prompt).
    """
    known = tuple(records)
    own = tuple(each for each in known if each.weekly is None)
    if due := _due(own, moment, policy):
        return NextDate(due[0], due[0].shown_from, is_due=True, more=len(due) - 1)
    coming = _first(own, moment, policy)
    if due := _due(known, moment, policy):  # the team's meeting speaks for them only while nothing of their own is due
        return NextDate(due[0], due[0].shown_from, is_due=True, own=coming)
    return _first(known, moment, policy)


def _due(records: Iterable[RecordPromptFacts], moment: datetime, policy: PolicySettings) -> list[Prompt]:
    """All that is due now, the most pressing first."""
    due = (prompt for each in records for prompt in record_prompts(each, moment, policy))
    return sorted(due, key=lambda prompt: _pressing(prompt, moment))


def _first(records: Iterable[RecordPromptFacts], moment: datetime, policy: PolicySettings) -> NextDate | None:
    """What will be due first, and from when."""
    coming = (_coming(each, moment, policy) for each in records)
    return min((each for each in coming if each is not None), key=lambda each: each.shown_from, default=None)


def _coming(record: RecordPromptFacts, moment: datetime, policy: PolicySettings) -> NextDate | None:
    """What this record will say first if nobody does anything: what is due stays due, so halving finds its moment."""
    before, after = moment, moment + _AHEAD
    if not record_prompts(record, after, policy):
        return None
    while after - before > _INSTANT:
        middle = before + (after - before) // 2
        if record_prompts(record, middle, policy):
            after = middle
        else:
            before = middle
    first = min(record_prompts(record, after, policy), key=lambda prompt: _pressing(prompt, after))
    return NextDate(first, after, is_due=False)


def _pressing(prompt: Prompt, moment: datetime) -> tuple[int, bool, datetime, str, str]:
    return standing(group_of(prompt.due, moment), prompt.rule, prompt.due, prompt.shown_from, prompt.sentence)
