"""What was discussed of somebody's support: recorded, shown for the whole run, taken back, and known to History."""

from datetime import timedelta

import pytest

from app.door.errors import ChangedMeanwhile, Refused
from app.queries.history.changes import history
from app.queries.history.everything import everything
from app.queries.plans.explained import explained_of
from app.services.closure.deaths import confirm_death, report_death
from app.services.office.policy import set_policy
from app.services.plans.aim import decide_aim
from app.services.plans.explained import explain, take_back_explained
from models.episodes import Episode
from models.explained import Explained
from models.people import Person
from models.values import london_day
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind, ExplainedKind
from models.vocabulary.plans import AimOfSupport

DAY = timedelta(days=1)


def record(office, episode, what=ExplainedKind.SCOPE, with_whom=" Jean and Ann ", **told):
    return office.do(explain, episode=episode, what=what, with_whom=with_whom, **told).made


def shown(office, episode):
    return [(each.what, each.on, each.with_whom) for each in office.ask(explained_of, episode=episode).rows]


def test_it_is_recorded_with_whom_on_which_day_and_by_whom(office):
    began, today = office.now - 5 * DAY, london_day(office.now)
    referral = office.a_referral(received_at=began - 2 * DAY)
    episode = office.an_episode(started_at=began, referral_id=referral)
    record(office, episode, what=ExplainedKind.TRANSITION_BEGUN)
    record(office, episode, on=london_day(began) - 2 * DAY)
    assert shown(office, episode) == [
        (ExplainedKind.SCOPE, london_day(began) - 2 * DAY, "Jean and Ann"),
        (ExplainedKind.TRANSITION_BEGUN, today, "Jean and Ann"),
    ]
    view = office.ask(explained_of, episode=episode)
    assert {each.recorded_by for each in view.rows} == {"DSO North"}
    assert view.missing((ExplainedKind.SCOPE, ExplainedKind.GOALS)) == (
        "Goals were agreed and shared: not recorded yet.",
    )
    with pytest.raises(Refused, match="The service was asked for on 13 Nov 2026"):
        record(office, episode, on=london_day(began) - 3 * DAY)
    assert len(shown(office, episode)) == 2


def test_the_support_that_follows_shows_it_too(office):
    began, person = office.now - 9 * DAY, office.a_person()
    moved = {"ended_at": office.now - 2 * DAY, "end_reason": EndReason.TRANSFERRED}
    first = office.an_episode(person=person, started_at=began, **moved)
    interim = office.an_episode(
        person=person, kind=EpisodeKind.INTERIM_TEAM, started_at=moved["ended_at"], first_support_at=began,
        follows_id=first,
    )  # fmt: skip
    record(office, first, on=london_day(began))
    record(office, interim, what=ExplainedKind.TRANSITION_REVIEWED)
    assert shown(office, first) == shown(office, interim)
    assert [what for what, _, _ in shown(office, interim)] == [ExplainedKind.SCOPE, ExplainedKind.TRANSITION_REVIEWED]
    with pytest.raises(Refused, match="Support ended on"):
        record(office, first)
    assert shown(office, office.an_episode()) == []


def test_what_was_recorded_by_mistake_is_taken_back_and_stays_in_the_history(office):
    episode = office.an_episode()
    made = record(office, episode)
    with pytest.raises(Refused, match="Say why this was recorded by mistake"):
        office.do(take_back_explained, explained=made, seen=1, because=" ")
    office.do(take_back_explained, explained=made, seen=1, because="It was her neighbour")
    assert shown(office, episode) == []
    kept = office.get(Explained, made)
    assert (kept.taken_back_at, kept.taken_back_by_id) == (office.now, office.staff["DSO"])
    with pytest.raises(ChangedMeanwhile):
        office.do(take_back_explained, explained=made, seen=1, because="Once more")
    with pytest.raises(Refused, match="taken back already"):
        office.do(take_back_explained, explained=made, seen=kept.version, because="Once more")
    told = " ".join(each.said for each in office.ask(history, about=office.get(Episode, episode).person_id).rows)
    assert "what was discussed" in told
    assert "It was her neighbour" in told


def test_it_is_among_everything_that_is_known_about_them(office):
    episode = office.an_episode()
    record(office, episode)
    found = office.work("Service manager").read(everything, person=office.get(Episode, episode).person_id)
    (known,) = [each for each in found.records if each.table == "explained"]
    values = {each.called: each.value for each in known.values}
    assert values["with whom"] == "Jean and Ann"
    assert values["what it is"] == ExplainedKind.SCOPE.label


@pytest.mark.rule("END-6", "STC-2")
def test_nothing_is_discussed_or_decided_with_somebody_reported_to_have_died(office):
    office.do_as("Service manager", set_policy, setting="recuperation_possible", number=1, because="STCH")
    episode = office.an_episode()
    person = office.get(Episode, episode).person_id
    told = {"episode": episode, "seen": None, "support_for": AimOfSupport.RECUPERATE, "because": "Hip operation"}
    office.do(report_death, person=person, seen=office.get(Person, person).version)
    with pytest.raises(Refused, match="confirm the death first"):
        record(office, episode)
    with pytest.raises(Refused, match="confirm the death first"):
        office.do(decide_aim, **told)
    died = london_day(office.now) - DAY
    office.do(confirm_death, person=person, seen=office.get(Person, person).version, died_on=died)
    with pytest.raises(Refused, match="The person died on 19 Nov 2026"):
        office.do(decide_aim, **told)
    with pytest.raises(Refused, match="The person died on 19 Nov 2026"):
        record(office, episode)
    record(office, episode, on=died)
    office.do(decide_aim, **told, decided_on=died)
