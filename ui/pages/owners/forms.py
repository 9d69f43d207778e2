"""The questions of handing on many at once: to whom, to which team or patch, from which day, and why (DAY-4)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeAlias
from uuid import UUID

from app.door.door import Deed
from app.queries.owners.who_has_what import Everybody, HeldRow
from app.services.owners import handing_on, moving
from models.values import london_day
from models.vocabulary.owners import OwnerOf
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.inline_form import FormSpec, InlineForm

Ready: TypeAlias = Callable[[], Deed]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose things, which of them, and who there is to take them."""

    whose: UUID
    rows: tuple[HeldRow, ...]
    all: Everybody


@dataclass(frozen=True, slots=True)
class _When:
    """From which day, why, and what was asked back."""

    day: Callable[[], date]
    because: Callable[[], str]
    is_meant: Callable[[], bool]
    later_stands: Callable[[], bool]


def _when(form: InlineForm) -> _When:
    day = form.day_to_come("from_day", "&From", preset=london_day(form.desk.clock.now()))
    because = form.line("because", "Wh&y", "Such as leave, a leaver, a new boundary")
    is_meant = form.tick_when_asked("day_is_meant", "This day is meant")
    later = form.tick_when_asked("later_stands", "What is said for a later day still stands")
    return _When(day.value, because.text, is_meant, later)


def _hand_on(form: InlineForm, chosen: Chosen) -> Ready:
    roles = frozenset[OwnerOf]().union(*(row.roles for row in chosen.rows))
    able = [each for each in chosen.all.staff if each.id != chosen.whose and all(each.can_have(what) for what in roles)]
    form.note(f"{len(chosen.rows):,} ticked: {', '.join(sorted(what.label for what in roles))}.")
    if not able:
        form.note("Nobody can have all of these: tick those of one role, and hand the others on after them.")
    heir = form.choice("staff", "&To whom", [(each.id, f"{each.name}, {each.role.label}") for each in able])
    when = _when(form)
    return lambda: partial(
        handing_on.hand_on,
        whose=chosen.whose,
        staff=heir.value(),
        only=tuple(row.record for row in chosen.rows),
        from_day=when.day(),
        because=when.because(),
        day_is_meant=when.is_meant(),
        later_stands=when.later_stands(),
    )


def _move_team(form: InlineForm, chosen: Chosen) -> Ready:
    kind = next(each.kind for each in chosen.all.teams if each.id == chosen.whose)
    teams = [(each.id, each.name) for each in chosen.all.teams if each.kind is kind and each.id != chosen.whose]
    form.note(f"{len(chosen.rows):,} ticked. The other team needs the hours of all in service free from that day on.")
    team = form.choice("team", "&Team", teams)
    dsos = [(each.id, each.name) for each in chosen.all.staff if each.can_have(OwnerOf.DSO)]
    dso: ChoiceBox[UUID | None] = form.choice_box("dso", "&DSO there", ((None, "Stays as it is"), *dsos))
    when = _when(form)
    return lambda: partial(
        moving.move_team,
        episodes=tuple(row.record for row in chosen.rows if not row.is_referral),
        referrals=tuple(row.record for row in chosen.rows if row.is_referral),
        team=team.value(),
        dso=dso.value(),
        from_day=when.day(),
        because=when.because(),
        day_is_meant=when.is_meant(),
        later_stands=when.later_stands(),
    )


def _move_patch(form: InlineForm, chosen: Chosen) -> Ready:
    patches = [(each.id, each.name) for each in chosen.all.patches if each.id != chosen.whose]
    form.note(f"{len(chosen.rows):,} ticked, with all their referrals. Their team stays.")
    patch = form.choice("patch", "&Patch", patches)
    when = _when(form)
    return lambda: partial(
        moving.move_patch,
        people=tuple(row.record for row in chosen.rows),
        patch=patch.value(),
        from_day=when.day(),
        because=when.because(),
        day_is_meant=when.is_meant(),
        later_stands=when.later_stands(),
    )


HAND_ON: FormSpec[Chosen] = FormSpec(
    "hand_on", "Hand on what is ticked", "&Hand it on", "It is handed on from that day.", _hand_on
)
MOVE_TEAM: FormSpec[Chosen] = FormSpec(
    "move_team", "Move what is ticked to another team", "&Move", "It moves from that day.", _move_team
)
MOVE_PATCH: FormSpec[Chosen] = FormSpec(
    "move_patch",
    "Another patch for who is ticked",
    "&Record it",
    "The patch is another one from that day.",
    _move_patch,
)
