"""Where things are in the window: the tabs, and "the very place, with the very field" as a value."""

from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from ui.icons import Icon


class TabName(Enum):
    """The tabs in the order in which a person travels; the value begins every object name of the tab."""

    TODAY = "today"
    REFERRALS = "referrals"
    PLANS = "plans"
    GOALS = "goals"
    TRANSFER = "transfer"
    CLOSURE = "closure"
    MEETINGS = "meetings"
    FIGURES = "figures"

    @property
    def title(self) -> str:
        """As it stands on the tab."""
        return _TITLES.get(self, self.value.capitalize())

    @property
    def icon(self) -> Icon:
        """Drawn before the title."""
        return Icon[self.name]

    @property
    def is_about_person(self) -> bool:
        """Whether it shares the caseload and the person with the other three."""
        return self in _PERSON_TABS

    @property
    def number(self) -> int:
        """1 to 8, as in Ctrl+1."""
        return list(TabName).index(self) + 1


_TITLES = {TabName.PLANS: "Service plans", TabName.TRANSFER: "Interim transfer"}
_PERSON_TABS = frozenset({TabName.PLANS, TabName.GOALS, TabName.TRANSFER, TabName.CLOSURE})
_OTHER_AREAS = {"ratings": TabName.GOALS, "milestones": TabName.GOALS, "agreement": TabName.TRANSFER}
_AREAS = {tab.value: tab for tab in TabName} | _OTHER_AREAS


@dataclass(frozen=True, slots=True)
class Place:
    """A tab, a person, the object name of a field, and the record meant, as far as each is known."""

    tab: TabName
    person: UUID | None = None
    field: str = ""
    record: UUID | None = None


def place_of(field: str, person: UUID | None = None, record: UUID | None = None) -> Place:
    """The place of a prompt's field, for instance "referrals.hold": its first word names the tab."""
    area = field.partition(".")[0]
    return Place(_AREAS.get(area, TabName.TODAY), person, field, record)
