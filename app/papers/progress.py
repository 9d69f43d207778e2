"""How somebody gets on, gathered in one read for the person's page and for the assessor's sheet (PSP-12)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.papers.reach import reach
from app.papers.words import final_words
from app.queries.episodes.beside import BesidePlan, beside_plan
from app.queries.episodes.in_service import InService, in_service
from app.queries.episodes.run_of_service import Run, run_of
from app.queries.goals.goals import GoalsView, HistoryCell, MilestoneRow, WeekLevel, view
from app.queries.plans.onward import OnwardRow
from app.queries.plans.printed import ComingWeek, coming_weeks
from models.rules.closure.deaths import paper_lacks
from models.rules.goals.history_marks import within
from models.rules.goals.levels import letters_between
from models.rules.sentences import day_text
from models.values import london_day
from models.vocabulary.people import PaperFormat
from reports.layout.styles import Edition
from reports.progress import for_assessor, for_person
from reports.progress.paper import HistoryLine, MilestoneLine, ProgressGoal, ProgressPaper, VisitMark, WeekMark, WeekOf

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Read:
    view: GoalsView
    known: InService
    run: Run
    beside: BesidePlan
    first: date
    last: date


def in_run(turn: Turn, *, person: UUID) -> tuple[Run, InService]:
    """Whom it is about. Refused who was never in service, and without a plan. Source: OPG 3.6 (PSP-12)."""
    run = run_of(turn, person)
    return run, in_service(turn, episode=run.latest.id)


def told_to(turn: Turn, *, person: UUID) -> InService:
    """The same, refused where somebody has died: nothing is addressed to them (END-6)."""
    _, known = in_run(turn, person=person)
    refuse_if(paper_lacks(known.death))
    return known


def gather(turn: Turn, *, person: UUID) -> ProgressPaper:
    """The paper of the present run of service, of the last days that it had. Source: OPG 3.4, 3.6 (PSP-12)."""
    return _paper(turn, _read(turn, person))


def gather_for_the_person(turn: Turn, *, person: UUID) -> ProgressPaper:
    """The same paper, refused where somebody has died: nothing is addressed to them (END-6)."""
    read = _read(turn, person)
    refuse_if(paper_lacks(read.known.death))
    return _paper(turn, read)


def for_the_person(turn: Turn, *, person: UUID, paper_format: PaperFormat) -> bytes:
    """The page in the person's words; none is addressed to somebody who has died (END-6)."""
    return page_of(turn, gather_for_the_person(turn, person=person), Edition(paper_format.value))


def page_of(turn: Turn, paper: ProgressPaper, edition: Edition) -> bytes:
    """The page of what was gathered, in the office's words of today."""
    return for_person.render(paper, edition, final_words(turn, paper="progress", edition=edition))


def for_the_assessor(turn: Turn, *, person: UUID, paper_format: PaperFormat) -> bytes:
    """The sheet for the MDT and the assessor; a death stands at its top."""
    return for_assessor.render(gather(turn, person=person), Edition(paper_format.value))


def _read(turn: Turn, person: UUID) -> _Read:
    run, known = in_run(turn, person=person)
    shown = view(turn, person=person)
    last = run.latest.last_day or turn.day
    first = max(run.first_day, last - turn.policy.assessor_sheet_over + _DAY)
    return _Read(shown, known, run, beside_plan(turn, episodes=[each.id for each in run.episodes]), first, last)


def _paper(turn: Turn, read: _Read) -> ProgressPaper:
    known, run, beside, shown = read.known, read.run, read.beside, read.view
    return ProgressPaper(
        reference=f"PRG-{known.mosaic_id or str(known.person)[-8:]}-{read.last:%Y%m%d}",
        council=known.office.council,
        person=known.name,
        preferred_name=known.preferred,
        born=known.born,
        mosaic_id=known.mosaic_id,
        support=f"{known.kind.label}, in service since {day_text(run.first_day)}",
        team=reach(known.team),
        dso=reach(known.dso),
        case_coordinator=reach(known.coordinator) if known.coordinator else None,
        first_day=read.first,
        last_day=read.last,
        goals=_goals(read),
        drafts=len(shown.goals) - len(shown.complete),
        at_start=_week(run, run.first_day),
        now=_week(run, read.last),
        coming=tuple(each.sentence for each in _coming(turn, run)),
        milestones=tuple(map(_milestone, shown.milestones)),
        began=_began(read),
        equipment=tuple(each.what for each in beside.equipment),
        specialist=tuple(f"{each.what}, {each.by}, {day_text(london_day(each.at))}" for each in beside.specialist),
        onward=tuple(map(_onward, beside.onward)),
        family_does=beside.others_do,
        family_told=_told(beside),
        died=known.death.mark,
    )


def _coming(turn: Turn, run: Run) -> tuple[ComingWeek, ...]:
    return coming_weeks(turn, episode=run.latest.id) if run.latest.ended_at is None else ()


def _goals(read: _Read) -> tuple[ProgressGoal, ...]:
    marks: defaultdict[UUID, list[VisitMark]] = defaultdict(list)
    comments: defaultdict[UUID, list[str]] = defaultdict(list)
    missed = {each.key for each in read.view.history.visits if each.not_made is not None}
    for cell in read.view.history.cells:
        if read.first <= cell.day <= read.last:
            marks[cell.goal].append(_mark(cell, not_made=(cell.day, cell.call) in missed))
            comments[cell.goal] += _comments(cell)
    rows = {each.id: each for each in read.view.history.goals}
    return tuple(
        ProgressGoal(
            number=each.number,
            statement=each.statement,
            own_words=each.own_words,
            measured_by=each.measure,
            aims_at=each.aim_beside,
            target=each.target,
            state=each.state,
            marks=tuple(marks[each.id]),
            weeks=tuple(map(_level, rows[each.id].weeks)),
            earlier=tuple((seam.day, seam.earlier_statement) for seam in rows[each.id].seams),
            says=tuple(suggested.sentence for suggested in each.suggestions),
            comments=tuple(comments[each.id]),
        )
        for each in read.view.complete
    )


def _began(read: _Read) -> tuple[HistoryLine, ...]:
    """What stands over the letters of the days shown; of a goal that isn't complete nothing does."""
    numbers = {each.id: each.number for each in read.view.complete}
    return tuple(
        HistoryLine(
            kind=each.kind, day=each.day, sentence=each.sentence, goal=None if each.goal is None else numbers[each.goal]
        )
        for each in within(read.view.history.marks, read.first, read.last)
        if each.goal is None or each.goal in numbers
    )


def _level(week: WeekLevel) -> WeekMark:
    return WeekMark(
        number=week.number,
        letters=letters_between(week.median),
        declined=week.declined,
        begins_anew=week.begins_anew,
    )


def _mark(cell: HistoryCell, *, not_made: bool) -> VisitMark:
    return VisitMark(
        day=cell.day,
        call=cell.call,
        letter=cell.letter,
        away=cell.away.label if cell.away else "",
        not_made=not_made,
        is_disputed=cell.is_disputed,
        is_late=any(each.late_text for each in cell.given),
    )


def _comments(cell: HistoryCell) -> list[str]:
    where = f"{day_text(cell.day)}, {cell.call.value}"
    return [f"{where}, {each.worker_name}: {each.comment.strip()}" for each in cell.given if each.comment.strip()]


def _week(run: Run, day: date) -> WeekOf:
    """The plan in force on a day; empty where there was none."""
    return WeekOf(day=day, visits=run.week_on(day), covered=run.covered_on(day))


def _milestone(row: MilestoneRow) -> MilestoneLine:
    return MilestoneLine(kind=row.kind, day=london_day(row.at) if row.at else None, detail=row.detail)


def _onward(row: OnwardRow) -> str:
    return f"{row.title}, {day_text(london_day(row.asked_at))}: {row.outcome or 'no answer yet'}"


def _told(beside: BesidePlan) -> str:
    """By whom and when it was told what others do: what is true may have changed since."""
    if beside.told_at is None:
        return ""
    by = f", by {beside.told_by}" if beside.told_by else ""
    return f"In the referral of {day_text(london_day(beside.told_at))}{by}"
