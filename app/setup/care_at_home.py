"""What an office file tells of Short Term Care at Home: a preset of policy, allocated workers, who recuperates first.

It stands in the records as set or decided when it began; by whom, the file says.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.door.policy import defaults, presets
from app.setup.entries import Named, entry
from models.care_at_home import SupportAim
from models.episodes import Episode
from models.owners import OwnerChange
from models.rules.office.settings import number_of
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
    session: Session, office: UUID, staff: Named[Staff], told: Mapping[str, Any], person: UUID
) -> None:
    """Of one person in service: who their allocated worker is, and why they recuperate first; either may be missing."""
    if not told.get("allocated_worker") and not told.get("recuperates"):
        return
    open_one = Episode.person_id == person, Episode.ended_at.is_(None)
    episode = session.scalars(select(Episode).where(*open_one)).one()
    if told.get("allocated_worker"):
        number = session.scalar(select(func.max(OwnerChange.number)).where(OwnerChange.office_id == office))
        session.add(
            OwnerChange(
                office_id=office, what=OwnerOf.ALLOCATED_WORKER, episode_id=episode.id, number=(number or 0) + 1,
                to_staff_id=staff[told["allocated_worker"]].id, because=TAKEN_OVER, made_at=episode.started_at,
                effective_from=start_of_day(london_day(episode.started_at)), made_by_id=episode.dso_id,
            )
        )  # fmt: skip
    if told.get("recuperates"):
        aim = told["recuperates"]
        session.add(
            SupportAim(
                office_id=office, episode_id=episode.id, support_for=AimOfSupport.RECUPERATE,
                because=_because(aim["because"]), decided_on=date.fromisoformat(aim["decided_on"]),
                decided_by_id=staff[aim["decided_by"]].id, recorded_by_id=episode.dso_id,
            )
        )  # fmt: skip
    session.flush()


def _because(told: str) -> str:
    if not told.strip():
        raise NotAValue("it isn't said why somebody recuperates")
    return told.strip()
