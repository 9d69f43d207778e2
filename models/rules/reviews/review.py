"""One joint review: the meeting, what was agreed, its outcome and the hand-over (LTR-1).

Nobody moves at another level of care than the package's unless the person, or who speaks for them, agreed in the review
that circumstances have changed: for less and for more alike.
"""

from dataclasses import dataclass, replace
from datetime import date

from models.rules.deciding import OnStaff
from models.rules.decision import Lack
from models.rules.reviews.programme import far_lacks
from models.rules.sentences import day_text
from models.rules.who import OFFICE, WHOEVER_TYPED
from models.values import hours_text
from models.vocabulary.reviews import MetWhom, ReviewOutcome, ReviewState, StaysBecause
from models.vocabulary.staff import DIRECT_CARE


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """How far a review has got; hours are minutes of workers a week."""

    opened_on: date
    planned_on: date | None = None
    letter_sent_on: date | None = None
    met_on: date | None = None
    agreed_on: date | None = None
    outcome: ReviewOutcome | None = None
    decided_on: date | None = None
    stays_because: StaysBecause | None = None
    provider: str = ""
    starts_on: date | None = None
    handed_over_on: date | None = None
    closed_on: date | None = None
    minutes_a_week: int | None = None
    minutes_then: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a review is to come to, as somebody types it."""

    outcome: ReviewOutcome
    decided_on: date
    provider: str = ""
    minutes_then: int | None = None
    starts_on: date | None = None
    stays_because: StaysBecause | None = None
    because: str = ""

    def as_decided(self) -> "Decided":
        """Without what another outcome would have: staying has no first day, and a direct payment no provider."""
        moves, stays = self.outcome is ReviewOutcome.PVI, self.outcome is ReviewOutcome.STAYS
        return replace(
            self,
            provider=self.provider.strip() if moves else "",
            minutes_then=self.minutes_then if moves else None,
            starts_on=None if stays else self.starts_on,
            stays_because=self.stays_because if stays else None,
            because=self.because.strip(),
        )


def review_state(facts: ReviewFacts, today: date) -> ReviewState:
    """What is next. Who is met before the letter went out is met all the same. Source: CAB §2 (LTR-1).

    Direct Care goes on until the first day of the provider or of the direct payment, so nothing is done before it.
    """
    if facts.closed_on is not None:
        return ReviewState.CLOSED
    if facts.outcome is ReviewOutcome.PVI and facts.handed_over_on is None:
        return ReviewState.HAND_OVER
    if facts.outcome is ReviewOutcome.STAYS:
        waits = facts.stays_because is StaysBecause.NO_PROVIDER
        return ReviewState.PROVIDER if waits else ReviewState.DONE
    if facts.outcome is not None:
        return ReviewState.DONE if has_started(facts, today) else ReviewState.TO_START
    if facts.met_on is not None:
        return ReviewState.OUTCOME
    return ReviewState.MEETING if facts.letter_sent_on is not None else ReviewState.LETTER


def has_started(facts: ReviewFacts, today: date) -> bool:
    """Whether the first day of the provider or of the direct payment has come. Source: CAB §2 (LTR-1)."""
    return facts.starts_on is None or facts.starts_on <= today


def met_lacks(
    met_on: date, whom: MetWhom, name: str, today: date, facts: ReviewFacts, *, explained: bool
) -> tuple[Lack, ...]:
    """The person or who speaks for them is met, and told that this isn't about less support. Source: CAB §2 (LTR-1).

    What was agreed and decided came of the meeting, so it isn't later than that.
    """
    lacks = []
    came_of_it = [each for each in (facts.agreed_on, facts.decided_on) if each is not None]
    if came_of_it and min(came_of_it) < met_on <= today:
        sentence = (
            f"The meeting can't be after {day_text(min(came_of_it))}, when something was agreed or decided: correct "
            "the day, or record anew first what is agreed and decided now."
        )
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "met_on"))
    if whom is MetWhom.REPRESENTATIVE and not name.strip():
        sentence = "Say whom you met: the person, or by name who speaks for them."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "met_name"))
    if not explained:
        sentence = "Explain that this isn't about changing or reducing their support, and record that you did."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "explained"))
    return (*lacks, *day_lacks("The meeting", met_on, facts.opened_on, today, "met_on"))


def correction_lacks(met_on: date | None, before: int | None, now: int | None, because: str) -> tuple[Lack, ...]:
    """After the meeting the package has other hours than it was gone through with only for a reason. CAB §2 (LTR-1)."""
    if met_on is None or before is None or now == before or because.strip():
        return ()
    sentence = (
        f"The meeting of {day_text(met_on)} went through a package of {hours_text(before)} h a week: say why that was "
        "wrong. Hours that are to change from now on are recorded as agreed instead."
    )
    return (Lack("LTR-1", sentence, WHOEVER_TYPED, "because"),)


def agreed_change_lacks(
    minutes: int, facts: ReviewFacts, agreed_before: int | None, agreed_on: date, with_whom: str, because: str,
    today: date,
) -> tuple[Lack, ...]:  # fmt: skip
    """Other hours are agreed in the review, with somebody, because circumstances have changed. CAB §2 (LTR-1).

    The package's own take the place of others that were agreed before, by mistake or because it was thought over. A
    move that was decided for these hours was decided once they were agreed.
    """
    if facts.met_on is None:
        return (_MET_FIRST,)
    lacks = []
    if minutes <= 0:
        sentence = "Say how many hours a week were agreed: a package without any is no move, so record that they leave."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "agreed_minutes"))
    if minutes == facts.minutes_a_week and agreed_before in {None, minutes}:
        sentence = f"{hours_text(minutes)} h a week is what the package has: there is no change to agree."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "agreed_minutes"))
    if not with_whom.strip():
        sentence = "Say who agreed: the person, or who speaks for them."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "agreed_with"))
    if not because.strip():
        lacks.append(Lack("LTR-1", "Say how circumstances have changed.", WHOEVER_TYPED, "because"))
    if facts.decided_on is not None and facts.minutes_then == minutes and facts.decided_on < agreed_on <= today:
        sentence = f"The move was decided on {day_text(facts.decided_on)}: its hours were agreed by then."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "agreed_on"))
    return (*lacks, *day_lacks("The agreement", agreed_on, facts.met_on, today, "agreed_on"))


def outcome_lacks(
    told: Decided, facts: ReviewFacts, name: str, agreed_minutes: int | None, today: date
) -> tuple[Lack, ...]:
    """Who was met decides with us; a move names its provider, its day, and keeps the level. Source: CAB §2 (LTR-1).

    It isn't decided before the letter, the meeting and the agreement of other hours.
    """
    if facts.met_on is None:
        return (_MET_FIRST,)
    lacks: list[Lack] = []
    if told.outcome is ReviewOutcome.PVI:
        if not told.provider.strip():
            lacks.append(Lack("LTR-1", "Say which PVI provider takes the package on.", WHOEVER_TYPED, "provider"))
        lacks += level_lacks(name, told.minutes_then, facts.minutes_a_week, agreed_minutes)
    if told.outcome is not ReviewOutcome.STAYS and told.starts_on is None:
        what = "the provider starts" if told.outcome is ReviewOutcome.PVI else "the direct payment starts"
        sentence = f"Say from which day {what}: Direct Care goes on until then."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "starts_on"))
    if told.starts_on is not None and told.starts_on < told.decided_on:
        sentence = f"It can't start before it was decided, on {day_text(told.decided_on)}."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "starts_on"))
    if told.starts_on is not None:
        lacks += far_lacks(told.starts_on, today, "starts_on")
    if told.outcome is ReviewOutcome.STAYS and told.stays_because is None:
        lacks.append(Lack("LTR-1", "Say why Direct Care goes on.", WHOEVER_TYPED, "stays_because"))
    after = max(each for each in (facts.met_on, facts.letter_sent_on, facts.agreed_on) if each is not None)
    return (*lacks, *day_lacks("The decision", told.decided_on, after, today, "decided_on"))


def is_level_kept(then: int | None, before: int | None, agreed: int | None) -> bool:
    """Whether a move that was decided has the hours of the package, or those agreed, as they are now. (LTR-1)."""
    return then is not None and then == (agreed if agreed is not None else before)


def level_lacks(name: str, then: int | None, before: int | None, agreed: int | None) -> tuple[Lack, ...]:
    """A move keeps the hours of the package, or those that were agreed in the review. Source: CAB §2, §5 (LTR-1)."""
    if before is None and agreed is None:
        sentence = f"Record how many hours a week {name} has: a move keeps them."
        return (Lack("LTR-1", sentence, WHOEVER_TYPED, "minutes"),)
    if then is None:
        return (Lack("LTR-1", "Say how many hours a week the provider gives.", WHOEVER_TYPED, "minutes_then"),)
    keeps = agreed if agreed is not None else before
    if keeps is None or is_level_kept(then, before, agreed):
        return ()
    instead = f"{hours_text(then)} h a week instead of {hours_text(keeps)} h"
    sentence = f"{instead}: record first that {name}, or who speaks for them, agreed that circumstances have changed."
    return (Lack("LTR-1", sentence, WHOEVER_TYPED, "minutes_then"),)


def hand_over_lacks(
    on: date, worker: OnStaff | None, shown: str, contact: str, facts: ReviewFacts, today: date
) -> tuple[Lack, ...]:
    """Direct Care's workers show the provider what the person needs, once one was decided on. CAB §2 (LTR-1)."""
    if facts.outcome is not ReviewOutcome.PVI or facts.decided_on is None:
        return (Lack("LTR-1", "Decide first which PVI provider takes the package on.", WHOEVER_TYPED),)
    lacks = []
    if worker is None or worker.role not in DIRECT_CARE:
        sentence = "Name who of Direct Care worked with the provider: a DSO or CWC."
        lacks.append(Lack("LTR-1", sentence, OFFICE, "worker"))
    if not contact.strip():
        sentence = f"Say with whom at {facts.provider} it was done."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "provider_contact"))
    if not shown.strip():
        sentence = "Say what the provider's workers were told and shown."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "shown"))
    return (*lacks, *day_lacks("The hand-over", on, facts.decided_on, today, "on"))


def day_lacks(what: str, day: date, earliest: date, today: date, field: str) -> tuple[Lack, ...]:
    """What came of a review was by today, and not before what it came of. Source: CAB §2 (LTR-1)."""
    if day > today:
        sentence = f"{what} can't be in the future: record it when it was."
        return (Lack("LTR-1", sentence, WHOEVER_TYPED, field),)
    if day < earliest:
        sentence = f"{what} can't be before {day_text(earliest)}: correct the day."
        return (Lack("LTR-1", sentence, WHOEVER_TYPED, field),)
    return ()


_MET_FIRST = Lack("LTR-1", "Record first whom you met: nothing is decided without them.", WHOEVER_TYPED)
