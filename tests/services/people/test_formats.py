"""Formats beyond print: who needs which, who makes it, and why a paper was made in another print."""

import pytest

from app.door.errors import Refused
from app.queries.history.looks import looks
from app.queries.people.formats import format_makers, formats_told, needs_of, paper_needs
from app.services.history.noting import note_paper
from app.services.people import details
from app.services.people.formats import end_need, name_maker, need_format
from models.staff import Staff
from models.vocabulary.access import Access
from models.vocabulary.agreement import Authority
from models.vocabulary.people import OtherFormat, PaperFormat
from models.vocabulary.staff import Role


def test_a_need_is_told_with_who_makes_it_until_it_ends(office):
    person = office.a_person()
    office.do(name_maker, of_format=OtherFormat.BRAILLE, seen=None, made_by="Print room", reached_at="0114 496 0099")
    need = office.do(need_format, person=person, of_format=OtherFormat.BRAILLE, detail=" Grade 2 ").made
    (told,) = office.ask(needs_of, person=person)
    assert told.told == "Needs Braille (Grade 2): made by Print room, 0114 496 0099."
    assert office.ask(formats_told, person=person) == ("Braille (Grade 2)",)
    office.do(end_need, need=need, seen=1)
    assert office.ask(needs_of, person=person) == ()
    with pytest.raises(Refused, match="ended already"):
        office.do(end_need, need=need, seen=2)


def test_a_representatives_need_is_theirs_and_not_on_the_persons_paper(office):
    person = office.a_person()
    ann = office.do(details.add_representative, person=person, name="Ann Gill", authority=Authority.NONE).made
    office.do(need_format, person=person, of_format=OtherFormat.AUDIO, representative=ann)
    office.do(need_format, person=person, of_format=OtherFormat.AUDIO)
    told = [each.told for each in office.ask(needs_of, person=person)]
    assert told == [
        "Needs Audio: who makes it isn't named in Office yet.",
        "Needs Audio for Ann Gill: who makes it isn't named in Office yet.",
    ]
    assert office.ask(formats_told, person=person) == ("Audio",)


@pytest.mark.parametrize("needed", [OtherFormat.INTERPRETER, OtherFormat.TRANSLATED, OtherFormat.OTHER])
def test_a_need_that_needs_words_is_refused_without_them(sqlite_office, needed):
    with pytest.raises(Refused, match="Say"):
        sqlite_office.do(need_format, person=sqlite_office.a_person(), of_format=needed, detail=" ")


def test_the_same_need_twice_and_one_too_long_are_refused(sqlite_office):
    person = sqlite_office.a_person()
    sqlite_office.do(need_format, person=person, of_format=OtherFormat.EASY_READ, detail="x" * 120)
    with pytest.raises(Refused, match="recorded already"):
        sqlite_office.do(need_format, person=person, of_format=OtherFormat.EASY_READ)
    with pytest.raises(Refused, match="120 signs"):
        sqlite_office.do(need_format, person=person, of_format=OtherFormat.BSL, detail="x" * 121)


def test_who_makes_a_format_is_changed_as_it_was_seen(office):
    office.do(name_maker, of_format=OtherFormat.BSL, seen=None, made_by="Deaf services")
    with pytest.raises(Refused):
        office.do(name_maker, of_format=OtherFormat.BSL, seen=None, made_by="Others")
    office.do(name_maker, of_format=OtherFormat.BSL, seen=1, made_by="Sign team", reached_at="text 07700 900456")
    made = {each.format: each for each in office.ask(format_makers)}
    assert made[OtherFormat.BSL].told == "made by Sign team, text 07700 900456"
    assert made[OtherFormat.AUDIO].seen is None
    with pytest.raises(Refused, match="Name who makes it"):
        office.do(name_maker, of_format=OtherFormat.AUDIO, seen=None, made_by=" ")


def test_another_print_than_the_reader_needs_is_made_with_a_reason_that_is_noted(office):
    office.store(Staff(name="Mary Mann", role=Role.SERVICE_MANAGER))
    with office.database.reading() as session:
        office.staff["Manager"] = session.query(Staff.id).filter_by(name="Mary Mann").scalar()
    person = office.a_person(paper_format=PaperFormat.LARGE_PRINT)
    note = {"did": Access.PRINTED, "what": "the service plan", "reader": person}
    with pytest.raises(Refused, match="They need large print"):
        office.do(note_paper, **note, chosen=PaperFormat.STANDARD)
    office.do(note_paper, **note, chosen=PaperFormat.LARGE_PRINT)
    office.do(note_paper, **note, chosen=None)
    office.do(note_paper, **note, chosen=PaperFormat.STANDARD, because="for the care workers' bag")
    assert office.ask(paper_needs, person=person).paper_format is PaperFormat.LARGE_PRINT
    said = [row.said for row in office.work("Manager").read(looks, about=person)]
    assert len(said) == 3
    assert said[0].endswith("not in the print they need: for the care workers' bag.")
