"""What short-term support is for at first, as the Service plans tab shows it (STC-2)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.queries.statement import AnyRow
from models.care_at_home import SupportAim
from models.episodes import Episode
from models.rules.plans.aim import AimDecided, aim_line
from models.staff import Staff
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.plans import AimOfSupport


@dataclass(frozen=True, slots=True)
class AimAsked:
    """What is said of it, nothing before anything was; `seen` is the version of what was decided, if anything was."""

    sentence: str
    support_for: AimOfSupport | None
    because: str
    seen: int | None


def with_aim(episodes: Select[Any]) -> Select[Any]:
    """A statement of episodes with the columns that `aim_of` reads besides."""
    by = aliased(Staff)
    told = (SupportAim.because.label("aim_because"), SupportAim.decided_on.label("aim_decided_on"))
    asked = episodes.add_columns(
        SupportAim.support_for, *told, SupportAim.version.label("aim_version"), by.name.label("aim_decided_by")
    )
    of_episode = SupportAim.episode_id == Episode.id
    return asked.outerjoin(SupportAim, of_episode).outerjoin(by, by.id == SupportAim.decided_by_id)


def aim_of(turn: Turn, episode: AnyRow) -> AimAsked | None:
    """Of an episode's row as `with_aim` asks for it: where it can be decided, or was. Source: STCH (STC-2)."""
    decided = episode.support_for
    may_be_said = turn.policy.recuperation_possible and episode.ended_at is None
    if episode.kind is not EpisodeKind.SHORT_TERM or (decided is None and not may_be_said):
        return None
    if decided is None:
        return AimAsked("", None, "", None)
    said = aim_line(AimDecided(decided, episode.aim_decided_on), episode.aim_because, episode.aim_decided_by)
    return AimAsked(said, decided, episode.aim_because, episode.aim_version)
