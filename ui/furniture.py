"""What fills the shell: every tab by its name, and the shell's questions.

A tab is one line in `_TABS`. Each is imported when it is first wanted or when nothing else is to be done,
always by a worker: together they cost more than the start of everything else.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

from ui.navigation import TabName
from ui.screens import Screens
from ui.tabs.tab import Tab

_TABS: dict[TabName, str] = {
    TabName.TODAY: "ui.tabs.today.tab:TodayTab",
    TabName.REFERRALS: "ui.tabs.referrals.tab:ReferralsTab",
    TabName.PLANS: "ui.tabs.plans.tab:ServicePlansTab",
    TabName.GOALS: "ui.tabs.goals.tab:GoalsTab",
    TabName.TRANSFER: "ui.tabs.transfer.tab:InterimTransferTab",
    TabName.CLOSURE: "ui.tabs.closure.tab:ClosureTab",
    TabName.MEETINGS: "ui.tabs.meetings.tab:MeetingsTab",
    TabName.FIGURES: "ui.tabs.figures.tab:FiguresTab",
}


def screens() -> Screens:
    """Where every tab and the shell's questions are found."""
    return Screens(
        bring,
        _late("ui.desk_questions:teams"),
        _late("ui.people_questions:caseload"),
        _late("ui.people_questions:person"),
        _late("ui.people_questions:search"),
        _late("ui.desk_questions:seat"),
        _late("ui.desk_questions:staff"),
        _late("ui.desk_questions:limits"),
        _late("ui.people_questions:opened"),
        _late("ui.people_questions:copied"),
        _late("ui.people_questions:recent"),
    )


def bring(name: TabName) -> type[Tab]:
    """Import a tab, on a worker."""
    return cast("type[Tab]", _named(_TABS[name]))


def _late(place: str) -> Callable[..., Any]:
    """A question that is imported when it is first asked."""

    def ask(*asked: Any) -> Any:
        return _named(place)(*asked)

    return ask


def _named(place: str) -> Callable[..., Any]:
    module, _, name = place.partition(":")
    return cast("Callable[..., Any]", getattr(import_module(module), name))
