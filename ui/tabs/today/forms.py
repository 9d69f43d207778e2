"""The forms of Today: a safeguarding concern, whom it was told, a hand-over note, and whom this desk acts for."""

from collections.abc import Callable
from functools import partial

from app.desk.preferences import ActingFor
from app.door.changes import Changes
from app.door.door import Deed
from app.queries.office import choices as office_queries
from app.queries.office.choices import StaffChoice
from app.queries.today.concerns import ConcernRow
from app.queries.today.handover_notes import NewNote
from app.queries.today.in_meetings import ActionRow
from app.services.meetings import meetings
from app.services.today import concerns, handover_notes
from ui.desk import Desk
from ui.icons import Icon
from ui.language import typed
from ui.people_questions import search
from ui.text import full_day_text, moment_text
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.type_ahead import Match, TypeAhead


def concern_form() -> FormSpec[None]:
    """Record a concern; with somebody told already it is settled at once. (DAY-1)."""
    return FormSpec(
        "concern",
        "A safeguarding concern",
        "&Record this concern",
        "The concern is recorded. It stays on Today until somebody was told.",
        _concern,
        lesson="Write what was seen or heard, in plain words. If somebody is in danger now, ring 999 first.",
    )


def told_form(row: ConcernRow) -> FormSpec[ConcernRow]:
    """Record who was told of a concern. (DAY-1)."""
    return FormSpec(
        "told",
        f"{row.person}: whom was this concern told?",
        "&Record who was told",
        "Recorded: somebody was told.",
        _told,
    )


def action_form(row: ActionRow) -> FormSpec[ActionRow]:
    """Record that what somebody took on in a meeting is done. (MDT-3)."""
    about = f"{row.person}: " if row.person else ""
    return FormSpec(
        "action",
        typed(f"{about}“{row.what}”"),
        "It is &done",
        "Recorded: it is done.",
        _action,
        lesson=f"{row.owner} took it on in a meeting, by {full_day_text(row.due, row.due)}. Is it done?",
    )


def note_form() -> FormSpec[NewNote]:
    """Leave a note for whoever sits here next. (DAY-2)."""
    return FormSpec(
        "note",
        "A hand-over note",
        "&Leave this note",
        "The note stands on Today until its day has passed.",
        _note,
        lesson="For the weekend or for leave: whoever opens Today sees it first.",
    )


def acting_form(keep: Callable[[ActingFor], None]) -> FormSpec[None]:
    """Show a colleague's list here as well; `keep` is told on the window's thread when it is sent."""
    return FormSpec(
        "acting",
        "Act for a colleague on leave",
        "&Show their list too",
        "Their list is shown here as well.",
        partial(_acting, keep),
        lesson="Their prompts come beside yours until the day they are back. Nothing changes at their desk.",
        sign=Icon.PERSON,
    )


def _concern(form: InlineForm, _view: None) -> Callable[[], Deed]:
    desk = form.desk
    box = TypeAhead(desk.look, "today.concern_form.person", "Name, birth date, street, postcode, NHS or MOSAIC")
    box.asked.connect(partial(_find, desk, form, box))
    person = form.someone(box, "&About whom")
    what = form.text("what", "&What was seen or heard")
    raised = form.moment("raised", "W&hen")
    told = form.line("told", "&Told to whom already", "Leave it empty while nobody was told.")
    return lambda: partial(
        concerns.record_concern,
        person=person.value().id,  # type: ignore[arg-type]  # a person's match has a person's id
        what=what(),
        raised_at=raised.value(),
        told_whom=told.text(),
    )


def _find(desk: Desk, form: InlineForm, box: TypeAhead, text: str) -> None:
    desk.door.ask(form, search, text).then(box.show_matches, form.notice.say, latest=box)


def _told(form: InlineForm, view: ConcernRow) -> Callable[[], Deed]:
    now = form.desk.clock.now()
    form.note(f"{view.what} (raised by {view.raised_by}, {moment_text(view.raised_at, now)})")
    whom = form.line("whom", "&Told to whom", "A name, and where they work.")
    at = form.moment("at", "W&hen")
    return lambda: partial(concerns.record_told, concern=view.id, seen=view.version, whom=whom.text(), at=at.value())


def _action(_form: InlineForm, view: ActionRow) -> Callable[[], Deed]:
    return lambda: partial(meetings.finish_action, action=view.id, seen=view.version)


def _note(form: InlineForm, view: NewNote) -> Callable[[], Deed]:
    note = form.text("text", "&What the next desk has to know")
    choices = [(each.id, each.name) for each in view.teams]
    team = form.choice("team", "For which &team", choices, preset=form.desk.team or choices[0][0])
    until = form.day_to_come("until", "Shown &until", "Monday after the weekend, unless you say otherwise.", view.until)
    is_meant = form.tick_when_asked("until_is_meant", "This day is meant")
    return lambda: partial(
        handover_notes.write_note, team=team.value(), until=until.value(), note=note(), until_is_meant=is_meant()
    )


def _acting(keep: Callable[[ActingFor], None], form: InlineForm, _view: None) -> Callable[[], Deed]:
    desk = form.desk
    box = TypeAhead(desk.look, "today.acting_form.colleague", "Type a name")
    colleague = form.someone(box, "&Whose list")

    def show(found: tuple[StaffChoice, ...]) -> None:
        box.set_choices(tuple(Match(each.id, each.name, each.role.label) for each in found))

    desk.door.ask(form, office_queries.staff).then(show, form.notice.say)
    until = form.day_to_come("until", "&Up to and including", "The last day of their leave.")
    return lambda: _nothing(keep, ActingFor(colleague.value().id, until.value()))  # type: ignore[arg-type]  # staff


def _nothing(keep: Callable[[ActingFor], None], acting: ActingFor) -> Deed:
    """This desk's own matter: the office's records stay as they are."""
    keep(acting)
    return lambda _turn: Changes(frozenset())
