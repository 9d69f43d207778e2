"""The statutory return as the Figures tab shows it: what would leave, what keeps it, and the measures in words."""

import csv
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.exchange.cld.shown import CheckLine, MeasureRow, return_shown, write_return
from app.services.office.policy import set_policy
from models.access import AccessNote
from models.vocabulary.access import Access
from models.vocabulary.agreement import Funding
from models.vocabulary.cld import InterimType
from models.vocabulary.closure import EndReason

FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)
DAY = timedelta(days=1)


def chosen(office):
    for setting, number in (("return_council_code", 17), ("return_interim_type", InterimType.OTHER_SHORT_TERM.value)):
        office.do_as("Service manager", set_policy, setting=setting, number=number, because="the council said so")


def an_ended(office, reason, days):
    person = office.a_person(born=date(1940, 1, 1), nhs_number=None, mosaic_id=f"M{days}", funding=Funding.COUNCIL)
    ended = office.now - days * DAY
    return office.an_episode(person=person, started_at=ended - 30 * DAY, ended_at=ended, end_reason=reason)


@pytest.mark.rule("FIG-2")
def test_nothing_leaves_before_the_council_has_said_its_code_and_each_lack_names_who_can_help(office):
    office.an_episode()
    shown = return_shown(office.work(), first=FIRST, last=LAST)
    assert shown.sentence == "The file from 1 Apr 2026 to 31 Mar 2027 can't be written yet."
    assert shown.refused == (
        CheckLine("", "The council's code isn't set: Policy, Statutory return.", "the service manager"),
    )


@pytest.mark.rule("FIG-2")
def test_the_measures_are_said_with_their_denominators_and_none_is_said_of_none(office):
    chosen(office)
    shown = return_shown(office.work(), first=FIRST, last=LAST)
    assert {row.revised for row in shown.shares} == {"none counted yet"}
    assert shown.sentence.startswith("Nothing would be in the file from")
    an_ended(office, EndReason.GOALS_ACHIEVED, 40)
    an_ended(office, EndReason.DIED, 41)
    shown = return_shown(office.work(), first=FIRST, last=LAST)
    assert shown.shares[-1] == MeasureRow("Total", "100.0 % (1 of 1)", "100.0 % (1 of 1)")
    assert MeasureRow("left out: NFA: Deceased", "1", "1") in shown.counts
    assert {row.revised for row in shown.choices} == {"100.0 % (1 of 1)"}


def test_days_that_no_return_can_be_of_are_refused(office):
    with pytest.raises(Refused, match="lies after"):
        return_shown(office.work(), first=LAST, last=FIRST)


def test_a_look_names_people_and_is_noted(office):
    return_shown(office.work(), first=FIRST, last=LAST)
    with office.unwalled.reading() as session:
        (note,) = session.scalars(select(AccessNote)).all()
    assert (note.deed, note.what) == (Access.PREVIEWED, "Client Level Data of 01/04/2026 to 31/03/2027: the check")


@pytest.mark.rule("FIG-2")
def test_what_was_sent_before_and_changed_is_said_and_leaves_for_a_reason(office, tmp_path):
    chosen(office)
    office.an_episode()
    file = tmp_path / "cld.csv"
    shown = return_shown(office.work(), first=FIRST, last=LAST, path=file)
    assert write_return(office.work(), file, shown=shown) == "cld.csv is written: 1 event (1 service)."
    with file.open(encoding="utf-8-sig", newline="") as content:
        rows = [*csv.reader(content)]
    start = rows[0].index("Event_Start_Date")
    rows[1][start] = "01/04/2026"
    with file.open("w", encoding="utf-8-sig", newline="") as content:
        csv.writer(content).writerows(rows)
    shown = return_shown(office.work(), first=FIRST, last=LAST, path=file)
    assert not shown.refused
    assert [line.who for line in shown.changed] == ["the DSO"]
    with pytest.raises(Refused):
        write_return(office.work(), file, shown=shown)
    with pytest.raises(Refused):  # the reason was said of other changes
        write_return(office.work(), file, shown=replace(shown, changed=()), because="The day was mistyped")
    said = write_return(office.work(), file, shown=shown, because="The day was mistyped")
    assert said.startswith("cld.csv is written")
