"""What refuses the return, and what in it is to be mended."""

from datetime import date, timedelta

import pytest

from models.rules.cld.checks import (
    Known,
    alike_lines,
    changed_lacks,
    copies_lacks,
    known_services,
    no_return_lacks,
    settings_lacks,
    to_mend,
    typed_lacks,
    words_lacks,
)
from models.rules.cld.events import Span
from models.rules.cld.measure_2a import Counts, episodes_2a
from models.rules.cld.our_events import Dated, of_equipment, of_support
from models.rules.who import WHOEVER_TYPED
from models.vocabulary.cld import InterimType
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from tests.rules.cld.cases import DATA, release
from tests.rules.cld.test_our_events import END, JEAN, support

PERIOD = Span(date(2026, 4, 1), date(2027, 3, 31))


def events(*told):
    return [each for one in told for each in of_support(one, release(), InterimType.NOT_CHOSEN)]


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("code", "interim", "has_interim", "lacks"),
    [
        (0, InterimType.NOT_EXPORTED, True, 1),
        (506, InterimType.NOT_CHOSEN, True, 1),
        (506, InterimType.NOT_CHOSEN, False, 0),
        (0, InterimType.NOT_CHOSEN, True, 2),
        (506, InterimType.COMMUNITY, True, 0),
    ],
)
def test_code_and_interim_type_are_set_first(code, interim, has_interim, lacks):
    assert len(settings_lacks(code, interim, has_interim=has_interim)) == lacks


@pytest.mark.rule("FIG-2")
def test_an_open_copy_of_an_ended_service_is_refused_by_name():
    ended = support(ended=END, reason=EndReason.GOALS_ACHIEVED)
    (lack,) = copies_lacks(events(ended, support()._replace(reference="a2")), release())
    assert "Jean Gill" in lack.sentence
    assert copies_lacks(events(ended, ended._replace(reference="a2")), release()) == ()
    assert copies_lacks(events(ended, support()._replace(started=END)), release()) == ()


@pytest.mark.rule("FIG-2")
def test_support_that_began_twice_on_a_day_is_said_to_count_as_one():
    ended = support(ended=END, reason=EndReason.GOALS_ACHIEVED)
    twice = events(ended, ended._replace(reference="a2"))
    (line,) = alike_lines(twice, release())
    assert line.about == "Jean Gill"
    assert line.what.startswith("has 2 services from")
    assert line in to_mend(twice, [], release(), [])
    assert alike_lines(events(ended, support()._replace(started=END, reference="a2")), release()) == []


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize("odd", ["Invalid and not mapped", "Release 1 specification only: Not mapped", "NFA: Moved"])
def test_a_mark_of_the_departments_or_an_unknown_outcome_never_leaves(odd):
    (each,) = events(support(ended=END, reason=EndReason.GOALS_ACHIEVED))
    assert words_lacks([each], release()) == ()
    (lack,) = words_lacks([each._replace(event=each.event._replace(outcome=odd))], release())
    assert odd in lack.sentence


@pytest.mark.rule("FIG-2")
def test_another_file_by_the_chosen_name_is_refused_by_its_name():
    (lack,) = no_return_lacks("staff.csv")
    assert lack.sentence == "“staff.csv” is there and is no file of this return: choose another name."
    assert lack.who == WHOEVER_TYPED


ROW = {
    "LA_Code": "017", "NHS_Number": "9990001014", "LA_Person_Unique_Identifier": "M1", "Client_Type": "Service user",
    "Event_Reference": "a1", "Service_Type": "Short term support: ST-Max", "Service_Component": "Reablement",
    "Event_Start_Date": "01/05/2026", "Event_End_Date": "",
}  # fmt: skip
NAMED = {"a1": Known("Jean Gill")}


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    "field", ["NHS_Number", "Client_Type", "Service_Type", "Service_Component", "Event_Start_Date"]
)
def test_a_running_service_stays_the_same_to_the_department(field):
    now = {**ROW, field: "another"}
    (lack,) = changed_lacks([ROW], [now], NAMED)
    assert lack.sentence.startswith("Jean Gill, from 01/05/2026: ")
    assert field in lack.sentence
    assert changed_lacks([{**ROW, "Event_End_Date": "28/05/2026"}], [now], {}) == ()
    assert changed_lacks([ROW], [{**ROW, "Event_End_Date": "28/05/2026"}], {}) == ()


@pytest.mark.rule("FIG-2")
def test_who_has_an_nhs_number_may_get_another_council_id_and_who_has_none_may_not():
    another, nameless = {"LA_Person_Unique_Identifier": "M2"}, {**ROW, "NHS_Number": ""}
    assert changed_lacks([ROW], [{**ROW, **another}], NAMED) == ()
    (lack,) = changed_lacks([nameless], [{**nameless, **another}], NAMED)
    assert "LA_Person_Unique_Identifier was “M1” in the file sent before and is “M2” now." in lack.sentence


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(("before", "now"), [("", "9990001014"), ("9990001014", ""), ("9990001014", "9990001022")])
def test_a_changed_nhs_number_is_named_without_the_number(before, now):
    (lack,) = changed_lacks([{**ROW, "NHS_Number": before}], [{**ROW, "NHS_Number": now}], NAMED)
    assert lack.sentence == "Jean Gill, from 01/05/2026: NHS_Number isn't that of the file sent before."


@pytest.mark.rule("FIG-2")
def test_another_code_of_the_council_is_said_once_for_all_services():
    second = {**ROW, "Event_Reference": "a2", "NHS_Number": "9990001022"}
    (lack,) = changed_lacks([ROW, second], [{**each, "LA_Code": "018"} for each in (ROW, second)], NAMED)
    assert lack.sentence == "LA_Code was “017” in the file sent before and is “018” now."


@pytest.mark.rule("FIG-2")
def test_a_service_under_another_reference_is_the_same_to_the_department():
    assert changed_lacks([ROW], [{**ROW, "Event_Reference": "b9"}], NAMED) == ()


@pytest.mark.rule("FIG-2")
def test_a_running_service_doesnt_go_missing():
    (lack,) = changed_lacks([ROW], [], {})
    assert "a1, from 01/05/2026: ran in the file sent before and isn't in this one." in lack.sentence
    assert changed_lacks([{**ROW, "Service_Type": ""}], [], {}) == ()


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("interim", "undone", "first", "last", "why"),
    [
        (InterimType.COMMUNITY, {}, PERIOD.first, PERIOD.last, ""),
        (InterimType.NOT_EXPORTED, {}, PERIOD.first, PERIOD.last, "isn't exported any more"),
        (InterimType.COMMUNITY, {"a1": "Jean Gill"}, PERIOD.first, PERIOD.last, "was undone since"),
        (
            InterimType.COMMUNITY, {}, date(2027, 4, 1), date(2028, 3, 31),
            "ended on 28 May 2026, before this period: let the period begin by then",
        ),
        (
            InterimType.COMMUNITY, {}, date(2026, 4, 1), date(2026, 4, 30),
            "begins on 1 May 2026, after this period: let the period end later",
        ),
    ],
)  # fmt: skip
def test_it_is_known_by_name_why_a_service_isnt_in_the_file(interim, undone, first, last, why):
    told = [] if undone else [support(EpisodeKind.INTERIM_TEAM, ended=END, reason=EndReason.GOALS_ACHIEVED)]
    made = [each for one in told for each in of_support(one, release(), interim)]
    known = known_services(told, undone, made, first, last)
    assert known == {"a1": Known("Jean Gill", why)}
    if why:
        (lack,) = changed_lacks([ROW], [], known)
        assert lack.sentence.endswith(
            f"Jean Gill, from 01/05/2026: ran in the file sent before and isn't in this one: it {why}."
        )


@pytest.mark.rule("FIG-2")
def test_two_people_of_one_name_without_an_id_are_each_to_be_mended():
    twins = [JEAN._replace(nhs_number="", council_id="", born=born) for born in (None, JEAN.born)]
    told = events(*(support()._replace(person=each, reference=str(each.born)) for each in twins))
    assert [each.what[:24] for each in to_mend(told, (), release(), ())] == [
        "has no NHS number and no", "has no NHS number and no", "has no date of birth: co"
    ]  # fmt: skip


@pytest.mark.rule("FIG-2")
def test_each_thing_to_mend_says_about_whom_and_who_can():
    nobody = JEAN._replace(name="Nobody", nhs_number="", council_id="")
    ageless = JEAN._replace(name="Ageless", nhs_number="", council_id="M2", born=None)
    arranged = support(ended=END, reason=EndReason.ONGOING_ARRANGED)
    told = events(arranged, support()._replace(person=nobody), support()._replace(person=ageless))
    episodes = episodes_2a((each.event for each in told), release(), period=PERIOD, data=DATA)
    found = to_mend(told, episodes, release(), ["Gone"])
    assert [(each.about, each.who) for each in found] == [
        ("Nobody", "Admin"), ("Ageless", "Admin"), ("Gone", "the DSO"), ("Jean Gill", "the case coordinator"),
    ]  # fmt: skip
    assert "no service is known that starts within 7 days" in found[-1].what


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(("days", "told"), [(7, 0), (8, 1)])
def test_a_package_within_seven_days_classifies_an_arranged_end(days, told):
    arranged = support(ended=END, reason=EndReason.ONGOING_ARRANGED, package_on=END + timedelta(days=days))
    known = events(arranged)
    episodes = episodes_2a((each.event for each in known), release(), period=PERIOD, data=DATA)
    assert len(to_mend(known, episodes, release(), ())) == told


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(("days", "counts", "says"), [(0, Counts.UNABLE, True), (1, Counts.SUCCESS, False)])
def test_equipment_ordered_by_the_first_day_counts_nowhere_and_is_to_be_mended(days, counts, says):
    changed = support(ended=END, reason=EndReason.NEEDS_CHANGED)
    told = [*events(changed), of_equipment(Dated("q1", JEAN, changed.started + timedelta(days=days)), release())]
    episodes = episodes_2a((each.event for each in told), release(), period=PERIOD, data=DATA)
    assert [each.counts for each in episodes] == [counts]
    lines = to_mend(told, episodes, release(), ())
    assert ["equipment ordered by its first day counts nowhere" in each.what for each in lines] == [True] * says


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(("typed", "lacks"), [('=HYPERLINK("x")', 1), ("@A1", 1), ("M000001", 0)])
def test_a_formula_never_leaves_as_somebodys_id(typed, lacks):
    told = events(support()._replace(person=JEAN._replace(council_id=typed)))
    assert len(typed_lacks(told)) == lacks
