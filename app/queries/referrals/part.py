"""What taking on some of a referral's calls would mean, shown while somebody still chooses them (REF-17)."""

from dataclasses import dataclass
from uuid import UUID

from app.door.turn import Turn
from app.queries.referrals.one import referral as in_full
from models.rules.capacity.load import capacity_lack
from models.rules.decision import Lack
from models.rules.plans.totals import calls_in_words, split, split_lacks, totals
from models.rules.referrals.stage import ReferralDeed, Stage
from models.values import PlannedVisit, hours_text

_COUNTED = frozenset({Stage.PROMISED, Stage.HELD})  # these hours are this referral's already


@dataclass(frozen=True, slots=True)
class PartView:
    """The two halves in words, whether the first fits into what is free, and what the deed still lacks."""

    starting: str
    remaining: str
    room: str
    fits: bool
    lacks: tuple[Lack, ...]


def part(turn: Turn, *, referral: UUID, starting: tuple[PlannedVisit, ...]) -> PartView:
    """What would start now and what would stay in the queue; stores nothing. Source: good practice (REF-17)."""
    view = in_full(turn, referral=referral)
    lacks = split_lacks(view.visits, starting)
    if lacks:
        return PartView("", "", lacks[0].sentence, fits=False, lacks=lacks)
    halves = split(view.visits, starting)
    minutes = totals(halves.starting).worker_minutes
    fits = view.stage in _COUNTED or capacity_lack(minutes, view.load) is None
    gates = view.deed(ReferralDeed.ACCEPT).lacks if view.accepted_at is None else ()
    return PartView(
        f"Now: {_in_words(halves.starting)}",
        f"Stays in the queue: {_in_words(halves.remaining)}",
        _room(view.team, view.load.free, is_counted=view.stage in _COUNTED, fits=fits),
        fits,
        gates,
    )


def _in_words(visits: tuple[PlannedVisit, ...]) -> str:
    return f"{calls_in_words(visits)} ({hours_text(totals(visits).worker_minutes)} h a week)"


def _room(team: str, free: int, *, is_counted: bool, fits: bool) -> str:
    if is_counted:
        return "These hours are this referral's already; those of the rest become free."
    room = f"{team} has {hours_text(free)} h a week free"
    return f"{room}: this fits." if fits else f"{room}: this doesn't fit yet, and waits for capacity once accepted."
