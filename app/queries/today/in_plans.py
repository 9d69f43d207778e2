"""What Today says of somebody's plan rests on: the episode's row, and a row for each change of its interim hours."""

from collections.abc import Iterable

from app.queries.statement import AnyRow
from models.rules.plans.onward import OnwardFacts
from models.rules.plans.prompts import InterimChange, PlanPromptFacts
from models.values import london_day
from models.vocabulary.plans import OnwardService


def plan_facts(row: AnyRow, name: str, changed: Iterable[AnyRow]) -> PlanPromptFacts:
    """The facts of `models.rules.plans.prompts`; `changed` has nothing to say where no hours were changed."""
    return PlanPromptFacts(
        name=name,
        kind=row.kind,
        started_at=row.started_at,
        first_support_at=row.first_support_at,
        ended_at=row.ended_at,
        support_plan_at=row.support_plan_at,
        extended_to=row.extended_to,
        changes=tuple(
            InterimChange(
                each.changed_at, london_day(each.changed_from), each.amended_support_plan_at, each.amended_po_at
            )
            for each in changed
            if each.changed_at is not None
        ),
        is_allocated=row.allocated_worker_id is not None,
        package_started_on=row.package_started_on,
        package_reviewed_on=row.package_reviewed_on,
    )


def onward_facts(ticks: Iterable[AnyRow]) -> tuple[OnwardFacts, ...]:
    """What was asked of other services and isn't answered, the first asked first."""
    asked = sorted((each for each in ticks if each.word in _SERVICES), key=lambda each: each.at)
    return tuple(OnwardFacts(OnwardService(each.word), each.what, each.at) for each in asked)


_SERVICES = {each.value for each in OnwardService}
