"""What comes back and what is free on each of the next days, on both databases."""

from datetime import timedelta
from functools import partial

import pytest

from app.queries.capacity.outlook import capacity_outlook
from app.services.capacity import contracted_hours
from app.services.office import policy
from app.services.owners import moving
from models.episodes import Extension, Milestone
from models.meetings import Decision, Meeting
from models.rules.capacity.outlook import BackKind
from models.transfer import Transfer
from models.values import Call
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.plans import PlanChange
from tests.builders import visit

DAY = timedelta(days=1)


def north(office):
    return next(each for each in office.ask(capacity_outlook) if each.name == "North")


def agree_step_down(office, episode):
    meeting = Meeting(
        team_id=office.teams["North"], kind=MeetingKind.WEEKLY, held_at=office.now, opened_by_id=office.staff["DSO"]
    )
    office.store(meeting)
    office.store(
        Decision(
            meeting_id=meeting.id, episode_id=episode, kind=DecisionKind.STEP_DOWN, decided_at=office.now,
            recorded_by_id=office.staff["DSO"],
        )
    )  # fmt: skip


@pytest.mark.rule("PSP-7")
def test_hours_come_back_the_day_after_day_42_unless_the_service_is_extended(office):
    soon = office.an_episode(visit(), started_at=office.now - 40 * DAY)
    extended = office.an_episode(visit(Call.TEA), started_at=office.now - 40 * DAY)
    office.an_episode(visit(), started_at=office.now - 30 * DAY)
    office.store(
        Extension(
            episode_id=extended, last_day=(office.now + 20 * DAY).date(), agreed_at=office.now,
            agreed_by_id=office.staff["DSO"],
        )
    )  # fmt: skip
    team = north(office)
    [row] = team.back
    assert (row.episode_id, row.kind, row.day, row.minutes) == (
        soon, BackKind.EXPECTED_END, (office.now + 2 * DAY).date(), 210,
    )  # fmt: skip
    assert [day.free for day in team.days] == [6000 - 630] * 2 + [6000 - 420] * 5
    assert [day.day_free for day in team.days] == [857 - 90] * 2 + [857 - 60] * 5


@pytest.mark.rule("PSP-7")
def test_hours_come_back_by_the_six_weeks_of_the_start_when_the_setting_has_grown(office):
    episode = office.an_episode(visit(), started_at=office.now - 40 * DAY)
    set_to = partial(policy.set_policy, setting="short_term_days", because="as decided")
    office.do_as("Service manager", set_to, number=56)
    assert [each.episode_id for each in north(office).back] == [episode]


@pytest.mark.rule("INT-6")
def test_a_providers_start_and_the_wait_for_brokerage_are_told_apart(office):
    offered, waiting = (office.an_episode(visit(), started_at=office.now - 20 * DAY) for _ in range(2))
    for episode, starts in ((offered, (office.now + 3 * DAY).date()), (waiting, None)):
        office.store(Milestone(episode_id=episode, kind=MilestoneKind.MAXIMUM_INDEPENDENCE, at=office.now - DAY))
        office.store(
            Transfer(
                episode_id=episode, sent_to_brokerage_at=office.now,
                offer_at=office.now if starts else None, offer_starts_on=starts,
            )
        )  # fmt: skip
    first, second = north(office).back
    assert (first.episode_id, first.kind, first.day) == (offered, BackKind.PVI_START, (office.now + 3 * DAY).date())
    assert (second.episode_id, second.kind, second.day) == (waiting, BackKind.BROKERAGE, None)
    assert [day.back for day in north(office).days] == [0, 0, 0, 210, 210, 210, 210]


@pytest.mark.rule("REF-15", "MILE-1")
def test_who_waits_for_brokerage_in_interim_support_is_still_told(office):
    """The day of maximum independence belongs to the short-term episode, and the wait goes on after the move."""
    person, moved = office.a_person(), office.now - 3 * DAY
    before = office.an_episode(
        visit(), person=person, started_at=office.now - 20 * DAY, ended_at=moved, end_decided_at=moved,
        end_reason=EndReason.TRANSFERRED,
    )  # fmt: skip
    interim = office.an_episode(
        visit(), person=person, kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"], started_at=moved
    )
    office.store(Milestone(episode_id=before, kind=MilestoneKind.MAXIMUM_INDEPENDENCE, at=office.now - 9 * DAY))
    office.store(
        Transfer(
            episode_id=before, to_episode_id=interim, handed_over_at=moved, sent_to_brokerage_at=office.now - 8 * DAY
        )
    )
    team = next(each for each in office.ask(capacity_outlook) if each.name == "Interim")
    [row] = team.back
    assert (row.episode_id, row.kind, row.day) == (interim, BackKind.BROKERAGE, None)
    assert "At maximum independence since " in row.sentence


@pytest.mark.rule("PSP-4")
def test_a_step_down_is_named_until_a_plan_follows_it(office):
    episode = office.an_episode(visit(), visit(Call.TEA))
    agree_step_down(office, episode)
    [row] = north(office).back
    assert (row.kind, row.day, row.minutes) == (BackKind.STEP_DOWN, None, 420)
    office.clock.advance(DAY)
    office.a_plan(
        episode, visit(), number=2, change=PlanChange.STEP_DOWN, mdt_agreed_at=office.now - DAY, made_at=office.now
    )
    assert north(office).back == ()


@pytest.mark.rule("REF-15")
def test_the_outlook_takes_leave_off_its_days_and_needs_five_statements(office, count_statements):
    first = (office.now + DAY).date()
    office.do(
        contracted_hours.add_reduction, team=office.teams["North"], first_day=first, last_day=first, worker_minutes=700,
        because="Leave",
    )  # fmt: skip
    for _ in range(3):
        office.an_episode(visit(), visit(Call.BED, 30, 2), started_at=office.now - 41 * DAY)
    statements = count_statements(office.database)
    teams = office.ask(capacity_outlook)
    assert len([each for each in statements if each != "BEGIN"]) == 5
    assert [each.name for each in teams] == ["North", "South", "Interim"]
    assert [day.limit for day in teams[0].days[:3]] == [6000, 5300, 6000]
    assert [each.because for each in teams[0].reductions] == ["Leave"]
    assert len(teams[0].back) == 3
    assert [each.name for each in office.ask(capacity_outlook, team=office.teams["South"])] == ["South"]


@pytest.mark.rule("DAY-4", "REF-15")
def test_each_days_hours_are_of_the_team_in_which_somebody_is_on_it(office):
    """A move in three days, the plan growing a day later, and the end of the six weeks two days after that."""
    episode = office.an_episode(visit(), started_at=office.now - 36 * DAY)
    office.a_plan(episode, visit(minutes=60), number=2, effective_from=office.now + 4 * DAY)
    moves = (office.now + 3 * DAY).date()
    office.do(
        moving.move_team, episodes=[episode], team=office.teams["South"], because="The patch went", from_day=moves
    )
    teams = {each.name: each for each in office.ask(capacity_outlook)}
    used = {name: [day.limit - day.free for day in team.days] for name, team in teams.items()}
    assert used["North"] == [210, 210, 210, 0, 0, 0, 0]
    assert used["South"] == [0, 0, 0, 210, 420, 420, 0]
    assert [day.day_given - day.day_back for day in teams["South"].days] == [0, 0, 0, 30, 60, 60, 0]
    assert [(each.kind, each.sentence) for each in teams["North"].back] == [
        (BackKind.MOVES, "Moves to South from Mon 23 Nov 2026.")
    ]
    assert teams["South"].back[0].sentence == "Comes from North on Mon 23 Nov 2026: takes hours here."
    assert [each.kind for each in teams["South"].back[1:]] == [BackKind.PLAN_CHANGES, BackKind.EXPECTED_END]
