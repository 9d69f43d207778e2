"""What the forms about a referral have to say before they are stored: taking in, asking, starting."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from models.policy import PolicySettings
from models.rules.clocks import is_past
from models.rules.decision import Lack
from models.rules.people.naming import naming_lacks
from models.rules.people.same_person import Candidate, Certainty, Identity, candidates
from models.rules.plans.day_bounds import asked_about_lacks
from models.rules.referrals.suitability import under_age
from models.rules.sentences import moment_text
from models.rules.who import CASE_COORDINATOR, DSO, NOBODY, REFERRER
from models.values import london_day, whole_name
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.referrals import ReferralOutcome

_DAYS_TO_COME = {
    "discharge_on": ("REF-18", "The discharge"),
    "start_planned_at": ("REF-13", "The planned start"),
    "extra_until": ("REF-9", "The last day of the extra calls"),
}
_AFTER_THE_START = frozenset({"chc", "chc_asked", "chc_transferred", "notes"})


def taking_in_lacks(
    given: str,
    family: str,
    born: date | None,
    received_at: datetime,
    first_asked_at: datetime,
    moment: datetime,
    policy: PolicySettings,
) -> tuple[Lack, ...]:
    """A referral is of somebody with a name, of age, and was asked before it came. Source: OPG 2.1, 3.2 (REF-1, 5)."""
    child = under_age(born, london_day(moment), policy)
    future = Lack("REF-10", "It can't have been received in the future: correct the moment.", DSO, "received")
    order = Lack(
        "REF-10", "It can't have been asked first after it was received: correct one of the two.", DSO, "first_asked"
    )
    return (
        *naming_lacks(given, family),
        *((child,) if child else ()),
        *((future,) if is_past(moment, received_at) else ()),
        *((order,) if is_past(received_at, first_asked_at) else ()),
    )


def known_lacks(asked: Identity, known: Iterable[Identity], told_apart: Collection[UUID] = ()) -> tuple[Lack, ...]:
    """Somebody known for sure isn't typed anew; of who only may be the same, somebody says first that they aren't.

    Another desk may have taken the same person in since this one looked. Source: good practice (REF-1).
    """
    return tuple(_known_lack(each) for each in candidates(asked, known) if _is_open(each, told_apart))


def _is_open(found: Candidate, told_apart: Collection[UUID]) -> bool:
    return found.certainty is Certainty.SAME or found.known.id not in told_apart


def _known_lack(found: Candidate) -> Lack:
    name = whole_name(found.known.given, found.known.family)
    if found.certainty is Certainty.SAME:
        return Lack("REF-1", f"{name} is in the list already: choose them there.", DSO, "known")
    sentence = f"{name} is in the list and may be the same person. {found.sentence} Say which it is."
    return Lack("REF-1", sentence, DSO, "known")


def asking_lacks(what: str, of_whom: str) -> tuple[Lack, ...]:
    """A question says what is asked, and of whom, so that it can be chased. Source: OPG 2.1 (REF-3)."""
    return (
        *(() if what.strip() else (Lack("REF-3", "Say what is asked for.", DSO, "what"),)),
        *(() if of_whom.strip() else (Lack("REF-3", "Say of whom it is asked.", DSO, "of_whom"),)),
    )


def answer_lacks(answer: str, received_at: datetime | None) -> tuple[Lack, ...]:
    """An answer comes once, and says something. Source: OPG 2.1 (REF-3)."""
    if received_at is not None:
        return (Lack("REF-3", f"The answer came on {moment_text(received_at)} already.", DSO),)
    return () if answer.strip() else (Lack("REF-3", "Record what was answered.", DSO, "answer"),)


def calls_lacks(worker_minutes: int) -> tuple[Lack, ...]:
    """Capacity is found, promised and used for certain calls. Source: OPG 1.5 (REF-15)."""
    if worker_minutes > 0:
        return ()
    return (Lack("REF-15", "Say which calls are asked for, with days, minutes and workers.", REFERRER, "calls"),)


def details_lacks(outcome: ReferralOutcome | None, fields: frozenset[str]) -> tuple[Lack, ...]:
    """What was decided on stays as it was; after a start CHC is still followed up. Source: OPG 1.3 (REF-8)."""
    if outcome is None or (outcome is ReferralOutcome.STARTED and fields <= _AFTER_THE_START):
        return ()
    left = f"It has left the queue ({outcome.label.lower()}): its details can't be changed any more."
    return (Lack("REF-12", left, NOBODY),)


def far_days_lacks(
    days: Mapping[str, date | datetime | None], today: date, policy: PolicySettings, *, meant: Collection[str] = ()
) -> tuple[Lack, ...]:
    """Of a form's days, by the record's names, each that lies far off is asked about. (REF-9, REF-13, REF-18).

    `meant` names those of which somebody said that they are. Source: good practice (PSP-2).
    """
    found: list[Lack] = []
    for name, (rule, what) in _DAYS_TO_COME.items():
        day = days.get(name)
        if day is not None:
            on, field = london_day(day) if isinstance(day, datetime) else day, f"{name}_is_meant"
            found += asked_about_lacks(
                rule, what, on, today, policy, is_meant=name in meant, field=field, may_have_come=True
            )
    return tuple(found)


def start_lacks(
    started_at: datetime, accepted_at: datetime | None, moment: datetime, *, death_known: bool = False
) -> tuple[Lack, ...]:
    """A start has happened, after the acceptance, to somebody who lives. Source: OPG 2.4 (REF-16, END-6)."""
    future = Lack("REF-16", "The start lies in the future: record it when the service has started.", DSO, "at")
    early = Lack("REF-16", "The service can't have started before the referral was accepted.", DSO, "at")
    died = Lack("END-6", "The person is reported to have died: nothing is started.", DSO)
    return (
        *((died,) if death_known else ()),
        *((future,) if is_past(moment, started_at) else ()),
        *((early,) if accepted_at is not None and is_past(started_at, accepted_at) else ()),
    )


def adding_lacks(running: EpisodeKind) -> tuple[Lack, ...]:
    """Calls of a referral are added to short-term support only; interim hours have a way of their own.

    Source: OPG 5.3 (PSP-5).
    """
    if not running.is_interim:
        return ()
    sentence = (
        "The person is in interim support: its hours change in the service plan, agreed by the case coordinator. "
        "End it first where a new short-term service is to start."
    )
    return (Lack("PSP-5", sentence, CASE_COORDINATOR),)


def referring_again_lacks(
    lapsed_at: datetime, received_at: datetime, moment: datetime, *, referred_again_as: str = ""
) -> tuple[Lack, ...]:
    """After a lapse support is referred again once, by a referral that came since. Source: OPG 2.3 (REF-13)."""
    again = Lack("REF-13", f"It was referred again already, as {referred_again_as}: go on there.", REFERRER)
    early = Lack(
        "REF-13", "The new referral can't have come before the hold lapsed: correct the moment.", DSO, "received"
    )
    future = Lack("REF-13", "The new referral can't have come in the future: correct the moment.", DSO, "received")
    return (
        *((again,) if referred_again_as else ()),
        *((early,) if is_past(received_at, lapsed_at) else ()),
        *((future,) if is_past(moment, received_at) else ()),
    )


def lapsed_letter_lacks(*, has_lapsed: bool) -> tuple[Lack, ...]:
    """The assessor is written to about a lapse once there is one. Source: OPG 2.3 (REF-13)."""
    sentence = "No hold of this referral has lapsed: an expired hold is released first."
    return () if has_lapsed else (Lack("REF-13", sentence, DSO),)


def reference_lacks(reference: str, taken: Collection[str]) -> tuple[Lack, ...]:
    """The queue names each referral by a reference of its own. Source: good practice (REF-10)."""
    if reference not in taken:
        return ()
    sentence = f"The reference {reference} is another referral's: give a different one."
    return (Lack("REF-10", sentence, "whoever takes the referral in", "reference"),)


def started_lacks(*, has_started: bool, is_referred: bool, person: str = "This person") -> tuple[Lack, ...]:
    """Plans, goals and papers are those of somebody whose service was started. Source: OPG 2.4 (REF-16).

    `is_referred`: a referral of theirs is open, on which it can be started.
    """
    if has_started:
        return ()
    if is_referred:
        sentence = f"{person} isn't in service in this office: start the service on their referral first."
        return (Lack("REF-16", sentence, "the DSO, by starting the service"),)
    sentence = f"{person} isn't in service in this office, and has no open referral: take one in first."
    return (Lack("REF-16", sentence, "the DSO, by taking a referral in"),)


def undoing_lacks(*, has_episode: bool, has_ended: bool, has_more_calls: bool = False) -> tuple[Lack, ...]:
    """Only a start that opened an episode, still open and its alone, can be undone. Source: good practice (REF-19)."""
    if not has_episode:
        sentence = "These calls were added to a service that was open already: change its plan instead."
        return (Lack("REF-19", sentence, DSO),)
    if has_more_calls:
        sentence = "Calls of another referral were added to this service since: change its plan, or end it."
        return (Lack("REF-19", sentence, DSO),)
    return (Lack("REF-19", "The service has ended since: reopen it first.", DSO),) if has_ended else ()


def came_by_referral_lacks(*, has_referral: bool) -> tuple[Lack, ...]:
    """Whoever was taken over from a list, or whose referral left the queue, has none here.

    Source: good practice (REF-1).
    """
    sentence = "This person has no referral in the queue, and none by which their latest support came is kept here."
    return () if has_referral else (Lack("REF-1", sentence, NOBODY),)
