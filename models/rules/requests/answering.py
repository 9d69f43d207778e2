"""What stands before a copy of somebody's records leaves, and how a request ends otherwise (SAR-2, SAR-3)."""

from collections.abc import Collection
from datetime import date

from models.rules.closure.deaths import DeathFacts
from models.rules.decision import Lack
from models.rules.requests.deadline import RequestFacts
from models.rules.sentences import day_text, joined
from models.rules.who import SERVICE_MANAGER, WHOEVER_TYPED
from models.vocabulary.requests import AccessCheckKind, AskedBy, Authority, ReleasedHow, RequestOutcome, RequestState

OF_THE_DEAD = (
    "UK GDPR gives no right to what is kept about somebody who died. Access to their health records is asked for under "
    "the Access to Health Records Act 1990, by their personal representative or whoever may have a claim from their "
    "death; what the council keeps besides, and what is confidential of it, its information governance decides."
)


def request_lacks(asked_by: AskedBy, asker: str, received_on: date, today: date) -> tuple[Lack, ...]:
    """A request came on a day, from the person or from somebody by name. Source: UK GDPR, article 12 (SAR-1)."""
    lacks = []
    if asked_by is AskedBy.ANOTHER and not asker.strip():
        lacks.append(Lack("SAR-1", "Say by name who asks for them.", WHOEVER_TYPED, "asker"))
    if received_on > today:
        lacks.append(Lack("SAR-1", "A request is recorded once it has come.", WHOEVER_TYPED, "received_on"))
    return tuple(lacks)


def asking_evidence_lacks(facts: RequestFacts, asked_on: date, today: date, first_due: date | None) -> tuple[Lack, ...]:
    """Evidence is asked for once, promptly, and before time is up; none where it was seen. UK GDPR, 12(6) (SAR-1).

    About somebody who died nothing is asked: the request is handed on, and its last day stays (SAR-3).
    """
    dead = of_the_dead_lacks(facts.death)
    if dead:
        return dead
    if facts.evidence_seen_on is not None:
        return (Lack("SAR-1", "The evidence has been seen: none is to be asked for.", WHOEVER_TYPED),)
    if facts.evidence_asked_on is not None:
        sentence = f"Evidence was asked for on {day_text(facts.evidence_asked_on)}: record it when it comes."
        return (Lack("SAR-1", sentence, WHOEVER_TYPED),)
    if asked_on > today:
        return (Lack("SAR-1", "Record it once the evidence was asked for.", WHOEVER_TYPED, "asked_on"),)
    if asked_on < facts.received_on:
        return (_before_it_came(facts, "asked_on"),)
    if first_due is not None and asked_on > first_due:
        sentence = f"Evidence had to be asked for promptly: the request was to be answered by {day_text(first_due)}."
        return (Lack("SAR-1", sentence, SERVICE_MANAGER, "asked_on"),)
    return ()


def evidence_lacks(
    facts: RequestFacts, evidence: str, authority: Authority | None, seen_on: date, today: date
) -> tuple[Lack, ...]:
    """Which evidence was seen of who asks, and by what they may where they ask for another. UK GDPR, 12(6) (SAR-2).

    Time runs from the day on which it was first seen: more of it, seen later, moves no last day (SAR-1).
    """
    lacks = []
    if not evidence.strip():
        sentence = "Say which evidence was seen, such as a passport and the letter that they signed."
        lacks.append(Lack("SAR-2", sentence, WHOEVER_TYPED, "evidence"))
    if facts.asked_by is AskedBy.ANOTHER and authority is None:
        lacks.append(Lack("SAR-2", "Say by what they may ask for the person.", WHOEVER_TYPED, "authority"))
    if seen_on > today:
        lacks.append(Lack("SAR-2", "Record the evidence once it has been seen.", WHOEVER_TYPED, "seen_on"))
    elif seen_on < (since := facts.evidence_asked_on or facts.received_on):
        sentence = f"It was asked for on {day_text(since)}, so it can't have been seen before: correct the day."
        lacks.append(Lack("SAR-2", sentence, WHOEVER_TYPED, "seen_on"))
    elif facts.evidence_seen_on is not None and seen_on > facts.evidence_seen_on:
        first = day_text(facts.evidence_seen_on)
        sentence = f"It was first seen on {first}, from when time runs: leave that day, and say what was seen since."
        lacks.append(Lack("SAR-1", sentence, WHOEVER_TYPED, "seen_on"))
    return tuple(lacks)


def check_lacks(found: str) -> tuple[Lack, ...]:
    """What was looked at says what was found, if only that nothing was. DPA 2018, schedules 2 and 3 (SAR-2)."""
    if found.strip():
        return ()
    return (
        Lack(
            "SAR-2",
            "Say what was found, and what is taken out and why; or that it was nothing.",
            WHOEVER_TYPED,
            "found",
        ),
    )


def release_lacks(
    facts: RequestFacts, checked: Collection[AccessCheckKind], given_to: str, given_how: ReleasedHow | None,
    given_on: date, today: date,
) -> tuple[Lack, ...]:  # fmt: skip
    """A copy leaves once who asks is known, all was looked at and it was made; to whom and how is said (SAR-2, SAR-3).

    It can't have left before it was made, nor before the evidence was seen.

    Source: UK GDPR, articles 12 and 15; Data Protection Act 2018, schedules 2 and 3.
    """
    dead = of_the_dead_lacks(facts.death)
    if dead:
        return dead
    lacks = []
    if facts.evidence_seen_on is None and (facts.asked_by is AskedBy.ANOTHER or facts.evidence_asked_on is not None):
        sentence = "Record first which evidence was seen of who asks, and that they may."
        lacks.append(Lack("SAR-2", sentence, SERVICE_MANAGER, "evidence"))
    missing = [each.label.split(",")[0].split(":")[0] for each in AccessCheckKind if each not in checked]
    if missing:
        sentence = f"Not looked at yet: {joined([each[0].lower() + each[1:] for each in missing])}."
        lacks.append(Lack("SAR-2", sentence, SERVICE_MANAGER, "check"))
    if facts.copied_on is None:
        lacks.append(Lack("SAR-2", "Make the copy first.", SERVICE_MANAGER, "copy"))
    if not given_to.strip():
        lacks.append(Lack("SAR-2", "Say to whom the copy went.", WHOEVER_TYPED, "given_to"))
    if given_how is None:
        lacks.append(Lack("SAR-2", "Say how the copy went.", WHOEVER_TYPED, "given_how"))
    return (*lacks, *(_ended_lacks(facts, given_on, today, "given_on") or _too_early_lacks(facts, given_on)))


def ending_lacks(
    facts: RequestFacts, outcome: RequestOutcome, because: str, given_to: str, ended_on: date, today: date, *,
    told_rights: bool,
) -> tuple[Lack, ...]:  # fmt: skip
    """Refused, withdrawn or handed on: always with why; who is refused hears what they can do (SAR-2, SAR-3).

    Source: UK GDPR, article 12(4), 12(5).
    """
    if outcome is RequestOutcome.RELEASED:
        return (Lack("SAR-2", "A released copy is recorded with to whom it went and how.", WHOEVER_TYPED, "outcome"),)
    lacks = []
    if not because.strip():
        lacks.append(Lack("SAR-2", "Say why the request ends without a copy.", WHOEVER_TYPED, "because"))
    if outcome is RequestOutcome.REFUSED and not told_rights:
        sentence = "Tell them why, and that they may complain to the ICO or go to court, and record that you did."
        lacks.append(Lack("SAR-2", sentence, SERVICE_MANAGER, "told_rights"))
    if outcome is RequestOutcome.HANDED_ON and not given_to.strip():
        lacks.append(Lack("SAR-3", "Say to whom the request was handed on.", WHOEVER_TYPED, "given_to"))
    return (*lacks, *_ended_lacks(facts, ended_on, today, "ended_on"))


def is_open_lacks(outcome: RequestOutcome | None, ended_on: date | None) -> tuple[Lack, ...]:
    """Nothing is recorded of a request that has ended; whoever asks again makes a new one. (SAR-2)."""
    if outcome is None or ended_on is None:
        return ()
    sentence = f"This request ended on {day_text(ended_on)} ({outcome.label.lower()}): record a new one."
    return (Lack("SAR-2", sentence, WHOEVER_TYPED),)


def of_the_dead_lacks(death: DeathFacts) -> tuple[Lack, ...]:
    """No copy goes by this right to anybody about somebody who died. Source: UK GDPR, recital 27 (SAR-3)."""
    if not death.is_known:
        return ()
    return (Lack("SAR-3", f"{OF_THE_DEAD} Hand the request on.", SERVICE_MANAGER, "end"),)


def request_state(facts: RequestFacts, checked: Collection[AccessCheckKind]) -> RequestState:
    """What is next of a request. Source: UK GDPR, articles 12 and 15 (SAR-2, SAR-3)."""
    if facts.outcome is not None:
        return RequestState.CLOSED
    if facts.death.is_known:
        return RequestState.DEAD
    if facts.evidence_seen_on is None and (facts.asked_by is AskedBy.ANOTHER or facts.evidence_asked_on is not None):
        return RequestState.EVIDENCE
    if set(AccessCheckKind) - set(checked):
        return RequestState.CHECKS
    return RequestState.RELEASE if facts.copied_on is not None else RequestState.COPY


def _ended_lacks(facts: RequestFacts, on: date, today: date, field: str) -> tuple[Lack, ...]:
    if on > today:
        return (Lack("SAR-2", "The end of a request is recorded once it has come.", WHOEVER_TYPED, field),)
    return (_before_it_came(facts, field),) if on < facts.received_on else ()


def _too_early_lacks(facts: RequestFacts, given_on: date) -> tuple[Lack, ...]:
    if facts.evidence_seen_on is not None and given_on < facts.evidence_seen_on:
        sentence = f"The evidence was seen on {day_text(facts.evidence_seen_on)}: no copy left before. Correct the day."
    elif facts.copied_on is not None and given_on < facts.copied_on:
        sentence = f"The copy was made on {day_text(facts.copied_on)}, so it can't have left before: correct the day."
    else:
        return ()
    return (Lack("SAR-2", sentence, WHOEVER_TYPED, "given_on"),)


def _before_it_came(facts: RequestFacts, field: str) -> Lack:
    sentence = f"The request came on {day_text(facts.received_on)}: correct the day."
    return Lack("SAR-1", sentence, WHOEVER_TYPED, field)
