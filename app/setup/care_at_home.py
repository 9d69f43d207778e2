"""What an office file tells of Short Term Care at Home: a preset of policy, allocated workers, who recuperates first.

It stands in the records as set or decided when it began; by whom, the file says.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.door.errors import refuse_if
from app.door.policy import defaults, from_then_on, presets
from app.setup.entries import Named, entry
from app.setup.members import on_staff
from models.care_at_home import SupportAim
from models.episodes import Episode
from models.owners import OwnerChange
from models.rules.deciding import not_on_staff_lacks
from models.rules.office.settings import number_of
from models.rules.owners.changing import heir_lacks
from models.rules.plans.aim import aim_lacks
from models.settings import StoredSetting
from models.staff import Staff
from models.values import NotAValue, london_day, start_of_day
from models.vocabulary.owners import OwnerOf
from models.vocabulary.plans import TAKEN_OVER, AimOfSupport


def take_policy_over(
    session: Session, office: UUID, staff: Named[Staff], told: Mapping[str, Any] | None, as_at: datetime
) -> None:
    """The numbers of a preset that aren't the shipped ones, set at the file's moment; nothing where it tells none."""
    if told is None:
        return
    with entry("policy"):
        numbers = next((each.numbers for each in presets() if each.name == told["preset"]), None)
        if numbers is None:
            raise NotAValue(f"there is no preset “{told['preset']}”")
        by = staff[told["set_by"]].id
        for name, number in numbers.items():
            if number != number_of(defaults(), name):
                session.add(
                    StoredSetting(
                        office_id=office, name=name, number=number, from_at=as_at, set_by_id=by, because=TAKEN_OVER
                    )
                )
        session.flush()


def take_support_over(
    session: Session, office: UUID, staff: Named[Staff], told: Mapping[str, Any], person: UUID, as_at: datetime
) -> None:
    """Of one person in service: who their allocated worker is, and why they recuperate first; either may be missing.

    Refused where a deed here couldn't have decided it: for interim support, on a day to come or before the support, in
    an office where nobody recuperates first (STC-2), by somebody who wasn't there.
    """
    if not told.get("allocated_worker") and not told.get("recuperates"):
        return
    open_one = Episode.person_id == person, Episode.ended_at.is_(None)
    episode = session.scalars(select(Episode).where(*open_one)).one()
    today = london_day(as_at)
    if told.get("allocated_worker"):
        worker = on_staff(session, staff[told["allocated_worker"]])
        refuse_if(heir_lacks(OwnerOf.ALLOCATED_WORKER, worker, today))
        number = session.scalar(select(func.max(OwnerChange.number)).where(OwnerChange.office_id == office))
        session.add(
            OwnerChange(
                office_id=office, what=OwnerOf.ALLOCATED_WORKER, episode_id=episode.id, number=(number or 0) + 1,
                to_staff_id=staff[told["allocated_worker"]].id, because=TAKEN_OVER, made_at=episode.started_at,
                effective_from=start_of_day(london_day(episode.started_at)), made_by_id=episode.dso_id,
            )
        )  # fmt: skip
    if told.get("recuperates"):
        _recuperates(session, staff, told["recuperates"], episode, as_at)
    session.flush()


def _recuperates(
    session: Session, staff: Named[Staff], told: Mapping[str, Any], episode: Episode, as_at: datetime
) -> None:
    because, on, by = told["because"].strip(), date.fromisoformat(told["decided_on"]), staff[told["decided_by"]]
    policy = from_then_on(session, office=episode.office_id, moment=as_at, planned={})[0]
    started_on, today = london_day(episode.started_at), london_day(as_at)
    lacks = aim_lacks(
        episode.kind, AimOfSupport.RECUPERATE, because, on,
        before=None, started_on=started_on, today=today, policy=policy,
    )  # fmt: skip
    refuse_if((*lacks, *not_on_staff_lacks(on_staff(session, by), on, "decided_by")))
    session.add(
        SupportAim(
            office_id=episode.office_id, episode_id=episode.id, support_for=AimOfSupport.RECUPERATE, because=because,
            decided_on=on, decided_by_id=by.id, recorded_by_id=episode.dso_id,
        )
    )  # fmt: skip
