"""Whom or what an id means, by the name of its argument: written as an id, or as people call it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from app.door.turn import Turn
from app.queries.office.naming import patch_named, staff_named, team_named
from app.queries.people.naming import episode_named, goal_named, person_named, referral_named

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_PERSON = "MOSAIC id, NHS number or whole name"


@dataclass(frozen=True, slots=True)
class Means:
    """`takes` in words; `find` where something else than an id says which record is meant."""

    takes: str
    find: Callable[[Turn, str], UUID] | None = None


_MEMBER = Means("one of the staff: id or whole name", staff_named)
_MEANS = {
    "told_apart": Means(f"a person: id, {_PERSON}", person_named),
    "person": Means(f"a person: id, {_PERSON}", person_named),
    "episode": Means(f"an episode: id, or whose open or latest one ({_PERSON})", episode_named),
    "episodes": Means(f"an episode: id, or whose open or latest one ({_PERSON})", episode_named),
    "with_episode": Means(f"an episode: id, or whose open or latest one ({_PERSON})", episode_named),
    "referrals": Means("a referral: id or reference", referral_named),
    "people": Means(f"a person: id, {_PERSON}", person_named),
    "referral": Means("a referral: id or reference", referral_named),
    "goal": Means(f"a goal: id, or whose and which, such as M104417/2 ({_PERSON})", goal_named),
    "seen": Means(f"a goal: id, or whose and which, such as M104417/2 ({_PERSON})", goal_named),
    "team": Means("a team: id or name", team_named),
    "teams": Means("a team: id or name", team_named),
    "other_teams": Means("a team: id or name", team_named),
    "patch": Means("a patch: id or name", patch_named),
    "patches": Means("a patch: id or name", patch_named),
    "patch_id": Means("a patch: id or name", patch_named),
    **dict.fromkeys(
        (
            "accepted_by",
            "acting_for",
            "answered_by",
            "asked_by",
            "allocated_worker",
            "assessed_by",
            "attending",
            "by",
            "case_coordinator",
            "coordinator",
            "decided_by",
            "direct_care",
            "dso",
            "goal_setter",
            "handler",
            "interim_dso",
            "member",
            "owner",
            "returned_by",
            "said_by",
            "set_by",
            "setter",
            "social_worker",
            "staff",
            "whose",
            "worker",
        ),
        _MEMBER,
    ),
}


def meant_by(name: str) -> Means:
    """What an argument of this name means; any other record is called by its id, as asks give it."""
    return _MEANS.get(name, Means(f"the id of {_a(name)}"))


def is_id(text: str) -> bool:
    """Whether it is an id, not what people call something."""
    return _ID.fullmatch(text) is not None


def _a(name: str) -> str:
    word = name.strip("_").replace("_", " ")
    return f"{'an' if word[0] in 'aeio' else 'a'} {word}"
