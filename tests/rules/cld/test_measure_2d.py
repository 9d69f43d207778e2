"""2D by the hospital stays that are known: every case of known answer, and what may never change it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.cld.events import person_key
from models.rules.cld.measure_2d import Linked, Stay, episodes_2d, percent_2d
from tests.rules.cld.cases import DATA, STAY, cases, day_or_none, release

TODAY = DATA.last


def stays(case):
    return [
        Stay(
            row["nhs_number"], day_or_none(row["event_start_date"]),
            day_or_none(row["event_end_date"]), row["hospital_kind"] == "emergency",
        )
        for row in case.rows
        if row["event_type"] == STAY
    ]  # fmt: skip


def said(episode):
    """What failed an episode, in the words of the cases."""
    if episode.linked not in {Linked.SUCCESS, Linked.FAILURE}:
        return ""
    community = "in LT community support" if episode.in_community else "not in any LTS"
    failed = f"death {episode.died:d}, readmission {episode.readmitted:d}, care home {episode.care_home:d}"
    return f"discharge {episode.discharged}; {failed}; {community}"


def counted(case, mixed=None):
    return episodes_2d(mixed or case.events, stays(case), release(), period=case.period, data=DATA, today=TODAY)


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize("case", cases("ASCOF 2D"), ids=lambda each: each.name)
def test_a_case_comes_out_as_it_is_known(case):
    found, expected = counted(case), case.expected
    assert " | ".join(f"{each.start}..{each.end or 'open'}" for each in found) == expected["expected_clusters"]
    why = " | ".join(each.linked.value for each in found)
    assert why.replace("under age", f"under {release().measure_2d.from_age}") == expected["expected_why"]
    assert " | ".join(map(said, found)) == expected["expected_final_outcome"]
    assert " | ".join(each.band for each in found) == expected["expected_age_band"]
    good, whole, _ = percent_2d(found)
    assert (str(whole), str(good)) == (expected["expected_denominator"], expected["expected_numerator"])


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(cases("ASCOF 2D")), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_stays_changes_nothing(case, chance):
    events, known = [*case.events], stays(case)
    chance.shuffle(events)
    chance.shuffle(known)
    assert episodes_2d(events, known, release(), period=case.period, data=DATA, today=TODAY) == counted(case)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(cases("ASCOF 2D")), st.dates(date(2027, 7, 1), date(2028, 1, 1)))
def test_a_stay_after_the_measures_days_changes_nothing(case, later):
    known = [*stays(case), Stay(case.expected["nhs_number"], later, None, is_emergency=True)]
    assert episodes_2d(case.events, known, release(), period=case.period, data=DATA, today=TODAY) == counted(case)


@pytest.mark.rule("FIG-2")
def test_a_councils_own_id_of_ten_digits_is_no_nhs_number_and_links_to_no_stay():
    (case,) = [each for each in cases("ASCOF 2D") if each.name == "CLD-2D-45"]
    own = person_key("", case.expected["nhs_number"])
    (found,) = counted(case, [each._replace(person=own) for each in case.events])
    assert found.linked is Linked.NO_NUMBER


def test_a_share_has_two_decimals_and_is_nought_of_none():
    (case,) = [each for each in cases("ASCOF 2D") if each.name == "CLD-2D-45"]
    (good,) = counted(case)
    bad = good._replace(linked=Linked.FAILURE)
    assert percent_2d([]) == (0, 0, Decimal("0.00"))
    assert percent_2d([good, good, bad]) == (2, 3, Decimal("66.67"))


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("name", "days", "linked"),
    [
        ("CLD-2D-45", 84, Linked.NOT_YET),
        ("CLD-2D-45", 85, Linked.SUCCESS),
        ("OWN-2D-33", 30, Linked.FAILURE),
    ],
)
def test_nobody_is_a_success_before_the_days_are_over_and_a_failure_stands_at_once(name, days, linked):
    (case,) = [each for each in cases("ASCOF 2D") if each.name == name]
    (known,) = counted(case)
    told = {"period": case.period, "data": DATA, "today": known.discharged + timedelta(days=days)}
    assert [each.linked for each in episodes_2d(case.events, stays(case), release(), **told)] == [linked]
