"""One month whose figures are worked out by hand, and once more by plain SQL: the same numbers on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import bindparam, text

from app.queries.figures.figures import figures
from models.base import UtcDateTime
from models.closure import Reopening
from models.episodes import Milestone
from models.explained import Explained
from models.handing_over import HandOverTakenBack
from models.referrals import Hold, Referral
from models.transfer import PastOffer, Transfer
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind, ExplainedKind, MilestoneKind
from models.vocabulary.goals import GoalState
from models.vocabulary.referrals import HoldEnd, ReferralOutcome
from models.vocabulary.transfer import OfferEnd, TransferRoute
from tests.builders import visit

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)

# What was worked out on paper from the story that `month` arranges; none is said of what never was.
BY_HAND = {
    "Referrals and outcomes by band": {"Band (i)": 0, "Band (ii)": 0, "Band (iii)": 0, "Band (iv)": 4, "Band (v)": 0},
    "Time from referral to start": {"Band (iv)": 48, "Band (i)": None},
    "Goals within 48 hours": {"Within 48 hours": 2, "Later": 1, "No complete goal": 1},
    "Days lost waiting": {"Goals": 19, "Assessment": 2, "Brokerage": 4, "PVI provider": 4},
    "Length of stay": {"1 to 14 days": 1, "15 to 28 days": 2, "29 to 42 days": 0, "Over 42 days": 0},
    "Hours at start and end": {"Worker hours at the start": 3.5, "Worker hours at the end": 3.5,
                               "Contact hours at the start": 3.5, "Contact hours at the end": 3.5},
    "Support after the stay": {"No formal support": 1, "Less support than at the start": 1, "Died": 1},
    "Support after the stay, by team": {"Interim": 1, "North": 2},
    "What became of goals": {"Achieved": 1, "Not achieved": 0, "No longer a goal": 0, "Still open at the end": 1},
    "Moves to interim support": {"Interim Home Care team": 1, "Interim support within STS": 0},
    "Capacity held": {"Released after it expired": 1, "The service started": 1, "Given back by the DSO": 0},
    "Discussed and agreed": {"What the service will and won't do was discussed": 2, "Goals were agreed and shared": 1,
                             "The plan for what comes after was begun": 0,
                             "The plan for what comes after was reviewed": 1},
    "Waiting now": {"Up to 1 day": 0, "Over 1, up to 3 days": 0, "Over 3, up to 7 days": 0,
                    "Over 1, up to 2 weeks": 1, "Over 2, up to 4 weeks": 0, "Over 4 weeks": 0},
    "Support after the stay, by year": {"2026/27": 3},
}  # fmt: skip

# Of the moment, of years, and of teams in which nobody's support ended in December.
NOT_BESIDE = ("Waiting now", "Support after the stay, by year", "Support after the stay, by team")

# The same once more, asked of the tables alone.
BY_SQL = {
    ("Referrals and outcomes by band", "Band (iv)"): (
        "SELECT count(*) FROM referral r WHERE r.received_at >= :first AND r.received_at < :after AND NOT EXISTS "
        "(SELECT 1 FROM referral o WHERE o.id = r.earlier_id AND o.received_at = r.received_at)"
    ),
    ("Waiting now", "Over 1, up to 2 weeks"): "SELECT count(*) FROM referral WHERE outcome IS NULL",
    ("Goals within 48 hours", "No complete goal"): (
        "SELECT count(*) FROM episode e WHERE e.kind = 'short_term' AND e.undone_at IS NULL AND e.started_at >= :first "
        "AND e.started_at < :after AND NOT EXISTS (SELECT 1 FROM goal g WHERE g.episode_id = e.id AND g.measure <> '')"
    ),
    ("Length of stay", "15 to 28 days"): (
        "SELECT count(*) FROM episode WHERE kind = 'short_term' AND undone_at IS NULL AND ended_at >= :first "
        "AND ended_at < :after AND end_reason <> 'died'"
    ),
    ("Support after the stay", "Less support than at the start"): (
        "SELECT count(*) FROM episode e JOIN episode b ON b.id = e.follows_id JOIN plan p ON p.episode_id = b.id "
        "JOIN plan q ON q.episode_id = e.id WHERE e.end_reason = 'pvi_found' AND q.worker_minutes < p.worker_minutes"
    ),
    ("Support after the stay, by year", "2026/27"): (
        "SELECT count(*) FROM episode WHERE undone_at IS NULL AND end_reason <> 'transferred' AND ended_at >= :first "
        "AND ended_at < :after AND (kind = 'short_term' OR follows_id IS NOT NULL)"
    ),
    ("What became of goals", "Achieved"): "SELECT count(*) FROM goal WHERE state = 'achieved'",
    ("Moves to interim support", "Interim Home Care team"): (
        "SELECT count(*) FROM transfer WHERE handed_over_at >= :first AND handed_over_at < :after"
    ),
    ("Discussed and agreed", "What the service will and won't do was discussed"): (
        "SELECT count(DISTINCT e.id) FROM explained x JOIN episode e ON e.id = x.episode_id WHERE x.what = 'scope' "
        "AND x.taken_back_at IS NULL AND e.undone_at IS NULL AND e.started_at >= :first AND e.started_at < :after"
    ),
    ("Discussed and agreed", "The plan for what comes after was reviewed"): (
        "SELECT count(*) FROM explained x JOIN episode i ON i.id = x.episode_id JOIN episode e ON e.id = i.follows_id "
        "WHERE x.what = 'transition_reviewed' AND e.started_at >= :first AND e.started_at < :after"
    ),
    ("Capacity held", "Released after it expired"): (
        "SELECT count(*) FROM hold WHERE ended_as = 'released' AND ended_at >= :first AND ended_at < :after"
    ),
}


def at(day, hour=9):
    return datetime(2026, 11, day, hour, tzinfo=UTC)


@pytest.fixture
def month(office):
    """Whom the figures of November are about; it is the 20th at 09:00."""
    assert office.now == at(20)
    _moved_and_found(office)
    _died(office)
    _reopened(office)
    _whose_move_was_taken_back(office)
    _asked_for(office)
    office.an_episode(started_at=at(2), ended_at=at(3), undone_at=at(3), undone_because="Wrong person")
    office.an_episode(kind=EpisodeKind.INTERIM_TEAM, started_at=at(2), ended_at=at(3), end_reason=EndReason.PVI_FOUND)
    return office


def _moved_and_found(office):
    """Started on the 2nd, two days after she was asked for; handed over on the 16th; a provider began on the 19th."""
    person = office.a_person()
    referral = office.a_referral(
        person=person, received_at=at(2) - 2 * DAY, outcome=ReferralOutcome.STARTED, outcome_at=at(2)
    )
    first = office.an_episode(
        visit(minutes=60), person=person, referral_id=referral, started_at=at(2), ended_at=at(16),
        end_reason=EndReason.TRANSFERRED,
    )  # fmt: skip
    office.a_goal(first, set_at=at(3), state=GoalState.ACHIEVED, closed_at=at(15))
    interim = office.an_episode(
        visit(minutes=30), person=person, kind=EpisodeKind.INTERIM_TEAM, follows_id=first, started_at=at(16),
        first_support_at=at(2), ended_at=at(19), end_reason=EndReason.PVI_FOUND, team_id=office.teams["Interim"],
    )  # fmt: skip
    moved = Transfer(
        episode_id=first, route=TransferRoute.INTERIM_TEAM, to_episode_id=interim, sent_to_brokerage_at=at(11),
        offer_at=at(18), offer_provider="Peak Care", handed_over_at=at(16),
    )  # fmt: skip
    office.store(
        Milestone(episode_id=first, kind=MilestoneKind.MAXIMUM_INDEPENDENCE, at=at(9)),
        Milestone(episode_id=first, kind=MilestoneKind.ASSESSED, at=at(11), decision=AssessmentDecision.ONGOING),
        moved,
        _told(office, first, ExplainedKind.SCOPE, 2),
        _told(office, first, ExplainedKind.SCOPE, 4),  # with her daughter once more: she started once
        _told(office, interim, ExplainedKind.TRANSITION_REVIEWED, 17),
    )
    office.store(
        PastOffer(
            transfer_id=moved.id, provider="Dale Care", offered_at=at(15), ended_at=at(17), because="Too far",
            ended_as=OfferEnd.WITHDRAWN, recorded_by_id=office.staff["DSO"],
        ),
    )  # fmt: skip


def _died(office):
    """Started on the 3rd, no goal was complete on the 5th, died on the 10th: five days were lost."""
    episode = office.an_episode(started_at=at(3), ended_at=at(10), end_reason=EndReason.DIED)
    office.a_goal(episode, set_at=at(4), measure="")


def _reopened(office):
    """Ended on the 12th by mistake, reopened, and ended for good on the 18th: one end."""
    episode = office.an_episode(started_at=at(4), ended_at=at(18), end_reason=EndReason.GOALS_ACHIEVED)
    office.store(
        Reopening(episode_id=episode, reopened_at=at(13), reopened_by_id=office.staff["DSO"], because="Wrong person"),
        Milestone(episode_id=episode, kind=MilestoneKind.GOALS_SET, at=at(5)),
    )
    office.a_goal(episode, set_at=at(5))
    back = {"taken_back_at": at(6), "taken_back_by_id": office.staff["DSO"], "taken_back_because": "Another person"}
    office.store(
        _told(office, episode, ExplainedKind.SCOPE, 5),
        _told(office, episode, ExplainedKind.GOALS, 5),
        _told(office, episode, ExplainedKind.TRANSITION_BEGUN, 5, **back),
    )


def _told(office, episode, what, day, **back):
    return Explained(
        episode_id=episode, what=what, explained_on=at(day).date(), with_whom="her daughter",
        recorded_by_id=office.staff["DSO"], **back,
    )  # fmt: skip


def _whose_move_was_taken_back(office):
    """In the other team since the 1st; her goals came on the 17th, fourteen days late; no move stands."""
    episode = office.an_episode(started_at=at(1), team_id=office.teams["South"])
    office.a_goal(episode, set_at=at(17))
    interim = office.an_episode(
        kind=EpisodeKind.INTERIM_TEAM, started_at=at(6), ended_at=at(7), undone_at=at(7), undone_because="By mistake"
    )
    open_again = Transfer(episode_id=episode, route=TransferRoute.INTERIM_TEAM)
    office.store(open_again)
    office.store(
        HandOverTakenBack(
            transfer_id=open_again.id, episode_id=interim, handed_over_at=at(6), taken_back_at=at(7),
            taken_back_by_id=office.staff["DSO"], because="By mistake",
        ),
    )  # fmt: skip


def _asked_for(office):
    """One waits since the 10th; one was taken on in part and waits for nothing; one's hold lapsed, one's was used."""
    office.a_referral(received_at=at(10))
    whole = office.a_referral(received_at=at(8), outcome=ReferralOutcome.STARTED, outcome_at=at(9))
    told = {"person": office.get(Referral, whole).person_id, "received_at": at(8), "earlier_id": whole}
    office.a_referral(**told, outcome=ReferralOutcome.WITHDRAWN, outcome_at=at(9), care_hub_told_at=at(9))
    for end in (HoldEnd.RELEASED, HoldEnd.STARTED):
        referral = office.a_referral(received_at=at(8), outcome=ReferralOutcome.LAPSED, outcome_at=at(15))
        office.store(
            Hold(
                referral_id=referral, team_id=office.teams["North"], found_at=at(8), held_by_id=office.staff["DSO"],
                worker_minutes=600, ended_at=at(15), ended_as=end, ended_by_id=office.staff["DSO"],
                assessor_notified_at=at(15),
            ),
        )  # fmt: skip


@pytest.mark.rule("FIG-1", "INT-7", "REF-17")
def test_the_figures_are_those_worked_out_by_hand(month):
    shown = {each.title: each for each in month.ask(figures, first=FIRST, last=LAST).figures}
    assert list(shown) == list(BY_HAND)
    for title, expected in BY_HAND.items():
        found = {row.label: row.value for row in shown[title].rows}
        assert {label: found[label] for label in expected} == expected, title
    assert shown["Capacity held"].sentence == (
        "1 of 2 (50%) of the holds that ended lapsed; 10 worker hours were held and not used."
    )
    assert shown["Hours at start and end"].sentence == (
        "3 people together had 14 worker hours a week at the start and 10.5 at the end."
    )
    assert shown["Moves to interim support"].sentence.endswith("1 move was taken back as made by mistake.")
    assert shown["Discussed and agreed"].sentence == (
        "What the service will and won't do was discussed with 2 of 4 (50%) of those who started, "
        "goals were agreed and shared with 1 of 4 (25%)."
    )
    assert shown["Support after the stay"].sentence == (
        "2 of 2 (100%) of those who live at home needed no support or less."
    )


@pytest.mark.rule("FIG-1")
def test_the_month_after_has_them_beside_it_as_the_period_before(month):
    later = month.ask(figures, first=LAST + DAY, last=LAST + 30 * DAY).figures
    for each in later:
        rows = {row.label: row.before for row in each.rows}
        for label, value in BY_HAND[each.title].items():
            if rows.get(label) is not None:
                assert rows[label].value == value, (each.title, label)
    assert sum(any(row.before for row in each.rows) for each in later) == len(BY_HAND) - len(NOT_BESIDE)
    assert all(not each.before for each in later if each.title in NOT_BESIDE[:2])


@pytest.mark.rule("FIG-1")
def test_the_figures_are_those_of_plain_sql(month):
    shown = {each.title: each for each in month.ask(figures, first=FIRST, last=LAST).figures}
    for (title, label), asked in BY_SQL.items():
        (found,) = [row.value for row in shown[title].rows if row.label == label]
        assert found == month.ask(_by_sql, asked=asked), (title, label)


def _by_sql(turn, *, asked):
    told = {"first": at(1, 0), "after": at(1, 0) + 30 * DAY}
    given = [bindparam(name, type_=UtcDateTime()) for name in told if f":{name}" in asked]
    query = text(asked).bindparams(*given)
    return turn.session.execute(query, {each.key: told[each.key] for each in given}).scalar_one()
