"""What a period of support that ended before this program can't have been, however old the paper that tells of it."""

from datetime import date, datetime

from models.policy import PolicySettings
from models.rules.clocks import whole_days
from models.rules.closure.end_facts import EndFactDays, rests_on
from models.rules.closure.ending import reasons_for
from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import DSO
from models.values import age_on, london_day
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind

# Of somebody who died the death would have to be recorded first; this program knew nobody then.
REASONS_BEFORE = tuple(each for each in reasons_for(EpisodeKind.SHORT_TERM) if each is not EndReason.DIED)


def fact_before_lacks(facts: EndFactDays, policy: PolicySettings) -> tuple[Lack, ...]:
    """An end that rests on no day is told none, and its day isn't long after it: nobody can say that it is meant.

    Source: OPG 6.1; good practice (END-1, RET-1).
    """
    if facts.on is None:
        return ()
    if rests_on(facts.reason) is None:
        sentence = f"An end for “{facts.reason.label}” rests on no day: leave {day_text(facts.on)} out."
        return (Lack("END-1", sentence, DSO, "fact_on"),)
    ended = london_day(facts.ends_at)
    if whole_days(ended, facts.on) <= policy.dated_ahead_up_to.days:
        return ()
    sentence = f"Support ended on {day_text(ended)}, long before {day_text(facts.on)}: correct one of the two days."
    return (Lack("END-1", sentence, DSO, "fact_on"),)


def adult_then_lacks(born: date, started_at: datetime, policy: PolicySettings) -> tuple[Lack, ...]:
    """Who had support was an adult when it began. Source: OPG 3.2; CASE (REF-5, RET-1)."""
    started = london_day(started_at)
    if age_on(born, started) >= policy.adult_age:
        return ()
    sentence = f"Born on {day_text(born)}, the person wasn't {policy.adult_age} yet when support began on "
    return (Lack("REF-5", f"{sentence}{day_text(started)}: correct one of the two.", DSO, "born"),)
