"""A hand-over taken back: nothing lost, nothing twice, nothing charged, and both kept in the history."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.door.errors import ChangedMeanwhile, Refused
from app.queries.capacity.team_capacity import capacity
from app.queries.episodes.run_of_service import run_of
from app.queries.figures.figures import figures
from app.queries.today.prompts import today
from app.queries.transfer.page import transfer_page
from app.queries.transfer.transfer import transfer
from app.services.closure import breaks, ending
from app.services.episodes.week import of_day
from app.services.goals import ratings
from app.services.meetings import meetings
from app.services.meetings.notes import note_about
from app.services.plans import versions
from app.services.plans.shared_visits import share_visit
from app.services.tracker.send_and_read_back import send
from app.services.transfer import answering, checklist, conditions, handing_over, taking_back
from models.agreement import Agreement, Rate
from models.audit import AuditEntry
from models.breaks import Break
from models.episodes import Episode, Milestone
from models.goals import Goal
from models.handing_over import HandOverTakenBack
from models.meetings import MeetingNote
from models.people import Person
from models.plans import Plan
from models.rules.sentences import day_text
from models.schema import METADATA
from models.shared_visits import SharedVisit
from models.tracker import TrackerChange
from models.transfer import Transfer
from models.values import Call, london_day
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.goals import Letter
from models.vocabulary.meetings import MeetingKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.tracker import TrackerChangeKind
from models.vocabulary.transfer import TransferRoute, TransferStepKind
from tests.builders import visit

pytestmark = pytest.mark.rule("INT-9")
K = TransferStepKind
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def move(office, ready, *, at=None):
    return office.do(
        handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=at or office.now
    ).made  # fmt: skip


def take_back(office, ready, because="The wrong person"):
    return office.do(
        taking_back.take_back_hand_over, transfer=ready.transfer, seen=ready.seen(office), because=because
    )  # fmt: skip


def rows(office, kind, *where):
    with office.database.reading() as session:
        return session.scalars(select(kind).where(*where).order_by(kind.id)).all()


def in_use(office):
    return {each.name: each.load.in_use for each in office.ask(capacity)}


@pytest.fixture(params=list(TransferRoute))
def moved(office, make_ready, request):
    """Somebody who was handed over an hour ago, to a team and within STS."""
    ready = make_ready(office, visit(Call.MORNING, 45, 2), visit(Call.TEA), route=request.param)
    interim = move(office, ready)
    office.clock.advance(HOUR)
    return ready, interim


def test_the_short_term_episode_goes_on_with_its_days_and_plan_and_the_interim_one_is_history(office, moved):
    ready, interim = moved
    was = office.get(Episode, ready.episode)
    take_back(office, ready)
    first, second = office.get(Episode, ready.episode), office.get(Episode, interim)
    assert (first.ended_at, first.end_reason, first.end_decided_at, first.closed_at) == (None, None, None, None)
    assert (first.first_support_at, first.started_at, first.dso_id) == (was.started_at, was.started_at, was.dso_id)
    assert (second.ended_at, second.undone_at, second.undone_because) == (
        second.started_at, office.now, "The wrong person",
    )  # fmt: skip
    assert office.ask(of_day, ready.episode, office.now.date()) == (visit(Call.MORNING, 45, 2), visit(Call.TEA))
    record = office.get(Transfer, ready.transfer)
    assert (record.handed_over_at, record.to_episode_id, record.abandoned_at) == (None, None, None)
    (kept,) = rows(office, HandOverTakenBack)
    assert (kept.episode_id, kept.handed_over_at, kept.taken_back_at) == (interim, second.started_at, office.now)
    assert rows(office, Milestone, Milestone.kind == MilestoneKind.END, Milestone.withdrawn_at.is_(None)) == []
    assert [each.id for each in office.ask(run_of, first.person_id).episodes] == [ready.episode]
    view = office.ask(transfer_page, person=first.person_id).view
    assert (view.episode, view.can_move, view.answer.past[0].what) == (ready.episode, True, "Hand-over taken back")


def test_what_was_done_for_the_move_is_to_be_done_again_and_the_facts_stay(office, moved):
    ready, _ = moved
    office.do(checklist.tick, transfer=ready.transfer, step=K.STS_PSP_FINISHED)
    take_back(office, ready)
    view = office.ask(transfer, episode=ready.episode)
    assert [each.step for column in view.columns for each in column.steps if each.done_at] == []
    assert [each.holds for each in view.conditions] == [True] * 4
    assert {each.rule for each in view.hand_over_lacks} <= {"INT-3", "INT-5"}
    said = {each.field for each in office.ask(today)}
    assert "transfer.checklist.sts_dso" in said
    assert "transfer.export_tracker" not in said


def test_a_row_that_went_out_is_retracted_with_the_week_that_holds_and_one_that_waits_is_withdrawn(office, moved):
    ready, interim = moved
    (told,) = rows(office, TrackerChange)
    office.do(send, numbers=[told.number], file_name="tracker.xlsx")
    take_back(office, ready)
    first = office.get(Episode, ready.episode)
    (retracted,) = rows(office, TrackerChange, TrackerChange.kind == TrackerChangeKind.RETRACTED)
    assert (retracted.retracts_id, retracted.episode_id) == (told.id, ready.episode)
    assert (retracted.to_team, retracted.reason) == ("North", "Hand-over taken back: The wrong person")
    assert retracted.calls == "Mon–Sun: morning 45 ×2, tea 30"
    again(office, ready, first)
    take_back(office, ready)
    waiting = rows(office, TrackerChange, TrackerChange.exported_at.is_(None), TrackerChange.withdrawn_at.is_(None))
    assert [each.id for each in waiting] == [retracted.id]
    assert len(rows(office, TrackerChange, TrackerChange.withdrawn_at.is_not(None))) == 1
    assert office.get(Episode, interim).undone_at is not None


def again(office, ready, episode):
    """The steps of the move once more, then the move."""
    if office.get(Transfer, ready.transfer).route is TransferRoute.INTERIM_TEAM:
        for step in (K.CAPACITY_SPOKEN, K.PSP_SENT):
            office.do(checklist.tick, transfer=ready.transfer, step=step, note="Room again")
        office.do(answering.accept_hand_over, transfer=ready.transfer, seen=ready.seen(office))
    office.do(checklist.tick, transfer=ready.transfer, step=K.END_DATE_REQUEST)
    assert episode.ended_at is None
    return move(office, ready)


def test_what_was_recorded_meanwhile_goes_along(office, moved):
    ready, interim = moved
    before, goal = office.a_goal(ready.episode, number=1), office.a_goal(interim, number=1)
    office.do(
        ratings.rate, goal=goal, day=office.now.date(), call=Call.MORNING, worker=office.staff["CWC"], letter=Letter.P
    )
    office.do(
        breaks.begin, episode=interim, kind=BreakKind.FAMILY, began_at=office.now, last_visit_on=office.now.date()
    )
    take_back(office, ready)
    assert {office.get(Goal, each).episode_id for each in (before, goal)} == {ready.episode}
    assert {office.get(Goal, each).number for each in (before, goal)} == {1, 2}
    (away,) = rows(office, Break)
    assert (away.episode_id, away.episode_kind, away.returned_at) == (ready.episode, EpisodeKind.SHORT_TERM, None)


def test_a_plan_of_interim_stays_with_it_and_the_plan_before_is_in_force(office, moved):
    ready, interim = moved
    (told,) = rows(office, TrackerChange)
    (first,) = rows(office, Plan, Plan.episode_id == interim)
    office.do(
        versions.new_version, episode=interim, based_on=first.id, week=(visit(Call.TEA),), because="Less",
        agreed=versions.Agreed(coordinator_at=office.now), effective_from=office.now + DAY,
    )  # fmt: skip
    office.do(send, numbers=[told.number], file_name="tracker.xlsx")
    take_back(office, ready)
    day = office.now.date() + 2 * DAY
    assert office.ask(of_day, ready.episode, day) == (visit(Call.MORNING, 45, 2), visit(Call.TEA))
    assert len(rows(office, Plan, Plan.episode_id == interim)) == 2
    waiting = rows(office, TrackerChange, TrackerChange.exported_at.is_(None), TrackerChange.withdrawn_at.is_(None))
    assert [each.kind for each in waiting] == [TrackerChangeKind.RETRACTED]


def test_hours_and_days_are_counted_once_and_the_figures_know_of_no_transfer(office, moved):
    ready, interim = moved
    moved_load = in_use(office)
    take_back(office, ready)
    first = office.get(Episode, ready.episode)
    team, other = office.get(Episode, interim).team_id, first.team_id
    assert sum(in_use(office).values()) == sum(moved_load.values())
    if team != other:
        assert in_use(office)["Interim"] == 0
    run = office.ask(run_of, first.person_id)
    planned = run.planned(office.now.date() - 3 * DAY, office.now.date())
    assert len(planned) == len(set(planned)) == 8  # two calls a day, four days
    shown = office.ask(figures, first=office.now.date() - 30 * DAY, last=office.now.date()).figures
    found = {each.title: each for each in shown}
    assert (found["Length of stay"].is_empty, found["Support after the stay"].is_empty) == (True, True)
    assert found["Moves to interim support"].sentence == "1 move was taken back as made by mistake."


def test_it_is_refused_once_signed_once_ended_without_a_reason_and_over_what_was_not_seen(office, moved):
    ready, interim = moved
    with pytest.raises(Refused, match="Say why"):
        take_back(office, ready, because="  ")
    with pytest.raises(ChangedMeanwhile):
        office.do(taking_back.take_back_hand_over, transfer=ready.transfer, seen=1, because="Wrong")
    office.store(Rate(from_day=date(2026, 4, 1), single_handed_pence=2480, double_handed_pence=4960))
    (rate,) = rows(office, Rate)
    (plan,) = rows(office, Plan, Plan.episode_id == interim)
    office.store(
        Agreement(
            episode_id=interim, plan_id=plan.id, rate_id=rate.id, reference="ISA-1", wording_version="v1",
            edition=PaperFormat.STANDARD, paper="{}", liable_from=office.now, weekly_pence=17360,
            issued_at=office.now, issued_by_id=office.staff["DSO"], signed_at=office.now, signed_by="Mary",
        )
    )  # fmt: skip
    with pytest.raises(Refused, match="was signed on"):
        take_back(office, ready)
    assert office.get(Episode, interim).undone_at is None
    office.do(ending.end, episode=interim, reason=EndReason.PVI_FOUND, ends_at=office.now,
              package_on=office.now.date())  # fmt: skip
    with pytest.raises(Refused, match="reopen it"):
        take_back(office, ready)


def test_handed_over_again_it_is_charged_only_from_the_second(office, moved):
    ready, _ = moved
    person = office.get(Episode, ready.episode).person_id
    seen = ready.seen(office)
    office.do(conditions.record_listed, episode=ready.episode, seen=seen, at=office.now - 3 * DAY)
    with office.database.writing() as session:
        session.get_one(Person, person).funding = Funding.SELF_FUNDER
    office.clock.advance(DAY)
    take_back(office, ready)
    assert office.ask(transfer, episode=ready.episode).money.since is None
    office.clock.advance(DAY)
    second = again(office, ready, office.get(Episode, ready.episode))
    assert office.ask(transfer, episode=second).money.since == office.get(Episode, second).started_at
    assert [each.id for each in rows(office, Episode, Episode.ended_at.is_(None))] == [second]
    take_back(office, ready)
    with pytest.raises(Refused, match="nothing to take back"):
        take_back(office, ready)


def test_one_press_is_one_operation_in_the_audit(office, moved):
    ready, interim = moved
    with office.database.reading() as session:
        before = session.scalar(select(func.max(AuditEntry.number)))
    take_back(office, ready)
    with office.database.reading() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.number > before)).all()
    of_it = [each for each in entries if each.row_id in {ready.episode, interim, ready.transfer}]
    assert len({each.operation_id for each in of_it}) == 1


@pytest.mark.rule("MDT-1")
def test_what_a_meeting_noted_goes_along_and_behind_what_it_had_noted_before_the_move(office, make_ready):
    ready = make_ready(office, visit(Call.MORNING, 45, 2), visit(Call.TEA))
    began, ended = (
        office.do(meetings.open_meeting, team=office.teams["North"], kind=kind).made for kind in MeetingKind
    )

    def note(meeting, episode, said, steps):
        office.do(
            note_about, meeting=meeting, episode=episode, seen=None, person_says=said, next_steps=steps,
            next_steps_on=london_day(office.now),
        )  # fmt: skip

    note(began, ready.episode, "Before", "Walk")
    interim = move(office, ready)
    before = day_text(london_day(office.now))
    office.clock.advance(DAY)
    note(began, interim, "Since", "Cook")
    note(ended, interim, "Only since", "Bath")
    take_back(office, ready)
    kept = rows(office, MeetingNote, MeetingNote.episode_id == ready.episode)
    assert {(each.meeting_id, each.person_says, each.next_steps, each.next_steps_on) for each in kept} == {
        (began, "Before\nSince", f"Walk ({before})\nCook", london_day(office.now)),
        (ended, "Only since", "Bath", london_day(office.now)),
    }
    (left,) = rows(office, MeetingNote, MeetingNote.episode_id == interim)
    assert (left.person_says, left.next_steps, left.next_steps_on) == ("", "", None), "the minutes say it once"


STAYS = {  # and why
    "plan": "the interim plan is history: the plan before is in force",
    "agreement": "none is signed, and it is of the interim support",
    "charge_request": "what they asked stays asked, and of what is free nothing is charged",
    "cost_said": "what was said was said",
    "paper_file": "what was issued stays as it was issued",
    "expected_change": "what is expected of it is taken back with it",
    "closure": "of an end of that episode",
    "reopening": "of an end of that episode",
    "transfer": "it leads out of the short-term episode",
    "tracker_change": "what was told is never edited: it is retracted or withdrawn",
    "hand_over_taken_back": "it names the episode that was taken back",
    "episode": "what follows what",
    "at_given": "of the short-term package, which keeps the review",
    "chc_in_service": "of the run of support, whichever of its episodes it was recorded in",
    "owner_change": "who had that episode from which day: the short-term one goes on with whoever has it there",
    "support_aim": "of short-term support alone, which goes on with it",
    "who_decided": "a decision about that episode, and about its plan",
}


def test_every_kind_of_record_of_an_episode_goes_along_or_has_its_reason_to_stay():
    linked = {
        table.name
        for table in METADATA.tables.values()
        if any("episode" in {each.column.table.name for each in key.elements} for key in table.foreign_key_constraints)
    }
    go_along = {each.__tablename__ for each in taking_back.GO_ALONG}
    assert linked == go_along | set(STAYS) | {"shared_visit"}, "carry_shared takes it along"
    assert not go_along & set(STAYS)


@pytest.mark.rule("REF-15")
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("route", list(TransferRoute))
def test_a_visit_for_two_is_shared_on_within_sts_and_by_the_same_two_once_it_is_taken_back(
    office, make_ready, route, is_first
):
    ready = make_ready(office, visit(), visit(Call.TEA), route=route)
    other = office.an_episode(visit(Call.TEA))
    pair = (ready.episode, other) if is_first else (other, ready.episode)
    made = office.do(share_visit, episode=pair[0], with_episode=pair[1], call=Call.TEA).made

    def whose():
        record = office.get(SharedVisit, made)
        assert record.ended_at is None
        return record.episode_id, record.with_episode_id

    before = in_use(office)
    interim = move(office, ready)
    office.clock.advance(HOUR)
    if route is TransferRoute.WITHIN_STS:
        assert whose() == tuple(interim if each == ready.episode else each for each in pair)
        assert in_use(office) == before
    else:
        assert whose() == pair, "two teams don't visit together"
    take_back(office, ready)
    assert (whose(), in_use(office)) == (pair, before)


@pytest.mark.rule("REF-15")
def test_a_visit_shared_in_interim_support_is_shared_on_and_one_that_was_before_stands(office, make_ready):
    ready = make_ready(office, visit(), visit(Call.TEA))
    other = office.an_episode(visit(Call.TEA))
    office.do(share_visit, episode=ready.episode, with_episode=other, call=Call.TEA)
    interim = move(office, ready)
    office.clock.advance(HOUR)
    there = office.an_episode(visit(), visit(Call.TEA), kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"])
    for call in (Call.MORNING, Call.TEA):
        office.do(share_visit, episode=interim, with_episode=there, call=call)
    take_back(office, ready)
    found = {(each.episode_id, each.with_episode_id, each.call) for each in rows(office, SharedVisit)}
    assert found == {
        (ready.episode, other, Call.TEA), (ready.episode, there, Call.MORNING), (interim, there, Call.TEA),
    }  # fmt: skip
