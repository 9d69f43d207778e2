"""Teams and patches: kinds, numbers, hours from a day on, who serves what, and which postcodes belong to a patch."""

from datetime import date
from typing import Any
from uuid import UUID

from app.door.changes import Topic
from app.queries.office import teams_and_patches as queries
from app.queries.office.teams_and_patches import HoursRow, PatchRow, StillIn, TeamRow, TeamsAndPatches
from models.values import hours_text, london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.navigation import PageName
from ui.pages.office import team_forms as forms
from ui.pages.office.list_panel import ListPanel
from ui.pages.page import Page
from ui.tables.row_table_model import RIGHT, Column
from ui.text import count, full_day_text
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import words

_Form = tuple[FormSpec[Any], Any, str]
_NO_HOURS = "The hours have been the same since the team began."


class TeamsPage(Page):
    """Three lists under each other: the teams, the hours of the chosen one, the patches."""

    name = PageName.TEAMS
    says = "What the office's teams can do, where, and from which day. What closes keeps its history."
    topics = frozenset({Topic.SETTINGS, Topic.CAPACITY, Topic.EPISODES, Topic.REFERRALS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view = TeamsAndPatches((), (), ())
        self.teams = self._teams()
        self.is_in = words("", "quiet", "teams.is_in")
        self.teams.body.addWidget(self.is_in)
        self.hours = self._hours()
        self.patches = self._patches()
        self.warnings = words("", "strong", "teams.warnings")
        self.patches.body.addWidget(self.warnings)
        for panel in (self.teams, self.hours, self.patches):
            panel.led.connect(self.lead_to)
            self.body.addWidget(panel)
        self.body.addStretch(1)
        self.teams.chosen.connect(self._show_team)

    def refresh(self) -> None:
        """Everything of both."""
        self.door.ask(self, queries.teams_and_patches).then(self._show, self.notice.say, latest="teams.all")

    def _show(self, view: TeamsAndPatches) -> None:
        self._view = view
        self.teams.show_rows(view.teams)
        self.patches.show_rows(view.patches)
        self.warnings.setText(" ".join(view.warnings))
        self.warnings.setVisible(bool(view.warnings))
        self.arrived()

    def _show_team(self) -> None:
        team = self.teams.table.current()
        self.hours.setVisible(team is not None)
        if team is None:
            self.is_in.setText("")
            return
        self.hours.set_title(f"Hours of {team.name}")
        self.hours.show_rows(team.hours)
        self.door.ask(self, queries.who_is_in, team=team.id).then(
            self._show_who, self.notice.say, latest="teams.who_is_in"
        )

    def _show_who(self, people: tuple[StillIn, ...]) -> None:
        team = self.teams.table.current()
        if team is None:
            return
        staff = f" {count(team.staff, 'member')} of staff." if team.staff else ""
        hows = [each.how for each in people]
        each_way = [f"{hows.count(how)} {how}" for how in dict.fromkeys(hows)]
        self.is_in.setText(f"In {team.name} now: {', '.join(each_way) or 'nobody'}.{staff}")

    # --- the three lists --------------------------------------------------------------------------------------

    def _teams(self) -> ListPanel[TeamRow]:
        panel = ListPanel(self.desk, "teams", "list", "Teams", _team_columns(self), _key, "No team yet: add the first.")
        panel.add_deeds(
            panel.opens("&New team…", "new", Icon.NEW, self._new_team, when=_always, kind="primary"),
            panel.opens("Name and tele&phone…", "rename", Icon.EDIT, _about(forms.TEAM), when=_is_open),
            panel.opens("&Hours from a day…", "change_hours", Icon.HISTORY, _about(forms.HOURS), when=_is_open),
            panel.opens("Patches ser&ved…", "serves", Icon.PATCH, self._serves, when=_is_open),
            panel.opens("Close the team…", "close", Icon.CLOSURE, _about(forms.CLOSE_TEAM), when=_is_open),
            panel.opens("Open it again…", "open_again", Icon.UNDO, _about(forms.OPEN_TEAM), when=_is_closed),
        )
        return panel

    def _hours(self) -> ListPanel[HoursRow]:
        panel = ListPanel(self.desk, "teams", "hours", "Hours", _hours_columns(self), _key, _NO_HOURS)
        panel.add_deeds(
            panel.opens("&Withdraw…", "withdraw", Icon.UNDO, _about(forms.WITHDRAW), when=_can_be_withdrawn)
        )
        return panel

    def _patches(self) -> ListPanel[PatchRow]:
        panel = ListPanel(
            self.desk, "teams", "patches", "Patches", _patch_columns(self), _key, "No patch yet: add the first."
        )
        panel.add_deeds(
            panel.opens("New p&atch…", "new_patch", Icon.NEW, self._new_patch, when=_always),
            panel.opens("Name and &boundary…", "patch", Icon.EDIT, _about(forms.PATCH), when=_is_open),
            panel.opens("Close the patch…", "close_patch", Icon.CLOSURE, _about(forms.CLOSE_PATCH), when=_is_open),
            panel.opens("Open it again…", "open_patch", Icon.UNDO, _about(forms.OPEN_PATCH), when=_is_closed),
        )
        return panel

    def _new_team(self, _row: TeamRow | None) -> _Form:
        return forms.NEW_TEAM, forms.TeamWithPatches(None, self._open_patches()), "new"

    def _serves(self, row: TeamRow | None) -> _Form | None:
        return (forms.SERVES, forms.TeamWithPatches(row, self._open_patches()), str(row.id)) if row else None

    def _new_patch(self, _row: PatchRow | None) -> _Form:
        teams = tuple((each.id, each.name) for each in self._view.teams if each.closed_from is None)
        return forms.NEW_PATCH, forms.PatchWithTeams(teams), "new"

    def _open_patches(self) -> tuple[tuple[UUID, str], ...]:
        return tuple((each.id, each.name) for each in self._view.patches if each.closed_from is None)

    def day(self, day: date) -> str:
        """A day as this desk says it today."""
        return full_day_text(day, london_day(self.desk.clock.now()))


def _about(spec: FormSpec[Any]) -> Any:
    return lambda row: (spec, row, str(row.id)) if row is not None else None


def _key(row: Any) -> UUID:
    key: UUID = row.id
    return key


def _always(_row: object) -> bool:
    return True


def _is_open(row: TeamRow | PatchRow | None) -> bool:
    return row is not None and row.closed_from is None


def _is_closed(row: TeamRow | PatchRow | None) -> bool:
    return row is not None and row.closed_from is not None


def _can_be_withdrawn(row: HoursRow | None) -> bool:
    return row is not None and row.can_be_withdrawn


def _state(page: TeamsPage, row: TeamRow | PatchRow) -> str:
    return f"closed from {page.day(row.closed_from)}: {row.closed_because}" if row.closed_from else ""


def _team_columns(page: TeamsPage) -> tuple[Column[TeamRow], ...]:
    return (
        Column("name", "Team", lambda row: row.name, bold=True, width=160),
        Column("kind", "Kind", lambda row: row.kind.label, width=140),
        Column("hours", "Hours a week", lambda row: hours_text(row.minutes), sort=lambda row: row.minutes, align=RIGHT,
               tooltip=lambda row: row.because, width=100),
        Column("telephone", "Telephone", lambda row: row.telephone, width=115, gives_way=True),
        Column("patches", "Patches", lambda row: ", ".join(name for _, name in row.patches), width=160),
        Column("state", "State", lambda row: _state(page, row), quiet=True),
    )  # fmt: skip


def _hours_columns(page: TeamsPage) -> tuple[Column[HoursRow], ...]:
    return (
        Column("from", "From", lambda row: page.day(row.from_day), sort=lambda row: row.from_day,
               struck=lambda row: bool(row.withdrawn), width=150),
        Column("hours", "Hours a week", lambda row: hours_text(row.minutes), sort=lambda row: row.minutes, align=RIGHT,
               struck=lambda row: bool(row.withdrawn), width=100),
        Column("because", "Why", lambda row: row.because, width=200),
        Column("by", "Who said so", lambda row: f"{row.by}, {page.day(london_day(row.set_at))}",
               sort=lambda row: row.set_at, width=200),
        Column("state", "State", lambda row: row.withdrawn, quiet=True),
    )  # fmt: skip


def _patch_columns(page: TeamsPage) -> tuple[Column[PatchRow], ...]:
    return (
        Column("name", "Patch", lambda row: row.name, bold=True, width=150),
        Column("postcodes", "Postcodes", lambda row: ", ".join(row.parts), width=220),
        Column("teams", "Served by", lambda row: ", ".join(row.teams), width=220),
        Column("state", "State", lambda row: _state(page, row), quiet=True),
    )
