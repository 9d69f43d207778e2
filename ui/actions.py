"""Actions are data: one ActionSpec gives menu entry, shortcut, tooltip, accessible name and help page."""

from dataclasses import dataclass

from ui.icons import Icon
from ui.navigation import PageName, TabName


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One deed. `name` is its object name ("referrals.accept"); `help` the page, with its section after a #.

    `at_once`: it stores, undoes or ends something in one press, so that the search never does it by Enter alone.
    `about_nobody`: on a tab about one person, it needs nobody in view.
    """

    name: str
    text: str
    tip: str
    shortcut: str = ""
    icon: Icon | None = None
    help: str = ""
    at_once: bool = False
    about_nobody: bool = False

    @property
    def words(self) -> str:
        """What it is called, without its letter and without the points that say that it asks first."""
        return self.text.replace("&", "").rstrip("…")


# The window's own actions; the tabs' stand in their `specs`.
SHELL = (
    ActionSpec(
        "window.search", "&Search", "Find people, actions, pages and help", "Ctrl+K", Icon.SEARCH, "window#search"
    ),
    ActionSpec(
        "window.recent", "Re&cent people", "Whose records were open here last", "Ctrl+Shift+K", Icon.PERSON,
        "window#recent",
    ),
    ActionSpec(
        "window.together", "Print together…", "Several papers about whoever is in view", "Ctrl+Shift+P", Icon.PRINT,
        "window#papers",
    ),
    ActionSpec("window.office", "&Office…", "Teams, staff, rates, policy and lists", "", Icon.HOME, "window#office"),
    ActionSpec("window.tracker", "T&racker…", "What waits for Scheduling", "", Icon.EXPORT, "office#tracker"),
    ActionSpec("window.history", "H&istory…", "Who changed what, and when", "", Icon.HISTORY, "window#history"),
    ActionSpec("window.backups", "Bac&kups…", "Copies of this database, tried out", "", Icon.SAVE, "window#backups"),
    ActionSpec("window.bigger", "&Bigger text", "Make all text bigger", "Ctrl++", None, "window#text-size"),
    ActionSpec("window.smaller", "S&maller text", "Make all text smaller", "Ctrl+-", None, "window#text-size"),
    ActionSpec("window.normal", "Normal te&xt", "Text at 100 %", "Ctrl+0", None, "window#text-size"),
    ActionSpec("window.scheme.system", "&As this computer is set", "Light or dark", "", None, "window#theme"),
    ActionSpec("window.scheme.light", "&Light", "Dark text on white", "", Icon.LIGHT, "window#theme"),
    ActionSpec("window.scheme.dark", "&Dark", "Light text on dark grey", "", Icon.DARK, "window#theme"),
    ActionSpec(
        "window.scheme.contrast", "&High contrast", "Strong colours on black", "", Icon.CONTRAST, "window#theme"
    ),
    ActionSpec("window.settings", "Se&ttings…", "What this desk remembers", "", Icon.SETTINGS, "window#settings"),
    ActionSpec("window.seat", "&Who is at this desk…", "Choose whom the records name", "", Icon.PERSON, "window#desk"),
    ActionSpec("window.help", "Hel&p", "Help on this tab", "F1", Icon.HELP, "window#help"),
    ActionSpec("window.tour", "Tour o&f the window", "The window in a few steps", "", Icon.SIGNPOST, "window#tour"),
    ActionSpec(
        "window.whats_new", "What's new in this &version…", "What each version brought", "", Icon.FLAG,
        "window#whats-new",
    ),
    ActionSpec("window.about", "Abo&ut Homeward…", "Version, database, licences", "", Icon.INFO, "window#about"),
    ActionSpec("window.refresh", "Ask a&gain", "Ask the database again", "F5", None, "window#desk"),
    ActionSpec(
        "window.new", "&New window", "A further window on the same database", "Ctrl+Shift+N", None, "window#windows"
    ),
    ActionSpec("window.another", "Anoth&er database…", "Open another office", "", Icon.DATABASE, "window#another"),
    ActionSpec(
        "window.quit", "&Quit", "Close Homeward; what is typed is kept", "Ctrl+Q", Icon.CLOSE, "window#another",
        at_once=True,
    ),
)  # fmt: skip
TO_TABS = {
    name: ActionSpec(
        f"window.tab.{name.value}", name.title, f"Go to {name.title}", f"Ctrl+{name.number}", name.icon, "window"
    )
    for name in TabName
}

# Those of the menu's pages: the others are led by their buttons alone.
OF_PAGES = {
    PageName.TRACKER: (
        ActionSpec(
            "tracker.act.export", "&Export now", "Add what waits to the workbook", "Ctrl+E", Icon.EXPORT,
            "office#tracker",
        ),
    )
}  # fmt: skip


def spec_of(name: str) -> ActionSpec:
    """The window's own action of this name."""
    return next(spec for spec in SHELL if spec.name == name)
