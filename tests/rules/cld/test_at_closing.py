"""What an end is in the return, said before it is recorded and after it."""

from datetime import date, timedelta

import pytest

from models.rules.cld.at_closing import said_at_closing
from models.rules.cld.events import Span
from models.rules.cld.measure_2a import Counts, episodes_2a
from models.rules.cld.our_events import of_support
from models.vocabulary.cld import InterimType
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from tests.rules.cld.cases import DATA, release
from tests.rules.cld.test_our_events import END, START, support

DAY = timedelta(days=1)
PROGRESS = "In the statutory return: “Progress to support planning or services”. "
NEW = "for somebody without long-term support in the 90 days before"
SUCCESS = (
    f"counts it as a success {NEW}, unless long-term support, a short care-home stay or a death follows within 7 days."
)
NO_SUCCESS = f"counts it as no success {NEW}."
OTHER_FOLLOWS = "ASCOF 2A doesn't count it unless another service follows within 7 days."
NEEDS_SERVICE = "ASCOF 2A counts it only where a service starts within 7 days of the end."
COORDINATOR = "The case coordinator can say whether a service began earlier."


def said(reason, kind=EpisodeKind.SHORT_TERM, interim=InterimType.NOT_CHOSEN, died=None, **told):
    of = support(kind, died, **told)
    return said_at_closing(of._replace(reason=reason if of.ended else None), reason, release(), interim)


def counts(reason, interim=InterimType.NOT_CHOSEN, *others, **told):
    """Where 2A itself counts what the office would export."""
    period, ours = Span(date(2026, 4, 1), date(2027, 3, 31)), (support(ended=END, reason=reason, **told), *others)
    events = [each.event for one in ours for each in of_support(one, release(), interim)]
    return [each.counts for each in episodes_2a(events, release(), period=period, data=DATA)]


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("reason", "who", "outcome", "then"),
    [
        (EndReason.GOALS_ACHIEVED, {}, "NFA: Support ended as planned", f"ASCOF 2A {SUCCESS}"),
        (
            EndReason.HOSPITAL, {}, "Admitted to hospital",
            "ASCOF 2A doesn't count it unless short-term support resumes within 7 days.",
        ),
        (EndReason.DIED, {}, "NFA: Deceased", "ASCOF 2A doesn't count it."),
        (EndReason.ONGOING_ARRANGED, {}, "Progress to support planning or services", NEEDS_SERVICE),
        (EndReason.CARE_HOME, {}, "Progress to support planning or services", NEEDS_SERVICE),
        (
            EndReason.ONGOING_ARRANGED, {"is_self_funded": True}, "NFA: Self-funded client or under 12wk disregard",
            OTHER_FOLLOWS,
        ),
        (
            EndReason.ONGOING_ARRANGED, {"is_chc": True}, "NFA: Referral to NHS services or NHS funded social care",
            OTHER_FOLLOWS,
        ),
    ],
)  # fmt: skip
def test_a_short_term_end_says_its_outcome_and_where_it_counts(reason, who, outcome, then):
    assert said(reason, **who) == f"In the statutory return: “{outcome}”. {then}"


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("interim", "sentence"),
    [
        (
            InterimType.NOT_CHOSEN,
            "What interim support is in the statutory return isn't chosen: Policy (the service manager).",
        ),
        (InterimType.NOT_EXPORTED, "Interim support isn't in the statutory return."),
        (InterimType.OTHER_SHORT_TERM, "In the statutory return: “NFA: Support ended for other reason”."),
        (InterimType.COMMUNITY, "In the statutory return: “NFA: Support ended for other reason”."),
        (InterimType.ST_MAX, f"In the statutory return: “NFA: Support ended for other reason”. ASCOF 2A {SUCCESS}"),
    ],
)
def test_an_interim_end_is_in_the_return_and_in_2a_only_as_the_council_chose(interim, sentence):
    assert said(EndReason.LONG_BREAK, EpisodeKind.INTERIM_TEAM, interim) == sentence


UNABLE = "ASCOF 2A doesn't count it unless another service starts within 7 days."


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("interim", "then", "counted"),
    [
        (
            InterimType.NOT_CHOSEN,
            f"What interim support is isn't chosen: Policy (the service manager). {UNABLE}", Counts.UNABLE,
        ),
        (InterimType.NOT_EXPORTED, f"Interim support isn't in it. {UNABLE}", Counts.UNABLE),
        (
            InterimType.OTHER_SHORT_TERM,
            f"Interim support follows as other short-term support: ASCOF 2A {SUCCESS}", Counts.SUCCESS,
        ),
        (
            InterimType.COMMUNITY,
            f"Interim support follows as long-term support in the community: ASCOF 2A {NO_SUCCESS}", Counts.NO_SUCCESS,
        ),
        (
            InterimType.ST_MAX, "For ASCOF 2A it is no end yet: interim support is ST-Max too, and goes on with it.",
            Counts.STILL_OPEN,
        ),
    ],
)  # fmt: skip
def test_a_hand_over_is_in_2a_what_interim_support_is(interim, then, counted):
    assert said(EndReason.TRANSFERRED, interim=interim, ended=END) == PROGRESS + then
    after = support(EpisodeKind.INTERIM_TEAM)._replace(reference="b1", started=END)
    assert counts(EndReason.TRANSFERRED, interim, after) == [counted]


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("days", "then", "counted"),
    [
        (0, f"Ongoing care starts by then: ASCOF 2A {NO_SUCCESS}", Counts.NO_SUCCESS),
        (1, f"Ongoing care starts 1 day after: ASCOF 2A {NO_SUCCESS}", Counts.NO_SUCCESS),
        (7, f"Ongoing care starts 7 days after: ASCOF 2A {NO_SUCCESS}", Counts.NO_SUCCESS),
        (
            8,
            f"Ongoing care starts 8 days after, more than 7: ASCOF 2A doesn't count it. {COORDINATOR}",
            Counts.UNABLE,
        ),
    ],
)  # fmt: skip
def test_an_end_whose_ongoing_care_has_a_day_says_what_that_day_comes_to(days, then, counted):
    known = {"ended": END, "package_on": END + days * DAY}
    assert said(EndReason.ONGOING_ARRANGED, **known) == PROGRESS + then
    assert counts(EndReason.ONGOING_ARRANGED, package_on=known["package_on"]) == [counted]


@pytest.mark.rule("FIG-2")
def test_after_a_break_the_days_count_from_the_day_since_which_nobody_came():
    away = {"suspended": END - 5 * DAY, "package_on": END + 3 * DAY}
    told = said(EndReason.ONGOING_ARRANGED, ended=END, **away)
    assert told.endswith(f"Ongoing care starts 8 days after, more than 7: ASCOF 2A doesn't count it. {COORDINATOR}")
    assert counts(EndReason.ONGOING_ARRANGED, **away) == [Counts.UNABLE]


@pytest.mark.rule("FIG-2")
def test_a_move_to_a_care_home_is_no_success():
    told = said(EndReason.CARE_HOME, ended=END, moved_on=END - DAY)
    assert told == f"{PROGRESS}Care in the care home starts by then: ASCOF 2A {NO_SUCCESS}"
    assert counts(EndReason.CARE_HOME, moved_on=END - DAY) == [Counts.NO_SUCCESS]


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(("days", "counted"), [(-1, Counts.NOWHERE), (7, Counts.NOWHERE), (8, Counts.SUCCESS)])
def test_a_death_soon_after_the_end_counts_nowhere(days, counted):
    died = END + days * DAY
    told = said(EndReason.GOALS_ACHIEVED, died=died, ended=END)
    assert ("ASCOF 2A doesn't count it." in told) == (counted is Counts.NOWHERE)
    assert ("“NFA: Deceased”" in told) == (died < END)
    assert counts(EndReason.GOALS_ACHIEVED, died=died) == [counted]


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(("days", "counted"), [(90, Counts.EXISTING), (91, Counts.SUCCESS)])
def test_who_had_long_term_support_shortly_before_is_in_no_figure(days, counted):
    until = START - days * DAY
    before = support(EpisodeKind.INTERIM_TEAM, ended=until, reason=EndReason.LONG_BREAK)
    before = before._replace(reference="b1", started=until - 30 * DAY)
    assert counts(EndReason.GOALS_ACHIEVED, InterimType.COMMUNITY, before) == [counted]
