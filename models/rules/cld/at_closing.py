"""What an end is in the statutory return, and where it counts in 2A: said before the end is recorded. (FIG-2)."""

from models.rules.cld.measure_2a import Counts, class_of
from models.rules.cld.our_events import closing_outcome
from models.rules.cld.release import Release
from models.rules.sentences import counted
from models.vocabulary.cld import InterimType
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind

_SAYS = {
    Counts.SUCCESS: "a success",
    Counts.NO_SUCCESS: "counted, and no success",
    Counts.NOWHERE: "counted nowhere",
}


def said_at_closing(
    kind: EpisodeKind,
    reason: EndReason,
    release: Release,
    interim: InterimType,
    *,
    is_self_funded: bool,
    is_chc: bool,
) -> str:
    """The outcome that the council's mapping proposes, and its class in 2A where the support is part of it.

    *Progress to …* tells nothing by itself: a service has to start within the days of the release. Source: cld.md 3.9,
    3.10 (FIG-2).
    """
    outcome = closing_outcome(reason, release, is_self_funded=is_self_funded, is_chc=is_chc)
    said = f"In the statutory return: “{outcome}”"
    if kind.is_interim and interim is not InterimType.ST_MAX:
        return f"{said}."
    counts, days = class_of(outcome, release), counted(release.measure_2a.sequel_within, "day")
    if counts is Counts.UNABLE:
        return f"{said}. For 2A a service has to start within {days} of the end, else nothing is counted."
    # Hospital and death are decided before whatever follows, other outcomes behind it. (2A 395-411)
    is_settled = outcome in {release.values.hospital, release.values.deceased}
    return f"{said}, for 2A {_SAYS[counts]}{'' if is_settled else f' unless something else follows within {days}'}."
