"""Dating milestones in their order."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.services.episodes import milestones
from models.episodes import Milestone
from models.vocabulary.episodes import AssessmentDecision, MilestoneKind

MOST = MilestoneKind.MAXIMUM_INDEPENDENCE


def dated(office):
    with office.database.reading() as session:
        return {each.kind: each.at for each in session.scalars(select(Milestone))}


@pytest.mark.rule("MILE-1")
def test_a_milestone_is_dated_and_its_date_corrected(office):
    episode = office.an_episode()
    office.do(milestones.record, episode=episode, kind=MOST, at=office.now)
    office.do(milestones.record, episode=episode, kind=MOST, at=office.now - timedelta(days=1))
    assert dated(office) == {MOST: office.now - timedelta(days=1)}


@pytest.mark.rule("MILE-1")
def test_a_date_out_of_order_is_refused_with_the_reason(office):
    episode = office.an_episode()
    office.do(milestones.record, episode=episode, kind=MOST, at=office.now)
    with pytest.raises(Refused, match="can't be before “Maximum independence reached”"):
        office.do(
            milestones.record_assessment,
            episode=episode,
            at=office.now - timedelta(days=1),
            decision=AssessmentDecision.NFA,
            assessed_by="Neil Wragg",
        )
    assert dated(office) == {MOST: office.now}


@pytest.mark.rule("MILE-1")
def test_nothing_is_dated_before_the_start_which_is_a_milestone(office):
    episode = office.an_episode()
    office.store(Milestone(episode_id=episode, kind=MilestoneKind.START, at=office.now - timedelta(days=2)))
    with pytest.raises(Refused, match="Start"):
        office.do(milestones.record, episode=episode, kind=MOST, at=office.now - timedelta(days=3))


@pytest.mark.rule("MILE-2")
def test_an_assessment_says_what_was_decided_and_by_whom(office):
    episode = office.an_episode()
    told = {"episode": episode, "at": office.now, "decision": AssessmentDecision.ONGOING}
    with pytest.raises(Refused, match="who assessed"):
        office.do(milestones.record_assessment, assessed_by=" ", **told)
    office.do(milestones.record_assessment, assessed_by="Neil Wragg, SW", **told)
    with office.database.reading() as session:
        (row,) = session.scalars(select(Milestone)).all()
    assert (row.kind, row.at) == (MilestoneKind.ASSESSED, office.now)
    assert (row.decision, row.assessed_by) == (AssessmentDecision.ONGOING, "Neil Wragg, SW")
    assert row.recorded_by_id == office.staff["DSO"]


@pytest.mark.rule("MILE-1")
@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (MilestoneKind.START, "episode itself"),
        (MilestoneKind.END, "episode itself"),
        (MilestoneKind.ASSESSED, "what the assessment decided"),
    ],
)
def test_some_milestones_are_dated_elsewhere(office, kind, sentence):
    episode = office.an_episode()
    with pytest.raises(Refused, match=sentence):
        office.do(milestones.record, episode=episode, kind=kind, at=office.now)


@pytest.mark.rule("MILE-1")
def test_a_milestone_in_the_future_is_refused(office):
    episode = office.an_episode()
    with pytest.raises(Refused, match="future"):
        office.do(milestones.record, episode=episode, kind=MOST, at=office.now + timedelta(minutes=1))
    assert dated(office) == {}
