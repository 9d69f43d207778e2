"""What an end is in the statutory return, and where it counts in 2A: said before the end is recorded. (FIG-2)."""

from datetime import date

from models.rules.cld.measure_2a import Counts, class_of
from models.rules.cld.our_events import Support, closing_outcome, end_of, type_of
from models.rules.cld.release import Release
from models.rules.sentences import counted
from models.rules.who import CASE_COORDINATOR, SERVICE_MANAGER
from models.vocabulary.cld import InterimType
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind

_NOT_CHOSEN = f"isn't chosen: Policy ({SERVICE_MANAGER})"


def said_at_closing(support: Support, reason: EndReason, release: Release, interim: InterimType) -> str:
    """The outcome that the council's mapping proposes, and what it is in 2A where the support is part of it.

    `support` as it has ended, or goes on; what of interim support isn't in the return is said instead. *Progress to …*
    tells nothing by itself: a service has to start within the days of the release. Source: cld.md 3.9, 3.10 (FIG-2).
    """
    if support.kind.is_interim and interim is InterimType.NOT_EXPORTED:
        return "Interim support isn't in the statutory return."
    if support.kind.is_interim and interim is InterimType.NOT_CHOSEN:
        return f"What interim support is in the statutory return {_NOT_CHOSEN}."
    end, outcome = end_of(support, release)
    outcome = outcome or closing_outcome(reason, release, is_self_funded=support.is_self_funded, is_chc=support.is_chc)
    said = f"In the statutory return: “{outcome}”."
    if support.kind.is_interim and interim is not InterimType.ST_MAX:
        return said
    return f"{said} {_in_2a(support, reason, release, interim, end, outcome)}"


def _in_2a(
    support: Support, reason: EndReason, release: Release, interim: InterimType, end: date | None, outcome: str
) -> str:
    within = counted(release.measure_2a.sequel_within, "day")
    died = support.person.died
    died_soon = died is not None and end is not None and (died - end).days <= release.measure_2a.death_within
    if died_soon or outcome == release.values.deceased:
        return "ASCOF 2A doesn't count it."
    if outcome == release.values.hospital:
        resumes = counted(release.measure_2a.joined_within, "day")
        return f"ASCOF 2A doesn't count it unless short-term support resumes within {resumes}."
    if reason is EndReason.TRANSFERRED:
        return _transferred(release, interim, within)
    counts = class_of(outcome, release)
    if counts is Counts.UNABLE:
        return _of_ongoing_care(support, release, end, within)
    if counts is Counts.NOWHERE:
        return f"ASCOF 2A doesn't count it unless another service follows within {within}."
    return f"ASCOF 2A {_class(counts, release, within)}."


def _transferred(release: Release, interim: InterimType, within: str) -> str:
    """By what interim support is in the return: it begins as the support ends. Source: cld.md 3.9 (2A 523-609)."""
    follows = type_of(EpisodeKind.INTERIM_TEAM, release, interim)
    if follows is None:
        is_chosen, unless = interim is not InterimType.NOT_CHOSEN, f"unless another service starts within {within}"
        why = "Interim support isn't in it" if is_chosen else f"What interim support is {_NOT_CHOSEN}"
        return f"{why}. ASCOF 2A doesn't count it {unless}."
    if follows[0] == release.values.st_max:
        return "For ASCOF 2A it is no end yet: interim support is ST-Max too, and goes on with it."
    as_what = f"Interim support follows as {interim.label}"
    return f"{as_what}: ASCOF 2A {_class(class_of(follows[0], release), release, within)}."


def _of_ongoing_care(support: Support, release: Release, end: date | None, within: str) -> str:
    """By the day on which it starts, where the end has come and the day is known. Source: cld.md 3.9 (2A 523-609)."""
    starts, what = support.package_on, "Ongoing care"
    if starts is None:
        starts, what = support.moved_on, "Care in the care home"
    if end is None or starts is None or starts < support.started:
        return f"ASCOF 2A counts it only where a service starts within {within} of the end."
    days = (starts - end).days
    when = f"{counted(days, 'day')} after" if days > 0 else "by then"
    if days <= release.measure_2a.sequel_within:
        return f"{what} starts {when}: ASCOF 2A {_class(Counts.NO_SUCCESS, release, within)}."
    earlier = f"{CASE_COORDINATOR.capitalize()} can say whether a service began earlier."
    return f"{what} starts {when}, more than {release.measure_2a.sequel_within}: ASCOF 2A doesn't count it. {earlier}"


def _class(counts: Counts, release: Release, within: str) -> str:
    """A success or none, of whom: existing clients count in neither. Source: cld.md 3.8 (2A 325-335)."""
    days = counted(release.measure_2a.new_client_after - 1, "day")
    new = f"for somebody without long-term support in the {days} before"
    if counts is Counts.NO_SUCCESS:
        return f"counts it as no success {new}"
    unless = f"long-term support, a short care-home stay or a death follows within {within}"
    return f"counts it as a success {new}, unless {unless}"
