"""What refuses the return, and what in it is to be mended."""

from datetime import date, timedelta

import pytest

from models.rules.cld.checks import changed_lacks, copies_lacks, settings_lacks, to_mend, words_lacks
from models.rules.cld.events import Span
from models.rules.cld.measure_2a import episodes_2a
from models.rules.cld.our_events import of_support
from models.vocabulary.cld import InterimType
from models.vocabulary.closure import EndReason
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
@pytest.mark.parametrize("odd", ["Invalid and not mapped", "Release 1 specification only: Not mapped", "NFA: Moved"])
def test_a_mark_of_the_departments_or_an_unknown_outcome_never_leaves(odd):
    (each,) = events(support(ended=END, reason=EndReason.GOALS_ACHIEVED))
    assert words_lacks([each], release()) == ()
    (lack,) = words_lacks([each._replace(event=each.event._replace(outcome=odd))], release())
    assert odd in lack.sentence


ROW = {
    "Event_Reference": "a1", "Service_Type": "Short term support: ST-Max", "Service_Component": "Reablement",
    "Event_Start_Date": "01/05/2026", "Event_End_Date": "",
}  # fmt: skip


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize("field", ["Service_Type", "Service_Component", "Event_Start_Date"])
def test_a_running_service_keeps_its_type_component_and_start(field):
    now = {**ROW, field: "another"}
    (lack,) = changed_lacks([ROW], [now], {"a1": "Jean Gill"})
    assert lack.sentence.startswith("Jean Gill: ")
    assert field in lack.sentence
    assert changed_lacks([{**ROW, "Event_End_Date": "28/05/2026"}], [now], {}) == ()
    assert changed_lacks([ROW], [{**ROW, "Event_End_Date": "28/05/2026"}], {}) == ()


@pytest.mark.rule("FIG-2")
def test_a_running_service_doesnt_go_missing():
    (lack,) = changed_lacks([ROW], [], {})
    assert "a1 ran in the file sent before" in lack.sentence
    assert changed_lacks([{**ROW, "Service_Type": ""}], [], {}) == ()


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
