"""What an office records, as events: the end, the outcome, the type, and what belongs to a period."""

from datetime import date

import pytest

from models.rules.cld.our_events import (
    Asked,
    Dated,
    OurPerson,
    Support,
    closing_outcome,
    in_period,
    left_out_in,
    of_assessment,
    of_equipment,
    of_request,
    of_support,
)
from models.vocabulary.cld import InterimType
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind
from models.vocabulary.referrals import ReferralOutcome, ReferralReason
from tests.rules.cld.cases import release

JEAN = OurPerson("Jean Gill", "9990001014", "M000001", date(1944, 3, 17), None, "DE4 3AA")
START, END = date(2026, 5, 1), date(2026, 5, 28)
PROGRESS = "Progress to support planning or services"


def support(kind=EpisodeKind.SHORT_TERM, died=None, **told):
    return Support("a1", JEAN._replace(died=died), kind, START, **told)


def first(told, interim=InterimType.NOT_CHOSEN):
    return of_support(told, release(), interim)[0].event


@pytest.mark.rule("FIG-2")
def test_a_short_term_episode_is_st_max_reablement_of_a_service_user():
    event = first(support(ended=END, reason=EndReason.GOALS_ACHIEVED))
    assert (event.service_type, event.component) == ("Short term support: ST-Max", "Reablement")
    assert (event.client_type, event.event_type, event.person) == ("Service user", "Service", "NHS 9990001014")
    assert (event.start, event.end, event.outcome) == (START, END, "NFA: Support ended as planned")
    assert event.born == date(1944, 3, 1)


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("interim", "service"),
    [
        (InterimType.OTHER_SHORT_TERM, "Short term support: Other short term"),
        (InterimType.COMMUNITY, "Long term support: Community"),
        (InterimType.ST_MAX, "Short term support: ST-Max"),
    ],
)
def test_interim_support_is_what_the_council_chose(interim, service):
    event = first(support(EpisodeKind.INTERIM_TEAM), interim)
    assert (event.service_type, event.component) == (service, "Home support or domiciliary care")


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize("interim", [InterimType.NOT_CHOSEN, InterimType.NOT_EXPORTED])
def test_interim_support_is_no_event_until_it_is_chosen_nor_where_it_isnt_exported(interim):
    assert of_support(support(EpisodeKind.INTERIM_IN_STS), release(), interim) == []


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("died", "end", "outcome"),
    [
        (START, START, "NFA: Deceased"),
        (date(2026, 5, 20), date(2026, 5, 20), "NFA: Deceased"),
        (END, END, "NFA: Deceased"),
        (date(2026, 5, 29), END, "Admitted to hospital"),
    ],
)
def test_the_end_never_lies_after_death(died, end, outcome):
    event = first(support(died=died, ended=END, reason=EndReason.HOSPITAL))
    assert (event.end, event.outcome) == (end, outcome)


DIED = date(2026, 4, 30)


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize("died", [DIED, START])
def test_what_begins_after_death_isnt_exported_and_is_told_apart(died):
    jean = JEAN._replace(died=died)
    made = [
        *of_support(support(died=died, ended=END, reason=EndReason.DIED), release(), InterimType.NOT_CHOSEN),
        of_request(Asked("r1", jean, START, END, ReferralOutcome.STARTED, None), release()),
        of_assessment(Dated("m1", jean, START, AssessmentDecision.NFA), release()),
        of_equipment(Dated("q1", jean, START), release()),
    ]
    left = left_out_in(made, release(), START, END)
    assert len(left) == (4 if died < START else 0)
    assert {each.left_out for each in left} <= {"it begins after their death"}
    sent = in_period(made, release(), START, END)
    assert len(sent) == 4 - len(left)
    assert all(each.event.end <= died for each in sent)


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("died", "end", "outcome"),
    [(date(2026, 5, 27), date(2026, 5, 27), "NFA: Deceased"), (END, END, "NFA: Other"), (None, END, "NFA: Other")],
)
def test_a_request_ends_at_death_at_the_latest(died, end, outcome):
    asked = Asked("r1", JEAN._replace(died=died), START, END, ReferralOutcome.LAPSED, None)
    event = of_request(asked, release()).event
    assert (event.end, event.outcome) == (end, outcome)


@pytest.mark.rule("FIG-2")
def test_a_review_after_death_is_left_out():
    told = of_support(support(died=START, reviewed_on=END), release(), InterimType.NOT_CHOSEN)
    assert [bool(each.left_out) for each in told] == [False, True]


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize("died", [START, date(2026, 5, 20)])
def test_a_service_that_runs_ends_with_death_also_on_its_first_day(died):
    assert first(support(died=died)).end == died


@pytest.mark.rule("FIG-2")
def test_a_suspended_service_that_ends_ends_on_the_day_of_suspension():
    told = support(ended=END, reason=EndReason.HOSPITAL, suspended=date(2026, 5, 20))
    assert first(told).end == date(2026, 5, 20)
    assert first(told._replace(suspended=date(2026, 4, 20))).end == START
    assert first(support(suspended=date(2026, 5, 20))).end is None


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize("reason", EndReason)
def test_every_reason_has_an_outcome_of_the_release(reason):
    for self_funded in (False, True):
        for chc in (False, True):
            outcome = closing_outcome(reason, release(), is_self_funded=self_funded, is_chc=chc)
            assert outcome in release().ranked
            assert outcome not in release().values.marks


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("self_funded", "chc", "outcome"),
    [
        (False, False, PROGRESS),
        (True, False, "NFA: Self-funded client or under 12wk disregard"),
        (False, True, "NFA: Referral to NHS services or NHS funded social care"),
        (True, True, "NFA: Referral to NHS services or NHS funded social care"),
    ],
)
def test_who_pays_decides_what_an_arranged_package_is(self_funded, chc, outcome):
    told = {"is_self_funded": self_funded, "is_chc": chc}
    assert closing_outcome(EndReason.ONGOING_ARRANGED, release(), **told) == outcome


@pytest.mark.rule("FIG-2")
def test_a_package_or_a_care_home_that_others_provide_is_known_and_not_exported():
    package = of_support(support(ended=END, package_on=END), release(), InterimType.NOT_CHOSEN)[1]
    home = of_support(support(ended=END, moved_on=END), release(), InterimType.NOT_CHOSEN)[1]
    assert (package.event.service_type, package.is_exported) == ("Long term support: Community", False)
    assert (home.event.service_type, home.event.end) == ("Long term support: Residential care", None)
    assert len(of_support(support(died=date(2026, 5, 27), package_on=END), release(), InterimType.NOT_CHOSEN)) == 1


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize("payer", ["is_self_funded", "is_chc"])
def test_what_the_person_or_chc_pays_for_is_no_service_of_the_councils(payer):
    told = support(ended=END, reason=EndReason.CARE_HOME, package_on=END, moved_on=END, **{payer: True})
    (only,) = of_support(told, release(), InterimType.NOT_CHOSEN)
    expected = {
        "is_self_funded": "NFA: Self-funded client or under 12wk disregard",
        "is_chc": "NFA: Referral to NHS services or NHS funded social care",
    }
    assert (only.is_exported, only.event.outcome) == (True, expected[payer])


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize("outcome", ReferralOutcome)
def test_every_settled_referral_is_a_request_with_an_outcome_of_the_release(outcome):
    for reason in (None, *ReferralReason):
        event = of_request(Asked("r1", JEAN, START, END, outcome, reason), release()).event
        assert (event.event_type, event.start, event.end) == ("Request", START, END)
        assert event.outcome in release().ranked
        assert bool(event.route) is (reason is not None)


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize("decision", AssessmentDecision)
def test_an_assessment_has_an_outcome_of_the_release(decision):
    event = of_assessment(Dated("m1", JEAN, START, decision), release()).event
    assert (event.event_type, event.start, event.end, event.route) == (
        "Assessment",
        START,
        START,
        "Long term assessment",
    )
    assert event.outcome in release().ranked


@pytest.mark.rule("FIG-2")
def test_an_assessment_whose_decision_has_no_word_is_left_out():
    told = of_assessment(Dated("m1", JEAN, START), release())
    assert (told.is_exported, told.event.outcome) == (False, "")
    assert told.left_out == "no word of the return says what was decided"


@pytest.mark.rule("FIG-2")
def test_equipment_is_low_level_and_a_reviewed_package_a_review():
    event = of_equipment(Dated("q1", JEAN, START), release()).event
    assert (event.service_type, event.component) == ("Short term support: Ongoing low level", "Equipment")
    review = of_support(support(reviewed_on=END), release(), InterimType.NOT_CHOSEN)[1]
    assert (review.event.event_type, review.reference) == ("Review", "a1-review")


# --- what belongs to a period -------------------------------------------------------------------------------------


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("begins", "last", "there", "ended"),
    [
        (date(2026, 4, 1), END, True, True),
        (date(2026, 4, 1), date(2026, 5, 27), True, False),
        (END, date(2026, 6, 30), True, True),
        (date(2026, 5, 29), date(2026, 6, 30), False, False),
        (date(2026, 4, 1), START, True, False),
        (date(2026, 4, 1), date(2026, 4, 30), False, False),
    ],
)
def test_a_service_is_told_as_it_stood_on_the_last_day(begins, last, there, ended):
    told = of_support(support(ended=END, reason=EndReason.HOSPITAL), release(), InterimType.NOT_CHOSEN)
    found = in_period(told, release(), begins, last)
    assert [bool(each.event.end) for each in found] == [ended] * there
    assert all(bool(each.event.outcome) is ended for each in found)


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(("last", "there"), [(END, True), (date(2026, 5, 27), False)])
def test_a_request_is_told_once_it_is_settled(last, there):
    asked = of_request(Asked("r1", JEAN, START, END, ReferralOutcome.STARTED, None), release())
    assert bool(in_period([asked], release(), START, last)) is there
