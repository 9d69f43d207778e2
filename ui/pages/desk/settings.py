"""What this desk remembers: how it looks, which team is in view at the start, how long success is told, folders."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.desk.newest import LookedFor, look_for_it_in, looked_for_in, newer
from app.desk.preferences import TEXT_SIZES, Scheme
from app.queries.office import choices as queries
from app.queries.office.choices import TeamChoice
from models.vocabulary.languages import Language
from ui import notification_area
from ui.actions import spec_of
from ui.desk import Desk
from ui.dialogs.files import open_folder
from ui.navigation import PageName
from ui.pages.page import Page
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.grown import grow
from ui.widgets.labels_and_buttons import Field, Panel, button, buttons, words

_ENGLISH = "English"
_SCHEMES = (
    (Scheme.SYSTEM, "As this computer is set"),
    (Scheme.LIGHT, "Light"),
    (Scheme.DARK, "Dark"),
    (Scheme.CONTRAST, "High contrast"),
)
_LANGUAGES: tuple[tuple[Language | str, str], ...] = (
    (_ENGLISH, "English"),
    *((each, f"{each.label} (draft, not yet read by a translator)") for each in Language),
)
_STAYS = ((0, "Until the next deed"), (10, "For 10 seconds"), (30, "For 30 seconds"))
_OF_LANGUAGE = (
    "Taken at the next start. Today and Closure are told in it; what has no sentence in it yet stays English, and so "
    "does what people typed."
)
_NEWEST = (
    "Whoever looks after Homeward can put a notice of the newest version into a folder. It is told here, and nothing "
    "else happens: nothing is fetched from the network, and nothing is installed."
)


class SettingsPage(Page):
    """Each choice holds at once and is kept on this computer: nothing here changes the office."""

    name = PageName.SETTINGS
    says = "For this computer and whoever is logged in to it. Each choice holds at once, but for the language."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self.scheme: ChoiceBox[Scheme] = ChoiceBox(look, "settings.scheme")
        self.scheme.set_choices(_SCHEMES)
        self.text_size: ChoiceBox[int] = ChoiceBox(look, "settings.text_size")
        self.text_size.set_choices([(size, f"{size} %") for size in TEXT_SIZES])
        self.size_field = Field(look, "Te&xt size", self.text_size)
        self.language: ChoiceBox[Language | str] = ChoiceBox(look, "settings.language")
        self.language.set_choices(_LANGUAGES)
        self.team: ChoiceBox[UUID | None] = ChoiceBox(look, "settings.team")
        self.stays: ChoiceBox[int] = ChoiceBox(look, "settings.success_stays")
        self.stays.set_choices(_STAYS)
        self.overdue: ChoiceBox[bool] = ChoiceBox(look, "settings.overdue")
        self.overdue.set_choices(((False, "Not at all"), (True, "How many things, and never whose")))
        self.overdue.setEnabled(notification_area.is_there())
        self.folder = words("", "", "settings.folder")
        self.tracker = words("", "", "settings.tracker")
        self.forget = button(look, "&Forget the folders", "settings.forget", kind="quiet")
        self.newest = words("", "", "settings.newest")
        self.newest_in = button(look, "&Look in a folder…", "settings.newest_in")
        self.newest_no_more = button(look, "&Don't look any more", "settings.newest_no_more", kind="quiet")
        self._build()
        self.scheme.picked.connect(look.set_scheme)
        self.text_size.picked.connect(look.set_text_size)
        self.language.picked.connect(self._keep_language)
        self.team.picked.connect(self._keep_team)
        self.stays.picked.connect(self._keep_stay)
        self.overdue.picked.connect(self._keep_overdue)
        self.forget.clicked.connect(self._forget)
        self.newest_in.clicked.connect(self._choose_newest)
        self.newest_no_more.clicked.connect(partial(self._look_in, ""))
        look.changed.connect(self._show_desk)
        desk.shortcuts.changed.connect(self._show_keys)
        self._show_keys()

    def refresh(self) -> None:
        """What the desk keeps, and which teams there are."""
        self._show_desk()
        self.door.ask(self, queries.teams).then(self._show_teams, self.notice.say, latest="settings.teams")
        self.door.fetch(self, _newest).then(self._show_newest, self.notice.say, latest="settings.newest")

    def _show_desk(self) -> None:
        kept = self.desk.preferences
        self.scheme.set_value(kept.scheme)
        self.text_size.set_value(kept.text_size)
        self.language.set_value(kept.language or _ENGLISH)
        self.stays.set_value(kept.success_goes_after)
        self.overdue.set_value(kept.tells_overdue and self.overdue.isEnabled())
        self.folder.setText(f"Files were last chosen in {kept.folder}." if kept.folder else "No folder is remembered.")
        by_itself = f" What waits goes out by itself every {kept.tracker_every} minutes." if kept.tracker_every else ""
        self.tracker.setText(
            f"The tracker was last written to {kept.tracker}.{by_itself}"
            if kept.tracker
            else "No tracker was written from here."
        )
        self.forget.setEnabled(bool(kept.folder or kept.tracker))

    def _show_keys(self) -> None:
        bigger, smaller = (self.desk.shortcuts.of(spec_of(f"window.{name}")) for name in ("bigger", "smaller"))
        told = [f"{keys} makes all text {name}." for keys, name in ((bigger, "bigger"), (smaller, "smaller")) if keys]
        self.size_field.set_hint(" ".join(told))

    def _show_teams(self, teams: tuple[TeamChoice, ...]) -> None:
        self.team.set_choices([(None, "Every team"), *((team.id, team.name) for team in teams)])
        self.team.set_value(self.desk.preferences.team)
        self.arrived()

    def _keep_team(self, team: UUID | None) -> None:
        self.desk.preferences.team = team
        self.desk.choose_team(team)

    def _keep_language(self, language: Language | str) -> None:
        self.desk.preferences.language = language if isinstance(language, Language) else None

    def _keep_stay(self, seconds: int) -> None:
        self.desk.preferences.success_goes_after = seconds

    def _keep_overdue(self, is_wished: bool) -> None:  # noqa: FBT001  a signal's value
        self.desk.preferences.tells_overdue = is_wished
        self.desk.shared.tells_overdue.emit()

    def _forget(self) -> None:
        self.desk.preferences.folder = ""
        self.desk.preferences.tracker = ""
        self.desk.preferences.tracker_every = 0  # it isn't to go into the next one unasked
        if self.desk.shared.tracker is not None:
            self.desk.shared.tracker.follow()
        self._show_desk()

    def _show_newest(self, found: tuple[LookedFor | None, str]) -> None:
        looked_for, told = found
        where = "Newer versions aren't looked for." if looked_for is None else f"Looked for in {looked_for.place}."
        is_newest = "" if looked_for is None or told else "There is no newer one."
        self.newest.setText(" ".join(filter(None, (where, told or is_newest))))
        self.newest_no_more.setEnabled(looked_for is not None and looked_for.is_own)

    def _choose_newest(self) -> None:
        folder = open_folder(self, self.desk.preferences, "Where is the notice of the newest version?")
        if folder is not None:
            self._look_in(str(folder))

    def _look_in(self, place: str) -> None:
        named = partial(look_for_it_in, place)
        self.door.keep(self, named).then(lambda _nothing: self.refresh(), self.notice.say)

    def _build(self) -> None:
        self._add("Look", Field(self.look, "&Theme", self.scheme), self.size_field)
        self._add(
            "Window",
            Field(self.look, "Lan&guage of the window", self.language, _OF_LANGUAGE),
            Field(self.look, "Tea&m in view at the start", self.team, "It is in view now, too; the bar changes it."),
            Field(self.look, "A word of &success stays", self.stays, "Refusals and troubles stay until you answer."),
            Field(self.look, "Tell &beside the window what becomes overdue", self.overdue, self._about_overdue()),
        )
        folders = Panel(self.look, "Folders", "settings.folders_panel")
        for each in (self.folder, self.tracker):
            folders.body.addWidget(each)
        folders.body.addLayout(buttons(self.look, self.forget))
        self.body.addWidget(folders)
        newest = Panel(self.look, "Newer versions", "settings.newest_panel")
        newest.body.addWidget(words(_NEWEST, "quiet"))
        newest.body.addWidget(self.newest)
        newest.body.addLayout(buttons(self.look, self.newest_in, self.newest_no_more))
        self.body.addWidget(newest)
        self.body.addStretch(1)

    def _about_overdue(self) -> str:
        if self.overdue.isEnabled():
            return "In the notification area, of what is yours on Today. Pressing the notice opens Today."
        return "This computer has no notification area that Homeward could use."

    def _add(self, title: str, *fields: Field) -> None:
        panel = Panel(self.look, title, f"settings.{title.casefold()}_panel")
        for each in fields:
            grow(self.look, each.control, QWidget.setMaximumWidth, 360)
            panel.body.addWidget(each)
        self.body.addWidget(panel)


def _newest() -> tuple[LookedFor | None, str]:
    """On a worker: a share may keep somebody waiting."""
    return looked_for_in(), newer()
