"""The questions of handing on what somebody has: what of it, to whom, from which day and why (DAY-4)."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TypeAlias
from uuid import UUID

from app.door.door import Deed
from app.queries.office import choices as office_queries
from app.queries.office.choices import StaffChoice
from app.queries.office.staff import MemberRow
from app.queries.owners.of_somebody import OwnedRow
from app.services.owners.handing_on import hand_on
from models.values import london_day
from models.vocabulary.owners import OwnerOf
from ui.icons import Icon
from ui.text import count
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.type_ahead import Match, TypeAhead

_DAY = timedelta(days=1)
What: TypeAlias = OwnerOf | OwnedRow | None  # all in one role, this one, or everything


@dataclass(frozen=True, slots=True)
class ToHandOn:
    """Whose, what they have, and which of it is chosen in the list."""

    member: MemberRow
    rows: tuple[OwnedRow, ...]
    chosen: OwnedRow | None


def _hand_on(form: InlineForm, view: ToHandOn) -> Callable[[], Deed]:
    member, day = view.member, first_day_without(view.member, london_day(form.desk.clock.now()))
    what = form.choice_box("what", "&What", _choices(view))
    what.setCurrentIndex(0)
    box = TypeAhead(form.desk.look, form.name("heir"), "Type a name")
    heir = form.someone(box, "&To whom", "Whoever is on the staff from that day.")

    def show(found: tuple[StaffChoice, ...]) -> None:
        others = (each for each in found if each.id != member.id)
        box.set_choices(tuple(Match(each.id, each.name, each.role.label) for each in others))

    form.desk.door.ask(form, office_queries.staff, day=day).then(show, form.notice.say)
    from_day = form.day_to_come("from_day", "&From", preset=day)
    because = form.line("because", "Wh&y", preset=_why(member))
    day_is_meant = form.tick_when_asked("day_is_meant", "This day is meant")
    later_stands = form.tick_when_asked("later_stands", "What is agreed for later still stands")
    return lambda: partial(
        hand_on,
        whose=member.id,
        staff=_id(heir.value()),
        because=because.text(),
        from_day=from_day.value(),
        only=_only(what.value()),
        roles=_roles(what.value()),
        day_is_meant=day_is_meant(),
        later_stands=later_stands(),
    )


def first_day_without(member: MemberRow, today: date) -> date:
    """From when somebody else has to have it: the day after the last one, the first of leave to come, else today."""
    if member.last_day is not None and member.last_day >= today:
        return member.last_day + _DAY
    first = min((each.first_day for each in member.leave), default=today)
    return max(first, today)


def _choices(view: ToHandOn) -> list[tuple[What, str]]:
    held = Counter(row.what for row in view.rows)
    found: list[tuple[What, str]] = [(None, f"Everything ({len(view.rows)})")]
    if len(held) > 1:
        found += [(what, f"Only as {what.label} ({count(number, 'thing')})") for what, number in held.items()]
    if len(view.rows) > 1 and view.chosen is not None:
        about = view.chosen.person or view.chosen.said
        found.append((view.chosen, f"Only the one chosen: {about}, {view.chosen.what.label}"))
    return found


def _only(what: What) -> tuple[UUID, ...] | None:
    return (what.record,) if isinstance(what, OwnedRow) else None


def _roles(what: What) -> tuple[OwnerOf, ...] | None:
    if isinstance(what, OwnedRow):
        return (what.what,)
    return (what,) if what is not None else None


def _why(member: MemberRow) -> str:
    if member.last_day is not None:
        return f"{member.name} leaves"
    return f"{member.name} is on leave" if member.leave else ""


def _id(match: Match) -> UUID:
    if not isinstance(match.id, UUID):
        raise TypeError("somebody of the staff is chosen by their id")
    return match.id


HAND_ON: FormSpec[ToHandOn] = FormSpec(
    "hand_on", "Hand on", "&Hand it on", "It is handed on from that day.", _hand_on, sign=Icon.TRANSFER,
    lesson="The history keeps who had it before. Whatever Scheduling has to hear goes into the tracker.",
)  # fmt: skip
