"""Ending an episode, closing its package, and opening one again that was ended by mistake."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.door.errors import Refused
from app.services.closure import breaks, closing, deaths, ending
from app.services.plans import support
from app.services.transfer import handing_over
from models.audit import AuditEntry
from models.closure import ClosingStep, Closure, Reopening
from models.episodes import Episode, Milestone
from models.tracker import TrackerChange
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import AtOutcome, BreakKind, ClosingStepKind, EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.tracker import TrackerChangeKind

HOUR = timedelta(hours=1)


def end(office, episode, *, reason=EndReason.GOALS_ACHIEVED, ends_at=None, seen=None, **values):
    return office.do(
        ending.end,
        episode=episode,
        seen=office.version(Episode, episode) if seen is None else seen,
        reason=reason,
        ends_at=ends_at or office.now,
        **values,
    )


def tick_all(office, episode):
    for step in ClosingStepKind:
        office.do(closing.tick, episode=episode, step=step)
    office.do(closing.record_at_outcome, episode=episode, given=False)


def told(office):
    with office.database.reading() as session:
        return session.scalars(select(TrackerChange).order_by(TrackerChange.number)).all()


@pytest.mark.rule("END-1", "MILE-1")
def test_an_end_keeps_its_day_and_that_of_the_decision_and_tells_scheduling(office):
    episode = office.an_episode()
    ends_at = office.now - timedelta(days=1)
    end(office, episode, reason=EndReason.ONGOING_ARRANGED, ends_at=ends_at, package_on=date(2026, 11, 23))
    record = office.get(Episode, episode)
    assert (record.ended_at, record.end_decided_at) == (ends_at, office.now)
    assert (record.end_reason, record.package_started_on) == (EndReason.ONGOING_ARRANGED, date(2026, 11, 23))
    with office.database.reading() as session:
        assert session.scalars(select(Milestone.at).where(Milestone.kind == MilestoneKind.END)).one() == ends_at
    assert [(each.kind, each.effective_at, each.from_team) for each in told(office)] == [
        (TrackerChangeKind.END, ends_at, "North")
    ]


@pytest.mark.rule("END-1", "END-2")
@pytest.mark.parametrize(
    ("kind", "reason", "rule"),
    [
        (EpisodeKind.SHORT_TERM, EndReason.PVI_FOUND, "END-1"),
        (EpisodeKind.SHORT_TERM, EndReason.TRANSFERRED, "END-1"),
        (EpisodeKind.INTERIM_TEAM, EndReason.GOALS_ACHIEVED, "END-2"),
        (EpisodeKind.INTERIM_IN_STS, EndReason.HOSPITAL, "END-2"),
    ],
)
def test_a_reason_of_the_other_kind_of_support_is_refused_and_nothing_ends(office, kind, reason, rule):
    episode = office.an_episode(kind=kind)
    with pytest.raises(Refused) as refused:
        end(office, episode, reason=reason)
    assert refused.value.rule == rule
    assert office.get(Episode, episode).ended_at is None
    assert told(office) == []


@pytest.mark.rule("END-1")
def test_an_end_lies_within_the_episode_and_is_recorded_once_over_what_was_seen(office):
    episode = office.an_episode()
    with pytest.raises(Refused, match="when it has come"):
        end(office, episode, ends_at=office.now + HOUR)
    with pytest.raises(Refused, match="before the start"):
        end(office, episode, ends_at=office.now - timedelta(days=3))
    with pytest.raises(Refused, match="has changed since"):
        end(office, episode, seen=9)
    end(office, episode)
    with pytest.raises(Refused, match="has ended"):
        end(office, episode)
    assert len(told(office)) == 1


@pytest.mark.rule("END-2", "END-3")
def test_a_long_break_ends_interim_support_only_once_it_has_reached_its_limit(office):
    episode = office.an_episode(kind=EpisodeKind.INTERIM_TEAM, started_at=office.now - timedelta(days=40))
    began = office.now - timedelta(days=14)
    office.do(breaks.begin, episode=episode, kind=BreakKind.AWAY, began_at=began, last_visit_on=began.date())
    with pytest.raises(Refused, match="No break has reached its limit"):
        end(office, episode, reason=EndReason.LONG_BREAK, ends_at=began)
    office.clock.advance(timedelta(days=1))
    end(office, episode, reason=EndReason.LONG_BREAK, ends_at=began)
    assert office.get(Episode, episode).ended_at == began


@pytest.mark.rule("END-6", "END-8")
def test_an_end_by_death_follows_its_report_and_not_after_its_date(office):
    person = office.a_person()
    episode = office.an_episode(person=person)
    with pytest.raises(Refused, match="Report or confirm the death first"):
        end(office, episode, reason=EndReason.DIED)
    office.do(deaths.confirm_death, person=person, seen=1, died_on=date(2026, 11, 19))
    with pytest.raises(Refused, match="can't end after the date of death"):
        end(office, episode, reason=EndReason.DIED)
    end(office, episode, reason=EndReason.DIED, ends_at=office.now - timedelta(days=1))
    assert office.get(Episode, episode).end_reason is EndReason.DIED


@pytest.mark.rule("END-4")
def test_a_package_closes_when_all_is_done_and_names_what_is_not(office):
    episode = office.an_episode()
    with pytest.raises(Refused, match="End the episode first"):
        office.do(closing.tick, episode=episode, step=ClosingStepKind.END_PO)
    end(office, episode)
    with pytest.raises(Refused) as refused:
        office.do(closing.close, episode=episode)
    assert refused.value.sentence.splitlines() == [
        "End the purchase order.",
        "Update MOSAIC.",
        "Update CCL with start and end dates.",
        "Say whether assistive technology was given during short-term support.",
    ]
    tick_all(office, episode)
    office.do(closing.untick, episode=episode, step=ClosingStepKind.UPDATE_CCL)
    with pytest.raises(Refused, match="isn't ticked"):
        office.do(closing.untick, episode=episode, step=ClosingStepKind.UPDATE_CCL)
    with pytest.raises(Refused, match="Update CCL"):
        office.do(closing.close, episode=episode)
    office.do(closing.tick, episode=episode, step=ClosingStepKind.UPDATE_CCL, note=" by Ann ")
    office.clock.advance(HOUR)
    office.do(closing.close, episode=episode)
    assert office.get(Episode, episode).closed_at == office.now
    with office.database.reading() as session:
        settled = session.scalars(select(Closure)).one()
        step = session.scalars(select(ClosingStep).where(ClosingStep.step == ClosingStepKind.UPDATE_CCL)).one()
        entry = session.scalars(select(AuditEntry).where(AuditEntry.row_id == settled.id)).all()[-1]
    assert (settled.closed_by_id, settled.closed_at) == (office.staff["DSO"], office.now)
    assert (step.done_by_id, step.done_at, step.note) == (office.staff["DSO"], office.now - HOUR, "by Ann")
    assert entry.operation_id == settled.operation_id
    with pytest.raises(Refused, match="closed already"):
        office.do(closing.tick, episode=episode, step=ClosingStepKind.END_PO)


@pytest.mark.rule("END-5")
def test_assistive_technology_keeps_a_package_open_until_its_outcome(office):
    episode = office.an_episode(person=office.a_person(has_at=True))
    end(office, episode)
    tick_all(office, episode)
    office.do(closing.record_at_outcome, episode=episode, given=True)
    with pytest.raises(Refused, match="assistive technology continues") as refused:
        office.do(closing.close, episode=episode)
    assert refused.value.rule == "END-5"
    office.do(closing.record_at_outcome, episode=episode, outcome=AtOutcome.DECOMMISSION)
    office.do(closing.close, episode=episode)


@pytest.mark.rule("END-7")
def test_a_mistaken_end_is_reopened_with_its_reason_and_scheduling_is_told(office):
    episode = office.an_episode()
    with pytest.raises(Refused, match="hasn't ended"):
        office.do(ending.reopen, episode=episode, because="mistake")
    end(office, episode)
    with pytest.raises(Refused, match="Say why"):
        office.do(ending.reopen, episode=episode, because=" ")
    office.send_tracker()
    office.do(ending.reopen, episode=episode, because=" Wrong Jean ")
    record = office.get(Episode, episode)
    assert (record.ended_at, record.end_reason, record.closed_at) == (None, None, None)
    with office.database.reading() as session:
        reopening = session.scalars(select(Reopening)).one()
        milestone = session.scalars(select(Milestone)).one()
    assert (reopening.because, reopening.reopened_by_id) == ("Wrong Jean", office.staff["DSO"])
    assert milestone.withdrawn_at == office.now
    first, second = told(office)
    assert (second.kind, second.retracts_id) == (TrackerChangeKind.RETRACTED, first.id)
    assert second.reason == "Reopened: Wrong Jean"


@pytest.mark.rule("END-7")
def test_an_end_that_scheduling_never_heard_of_is_withdrawn_when_it_is_reopened(office):
    episode = office.an_episode()
    end(office, episode)
    office.do(ending.reopen, episode=episode, because="Wrong Jean")
    [row] = told(office)
    assert (row.kind, row.withdrawn_at, row.exported_at) == (TrackerChangeKind.END, office.now, None)
    end(office, episode)
    office.send_tracker()
    office.do(ending.reopen, episode=episode, because="Wrong Jean again")
    assert [(each.kind, each.withdrawn_at) for each in told(office)][1:] == [
        (TrackerChangeKind.END, None), (TrackerChangeKind.RETRACTED, None),
    ]  # fmt: skip


@pytest.mark.rule("END-4", "END-5", "END-7")
def test_after_a_reopening_the_next_end_is_settled_from_the_beginning(office):
    episode = office.an_episode(person=office.a_person(has_at=True))
    end(office, episode)
    tick_all(office, episode)
    office.do(closing.record_at_outcome, episode=episode, outcome=AtOutcome.CONTINUE_PAY)
    office.do(closing.close, episode=episode)
    office.do(ending.reopen, episode=episode, because="mistake")
    office.clock.advance(HOUR)
    end(office, episode)
    with pytest.raises(Refused, match="End the purchase order") as refused:
        office.do(closing.close, episode=episode)
    assert refused.value.rule == "END-4, END-5"
    with office.database.reading() as session:
        milestone = session.scalars(select(Milestone)).one()
        assert session.scalar(select(func.count()).select_from(Closure)) == 1
    assert (milestone.at, milestone.withdrawn_at) == (office.now, None)


@pytest.mark.rule("END-7")
def test_a_reopening_takes_back_just_that_persons_end(office):
    mine, other = office.an_episode(), office.an_episode()
    for episode in (mine, other):
        end(office, episode)
        tick_all(office, episode)
    office.send_tracker()
    office.do(ending.reopen, episode=mine, because="mistake")
    with office.database.reading() as session:
        [milestone] = session.scalars(select(Milestone).where(Milestone.episode_id == other))
        [closure] = session.scalars(select(Closure.id).where(Closure.episode_id == other))
        steps = session.scalars(select(ClosingStep.done_at).where(ClosingStep.closure_id == closure)).all()
    assert (milestone.withdrawn_at, office.get(Episode, other).ended_at) == (None, office.now)
    assert steps == [office.now] * len(ClosingStepKind)
    retracted = [each for each in told(office) if each.kind is TrackerChangeKind.RETRACTED]
    assert [each.episode_id for each in retracted] == [mine]


@pytest.mark.rule("END-7")
def test_nothing_is_reopened_over_another_open_episode(office):
    person = office.a_person()
    episode = office.an_episode(person=person)
    end(office, episode)
    office.an_episode(person=person)
    with pytest.raises(Refused, match="another open episode"):
        office.do(ending.reopen, episode=episode, because="mistake")


@pytest.mark.rule("END-7", "INT-7")
def test_a_transferred_episode_and_an_undone_start_are_not_reopened(office, make_ready):
    ready = make_ready(office)
    office.do(handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=office.now)
    with pytest.raises(Refused, match="move to interim support"):
        office.do(ending.reopen, episode=ready.episode, because="mistake")
    undone = office.an_episode(ended_at=office.now, undone_at=office.now, undone_because="Not yet home")
    with pytest.raises(Refused, match="start was undone"):
        office.do(ending.reopen, episode=undone, because="mistake")


@pytest.mark.rule("END-4", "INT-7")
def test_what_ended_with_a_hand_over_is_not_told_to_end_first(office, make_ready):
    ready = make_ready(office)
    with pytest.raises(Refused, match="End the episode first"):
        office.do(closing.close, episode=ready.episode)
    office.do(handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=office.now)
    with pytest.raises(Refused, match=r"move to interim support: what closes it stands in the transfer's checklist"):
        office.do(closing.close, episode=ready.episode)


@pytest.mark.rule("PSP-8")
def test_the_day_on_which_a_package_started_is_kept_when_support_ends(office):
    episode, started = office.an_episode(), office.now.date()
    office.do(support.record_package_started, episode=episode, seen=office.version(Episode, episode), on=started)
    office.do(
        ending.end, episode=episode, seen=office.version(Episode, episode), reason=EndReason.ONGOING_ARRANGED,
        ends_at=office.now,
    )  # fmt: skip
    assert office.get(Episode, episode).package_started_on == started


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("known", "kept"), [(Funding.SELF_FUNDER, True), (Funding.COUNCIL, False), (Funding.NOT_KNOWN, None)]
)
def test_a_closed_package_keeps_who_paid_until_it_is_opened_again(office, known, kept):
    person = office.a_person(funding=known)
    episode = office.an_episode(person=person)
    end(office, episode)
    tick_all(office, episode)
    with office.database.reading() as session:
        closure = session.scalars(select(Closure.id)).one()
    assert office.get(Closure, closure).was_self_funder is None
    office.do(closing.close, episode=episode)
    assert office.get(Closure, closure).was_self_funder is kept
    office.do(ending.reopen, episode=episode, because="ended by mistake")
    assert office.get(Closure, closure).was_self_funder is None
