"""Whose records were open last: by office and database, ids alone, and no more than is kept."""

from uuid import UUID

from app.desk.preferences import Preferences

NORTH, SOUTH = UUID(int=1), UUID(int=2)


def people(*numbers):
    return tuple(UUID(int=number) for number in numbers)


def test_eleven_are_kept_the_last_one_first_and_nobody_twice(tmp_path):
    kept = Preferences(tmp_path / "desk.ini")
    for number in (*range(1, 13), 5):
        kept.note_person(NORTH, UUID(int=number))
    assert kept.recent_people(NORTH) == people(5, 12, 11, 10, 9, 8, 7, 6, 4, 3, 2)


def test_each_office_of_each_database_has_its_own(tmp_path):
    kept = Preferences(tmp_path / "desk.ini")
    kept.work_on("one.sqlite")
    kept.note_person(NORTH, UUID(int=7))
    kept.note_person(SOUTH, UUID(int=8))
    kept.work_on("other.sqlite")
    assert kept.recent_people(NORTH) == ()
    kept.work_on("one.sqlite")
    assert (kept.recent_people(NORTH), kept.recent_people(SOUTH)) == (people(7), people(8))


def test_what_somebody_wrote_into_the_file_is_passed_over(tmp_path):
    kept = Preferences(tmp_path / "desk.ini")
    kept.note_person(NORTH, UUID(int=7))
    kept._put(f"people/recent_{NORTH}", f"Jean {UUID(int=7)} 42")
    assert kept.recent_people(NORTH) == people(7)
