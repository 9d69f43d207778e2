"""Who has it: DSO, case coordinator, allocated worker, goal setter, team and patch, since when and why (DAY-4)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeAlias
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.door.door import Deed
from app.queries.owners import of_record
from app.queries.owners.of_record import ChangeRow, OwnerRow, OwnersView
from app.services.owners import changing, moving
from models.values import hours_text, london_day
from models.vocabulary.owners import OwnerOf
from ui.desk import Desk
from ui.icons import Icon
from ui.states import State
from ui.text import full_day_text
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.labels_and_buttons import button
from ui.widgets.sentence_lines import SentenceLine, SentenceLines

Ready: TypeAlias = Callable[[], Deed]
_LATER = "What is said for a later day still stands"
_MEANT = "This day is meant"


class WhoHasIt(DeedPanel):
    """Of an episode or a referral; each line says who, and its history stands below."""

    def __init__(self, desk: Desk, tab: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Who has it", f"{tab}.owners", parent)
        self._tab = tab
        self._view: OwnersView | None = None
        self.lines = SentenceLines(desk.look, f"{tab}.owners.lines")
        self.body.addWidget(self.lines)
        self.staff = button(desk.look, "Somebody else…", f"{tab}.owner", Icon.PERSON)
        self.team = button(desk.look, "Another team…", f"{tab}.owner_team", Icon.FORWARD)
        self.patch = button(desk.look, "Another patch…", f"{tab}.owner_patch", Icon.PATCH)
        self.back = button(desk.look, "Take a change back…", f"{tab}.owner_back", Icon.UNDO)
        self.history = button(desk.look, "All changes", f"{tab}.owner_history", Icon.HISTORY, kind="quiet")
        self.history.setCheckable(True)
        self.add_deeds(self.staff, self.team, self.patch, self.back, self.history)
        for deed, spec in ((self.staff, STAFF), (self.team, TEAM), (self.patch, PATCH), (self.back, BACK)):
            deed.clicked.connect(partial(self._ask, spec))
        self.history.toggled.connect(self._draw)

    def ask_episode(self, episode: UUID) -> None:
        """Ask whose an episode is."""
        asked = self.desk.door.ask(self, of_record.owners_of_episode, episode=episode)
        asked.then(self._show, self.notice.say, latest=f"{self._tab}.owners")

    def ask_referral(self, referral: UUID) -> None:
        """Ask with which team a referral waits."""
        asked = self.desk.door.ask(self, of_record.owners_of_referral, referral=referral)
        asked.then(self._show, self.notice.say, latest=f"{self._tab}.owners")

    def ask_team(self, team: UUID) -> None:
        """Open the form that moves it, filled with this team and today: only the reason is left to be said."""
        self._ask(replace(TEAM, build=partial(_team, wanted=team)))
        if self.form is not None:
            reason = self.form.findChild(QLineEdit, self.form.name("because"))
            if reason is not None:
                reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, view: OwnersView) -> None:
        self._view = view
        self._draw()
        self.offer(self.staff, offered=view.is_open and any(row.what.is_staff for row in view.rows))
        for deed, what in ((self.team, OwnerOf.TEAM), (self.patch, OwnerOf.PATCH)):
            self.offer(deed, offered=view.is_open and any(row.what is what and row.heirs for row in view.rows))
        self.offer(self.back, offered=any(each.is_to_come for each in view.changes))
        self.offer(self.history, offered=bool(view.changes))
        self.stands_now()

    def _draw(self, _checked: object = None) -> None:
        view = self._view
        if view is None:
            return
        today = london_day(self.desk.clock.now())
        held = [_line(row, view.changes, today) for row in view.rows]
        said = [_said(number, each, today) for number, each in enumerate(view.changes, 1)]
        self.lines.show_lines((*held, *(said if self.history.isChecked() else ())))

    def _ask(self, spec: FormSpec[OwnersView], *_clicked: object) -> None:
        self.ask(self._tab, lambda: (spec, self._view, str(self._view.episode or self._view.referral))
                 if self._view is not None else None)  # fmt: skip


def _line(row: OwnerRow, changes: tuple[ChangeRow, ...], today: date) -> SentenceLine:
    who = row.name or "nobody named"
    below = [f"since {full_day_text(row.since, today)}: {row.because}"] if row.since is not None else []
    coming = [each for each in reversed(changes) if each.is_to_come and each.what is row.what]
    below += [f"from {full_day_text(each.from_day, today)}: {each.to or 'nobody'} ({each.because})" for each in coming]
    away = ", who has left or is on leave" if row.is_away else ""
    state = State.SOON if row.is_away else None
    return SentenceLine(f"owner.{row.what.value}", f"{row.what.label}: {who}{away}", state, ". ".join(below))


def _said(number: int, change: ChangeRow, today: date) -> SentenceLine:
    said = f"{change.what.label} to {change.to or 'nobody'} from {full_day_text(change.from_day, today)}"
    back = f" Taken back: {change.taken_back}." if change.taken_back else ""
    return SentenceLine(f"owner_change.{number}", said, None, f"{change.because}. Recorded by {change.by}.{back}")


def _when(form: InlineForm) -> tuple[Callable[[], date], Callable[[], str]]:
    """From which day, and why."""
    day = form.day_to_come("from_day", "&From", preset=london_day(form.desk.clock.now()))
    because = form.line("because", "Wh&y", "Such as leave, a leaver, a new boundary")
    return day.value, because.text


def _staff(form: InlineForm, view: OwnersView) -> Ready:
    if view.episode is None:
        raise LookupError("this is asked of an episode alone")
    episode = view.episode
    rows = {row.what: row for row in view.rows if row.what.is_staff}
    what = form.choice_box("what", "&What", [(each, each.label) for each in rows], preset=OwnerOf.DSO)
    box: ChoiceBox[UUID | None] = form.choice_box("staff", "&To whom", ())
    day, because = _when(form)
    is_meant = form.tick_when_asked("day_is_meant", _MEANT)
    later = form.tick_when_asked("later_stands", _LATER)

    def fill(_what: object = None) -> None:
        row = rows[what.value() or OwnerOf.DSO]
        nobody = [(None, "Nobody")] if row.what.may_be_nobody and row.holder is not None else []
        box.set_choices([*((each.id, each.name) for each in row.heirs), *nobody])

    what.picked.connect(fill)
    fill()
    return lambda: partial(
        changing.change_owner,
        episode=episode,
        what=what.value() or OwnerOf.DSO,
        now=rows[what.value() or OwnerOf.DSO].holder,
        staff=box.value(),
        from_day=day(),
        because=because(),
        day_is_meant=is_meant(),
        later_stands=later(),
    )


def _team(form: InlineForm, view: OwnersView, wanted: UUID | None = None) -> Ready:
    row = next(each for each in view.rows if each.what is OwnerOf.TEAM)
    chosen = next((each.id for each in row.heirs if each.id == wanted), None)
    roomy = max(row.heirs, key=lambda each: each.free or 0)
    hint = "It has room for all of it" if chosen else "The one with most hours free is suggested"
    teams = [(each.id, f"{each.name}: {hours_text(each.free or 0)} h free") for each in row.heirs]
    team = form.choice("team", "&Team", teams, hint, chosen or roomy.id)
    organisers = next((each.heirs for each in view.rows if each.what is OwnerOf.DSO), ())
    dso: ChoiceBox[UUID | None] | None = None
    if organisers:
        stays: tuple[UUID | None, str] = (None, "Stays as it is")
        dso = form.choice_box("dso", "&DSO there", (stays, *((each.id, each.name) for each in organisers)))
    day, because = _when(form)
    is_meant = form.tick_when_asked("day_is_meant", _MEANT)
    later = form.tick_when_asked("later_stands", _LATER)
    return lambda: partial(
        moving.move_team,
        episodes=(view.episode,) if view.episode else (),
        referrals=(view.referral,) if view.referral else (),
        team=team.value(),
        dso=dso.value() if dso is not None else None,
        from_day=day(),
        because=because(),
        day_is_meant=is_meant(),
        later_stands=later(),
    )


def _patch(form: InlineForm, view: OwnersView) -> Ready:
    row = next(each for each in view.rows if each.what is OwnerOf.PATCH)
    patch = form.choice("patch", "&Patch", [(each.id, each.name) for each in row.heirs])
    day, because = _when(form)
    is_meant = form.tick_when_asked("day_is_meant", _MEANT)
    later = form.tick_when_asked("later_stands", _LATER)
    return lambda: partial(
        moving.move_patch,
        people=(view.person,),
        patch=patch.value(),
        from_day=day(),
        because=because(),
        day_is_meant=is_meant(),
        later_stands=later(),
    )


def _back(form: InlineForm, view: OwnersView) -> Ready:
    today = london_day(form.desk.clock.now())
    coming = [each for each in view.changes if each.is_to_come]
    said = [(each.id, f"{each.what.label} to {each.to}, {full_day_text(each.from_day, today)}") for each in coming]
    change = form.choice("change", "&Which", said, preset=coming[0].id if coming else None)
    because = form.line("because", "Wh&y")
    return lambda: partial(changing.take_back_change, change=change.value(), because=because.text())


STAFF: FormSpec[OwnersView] = FormSpec(
    "owner", "Somebody else has it", "&Hand it on", "It is handed on from that day.", _staff
)
TEAM: FormSpec[OwnersView] = FormSpec(
    "owner_team", "Another team", "&Move", "It moves from that day.", _team,
    lesson="The other team needs the hours free from that day on. Of who is in service Scheduling hears at once.",
)  # fmt: skip
PATCH: FormSpec[OwnersView] = FormSpec(
    "owner_patch", "Another patch", "&Record it", "The patch is another one from that day.", _patch,
    lesson="For a new boundary. The team stays.",
)  # fmt: skip
BACK: FormSpec[OwnersView] = FormSpec(
    "owner_back", "Take a change back", "Take it back", "It is taken back.", _back, sign=Icon.UNDO, dangerous=True,
    kind="danger",
)  # fmt: skip
