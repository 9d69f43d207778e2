"""The forms of teams and patches: new ones, their names and numbers, hours from a day on, and their end."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias
from uuid import UUID

from app.door.changes import Changes
from app.door.door import Deed
from app.queries.office.teams_and_patches import HoursRow, PatchRow, TeamRow
from app.services.capacity import contracted_hours
from app.services.office import patches as patch_deeds
from app.services.office import teams as team_deeds
from models.values import hours_text, london_day
from models.vocabulary.staff import TeamKind
from ui.icons import Icon
from ui.widgets.hours_edit import HoursEdit
from ui.widgets.inline_form import FormSpec, InlineForm

Ready: TypeAlias = Callable[[], Deed]
Named: TypeAlias = tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class TeamWithPatches:
    """A team, none where it is to be made, beside all patches that are open."""

    team: TeamRow | None
    patches: Named


@dataclass(frozen=True, slots=True)
class PatchWithTeams:
    """A patch that is to be made, beside all teams that are open."""

    teams: Named


def _ticked(form: InlineForm, key: str, named: Named, chosen: frozenset[UUID]) -> Callable[[], tuple[UUID, ...]]:
    """A tick for each of these."""
    boxes = [
        (known, form.tick(f"{key}.{number}", name, preset=known in chosen))
        for number, (known, name) in enumerate(named, start=1)
    ]
    return lambda: tuple(known for known, box in boxes if box.isChecked())


def _new_team(form: InlineForm, about: TeamWithPatches) -> Ready:
    name = form.line("name", "&Name")
    kind = form.choice("kind", "&Kind", [(each, each.label) for each in TeamKind], preset=TeamKind.SHORT_TERM)
    hours = form.amount(HoursEdit(form.name("hours")), "&Hours a week", "Worker hours contracted, of the whole team")
    telephone = form.line("telephone", "Tele&phone", "On papers for families; may be left empty")
    form.note("Which patches it serves:" if about.patches else "Add its patches below, once it is there.")
    patches = _ticked(form, "serves", about.patches, frozenset())
    return lambda: partial(
        team_deeds.new_team,
        name=name.text(),
        kind=kind.value(),
        worker_minutes=hours.value(),
        telephone=telephone.text(),
        patches=patches(),
    )


NEW_TEAM: FormSpec[TeamWithPatches] = FormSpec(
    "new_team", "New team", "&Add the team", "The team is added, and offered everywhere.", _new_team, sign=Icon.SAVE
)


def _rename(form: InlineForm, team: TeamRow) -> Ready:
    name = form.line("name", "&Name", preset=team.name)
    telephone = form.line("telephone", "Tele&phone", "On papers for families; may be left empty", team.telephone)
    return lambda: partial(
        team_deeds.change_team, team=team.id, seen=team.version, name=name.text(), telephone=telephone.text()
    )


TEAM: FormSpec[TeamRow] = FormSpec(
    "team", "Name and telephone", "&Save the team", "The team is changed.", _rename, sign=Icon.SAVE
)


def _serves(form: InlineForm, about: TeamWithPatches) -> Ready:
    team = about.team
    if team is None:
        raise LookupError("patches are served by a team")
    patches = _ticked(form, "serves", about.patches, frozenset(key for key, _ in team.patches))
    return lambda: partial(team_deeds.set_patches, team=team.id, seen=team.version, patches=patches())


SERVES: FormSpec[TeamWithPatches] = FormSpec(
    "serves", "Patches that it serves", "&Save the patches", "The patches are saved.", _serves,
    lesson="Of a new referral the team is preset by its patch. Nobody who is recorded moves by it.", sign=Icon.SAVE,
)  # fmt: skip


def _hours(form: InlineForm, team: TeamRow) -> Ready:
    today = london_day(form.desk.clock.now())
    hours = form.amount(
        HoursEdit(form.name("hours")), "&Hours a week", f"In force today: {hours_text(team.minutes)} h", team.minutes
    )
    first = form.day_to_come("from_day", "&From", "Until then the present hours stay in force", today)
    because = form.line("because", "Wh&y", "Such as: two workers more from April")
    is_meant = form.tick_when_asked("day_is_meant", "This day is meant")
    return lambda: partial(
        contracted_hours.set_contracted,
        team=team.id,
        seen=team.version,
        worker_minutes=hours.value(),
        because=because.text(),
        from_day=first.value(),
        day_is_meant=is_meant(),
    )


HOURS: FormSpec[TeamRow] = FormSpec(
    "hours", "Contracted hours from a day on", "&Save the hours", "The hours are saved.", _hours,
    lesson="Nothing is promised beyond them on any day. Leave and sickness come off them in Referrals, at Capacity.",
    sign=Icon.SAVE,
)  # fmt: skip


def _withdraw(form: InlineForm, row: HoursRow) -> Ready:
    because = form.line("because", "Wh&y", "Such as: the new worker doesn't come")
    return lambda: partial(
        contracted_hours.withdraw_contracted, change=row.id, seen=row.version, because=because.text()
    )


WITHDRAW: FormSpec[HoursRow] = FormSpec(
    "withdraw", "Withdraw the change of hours", "Wi&thdraw the change", "The change is withdrawn.", _withdraw,
    lesson="What is in force before it stays so.", sign=Icon.UNDO,
)  # fmt: skip


def _closing(form: InlineForm, deed: Callable[..., Changes], *, verb: str) -> Ready:
    today = london_day(form.desk.clock.now())
    first = form.day_to_come("from_day", "&From", "The first day without it", today)
    because = form.line("because", "Wh&y", verb)
    is_meant = form.tick_when_asked("day_is_meant", "This day is meant")
    return lambda: partial(deed, from_day=first.value(), because=because.text(), day_is_meant=is_meant())


def _close_team(form: InlineForm, team: TeamRow) -> Ready:
    deed = partial(team_deeds.close_team, team=team.id, seen=team.version)
    return _closing(form, deed, verb="Such as: joined with North")


CLOSE_TEAM: FormSpec[TeamRow] = FormSpec(
    "close_team", "Close the team", "&Close the team", "The team is closed; its history stays.", _close_team,
    lesson="It is offered nowhere from now on. To take nobody new until a day, set its hours from that day to 0.",
    sign=Icon.CLOSURE, kind="danger",
)  # fmt: skip


def _open_team(form: InlineForm, team: TeamRow) -> Ready:
    because = form.line("because", "Wh&y", "Such as: closed by mistake")
    return lambda: partial(team_deeds.open_team_again, team=team.id, seen=team.version, because=because.text())


OPEN_TEAM: FormSpec[TeamRow] = FormSpec(
    "open_team", "Open the team again", "&Open it again", "The team is open again.", _open_team, sign=Icon.UNDO
)


def _postcodes(form: InlineForm, preset: str = "") -> Callable[[], str]:
    return form.text("postcodes", "Post&codes", "Outward codes or sectors between commas, such as DE4, DE45 1", preset)


def _new_patch(form: InlineForm, about: PatchWithTeams) -> Ready:
    name = form.line("name", "&Name")
    postcodes = _postcodes(form)
    form.note("Which teams serve it:")
    teams = _ticked(form, "teams", about.teams, frozenset())
    return lambda: partial(patch_deeds.new_patch, name=name.text(), postcodes=postcodes(), teams=teams())


NEW_PATCH: FormSpec[PatchWithTeams] = FormSpec(
    "new_patch", "New patch", "&Add the patch", "The patch is added, and offered everywhere.", _new_patch,
    sign=Icon.SAVE,
)  # fmt: skip


def _change_patch(form: InlineForm, patch: PatchRow) -> Ready:
    name = form.line("name", "&Name", preset=patch.name)
    postcodes = _postcodes(form, ", ".join(patch.parts))
    return lambda: partial(
        patch_deeds.change_patch, patch=patch.id, seen=patch.version, name=name.text(), postcodes=postcodes()
    )


PATCH: FormSpec[PatchRow] = FormSpec(
    "patch", "Name and boundary", "&Save the patch", "The patch is changed.", _change_patch,
    lesson="A postcode that is typed suggests its patch. Nobody who is recorded moves by it.", sign=Icon.SAVE,
)  # fmt: skip


def _close_patch(form: InlineForm, patch: PatchRow) -> Ready:
    deed = partial(patch_deeds.close_patch, patch=patch.id, seen=patch.version)
    return _closing(form, deed, verb="Such as: joined with Matlock")


CLOSE_PATCH: FormSpec[PatchRow] = FormSpec(
    "close_patch", "Close the patch", "&Close the patch", "The patch is closed; its history stays.", _close_patch,
    lesson="It is offered nowhere from now on, and its postcodes no longer suggest it.", sign=Icon.CLOSURE,
    kind="danger",
)  # fmt: skip


def _open_patch(form: InlineForm, patch: PatchRow) -> Ready:
    because = form.line("because", "Wh&y", "Such as: closed by mistake")
    return lambda: partial(patch_deeds.open_patch_again, patch=patch.id, seen=patch.version, because=because.text())


OPEN_PATCH: FormSpec[PatchRow] = FormSpec(
    "open_patch", "Open the patch again", "&Open it again", "The patch is open again.", _open_patch, sign=Icon.UNDO
)
