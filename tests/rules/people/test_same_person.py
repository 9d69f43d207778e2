from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from models.rules.people.same_person import Certainty, Identity, by_name, candidates, conflict
from models.values import NhsNumber, Postcode

ONE, OTHER = NhsNumber.parse("9993261629"), NhsNumber.parse("9991291229")
SHEILA = Identity(
    given="Sheila",
    family="O'Brien",
    born=date(1968, 3, 14),
    postcode=Postcode("DE4 3BH"),
    nhs_number=ONE,
    mosaic_id="M801414",
    id=UUID(int=1),
)
TYPED = replace(SHEILA, nhs_number=None, mosaic_id="", id=None)


@pytest.mark.parametrize(
    ("asked", "certainty", "words"),
    [
        ({"nhs_number": ONE}, Certainty.SAME, "Same NHS number."),
        ({"nhs_number": ONE, "postcode": None}, Certainty.SAME, "Same NHS number."),
        ({"nhs_number": ONE, "born": None}, Certainty.SAME, "Same NHS number."),
        ({"nhs_number": ONE, "born": date(1968, 3, 15)}, Certainty.POSSIBLE, "another birth date"),
        ({"nhs_number": ONE, "given": "Robert", "family": "Young"}, Certainty.POSSIBLE, "another name"),
        ({"mosaic_id": "M801414"}, Certainty.SAME, "Same MOSAIC id."),
        ({"mosaic_id": " m801414 "}, Certainty.SAME, "Same MOSAIC id."),
        ({"mosaic_id": "M801414", "nhs_number": OTHER}, Certainty.POSSIBLE, "another NHS number"),
        ({}, Certainty.LIKELY, "Same name, birth date and postcode."),
        ({"given": "SHEILA", "family": "O’Brien"}, Certainty.LIKELY, "Same name"),
        ({"given": "Shiela"}, Certainty.LIKELY, "Similar name, birth date and postcode."),
        ({"family": "Obrian"}, Certainty.LIKELY, "Similar name"),
        ({"given": "O'Brien", "family": "Sheila"}, Certainty.LIKELY, "Similar name"),
        ({"postcode": Postcode("DE6 1ED")}, Certainty.POSSIBLE, "not the same postcode"),
        ({"postcode": None}, Certainty.POSSIBLE, "not the same postcode"),
        ({"born": None}, Certainty.POSSIBLE, "a birth date isn't known"),
        ({"born": None, "postcode": None}, None, ""),
        ({"born": None, "postcode": Postcode("DE6 1ED")}, None, ""),
        ({"born": date(1968, 3, 15)}, None, ""),
        ({"given": "Stella"}, None, ""),
        ({"given": "Sean"}, None, ""),
        ({"family": "Twigg"}, None, ""),
        ({"nhs_number": OTHER}, None, ""),
    ],
)
def test_somebody_known_is_proposed_with_how_surely_and_why(asked, certainty, words):
    found = candidates(replace(TYPED, **asked), [SHEILA])
    assert [each.certainty for each in found] == ([certainty] if certainty else [])
    assert all(words in each.sentence and each.known is SHEILA for each in found)


def test_a_swapped_day_and_month_is_a_possibility():
    known = replace(SHEILA, born=date(1968, 3, 4))
    (found,) = candidates(replace(TYPED, born=date(1968, 4, 3)), [known])
    assert found.certainty is Certainty.POSSIBLE
    assert "swapped" in found.sentence


def test_twins_are_two_people():
    jean = Identity(given="Jean", family="Gill", born=date(1940, 5, 1), postcode=Postcode("DE4 3AF"))
    assert candidates(replace(jean, given="Joan"), [jean]) == ()


def test_father_and_son_of_one_name_are_two_people():
    father = Identity(given="Eric", family="Twigg", born=date(1947, 2, 6), postcode=Postcode("DE4 3BG"))
    assert candidates(replace(father, born=date(1970, 2, 7)), [father]) == ()


def test_a_person_of_one_name_only_is_recognised():
    known = Identity(given="", family="Mohammed", born=date(1950, 1, 1), postcode=Postcode("DE4 3BG"))
    assert candidates(known, [known])[0].certainty is Certainty.LIKELY
    assert candidates(replace(known, family="Thandiwe"), [known]) == ()


def test_two_people_without_any_number_are_not_the_same_for_that():
    unknown = Identity(given="Nigel", family="Check")
    assert candidates(unknown, [replace(unknown, given="Vera", family="Wright")]) == ()
    assert conflict(unknown, [replace(unknown, given="Vera", born=date(1938, 9, 9))]) is None


def test_the_surest_comes_first_then_by_name():
    adams = replace(TYPED, family="O'Briem")
    moved = replace(TYPED, postcode=None)
    found = candidates(replace(TYPED, nhs_number=ONE), [moved, TYPED, adams, SHEILA])
    assert [each.known for each in found] == [SHEILA, adams, TYPED, moved]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"mosaic_id": "M801414"}, ""),
        ({"mosaic_id": "M801414", "nhs_number": ONE}, ""),
        ({"mosaic_id": "M801414", "born": None}, ""),
        (
            {"mosaic_id": "m801414", "nhs_number": OTHER},
            "MOSAIC id m801414 belongs to somebody with another NHS number",
        ),
        (
            {"mosaic_id": "M801414", "born": date(1968, 3, 15)},
            "MOSAIC id M801414 belongs to somebody with another birth date",
        ),
        ({"mosaic_id": "M801414", "nhs_number": ONE, "born": date(1968, 3, 15)}, "another birth date"),
        ({"nhs_number": ONE}, ""),
        ({"nhs_number": ONE, "born": date(1968, 3, 15)}, "NHS number 999 326 1629 belongs to somebody"),
        ({"nhs_number": ONE, "mosaic_id": "M800000"}, "another MOSAIC id"),
        ({"mosaic_id": "M801414", "family": "Zebedee"}, "MOSAIC id M801414 belongs to somebody with another name"),
        ({"nhs_number": ONE, "given": "Quentin"}, "NHS number 999 326 1629 belongs to somebody with another name"),
        ({"nhs_number": OTHER, "mosaic_id": "M800000"}, ""),
        ({"nhs_number": OTHER, "born": date(1968, 3, 15)}, ""),
        ({"nhs_number": OTHER, "born": date(1968, 3, 15), "mosaic_id": "M801414", "id": SHEILA.id}, ""),
        ({}, ""),
    ],
)
def test_a_number_that_belongs_to_somebody_else_is_refused(asked, words):
    stranger = replace(SHEILA, id=UUID(int=2), nhs_number=None, mosaic_id="M801415", born=date(1950, 1, 1))
    lack = conflict(replace(TYPED, **asked), [stranger, SHEILA])
    assert bool(lack) is bool(words)
    assert lack is None or (words in lack.sentence and lack.who == "the referrer")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("Marie", "Maria", True), ("abcdefghijklmnopqwxyz", "abcdefghijklmnopq12345", False)],
)
def test_a_spelling_is_tolerated_when_four_fifths_of_the_letters_agree(one, other, alike):
    assert bool(candidates(replace(TYPED, given=one), [replace(TYPED, given=other)])) is alike


def test_somebody_known_may_keep_their_own_number_but_not_take_anothers():
    own = replace(SHEILA, born=date(1968, 3, 15))
    assert conflict(own, [SHEILA]) is None
    assert conflict(replace(own, id=UUID(int=9)), [SHEILA]) is not None
    assert conflict(replace(own, id=None), [replace(SHEILA, id=None)]) is not None


@pytest.mark.parametrize(
    ("asked", "certainty"),
    [
        ({}, Certainty.LIKELY),
        ({"postcode": None}, Certainty.LIKELY),
        ({"mosaic_id": "M801414"}, Certainty.LIKELY),
        ({"born": None}, Certainty.POSSIBLE),
        ({"born": None, "postcode": None}, None),
        ({"given": "Shiela"}, None),
        ({"born": date(1968, 3, 15)}, None),
        ({"postcode": Postcode("DE6 1ED")}, None),
        ({"mosaic_id": "M801415"}, None),
        ({"nhs_number": OTHER}, None),
    ],
)
def test_by_its_name_alone_a_row_is_somebody_only_where_nothing_differs(asked, certainty):
    assert by_name(replace(TYPED, **asked), SHEILA) is certainty
