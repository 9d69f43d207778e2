"""The papers of those who visit: the call sheet, and a blank IPAD sheet for the goals (OPG 3.4, PSP-1, IPAD-1)."""

from datetime import date, timedelta
from uuid import UUID

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.papers.reach import reach
from app.queries.episodes.in_service import InService, in_service
from app.queries.episodes.run_of_service import Run, run_of
from app.queries.goals.goals import GoalRow, view
from app.queries.people.caseload import PersonHeaderView, PersonSign, person_header
from app.queries.people.key_safes import key_safe, key_safe_code
from app.queries.people.speakers import speakers
from app.queries.plans.printed import coming_weeks
from app.queries.plans.shared_visits import shared_on_paper
from models.rules.closure.deaths import paper_lacks
from models.rules.plans.versions import visiting_lacks
from models.values import Call, london_day
from models.vocabulary.people import PaperFormat
from reports.agreement.paper import Reach
from reports.layout.styles import Edition
from reports.visits import call_sheet, ipad_sheet
from reports.visits.call_sheet import CallSheetPaper
from reports.visits.ipad_sheet import IpadGoal, IpadSheetPaper

_WEEKS, _A_WEEK = 2, 7
_MUST_KNOW = {PersonSign.IN_HOSPITAL, PersonSign.AWAY, PersonSign.EXPECTED}


def visited(turn: Turn, *, person: UUID) -> tuple[Run, InService]:
    """Somebody whom workers visit: in service now, with a plan, not reported to have died (PSP-1, END-6)."""
    run = run_of(turn, person)
    refuse_if(visiting_lacks(run.latest.last_day))
    known = in_service(turn, episode=run.latest.id)
    refuse_if(paper_lacks(known.death))
    return run, known


def gather_call_sheet(turn: Turn, *, person: UUID, look: UUID | None = None) -> CallSheetPaper:
    """What a worker needs at the door. Refused after a death, after the end, and without a plan (PSP-1, END-6).

    With the code of the key safe where a `look` at it was noted before; without one it says whether one is kept.
    """
    _, known = visited(turn, person=person)
    about = person_header(turn, person=person)
    goals = [each for each in view(turn, person=person).complete if each.is_open]
    return CallSheetPaper(
        reference=f"CALL-{known.mosaic_id or str(person)[-8:]}-{known.plan_number}",
        council=known.office.council,
        made_at=turn.moment,
        person=known.name,
        preferred_name=known.preferred,
        born=known.born,
        address=known.address,
        telephone=about.telephone,
        support=f"{known.kind.label}, {known.team.name}",
        communication=about.communication,
        risks=about.risks,
        to_know=_to_know(about, double_up=any(each.workers > 1 for each in known.week)),
        week=known.week,
        covered=known.covered,
        shared=tuple(each.workers for each in shared_on_paper(turn, known.episode, known.week)),
        week_from=london_day(known.plan_from),
        why_short=known.why_short,
        coming=tuple(each.sentence for each in coming_weeks(turn, episode=known.episode)),
        goals=tuple((each.statement, _at(each.calls)) for each in goals),
        to_ring=_to_ring(turn, known, about),
        key_safe="" if look is None else key_safe_code(turn, person=person, look=look).told,
        is_code_kept=key_safe(turn, person=person).set_at is not None,
    )


def call_sheet_pdf(turn: Turn, *, person: UUID, paper_format: PaperFormat, look: UUID | None = None) -> bytes:
    """The call sheet as PDF."""
    return call_sheet.render(gather_call_sheet(turn, person=person, look=look), Edition(paper_format.value))


def gather_ipad_sheet(turn: Turn, *, person: UUID) -> IpadSheetPaper:
    """A box a goal and visit of two weeks, by the plan of each day. Refused as the call sheet is (IPAD-1, PSP-2)."""
    run, known = visited(turn, person=person)
    goals = [each for each in view(turn, person=person).complete if each.is_open]
    last = turn.day + timedelta(days=_WEEKS * _A_WEEK - 1)
    planned = [(day, call) for day, call, _ in run.planned(turn.day, last)]
    away = run.away_on(turn.day)
    return IpadSheetPaper(
        reference=f"IPAD-{known.mosaic_id or str(person)[-8:]}-{turn.day:%Y%m%d}",
        council=known.office.council,
        person=known.name,
        mosaic_id=known.mosaic_id,
        team=known.team.name,
        team_telephone=known.team.telephone,
        first_day=turn.day,
        weeks=_WEEKS,
        away=f"{away.label}: no visits until the return." if away else "",
        goals=tuple(
            IpadGoal(each.number, each.statement, each.measure, each.beside, _visits(each, planned)) for each in goals
        ),
    )


def ipad_sheet_pdf(turn: Turn, *, person: UUID, paper_format: PaperFormat) -> bytes:
    """The blank sheet as PDF."""
    return ipad_sheet.render(gather_ipad_sheet(turn, person=person), Edition(paper_format.value))


def _visits(goal: GoalRow, planned: list[tuple[date, Call]]) -> frozenset[tuple[date, Call]]:
    """The visits at which a goal is worked on; one that names no call is worked on at all of them."""
    return frozenset((day, call) for day, call in planned if not goal.calls or call in goal.calls)


def _at(calls: tuple[Call, ...]) -> str:
    return ", ".join(call.value for call in calls) or "every call"


def _to_know(about: PersonHeaderView, *, double_up: bool) -> tuple[str, ...]:
    said = ["Lone-worker risk: don't visit alone"] if about.lone_worker_risk else []
    if double_up:
        said.append("Two workers at some calls")
    known = [each for each in about.signs if each.kind in _MUST_KNOW]
    return (*said, *(": ".join(part for part in (each.kind.label, each.detail) if part) for each in known))


def _to_ring(turn: Turn, known: InService, about: PersonHeaderView) -> tuple[tuple[str, Reach], ...]:
    night = known.office.out_of_hours_telephone
    own = [("Team", reach(known.team)), ("DSO", reach(known.dso))]
    if known.coordinator:
        own.append(("Case coordinator", reach(known.coordinator)))
    if about.allocated:
        own.append(("Allocated worker", Reach(about.allocated, "")))
    if night:
        own.append(("Nights and weekends", Reach("Out of hours", night)))
    theirs = [(each.relation.capitalize() or "Speaks for them", Reach(each.name, each.telephone)) for each in
              speakers(turn, person=known.person)]  # fmt: skip
    return (*own, *theirs)
