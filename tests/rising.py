"""Somebody who gets on by their ratings, so that there is an estimate of when their goal may be reached."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from models.ratings import Rating
from models.values import Call
from models.vocabulary.goals import Letter
from tests.builders import SmallOffice, visit

DAY = timedelta(days=1)
RISING = "A1 A1 A1 P A1 P P A1 P P I P I P"


def rising(office: SmallOffice, letters: str = RISING, **values: Any) -> UUID:
    """Somebody whose lunches get on, rated every day up to yesterday; their episode."""
    episode = office.an_episode(visit(Call.LUNCH), started_at=office.now - 20 * DAY, **values)
    key = office.a_goal(episode, set_at=office.now - 19 * DAY, aim="I 4 of 5")
    with office.database.writing() as session:
        for back, letter in enumerate(reversed(letters.split()), start=1):
            at = office.now - back * DAY
            told: dict[str, Any] = {
                "day": at.date(),
                "at": at,
                "letter": Letter(letter),
                "call": Call.LUNCH,
                "wording": 1,
            }
            session.add(Rating(goal_id=key, worker_id=office.staff["CWC"], office_id=office.id, **told))
    return episode
