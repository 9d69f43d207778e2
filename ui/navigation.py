"""Where things are in the window: the tabs, and "the very place, with the very field" as a value."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ui.icons import Icon

if TYPE_CHECKING:
    from uuid import UUID


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


class PageName(Enum):
    """The pages of the menu, in the order of their list; the value begins every object name of the page."""

    TEAMS = "teams"
    STAFF = "staff"
    OWNERS = "owners"
    TAKEN_OVER = "taken_over"
    TRACKER = "tracker"
    RATES = "rates"
    RENEWALS = "renewals"
    REVIEWS = "reviews"
    SUBJECT_ACCESS = "subject_access"
    RETENTION = "retention"
    POLICY = "policy"
    CHECKLIST = "start_checklist"
    GOAL_EXAMPLES = "goal_examples"
    WORDING = "wording"
    CONTACTS = "contacts"
    LISTS = "lists"
    HISTORY = "history"
    BACKUPS = "backups"
    SETTINGS = "settings"
    SHORTCUTS = "shortcuts"
    WHATS_NEW = "whats_new"
    ABOUT = "about"

    @property
    def title(self) -> str:
        """As it stands in the list."""
        return _PAGES[self][0]

    @property
    def icon(self) -> Icon:
        """Drawn before the title."""
        return _PAGES[self][1]

    @property
    def group(self) -> str:
        """The heading that it stands under."""
        return _PAGES[self][2]

    @property
    def help(self) -> str:
        """The page of help about it: one for each heading."""
        return self.group.casefold().replace(" ", "_")


_PAGES = {
    PageName.TEAMS: ("Teams and patches", Icon.PATCH, "Office"),
    PageName.STAFF: ("Staff", Icon.MEETINGS, "Office"),
    PageName.OWNERS: ("Who has what", Icon.TRANSFER, "Office"),
    PageName.TAKEN_OVER: ("People taken over", Icon.IMPORT, "Office"),
    PageName.TRACKER: ("Tracker", Icon.EXPORT, "Office"),
    PageName.RATES: ("Rates", Icon.MONEY, "Office"),
    PageName.RENEWALS: ("New agreements", Icon.SIGNATURE, "Office"),
    PageName.REVIEWS: ("Long-term reviews", Icon.MEETINGS, "Office"),
    PageName.SUBJECT_ACCESS: ("Subject access", Icon.PERSON, "Office"),
    PageName.RETENTION: ("Retention review", Icon.HISTORY, "Office"),
    PageName.POLICY: ("Policy", Icon.ACTION, "Office"),
    PageName.CHECKLIST: ("Start checklist", Icon.TICKED, "Office"),
    PageName.GOAL_EXAMPLES: ("Goal examples", Icon.GOALS, "Office"),
    PageName.WORDING: ("Wording", Icon.DOCUMENT, "Office"),
    PageName.CONTACTS: ("Contact numbers", Icon.PHONE, "Office"),
    PageName.LISTS: ("Lists", Icon.FILTER, "Office"),
    PageName.HISTORY: ("History", Icon.HISTORY, "Kept safe"),
    PageName.BACKUPS: ("Backups", Icon.SAVE, "Kept safe"),
    PageName.SETTINGS: ("Settings", Icon.SETTINGS, "This desk"),
    PageName.SHORTCUTS: ("Shortcuts", Icon.EDIT, "This desk"),
    PageName.WHATS_NEW: ("What's new", Icon.FLAG, "This desk"),
    PageName.ABOUT: ("About", Icon.INFO, "This desk"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A tab, a person, the object name of a field, and the record meant, as far as each is known."""

    tab: TabName
    person: "UUID | None" = None
    field: str = ""
    record: "UUID | None" = None

    @property
    def page(self) -> PageName | None:
        """The page of the menu where the field stands, if it stands in none of the tabs."""
        return page_of(self.field)


def page_of(field: str) -> PageName | None:
    """The page of the menu whose name begins this field's, for instance "rates.new"."""
    area = field.partition(".")[0]
    return PageName(area) if area in {page.value for page in PageName} and "." in field else None


def place_of(field: str, person: "UUID | None" = None, record: "UUID | None" = None) -> Place:
    """The place of a prompt's field, for instance "referrals.hold": its first word names the tab."""
    area = field.partition(".")[0]
    return Place(_AREAS.get(area, TabName.TODAY), person, field, record)
