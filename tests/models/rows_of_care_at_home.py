"""What a valid record of each class of Short Term Care at Home says, beside those of `conftest.py`."""

from typing import Any

from models.base import Base
from models.care_at_home import SupportAim
from models.vocabulary.plans import AimOfSupport
from tests.builders import SmallOffice


def of_care_at_home(office: SmallOffice) -> dict[type[Base], dict[str, Any]]:
    """By class, the least that it takes to store one."""
    return {
        SupportAim: {
            "episode_id": office.an_episode,
            **dict.fromkeys(("decided_by_id", "recorded_by_id"), office.staff["DSO"]),
            "support_for": AimOfSupport.RECUPERATE,
            "because": "hip",
            "decided_on": office.now.date(),
        },
    }
