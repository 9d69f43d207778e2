"""How far the short-term package is closed, as the transfer's checklist shows it (END-4)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.closure import ClosingStep, Closure
from models.episodes import Episode
from models.rules.transfer.short_term_package import AFTER_THE_MOVE
from models.staff import Staff
from models.vocabulary.closure import ClosingStepKind


@dataclass(frozen=True, slots=True)
class PackageStep:
    """A step, by whom and when; `seen` is its version, none where it never had a tick; `paste` the text for it."""

    step: ClosingStepKind
    seen: int | None = None
    done_by: str = ""
    done_at: datetime | None = None
    note: str = ""
    waits_for: str = ""
    paste: str = ""


@dataclass(frozen=True, slots=True)
class ShortTermPackage:
    """Its steps; `closed_before` says that it was closed with the hand-over, as earlier releases did."""

    steps: tuple[PackageStep, ...]
    closed_before: bool = False

    @property
    def shown(self) -> tuple[PackageStep, ...]:
        """What the checklist asks: nothing of a package that an earlier release closed."""
        return () if self.closed_before else self.steps


def short_term_package(turn: Turn, episode: UUID, *, has_moved: bool) -> ShortTermPackage:
    """The package of the episode that the transfer leads out of, in one statement. Source: OPG 6.3 (END-4)."""
    rows = turn.session.execute(
        select(
            Episode.closed_at.label("closed_at"), ClosingStep.step, ClosingStep.version, Staff.name,
            ClosingStep.done_at, ClosingStep.note,
        )
        .select_from(Episode)
        .outerjoin(Closure, Closure.episode_id == Episode.id)
        .outerjoin(ClosingStep, ClosingStep.closure_id == Closure.id)
        .outerjoin(Staff, Staff.id == ClosingStep.done_by_id)
        .where(Episode.id == episode, Episode.office_id == turn.office)
    ).all()  # fmt: skip
    known = {
        step: PackageStep(step, seen, by or "", done_at, note)
        for _closed, step, seen, by, done_at, note in rows
        if step
    }
    waits = "" if has_moved else AFTER_THE_MOVE
    steps = tuple(known.get(step, PackageStep(step, waits_for=waits)) for step in ClosingStepKind)
    is_closed = has_moved and any(each.closed_at is not None for each in rows)
    return ShortTermPackage(steps, is_closed and any(each.done_at is None for each in steps))
