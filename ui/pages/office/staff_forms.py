"""The questions of the deeds about one of the staff: who they are, what they become, when they are here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias
from uuid import UUID

from PySide6.QtWidgets import QCheckBox

from app.door.door import Deed
from app.queries.office.staff import LeaveRow, MemberRow
from app.services.office import days_on_staff, staff
from models.values import london_day
from models.vocabulary.staff import Role
from ui.icons import Icon
from ui.pages.office.staff_said import leave_text
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.inline_form import FormSpec, InlineForm

Ready: TypeAlias = Callable[[], Deed]
Teams: TypeAlias = tuple[tuple[UUID, str], ...]
_LAST_MEANT = "No DSO is left: that is meant"
_DAY_MEANT = "This day is meant"


@dataclass(frozen=True, slots=True)
class AboutMember:
    """Somebody of the staff, and the teams that the office has."""

    row: MemberRow
    teams: Teams


def _roles() -> list[tuple[Role, str]]:
    return [(each, each.label) for each in Role]


def _teams_asked(form: InlineForm, teams: Teams, main: UUID | None, others: tuple[UUID, ...]) -> "_TeamsSaid":
    box: ChoiceBox[UUID | None] = form.choice_box("team", "Main &team", ((None, "No team"), *teams), preset=main)
    if main is None:
        box.setCurrentIndex(0)
    ticks = {
        key: form.tick(f"also.{number}", f"Also works in {name}", preset=key in others)
        for number, (key, name) in enumerate(teams, 1)
        if len(teams) > 1
    }
    return _TeamsSaid(box, ticks)


@dataclass(frozen=True, slots=True)
class _TeamsSaid:
    """The main team and the others, as the form says them."""

    main: ChoiceBox[UUID | None]
    also: dict[UUID, QCheckBox]

    @property
    def others(self) -> tuple[UUID, ...]:
        """Those that are ticked; the main one counts once."""
        return tuple(key for key, tick in self.also.items() if tick.isChecked() and key != self.main.value())


def _add(form: InlineForm, teams: Teams) -> Ready:
    name = form.line("name", "Na&me", "As the ratings file and papers name them")
    role = form.choice("role", "R&ole", _roles())
    telephone = form.line("telephone", "Tele&phone")
    first = form.day_if_known(
        "first_day",
        "&First day",
        "From then on they are offered, and their ratings are taken in. Left empty: they have always worked here.",
        london_day(form.desk.clock.now()),
    )
    only = teams[0][0] if len(teams) == 1 else None  # nobody need choose where there is one team
    said = _teams_asked(form, teams, form.desk.team or only, ())
    trained = form.tick("trained", "Trained for &equipment and minor adaptations")
    return lambda: partial(
        staff.add_member,
        name=name.text(),
        role=role.value(),
        team=said.main.value(),
        other_teams=said.others,
        telephone=telephone.text(),
        trained_for_equipment=trained.isChecked(),
        first_day=first.value(),
    )


def _change(form: InlineForm, about: AboutMember) -> Ready:
    row = about.row
    name = form.line(
        "name", "Na&me", "A former name is kept: files and old papers that say it are understood", row.name
    )
    telephone = form.line("telephone", "Tele&phone", preset=row.telephone)
    said = _teams_asked(form, about.teams, row.team_id, row.other_teams)
    trained = form.tick("trained", "Trained for &equipment and minor adaptations", preset=row.trained_for_equipment)
    return lambda: partial(
        staff.change_member,
        member=row.id,
        seen=row.version,
        name=name.text(),
        team=said.main.value(),
        other_teams=said.others,
        telephone=telephone.text(),
        trained_for_equipment=trained.isChecked(),
    )


def _role(form: InlineForm, about: AboutMember) -> Ready:
    role = form.choice("role", "T&hey become", _roles())
    day = form.day_if_known(
        "from_day",
        "&From",
        "Left empty: it was recorded wrongly, and has always been so.",
        london_day(form.desk.clock.now()),
    )
    because = form.line("because", "Wh&y")
    day_is_meant = form.tick_when_asked("day_is_meant", _DAY_MEANT)
    last_is_meant = form.tick_when_asked("last_is_meant", _LAST_MEANT)
    return lambda: partial(
        staff.change_role,
        member=about.row.id,
        seen=about.row.version,
        role=role.value(),
        from_day=day.value(),
        because=because.text(),
        day_is_meant=day_is_meant(),
        last_is_meant=last_is_meant(),
    )


def _keep_role(_form: InlineForm, about: AboutMember) -> Ready:
    row, change = about.row, about.row.roles[0]
    return lambda: partial(staff.take_back_role, member=row.id, seen=row.version, change=change.id)


def _leave_staff(form: InlineForm, about: AboutMember) -> Ready:
    row = about.row
    day = form.day_to_come("last_day", "&Last day", "They are offered up to and including it.", row.last_day)
    because = form.line("because", "Wh&y", "Such as: retires, another post", row.because)
    day_is_meant = form.tick_when_asked("day_is_meant", _DAY_MEANT)
    last_is_meant = form.tick_when_asked("last_is_meant", _LAST_MEANT)
    return lambda: partial(
        days_on_staff.leave_staff,
        member=row.id,
        seen=row.version,
        last_day=day.value(),
        because=because.text(),
        day_is_meant=day_is_meant(),
        last_is_meant=last_is_meant(),
    )


def _stay(_form: InlineForm, about: AboutMember) -> Ready:
    return lambda: partial(days_on_staff.stay, member=about.row.id, seen=about.row.version)


def _come_back(form: InlineForm, about: AboutMember) -> Ready:
    day = form.day_to_come("first_day", "&First day", preset=london_day(form.desk.clock.now()))
    return lambda: partial(days_on_staff.come_back, member=about.row.id, seen=about.row.version, first_day=day.value())


def _begin(form: InlineForm, about: AboutMember) -> Ready:
    hint = "From then on they are offered, and their ratings are taken in. Left empty: they have always worked here."
    day = form.day_if_known("first_day", "&First day", hint, about.row.first_day)
    return lambda: partial(days_on_staff.begin_on, member=about.row.id, seen=about.row.version, first_day=day.value())


def _record_leave(form: InlineForm, about: AboutMember) -> Ready:
    first = form.day_to_come("first_day", "&First day")
    last = form.day_if_known("last_day", "&Last day", "Left empty: nobody knows yet when they are back.")
    is_meant = form.tick_when_asked("day_is_meant", _DAY_MEANT)
    return lambda: partial(
        days_on_staff.record_leave,
        member=about.row.id,
        seen=about.row.version,
        first_day=first.value(),
        last_day=last.value(),
        day_is_meant=is_meant(),
    )


def _which(form: InlineForm, about: AboutMember) -> ChoiceBox[LeaveRow]:
    """Which leave is meant: the first one, unless there are more to choose from."""
    today = london_day(form.desk.clock.now())
    known = [(each, leave_text(each, today)) for each in about.row.leave]
    box = form.choice_box("which", "&Which leave", known, preset=about.row.leave[0])
    box.setEnabled(len(known) > 1)
    return box


def _change_leave(form: InlineForm, about: AboutMember) -> Ready:
    which, begun = _which(form, about), about.row.leave[0]
    first = form.day_if_known("first_day", "&First day", preset=begun.first_day)
    last_hint = "Left empty: nobody knows yet when they are back."
    last = form.day_if_known("last_day", "&Last day", last_hint, begun.last_day)
    is_meant = form.tick_when_asked("day_is_meant", _DAY_MEANT)

    def show(leave: LeaveRow) -> None:
        first.set_value(leave.first_day)
        last.set_value(leave.last_day)

    which.picked.connect(show)
    return lambda: partial(
        days_on_staff.change_leave,
        member=about.row.id,
        seen=about.row.version,
        leave=(which.value() or begun).id,
        first_day=first.value() or begun.first_day,
        last_day=last.value(),
        day_is_meant=is_meant(),
    )


def _take_back_leave(form: InlineForm, about: AboutMember) -> Ready:
    which, begun = _which(form, about), about.row.leave[0]
    return lambda: partial(
        days_on_staff.take_back_leave,
        member=about.row.id,
        seen=about.row.version,
        leave=(which.value() or begun).id,
    )


ADD: FormSpec[Teams] = FormSpec("add", "Somebody new", "&Add them", "They are on the staff.", _add, sign=Icon.NEW)
CHANGE: FormSpec[AboutMember] = FormSpec("change", "Put right", "&Save", "It is put right.", _change)
ROLE: FormSpec[AboutMember] = FormSpec(
    "role", "Another role", "&Change the role", "The role is changed.", _role,
    lesson="From that day on they are offered, and decide, as what they are then.",
)  # fmt: skip
KEEP_ROLE: FormSpec[AboutMember] = FormSpec(
    "keep_role", "Take the change of role back", "&Take it back", "The role stays as it is.", _keep_role,
    lesson="The change that is to come counts on no day; that it was planned stays on record.", sign=Icon.UNDO,
)  # fmt: skip
LEAVE_STAFF: FormSpec[AboutMember] = FormSpec(
    "leave_staff", "They leave", "&Record the last day", "The last day is recorded.", _leave_staff,
    lesson="After it they are offered nowhere. Their history stays, and what they have waits to be handed on.",
)  # fmt: skip
STAY: FormSpec[AboutMember] = FormSpec(
    "stay", "They stay after all", "They &stay", "They stay.", _stay, lesson="The last day is taken back.",
    sign=Icon.UNDO,
)  # fmt: skip
COME_BACK: FormSpec[AboutMember] = FormSpec(
    "come_back", "They come back", "&Record the first day", "They are on the staff again from that day.", _come_back
)
BEGIN: FormSpec[AboutMember] = FormSpec("begin", "First day", "&Save", "The first day is put right.", _begin)
RECORD_LEAVE: FormSpec[AboutMember] = FormSpec(
    "record_leave", "Leave", "&Record the leave", "The leave is recorded.", _record_leave,
    lesson="They stay on the staff. What can't wait is handed on to whoever covers.",
)  # fmt: skip
CHANGE_LEAVE: FormSpec[AboutMember] = FormSpec(
    "change_leave", "Other days of leave", "&Save", "The leave has these days.", _change_leave
)
TAKE_BACK_LEAVE: FormSpec[AboutMember] = FormSpec(
    "take_back_leave", "No leave after all", "&Take it back", "The leave is taken back.", _take_back_leave,
    sign=Icon.UNDO,
)  # fmt: skip
