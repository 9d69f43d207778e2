"""Needs that change during interim support are reassessed: the day, by whom, and what was decided."""

from datetime import date

from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import ASSESSOR, DSO, NOBODY
from models.vocabulary.episodes import EpisodeKind


def interim_lacks(kind: EpisodeKind) -> tuple[Lack, ...]:
    """In short-term support the assessment of ongoing need is a milestone. Source: OPG 3.6, 6.2 (MILE-3)."""
    if kind.is_interim:
        return ()
    sentence = "Needs are reassessed during interim support: here, date the assessment among the milestones in Goals."
    return (Lack("MILE-3", sentence, DSO),)


def reassessment_lacks(*, on: date, assessed_by: str, decided: str, started_on: date, today: date) -> tuple[Lack, ...]:
    """A reassessment lies within the interim support, not ahead, and says by whom and what; all that fails is named.

    Source: OPG 6.2 (MILE-3).
    """
    who = Lack("MILE-3", "Say who reassessed: the SW, the CCW or the case coordinator.", ASSESSOR, "assessed_by")
    what = Lack("MILE-3", "Say what was decided.", ASSESSOR, "decided")
    return (
        *_day_lacks(on, started_on, today),
        *(() if assessed_by.strip() else (who,)),
        *(() if decided.strip() else (what,)),
    )


def taking_back_lacks(because: str, *, is_withdrawn: bool) -> tuple[Lack, ...]:
    """A reassessment recorded in error is taken back once, with a reason. Source: OPG 6.2 (MILE-3); good practice."""
    if is_withdrawn:
        return (Lack("MILE-3", "This reassessment has been taken back already.", NOBODY),)
    return () if because.strip() else (Lack("MILE-3", "Say why it was a mistake.", DSO, "because"),)


def _day_lacks(on: date, started_on: date, today: date) -> tuple[Lack, ...]:
    if on < started_on:
        sentence = f"Interim support began on {day_text(started_on)}: a reassessment in it can't be before."
        return (Lack("MILE-3", sentence, ASSESSOR, "reassessed_on"),)
    if on > today:
        sentence = "A reassessment can't be in the future: record it when it is done."
        return (Lack("MILE-3", sentence, ASSESSOR, "reassessed_on"),)
    return ()
