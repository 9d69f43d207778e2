"""A suggestion put aside with a reason, seen so on the Goals tab and the agenda alike, and shown again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import ChangedMeanwhile, Refused
from app.queries.goals.goals import view
from app.queries.meetings.agenda import agenda
from app.services.goals import dismissals, goals, ratings
from models.episodes import Episode
from models.goals import SuggestionDismissed
from models.rules.goals.suggestions import SuggestionKind
from models.values import Call, london_day
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.goals import GoalState, Letter
from models.vocabulary.meetings import MeetingKind
from tests.builders import visit

COLD = "She has a cold"


@pytest.fixture
def goal(office):
    """A goal that was declined at three visits."""
    began = office.now - timedelta(days=10)
    made = office.a_goal(office.an_episode(visit(Call.LUNCH), started_at=began), set_at=began, number=1)
    decline(office, made, 6, 5, 4)
    return made


def decline(office, goal, *days_ago):
    for days in days_ago:
        day = london_day(office.now) - timedelta(days=days)
        told = {"goal": goal, "day": day, "call": Call.LUNCH, "worker": office.staff["CWC"]}
        office.do(ratings.rate, letter=Letter.D, **told)


def seen(office):
    """What is suggested and what was put aside, on the tab; what is suggested on the agenda."""
    (one,) = office.ask(agenda, team=office.teams["North"], kind=MeetingKind.WEEKLY).people
    with office.database.reading() as session:
        person = session.scalars(select(Episode.person_id)).one()
    (row,) = office.ask(view, person=person).goals
    again = [each for each in row.suggestions if each.kind is SuggestionKind.DECLINING]
    on_agenda = [each for each in one.goals[0].suggestions if each.startswith("Declined")]
    asked = [each.sentence for each in one.opportunities if "declined" in each.sentence]
    assert len(on_agenda) == len(asked) == len(again)
    return again, row.dismissed


def put_aside(office, goal, because=COLD):
    (said,), _ = seen(office)
    told = {"kind": said.kind, "facts": said.facts, "sentence": said.sentence, "because": because}
    office.do(dismissals.dismiss_suggestion, goal=goal, **told)
    return told


@pytest.mark.rule("IPAD-4")
def test_it_stays_away_everywhere_until_the_facts_change(office, goal):
    put_aside(office, goal)
    said, (aside,) = seen(office)
    assert said == []
    assert (aside.because, aside.by, aside.at) == (COLD, "DSO North", office.now)
    decline(office, goal, 3)
    (said,), aside = seen(office)
    assert said.sentence.startswith("Declined at 4 of the last 4")
    assert aside == ()


@pytest.mark.rule("IPAD-4")
def test_it_stays_away_after_a_transfer(office, goal):
    put_aside(office, goal)
    with office.unwalled.writing() as session:
        first = session.scalars(select(Episode)).one()
        first.ended_at, first.end_reason = office.now, EndReason.TRANSFERRED
        was, person = first.id, first.person_id
    office.an_episode(
        visit(Call.LUNCH), person=person, started_at=office.now, kind=EpisodeKind.INTERIM_TEAM, follows_id=was,
    )  # fmt: skip
    office.clock.advance(timedelta(days=1))
    (row,) = office.ask(view, person=person).goals
    assert [each.because for each in row.dismissed] == [COLD]
    assert SuggestionKind.DECLINING not in {each.kind for each in row.suggestions}


@pytest.mark.rule("IPAD-4")
def test_it_is_shown_again_and_who_put_it_aside_is_kept(office, goal):
    put_aside(office, goal)
    _, (aside,) = seen(office)
    office.do(dismissals.show_suggestion_again, dismissed=aside.id, seen=aside.version)
    (_,), none = seen(office)
    assert none == ()
    kept = office.get(SuggestionDismissed, aside.id)
    assert (kept.because, kept.shown_again_at) == (COLD, office.now)
    with pytest.raises(ChangedMeanwhile):
        office.do(dismissals.show_suggestion_again, dismissed=aside.id, seen=aside.version)
    with pytest.raises(Refused, match="shown again already"):
        office.do(dismissals.show_suggestion_again, dismissed=aside.id, seen=kept.version)


@pytest.mark.rule("IPAD-4")
def test_two_desks_put_it_aside_once_and_the_second_is_told_whose_reason_stands(office, goal):
    told = put_aside(office, goal)
    with pytest.raises(ChangedMeanwhile, match=f"DSO North put it aside, .*, because “{COLD}”"):
        office.do(dismissals.dismiss_suggestion, goal=goal, **told | {"because": "Another reason"})
    _, (aside,) = seen(office)
    assert aside.because == COLD


@pytest.mark.rule("IPAD-4")
def test_what_had_gone_and_is_suggested_anew_is_put_aside_anew(office, goal):
    put_aside(office, goal)
    day = london_day(office.now) - timedelta(days=6)
    told = {"goal": goal, "call": Call.LUNCH, "worker": office.staff["CWC"]}
    office.do(ratings.rate, letter=Letter.P, day=day, **told)
    assert seen(office) == ([], ())
    office.clock.advance(timedelta(days=2))
    office.do(ratings.rate, letter=Letter.D, day=london_day(office.now) - timedelta(days=1), **told)
    put_aside(office, goal, "Her sister has died")
    said, (aside,) = seen(office)
    assert (said, aside.because) == ([], "Her sister has died")


@pytest.mark.rule("IPAD-4")
def test_without_a_reason_or_once_the_goal_is_closed_it_is_refused(office, goal):
    with pytest.raises(Refused, match="Say why"):
        put_aside(office, goal, because=" ")
    told = put_aside(office, goal)
    office.do(goals.close_goal, goal=goal, seen=1, state=GoalState.DROPPED)
    with pytest.raises(Refused, match="closed"):
        office.do(dismissals.dismiss_suggestion, goal=goal, **told)
