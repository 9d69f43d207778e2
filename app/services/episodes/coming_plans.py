"""What is agreed for later goes on when the plan it follows goes elsewhere, or grows by calls that start meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.door.turn import Turn
from app.services.deed import add
from app.services.episodes.week import of_plan, plan_lines, sums_of, why_short_of
from models.episodes import Episode
from models.plans import Plan
from models.rules.plans.covered import kept, still_covered
from models.rules.plans.in_force import coming
from models.rules.plans.short_calls import beside_visits
from models.values import PlannedVisit
from models.vocabulary.plans import PlanKind

_AS_AGREED = (
    "change", "because", "made_by_id", "effective_from", "scheduling_confirmed_at", "scheduling_confirmed_by_id",
    "mdt_agreed_at", "coordinator_agreed_at", "amended_support_plan_at", "amended_po_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedTo:
    """Where versions go on: the episode, its last version's number so far, and the kind that its plans are of."""

    episode: Episode
    number: int
    kind: PlanKind


def carry_on(
    turn: Turn, versions: Iterable[Plan], day: date, to: CarriedTo, *, added: tuple[PlannedVisit, ...] = ()
) -> None:
    """Make each version that is agreed for after this day again, with `added` visits, as it was agreed. (PSP-2).

    A call that others cover is theirs still, but where a visit is added.
    """
    for number, version in enumerate(coming(versions, day), start=to.number + 1):
        week = (*of_plan(turn, version.id), *added)
        plan = Plan(
            episode_id=to.episode.id,
            number=number,
            kind=to.kind,
            made_at=turn.moment,
            **sums_of(week),
            covered=kept(still_covered(version.covers, added)),
            **{name: getattr(version, name) for name in _AS_AGREED},
        )
        add(turn, plan)
        why = beside_visits(week, why_short_of(turn, version.id), turn.policy)
        turn.session.add_all(plan_lines(turn.office, plan.id, week, why=why, operation=turn.operation))
