"""Needs reassessed during interim support, in the tab Closure: recorded, taken back, and asked for by an end."""

from datetime import timedelta

import pytest

from models.episodes import Episode
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from ui.tabs.closure.tab import ClosureTab

DAY = timedelta(days=1)


@pytest.mark.rule("MILE-3", "END-2")
def test_an_end_for_changed_needs_asks_for_the_reassessment_which_is_recorded_beside_it(
    sqlite_office, open_tab, press, write, elsewhere
):
    person = sqlite_office.a_person()
    episode = sqlite_office.an_episode(
        person=person, kind=EpisodeKind.INTERIM_TEAM, started_at=sqlite_office.now - 10 * DAY
    )
    tab = open_tab(ClosureTab, person)
    press(tab, "closure.end.needs_changed")
    press(tab, "closure.end_form.confirm")
    said = tab.ending.form.notice.text.text()
    assert "Record the reassessment first" in said
    assert "the SW, CCW or case coordinator" in said
    press(tab, "closure.reassess")
    write(tab, "closure.reassess_needs_form.reassessed_on", "yesterday")
    write(tab, "closure.reassess_needs_form.assessed_by", "Sam Lee, SW")
    write(tab, "closure.reassess_needs_form.decided", "two calls more")
    press(tab, "closure.reassess_needs_form.confirm")
    assert "Thu 19 Nov, Sam Lee, SW: two calls more" in tab.reassessments.lines.text()
    assert tab.reassessments.aside.text() == "Last on Thu 19 Nov"
    press(tab, "closure.reassessed.1")
    write(tab, "closure.take_back_reassessment_form.because", "the wrong person")
    press(tab, "closure.take_back_reassessment_form.confirm")
    assert "Taken back: Thu 19 Nov" in tab.reassessments.lines.text()
    press(tab, "closure.reassess")
    for name, typed in (("reassessed_on", "today"), ("assessed_by", "Sam Lee, SW"), ("decided", "residential care")):
        write(tab, f"closure.reassess_needs_form.{name}", typed)
    press(tab, "closure.reassess_needs_form.confirm")
    press(tab, "closure.end.needs_changed")
    press(tab, "closure.end_form.confirm")
    assert elsewhere(lambda: sqlite_office.get(Episode, episode)).end_reason is EndReason.NEEDS_CHANGED


def test_short_term_support_has_no_place_for_it(sqlite_office, open_tab):
    person = sqlite_office.a_person()
    sqlite_office.an_episode(person=person)
    assert not open_tab(ClosureTab, person).reassessments.isVisible()
