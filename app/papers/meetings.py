"""The papers of a meeting: the pack made before it, in one read of the agenda, and the minutes made of its record."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from app.door.turn import Turn
from app.queries.meetings.agenda import (
    AgendaAction,
    AgendaDecision,
    AgendaGoal,
    AgendaNote,
    AgendaPerson,
    Standing,
    agenda,
)
from app.queries.meetings.minutes import About, Decided, Heard, Minutes, TakenOn, minutes
from app.queries.office.choices import here
from models.rules.sentences import counted, day_text, moment_text
from models.values import hours_text, london_day
from models.vocabulary.meetings import MeetingKind
from models.vocabulary.people import PaperFormat
from reports.layout.styles import Edition
from reports.meetings import minutes as minutes_paper
from reports.meetings import pack
from reports.meetings.minutes import MinutesAction, MinutesPaper, MinutesPerson
from reports.meetings.pack import MdtPackPaper, PackGoal, PackPerson
from reports.meetings.said import decided_line

_NOTHING_PLANNED = "No plan yet"


def gather_pack(turn: Turn, *, team: UUID, kind: MeetingKind) -> MdtPackPaper:
    """The agenda as it stands now, as a paper. Source: OPG 3.5 (MDT-1, MDT-2)."""
    view, office = agenda(turn, team=team, kind=kind), here(turn)
    shown = {each.episode_id for each in view.people}
    elsewhere = [each for each in view.outstanding if each.episode_id not in shown]
    return MdtPackPaper(
        council=office.council,
        office=office.name,
        team=view.team,
        kind=kind.label,
        made_at=turn.moment,
        day=turn.day,
        last_held_at=view.last_held_at,
        members=tuple(f"{each.name}, {each.role.label}" for each in view.members if each.is_expected),
        general=tuple(map(_action, _once([*view.actions, *elsewhere]))),
        people=tuple(_person(each) for each in view.people if each.standing is not Standing.AS_BEFORE),
        as_before=tuple(
            ". ".join((f"{each.person}, {_hours(each)}", *_said(each.said_before))) for each in view.as_before
        ),
        no_goals="No goal is set yet.",
    )


def pack_pdf(turn: Turn, *, team: UUID, kind: MeetingKind, paper_format: PaperFormat = PaperFormat.STANDARD) -> bytes:
    """The pack of a meeting as PDF."""
    return pack.render(gather_pack(turn, team=team, kind=kind), Edition(paper_format.value))


def gather_minutes(turn: Turn, *, team: UUID, kind: MeetingKind, meeting: UUID | None = None) -> MinutesPaper:
    """What this meeting of the team recorded, none: its newest of this kind. Source: OPG 3.5 (MDT-3)."""
    told, office = minutes(turn, team=team, kind=kind, meeting=meeting), here(turn)
    return MinutesPaper(
        council=office.council,
        office=office.name,
        team=told.team,
        kind=kind.label,
        held_at=told.held_at,
        finished_at=told.finished_at,
        made_at=turn.moment,
        present=tuple(
            f"{each.name}, {each.role.label}" + (f", until {moment_text(each.left_at)}" if each.left_at else "")
            for each in told.present
        ),
        people=_people(turn, told),
        general=tuple(_taken_on(turn, each) for each in told.actions if each.about is None),
    )


def minutes_pdf(
    turn: Turn,
    *,
    team: UUID,
    kind: MeetingKind,
    meeting: UUID | None = None,
    paper_format: PaperFormat = PaperFormat.STANDARD,
) -> bytes:
    """The minutes of a meeting, else of the newest, as PDF."""
    return minutes_paper.render(
        gather_minutes(turn, team=team, kind=kind, meeting=meeting), Edition(paper_format.value)
    )


def _once(actions: Iterable[AgendaAction]) -> list[AgendaAction]:
    return list({each.id: each for each in actions}.values())


def _person(one: AgendaPerson) -> PackPerson:
    marks = ("Reported to have died: ask the DSO before any contact." if one.death_reported else "", one.away)
    due = f"; goals due {moment_text(one.goals_due)}" if one.goals_due else ""
    return PackPerson(
        name=one.person,
        mosaic_id=one.mosaic_id,
        patch=one.patch,
        mark=tuple(each for each in marks if each),
        because=". ".join(one.because),
        support=f"{one.kind.label}, {one.day_sentence[:1].lower()}{one.day_sentence[1:]}",
        hours=_hours(one),
        then_and_now=one.then_and_now,
        calls=one.calls,
        setter=(one.goal_setter or "To be agreed") + due,
        goals=tuple(_goal(each) for each in one.goals),
        to_discuss=(
            *filter(None, (one.newness, one.not_made)),
            *one.to_settle,
            *(each.sentence for each in one.opportunities),
        ),
        actions=tuple(map(_action, one.actions)),
        said_before=_said(one.said_before),
        decided_before=tuple(map(_decided, (*one.earlier, *_taken_back_before(one)))),
    )


def _taken_back_before(one: AgendaPerson) -> Iterator[AgendaDecision]:
    """What an earlier meeting took back; what this one does is in its minutes."""
    return (each for each in one.taken_back if isinstance(each, AgendaDecision) and not each.of_this)


def _decided(each: AgendaDecision) -> str:
    note = f": {each.note}" if each.note else ""
    return decided_line(f"{each.kind.label}, {day_text(london_day(each.decided_at))}{note}", each.taken_back, each.done)


def _said(note: AgendaNote | None) -> tuple[str, ...]:
    if note is None:
        return ()
    says = f"{day_text(london_day(note.held_at))}: “{note.person_says}”" if note.person_says else ""
    steps = f"Next steps agreed {day_text(note.next_steps_on)}: {note.next_steps}" if note.next_steps_on else ""
    return tuple(each for each in (says, steps) if each)


def _hours(one: AgendaPerson) -> str:
    if not one.visits_a_week:
        return _NOTHING_PLANNED
    hours = f"{counted(one.visits_a_week, 'visit')} {one.a_week}, {hours_text(one.contact_minutes)} h with the person"
    return f"{hours}, {hours_text(one.worker_minutes)} h of workers" if one.double_up else hours


def _goal(goal: AgendaGoal) -> PackGoal:
    target = f"by {day_text(goal.target)}" if goal.target else ""
    draft = "a draft, not complete yet" if goal.is_draft else ""
    return PackGoal(
        number=goal.number,
        statement=goal.statement,
        beside=goal.beside,
        standing=", ".join(part for part in (goal.state.label, target, draft) if part),
        letters=" ".join(each.letter.value for each in goal.latest),
        says=goal.suggestions,
    )


def _action(each: AgendaAction) -> str:
    about = f"{each.person}: " if each.person else ""
    late = ", overdue" if each.is_overdue else ""
    done = f", done {day_text(london_day(each.done_at))}" if each.done_at else ""
    return f"{about}{each.what} ({each.owner}, by {day_text(each.due)}{late}{done})"


def _people(turn: Turn, told: Minutes) -> tuple[MinutesPerson, ...]:
    """Everybody about whom something was recorded, by name."""
    about: dict[UUID, About] = {}
    things: list[Decided | TakenOn | Heard] = [*told.decisions, *told.actions, *told.heard]
    for each in sorted(things, key=lambda one: one.about.by_name if one.about else ()):
        if each.about is not None:
            about.setdefault(each.about.episode, each.about)
    return tuple(
        MinutesPerson(
            name=one.name,
            mosaic_id=one.mosaic_id,
            mark=one.mark,
            said=tuple(line for each in told.heard if each.about.episode == key for line in _heard(each)),
            decisions=tuple(
                decided_line(each.kind.label + (f": {each.note}" if each.note else ""), each.taken_back, each.done)
                for each in told.decisions
                if each.about.episode == key
            ),
            actions=tuple(_taken_on(turn, each) for each in told.actions if each.about and each.about.episode == key),
        )
        for key, one in about.items()
    )


def _heard(each: Heard) -> tuple[str, ...]:
    says = f"Says: “{each.person_says}”" if each.person_says else ""
    steps = f"Next steps agreed {day_text(each.next_steps_on)}: {each.next_steps}" if each.next_steps_on else ""
    return tuple(line for line in (says, steps) if line)


def _taken_on(turn: Turn, each: TakenOn) -> MinutesAction:
    late = "overdue" if each.due < turn.day else "open"
    return MinutesAction(
        what=each.what,
        owner=each.owner,
        due=each.due,
        standing=f"done {day_text(london_day(each.done_at))}" if each.done_at else late,
        taken_back=each.taken_back,
    )
