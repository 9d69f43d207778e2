"""What an office records, as events of the statutory return; the words come from the release's dated file. (FIG-2)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from models.rules.cld.events import CldEvent, person_key
from models.rules.cld.release import Release
from models.vocabulary.cld import InterimType
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind
from models.vocabulary.referrals import ReferralOutcome, ReferralReason

TO_CARE_HOME = frozenset({EndReason.CARE_HOME, EndReason.RESIDENTIAL})


class OurPerson(NamedTuple):
    """Whom an event is about; ids are text, and `name` is for the list of what is to be mended alone."""

    name: str
    nhs_number: str
    council_id: str
    born: date | None
    died: date | None
    postcode: str


class OurEvent(NamedTuple):
    """An event with whom it is about and the reference of its record; a package that others provide isn't exported.

    `left_out` says why one of ours isn't: it can't be told as it stands, and counts nowhere.
    """

    event: CldEvent
    person: OurPerson
    reference: str
    is_exported: bool = True
    left_out: str = ""


class Support(NamedTuple):
    """An episode: `suspended` is the day since which nobody came, where it ended without a return.

    `package_on` is the first day of the ongoing care that others provide, `moved_on` that of a move to a care home.
    """

    reference: str
    person: OurPerson
    kind: EpisodeKind
    started: date
    ended: date | None = None
    reason: EndReason | None = None
    is_self_funded: bool = False
    is_chc: bool = False
    suspended: date | None = None
    package_on: date | None = None
    moved_on: date | None = None
    reviewed_on: date | None = None


class Asked(NamedTuple):
    """A referral that is settled, as a request."""

    reference: str
    person: OurPerson
    received: date
    settled: date
    outcome: ReferralOutcome
    reason: ReferralReason | None


class Dated(NamedTuple):
    """What belongs to one day: equipment ordered, or an assessment with its decision."""

    reference: str
    person: OurPerson
    on: date
    decision: AssessmentDecision | None = None


def of_support(support: Support, release: Release, interim: InterimType) -> list[OurEvent]:
    """The service, and what is known to follow it: none of an interim phase that isn't exported, or not chosen yet.

    What somebody pays for themselves, or CHC does, is no service of the council's: nothing is known to follow it.
    It ends at death at the latest, also on its first day, and where it ended while suspended on that day.
    Source: standards.md, CLD (FIG-2).
    """
    found = []
    kind = type_of(support.kind, release, interim)
    if kind is not None:
        end, outcome = end_of(support, release)
        event = _event(support.person, release, release.values.service, support.started, end, outcome)
        told = event._replace(service_type=kind[0], component=kind[1])
        found.append(_ours(told, support.person, support.reference))
    after = ((support.package_on, release.values.community), (support.moved_on, release.events.care_home))
    for on, service in () if support.is_self_funded or support.is_chc else after:
        if on is not None and (support.person.died is None or on <= support.person.died):
            event = _event(support.person, release, release.values.service, on, None, "")._replace(service_type=service)
            reference = f"{support.reference}-after"
            found.append(OurEvent(event, support.person, reference, is_exported=False))
    if support.reviewed_on is not None:
        event = _event(
            support.person, release, release.values.review, support.reviewed_on, support.reviewed_on,
            release.events.review_outcome,
        )  # fmt: skip
        found.append(_ours(event, support.person, f"{support.reference}-review"))
    return found


def closing_outcome(reason: EndReason, release: Release, *, is_self_funded: bool, is_chc: bool) -> str:
    """The outcome of an episode that ends for a reason, as the council's mapping has it. (FIG-2)."""
    outcomes = release.outcomes
    found = outcomes.closing[reason.value]
    if is_self_funded:
        found = outcomes.closing_self_funded.get(reason.value, found)
    return outcomes.closing_chc.get(reason.value, found) if is_chc else found


def moved_on(reason: EndReason | None, fact_on: date | None, ended: date | None) -> date | None:
    """The first day in a care home of who moved there: as it was recorded, else the day of the end. (FIG-2)."""
    return (fact_on or ended) if reason in TO_CARE_HOME else None


def type_of(kind: EpisodeKind, release: Release, interim: InterimType) -> tuple[str, str] | None:
    """The service type and component; none of interim support that isn't exported, or not chosen yet. (FIG-2)."""
    values, home_care = release.values, release.events.home_care
    if not kind.is_interim:
        return values.st_max, values.reablement
    types = {
        InterimType.OTHER_SHORT_TERM: values.other_short_term,
        InterimType.COMMUNITY: values.community,
        InterimType.ST_MAX: values.st_max,
    }
    return (types[interim], home_care) if interim in types else None


def end_of(support: Support, release: Release) -> tuple[date | None, str]:
    """The last day in the return with its outcome: a death's, or the day since which nobody came, is before the end's.

    Both as they are there, none and empty, while it goes on. Source: standards.md, CLD (FIG-2).
    """
    end, died = support.ended, support.person.died
    if end is not None and support.suspended is not None:
        end = max(min(end, support.suspended), support.started)
    if died is not None and support.started <= died and (end is None or died <= end):
        return died, release.values.deceased
    if end is None or support.reason is None:
        return end, ""
    outcome = closing_outcome(support.reason, release, is_self_funded=support.is_self_funded, is_chc=support.is_chc)
    return end, outcome


def of_request(asked: Asked, release: Release) -> OurEvent:
    """A settled referral, by death at the latest; one that waits isn't exported: only services may be open. (FIG-2)."""
    outcome = release.outcomes.requests[asked.outcome.value]
    route = release.outcomes.routes[asked.reason.value] if asked.reason else ""
    event = _event(asked.person, release, release.values.request, asked.received, asked.settled, outcome)
    if asked.person.died is not None and asked.received <= asked.person.died < asked.settled:
        event = event._replace(end=asked.person.died, outcome=release.values.deceased)
    return _ours(event._replace(route=route), asked.person, asked.reference)


def of_assessment(assessed: Dated, release: Release) -> OurEvent:
    """An assessment, or a decision that nothing further is done; one without a decision is left out. (FIG-2)."""
    outcome = release.outcomes.assessments[assessed.decision.value] if assessed.decision else ""
    event = _event(assessed.person, release, release.values.assessment, assessed.on, assessed.on, outcome)
    told = _ours(event._replace(route=release.events.assessment_type), assessed.person, assessed.reference)
    if assessed.decision is None and not told.left_out:
        return told._replace(is_exported=False, left_out="no word of the return says what was decided")
    return told


def of_equipment(ordered: Dated, release: Release) -> OurEvent:
    """Equipment from us: low level, begun in the episode, and done with. Source: standards.md, CLD (FIG-2)."""
    values = release.values
    event = _event(ordered.person, release, values.service, ordered.on, ordered.on, values.ended_as_planned)
    told = event._replace(service_type=values.low_level, component=values.equipment)
    return _ours(told, ordered.person, ordered.reference)


def left_out_in(events: Iterable[OurEvent], release: Release, first: date, last: date) -> list[OurEvent]:
    """What the file of a period would hold and doesn't, for it can't be told as it stands. (FIG-2)."""
    ours = [each._replace(is_exported=True) for each in events if each.left_out]
    return in_period(ours, release, first, last)


def in_period(events: Iterable[OurEvent], release: Release, first: date, last: date) -> list[OurEvent]:
    """What the file of a period holds, as it stood on its last day: what ended later is open, a request not there yet.

    Source: cld.md 2.3 (FIG-2).
    """
    found = []
    for each in events:
        event = each.event
        if not each.is_exported or event.start > last or event.until < first:
            continue
        if event.until <= last:
            found.append(each)
        elif event.event_type == release.values.service:
            found.append(each._replace(event=event._replace(end=None, outcome="")))
    return found


def _ours(event: CldEvent, person: OurPerson, reference: str) -> OurEvent:
    """An event of ours: one that begins after death is none."""
    if person.died is not None and event.start > person.died:
        return OurEvent(event, person, reference, is_exported=False, left_out="it begins after their death")
    return OurEvent(event, person, reference)


def _event(person: OurPerson, release: Release, kind: str, start: date, end: date | None, outcome: str) -> CldEvent:
    return CldEvent(
        person=person_key(person.nhs_number, person.council_id),
        client_type=release.values.client_type,
        event_type=kind,
        start=start,
        end=end,
        outcome=outcome,
        born=person.born.replace(day=1) if person.born else None,
        died=person.died,
    )
