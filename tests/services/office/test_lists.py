"""The start checklist, the lists that forms suggest from, and the office's numbers, on both databases."""

import pytest

from app.door.errors import Refused
from app.papers import service_plan
from app.queries.office.choices import here
from app.queries.office.lists import office_lists, start_checklist, suggested
from app.queries.referrals.one import referral as one
from app.services import referrals
from app.services.office import contacts, lists
from app.services.office import start_checklist as checks
from models.rules.office.contacts import Numbers
from models.settings import ListEntry, StartCheckItem
from models.vocabulary.office import OfficeList
from tests.builders import START_CHECKS, visit

PVI = OfficeList.PVI_PROVIDER


def lines(office):
    return [each.name for each in office.ask(start_checklist) if each.place]


def key(office, name):
    return next(each.id for each in office.ask(start_checklist) if each.name == name)


def check(office, deed, name, **told):
    made = key(office, name)
    return office.do(deed, check=made, seen=office.version(StartCheckItem, made), **told)


@pytest.mark.rule("REF-19")
def test_a_line_is_added_reworded_moved_archived_and_brought_back(office):
    office.do(checks.add_check, item="Key safe code known")
    assert lines(office) == [*START_CHECKS, "Key safe code known"]
    check(office, checks.move_check, "Key safe code known", to=1)
    check(office, checks.reword_check, "Key safe code known", item="Key safe seen")
    assert lines(office) == ["Key safe seen", *START_CHECKS]
    check(office, checks.archive_check, START_CHECKS[0])
    assert lines(office) == ["Key safe seen", *START_CHECKS[1:]]
    check(office, checks.restore_check, START_CHECKS[0])
    assert lines(office) == ["Key safe seen", *START_CHECKS[1:], START_CHECKS[0]]
    with pytest.raises(Refused, match="is there already"):
        office.do(checks.add_check, item="key SAFE  seen")


@pytest.mark.rule("REF-19")
def test_who_has_not_started_is_asked_the_list_of_today_and_a_tick_stays_as_it_was_read(office):
    referral, ticked = office.a_referral(), START_CHECKS[0]
    office.do(referrals.tick_start_check, referral=referral, item=ticked, seen=None)
    check(office, checks.reword_check, ticked, item="In other words")
    office.do(checks.add_check, item="Key safe seen")
    shown = {each.item: each.done_at for each in office.ask(one, referral=referral).checklist}
    assert list(shown) == ["In other words", *START_CHECKS[1:], "Key safe seen"]
    assert set(shown.values()) == {None}
    archived = next(each for each in office.ask(start_checklist) if each.name == ticked)
    assert (archived.place, archived.in_use) == (None, True)


@pytest.mark.rule("REF-19")
def test_the_start_checklist_keeps_one_line(office):
    for each in START_CHECKS[1:]:
        check(office, checks.archive_check, each)
    with pytest.raises(Refused, match="keeps one line"):
        check(office, checks.archive_check, START_CHECKS[0])


def entries(office, of_list=PVI):
    return [each.name for each in dict(office.ask(office_lists))[of_list] if each.place]


def entry(office, name):
    return next(each.id for each in dict(office.ask(office_lists))[PVI] if each.name == name)


def on(office, deed, known, **told):
    made = entry(office, known)
    return office.do(deed, entry=made, seen=office.version(ListEntry, made), **told)


def test_entries_are_added_renamed_ordered_archived_and_brought_back(office):
    for name in ("Peak Care", "Derwent Homecare", "Alder"):
        office.do(lists.add_entry, of_list=PVI, name=name)
    on(office, lists.move_entry, "Alder", to=1)
    on(office, lists.rename_entry, "Alder", name="Alder Care")
    assert entries(office) == ["Alder Care", "Peak Care", "Derwent Homecare"]
    on(office, lists.archive_entry, "Peak Care")
    assert office.ask(suggested).of(PVI) == ("Alder Care", "Derwent Homecare")
    with pytest.raises(Refused, match="archived: bring it back first"):
        on(office, lists.rename_entry, "Peak Care", name="Peak")
    on(office, lists.restore_entry, "Peak Care")
    assert entries(office) == ["Alder Care", "Derwent Homecare", "Peak Care"]
    assert entries(office, OfficeList.COMMUNITY) == []


@pytest.mark.parametrize("typed", ["peak care", " Peak  Care ", "PEAK CARE"])
def test_the_same_in_other_letters_or_blanks_is_refused(office, typed):
    office.do(lists.add_entry, of_list=PVI, name="Peak Care")
    office.do(lists.add_entry, of_list=OfficeList.COMMUNITY, name="Peak Care")  # another list
    with pytest.raises(Refused, match="“Peak Care” is there already"):
        office.do(lists.add_entry, of_list=PVI, name=typed)


def test_an_archived_name_that_is_added_again_comes_back(office):
    made = office.do(lists.add_entry, of_list=PVI, name="Peak Care").made
    on(office, lists.archive_entry, "Peak Care")
    assert office.do(lists.add_entry, of_list=PVI, name="PEAK care").made == made
    assert entries(office) == ["PEAK care"]


def test_only_editors_of_the_office_change_its_lists(office):
    for deed, told in (
        (lists.add_entry, {"of_list": PVI, "name": "x"}),
        (checks.add_check, {"item": "x"}),
        (contacts.set_numbers, {"was": Numbers(), "out_of_hours": "", "complaints": "", "finance": ""}),
    ):
        with pytest.raises(Refused, match="changed by a DSO, admin or the service manager"):
            office.do_as("CWC", deed, **told)


def numbers(office):
    view = office.ask(here)
    return Numbers(view.out_of_hours_telephone, view.complaints_telephone, view.finance_telephone)


def test_the_numbers_are_said_and_one_left_empty_stands_on_no_paper(office):
    episode = office.an_episode(visit())

    def out_of_hours():
        return office.ask(service_plan.gather, episode=episode).out_of_hours

    assert out_of_hours() is None
    was = numbers(office)
    told = {"complaints": "0114 496 0090", "finance": ""}
    with pytest.raises(Refused, match="“12” is not a telephone number"):
        office.do(contacts.set_numbers, was=was, out_of_hours="12", **told)
    office.do(contacts.set_numbers, was=was, out_of_hours="0114 496 0190", **told)
    assert out_of_hours().telephone == "0114 496 0190"
    assert numbers(office) == Numbers("0114 496 0190", "0114 496 0090", "")


def test_a_desk_that_saw_other_numbers_is_refused(office):
    was = numbers(office)
    told = {"complaints": "0114 496 0090", "finance": ""}
    office.do(contacts.set_numbers, was=was, out_of_hours="", **told)
    with pytest.raises(Refused, match="Somebody else has changed the numbers"):
        office.do(contacts.set_numbers, was=was, out_of_hours="111", **told)
