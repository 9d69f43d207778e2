"""The progress page of nobody, to look at its words before they are released: what stands in it is invented."""

from app.door.turn import Turn
from app.queries.office.choices import here
from models.values import Call, PlannedVisit
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.goals import GoalState, Letter
from reports.agreement.paper import Reach
from reports.progress.paper import MilestoneLine, ProgressGoal, ProgressPaper, VisitMark, WeekMark, WeekOf

_LEVELS = (Letter.A2, Letter.A1, Letter.P, Letter.I)


def progress_example(turn: Turn) -> ProgressPaper:
    """A goal with each letter, a week, and every milestone."""
    visits = (PlannedVisit(frozenset(range(7)), Call.LUNCH, 30),)
    week = WeekOf(day=turn.day, visits=visits)
    goal = ProgressGoal(
        number=1,
        statement="I will make my own lunch",
        measured_by="made on 6 of 7 days",
        target=None,
        state=GoalState.OPEN,
        marks=tuple(
            VisitMark(day=turn.day, call=call, letter=letter) for call, letter in zip(Call, Letter, strict=True)
        ),
        weeks=tuple(WeekMark(number=1 + place, letters=(letter,)) for place, letter in enumerate(_LEVELS)),
    )
    return ProgressPaper(
        reference="EXAMPLE",
        council=here(turn).council,
        person="Example Person",
        preferred_name="",
        born=None,
        mosaic_id="",
        support="",
        team=Reach("Example team", ""),
        dso=Reach("Example DSO", ""),
        case_coordinator=None,
        first_day=turn.day,
        last_day=turn.day,
        goals=(goal,),
        drafts=0,
        at_start=week,
        now=week,
        milestones=tuple(MilestoneLine(kind=kind, day=turn.day) for kind in MilestoneKind),
        equipment=("Perching stool",),
    )
