"""Where each page of the menu is found: one line a page, imported by a worker when it is first wanted."""

from importlib import import_module
from typing import cast

from ui.navigation import PageName
from ui.pages.page import Page

_PLACES: dict[PageName, str] = {
    PageName.TEAMS: "ui.pages.office.teams:TeamsPage",
    PageName.STAFF: "ui.pages.office.staff:StaffPage",
    PageName.OWNERS: "ui.pages.owners.who_has_what:OwnersPage",
    PageName.TAKEN_OVER: "ui.pages.office.taken_over:TakenOverPage",
    PageName.TRACKER: "ui.pages.tracker.page:TrackerPage",
    PageName.RATES: "ui.pages.office.rates:RatesPage",
    PageName.RENEWALS: "ui.pages.office.renewals:RenewalsPage",
    PageName.REVIEWS: "ui.pages.reviews.page:ReviewsPage",
    PageName.SUBJECT_ACCESS: "ui.pages.requests.page:SubjectAccessPage",
    PageName.RETENTION: "ui.pages.retention.page:RetentionPage",
    PageName.POLICY: "ui.pages.office.policy:PolicyPage",
    PageName.CHECKLIST: "ui.pages.office.checklist:StartChecklistPage",
    PageName.GOAL_EXAMPLES: "ui.pages.office.goal_examples:GoalExamplesPage",
    PageName.WORDING: "ui.pages.office.wording:WordingPage",
    PageName.CONTACTS: "ui.pages.office.contacts:ContactsPage",
    PageName.LISTS: "ui.pages.office.lists:ListsPage",
    PageName.HISTORY: "ui.pages.history.page:HistoryPageView",
    PageName.BACKUPS: "ui.pages.backups.page:BackupsPage",
    PageName.SETTINGS: "ui.pages.desk.settings:SettingsPage",
    PageName.SHORTCUTS: "ui.pages.desk.shortcuts:ShortcutsPage",
    PageName.WHATS_NEW: "ui.pages.desk.whats_new:WhatsNewPage",
    PageName.ABOUT: "ui.pages.desk.about:AboutPage",
}

PAGES = tuple(name for name in PageName if name in _PLACES)
PageMaker = type[Page]


def bring(name: PageName) -> PageMaker:
    """Import a page, on a worker."""
    module, _, kind = _PLACES[name].partition(":")
    return cast("PageMaker", getattr(import_module(module), kind))
